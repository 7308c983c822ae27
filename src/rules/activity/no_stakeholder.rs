//! No stakeholder is identified.

use crate::address::{Address, Kind};
use crate::finding::Level;
use crate::method::Clause;
use crate::rule::{Check, Context, Family, Report, Rule};
use crate::tr;

pub(super) static RULE: Rule = Rule {
    name: "no-stakeholder",
    aliases: &[],
    family: Family::Activity,
    clause: Clause::Activity(3),
    level: Level::Error,
    needs: &[Kind::Stakeholder],
    page: include_str!("no_stakeholder.md"),
    check: Check::Project(check),
};

fn check(cx: &Context<'_>, report: &mut Report<'_>) {
    if let Some(id) = cx.project.stakeholders.keys().next() {
        report.present(Address::entity(Kind::Stakeholder, id));
        return;
    }
    let message =
        tr!(cx.lang, "aucune partie prenante n'est identifiée", "no stakeholder is identified");
    report.missing(Address::file(Kind::Stakeholder), message).help(tr!(
        cx.lang,
        "dans `stakeholders.toml` : `[dgs]` puis, une par ligne, `name = \"Direction générale des services\"` et `role = \"senior-management\"`",
        "in `stakeholders.toml`: `[management]` then, one a line, `name = \"Senior management\"` and `role = \"senior-management\"`"
    ));
}
