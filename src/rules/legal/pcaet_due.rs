//! The law asks for a climate plan, and nothing accounts for it.

use crate::address::Kind;
use crate::finding::Level;
use crate::method::Clause;
use crate::model::DocumentKind;
use crate::rule::{Check, Context, Family, Report, Rule};

pub(super) static RULE: Rule = Rule {
    name: "pcaet-due",
    aliases: &[],
    family: Family::Legal,
    clause: Clause::Law,
    level: Level::Info,
    needs: &[Kind::Project, Kind::Document],
    page: include_str!("pcaet_due.md"),
    check: Check::Project(check),
};

fn check(cx: &Context<'_>, report: &mut Report<'_>) {
    let noun = (
        "un plan climat-air-énergie territorial (PCAET)",
        "a territorial climate-air-energy plan (PCAET)",
    );
    super::point(cx, report, DocumentKind::Pcaet, noun, None);
}
