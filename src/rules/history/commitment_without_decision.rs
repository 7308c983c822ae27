//! What was agreed upon changed, and no decision says so.

use super::super::policy;
use crate::address::Kind;
use crate::finding::Level;
use crate::method::Clause;
use crate::rule::{Check, Family, Report, Rule, Versions};
use crate::tr;

pub(super) static RULE: Rule = Rule {
    name: "commitment-without-decision",
    aliases: &[],
    family: Family::History,
    clause: Clause::Own,
    level: Level::Warning,
    needs: &[Kind::Project, Kind::Scope, Kind::Milestone, Kind::Decision],
    page: include_str!("commitment_without_decision.md"),
    check: Check::Versions(check),
};

fn check(versions: &Versions<'_>, report: &mut Report<'_>) {
    let lang = versions.cx.lang;
    for commitment in policy::commitments(versions.changes) {
        let (address, before) = (commitment.address.clone(), commitment.before(lang));
        let misread = commitment.edit.is_some() && !versions.known(&address);
        if misread || policy::is_decided(versions, &address) {
            continue;
        }
        let what = policy::commitment(lang, &address);
        let message = tr!(
            lang,
            "{what} a changé, et aucune décision ne l'explique",
            "{what} changed, and no decision explains it"
        );
        let help = tr!(
            lang,
            "ajoutez à `decisions.toml` la décision prise, avec `concerns = [\"{address}\"]`",
            "add to `decisions.toml` the decision that was made, with `concerns = [\"{address}\"]`"
        );
        let draft = report.find(address, message).help(help);
        if let Some(before) = before {
            draft.label(tr!(lang, "avant : {before}", "before: {before}"));
        }
    }
}
