//! At most three things for each referent to do this week, overdue first.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};

use super::{Lead, Task, invite_by, named, unread};
use crate::address::Kind;
use crate::model::{MilestoneKind, ReferentId, Status};
use crate::rule::Context;
use crate::tr;

/// How many things a referent is given at most.
const TASKS: usize = 3;

/// How many days ahead « this week » reaches.
const WEEK: u64 = 7;

/// Collects what is to do by the referent who leads it.
struct Tasks<'c> {
    cx: &'c Context<'c>,
    until: NaiveDate,
    by_lead: BTreeMap<By<'c>, Vec<Task>>,
}

/// Who leads, by id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum By<'c> {
    Referent(&'c str),
    Unknown,
    Nobody,
}

impl<'c> By<'c> {
    fn of(cx: &Context<'_>, kind: Kind, id: &str, lead: Option<&'c ReferentId>) -> Self {
        match lead {
            Some(lead) => Self::Referent(lead.0.as_str()),
            None if unread(cx, kind, id, "lead") => Self::Unknown,
            None => Self::Nobody,
        }
    }
}

impl<'c> Tasks<'c> {
    /// A dated task, if it is overdue or due this week.
    fn dated(&mut self, lead: By<'c>, date: NaiveDate, what: String) {
        if date <= self.until {
            let on_time = date >= self.cx.today;
            self.push(lead, Task { on_time, date: Some(date), what });
        }
    }

    fn undated(&mut self, lead: By<'c>, what: String) {
        self.push(lead, Task { on_time: true, date: None, what });
    }

    fn push(&mut self, lead: By<'c>, task: Task) {
        self.by_lead.entry(lead).or_default().push(task);
    }
}

pub(super) fn tasks(cx: &Context<'_>) -> Vec<(Lead, Vec<Task>)> {
    let until = cx.today.checked_add_days(Days::new(WEEK)).unwrap_or(cx.today);
    let mut tasks = Tasks { cx, until, by_lead: BTreeMap::new() };
    milestone_tasks(cx, &mut tasks);
    stakeholder_tasks(cx, &mut tasks);
    document_tasks(cx, &mut tasks);
    let mut found: Vec<(Lead, Vec<Task>)> = Vec::new();
    for (lead, mut tasks) in tasks.by_lead {
        // Overdue first, then by date, what has none last.
        tasks.sort_by_key(|task| (task.on_time, task.date.is_none(), task.date, task.what.clone()));
        tasks.truncate(TASKS);
        let lead = match lead {
            By::Referent(id) => {
                let referent = cx.project.referents.get(id);
                Lead::Referent(named(id, referent.and_then(|referent| referent.function.as_ref())))
            }
            By::Unknown => Lead::Unknown,
            By::Nobody => Lead::Nobody,
        };
        found.push((lead, tasks));
    }
    // Those who lead first, then what nobody leads.
    found.sort_by_key(|(lead, _)| lead.clone());
    found
}

fn milestone_tasks<'c>(cx: &'c Context<'_>, tasks: &mut Tasks<'c>) {
    let lang = cx.lang;
    for (id, milestone) in &cx.project.milestones {
        let lead = By::of(cx, Kind::Milestone, id, milestone.lead.as_ref());
        let title = named(id, milestone.title.as_ref());
        let Some(date) = milestone.date else {
            if unread(cx, Kind::Milestone, id, "date") {
                continue;
            }
            tasks.undated(lead, tr!(lang, "fixer la date : {title}", "set the date: {title}"));
            continue;
        };
        let last = milestone.end.unwrap_or(date);
        let told = milestone.outcome.is_some()
            || unread(cx, Kind::Milestone, id, "outcome")
            || unread(cx, Kind::Milestone, id, "end");
        if last < cx.today && !told {
            tasks.dated(
                lead,
                last,
                tr!(
                    lang,
                    "confirmer que cela a eu lieu : {title}",
                    "confirm that it took place: {title}"
                ),
            );
        } else if date >= cx.today {
            tasks.dated(lead, date, tr!(lang, "préparer : {title}", "prepare: {title}"));
        }
        if milestone.kind == Some(MilestoneKind::LaunchCommittee)
            && milestone.invited.is_none()
            && date >= cx.today
            && let Some(by) = invite_by(cx, id, date)
        {
            tasks.dated(
                lead,
                by,
                tr!(lang, "inviter les participants : {title}", "invite the participants: {title}"),
            );
        }
    }
}

fn stakeholder_tasks<'c>(cx: &'c Context<'_>, tasks: &mut Tasks<'c>) {
    let lang = cx.lang;
    for (id, stakeholder) in &cx.project.stakeholders {
        let lead = By::of(cx, Kind::Stakeholder, id, stakeholder.lead.as_ref());
        let name = named(id, stakeholder.name.as_ref());
        if let Some(date) = stakeholder.first_discussion.filter(|date| *date >= cx.today) {
            tasks.dated(
                lead,
                date,
                tr!(lang, "première discussion : {name}", "first discussion: {name}"),
            );
        }
        match stakeholder.bilateral {
            Some(date)
                if date < cx.today
                    && stakeholder.bilateral_outcome.is_none()
                    && !unread(cx, Kind::Stakeholder, id, "bilateral-outcome") =>
            {
                tasks.dated(
                    lead,
                    date,
                    tr!(
                        lang,
                        "confirmer l'échange bilatéral : {name}",
                        "confirm the one-to-one: {name}"
                    ),
                );
            }
            Some(date) if date >= cx.today => {
                tasks.dated(
                    lead,
                    date,
                    tr!(lang, "échange bilatéral : {name}", "one-to-one: {name}"),
                );
            }
            None if cx.key(id, stakeholder) == Some(true)
                && !unread(cx, Kind::Stakeholder, id, "bilateral")
                && cx.launch_date().is_some_and(|date| date > cx.today) =>
            {
                tasks.undated(
                    lead,
                    tr!(lang, "fixer l'échange bilatéral : {name}", "set the one-to-one: {name}"),
                );
            }
            Some(_) | None => {}
        }
    }
}

fn document_tasks<'c>(cx: &'c Context<'_>, tasks: &mut Tasks<'c>) {
    let lang = cx.lang;
    for (id, document) in &cx.project.documents {
        let lead = By::of(cx, Kind::Document, id, document.lead.as_ref());
        let title = named(id, document.title.as_ref());
        let what = match document.status {
            Some(Status::ToFind) => tr!(lang, "trouver : {title}", "find: {title}"),
            Some(Status::Requested) => tr!(lang, "relancer : {title}", "ask again for: {title}"),
            _ => continue,
        };
        match document.due {
            Some(due) => tasks.dated(lead, due, what),
            // Neither late nor for later: nothing is said of it this week.
            None if unread(cx, Kind::Document, id, "due") => {}
            None => tasks.undated(lead, what),
        }
    }
}
