//! The objectives of the project are not written.

use crate::address::{Address, Kind};
use crate::finding::Level;
use crate::method::Clause;
use crate::rule::{Check, Context, Family, Report, Rule};
use crate::tr;

pub(super) static RULE: Rule = Rule {
    name: "no-objectives",
    aliases: &[],
    family: Family::Coherence,
    clause: Clause::Activity(2),
    level: Level::Info,
    needs: &[Kind::Project],
    page: include_str!("no_objectives.md"),
    check: Check::Project(check),
};

fn check(cx: &Context<'_>, report: &mut Report<'_>) {
    if !cx.project.settings.project.objectives.is_empty() {
        return;
    }
    let message = tr!(
        cx.lang,
        "aucun objectif du projet n'est écrit",
        "no objective of the project is written"
    );
    let address = Address::file(Kind::Project).key("project").key("objectives");
    report.find(address, message).help(tr!(
        cx.lang,
        "dans `nrt.toml`, sous `[project]` : `objectives = [\"Réduire l'empreinte du parc de 20 % d'ici 2029\"]`",
        "in `nrt.toml`, under `[project]`: `objectives = [\"Cut the footprint of our equipment by 20% by 2029\"]`"
    ));
}
