//! The milestones ahead, and what stands in the calendar around them (recommendation 3).

use chrono::{Days, NaiveDate};

use crate::address::{Address, Kind};
use crate::holidays;
use crate::lang::{Lang, dates};
use crate::model::{Milestone, Period, PeriodKind};
use crate::rule::Context;
use crate::tr;

/// How far a free date is looked for, in days: a quarter.
const NEXT_FREE: u64 = 92;

/// A milestone that is not over, and whose date nobody has said to be deliberate.
pub(super) struct Upcoming<'c> {
    pub(super) id: &'c str,
    pub(super) milestone: &'c Milestone,
    pub(super) first: NaiveDate,
    /// The last day, inclusive.
    pub(super) last: NaiveDate,
}

/// The milestones that the calendar may be in the way of, by id.
pub(super) fn upcoming<'c>(cx: &'c Context<'_>) -> impl Iterator<Item = Upcoming<'c>> {
    cx.project.milestones.iter().filter_map(|(id, milestone)| {
        let first = milestone.date?;
        let last = milestone.last_day()?;
        let reason = Address::entity(Kind::Milestone, id).key("date-reason");
        let meant = milestone.date_reason.is_some() || cx.unknown(&reason);
        (last >= cx.today && !meant).then_some(Upcoming { id, milestone, first, last })
    })
}

/// How many periods are named for one milestone; a threshold of nrt's own.
const MAX_PERIODS: usize = 3;

/// The first periods of these kinds that touch a milestone, the earliest first.
pub(super) fn periods_around<'c>(
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
    // Nobody reads on, and many milestones in many periods would not fit in memory.
    found.truncate(MAX_PERIODS);
    found
}

/// A period and its days: « Congés de fin d'année » (du 21 décembre 2026 au 1er janvier 2027).
pub(super) fn period_text(lang: Lang, id: &str, period: &Period) -> String {
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
pub(super) fn overlap(cx: &Context<'_>, milestone: &Upcoming<'_>, period: &str) -> String {
    let (lang, name) = (cx.lang, cx.called(milestone.milestone.title.as_deref(), milestone.id));
    if milestone.first < milestone.last {
        tr!(lang, "{name} empiète sur {period}", "{name} overlaps {period}")
    } else {
        tr!(lang, "{name} tombe pendant {period}", "{name} falls within {period}")
    }
}

/// What to do about a milestone that the calendar is in the way of.
pub(super) fn another_date(cx: &Context<'_>, milestone: &Upcoming<'_>) -> String {
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
pub(super) fn next_free(
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
