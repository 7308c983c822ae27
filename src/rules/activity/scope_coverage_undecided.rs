//! The first axis of the scope is not decided, or leaves out the minimum.

use crate::address::{Address, Kind};
use crate::finding::Level;
use crate::method::Clause;
use crate::model::Coverage;
use crate::rule::{Check, Context, Family, Report, Rule};
use crate::tr;

pub(super) static RULE: Rule = Rule {
    name: "scope-coverage-undecided",
    aliases: &[],
    family: Family::Activity,
    clause: Clause::Activity(4),
    level: Level::Error,
    needs: &[Kind::Scope],
    page: include_str!("scope_coverage_undecided.md"),
    check: Check::Project(check),
};

fn check(cx: &Context<'_>, report: &mut Report<'_>) {
    let at = Address::file(Kind::Scope).key("coverage");
    let coverage = &cx.project.scope.coverage;
    if coverage.contains(&Coverage::Authority) {
        report.present(at);
    } else if cx.unknown(&at) {
        report.unknown(at);
    } else if coverage.is_empty() {
        let message = tr!(
            cx.lang,
            "la portée de la démarche n'est pas décidée : la collectivité seule, ou aussi l'intercommunalité ou le territoire",
            "what the work covers is not decided: the authority alone, or also the inter-municipal body or the territory"
        );
        report.missing(at, message).help(tr!(
            cx.lang,
            "dans `scope.toml` : `coverage = [\"authority\"]`",
            "in `scope.toml`: `coverage = [\"authority\"]`"
        ));
    } else {
        let words = coverage.iter().map(|one| one.word().name);
        let all: Vec<String> = ["authority"].into_iter().chain(words).map(quoted).collect();
        let all = all.join(", ");
        let message = tr!(
            cx.lang,
            "le périmètre laisse de côté la DSI et les services de la collectivité, qui en sont le minimum",
            "the scope leaves out the authority's IT and departments, which are its minimum"
        );
        report.missing(at, message).help(tr!(
            cx.lang,
            "écrivez `coverage = [{all}]`",
            "write `coverage = [{all}]`"
        ));
    }
}

fn quoted(word: &str) -> String {
    format!("\"{word}\"")
}
