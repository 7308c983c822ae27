//! A milestone begins or ends on a weekend or a public holiday.

use chrono::{Datelike, NaiveDate, Weekday};

use crate::address::{Address, Kind};
use crate::finding::Level;
use crate::holidays;
use crate::lang::dates;
use crate::method::Clause;
use crate::rule::{Check, Context, Family, Report, Rule};
use crate::rules::upcoming::{Upcoming, another_date, upcoming};
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
    let lang = cx.lang;
    for milestone in upcoming(cx) {
        let Upcoming { id, first, last, .. } = milestone;
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
        let name = cx.called(milestone.milestone.title.as_deref(), id);
        let on = dates::weekday_date(lang, day);
        let message = format!("{name} {verb} {on} ({why})");
        let at = Address::entity(Kind::Milestone, id).key(key);
        report.missing(at, message).label(why).help(another_date(cx, &milestone));
    }
}

/// Why offices are closed on a day: a public holiday, or the weekend.
fn closed(cx: &Context<'_>, day: NaiveDate) -> Option<String> {
    let zone = Address::file(Kind::Project).key("authority").key("holiday-zone");
    if let Some(holiday) = holidays::holiday(cx.zone(), day).filter(|_| !cx.unknown(&zone)) {
        let (fr, en) = (holiday.fr, holiday.en);
        return Some(tr!(cx.lang, "jour férié : {fr}", "public holiday: {en}"));
    }
    let weekend = matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
    weekend.then(|| cx.lang.pick("week-end", "weekend").to_owned())
}
