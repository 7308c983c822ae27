//! What the method advises: its five recommendations.

mod bilateral_without_answer;
mod calendar_unknown;
mod key_stakeholder_absent;
mod late_bilateral;
mod launch_availability_unknown;
mod milestone_in_busy_period;
mod milestone_in_leave;
mod milestone_on_holiday;
mod no_bilateral;
mod no_knowledge_sharing;
mod no_launch_committee;
mod short_launch_notice;
mod single_referent;
mod uniform_profiles;

use chrono::{Days, NaiveDate};

use crate::address::{Address, Kind};
use crate::holidays;
use crate::lang::{Lang, dates};
use crate::model::{Milestone, Period, PeriodKind, Presence, Stakeholder};
use crate::rule::{Context, Report, Rule, State};
use crate::tr;

/// The rules of this family, in the order they are shown.
pub static RULES: &[&Rule] = &[
    &single_referent::RULE,
    &uniform_profiles::RULE,
    &no_knowledge_sharing::RULE,
    &calendar_unknown::RULE,
    &milestone_on_holiday::RULE,
    &milestone_in_leave::RULE,
    &milestone_in_busy_period::RULE,
    &no_launch_committee::RULE,
    &short_launch_notice::RULE,
    &launch_availability_unknown::RULE,
    &key_stakeholder_absent::RULE,
    &no_bilateral::RULE,
    &late_bilateral::RULE,
    &bilateral_without_answer::RULE,
];

/// How far a free date is looked for, in days: a quarter.
const NEXT_FREE: u64 = 92;

/// How a message names something: « Comité de lancement » (`launch`).
pub(super) fn named(lang: Lang, title: Option<&str>, id: &str) -> String {
    match title {
        Some(title) => tr!(lang, "« {title} » (`{id}`)", "\"{title}\" (`{id}`)"),
        None => format!("`{id}`"),
    }
}

/// Whether a text says something.
fn said(text: Option<&String>) -> bool {
    text.is_some_and(|text| !text.trim().is_empty())
}

/// A milestone whose kind could not be taken: it may be any.
fn milestone_of_unknown_kind(cx: &Context<'_>) -> Option<Address> {
    let (id, _) = cx.project.milestones.iter().find(|(_, milestone)| milestone.kind.is_none())?;
    Some(Address::entity(Kind::Milestone, id).key("kind"))
}

/// The launch committee, `None` where there is none, or the address of what hides the answer.
fn launch<'c>(cx: &'c Context<'_>) -> Result<Option<(&'c str, &'c Milestone)>, Address> {
    let Some((id, milestone)) = cx.launch() else {
        return milestone_of_unknown_kind(cx).map_or(Ok(None), Err);
    };
    let date = Address::entity(Kind::Milestone, id).key("date");
    if milestone.date.is_none() && cx.unknown(&date) {
        return Err(date);
    }
    Ok(Some((id, milestone)))
}

/// The day of a milestone, for a place that is shown beside a finding.
fn day_of(lang: Lang, milestone: &Milestone) -> String {
    match milestone.date {
        Some(date) => dates::date(lang, date),
        None => lang.pick("sans date", "no date").to_owned(),
    }
}

/// Where the absence of a launch committee is told.
fn no_launch() -> Address {
    Address::file(Kind::Milestone).subject("launch-committee")
}

/// Whether the importance of a stakeholder depends on a value that could not be taken.
fn importance_unknown(cx: &Context<'_>, id: &str, stakeholder: &Stakeholder) -> bool {
    let importance = Address::entity(Kind::Stakeholder, id).key("importance");
    stakeholder.importance.is_none() && (stakeholder.role.is_none() || cx.unknown(&importance))
}

