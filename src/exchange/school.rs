//! School holidays as the ministry of education publishes them, in iCalendar or in CSV: one holiday
//! is cut into segments by the zones that share it, and they are joined here.

mod tables;

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};

use super::ics::Foreign;
use super::periods::Period;
use crate::lang::Lang;
use crate::literal::fold;
use crate::model::SchoolZone;

pub use tables::of_sheet;

/// What the periods say of where they come from.
pub const SOURCE: &str = "Calendrier scolaire du ministère de l'Éducation nationale";

/// A stretch of a holiday that some zones share.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Segment {
    /// The holiday: « Vacances d'Hiver ».
    name: String,
    zones: Vec<SchoolZone>,
    first: NaiveDate,
    /// Inclusive.
    last: NaiveDate,
}

/// The segments of a calendar; nothing where it is none of school holidays.
pub fn of_events(events: &[Foreign]) -> Option<Vec<Segment>> {
    let official = events.iter().any(|event| event.uid.contains("education.gouv.fr"));
    let named = |event: &&Foreign| fold(&event.summary).contains("vacances");
    let most = events.iter().filter(named).count() * 2 > events.len();
    if !official && !most {
        return None;
    }
    let segment = |event: &Foreign| {
        let (name, rest) = event.summary.split_once(" - ").unwrap_or((&event.summary, ""));
        let place = if event.location.is_empty() { rest } else { &event.location };
        let (first, last) = event.days()?;
        Segment::of(name, zones_of(place), first, last)
    };
    Some(events.iter().filter_map(segment).collect())
}

/// The holidays of a zone of which a calendar only tells the start: their names and first days.
pub fn unfinished(
    events: &[Foreign],
    segments: &[Segment],
    zone: SchoolZone,
) -> Vec<(String, NaiveDate)> {
    let start = |event: &Foreign| {
        let (name, rest) = event.summary.split_once(" - ").unwrap_or((&event.summary, ""));
        let place = if event.location.is_empty() { rest } else { &event.location };
        let name = name.strip_prefix("Début des ").or_else(|| name.strip_prefix("Début de "))?;
        let (first, _) = event.days().filter(|_| zones_of(place).contains(&zone))?;
        // It begins after class on the last day of school, or on the day after.
        let told = segments.iter().any(|segment| {
            let near = (segment.first - first).num_days().abs() <= 3;
            near && segment.zones.contains(&zone) && fold(&segment.name) == fold(name)
        });
        (!told).then(|| (name.trim().to_owned(), first))
    };
    let mut found: Vec<(String, NaiveDate)> = events.iter().filter_map(start).collect();
    found.sort_by(|a, b| (a.1, &a.0).cmp(&(b.1, &b.0)));
    found.dedup();
    found
}

impl Segment {
    /// A stretch of a holiday; nothing for what is none: the mark of a start, and what is for
    /// teachers alone.
    fn of(name: &str, zones: Vec<SchoolZone>, first: NaiveDate, last: NaiveDate) -> Option<Self> {
        let folded = fold(name);
        let start = ["debut-de", "rentree", "fin-de"].iter().any(|start| folded.starts_with(start));
        let teachers = folded.contains("prerentree") || folded.contains("pre-rentree");
        let holiday = !start && !teachers && !folded.is_empty();
        holiday.then(|| Self { name: name.trim().replace('’', "'"), zones, first, last })
    }
}

/// The holidays of a zone, by date: segments that touch are one.
pub fn holidays(segments: &[Segment], zone: SchoolZone, lang: Lang) -> Vec<Period> {
    let mut by_name: BTreeMap<String, Vec<&Segment>> = BTreeMap::new();
    for segment in segments.iter().filter(|segment| segment.zones.contains(&zone)) {
        by_name.entry(fold(&segment.name)).or_default().push(segment);
    }
    let mut found: Vec<Period> = Vec::new();
    for mut segments in by_name.into_values() {
        segments.sort_by_key(|segment| (segment.first, segment.last));
        let mut last: Option<Period> = None;
        for segment in segments {
            match &mut last {
                Some(period) if touches(period.last, segment.first) => {
                    period.last = period.last.max(segment.last);
                }
                _ => found.extend(last.replace(period(segment, zone, lang))),
            }
        }
        found.extend(last);
    }
    found.sort_by(|a, b| (a.first, &a.name).cmp(&(b.first, &b.name)));
    found
}

