//! French public holidays, computed for every zone and year, and the working
//! days they leave.
//!
//! Sources: code du travail, art. L. 3133-1 (the eleven holidays), L. 3134-13
//! (Alsace-Moselle) and L. 3422-2 (abolition of slavery, overseas); the other
//! days and the zones themselves as in etalab/jours-feries-france, which makes
//! the official exports; Polynésie française has its own code du travail,
//! amended by loi du pays n° 2025-12.
//!
//! The law of today is applied to every year, also to those before it: a
//! project plans forward. The one change a plan can straddle, 29 June becoming
//! 20 November in Polynésie française from 2026 on, is dated.
//!
//! School holidays are not computed: they are imported (see `calendar.toml`).

mod table;

use chrono::{Datelike, Days, NaiveDate, Weekday};
use table::{Day, HOLIDAYS};

/// Where the public holidays of an authority are those of the law.
///
/// The names are those of the official holiday API, whose slugs are the values
/// of `holiday-zone`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Zone {
    /// The eleven holidays of art. L. 3133-1, and nothing else.
    #[default]
    Metropole,
    /// Good Friday and 26 December as well (art. L. 3134-13). The law gives
    /// Good Friday to communes with a Protestant temple or a mixed church; it
    /// is counted for the whole zone, as the official exports do.
    AlsaceMoselle,
    /// 27 May, and 21 July (by custom, in the official exports).
    Guadeloupe,
    /// 10 June.
    Guyane,
    /// 20 December.
    LaReunion,
    /// 22 May, and 21 July (by custom, in the official exports).
    Martinique,
    /// 27 April.
    Mayotte,
    /// 24 September.
    NouvelleCaledonie,
    /// 5 March, Good Friday, and 20 November (29 June until 2025); the exports
    /// still have 29 June alone.
    PolynesieFrancaise,
    /// 9 October.
    SaintBarthelemy,
    /// 28 May (27 May before a circular of 2018, which the exports follow).
    SaintMartin,
    /// The eleven holidays, and nothing else.
    SaintPierreEtMiquelon,
    /// 28 April and 29 July. A yearly order of the prefect fixes the list and
    /// may add to it.
    WallisEtFutuna,
}

/// One public holiday: its date, and its name in both languages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Holiday {
    /// The day itself: a holiday that falls on a weekend is not moved.
    pub date: NaiveDate,
    /// « Lundi de Pâques »: to be read after a date, so without one where it
    /// has a name.
    pub fr: &'static str,
    /// "Easter Monday".
    pub en: &'static str,
}

/// Easter Sunday, by the Gregorian computus (Meeus, Jones and Butcher).
///
/// Years before 1583 are computed as if that calendar had always been in use.
/// `None` only for years no date can hold.
pub fn easter(year: i32) -> Option<NaiveDate> {
    let golden = year.rem_euclid(19);
    let (century, rest) = (year.div_euclid(100), year.rem_euclid(100));
    let leaps = century - century.div_euclid(4);
    let lunar = (century - (century + 8).div_euclid(25) + 1).div_euclid(3);
    let epact = (19 * golden + leaps - lunar + 15).rem_euclid(30);
    let weekday = (32 + 2 * century.rem_euclid(4) + 2 * (rest / 4) - epact - rest % 4) % 7;
    let late = (golden + 11 * epact + 22 * weekday) / 451;
    let day = epact + weekday - 7 * late + 114;
    NaiveDate::from_ymd_opt(year, (day / 31).cast_unsigned(), (day % 31 + 1).cast_unsigned())
}

/// The public holidays of a zone in a year, by date.
///
/// Two holidays on one day are both listed, the one with a fixed date first
/// (1 May 2008 is also Ascension Day): count dates, not entries. Empty only for
/// years no date can hold.
pub fn holidays(zone: Zone, year: i32) -> Vec<Holiday> {
    let easter = easter(year);
    let mut list: Vec<Holiday> = HOLIDAYS
        .iter()
        .filter(|entry| entry.applies(zone, year))
        .filter_map(|entry| {
            let date = match entry.day {
                Day::Fixed(month, day) => NaiveDate::from_ymd_opt(year, month, day)?,
                Day::GoodFriday => easter?.checked_sub_days(Days::new(2))?,
                Day::AfterEaster(days) => easter?.checked_add_days(Days::new(days))?,
            };
            let (fr, en) = (entry.fr, entry.en);
            Some(Holiday { date, fr, en })
        })
        .collect();
    list.sort_by_key(|holiday| holiday.date);
    list
}

/// The public holiday on a date, the first of [`holidays`] where there are two.
pub fn holiday(zone: Zone, date: NaiveDate) -> Option<Holiday> {
    holidays(zone, date.year()).into_iter().find(|holiday| holiday.date == date)
}

/// Whether the authority's offices are open: Monday to Friday, no holiday.
pub fn is_working_day(zone: Zone, date: NaiveDate) -> bool {
    !is_weekend(date) && holiday(zone, date).is_none()
}

