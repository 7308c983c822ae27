//! A milestone begins or ends on a weekend or a public holiday.

use chrono::{Datelike, NaiveDate, Weekday};

use super::{Upcoming, another_date, named, upcoming};
use crate::address::{Address, Kind};
use crate::finding::Level;
use crate::holidays;
use crate::lang::dates;
use crate::method::Clause;
use crate::rule::{Check, Context, Family, Report, Rule};
use crate::tr;

pub(super) static RULE: Rule = Rule {
    name: "milestone-on-holiday",
    aliases: &[],
    family: Family::Recommendation,
    clause: Clause::Recommendation(3),
    level: Level::Warning,
    needs: &[Kind::Project, Kind::Milestone, Kind::Calendar],
    page: include_str!("milestone_on_holiday.md"),
    check: Check::Project(check),
};

fn check(cx: &Context<'_>, report: &mut Report<'_>) {
    for milestone in upcoming(cx) {
        let Upcoming { id, first, last, .. } = milestone;
        let lang = cx.lang;
        let (key, day, why) = match (closed(cx, first), closed(cx, last)) {
            (Some(why), _) => ("date", first, why),
            (None, Some(why)) => ("end", last, why),
            (None, None) => continue,
        };
        let verb = match key {
            "end" => lang.pick("se termine le", "ends on"),
            _ if first < last => lang.pick("commence le", "starts on"),
            _ => lang.pick("tombe le", "falls on"),
        };
        let name = named(lang, milestone.milestone.title.as_deref(), id);
        let on = dates::weekday_date(lang, day);
        let (message, label) = match why {
            Closed::Holiday(holiday) => (
                tr!(
                    lang,
                    "{name} {verb} {on}, jour férié ({holiday})",
                    "{name} {verb} {on}, a public holiday ({holiday})"
                ),
                holiday,
            ),
            Closed::Weekend => (
                tr!(
                    lang,
                    "{name} {verb} {on}, un jour de week-end",
                    "{name} {verb} {on}, a weekend day"
                ),
                lang.pick("week-end", "weekend"),
            ),
        };
        report
            .missing(Address::entity(Kind::Milestone, id).key(key), message)
            .label(label.to_owned())
            .help(another_date(cx, &milestone));
    }
}

enum Closed {
    Holiday(&'static str),
    Weekend,
}

fn closed(cx: &Context<'_>, day: NaiveDate) -> Option<Closed> {
    let zone = Address::file(Kind::Project).key("authority").key("holiday-zone");
    match holidays::holiday(cx.zone(), day) {
        Some(holiday) if !cx.unknown(&zone) => {
            Some(Closed::Holiday(cx.lang.pick(holiday.fr, holiday.en)))
        }
        _ => matches!(day.weekday(), Weekday::Sat | Weekday::Sun).then_some(Closed::Weekend),
    }
}
