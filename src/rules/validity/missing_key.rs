//! An entity lacks a key that it is incomplete without; a decision, whoever took it.

use crate::address::{Address, Kind};
use crate::finding::Level;
use crate::method::Clause;
use crate::rule::{Check, Context, Family, Report, Rule};
use crate::tr;

pub(super) static RULE: Rule = Rule {
    name: "missing-key",
    aliases: &[],
    family: Family::Validity,
    clause: Clause::Own,
    level: Level::Error,
    needs: &[Kind::Decision],
    page: include_str!("missing_key.md"),
    check: Check::Project(check),
};

/// What no single key says: a decision needs one of two. The rest comes with the loaded project.
fn check(cx: &Context<'_>, report: &mut Report<'_>) {
    for (id, decision) in &cx.project.decisions {
        let [body, taken_by] =
            ["body", "taken-by"].map(|key| Address::entity(Kind::Decision, id).key(key));
        let named = decision.body.is_some() || decision.taken_by.is_some();
        if named || cx.unknown(&body) || cx.unknown(&taken_by) {
            continue;
        }
        let message = tr!(
            cx.lang,
            "rien ne dit qui a pris la décision `{id}` : il manque la clé `body` ou `taken-by`",
            "nothing says who took the decision `{id}`: the key `body` or `taken-by` is missing"
        );
        report.find(body, message).help(tr!(
            cx.lang,
            "ajoutez `body = \"codir\"` (une instance de `bodies.toml`) ou `taken-by = \"DGS\"` (une fonction)",
            "add `body = \"codir\"` (a body of `bodies.toml`) or `taken-by = \"DGS\"` (a function)"
        ));
    }
}
