//! A decision of the base was removed or rewritten.

use super::super::policy;
use crate::address::Kind;
use crate::changes::ChangeKind;
use crate::finding::Level;
use crate::method::Clause;
use crate::rule::{Check, Family, Report, Rule, Versions};
use crate::tr;

pub(super) static RULE: Rule = Rule {
    name: "decision-rewritten",
    aliases: &[],
    family: Family::History,
    clause: Clause::Own,
    level: Level::Warning,
    needs: &[Kind::Decision],
    page: include_str!("decision_rewritten.md"),
    check: Check::Versions(check),
};

fn check(versions: &Versions<'_>, report: &mut Report<'_>) {
    let (cx, written) = (versions.cx, versions.before.written());
    for change in versions.of(Kind::Decision) {
        let was = versions.was(&change.address);
        let id = was.entity_id().unwrap_or_default();
        let Some(decision) = written.decisions.get(id) else { continue };
        let called = cx.called(decision.title.as_deref(), id);
        let help = tr!(
            cx.lang,
            "rétablissez-la, et ajoutez une nouvelle décision avec `supersedes = \"{id}\"`",
            "put it back, and add a new decision with `supersedes = \"{id}\"`"
        );
        if change.kind == ChangeKind::Removed {
            let message =
                tr!(cx.lang, "la décision {called} a disparu", "the decision {called} is gone");
            report.find(change.address.clone(), message).help(help);
            continue;
        }
        let (edits, worded) = policy::rewritten(versions, change);
        let Some(first) = edits.first() else { continue };
        let keys = edits.iter().filter_map(|edit| edit.address.path.last());
        let keys: Vec<_> = keys.map(|key| format!("`{key}`")).collect();
        let (keys, at) = (cx.lang.list(&keys), first.address.clone());
        let message = tr!(
            cx.lang,
            "réécriture de la décision {called} : {keys}",
            "the decision {called} is rewritten: {keys}"
        );
        let draft = report.find(at, message);
        if worded {
            draft.level(Level::Info)
        } else {
            draft.help(help)
        };
    }
}
