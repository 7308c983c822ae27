//! Periods that come from somebody else's calendar, as rows to merge with those of the project.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::grid::{Row, Sheet, Value};
use super::ics::{Foreign, OWN};
use crate::address::Kind;
use crate::lang::Lang;
use crate::load::Documents;
use crate::model::PeriodKind;
use crate::render::list;
use crate::slug::slug;
use crate::tr;

/// Longest title that is taken from an event, in characters; a threshold of nrt's own.
const LONGEST: usize = 120;

/// Events that come again and are named one by one; a threshold of nrt's own.
const NAMED: usize = 10;

/// A period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Period {
    /// What it is called.
    pub title: String,
    /// What its id is made of.
    pub name: String,
    /// Its first day.
    pub first: NaiveDate,
    /// Its last day, inclusive.
    pub last: NaiveDate,
}

/// The periods that do not end before a day, and how many do.
pub fn from(periods: Vec<Period>, day: Option<NaiveDate>) -> (Vec<Period>, usize) {
    let all = periods.len();
    let kept: Vec<Period> =
        periods.into_iter().filter(|period| day.is_none_or(|day| period.last >= day)).collect();
    let past = all - kept.len();
    (kept, past)
}

/// The rows of some periods: their ids are made of their names and years; one that the project has
/// under another id, on the same days, is that one.
pub fn sheet(
    documents: &Documents<'_>,
    periods: &[Period],
    kind: PeriodKind,
    source: &str,
) -> Sheet {
    let text = |text: &str| Some(Value::Text(text.to_owned()));
    let header = ["id", "title", "kind", "start", "end", "source"].map(text);
    let mut rows = vec![Row { number: 1, cells: header.to_vec() }];
    let mut given: BTreeSet<String> = BTreeSet::new();
    for (number, period) in (2..).zip(periods) {
        let own = id(period, &given);
        // One that is there on the same days is that one, whatever else the file holds.
        let there = known(documents, period, kind).filter(|id| !given.contains(id));
        let id = there.clone().unwrap_or(own);
        given.insert(id.clone());
        let (title, source) = match there {
            Some(_) => (None, None),
            None => (text(&period.title), text(source)),
        };
        let (first, last) = (Some(Value::Date(period.first)), Some(Value::Date(period.last)));
        let last = last.filter(|_| period.last > period.first);
        let cells = vec![text(&id), title, text(kind.word().name), first, last, source];
        rows.push(Row { number, cells });
    }
    Sheet { name: String::new(), rows }
}

fn id(period: &Period, given: &BTreeSet<String>) -> String {
    let slug = slug(&period.name);
    let name = if slug.is_empty() { "periode" } else { &slug };
    let year = format!("{name}-{}", period.first.format("%Y"));
    let day = format!("{name}-{}", period.first);
    let numbered = (2..).map(|n: usize| format!("{day}-{n}"));
    let ids = [year, day.clone()].into_iter().chain(numbered.take(given.len()));
    ids.into_iter().find(|id| !given.contains(id)).unwrap_or(day)
}

/// The id of a period of the same sort and days.
fn known(documents: &Documents<'_>, period: &Period, kind: PeriodKind) -> Option<String> {
    let same = |(_, entity): &&(&str, &toml::de::DeTable<'_>)| {
        let text = |key: &str| entity.get(key).map(toml::Spanned::get_ref);
        let day =
            |key: &str| text(key).and_then(|value| value.as_datetime()).map(ToString::to_string);
        let last = day("end").or_else(|| day("start"));
        text("kind").and_then(|value| value.as_str()) == Some(kind.word().name)
            && day("start") == Some(period.first.to_string())
            && last == Some(period.last.to_string())
    };
    let rows = list::entities(documents, Kind::Calendar).rows;
    rows.iter().find(same).map(|(id, _)| (*id).to_owned())
}

/// The periods of a calendar's events, and what of it is left aside, for a person.
pub fn of_events(events: &[Foreign], lang: Lang) -> (Vec<Period>, Vec<String>) {
    let (mut periods, mut notes) = (Vec::new(), Vec::new());
    let (mut cancelled, mut undated, mut private, mut own) = (0_usize, 0_usize, 0_usize, 0_usize);
    let (mut again, mut elsewhere) = (Vec::new(), BTreeSet::new());
    for event in events {
        let title: String = event.summary.split_whitespace().collect::<Vec<_>>().join(" ");
        let title: String = title.chars().take(LONGEST).collect();
        match event.days() {
            // What the project says itself is no busy period.
            _ if event.uid.starts_with(OWN) => own += 1,
            _ if event.private => private += 1,
            _ if event.cancelled => cancelled += 1,
            Some(_) if event.rule.is_some() => {
                again.push((title, event.rule.clone().unwrap_or_default()));
            }
            Some((first, last)) if !title.is_empty() => {
                elsewhere.extend(event.is_elsewhere().map(str::to_owned));
                periods.push(Period { name: title.clone(), title, first, last });
            }
            _ => undated += 1,
        }
    }
    periods.sort_by(|a, b| (a.first, a.last, &a.title).cmp(&(b.first, b.last, &b.title)));
    periods.dedup();
    if !again.is_empty() {
        let (n, s) = (again.len(), lang.s(again.len()));
        notes.push(tr!(
            lang,
            "{n} événement{s} qui revien{} régulièrement, laissé{s} de côté\u{a0}: à écrire avec `nrt add période …` si besoin",
            "{n} event{s} that come{} again, left aside: write them with `nrt add period` where needed",
            match lang {
                Lang::Fr => lang.pick(if n > 1 { "nent" } else { "t" }, ""),
                Lang::En => if n == 1 { "s" } else { "" },
            }
        ));
        for (title, rule) in again.iter().take(NAMED) {
            notes.push(format!("  {title}  {rule}"));
        }
        let more = again.len().saturating_sub(NAMED);
        if more > 0 {
            notes.push(tr!(lang, "  et {more} de plus", "  and {more} more"));
        }
    }
    if cancelled > 0 {
        let s = lang.s(cancelled);
        notes.push(tr!(
            lang,
            "{cancelled} événement{s} annulé{s}, laissé{s} de côté",
            "{cancelled} cancelled event{s} left aside"
        ));
    }
    if private > 0 {
        let s = lang.s(private);
        notes.push(tr!(
            lang,
            "{private} événement{s} privé{s}, laissé{s} de côté",
            "{private} private event{s} left aside"
        ));
    }
    if own > 0 {
        let s = lang.s(own);
        notes.push(tr!(
            lang,
            "{own} événement{s} écrit{s} par nrt, déjà dans un projet",
            "{own} event{s} written by nrt, in a project already"
        ));
    }
    if undated > 0 {
        let s = lang.s(undated);
        notes.push(tr!(
            lang,
            "{undated} événement{s} sans titre ou sans date comprise, laissé{s} de côté",
            "{undated} event{s} without a title or a date that is understood, left aside"
        ));
    }
    for zone in elsewhere {
        notes.push(tr!(
            lang,
            "fuseau «\u{a0}{zone}\u{a0}»\u{a0}: les jours sont pris tels qu'ils y sont écrits",
            "time zone \"{zone}\": days are taken as they are written there"
        ));
    }
    (periods, notes)
}
