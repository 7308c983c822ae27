//! The time in Paris: one hour ahead of UTC, two in summer.

use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, TimeDelta};

/// The time in Paris of a time in UTC. Source: directive 2000/84/EC: summer time starts on the last
/// Sunday of March and ends on the last one of October, at 1:00 UTC; so it was from 1996 on.
pub fn from_utc(utc: NaiveDateTime) -> NaiveDateTime {
    let change = |month| {
        let sunday = last_sunday(utc.year(), month)?;
        sunday.and_hms_opt(1, 0, 0)
    };
    let summer = match (change(3), change(10)) {
        (Some(start), Some(end)) => start <= utc && utc < end,
        _ => false,
    };
    utc.checked_add_signed(TimeDelta::hours(if summer { 2 } else { 1 })).unwrap_or(utc)
}

fn last_sunday(year: i32, month: u32) -> Option<NaiveDate> {
    let last = NaiveDate::from_ymd_opt(year, month, 31)?;
    last.checked_sub_days(Days::new(u64::from(last.weekday().num_days_from_sunday())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn summer_starts_and_ends_on_sundays() {
        for (utc, paris) in [
            ("2026-03-29T00:59:59", "2026-03-29T01:59:59"),
            ("2026-03-29T01:00:00", "2026-03-29T03:00:00"),
            ("2026-10-25T00:59:59", "2026-10-25T02:59:59"),
            ("2026-10-25T01:00:00", "2026-10-25T02:00:00"),
            ("2021-10-22T22:00:00", "2021-10-23T00:00:00"),
            ("2021-11-07T23:00:00", "2021-11-08T00:00:00"),
        ] {
            let [utc, paris] = [utc, paris].map(|t| t.parse::<NaiveDateTime>().expect("a time"));
            assert_eq!(from_utc(utc), paris, "{utc}");
        }
    }
}