/// The number of working days `d` with `from < d <= to`.
///
/// From a day to itself: 0; from a Friday to the next Monday: 1. Where `to` is
/// before `from`, minus the number of those with `to < d <= from`, so that
/// swapping the two changes only the sign. Takes a few milliseconds for ten
/// thousand years.
pub fn working_days_between(zone: Zone, from: NaiveDate, to: NaiveDate) -> i64 {
    if to < from {
        return -working_days_between(zone, to, from);
    }
    let weekdays = weekdays_up_to(to) - weekdays_up_to(from);
    let mut closed = 0;
    for year in from.year()..=to.year() {
        let mut last = None;
        for Holiday { date, .. } in holidays(zone, year) {
            let counted = last.replace(date) == Some(date);
            if !counted && from < date && date <= to && !is_weekend(date) {
                closed += 1;
            }
        }
    }
    weekdays - closed
}

/// The last day on which there are still `n` working days to go until `date`:
/// the latest `d` with `working_days_between(zone, d, date) >= n`.
///
/// With `n` a notice, it is the last day to invite. It need not be a working
/// day itself (a Sunday is as good as the Friday before it). For `n` 0 it is
/// `date`, never later. `None` where it would lie before the year 0, which no
/// project file can write.
pub fn working_days_before(zone: Zone, date: NaiveDate, n: u32) -> Option<NaiveDate> {
    let mut day = date;
    let mut missing = i64::from(n);
    while missing > 0 {
        // A week holds at most five working days, so this step leaves at least
        // one missing: the last step is always the single day that settles it.
        let step = ((missing.unsigned_abs() - 1) / 5 * 7).max(1);
        let earlier = day.checked_sub_days(Days::new(step))?;
        if earlier.year() < 0 {
            return None;
        }
        missing -= working_days_between(zone, earlier, day);
        day = earlier;
    }
    Some(day)
}

fn is_weekend(date: NaiveDate) -> bool {
    matches!(date.weekday(), Weekday::Sat | Weekday::Sun)
}