/// The state of something with a date and an outcome, as [`crate::rule::Report::held`] gives it;
/// `date` and `outcome` are where the two stand.
fn state(
    cx: &Context<'_>,
    value: Option<NaiveDate>,
    outcome_said: bool,
    date: &Address,
    outcome: &Address,
) -> State {
    let Some(value) = value else {
        return if cx.unknown(date) { State::Unknown } else { State::ToDo };
    };
    if value > cx.today {
        let late = cx.horizon.as_ref().is_some_and(|horizon| value > horizon.date);
        if late { State::ToDo } else { State::Planned }
    } else if outcome_said {
        State::Done
    } else if cx.unknown(outcome) {
        State::Unknown
    } else if value == cx.today {
        State::Planned
    } else {
        State::ToConfirm
    }
}

/// The last day of a milestone that has a date.
fn last_day(milestone: &Milestone) -> Option<NaiveDate> {
    milestone.date.map(|first| milestone.end.map_or(first, |end| end.max(first)))
}

/// The state of a milestone as an item.
fn milestone_state(cx: &Context<'_>, id: &str, milestone: &Milestone) -> State {
    let at = |key| Address::entity(Kind::Milestone, id).key(key);
    let told = said(milestone.outcome.as_ref());
    state(cx, last_day(milestone), told, &at("date"), &at("outcome"))
}

/// The item that a milestone settles; `what` names it.
fn settle(cx: &Context<'_>, report: &mut Report<'_>, id: &str, milestone: &Milestone, what: &str) {
    let lang = cx.lang;
    let at = Address::entity(Kind::Milestone, id).key("date");
    match last_day(milestone) {
        _ if milestone_state(cx, id, milestone) == State::Unknown => report.unknown(at),
        Some(day) => report.held(day, said(milestone.outcome.as_ref()), at, what),
        None => {
            let name = named(lang, milestone.title.as_deref(), id);
            let message = tr!(lang, "{name} n'a pas encore de date", "{name} has no date yet");
            report.missing(at, message).help(tr!(
                lang,
                "ajoutez `date = …` à `[{id}]` dans `milestones.toml`",
                "add `date = …` to `[{id}]` in `milestones.toml`"
            ));
        }
    }
}

/// A key stakeholder whose presence at the launch is not settled.
struct Guest<'c> {
    name: String,
    stakeholder: &'c Stakeholder,
    /// Where its presence is written.
    address: Address,
    launch: &'c Milestone,
    launch_date: Address,
    /// Whether the launch took place.
    over: bool,
}

/// The key stakeholders whose presence is still open, or those who declined; of the others, their
/// items are reported, once in the two calls.
fn guests<'c>(cx: &'c Context<'_>, report: &mut Report<'_>, declined: bool) -> Vec<Guest<'c>> {
    let launch = launch(cx);
    let mut found = Vec::new();
    for (id, stakeholder) in &cx.project.stakeholders {
        let address = Address::entity(Kind::Stakeholder, id).key("launch");
        if importance_unknown(cx, id, stakeholder) || cx.unknown(&address) {
            if !declined {
                report.unknown(address);
            }
            continue;
        }
        let presence = stakeholder.launch;
        if !cx.is_key(stakeholder) || (presence == Some(Presence::Declined)) != declined {
            continue;
        }
        match &launch {
            _ if matches!(presence, Some(Presence::Confirmed | Presence::Represented)) => {
                report.present(address);
            }
            Ok(Some((launch_id, launch))) => found.push(Guest {
                name: named(cx.lang, stakeholder.name.as_deref(), id),
                stakeholder,
                address,
                launch,
                launch_date: Address::entity(Kind::Milestone, launch_id).key("date"),
                over: last_day(launch).is_some_and(|day| day < cx.today),
            }),
            Ok(None) => report.follows(address),
            Err(_) => report.unknown(address),
        }
    }
    found
}

/// « 14 jours ouvrés ».
fn working_days_text(lang: Lang, n: i64) -> String {
    let s = lang.s(usize::try_from(n).unwrap_or_default());
    tr!(lang, "{n} jour{s} ouvré{s}", "{n} working day{s}")
}

