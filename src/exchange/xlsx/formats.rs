//! Which numbers of a workbook are dates and times: Excel keeps them as days since 1900, and only
//! their format tells.

use chrono::{Days, NaiveDate};

use crate::exchange::grid::Value;
use crate::exchange::meaning::{time_of_day, whole};

/// What a format shows of a number.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Format {
    date: bool,
    time: bool,
}

impl Format {
    /// One of those that every workbook has. Source: ECMA-376 part 1, 18.8.30; 27 to 36 and 50 to 58
    /// are dates of East Asian locales.
    pub(super) const fn built_in(id: usize) -> Self {
        Self {
            date: matches!(id, 14..=17 | 22 | 27..=31 | 36 | 50..=54 | 57..=58),
            time: matches!(id, 18..=22 | 32..=35 | 45..=47 | 55..=56),
        }
    }

    /// One that a workbook describes: `dd/mm/yyyy hh:mm`.
    pub(super) fn described(code: &str) -> Self {
        let mut format = Self::default();
        let mut minutes_or_months = false;
        let mut chars = code.chars();
        while let Some(c) = chars.next() {
            match c.to_ascii_lowercase() {
                '"' => drop(chars.by_ref().find(|c| *c == '"')),
                '\\' | '_' | '*' => drop(chars.next()),
                '[' => {
                    let inside: String = chars.by_ref().take_while(|c| *c != ']').collect();
                    let elapsed = !inside.is_empty()
                        && inside
                            .chars()
                            .all(|c| matches!(c.to_ascii_lowercase(), 'h' | 'm' | 's'));
                    format.time |= elapsed;
                }
                'y' | 'd' => format.date = true,
                'h' | 's' => format.time = true,
                'm' => minutes_or_months = true,
                // The format of negative numbers is the same thing in red.
                ';' => break,
                _ => {}
            }
        }
        format.date |= minutes_or_months && !format.time;
        // « General » and its like.
        if code.to_ascii_lowercase().starts_with("general") { Self::default() } else { format }
    }

    /// What a number is; `from_1904` is the calendar of old Macintoshes.
    pub(super) fn value(self, number: f64, from_1904: bool) -> Value {
        if !self.date && !self.time {
            return Value::Number(number);
        }
        let day = number.floor();
        let time = time_of_day(number - day);
        let date = whole(day).and_then(|day| date(day, from_1904));
        match (date, time) {
            (_, Some(time)) if self.time && day == 0.0 => Value::Time(time),
            (Some(date), Some(time)) if self.time => Value::Moment(date, time),
            (Some(date), _) => Value::Date(date),
            _ => Value::Number(number),
        }
    }
}

/// The day of a number of days. Excel thinks that 1900 was a leap year; earlier days than the 29th
/// of February that never was are not read.
fn date(days: i64, from_1904: bool) -> Option<NaiveDate> {
    let days = if from_1904 { days.checked_add(1_462)? } else { days };
    let days = u64::try_from(days).ok().filter(|days| *days > 60)?;
    NaiveDate::from_ymd_opt(1899, 12, 30)?.checked_add_days(Days::new(days))
}

/// The number of days of a date; nothing for one that Excel does not know, or counts wrongly.
pub(super) fn days(date: NaiveDate) -> Option<i64> {
    let zero = NaiveDate::from_ymd_opt(1899, 12, 30)?;
    Some(date.signed_duration_since(zero).num_days()).filter(|days| *days > 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_tell_dates_from_numbers() {
        let (date, time) = (Format { date: true, time: false }, Format { date: false, time: true });
        let both = Format { date: true, time: true };
        for (code, expected) in [
            ("dd/mm/yyyy", date),
            ("[$-40C]d mmmm yyyy;@", date),
            ("mmm", date),
            ("h:mm", time),
            ("[h]:mm:ss", time),
            ("mm:ss", time),
            ("dd/mm/yy h:mm", both),
            ("General", Format::default()),
            ("#,##0.00\\ \"jours\"", Format::default()),
            ("0.00E+00", Format::default()),
            ("[Red]0", Format::default()),
        ] {
            assert_eq!(Format::described(code), expected, "{code}");
        }
        assert_eq!(Format::built_in(14), date);
        assert_eq!(Format::built_in(0), Format::default());
    }

    #[test]
    fn numbers_are_days() {
        let day = NaiveDate::from_ymd_opt(2026, 12, 10).expect("a day");
        let format = Format::described("dd/mm/yyyy");
        assert_eq!(format.value(46_366.0, false), Value::Date(day));
        assert_eq!(format.value(44_904.0, true), Value::Date(day));
        assert_eq!(format.value(-1.0, false), Value::Number(-1.0));
        assert_eq!(format.value(1e300, false), Value::Number(1e300));
        assert_eq!(days(day), Some(46_366));
        let time = chrono::NaiveTime::from_hms_opt(14, 30, 0).expect("a time");
        assert_eq!(Format::built_in(20).value(14.5 / 24.0, false), Value::Time(time));
        assert_eq!(
            Format::built_in(22).value(46_366.0 + 14.5 / 24.0, false),
            Value::Moment(day, time)
        );
    }
}
