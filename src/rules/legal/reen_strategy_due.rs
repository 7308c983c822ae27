//! The REEN law asks for a strategy, and nothing accounts for it.

use crate::address::Kind;
use crate::finding::Level;
use crate::method::Clause;
use crate::model::DocumentKind;
use crate::rule::{Check, Context, Family, Report, Rule};
use crate::tr;

pub(super) static RULE: Rule = Rule {
    name: "reen-strategy-due",
    aliases: &[],
    family: Family::Legal,
    clause: Clause::Law,
    level: Level::Info,
    needs: &[Kind::Project, Kind::Document],
    page: include_str!("reen_strategy_due.md"),
    check: Check::Project(check),
};

fn check(cx: &Context<'_>, report: &mut Report<'_>) {
    let noun = ("une stratégie numérique responsable", "a responsible-digital strategy");
    let note = tr!(
        cx.lang,
        "échéance de la loi : le 1er janvier 2025",
        "the law's deadline: 1 January 2025"
    );
    super::point(cx, report, DocumentKind::ReenStrategy, noun, Some(note));
}
