//! What there is to prepare before a committee, beyond the findings: the backward plan in working
//! days, presence, the chosen session, and at most three things for each referent.

mod tasks;

use chrono::NaiveDate;

use super::Checked;
use crate::address::{Address, Kind};
use crate::holidays;
use crate::lang::dates;
use crate::model::{Presence, Status};
use crate::rule::Context;
use crate::tr;

/// What there is to prepare.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Plan {
    /// The launch committee, if it is dated and still to come.
    pub launch: Option<Launch>,
    /// Documents still to find or requested: title, and when they are due.
    pub documents: Vec<(String, Due)>,
    /// Who will be at the launch committee.
    pub presence: Attendance,
    /// The session of the body that the check is for.
    pub session: Option<Session>,
    /// For each who leads, what to do this week, overdue first.
    pub tasks: Vec<(Lead, Vec<Task>)>,
    /// The next dates: milestones and one-to-ones to come, at most six.
    pub next: Vec<(NaiveDate, String)>,
}

/// When a document is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Due {
    /// Past that day.
    Late(NaiveDate),
    /// That day, today or later.
    On(NaiveDate),
    /// No date is written.
    Undated,
    /// What is written could not be taken.
    Unknown,
}

/// Who leads something.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lead {
    /// A referent, by function.
    Referent(String),
    /// What is written could not be taken.
    Unknown,
    /// Nobody.
    Nobody,
}

/// When the participants are asked to hold the date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Invitation {
    /// They were.
    Sent(NaiveDate),
    /// That day is still to come.
    Planned(NaiveDate),
    /// Nothing is written: the last day to do it, by the project's threshold.
    By(NaiveDate),
}

/// The launch committee that lies ahead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Launch {
    /// Its date.
    pub date: NaiveDate,
    /// Whether that is today.
    pub today: bool,
    /// When the participants are asked to hold the date, if that is known.
    pub invitation: Option<Invitation>,
    /// Working days that remain, if the zone of public holidays is known.
    pub working_days: Option<i64>,
    /// Stakeholders without a one-to-one held or planned before it.
    pub without_bilateral: Vec<String>,
    /// One-to-ones planned before it.
    pub bilaterals: Vec<(NaiveDate, String)>,
}

/// The key stakeholders, by what they answered.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Attendance {
    /// Confirmed or represented.
    pub confirmed: Vec<String>,
    /// Not asked, or without an answer.
    pub unanswered: Vec<String>,
    /// Declined, and not represented.
    pub absent: Vec<String>,
}

/// The session of a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// The body's name.
    pub body: String,
    /// The session that was chosen.
    pub date: NaiveDate,
    /// What was announced to be presented there.
    pub presents: Option<String>,
    /// Whether that could be read.
    pub presents_known: bool,
    /// What it must decide.
    pub decide: Vec<String>,
    /// Whether all that it might have to decide could be checked.
    pub decide_known: bool,
}

/// Something to do.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Task {
    /// Whether its date is still to come, or it has none.
    pub on_time: bool,
    /// Its date, if it has one.
    pub date: Option<NaiveDate>,
    /// What it is.
    pub what: String,
}

/// The plan of a project that was checked.
pub fn plan(cx: &Context<'_>, checked: &Checked) -> Plan {
    Plan {
        launch: launch(cx),
        documents: documents(cx),
        presence: presence(cx),
        session: session(cx, checked),
        tasks: tasks::tasks(cx),
        next: next(cx),
    }
}

fn named(id: &str, name: Option<&String>) -> String {
    name.cloned().unwrap_or_else(|| id.to_owned())
}

/// The value of a key of an entity, where nothing is written: nothing at all, or something that could
/// not be taken.
fn unread(cx: &Context<'_>, kind: Kind, id: &str, key: &str) -> bool {
    cx.unknown(&Address::entity(kind, id).key(key))
}

/// The last day to invite to a launch committee; nothing where it cannot be told.
fn invite_by(cx: &Context<'_>, id: &str, date: NaiveDate) -> Option<NaiveDate> {
    let threshold =
        Address::file(Kind::Project).key("thresholds").key("launch-notice-working-days");
    if unread(cx, Kind::Milestone, id, "invited") || cx.unknown(&threshold) || !cx.zone_known() {
        return None;
    }
    let notice = cx.project.settings.thresholds.launch_notice();
    holidays::working_days_before(cx.zone(), date, u32::try_from(notice).unwrap_or(u32::MAX))
}

