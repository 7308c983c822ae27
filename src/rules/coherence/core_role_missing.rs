//! A role that the work usually needs, and no stakeholder has it.

use super::{missing_roles, roles_known};
use crate::address::{Address, Kind};
use crate::finding::Level;
use crate::method::{Clause, Passage};
use crate::rule::{Check, Context, Family, Report, Rule};
use crate::tr;

pub(super) static RULE: Rule = Rule {
    name: "core-role-missing",
    aliases: &[],
    family: Family::Coherence,
    clause: Clause::Passage(Passage::Stakeholders),
    level: Level::Info,
    needs: &[Kind::Stakeholder, Kind::Scope, Kind::Project],
    page: include_str!("core_role_missing.md"),
    check: Check::Project(check),
};

fn check(cx: &Context<'_>, report: &mut Report<'_>) {
    if cx.project.stakeholders.is_empty() || !roles_known(cx) {
        return;
    }
    let missing = missing_roles(cx);
    let Some(word) = missing.first().map(|role| role.word().name) else { return };
    let names: Vec<&str> = missing.iter().map(|role| role.word().label(cx.lang)).collect();
    let (s, list) = (cx.lang.s(names.len()), cx.lang.list(&names));
    let message = tr!(
        cx.lang,
        "rôle{s} clé{s} sans partie prenante : {list}",
        "key role{s} without a stakeholder: {list}"
    );
    let help = tr!(
        cx.lang,
        "dans `stakeholders.toml`, une table par rôle, avec `name = \"…\"` et `role = \"{word}\"`",
        "in `stakeholders.toml`, one table for each role, with `name = \"…\"` and `role = \"{word}\"`"
    );
    let note = if cx.project.settings.roles.is_some() {
        cx.lang.pick("liste du projet, dans `nrt.toml`", "the project's own list, in `nrt.toml`")
    } else {
        cx.lang.pick("liste proposée par nrt, à adapter", "a list proposed by nrt, to adapt")
    };
    report.find(Address::file(Kind::Stakeholder), message).help(help).note(note.to_owned());
}
