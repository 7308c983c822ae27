//! The events of a calendar that somebody else wrote: as far as dates go, and within bounds.

use chrono::{NaiveDate, NaiveDateTime, TimeDelta};

use super::paris;
use crate::exchange::encoding;
use crate::exchange::grid::Unreadable;

/// Most events of a file; a threshold of nrt's own.
const MAX_EVENTS: usize = 20_000;

/// Longest value that is kept, in bytes; a threshold of nrt's own.
const MAX_VALUE: usize = 2_000;

/// An event.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Foreign {
    /// What it is called.
    pub summary: String,
    /// Where it is.
    pub location: String,
    /// What tells it from others.
    pub uid: String,
    /// When it starts.
    pub start: Option<Moment>,
    /// When it ends: exclusive.
    pub end: Option<Moment>,
    /// How long it lasts, where it says that instead.
    pub duration: Option<TimeDelta>,
    /// How it comes again.
    pub rule: Option<String>,
    /// Whether it does not take place.
    pub cancelled: bool,
    /// Whether its owner keeps it to themselves (`CLASS:PRIVATE`, `CLASS:CONFIDENTIAL`).
    pub private: bool,
}

/// A date, or a date and a time somewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Moment {
    /// A day.
    Day(NaiveDate),
    /// A time of a day.
    Time(NaiveDateTime, Zone),
}

/// Where a time is one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Zone {
    /// Wherever the reader is.
    Local,
    /// UTC.
    Utc,
    /// A zone by its name.
    Named(String),
}

impl Moment {
    /// The time in Paris, or where it says: see [`Foreign::is_elsewhere`].
    fn local(&self) -> NaiveDateTime {
        match self {
            Self::Day(day) => day.and_time(chrono::NaiveTime::MIN),
            Self::Time(time, Zone::Utc) => paris::from_utc(*time),
            Self::Time(time, _) => *time,
        }
    }
}

impl Foreign {
    /// Its first and its last day, both inclusive; nothing where it has no sound start.
    ///
    /// The end is exclusive, but for an event that ends when it starts: it takes that day.
    pub fn days(&self) -> Option<(NaiveDate, NaiveDate)> {
        let start = self.start.as_ref()?;
        let first = start.local();
        let end = match (&self.end, self.duration) {
            (Some(end), _) => end.local(),
            (None, Some(duration)) => first.checked_add_signed(duration)?,
            (None, None) => first,
        };
        let last = if end > first { end.checked_sub_signed(TimeDelta::seconds(1))? } else { first };
        Some((first.date(), last.date()))
    }

    /// The zone of its times where it is not one that has Paris' time: they are taken as written.
    pub fn is_elsewhere(&self) -> Option<&str> {
        const PARIS: &[&str] = &[
            "europe/paris",
            "romance standard time",
            "europe/brussels",
            "europe/madrid",
            "europe/berlin",
            "europe/rome",
            "europe/amsterdam",
            "europe/monaco",
            "w. europe standard time",
            "central european standard time",
        ];
        match self.start.as_ref()? {
            Moment::Time(_, Zone::Named(name)) => {
                let plain = name.to_lowercase();
                let same = PARIS.iter().any(|paris| plain.ends_with(paris));
                (!same).then_some(name)
            }
            _ => None,
        }
    }
}

/// The events of a calendar.
///
/// # Errors
///
/// When it is no calendar, or holds more than nrt takes.
pub fn read(bytes: &[u8]) -> Result<Vec<Foreign>, Unreadable> {
    let text = encoding::decode(bytes).ok_or(Unreadable::Damaged("NUL"))?;
    let mut events = Vec::new();
    let mut event: Option<Foreign> = None;
    // What lies within an event, such as its alarm, has properties of the same names.
    let mut within = 0_usize;
    let mut calendar = false;
    for line in unfolded(&text) {
        let Some(property) = Property::of(&line) else { continue };
        let what = property.value.trim().to_ascii_uppercase();
        match property.name.as_str() {
            "BEGIN" if what == "VCALENDAR" => calendar = true,
            "BEGIN" if what == "VEVENT" && event.is_none() => event = Some(Foreign::default()),
            "BEGIN" if event.is_some() => within += 1,
            "END" if within > 0 => within -= 1,
            "END" if what == "VEVENT" => {
                events.extend(event.take());
                if events.len() > MAX_EVENTS {
                    return Err(Unreadable::TooLarge);
                }
            }
            _ if within == 0 => {
                if let Some(event) = &mut event {
                    take(event, &property);
                }
            }
            _ => {}
        }
    }
    if calendar { Ok(events) } else { Err(Unreadable::Damaged("BEGIN:VCALENDAR")) }
}

