//! An end comes before its start.

use std::fmt::Display;

use crate::address::{Address, Kind};
use crate::finding::Level;
use crate::lang::dates;
use crate::method::Clause;
use crate::rule::{Check, Context, Family, Report, Rule};
use crate::tr;

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
    let mut order = Order { cx, report };
    let day = |date| dates::date(cx.lang, date);
    let hour = |time| dates::time(cx.lang, time);

    let about = &cx.project.settings.project;
    let project = Address::file(Kind::Project).key("project");
    order.check(&project, ("start", about.start), ("end", about.end), day);
    let last = if about.end.is_some() { ("end", about.end) } else { ("start", about.start) };
    order.check(&project, last, ("target-end", about.target_end), day);

    for (id, milestone) in &cx.project.milestones {
        let entity = Address::entity(Kind::Milestone, id);
        order.check(&entity, ("date", milestone.date), ("end", milestone.end), day);
        if milestone.end.is_none() || milestone.end == milestone.date {
            let (start, end) = (milestone.start_time, milestone.end_time);
            order.check(&entity, ("start-time", start), ("end-time", end), hour);
        }
    }
    for (id, period) in &cx.project.calendar {
        let entity = Address::entity(Kind::Calendar, id);
        order.check(&entity, ("start", period.start), ("end", period.end), day);
    }
}

struct Order<'o, 'c, 'r> {
    cx: &'o Context<'c>,
    report: &'o mut Report<'r>,
}

impl Order<'_, '_, '_> {
    fn check<T: PartialOrd + Copy, D: Display>(
        &mut self,
        table: &Address,
        (first, start): (&str, Option<T>),
        (last, end): (&str, Option<T>),
        shown: impl Fn(T) -> D,
    ) {
        let (Some(start), Some(end)) = (start, end) else {
            return;
        };
        if end >= start {
            return;
        }
        let (start, end) = (shown(start), shown(end));
        let message = tr!(
            self.cx.lang,
            "`{last}` ({end}) vient avant `{first}` ({start})",
            "`{last}` ({end}) comes before `{first}` ({start})"
        );
        let start = tr!(self.cx.lang, "`{first}` : {start}", "`{first}`: {start}");
        let help =
            tr!(self.cx.lang, "corrigez `{first}` ou `{last}`", "correct `{first}` or `{last}`");
        self.report
            .find(table.clone().key(last), message)
            .help(help)
            .related(&table.clone().key(first), start);
    }
}
