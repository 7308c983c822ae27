//! What was agreed upon changed, and no decision says so.

use super::super::policy;
use crate::address::{Kind, is_bare_key};
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
        // An id that is no bare key could mean something to a shell.
        let bare = address.path.iter().all(|key| is_bare_key(key));
        let command =
            if bare { format!("nrt decide --concerns {address}") } else { "nrt decide".to_owned() };
        let help = tr!(
            lang,
            "enregistrez la décision prise\u{a0}: `{command}`, ou dans `decisions.toml` avec `concerns = [\"{address}\"]`",
            "record the decision that was made: `{command}`, or in `decisions.toml` with `concerns = [\"{address}\"]`"
        );
        let draft = report.find(address, message).help(help);
        if let Some(before) = before {
            draft.label(tr!(lang, "avant : {before}", "before: {before}"));
        }
    }
}