fn take(event: &mut Foreign, property: &Property<'_>) {
    match property.name.as_str() {
        "SUMMARY" => event.summary = unescaped(property.value),
        "LOCATION" => event.location = unescaped(property.value),
        "UID" => event.uid = unescaped(property.value),
        "STATUS" => event.cancelled = property.value.trim().eq_ignore_ascii_case("CANCELLED"),
        "CLASS" => {
            let class = property.value.trim();
            event.private =
                ["PRIVATE", "CONFIDENTIAL"].iter().any(|c| c.eq_ignore_ascii_case(class));
        }
        "DTSTART" => event.start = moment(property),
        "DTEND" => event.end = moment(property),
        "DURATION" => event.duration = duration(property.value.trim()),
        "RRULE" | "RDATE" => event.rule = Some(cut(property.value).to_owned()),
        _ => {}
    }
}

/// The lines of a calendar, each put together again: a line that starts with a space continues the
/// one before it.
fn unfolded(text: &str) -> impl Iterator<Item = String> {
    let mut lines = text.split('\n').map(|line| line.strip_suffix('\r').unwrap_or(line)).peekable();
    std::iter::from_fn(move || {
        let mut line = lines.next()?.to_owned();
        while let Some(more) = lines.peek().and_then(|next| next.strip_prefix([' ', '\t'])) {
            if line.len() < 4 * MAX_VALUE {
                line.push_str(more);
            }
            lines.next();
        }
        Some(line)
    })
}

/// A content line: a name, parameters, a value.
struct Property<'l> {
    name: String,
    parameters: Vec<(String, String)>,
    value: &'l str,
}

impl<'l> Property<'l> {
    fn of(line: &'l str) -> Option<Self> {
        let mut quoted = false;
        let end = line.char_indices().find_map(|(at, c)| {
            quoted ^= c == '"';
            (c == ':' && !quoted).then_some(at)
        })?;
        let (head, value) = (&line[..end], &line[end + 1..]);
        let mut parts = Vec::new();
        let (mut start, mut quoted) = (0, false);
        for (at, c) in head.char_indices() {
            quoted ^= c == '"';
            if c == ';' && !quoted {
                parts.push(&head[start..at]);
                start = at + 1;
            }
        }
        parts.push(&head[start..]);
        let mut parts = parts.into_iter();
        let name = parts.next()?.trim().to_ascii_uppercase();
        let parameters = parts.take(16).filter_map(|part| {
            let (name, value) = part.split_once('=')?;
            Some((name.trim().to_ascii_uppercase(), value.trim_matches('"').to_owned()))
        });
        Some(Self { name, parameters: parameters.collect(), value })
    }

    fn parameter(&self, name: &str) -> Option<&str> {
        self.parameters.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }
}

fn moment(property: &Property<'_>) -> Option<Moment> {
    let value = property.value.trim();
    let sound =
        |date: &NaiveDate| crate::model::misread::YEARS.contains(&chrono::Datelike::year(date));
    let Some((date, time)) = value.split_once('T') else {
        let date = NaiveDate::parse_from_str(value, "%Y%m%d").ok().filter(sound)?;
        return Some(Moment::Day(date));
    };
    let date = NaiveDate::parse_from_str(date, "%Y%m%d").ok().filter(sound)?;
    let utc = time.ends_with('Z');
    let time = time.trim_end_matches('Z');
    let time = chrono::NaiveTime::parse_from_str(time, "%H%M%S").ok()?;
    let zone = match property.parameter("TZID") {
        _ if utc => Zone::Utc,
        Some(name) => Zone::Named(cut(name).to_owned()),
        None => Zone::Local,
    };
    Some(Moment::Time(date.and_time(time), zone))
}

