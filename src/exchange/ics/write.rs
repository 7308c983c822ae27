//! iCalendar as calendars read it: a fixed set of properties, folded at 75 bytes, the same bytes for
//! the same project.

use chrono::{Days, NaiveDate};

use super::{Event, Stamp, When};

/// Longest line, in bytes, without its end. Source: RFC 5545, 3.1.
const LINE: usize = 75;

/// Paris, from 1996 on; see [`super::paris`].
const PARIS: &str = "BEGIN:VTIMEZONE\r\nTZID:Europe/Paris\r\n\
BEGIN:DAYLIGHT\r\nDTSTART:19960331T020000\r\nRRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r\n\
TZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\nTZNAME:CEST\r\nEND:DAYLIGHT\r\n\
BEGIN:STANDARD\r\nDTSTART:19961027T030000\r\nRRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r\n\
TZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\nTZNAME:CET\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n";

/// A calendar of some events.
///
/// There is no METHOD: the file is a calendar to read, not an invitation to answer. Each event has
/// the sequence and the moment of the project's last change, so that a calendar that has it already
/// takes the newer one.
pub fn write(events: &[Event], name: Option<&str>, stamp: Stamp) -> String {
    let mut text = String::from("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n");
    line(&mut text, "PRODID", concat!("-//nrt//nrt ", env!("CARGO_PKG_VERSION"), "//FR"));
    line(&mut text, "CALSCALE", "GREGORIAN");
    if let Some(name) = name {
        // Not in the standard, and read by every calendar.
        line(&mut text, "X-WR-CALNAME", &escaped(name));
    }
    if events.iter().any(|event| matches!(event.when, When::Times(..))) {
        text.push_str(PARIS);
    }
    for event in events {
        push(&mut text, event, stamp);
    }
    text + "END:VCALENDAR\r\n"
}

fn push(text: &mut String, event: &Event, stamp: Stamp) {
    text.push_str("BEGIN:VEVENT\r\n");
    line(text, "UID", &escaped(&event.uid));
    line(text, "DTSTAMP", &stamp.moment().format("%Y%m%dT%H%M%SZ").to_string());
    line(text, "SEQUENCE", &stamp.sequence().to_string());
    match event.when {
        When::Days(first, last) => {
            line(text, "DTSTART;VALUE=DATE", &day(first));
            // The end is exclusive.
            line(
                text,
                "DTEND;VALUE=DATE",
                &day(last.checked_add_days(Days::new(1)).unwrap_or(last)),
            );
        }
        When::Times(start, end) => {
            for (name, moment) in [("DTSTART", start), ("DTEND", end)] {
                let name = format!("{name};TZID=Europe/Paris");
                line(text, &name, &moment.format("%Y%m%dT%H%M%S").to_string());
            }
        }
    }
    line(text, "SUMMARY", &escaped(&event.summary));
    for (name, value) in
        [("LOCATION", event.place.as_deref()), ("DESCRIPTION", Some(event.description.as_str()))]
    {
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            line(text, name, &escaped(value));
        }
    }
    line(text, "CATEGORIES", &escaped(&event.category));
    line(text, "STATUS", if event.cancelled { "CANCELLED" } else { "CONFIRMED" });
    // A whole day does not make anybody busy.
    let free = event.cancelled || matches!(event.when, When::Days(..));
    line(text, "TRANSP", if free { "TRANSPARENT" } else { "OPAQUE" });
    text.push_str("END:VEVENT\r\n");
}

fn day(date: NaiveDate) -> String {
    date.format("%Y%m%d").to_string()
}

/// A text as a value: what has a meaning there is escaped, and nothing starts a line of its own.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.trim().replace("\r\n", "\n").chars() {
        match c {
            '\\' | ';' | ',' => escaped.extend(['\\', c]),
            '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => escaped.push_str("\\n"),
            '\t' => escaped.push(' '),
            c if crate::text::is_hidden(c) => {}
            c => escaped.push(c),
        }
    }
    escaped
}

/// A content line, folded where it is long, between two characters.
fn line(text: &mut String, name: &str, value: &str) {
    let mut width = 0;
    for c in name.chars().chain([':']).chain(value.chars()) {
        if width + c.len_utf8() > LINE {
            text.push_str("\r\n ");
            width = 1;
        }
        width += c.len_utf8();
        text.push(c);
    }
    text.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event(summary: &str) -> Event {
        let day = NaiveDate::from_ymd_opt(2026, 12, 10).expect("a day");
        Event {
            uid: "u".to_owned(),
            when: When::Days(day, day),
            summary: summary.to_owned(),
            place: None,
            description: String::new(),
            category: "Jalon".to_owned(),
            cancelled: false,
        }
    }

    #[test]
    fn lines_are_folded_between_characters() {
        let text = write(&[event(&"é€😀".repeat(40))], None, Stamp::default());
        assert!(text.split("\r\n").all(|line| line.len() <= LINE), "{text}");
        assert!(text.split("\r\n").all(|line| !line.contains(['\r', '\n'])), "{text}");
        assert!(text.replace("\r\n ", "").contains(&format!("SUMMARY:{}\r\n", "é€😀".repeat(40))));
    }

    #[test]
    fn no_text_becomes_a_property() {
        let hostile = "a\r\nATTENDEE:mailto:x\u{2028}END:VEVENT;b,c\\n";
        let mut hostile_event = event(hostile);
        hostile_event.uid = hostile.to_owned();
        hostile_event.place = Some(hostile.to_owned());
        let text = write(&[hostile_event], Some(hostile), Stamp::default());
        let names: Vec<&str> = text
            .split("\r\n")
            .filter(|line| !line.starts_with(' '))
            .map(|line| line.split([':', ';']).next().unwrap_or_default())
            .collect();
        let expected = [
            "BEGIN",
            "VERSION",
            "PRODID",
            "CALSCALE",
            "X-WR-CALNAME",
            "BEGIN",
            "UID",
            "DTSTAMP",
            "SEQUENCE",
            "DTSTART",
            "DTEND",
            "SUMMARY",
            "LOCATION",
            "CATEGORIES",
            "STATUS",
            "TRANSP",
            "END",
            "END",
            "",
        ];
        assert_eq!(names, expected);
        assert!(
            text.contains("SUMMARY:a\\nATTENDEE:mailto:x\\nEND:VEVENT\\;b\\,c\\\\n\r\n"),
            "{text}"
        );
        assert!(text.contains("DTEND;VALUE=DATE:20261211\r\n"));
    }
}
