//! The launch moved after presences were confirmed.

use crate::address::{Address, Kind};
use crate::finding::Level;
use crate::lang::dates;
use crate::method::Clause;
use crate::model::Presence;
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
    let (cx, before) = (versions.cx, versions.before.written());
    let Some((id, launch)) = cx.launch() else { return };
    let at = Address::entity(Kind::Milestone, id).key("date");
    let was = versions.was(&at);
    let was = was.entity_id().and_then(|id| before.milestones.get(id));
    let (Some(old), Some(new)) = (was.and_then(|launch| launch.date), launch.date) else { return };
    if old == new {
        return;
    }
    let sure = |presence| matches!(presence, Some(Presence::Confirmed | Presence::Represented));
    let stale = cx.project.stakeholders.iter().filter(|(id, stakeholder)| {
        let was = versions.was(&Address::entity(Kind::Stakeholder, id));
        let was = was.entity_id().and_then(|id| before.stakeholders.get(id));
        sure(stakeholder.launch) && was.is_some_and(|was| sure(was.launch))
    });
    let stale: Vec<String> = stale.map(|(id, _)| format!("`{id}`")).collect();
    if stale.is_empty() {
        return;
    }
    let (n, s, list) = (stale.len(), cx.lang.s(stale.len()), cx.lang.list(&stale));
    let (old, new) = (dates::date(cx.lang, old), dates::date(cx.lang, new));
    let message = tr!(
        cx.lang,
        "{n} présence{s} confirmée{s} pour le {old}, et le comité de lancement est maintenant le {new}",
        "{n} presence{s} confirmed for {old}, and the launch committee is now on {new}"
    );
    report
        .find(at, message)
        .label(tr!(cx.lang, "avant : {old}", "before: {old}"))
        .note(tr!(cx.lang, "à confirmer de nouveau : {list}", "to confirm again: {list}"))
        .help(tr!(
            cx.lang,
            "dans `stakeholders.toml`, remettez `launch = \"invited\"` jusqu'à leur réponse",
            "in `stakeholders.toml`, go back to `launch = \"invited\"` until they answer"
        ));
}