/// Whether the notice before the launch depends on a value that could not be taken.
fn notice_unknown(cx: &Context<'_>, invited: &Address) -> bool {
    let at = |table, key| Address::file(Kind::Project).key(table).key(key);
    cx.unknown(invited)
        || cx.unknown(&at("thresholds", "launch-notice-working-days"))
        || cx.unknown(&at("authority", "holiday-zone"))
}

/// A notice before the launch that is too short, or not known.
struct ShortNotice {
    invited: Option<NaiveDate>,
    /// The day of the launch.
    day: NaiveDate,
    /// Working days from the invitation, else from today.
    notice: i64,
}

impl ShortNotice {
    fn message(&self, cx: &Context<'_>, name: &str) -> String {
        let days = working_days_text(cx.lang, self.notice);
        let threshold = cx.project.settings.thresholds.launch_notice();
        match self.invited {
            Some(invited) if invited > self.day => tr!(
                cx.lang,
                "{name} : l'invitation est datée d'après la séance",
                "{name}: the invitation is dated after the meeting"
            ),
            Some(_) => tr!(
                cx.lang,
                "{name} : {days} entre l'invitation et la séance, pour un seuil de {threshold}",
                "{name}: {days} between invitation and meeting, for a threshold of {threshold}"
            ),
            None if self.day < cx.today => tr!(
                cx.lang,
                "{name} : rien ne dit quand les participants ont été invités",
                "{name}: nothing says when the participants were invited"
            ),
            None => tr!(
                cx.lang,
                "{name} : participants pas encore invités, à {days} de la séance",
                "{name}: participants not invited yet, {days} before the meeting"
            ),
        }
    }

    fn help(&self, cx: &Context<'_>) -> String {
        let (lang, today) = (cx.lang, cx.today);
        let threshold = cx.project.settings.thresholds.launch_notice();
        let invited = self.invited.unwrap_or(today);
        // A threshold is 366 working days at most: less than two years.
        let later = invited.iter_days().take(2 * 366).find(|day| {
            holidays::is_working_day(cx.zone(), *day) && cx.working_days(invited, *day) >= threshold
        });
        let later = later.map_or_else(|| "…".to_owned(), |day| day.to_string());
        if self.day < today {
            return tr!(
                lang,
                "écrivez la vraie date de l'invitation (`invited = …`) ; si le délai a manqué, une dispense dans `waivers.toml` dit que l'écart est assumé",
                "write the true date of the invitation (`invited = …`); if the notice was short, a waiver in `waivers.toml` says that this is accepted"
            );
        }
        match self.invited {
            Some(_) => tr!(
                lang,
                "repoussez la séance à `date = {later}` ou plus tard ; si l'invitation est partie plus tôt, corrigez `invited`",
                "move the meeting to `date = {later}` or later; if the invitation went out earlier, correct `invited`"
            ),
            None => tr!(
                lang,
                "invitez aujourd'hui (`invited = {today}`) et repoussez la séance à `date = {later}` ou plus tard",
                "invite today (`invited = {today}`) and move the meeting to `date = {later}` or later"
            ),
        }
    }

    fn note(&self, cx: &Context<'_>) -> String {
        let threshold = cx.project.settings.thresholds.launch_notice();
        let days = working_days_text(cx.lang, threshold);
        let last = u32::try_from(threshold).ok();
        let last = last.and_then(|n| holidays::working_days_before(cx.zone(), self.day, n));
        let last = last.map_or_else(|| "…".to_owned(), |day| dates::date(cx.lang, day));
        tr!(
            cx.lang,
            "seuil propre à nrt : {days}, soit une invitation au plus tard le {last} (`launch-notice-working-days` dans `nrt.toml`)",
            "nrt's own threshold: {days}, that is, an invitation on {last} at the latest (`launch-notice-working-days` in `nrt.toml`)"
        )
    }
}

/// A milestone that is not over, and whose date nobody has said to be deliberate.
struct Upcoming<'c> {
    id: &'c str,
    milestone: &'c Milestone,
    first: NaiveDate,
    last: NaiveDate,
}

