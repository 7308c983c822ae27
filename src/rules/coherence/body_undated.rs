//! A body without a session to come.

use crate::address::{Address, Kind};
use crate::finding::Level;
use crate::lang::dates;
use crate::method::Clause;
use crate::rule::{Check, Context, Family, Report, Rule};
use crate::tr;

pub(super) static RULE: Rule = Rule {
    name: "body-undated",
    aliases: &[],
    family: Family::Coherence,
    clause: Clause::Activity(7),
    level: Level::Info,
    needs: &[Kind::Body, Kind::Milestone],
    page: include_str!("body_undated.md"),
    check: Check::Project(check),
};

fn check(cx: &Context<'_>, report: &mut Report<'_>) {
    for (id, body) in &cx.project.bodies {
        let last = body.sessions.iter().max().copied();
        if last.is_some_and(|date| date >= cx.today) || meets(cx, id) {
            continue;
        }
        let name = cx.called(body.name.as_deref(), id);
        let message = match last.map(|date| dates::date(cx.lang, date)) {
            None => tr!(
                cx.lang,
                "aucune séance de l'instance {name} n'est datée",
                "no session of the body {name} has a date"
            ),
            Some(last) => tr!(
                cx.lang,
                "aucune séance de l'instance {name} n'est à venir (dernière séance le {last})",
                "no session of the body {name} is to come (last session on {last})"
            ),
        };
        let address = Address::entity(Kind::Body, id).key("sessions");
        report.find(address, message).help(tr!(
            cx.lang,
            "dans `bodies.toml`, sous `[{id}]` : `sessions = [AAAA-MM-JJ, …]`, avec les prochaines dates",
            "in `bodies.toml`, under `[{id}]`: `sessions = [YYYY-MM-DD, …]`, with the next dates"
        ));
    }
}

/// Whether a milestone makes the body meet on or after today, or on a day that is unknown.
fn meets(cx: &Context<'_>, body: &str) -> bool {
    cx.project.milestones.iter().any(|(id, milestone)| {
        let here = milestone.body.as_ref().is_some_and(|known| known.0 == body);
        let address = Address::entity(Kind::Milestone, id).key("date");
        here && (milestone.date.is_some_and(|date| date >= cx.today) || cx.unknown(&address))
    })
}
