//! At most three things for each referent to do this week, overdue first.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};

use super::{Task, named};
use crate::holidays;
use crate::model::{MilestoneKind, Status};
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
    by_lead: BTreeMap<Option<&'c str>, Vec<Task>>,
}

impl<'c> Tasks<'c> {
    /// A dated task, if it is overdue or due this week.
    fn dated(&mut self, lead: Option<&'c str>, date: NaiveDate, what: String) {
        if date <= self.until {
            let on_time = date >= self.cx.today;
            self.push(lead, Task { on_time, date: Some(date), what });
        }
    }

    fn undated(&mut self, lead: Option<&'c str>, what: String) {
        self.push(lead, Task { on_time: true, date: None, what });
    }

    fn push(&mut self, lead: Option<&'c str>, task: Task) {
        self.by_lead.entry(lead).or_default().push(task);
    }
}

pub(super) fn tasks(cx: &Context<'_>) -> Vec<(Option<String>, Vec<Task>)> {
    let until = cx.today.checked_add_days(Days::new(WEEK)).unwrap_or(cx.today);
    let mut tasks = Tasks { cx, until, by_lead: BTreeMap::new() };
    milestone_tasks(cx, &mut tasks);
    stakeholder_tasks(cx, &mut tasks);
    document_tasks(cx, &mut tasks);
    let mut found: Vec<(Option<String>, Vec<Task>)> = Vec::new();
    for (lead, mut tasks) in tasks.by_lead {
        // Overdue first, then by date, what has none last.
        tasks.sort_by_key(|task| (task.on_time, task.date.is_none(), task.date, task.what.clone()));
        tasks.truncate(TASKS);
        let name = lead.map(|id| {
            let referent = cx.project.referents.get(id);
            named(id, referent.and_then(|referent| referent.function.as_ref()))
        });
        found.push((name, tasks));
    }
    // Those who lead first, then what nobody leads.
    found.sort_by_key(|(name, _)| (name.is_none(), name.clone()));
    found
}

fn milestone_tasks<'c>(cx: &'c Context<'_>, tasks: &mut Tasks<'c>) {
    let lang = cx.lang;
    for (id, milestone) in &cx.project.milestones {
        let lead = milestone.lead.as_ref().map(|lead| lead.0.as_str());
        let title = named(id, milestone.title.as_ref());
        let Some(date) = milestone.date else {
            tasks.undated(lead, tr!(lang, "fixer la date : {title}", "set the date: {title}"));
            continue;
        };
        let last = milestone.end.unwrap_or(date);
        if last < cx.today && milestone.outcome.is_none() {
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
        {
            let notice =
                u32::try_from(cx.project.settings.thresholds.launch_notice()).unwrap_or(u32::MAX);
            if let Some(by) = holidays::working_days_before(cx.zone(), date, notice) {
                tasks.dated(
                    lead,
                    by,
                    tr!(
                        lang,
                        "inviter les participants : {title}",
                        "invite the participants: {title}"
                    ),
                );
            }
        }
    }
}

fn stakeholder_tasks<'c>(cx: &'c Context<'_>, tasks: &mut Tasks<'c>) {
    let lang = cx.lang;
    for (id, stakeholder) in &cx.project.stakeholders {
        let lead = stakeholder.lead.as_ref().map(|lead| lead.0.as_str());
        let name = named(id, stakeholder.name.as_ref());
        if let Some(date) = stakeholder.first_discussion.filter(|date| *date >= cx.today) {
            tasks.dated(
                lead,
                date,
                tr!(lang, "première discussion : {name}", "first discussion: {name}"),
            );
        }
        match stakeholder.bilateral {
            Some(date) if date < cx.today && stakeholder.bilateral_outcome.is_none() => {
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
            None if cx.is_key(stakeholder)
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
        let lead = document.lead.as_ref().map(|lead| lead.0.as_str());
        let title = named(id, document.title.as_ref());
        let what = match document.status {
            Some(Status::ToFind) => tr!(lang, "trouver : {title}", "find: {title}"),
            Some(Status::Requested) => tr!(lang, "relancer : {title}", "ask again for: {title}"),
            _ => continue,
        };
        match document.due {
            Some(due) => tasks.dated(lead, due, what),
            None => tasks.undated(lead, what),
        }
    }
}