/// A length such as `P1W`, `P2D` or `PT1H30M`; nothing where it is none, or not positive.
fn duration(text: &str) -> Option<TimeDelta> {
    let rest = text.trim_start_matches('+').strip_prefix('P')?;
    let (mut seconds, mut number, mut digits) = (0_i64, 0_i64, 0);
    for c in rest.chars() {
        let unit = match c {
            'T' => continue,
            c if c.is_ascii_digit() => {
                digits += 1;
                number = number.checked_mul(10)?.checked_add(i64::from(c.to_digit(10)?))?;
                continue;
            }
            'W' => 604_800,
            'D' => 86_400,
            'H' => 3_600,
            'M' => 60,
            'S' => 1,
            _ => return None,
        };
        if digits == 0 {
            return None;
        }
        seconds = seconds.checked_add(number.checked_mul(unit)?)?;
        (number, digits) = (0, 0);
    }
    // A century is no event.
    (0..=3_155_760_000).contains(&seconds).then(|| TimeDelta::seconds(seconds))
}

fn unescaped(text: &str) -> String {
    let mut plain = String::new();
    let mut chars = cut(text).chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => match chars.next() {
                Some('n' | 'N') => plain.push('\n'),
                Some(c) => plain.push(c),
                None => {}
            },
            c => plain.push(c),
        }
    }
    plain.trim().to_owned()
}

fn cut(text: &str) -> &str {
    let mut end = text.len().min(MAX_VALUE);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(lines: &str) -> Foreign {
        let text = format!("BEGIN:VCALENDAR\nBEGIN:VEVENT\n{lines}\nEND:VEVENT\nEND:VCALENDAR\n");
        read(text.as_bytes()).expect("a calendar").remove(0)
    }

    fn days(lines: &str) -> String {
        one(lines).days().map_or_else(String::new, |(first, last)| format!("{first} {last}"))
    }

    #[test]
    fn days_are_those_in_paris() {
        for (lines, expected) in [
            ("DTSTART;VALUE=DATE:20260704\nDTEND;VALUE=DATE:20260704", "2026-07-04 2026-07-04"),
            ("DTSTART;VALUE=DATE:20260514\nDTEND;VALUE=DATE:20260518", "2026-05-14 2026-05-17"),
            ("DTSTART;VALUE=DATE:20260514", "2026-05-14 2026-05-14"),
            ("DTSTART:20260113T230000Z\nDTEND:20260114T230000Z", "2026-01-14 2026-01-14"),
            (
                "DTSTART;TZID=Europe/Paris:20260114T140000\nDURATION:PT1H30M",
                "2026-01-14 2026-01-14",
            ),
            (
                "DTSTART;TZID=\"Romance; Standard: Time\":20260114T230000\nDURATION:P1DT2H",
                "2026-01-14 2026-01-16",
            ),
            ("DTSTART:20260114T140000\nDTEND:20260115T000000", "2026-01-14 2026-01-14"),
            ("DTSTART;VALUE=DATE:20260114\nDURATION:P1W", "2026-01-14 2026-01-20"),
            ("DTSTART:99999999", ""),
            (
                "DTSTART;VALUE=DATE:20260114\nDURATION:P99999999999999999999W",
                "2026-01-14 2026-01-14",
            ),
        ] {
            assert_eq!(days(lines), expected, "{lines}");
        }
    }

    #[test]
    fn lines_are_put_together_and_alarms_left_out() {
        let event = one(
            "SUMMARY:Séminaire \\, jour 1\\nSalle \n  bleue\r\nDTSTART;VALUE=DATE:20260\r\n 114\n\
                         BEGIN:VALARM\nSUMMARY:Rappel\nDURATION:PT5M\nEND:VALARM\nRRULE:FREQ=WEEKLY\nSTATUS:CANCELLED",
        );
        assert_eq!(event.summary, "Séminaire , jour 1\nSalle  bleue");
        assert_eq!(event.rule.as_deref(), Some("FREQ=WEEKLY"));
        assert!(event.cancelled && event.duration.is_none() && event.start.is_some());
        let zone = one("DTSTART;TZID=America/New_York:20260114T140000");
        assert_eq!(zone.is_elsewhere(), Some("America/New_York"));
        assert_eq!(one("DTSTART;TZID=Romance Standard Time:20260114T140000").is_elsewhere(), None);
    }

    #[test]
    fn what_is_no_calendar_is_refused() {
        assert_eq!(read(b"id;nom"), Err(Unreadable::Damaged("BEGIN:VCALENDAR")));
        let many = "BEGIN:VEVENT\nEND:VEVENT\n".repeat(MAX_EVENTS + 1);
        let many = format!("BEGIN:VCALENDAR\n{many}");
        assert_eq!(read(many.as_bytes()), Err(Unreadable::TooLarge));
    }
}
