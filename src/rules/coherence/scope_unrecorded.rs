//! A scope is set, and no decision concerns it.

use super::scope_decisions;
use crate::address::{Address, Kind};
use crate::finding::Level;
use crate::method::Clause;
use crate::rule::{Check, Context, Family, Report, Rule};
use crate::tr;

pub(super) static RULE: Rule = Rule {
    name: "scope-unrecorded",
    aliases: &[],
    family: Family::Coherence,
    clause: Clause::Own,
    level: Level::Info,
    needs: &[Kind::Scope, Kind::Decision],
    page: include_str!("scope_unrecorded.md"),
    check: Check::Project(check),
};

fn check(cx: &Context<'_>, report: &mut Report<'_>) {
    let scope = &cx.project.scope;
    let key = if !scope.coverage.is_empty() {
        "coverage"
    } else if scope.organisation.is_some() {
        "organisation"
    } else {
        return;
    };
    if scope_decisions(cx).is_none_or(|decisions| !decisions.is_empty()) {
        return;
    }
    let message = tr!(
        cx.lang,
        "le périmètre est écrit, mais aucune décision enregistrée ne le concerne",
        "the scope is written, but no recorded decision concerns it"
    );
    report.find(Address::file(Kind::Scope).key(key), message).help(tr!(
        cx.lang,
        "dans `decisions.toml` : `[AAAA-MM-JJ-perimetre]` puis, une par ligne, `title`, `date`, `decision`, `body` ou `taken-by`, et `concerns = [\"scope.{key}\"]`",
        "in `decisions.toml`: `[YYYY-MM-DD-scope]` then, one a line, `title`, `date`, `decision`, `body` or `taken-by`, and `concerns = [\"scope.{key}\"]`"
    ));
}
