//! The launch moved after presences were confirmed.

use super::super::policy::{self, Moved};
use crate::address::Kind;
use crate::finding::Level;
use crate::lang::dates;
use crate::method::Clause;
use crate::rule::{Check, Family, Report, Rule, Versions};
use crate::tr;

pub(super) static RULE: Rule = Rule {
    name: "confirmation-stale",
    aliases: &[],
    family: Family::History,
    clause: Clause::Own,
    level: Level::Warning,
    needs: &[Kind::Milestone, Kind::Stakeholder],
    page: include_str!("confirmation_stale.md"),
    check: Check::Versions(check),
};

fn check(versions: &Versions<'_>, report: &mut Report<'_>) {
    let cx = versions.cx;
    let Some(Moved { address, before, after, stale, asked: _ }) = policy::moved(versions) else {
        return;
    };
    let stale: Vec<String> = stale.iter().map(|id| format!("`{id}`")).collect();
    if stale.is_empty() {
        return;
    }
    let (n, s, list) = (stale.len(), cx.lang.s(stale.len()), cx.lang.list(&stale));
    let (old, new) = (dates::date(cx.lang, before), dates::date(cx.lang, after));
    let message = tr!(
        cx.lang,
        "{n} présence{s} confirmée{s} pour le {old}, et le comité de lancement est maintenant le {new}",
        "{n} presence{s} confirmed for {old}, and the launch committee is now on {new}"
    );
    report
        .find(address, message)
        .label(tr!(cx.lang, "avant : {old}", "before: {old}"))
        .note(tr!(cx.lang, "à confirmer de nouveau : {list}", "to confirm again: {list}"))
        .help(tr!(
            cx.lang,
            "dans `stakeholders.toml`, remettez `launch = \"invited\"` jusqu'à leur réponse",
            "in `stakeholders.toml`, go back to `launch = \"invited\"` until they answer"
        ));
}