fn touches(last: NaiveDate, first: NaiveDate) -> bool {
    last.checked_add_days(Days::new(1)).is_none_or(|next| first <= next)
}

fn period(segment: &Segment, zone: SchoolZone, lang: Lang) -> Period {
    // The ministry writes seasons with a capital.
    let name = ["Hiver", "Printemps", "Été", "Automne"]
        .iter()
        .fold(segment.name.clone(), |name, season| name.replace(season, &season.to_lowercase()));
    let title = format!("{name}, {}", zone.word().label(lang));
    Period { title, name, first: segment.first, last: segment.last }
}

/// The zones that a text names: « Zones A/B/C - Corse », « Rennes », « Guadeloupe ».
fn zones_of(text: &str) -> Vec<SchoolZone> {
    use SchoolZone::{
        A, B, C, Corse, Guadeloupe, Guyane, LaReunion, Martinique, Mayotte, NouvelleCaledonie,
        PolynesieFrancaise, SaintPierreEtMiquelon, WallisEtFutuna,
    };
    const PLACES: &[(&str, SchoolZone)] = &[
        ("corse", Corse),
        ("guadeloupe", Guadeloupe),
        ("guyane", Guyane),
        ("reunion", LaReunion),
        ("martinique", Martinique),
        ("mayotte", Mayotte),
        ("caledonie", NouvelleCaledonie),
        ("polynesie", PolynesieFrancaise),
        ("miquelon", SaintPierreEtMiquelon),
        ("wallis", WallisEtFutuna),
    ];
    // Since January 2016. Source: decree 2015-652's zones, as the ministry lists them; the academies
    // of Caen and Rouen are that of Normandie since 2020.
    const ACADEMIES: &[(&str, SchoolZone)] = &[
        ("besancon", A),
        ("bordeaux", A),
        ("clermont", A),
        ("dijon", A),
        ("grenoble", A),
        ("limoges", A),
        ("lyon", A),
        ("poitiers", A),
        ("aix-marseille", B),
        ("amiens", B),
        ("caen", B),
        ("lille", B),
        ("nancy", B),
        ("nantes", B),
        ("nice", B),
        ("normandie", B),
        ("orleans", B),
        ("reims", B),
        ("rennes", B),
        ("rouen", B),
        ("strasbourg", B),
        ("creteil", C),
        ("montpellier", C),
        ("paris", C),
        ("toulouse", C),
        ("versailles", C),
    ];
    let folded = fold(text);
    let mut zones: Vec<SchoolZone> = Vec::new();
    if folded.contains("zone") {
        for part in folded.split(|c: char| !c.is_ascii_alphanumeric()) {
            zones.extend(match part {
                "a" => Some(A),
                "b" => Some(B),
                "c" => Some(C),
                _ => None,
            });
        }
    }
    let named = |places: &[(&str, SchoolZone)]| -> Vec<SchoolZone> {
        let found = places.iter().filter(|(place, _)| folded.contains(place));
        found.map(|(_, zone)| *zone).collect()
    };
    zones.extend(named(PLACES));
    if zones.is_empty() {
        zones = named(ACADEMIES);
    }
    zones
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zones_are_read() {
        use SchoolZone::{A, B, C, Corse, LaReunion};
        for (text, expected) in [
            ("Zones A/B/C - Corse", vec![A, B, C, Corse]),
            ("Zone B", vec![B]),
            ("Zones A et C", vec![A, C]),
            ("Réunion", vec![LaReunion]),
            ("Clermont-Ferrand", vec![A]),
            ("Nancy-Metz", vec![B]),
            ("", vec![]),
        ] {
            assert_eq!(zones_of(text), expected, "{text}");
        }
    }
}
