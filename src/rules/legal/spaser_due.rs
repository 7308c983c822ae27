//! The law asks for a scheme of responsible procurement, and nothing accounts for it.

use crate::address::Kind;
use crate::finding::Level;
use crate::method::Clause;
use crate::model::DocumentKind;
use crate::rule::{Check, Context, Family, Report, Rule};

pub(super) static RULE: Rule = Rule {
    name: "spaser-due",
    aliases: &[],
    family: Family::Legal,
    clause: Clause::Law,
    level: Level::Info,
    needs: &[Kind::Project, Kind::Document],
    page: include_str!("spaser_due.md"),
    check: Check::Project(check),
};

fn check(cx: &Context<'_>, report: &mut Report<'_>) {
    let noun = (
        "un schéma de promotion des achats publics socialement et écologiquement responsables (SPASER)",
        "a scheme for socially and ecologically responsible procurement (SPASER)",
    );
    super::point(cx, report, DocumentKind::Spaser, noun, None);
}
