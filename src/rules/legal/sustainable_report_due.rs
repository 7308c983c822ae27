//! The law asks for a sustainable-development report, and nothing accounts for it.

use crate::address::Kind;
use crate::finding::Level;
use crate::method::Clause;
use crate::model::DocumentKind;
use crate::rule::{Check, Context, Family, Report, Rule};

pub(super) static RULE: Rule = Rule {
    name: "sustainable-report-due",
    aliases: &[],
    family: Family::Legal,
    clause: Clause::Law,
    level: Level::Info,
    needs: &[Kind::Project, Kind::Document],
    page: include_str!("sustainable_report_due.md"),
    check: Check::Project(check),
};

fn check(cx: &Context<'_>, report: &mut Report<'_>) {
    let noun = (
        "un rapport annuel sur la situation en matière de développement durable",
        "a yearly report on its situation as to sustainable development",
    );
    super::point(cx, report, DocumentKind::SustainableDevelopmentReport, noun, None);
}
