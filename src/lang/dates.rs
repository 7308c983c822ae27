//! Dates, times and numbers as people write them, in both languages.
//!
//! The names come from tables of our own: ready-made locales print
//! « 1 août » where French writes « 1er août ».
//!
//! French parts are joined by U+00A0, so that a line never breaks inside a
//! date; only the weekday is followed by an ordinary space. Years have at least
//! four digits: a mistyped `0026` must be seen as such.

use super::Lang;
use crate::tr;
use chrono::{Datelike, NaiveDate, NaiveTime, Timelike};

/// « 1er août 2026 » · "1 August 2026".
pub fn date(lang: Lang, d: NaiveDate) -> String {
    let names = match lang {
        Lang::Fr => &MONTHS_FR,
        Lang::En => &MONTHS_EN,
    };
    with_month(lang, d, names)
}

/// « jeudi 10 décembre 2026 » · "Thursday 10 December 2026".
pub fn weekday_date(lang: Lang, d: NaiveDate) -> String {
    let names = match lang {
        Lang::Fr => &WEEKDAYS_FR,
        Lang::En => &WEEKDAYS_EN,
    };
    let weekday = names[d.weekday().num_days_from_monday() as usize];
    format!("{weekday} {}", date(lang, d))
}

/// « jeu. » · "Thu".
pub fn short_weekday(lang: Lang, d: NaiveDate) -> &'static str {
    let names = match lang {
        Lang::Fr => &SHORT_WEEKDAYS_FR,
        Lang::En => &SHORT_WEEKDAYS_EN,
    };
    names[d.weekday().num_days_from_monday() as usize]
}

/// « dans 17 jours », « demain », « il y a 3 jours » · "in 17 days", "tomorrow", "3 days ago".
pub fn distance(lang: Lang, today: NaiveDate, d: NaiveDate) -> String {
    let days = (d - today).num_days();
    let n = number(lang, days.abs());
    match days {
        0 => tr!(lang, "aujourd'hui", "today"),
        1 => tr!(lang, "demain", "tomorrow"),
        -1 => tr!(lang, "hier", "yesterday"),
        2.. => tr!(lang, "dans {n} jours", "in {n} days"),
        _ => tr!(lang, "il y a {n} jours", "{n} days ago"),
    }
}

/// « 10 déc. 2026 » · "10 Dec 2026".
pub fn short(lang: Lang, d: NaiveDate) -> String {
    let names = match lang {
        Lang::Fr => &SHORT_MONTHS_FR,
        Lang::En => &SHORT_MONTHS_EN,
    };
    with_month(lang, d, names)
}

/// « 86 400 », with U+202F as the separator · "86,400".
pub fn number(lang: Lang, value: i64) -> String {
    let separator = match lang {
        Lang::Fr => '\u{202f}',
        Lang::En => ',',
    };
    let digits = value.unsigned_abs().to_string();
    let mut text = String::from(if value < 0 { "-" } else { "" });
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(separator);
        }
        text.push(digit);
    }
    text
}

/// « 14 h », « 9 h 05 » · "14:00", "09:05". Seconds are left out.
pub fn time(lang: Lang, t: NaiveTime) -> String {
    let (hour, minute) = (t.hour(), t.minute());
    match lang {
        Lang::Fr if minute == 0 => format!("{hour}\u{a0}h"),
        Lang::Fr => format!("{hour}\u{a0}h\u{a0}{minute:02}"),
        Lang::En => format!("{hour:02}:{minute:02}"),
    }
}

fn with_month(lang: Lang, d: NaiveDate, names: &[&str; 12]) -> String {
    let (day, month, year) = (d.day(), names[d.month0() as usize], d.year());
    match lang {
        Lang::Fr if day == 1 => format!("1er\u{a0}{month}\u{a0}{year:04}"),
        Lang::Fr => format!("{day}\u{a0}{month}\u{a0}{year:04}"),
        Lang::En => format!("{day} {month} {year:04}"),
    }
}

const MONTHS_FR: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];

const MONTHS_EN: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

const SHORT_MONTHS_FR: [&str; 12] = [
    "janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.",
    "déc.",
];

const SHORT_MONTHS_EN: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

const WEEKDAYS_FR: [&str; 7] =
    ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"];

const WEEKDAYS_EN: [&str; 7] =
    ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

const SHORT_WEEKDAYS_FR: [&str; 7] = ["lun.", "mar.", "mer.", "jeu.", "ven.", "sam.", "dim."];

const SHORT_WEEKDAYS_EN: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

#[cfg(test)]
mod tests {
    use super::*;