/// The milestones that the calendar may be in the way of, by id.
fn upcoming<'c>(cx: &'c Context<'_>) -> impl Iterator<Item = Upcoming<'c>> {
    cx.project.milestones.iter().filter_map(|(id, milestone)| {
        let first = milestone.date?;
        let last = last_day(milestone)?;
        let reason = Address::entity(Kind::Milestone, id).key("date-reason");
        let meant = said(milestone.date_reason.as_ref()) || cx.unknown(&reason);
        (last >= cx.today && !meant).then_some(Upcoming { id, milestone, first, last })
    })
}

/// The periods of these kinds that touch a milestone, the earliest first.
fn periods_around<'c>(
    cx: &'c Context<'_>,
    milestone: &Upcoming<'_>,
    kinds: &[PeriodKind],
) -> Vec<(&'c str, &'c Period)> {
    let mut found: Vec<_> = cx
        .project
        .calendar
        .iter()
        .filter(|(_, period)| period.kind.is_some_and(|kind| kinds.contains(&kind)))
        .filter(|(_, period)| period.touches(milestone.first, milestone.last))
        .map(|(id, period)| (id.as_str(), period))
        .collect();
    found.sort_by_key(|(id, period)| (period.start, *id));
    found
}

/// A period and its days: « Congés de fin d'année » (du 21 décembre 2026 au 1er janvier 2027).
fn period_text(lang: Lang, id: &str, period: &Period) -> String {
    let title = period.title.as_deref().unwrap_or(id);
    let title = tr!(lang, "« {title} »", "\"{title}\"");
    let Some(start) = period.start else {
        return title;
    };
    let first = dates::date(lang, start);
    match period.end.filter(|end| *end > start) {
        Some(end) => {
            let last = dates::date(lang, end);
            tr!(lang, "{title} (du {first} au {last})", "{title} (from {first} to {last})")
        }
        None => tr!(lang, "{title} (le {first})", "{title} (on {first})"),
    }
}

/// Says that a milestone falls within a period, or overlaps it.
fn overlap(lang: Lang, milestone: &Upcoming<'_>, period: &str) -> String {
    let name = named(lang, milestone.milestone.title.as_deref(), milestone.id);
    if milestone.first < milestone.last {
        tr!(lang, "{name} empiète sur {period}", "{name} overlaps {period}")
    } else {
        tr!(lang, "{name} tombe pendant {period}", "{name} falls within {period}")
    }
}

/// What to do about a milestone that the calendar is in the way of.
fn another_date(cx: &Context<'_>, milestone: &Upcoming<'_>) -> String {
    let lang = cx.lang;
    let Some((first, last)) = next_free(cx, milestone.first, milestone.last) else {
        return tr!(
            lang,
            "choisissez une autre date ; ou, si elle est voulue, dites pourquoi : `date-reason = \"…\"`",
            "choose another date; or, if it is deliberate, say why: `date-reason = \"…\"`"
        );
    };
    let on = dates::weekday_date(lang, first);
    let end = if milestone.milestone.end.is_some() {
        tr!(lang, " et `end = {last}`", " and `end = {last}`")
    } else {
        String::new()
    };
    tr!(
        lang,
        "par exemple `date = {first}`{end} ({on}) ; ou, si la date est voulue, dites pourquoi : `date-reason = \"…\"`",
        "for instance `date = {first}`{end} ({on}); or, if the date is deliberate, say why: `date-reason = \"…\"`"
    )
}

/// The next days, as many, that begin and end on a working day and touch no period.
fn next_free(
    cx: &Context<'_>,
    first: NaiveDate,
    last: NaiveDate,
) -> Option<(NaiveDate, NaiveDate)> {
    let later = |days| {
        Some((first.checked_add_days(Days::new(days))?, last.checked_add_days(Days::new(days))?))
    };
    (1..=NEXT_FREE).filter_map(later).find(|(first, last)| {
        *first > cx.today
            && [*first, *last].into_iter().all(|day| holidays::is_working_day(cx.zone(), day))
            && !cx.project.calendar.values().any(|period| period.touches(*first, *last))
    })
}
