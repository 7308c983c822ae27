//! An end comes before its start.

use super::check_order;
use crate::address::{Address, Kind};
use crate::finding::Level;
use crate::lang::dates;
use crate::method::Clause;
use crate::rule::{Check, Context, Family, Report, Rule};

pub(super) static RULE: Rule = Rule {
    name: "reversed-dates",
    aliases: &[],
    family: Family::Validity,
    clause: Clause::Own,
    level: Level::Error,
    needs: &[Kind::Project, Kind::Milestone, Kind::Calendar],
    page: include_str!("reversed_dates.md"),
    check: Check::Project(check),
};

fn check(cx: &Context<'_>, report: &mut Report<'_>) {
    let mut days = |table: &Address, first, last| {
        check_order(cx, report, table, first, last, dates::date);
    };
    let about = &cx.project.settings.project;
    let project = Address::file(Kind::Project).key("project");
    days(&project, ("start", about.start), ("end", about.end));
    let last = if about.end.is_some() { ("end", about.end) } else { ("start", about.start) };
    days(&project, last, ("target-end", about.target_end));
    for (id, period) in &cx.project.calendar {
        let entity = Address::entity(Kind::Calendar, id);
        days(&entity, ("start", period.start), ("end", period.end));
    }
    for (id, milestone) in &cx.project.milestones {
        let entity = Address::entity(Kind::Milestone, id);
        days(&entity, ("date", milestone.date), ("end", milestone.end));
        // Of the launch, short-launch-notice says it.
        if cx.launch().is_none_or(|(launch, _)| launch != id) {
            days(&entity, ("invited", milestone.invited), ("date", milestone.date));
        }
    }
    for (id, milestone) in &cx.project.milestones {
        if milestone.end.is_none() || milestone.end == milestone.date {
            let entity = Address::entity(Kind::Milestone, id);
            let (start, end) = (milestone.start_time, milestone.end_time);
            check_order(cx, report, &entity, ("start-time", start), ("end-time", end), dates::time);
        }
    }
}
