//! Days that a date may be: today, the next working day, the launch, sessions; the days of a month
//! that is typed.

use chrono::{Datelike, NaiveDate};
use gen_lsp_types::CompletionItemKind;

use super::Spot;
use super::offer::Offer;
use crate::address::Kind;
use crate::holidays::{holiday, is_working_day};
use crate::lang::dates;
use crate::rule::Context;
use crate::text::terminal;
use crate::tr;

/// How many sessions are offered; a threshold of nrt's own.
const MAX_SESSIONS: usize = 10;

/// The days that may stand at a place.
pub(super) fn offers(spot: &Spot<'_>) -> Vec<Offer> {
    let (cx, lang) = (&spot.cx, spot.cx.lang);
    let mut days: Vec<(NaiveDate, String)> = Vec::new();
    let mut add = |day: Option<NaiveDate>, says: String| {
        if let Some(day) = day {
            match days.iter_mut().find(|(there, _)| *there == day) {
                Some((_, said)) => said.push_str(&format!(", {says}")),
                None => days.push((day, says)),
            }
        }
    };
    let sessions = sessions(spot);
    for (day, name) in sessions.iter().filter(|_| spot.is_of_session()) {
        add(Some(*day), name.clone());
    }
    add(Some(cx.today), tr!(lang, "aujourd'hui", "today"));
    add(next_working_day(cx), tr!(lang, "prochain jour ouvré", "next working day"));
    if let Some((id, launch)) = cx.launch() {
        add(launch.date, terminal(launch.title.as_deref().unwrap_or(id)));
    }
    let about = &cx.project.settings.project;
    add(about.start, tr!(lang, "début de l'étape 1", "start of step 1"));
    add(about.end, tr!(lang, "fin de l'étape 1", "end of step 1"));
    for (day, name) in sessions.iter().filter(|_| !spot.is_of_session()) {
        add(Some(*day), name.clone());
    }
    if spot.cursor.path.last().is_some_and(|key| key == "until") {
        days.retain(|(day, _)| *day > cx.today);
    }
    let mut found: Vec<Offer> = days.into_iter().map(|(day, says)| offer(cx, day, &says)).collect();
    for day in month(&spot.cursor.typed) {
        let offer = offer(cx, day, "");
        if !found.iter().any(|there| there.label == offer.label) {
            found.push(offer);
        }
    }
    found
}

impl Spot<'_> {
    /// Whether it is the date of a milestone, which may be that of a body that meets.
    fn is_of_session(&self) -> bool {
        self.kind == Kind::Milestone && self.cursor.path.get(1).is_some_and(|key| key == "date")
    }
}

fn offer(cx: &Context<'_>, day: NaiveDate, says: &str) -> Offer {
    let mut parts = vec![told(cx, day)];
    parts.extend((!says.is_empty()).then(|| says.to_owned()));
    let weekday = dates::weekday_date(cx.lang, day);
    let names = [weekday.as_str(), says];
    Offer::new(&day.to_string(), &parts.join(", "), CompletionItemKind::Value).also(names)
}

/// A day in words: « vendredi 25 décembre 2026, jour férié (Noël), congés (Fin d'année) ».
fn told(cx: &Context<'_>, day: NaiveDate) -> String {
    let lang = cx.lang;
    let mut parts = vec![dates::weekday_date(lang, day)];
    if let Some(holiday) = holiday(cx.zone(), day) {
        let name = lang.pick(holiday.fr, holiday.en);
        parts.push(tr!(lang, "jour férié ({name})", "public holiday ({name})"));
    }
    for period in cx.project.calendar.values().filter(|period| period.touches(day, day)) {
        let kind = period.kind.map_or("", |kind| kind.word().label(lang));
        let title = terminal(period.title.as_deref().unwrap_or_default());
        parts.push(format!("{kind} ({title})"));
    }
    parts.join(", ")
}

fn next_working_day(cx: &Context<'_>) -> Option<NaiveDate> {
    cx.today.iter_days().skip(1).take(30).find(|day| is_working_day(cx.zone(), *day))
}

/// The sessions to come, of the body that a milestone names, else of all.
fn sessions(spot: &Spot<'_>) -> Vec<(NaiveDate, String)> {
    let cx = &spot.cx;
    let milestone = spot.id().filter(|_| spot.kind == Kind::Milestone);
    let meets = milestone.and_then(|id| {
        let body = [id.to_owned(), "body".to_owned()];
        cx.documents.get(Kind::Milestone)?.value(&body)?.get_ref().as_str()
    });
    let bodies = cx.project.bodies.iter().filter(|(id, _)| meets.is_none_or(|meets| meets == *id));
    let mut found: Vec<(NaiveDate, String)> = Vec::new();
    for (id, body) in bodies {
        let name = terminal(body.name.as_deref().unwrap_or(id));
        let to_come = body.sessions.iter().filter(|day| **day >= cx.today);
        found.extend(to_come.map(|day| (*day, name.clone())));
    }
    found.sort();
    found.truncate(MAX_SESSIONS);
    found
}

/// The days of the month that is typed: `2026-12`, `2026-12-1`.
fn month(typed: &str) -> Vec<NaiveDate> {
    let mut parts = typed.split('-');
    let mut number = |digits: usize| {
        let part = parts.next().filter(|part| part.len() == digits)?;
        part.parse::<u32>().ok()
    };
    let (year, month) = (number(4), number(2));
    let first = year
        .zip(month)
        .and_then(|(year, month)| NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, 1));
    let days = first
        .into_iter()
        .flat_map(|first| first.iter_days().take_while(move |day| day.month() == first.month()));
    days.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_that_is_typed_has_its_days() {
        let of = |typed| month(typed).len();
        assert_eq!((of("2026-12"), of("2026-02-1"), of("2028-02-")), (31, 28, 29));
        assert_eq!([of(""), of("2026"), of("2026-1"), of("2026-13"), of("x-12")], [0; 5]);
    }
}
