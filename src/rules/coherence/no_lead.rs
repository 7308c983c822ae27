//! Things to do that no referent has in charge.

use super::without_lead;
use crate::address::{Address, Kind};
use crate::finding::Level;
use crate::lang::Lang;
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
        .map(|same| format!("{} ({})", what(cx.lang, same[0].kind), same.len()))
        .collect();
    let none = cx.lang.pick("aucun référent n'est désigné pour :", "no referent is named for:");
    let message = format!("{none} {}", cx.lang.list(&counts));
    // A few are enough to see what is meant.
    let mut shown: Vec<String> = left.iter().take(8).map(|a| format!("`{a}`")).collect();
    shown.extend((left.len() > 8).then(|| "…".to_owned()));
    let shown = shown.join(", ");
    report.find(Address::file(Kind::Referent), message).help(tr!(
        cx.lang,
        "sous chacun d'eux, `lead = \"{first}\"` ou un autre référent : {shown}",
        "under each of them, `lead = \"{first}\"` or another referent: {shown}"
    ));
}

const fn what(lang: Lang, kind: Kind) -> &'static str {
    match kind {
        Kind::Stakeholder => lang.pick("parties prenantes clés", "key stakeholders"),
        Kind::Milestone => lang.pick("jalons à venir", "milestones to come"),
        Kind::Document => lang.pick("documents à obtenir", "documents to obtain"),
        _ => lang.pick("instances existantes", "existing bodies"),
    }
}
