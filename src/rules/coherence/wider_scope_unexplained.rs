//! A scope wider than the authority, and nothing says why.

use super::is_wider;
use crate::address::{Address, Kind};
use crate::finding::Level;
use crate::method::{Clause, Passage};
use crate::model::Coverage;
use crate::rule::{Check, Context, Family, Report, Rule};
use crate::tr;

pub(super) static RULE: Rule = Rule {
    name: "wider-scope-unexplained",
    aliases: &[],
    family: Family::Coherence,
    clause: Clause::Passage(Passage::ScopeWider),
    level: Level::Warning,
    needs: &[Kind::Scope],
    page: include_str!("wider_scope_unexplained.md"),
    check: Check::Project(check),
};

fn check(cx: &Context<'_>, report: &mut Report<'_>) {
    let scope = &cx.project.scope;
    let address = Address::file(Kind::Scope);
    if !is_wider(cx) || scope.reason.is_some() || cx.unsure(&address, &["reason"]) {
        return;
    }
    let wider: Vec<&str> = Coverage::ALL
        .iter()
        .filter(|coverage| **coverage != Coverage::Authority && scope.coverage.contains(coverage))
        .map(|coverage| coverage.word().label(cx.lang))
        .collect();
    let wider = cx.lang.list(&wider);
    let message = tr!(
        cx.lang,
        "le périmètre s'étend au-delà de la collectivité ({wider}) sans dire pourquoi",
        "the scope goes beyond the authority ({wider}) without saying why"
    );
    report.find(address.key("coverage"), message).help(tr!(
        cx.lang,
        "dans `scope.toml` : `reason = \"…\"`, ou revenez à `coverage = [\"authority\"]`",
        "in `scope.toml`: `reason = \"…\"`, or go back to `coverage = [\"authority\"]`"
    ));
}
