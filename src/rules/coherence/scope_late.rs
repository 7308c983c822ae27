//! The scope was decided when the one-to-ones had already begun.

use super::scope_decisions;
use crate::address::{Address, Kind};
use crate::finding::Level;
use crate::lang::dates;
use crate::method::{Clause, Passage};
use crate::rule::{Check, Context, Family, Report, Rule};
use crate::tr;

pub(super) static RULE: Rule = Rule {
    name: "scope-late",
    aliases: &[],
    family: Family::Coherence,
    clause: Clause::Passage(Passage::ScopeMinimum),
    level: Level::Info,
    needs: &[Kind::Decision, Kind::Stakeholder],
    page: include_str!("scope_late.md"),
    check: Check::Project(check),
};

fn check(cx: &Context<'_>, report: &mut Report<'_>) {
    let Some(decisions) = scope_decisions(cx) else { return };
    // Unknown dates come first: then it cannot be told which decision was the earliest.
    let Some((id, decision)) = decisions.into_iter().min_by_key(|(_, decision)| decision.date)
    else {
        return;
    };
    let bilaterals =
        cx.project.stakeholders.iter().filter_map(|(who, s)| Some((s.bilateral?, who)));
    let (Some(decided), Some((met, who))) = (decision.date, bilaterals.min()) else { return };
    if decided <= met {
        return;
    }
    let (on, first) = (dates::date(cx.lang, decided), dates::date(cx.lang, met));
    let message = tr!(
        cx.lang,
        "le périmètre est décidé le {on}, après le premier échange bilatéral ({first})",
        "the scope is decided on {on}, after the first one-to-one ({first})"
    );
    let bilateral = Address::entity(Kind::Stakeholder, who).key("bilateral");
    report
        .find(Address::entity(Kind::Decision, id).key("date"), message)
        .help(tr!(
            cx.lang,
            "si le périmètre était arrêté plus tôt, inscrivez aussi cette décision dans `decisions.toml` ; sinon, faites-le savoir aux parties prenantes déjà rencontrées",
            "if the scope was settled earlier, record that decision in `decisions.toml` as well; if not, let the stakeholders already met know"
        ))
        .related(&bilateral, tr!(cx.lang, "premier échange bilatéral", "first one-to-one"));
}