/// Mondays to Fridays from 0001-01-01, a Monday, up to `date` included.
fn weekdays_up_to(date: NaiveDate) -> i64 {
    let days = i64::from(date.num_days_from_ce());
    days.div_euclid(7) * 5 + days.rem_euclid(7).min(5)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ZONES: [Zone; 13] = [
        Zone::Metropole,
        Zone::AlsaceMoselle,
        Zone::Guadeloupe,
        Zone::Guyane,
        Zone::LaReunion,
        Zone::Martinique,
        Zone::Mayotte,
        Zone::NouvelleCaledonie,
        Zone::PolynesieFrancaise,
        Zone::SaintBarthelemy,
        Zone::SaintMartin,
        Zone::SaintPierreEtMiquelon,
        Zone::WallisEtFutuna,
    ];

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn month_day(date: NaiveDate) -> String {
        date.to_string()[5..].to_owned()
    }

    /// `MM-DD` of what a zone has and metropolitan France has not.
    fn extra(zone: Zone, year: i32) -> Vec<String> {
        let base = holidays(Zone::Metropole, year);
        holidays(zone, year)
            .into_iter()
            .filter(|holiday| !base.contains(holiday))
            .map(|holiday| month_day(holiday.date))
            .collect()
    }

    #[test]
    fn movable_feasts_of_the_coming_years() {
        for (year, expected) in [
            (2026, ["04-05", "04-03", "04-06", "05-14", "05-25"]),
            (2027, ["03-28", "03-26", "03-29", "05-06", "05-17"]),
            (2028, ["04-16", "04-14", "04-17", "05-25", "06-05"]),
            (2029, ["04-01", "03-30", "04-02", "05-10", "05-21"]),
            (2030, ["04-21", "04-19", "04-22", "05-30", "06-10"]),
        ] {
            let all = holidays(Zone::AlsaceMoselle, year);
            let named = |name| all.iter().find(|holiday| holiday.fr == name).unwrap().date;
            let dates = [
                easter(year).unwrap(),
                named("Vendredi saint"),
                named("Lundi de Pâques"),
                named("Ascension"),
                named("Lundi de Pentecôte"),
            ];
            let text = dates.map(month_day);
            assert_eq!(text, expected, "{year}");
        }
    }

    #[test]
    fn easter_stays_between_22_march_and_25_april_and_is_a_sunday() {
        for year in 0..=9999 {
            let date = easter(year).unwrap();
            assert_eq!(date.weekday(), Weekday::Sun, "{date}");
            assert!((322..=425).contains(&(date.month() * 100 + date.day())), "{date}");
        }
        assert_eq!(easter(1818), Some(day("1818-03-22")));
        assert_eq!(easter(2038), Some(day("2038-04-25")));
        assert_eq!(easter(1954), Some(day("1954-04-18"))); // the algorithm's correction
        assert_eq!(easter(i32::MAX), None);
        assert_eq!(easter(i32::MIN), None);
    }

    #[test]
    fn holidays_that_fall_on_a_weekday() {
        for (year, expected) in [(2026, 9), (2027, 7), (2028, 9)] {
            let open = holidays(Zone::Metropole, year);
            let count = open.iter().filter(|holiday| !is_weekend(holiday.date)).count();
            assert_eq!(count, expected, "{year}");
        }
    }

    #[test]
    fn every_zone_has_its_own_days() {
        for (zone, expected) in ZONES.into_iter().zip([
            &[][..],
            &["04-03", "12-26"],
            &["05-27", "07-21"],
            &["06-10"],
            &["12-20"],
            &["05-22", "07-21"],
            &["04-27"],
            &["09-24"],
            &["03-05", "04-03", "11-20"],
            &["10-09"],
            &["05-28"],
            &[],
            &["04-28", "07-29"],
        ]) {
            assert_eq!(extra(zone, 2026), expected, "{zone:?}");
        }
        assert_eq!(extra(Zone::PolynesieFrancaise, 2025), ["03-05", "04-18", "06-29"]);
        assert_eq!(Zone::default(), Zone::Metropole);
    }

    #[test]
    fn two_holidays_on_one_day_are_both_listed_and_counted_once() {
        let date = day("2008-05-01");
        let both: Vec<&str> = holidays(Zone::Metropole, 2008)
            .iter()
            .filter(|holiday| holiday.date == date)
            .map(|holiday| holiday.fr)
            .collect();
        assert_eq!(both, ["Fête du Travail", "Ascension"]);
        assert_eq!(holiday(Zone::Metropole, date).unwrap().en, "Labour Day");
        // Wednesday 30 April to Friday 2 May: only the Friday.
        let from = day("2008-04-30");
        assert_eq!(working_days_between(Zone::Metropole, from, day("2008-05-02")), 1);
    }

    #[test]
    fn working_days() {
        let zone = Zone::Metropole;
        assert!(is_working_day(zone, day("2026-12-10")));
        assert!(!is_working_day(zone, day("2026-12-12"))); // Saturday
        assert!(!is_working_day(zone, day("2026-12-25")));
        assert!(is_working_day(zone, day("2028-12-26")));
        assert!(!is_working_day(Zone::AlsaceMoselle, day("2028-12-26")));
        for (from, to, expected) in [
            ("2026-12-10", "2026-12-10", 0),
            ("2026-12-11", "2026-12-14", 1),
            ("2026-12-14", "2026-12-11", -1),
            ("2026-12-12", "2026-12-13", 0),
            ("2026-11-12", "2026-12-10", 20),
            ("2026-12-23", "2026-12-28", 2),
            ("2025-12-31", "2026-12-31", 252),
        ] {
            assert_eq!(working_days_between(zone, day(from), day(to)), expected, "{from} {to}");
        }
    }

    #[test]
    fn the_count_agrees_with_counting_day_by_day() {
        for zone in ZONES {
            let from = day("2007-12-28");
            let mut count = 0;
            for to in from.iter_days().skip(1).take(900) {
                count += i64::from(is_working_day(zone, to));
                assert_eq!(working_days_between(zone, from, to), count, "{zone:?} {to}");
            }
        }
    }

    #[test]
    fn the_last_day_to_invite() {
        let zone = Zone::Metropole;
        for (date, n, expected) in [
            ("2026-12-10", 0, "2026-12-10"),
            ("2026-12-13", 0, "2026-12-13"),
            ("2026-12-10", 1, "2026-12-09"),
            ("2026-12-10", 15, "2026-11-19"),
            ("2026-12-14", 1, "2026-12-13"), // a Sunday
            ("2027-01-04", 5, "2026-12-27"), // over Christmas and New Year
        ] {
            assert_eq!(working_days_before(zone, day(date), n), Some(day(expected)), "{date} {n}");
        }
        for n in 1..600 {
            let date = day("2026-12-10");
            let last = working_days_before(zone, date, n).unwrap();
            assert_eq!(working_days_between(zone, last, date), i64::from(n));
            let next = last.succ_opt().unwrap();
            assert!(working_days_between(zone, next, date) < i64::from(n));
        }
    }

    #[test]
    fn the_ends_of_the_calendar_do_not_panic() {
        let (first, last) = (day("0000-01-01"), day("9999-12-31"));
        for zone in ZONES {
            for year in [i32::MIN, -262_143, 0, 1, 9999, 262_142, i32::MAX] {
                let _ = holidays(zone, year);
            }
            // 2,608,875 Mondays to Fridays, less at most 14 holidays a year.
            let open = working_days_between(zone, first, last);
            assert!((2_468_000..2_608_875).contains(&open), "{zone:?} {open}");
            assert_eq!(holiday(zone, NaiveDate::MAX), None); // 31 December
            assert!(holiday(zone, NaiveDate::MIN).is_some()); // 1 January
            assert_eq!(working_days_before(zone, first, 1), None);
            assert_eq!(working_days_before(zone, last, u32::MAX), None);
            assert_eq!(working_days_before(zone, NaiveDate::MIN, 1), None);
        }
    }
}