    /// Both languages of one text, with the no-break spaces made visible:
    /// `~` for U+00A0, `_` for U+202F.
    fn both(text: impl Fn(Lang) -> String) -> String {
        let text = format!("{} | {}", text(Lang::Fr), text(Lang::En));
        text.replace('\u{a0}', "~").replace('\u{202f}', "_")
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn dates() {
        for (iso, expected) in [
            ("2026-08-01", "1er~août~2026 | 1 August 2026"),
            ("2026-12-10", "10~décembre~2026 | 10 December 2026"),
            ("2027-02-21", "21~février~2027 | 21 February 2027"),
            ("0026-12-10", "10~décembre~0026 | 10 December 0026"),
        ] {
            assert_eq!(both(|lang| date(lang, day(iso))), expected);
        }
    }

    #[test]
    fn dates_with_their_weekday() {
        let days = ["2026-12-10", "2026-11-01", "2027-03-29"];
        let text = days.map(|iso| both(|lang| weekday_date(lang, day(iso))));
        assert_eq!(
            text,
            [
                "jeudi 10~décembre~2026 | Thursday 10 December 2026",
                "dimanche 1er~novembre~2026 | Sunday 1 November 2026",
                "lundi 29~mars~2027 | Monday 29 March 2027",
            ]
        );
    }

    #[test]
    fn days_away() {
        let today = day("2026-11-23");
        for (iso, expected) in [
            ("2026-11-23", "aujourd'hui | today"),
            ("2026-11-24", "demain | tomorrow"),
            ("2026-12-10", "dans 17 jours | in 17 days"),
            ("2026-11-22", "hier | yesterday"),
            ("2026-11-02", "il y a 21 jours | 21 days ago"),
            ("2030-01-02", "dans 1_136 jours | in 1,136 days"),
        ] {
            assert_eq!(both(|lang| distance(lang, today, day(iso))), expected);
        }
        assert_eq!(both(|lang| short_weekday(lang, today).to_owned()), "lun. | Mon");
    }

    #[test]
    fn short_dates_of_every_month() {
        let months = (1..=12).map(|month| {
            let d = NaiveDate::from_ymd_opt(2026, month, month).unwrap();
            both(|lang| short(lang, d))
        });
        assert_eq!(
            months.collect::<Vec<_>>(),
            [
                "1er~janv.~2026 | 1 Jan 2026",
                "2~févr.~2026 | 2 Feb 2026",
                "3~mars~2026 | 3 Mar 2026",
                "4~avr.~2026 | 4 Apr 2026",
                "5~mai~2026 | 5 May 2026",
                "6~juin~2026 | 6 Jun 2026",
                "7~juil.~2026 | 7 Jul 2026",
                "8~août~2026 | 8 Aug 2026",
                "9~sept.~2026 | 9 Sep 2026",
                "10~oct.~2026 | 10 Oct 2026",
                "11~nov.~2026 | 11 Nov 2026",
                "12~déc.~2026 | 12 Dec 2026",
            ]
        );
    }

    #[test]
    fn numbers() {
        for (value, expected) in [
            (0, "0 | 0"),
            (999, "999 | 999"),
            (3_500, "3_500 | 3,500"),
            (86_400, "86_400 | 86,400"),
            (62_000_000, "62_000_000 | 62,000,000"),
            (-1_000, "-1_000 | -1,000"),
            (i64::MIN, "-9_223_372_036_854_775_808 | -9,223,372,036,854,775,808"),
        ] {
            assert_eq!(both(|lang| number(lang, value)), expected);
        }
    }

    #[test]
    fn times() {
        for (iso, expected) in [
            ("14:00:00", "14~h | 14:00"),
            ("14:30:00", "14~h~30 | 14:30"),
            ("09:05:59", "9~h~05 | 09:05"),
            ("00:00:00", "0~h | 00:00"),
        ] {
            let t: NaiveTime = iso.parse().unwrap();
            assert_eq!(both(|lang| time(lang, t)), expected);
        }
    }

    #[test]
    fn any_year_can_be_written() {
        for d in [NaiveDate::MIN, day("0000-01-01"), day("9999-12-31"), NaiveDate::MAX] {
            for lang in [Lang::Fr, Lang::En] {
                assert!(!date(lang, d).is_empty());
                assert!(!short(lang, d).is_empty());
                assert!(!weekday_date(lang, d).is_empty());
            }
        }
        assert_eq!(both(|lang| date(lang, day("0000-01-01"))), "1er~janvier~0000 | 1 January 0000");
    }
}
