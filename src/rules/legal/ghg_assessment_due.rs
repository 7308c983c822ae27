//! The law asks for a greenhouse-gas inventory, and nothing accounts for it.

use crate::address::Kind;
use crate::finding::Level;
use crate::method::Clause;
use crate::model::DocumentKind;
use crate::rule::{Check, Context, Family, Report, Rule};
use crate::tr;

pub(super) static RULE: Rule = Rule {
    name: "ghg-assessment-due",
    aliases: &[],
    family: Family::Legal,
    clause: Clause::Law,
    level: Level::Info,
    needs: &[Kind::Project, Kind::Document],
    page: include_str!("ghg_assessment_due.md"),
    check: Check::Project(check),
};

fn check(cx: &Context<'_>, report: &mut Report<'_>) {
    let noun = (
        "un bilan d'émissions de gaz à effet de serre (BGES)",
        "a greenhouse-gas inventory (BGES)",
    );
    let note = tr!(
        cx.lang,
        "s'il est intégré au PCAET : `status = \"not-applicable\"` et `reason = \"intégré au PCAET\"`",
        "if the PCAET includes it: `status = \"not-applicable\"` and `reason = \"included in the PCAET\"`"
    );
    super::point(cx, report, DocumentKind::GhgAssessment, noun, Some(note));
}
