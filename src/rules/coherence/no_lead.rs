//! Things to do that no referent has in charge.

use super::{to_lead, without_lead};
use crate::address::{Address, Kind};
use crate::finding::Level;
use crate::method::Clause;
use crate::rule::{Check, Context, Family, Report, Rule};
use crate::tr;

pub(super) static RULE: Rule = Rule {
    name: "no-lead",
    aliases: &[],
    family: Family::Coherence,
    clause: Clause::Recommendation(1),
    level: Level::Info,
    needs: &[
        Kind::Referent,
        Kind::Stakeholder,
        Kind::Scope,
        Kind::Project,
        Kind::Milestone,
        Kind::Document,
        Kind::Body,
    ],
    page: include_str!("no_lead.md"),
    check: Check::Project(check),
};

fn check(cx: &Context<'_>, report: &mut Report<'_>) {
    let (referents, left) = (&cx.project.referents, without_lead(cx));
    let first = referents.keys().next().filter(|_| referents.len() > 1 && !left.is_empty());
    let Some(first) = first else { return };
    let counts: Vec<String> = left
        .chunk_by(|a, b| a.kind == b.kind)
        .map(|one| (one[0].kind, one.len()))
        .map(|(kind, n)| format!("{n} {}", to_lead(cx.lang, kind, cx.lang.many(n))))
        .collect();
    let counts = cx.lang.list(&counts);
    let message = tr!(
        cx.lang,
        "aucun référent n'est désigné pour {counts}",
        "no referent is named for {counts}"
    );
    // A few are enough to see what is meant.
    let mut shown: Vec<String> = left.iter().take(8).map(|a| format!("`{a}`")).collect();
    shown.extend((left.len() > 8).then(|| "…".to_owned()));
    let shown = shown.join(", ");
    report.find(Address::file(Kind::Referent), message).help(tr!(
        cx.lang,
        "dans chacune de ces tables, `lead = \"{first}\"` ou un autre référent : {shown}",
        "in each of these tables, `lead = \"{first}\"` or another referent: {shown}"
    ));
}
