//! What a day is: its weekday, what stands against meeting on it, how far it is from today and from
//! the launch committee.

use chrono::{Datelike as _, NaiveDate};

use super::Told;
use super::form::{capital, list, page};
use crate::address::{Address, Kind};
use crate::holidays;
use crate::lang::{Lang, dates};
use crate::model::Period;
use crate::model::misread::YEARS;
use crate::tr;

/// The day that a file writes, where a project can have it.
pub(in crate::lsp) fn of(written: &str) -> Option<NaiveDate> {
    let day = written.parse::<NaiveDate>().ok().filter(|_| written.len() == "2026-12-10".len())?;
    YEARS.contains(&day.year()).then_some(day)
}

impl Told<'_> {
    /// A day; `at` is where it is written.
    pub(super) fn day(&self, day: NaiveDate, at: Option<&Address>) -> Option<String> {
        let (form, lang, cx) = (self.form, self.form.lang, &self.cx);
        let weekday = form.strong(&dates::weekday_date(lang, day));
        let head = format!("{weekday}, {}", dates::distance(lang, cx.today, day));
        let mut lines = Vec::new();
        if cx.zone_known() {
            let holiday = holidays::holiday(cx.zone(), day);
            lines.extend(holiday.map(|holiday| {
                let name = lang.pick(holiday.fr, holiday.en);
                form.named(("Jour férié", "Public holiday"), name)
            }));
        }
        let own = |id: &str| at.is_some_and(|at| at == &period(id).key(last(at)));
        let periods =
            cx.project.calendar.iter().filter(|(id, period)| period.touches(day, day) && !own(id));
        lines.extend(periods.map(|(id, period)| self.period(id, period)));
        lines.extend(self.to_launch(day, at));
        if cx.zone_known() && day != cx.today {
            let days = cx.working_days(cx.today, day);
            let (n, s) = (days.unsigned_abs(), lang.s(usize::try_from(days.abs()).unwrap_or(2)));
            lines.push(if day > cx.today {
                tr!(lang, "Dans {n} jour{s} ouvré{s}", "In {n} working day{s}")
            } else {
                tr!(lang, "Il y a {n} jour{s} ouvré{s}", "{n} working day{s} ago")
            });
        }
        page(&[head, list(&lines)])
    }

    /// « Congés : « Fin d'année » (`conges`), du 21 décembre 2026 au 1er janvier 2027 ».
    fn period(&self, id: &str, period: &Period) -> String {
        let (form, lang) = (self.form, self.form.lang);
        let kind = period
            .kind
            .map_or_else(|| lang.pick("période", "period"), |kind| kind.word().label(lang));
        let kind = capital(kind);
        let called = form.called(period.title.as_deref(), id);
        let days = days(period, lang).map(|days| format!(", {days}")).unwrap_or_default();
        format!("{}{days}", form.named((&kind, &kind), &called))
    }

    /// How many working days lie between a day and the launch committee.
    fn to_launch(&self, day: NaiveDate, at: Option<&Address>) -> Option<String> {
        let (lang, cx) = (self.form.lang, &self.cx);
        let (id, milestone) = cx.launch()?;
        let launch = milestone.date?;
        let own = Address::entity(Kind::Milestone, id).key("date");
        if at == Some(&own) || !cx.zone_known() {
            return None;
        }
        let days = cx.working_days(day, launch);
        let (n, s) = (days.unsigned_abs(), lang.s(usize::try_from(days.abs()).unwrap_or(2)));
        let on = dates::date(lang, launch);
        Some(match day.cmp(&launch) {
            std::cmp::Ordering::Equal => {
                tr!(lang, "Le jour du comité de lancement", "The day of the launch committee")
            }
            std::cmp::Ordering::Less => tr!(
                lang,
                "À {n} jour{s} ouvré{s} du comité de lancement ({on})",
                "{n} working day{s} before the launch committee ({on})"
            ),
            std::cmp::Ordering::Greater => tr!(
                lang,
                "{n} jour{s} ouvré{s} après le comité de lancement ({on})",
                "{n} working day{s} after the launch committee ({on})"
            ),
        })
    }
}

fn period(id: &str) -> Address {
    Address::entity(Kind::Calendar, id)
}

fn last(at: &Address) -> &str {
    at.path.last().map_or("", String::as_str)
}

/// « du 21 décembre 2026 au 1er janvier 2027 ».
fn days(period: &Period, lang: Lang) -> Option<String> {
    let first = period.start?;
    let (from, last) = (dates::date(lang, first), period.end.filter(|end| *end > first));
    Some(match last {
        None => tr!(lang, "le {from}", "on {from}"),
        Some(last) => {
            let to = dates::date(lang, last);
            tr!(lang, "du {from} au {to}", "from {from} to {to}")
        }
    })
}
