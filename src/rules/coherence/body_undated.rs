//! A body without a session to come.

use crate::address::{Address, Kind};
use crate::finding::Level;
use crate::lang::dates;
use crate::method::Clause;
use crate::model::Milestone;
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
    let meeting = meeting(cx);
    for (id, body) in &cx.project.bodies {
        let last = body.sessions.iter().max().copied();
        if last.is_some_and(|date| date >= cx.today) || meeting.contains(&id.as_str()) {
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
        report.find(Address::entity(Kind::Body, id).key("sessions"), message).help(tr!(
            cx.lang,
            "dans `bodies.toml`, sous `[{id}]` : `sessions = [AAAA-MM-JJ, …]`, avec les prochaines dates",
            "in `bodies.toml`, under `[{id}]`: `sessions = [YYYY-MM-DD, …]`, with the next dates"
        ));
    }
}

/// The bodies that meet at a milestone on or after today, or on a day that is unknown.
fn meeting<'c>(cx: &'c Context<'_>) -> Vec<&'c str> {
    let meets = |(id, milestone): (&String, &'c Milestone)| {
        let at = Address::entity(Kind::Milestone, id).key("date");
        let ahead = milestone.date.map_or(cx.unknown(&at), |date| date >= cx.today);
        milestone.body.as_ref().filter(|_| ahead).map(|body| body.0.as_str())
    };
    cx.project.milestones.iter().filter_map(meets).collect()
}
