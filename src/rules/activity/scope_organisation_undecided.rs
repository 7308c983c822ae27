//! The second axis of the scope is not decided: central services alone, or facilities as well.

use crate::address::{Address, Kind};
use crate::finding::Level;
use crate::method::Clause;
use crate::rule::{Check, Context, Family, Report, Rule};
use crate::tr;

pub(super) static RULE: Rule = Rule {
    name: "scope-organisation-undecided",
    aliases: &[],
    family: Family::Activity,
    clause: Clause::Activity(4),
    level: Level::Error,
    needs: &[Kind::Scope],
    page: include_str!("scope_organisation_undecided.md"),
    check: Check::Project(check),
};

fn check(cx: &Context<'_>, report: &mut Report<'_>) {
    let at = Address::file(Kind::Scope).key("organisation");
    if cx.project.scope.organisation.is_some() {
        report.present(at);
        return;
    }
    if cx.unknown(&at) {
        report.unknown(at);
        return;
    }
    let message = tr!(
        cx.lang,
        "il n'est pas décidé si la démarche s'arrête aux services généraux ou comprend les équipements publics",
        "it is not decided whether the work stops at central services or includes public facilities"
    );
    report.missing(at, message).help(tr!(
        cx.lang,
        "dans `scope.toml` : `organisation = \"central-services\"` ou `organisation = \"central-services-and-facilities\"`",
        "in `scope.toml`: `organisation = \"central-services\"` or `organisation = \"central-services-and-facilities\"`"
    ));
}
