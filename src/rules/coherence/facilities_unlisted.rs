//! Public facilities are in the scope, and none is listed.

use crate::address::{Address, Kind};
use crate::finding::Level;
use crate::method::{Clause, Passage};
use crate::model::Organisation;
use crate::rule::{Check, Context, Family, Report, Rule};
use crate::tr;

pub(super) static RULE: Rule = Rule {
    name: "facilities-unlisted",
    aliases: &[],
    family: Family::Coherence,
    clause: Clause::Passage(Passage::ScopeUse),
    level: Level::Warning,
    needs: &[Kind::Scope],
    page: include_str!("facilities_unlisted.md"),
    check: Check::Project(check),
};

fn check(cx: &Context<'_>, report: &mut Report<'_>) {
    let (scope, address) = (&cx.project.scope, Address::file(Kind::Scope));
    let covered = scope.organisation == Some(Organisation::CentralServicesAndFacilities);
    if !covered || !scope.facilities.is_empty() || cx.unsure(&address, &["facilities"]) {
        return;
    }
    let message = tr!(
        cx.lang,
        "les équipements publics sont dans le périmètre, mais aucun n'est listé",
        "public facilities are in the scope, but none is listed"
    );
    report.find(address.key("organisation"), message).help(tr!(
        cx.lang,
        "dans `scope.toml` : `[facilities.ecoles]` puis, une par ligne, `name = \"Écoles élémentaires\"` et `kind = \"school\"`",
        "in `scope.toml`: `[facilities.schools]` then, one a line, `name = \"Primary schools\"` and `kind = \"school\"`"
    ));
}