fn launch(cx: &Context<'_>) -> Option<Launch> {
    let (launch, milestone) = cx.launch()?;
    let date = milestone.date.filter(|date| *date >= cx.today)?;
    let mut without_bilateral = Vec::new();
    let mut bilaterals = Vec::new();
    for (id, stakeholder) in &cx.project.stakeholders {
        let name = named(id, stakeholder.name.as_ref());
        match stakeholder.bilateral {
            None if unread(cx, Kind::Stakeholder, id, "bilateral") => {}
            None => without_bilateral.push(name),
            Some(day) if day >= cx.today && day < date => bilaterals.push((day, name)),
            Some(_) => {}
        }
    }
    bilaterals.sort();
    Some(Launch {
        date,
        today: date == cx.today,
        invitation: match milestone.invited {
            Some(day) if day > cx.today => Some(Invitation::Planned(day)),
            Some(day) => Some(Invitation::Sent(day)),
            None => invite_by(cx, launch, date).map(Invitation::By),
        },
        working_days: cx.zone_known().then(|| cx.working_days(cx.today, date)),
        without_bilateral,
        bilaterals,
    })
}

fn documents(cx: &Context<'_>) -> Vec<(String, Due)> {
    let mut outstanding: Vec<_> = cx
        .project
        .documents
        .iter()
        .filter(|(_, d)| matches!(d.status, Some(Status::ToFind | Status::Requested)))
        .map(|(id, document)| {
            let due = match document.due {
                Some(due) if due < cx.today => Due::Late(due),
                Some(due) => Due::On(due),
                None if unread(cx, Kind::Document, id, "due") => Due::Unknown,
                None => Due::Undated,
            };
            (named(id, document.title.as_ref()), due)
        })
        .collect();
    outstanding.sort_by_key(|(title, due)| (*due, title.clone()));
    outstanding
}

fn presence(cx: &Context<'_>) -> Attendance {
    let mut attendance = Attendance::default();
    for (id, stakeholder) in cx.key_stakeholders() {
        let name = named(id, stakeholder.name.as_ref());
        match stakeholder.launch {
            Some(Presence::Confirmed | Presence::Represented) => attendance.confirmed.push(name),
            None if unread(cx, Kind::Stakeholder, id, "launch") => {}
            Some(Presence::Unasked | Presence::Invited) | None => attendance.unanswered.push(name),
            Some(Presence::Declined) => attendance.absent.push(name),
        }
    }
    attendance
}

fn session(cx: &Context<'_>, checked: &Checked) -> Option<Session> {
    let horizon = cx.horizon.as_ref()?;
    let id = horizon.address.entity_id()?;
    let id = match horizon.address.kind {
        Kind::Body => id,
        _ => cx.project.milestones.get(id)?.body.as_ref()?.0.as_str(),
    };
    let body = cx.project.bodies.get(id)?;
    let lang = cx.lang;
    let open = |rule: &str| checked.open().any(|finding| finding.rule == rule);
    let mut decide = Vec::new();
    if open("scope-coverage-undecided") || open("scope-organisation-undecided") {
        decide.push(tr!(lang, "le périmètre de la démarche", "the scope of the work"));
    }
    if open("method-variant-unsettled") {
        decide.push(tr!(lang, "la variante de la méthode", "the variant of the method"));
    }
    if open("scope-unrecorded") {
        decide.push(tr!(
            lang,
            "le périmètre retenu, pour qu'une décision l'enregistre",
            "the scope that was chosen, so that a decision records it"
        ));
    }
    let last_days = cx.project.settings.thresholds.waiver_expiring();
    for (id, waiver) in &cx.project.waivers {
        if let Some(until) =
            waiver.until.filter(|until| (*until - cx.today).num_days() <= last_days)
        {
            let until = dates::date(lang, until);
            decide.push(tr!(
                lang,
                "la suite de la dispense `{id}`, qui prend fin le {until}",
                "what follows the waiver `{id}`, which ends on {until}"
            ));
        }
    }
    let asked = [
        "scope-coverage-undecided",
        "scope-organisation-undecided",
        "method-variant-unsettled",
        "scope-unrecorded",
    ];
    let skipped = asked.iter().any(|rule| checked.skipped.contains(rule));
    Some(Session {
        presents_known: !unread(cx, Kind::Body, id, "presents"),
        decide_known: !skipped && !cx.documents.broken(Kind::Waiver),
        body: named(id, body.name.as_ref()),
        date: horizon.date,
        presents: body.presents.clone(),
        decide,
    })
}

fn next(cx: &Context<'_>) -> Vec<(NaiveDate, String)> {
    let milestones =
        cx.project.milestones.iter().filter_map(|(id, milestone)| {
            Some((milestone.date?, named(id, milestone.title.as_ref())))
        });
    let bilaterals = cx.project.stakeholders.iter().filter_map(|(id, stakeholder)| {
        let name = named(id, stakeholder.name.as_ref());
        let what = tr!(cx.lang, "Échange bilatéral : {name}", "One-to-one: {name}");
        Some((stakeholder.bilateral?, what))
    });
    let mut dates: Vec<_> =
        milestones.chain(bilaterals).filter(|(date, _)| *date >= cx.today).collect();
    dates.sort();
    dates.truncate(6);
    dates
}
