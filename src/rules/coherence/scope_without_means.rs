//! A scope wider than the authority, and no means to cover it.

use super::is_wider;
use crate::address::{Address, Kind};
use crate::finding::Level;
use crate::method::{Clause, Passage};
use crate::rule::{Check, Context, Family, Report, Rule};
use crate::tr;

pub(super) static RULE: Rule = Rule {
    name: "scope-without-means",
    aliases: &[],
    family: Family::Coherence,
    clause: Clause::Passage(Passage::Timing),
    level: Level::Info,
    needs: &[Kind::Scope],
    page: include_str!("scope_without_means.md"),
    check: Check::Project(check),
};

fn check(cx: &Context<'_>, report: &mut Report<'_>) {
    let address = Address::file(Kind::Scope);
    let resources = address.clone().key("resources");
    if !is_wider(cx) || cx.project.scope.resources.is_some() || cx.unknown(&resources) {
        return;
    }
    let message = tr!(
        cx.lang,
        "le périmètre s'étend au-delà de la collectivité, et aucun moyen n'est prévu pour le couvrir",
        "the scope goes beyond the authority, and no means are planned to cover it"
    );
    report.find(address.key("coverage"), message).help(tr!(
        cx.lang,
        "dans `scope.toml` : `resources = \"…\"` (temps d'agents, budget, appui d'un partenaire)",
        "in `scope.toml`: `resources = \"…\"` (staff time, budget, a partner's support)"
    ));
}
