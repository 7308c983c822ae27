//! A part of the scope from which no stakeholder comes.

use super::{has_inventory_contact, has_role, roles_known};
use crate::address::{Address, Kind};
use crate::finding::Level;
use crate::method::{Clause, Passage};
use crate::model::misread::fold;
use crate::model::{AuthorityKind, Coverage, Organisation, Role, Scope};
use crate::rule::{Check, Context, Family, Report, Rule};
use crate::tr;

pub(super) static RULE: Rule = Rule {
    name: "scope-without-actors",
    aliases: &[],
    family: Family::Coherence,
    clause: Clause::Passage(Passage::Timing),
    level: Level::Warning,
    needs: &[Kind::Scope, Kind::Stakeholder, Kind::Project],
    page: include_str!("scope_without_actors.md"),
    check: Check::Project(check),
};

fn check(cx: &Context<'_>, report: &mut Report<'_>) {
    if cx.project.stakeholders.is_empty() || !roles_known(cx) {
        return;
    }
    let Scope { coverage, organisation, .. } = &cx.project.scope;
    let mut find = |address: Address, part: &str, role: Role| {
        let message = tr!(
            cx.lang,
            "une part du périmètre n'a pas d'interlocuteur parmi les parties prenantes : {part}",
            "a part of the scope has nobody among the stakeholders to speak for it: {part}"
        );
        let (word, id) = (role.word().name, fold(role.word().label.0));
        report.find(address, message).help(tr!(
            cx.lang,
            "dans `stakeholders.toml` : `[{id}]` puis, une par ligne, `name = \"…\"` et `role = \"{word}\"`",
            "in `stakeholders.toml`: `[{word}]` then, one a line, `name = \"…\"` and `role = \"{word}\"`"
        ));
    };
    let mut bodies = [Role::MemberMunicipalities, Role::Intercommunality];
    if cx.project.settings.authority.kind == Some(AuthorityKind::Commune) {
        bodies.reverse();
    }
    let scope = Address::file(Kind::Scope);
    let actors = [Role::TerritoryActors];
    let wider = [(Coverage::Intercommunality, &bodies[..]), (Coverage::Territory, &actors)];
    for (part, roles) in wider {
        if coverage.contains(&part) && !has_role(cx, roles) {
            let address = scope.clone().key("coverage").subject(part.word().name);
            find(address, part.word().label(cx.lang), roles[0]);
        }
    }
    let facilities = *organisation == Some(Organisation::CentralServicesAndFacilities);
    if facilities && !has_role(cx, &[Role::Education]) && !has_inventory_contact(cx) {
        let part = cx.lang.pick("les équipements publics", "public facilities");
        find(scope.key("organisation"), part, Role::Education);
    }
}
