//! School holidays in a table: the ministry's, or one with a row for each day.

use chrono::{DateTime, Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};

use super::{Segment, zones_of};
use crate::exchange::columns::words;
use crate::exchange::grid::{Row, Sheet, Value};
use crate::exchange::ics::paris;
use crate::exchange::meaning::shown;
use crate::lang::Lang;
use crate::literal::{self, fold};
use crate::model::SchoolZone;

/// The segments of a table; nothing where it is none of school holidays.
pub fn of_sheet(sheet: &Sheet) -> Option<Vec<Segment>> {
    let header = sheet.rows.first()?;
    let column = |names: &[&str]| {
        header.cells.iter().position(
            |cell| matches!(cell, Some(Value::Text(text)) if names.contains(&words(text).as_str())),
        )
    };
    let daily = [SchoolZone::A, SchoolZone::B, SchoolZone::C].map(|zone| {
        let name = format!("vacances-zone-{}", zone.word().name.to_lowercase());
        let same =
            |cell: &Option<Value>| matches!(cell, Some(Value::Text(text)) if fold(text) == name);
        header.cells.iter().position(same).map(|at| (at, zone))
    });
    let rows = sheet.rows.get(1..).unwrap_or_default();
    if let (Some(date), Some(name)) = (column(&["date"]), column(&["nom vacance"]))
        && daily.iter().any(Option::is_some)
    {
        let zones: Vec<(usize, SchoolZone)> = daily.into_iter().flatten().collect();
        return Some(rows.iter().filter_map(|row| day(row, date, name, &zones)).collect());
    }
    let columns = Columns {
        name: column(&["description", "vacance"])?,
        start: column(&["start date", "date debut", "debut"])?,
        end: column(&["end date", "date fin", "fin"])?,
        zones: column(&["zone"]),
        academy: column(&["location", "academie", "lieu"]),
        population: column(&["population"]),
    };
    let placed = columns.zones.is_some() || columns.academy.is_some();
    // A table of meetings has such columns as well: the ministry's has its own, or speaks of holidays.
    let official = columns.population.is_some() || column(&["annee scolaire"]).is_some();
    let holiday = |row: &&Row| matches!(row.cell(columns.name), Some(Value::Text(text)) if fold(text).contains("vacances"));
    let most = rows.iter().filter(holiday).count() * 2 > rows.len();
    (placed && (official || most))
        .then(|| rows.iter().filter_map(|row| segment(row, &columns)).collect())
}

/// Where the columns of the ministry's table are.
struct Columns {
    name: usize,
    start: usize,
    end: usize,
    zones: Option<usize>,
    academy: Option<usize>,
    population: Option<usize>,
}

fn text(row: &Row, column: Option<usize>) -> String {
    let value = column.and_then(|column| row.cell(column));
    value.map_or_else(String::new, |value| shown(value, Lang::En).trim().to_owned())
}

fn segment(row: &Row, columns: &Columns) -> Option<Segment> {
    let population = fold(&text(row, columns.population));
    if population.contains("enseignant") && !population.contains("eleve") {
        return None;
    }
    let mut zones = zones_of(&text(row, columns.zones));
    if zones.is_empty() {
        zones = zones_of(&text(row, columns.academy));
    }
    let moment = |column| date(row.cell(column)?, &zones);
    let (first, end) = (moment(columns.start)?, moment(columns.end)?);
    // The end is the day on which classes start again; a day's own is that day.
    let last = if end > first { end.checked_sub_days(Days::new(1))? } else { first };
    Segment::of(&text(row, Some(columns.name)), zones, first, last)
}

/// A day of a table that has a row for each.
fn day(row: &Row, date: usize, name: usize, zones: &[(usize, SchoolZone)]) -> Option<Segment> {
    let yes = |value: &Value| match value {
        Value::Flag(flag) => *flag,
        value => matches!(fold(&shown(value, Lang::En)).as_str(), "true" | "1" | "vrai" | "oui"),
    };
    let off = zones.iter().filter(|(column, _)| row.cell(*column).is_some_and(yes));
    let zones: Vec<SchoolZone> = off.map(|(_, zone)| *zone).collect();
    let day = self::date(row.cell(date)?, &zones)?;
    if zones.is_empty() { None } else { Segment::of(&text(row, Some(name)), zones, day, day) }
}

/// The date of a cell. A moment in UTC is that of midnight somewhere: in Paris or, overseas, there.
fn date(value: &Value, zones: &[SchoolZone]) -> Option<NaiveDate> {
    match value {
        Value::Date(date) => Some(*date),
        Value::Moment(date, time) => Some(local(date.and_time(*time), zones)),
        Value::Text(text) => {
            let text = text.trim();
            let utc = DateTime::parse_from_rfc3339(text).ok().map(|moment| moment.naive_utc());
            let bare = || text.replace(' ', "T").parse::<NaiveDateTime>().ok();
            match utc.or_else(bare) {
                Some(utc) => Some(local(utc, zones)),
                None => literal::date(text),
            }
        }
        _ => None,
    }
}

fn local(utc: NaiveDateTime, zones: &[SchoolZone]) -> NaiveDate {
    let midnight = |moment: &NaiveDateTime| moment.time() == NaiveTime::MIN;
    // A date to which a program added a time of its own.
    if midnight(&utc) {
        return utc.date();
    }
    let paris = paris::from_utc(utc);
    let there = zones.iter().find_map(|zone| {
        let moment = utc.checked_add_signed(TimeDelta::hours(hours(*zone)?))?;
        midnight(&moment).then_some(moment)
    });
    if midnight(&paris) { paris } else { there.unwrap_or(paris) }.date()
}

/// How many hours a zone is ahead of UTC all year round.
const fn hours(zone: SchoolZone) -> Option<i64> {
    match zone {
        SchoolZone::A | SchoolZone::B | SchoolZone::C | SchoolZone::Corse => None,
        SchoolZone::Guadeloupe | SchoolZone::Martinique => Some(-4),
        SchoolZone::Guyane | SchoolZone::SaintPierreEtMiquelon => Some(-3),
        SchoolZone::LaReunion => Some(4),
        SchoolZone::Mayotte => Some(3),
        SchoolZone::NouvelleCaledonie => Some(11),
        SchoolZone::PolynesieFrancaise => Some(-10),
        SchoolZone::WallisEtFutuna => Some(12),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::csv;
    use crate::exchange::school::holidays;

    fn told(table: &str, zone: SchoolZone) -> Vec<String> {
        let sheet = csv::read(table.as_bytes()).expect("a sheet");
        let segments = of_sheet(&sheet).expect("school holidays");
        holidays(&segments, zone, Lang::Fr)
            .iter()
            .map(|period| format!("{} {} {}", period.title, period.first, period.last))
            .collect()
    }

    #[test]
    fn the_ministry_s_table() {
        let table = "Description;Population;Date de début;Date de fin;Académies;Zones;annee_scolaire\n\
            Vacances de la Toussaint;-;2021-10-22T22:00:00+00:00;2021-11-07T23:00:00+00:00;Rennes;Zone B;2021-2022\n\
            Vacances de la Toussaint;-;2021-10-22T22:00:00+00:00;2021-11-07T23:00:00+00:00;Lille;Zone B;2021-2022\n\
            Vacances d'Été;Enseignants;2022-07-06T22:00:00+00:00;2022-08-30T22:00:00+00:00;Rennes;Zone B;2021-2022\n\
            Vacances d'Été;Élèves;2022-07-06T22:00:00+00:00;2022-08-31T22:00:00+00:00;Rennes;Zone B;2021-2022\n\
            Pont de l'Ascension;-;2022-05-25T22:00:00+00:00;2022-05-25T22:00:00+00:00;Rennes;Zone B;2021-2022\n\
            Vacances de Noël;-;2021-12-17T20:00:00+00:00;2022-01-16T20:00:00+00:00;La Réunion;Réunion;2021-2022\n";
        assert_eq!(
            told(table, SchoolZone::B),
            [
                "Vacances de la Toussaint, zone B 2021-10-23 2021-11-07",
                "Pont de l'Ascension, zone B 2022-05-26 2022-05-26",
                "Vacances d'été, zone B 2022-07-07 2022-08-31",
            ]
        );
        assert_eq!(
            told(table, SchoolZone::LaReunion),
            ["Vacances de Noël, La Réunion 2021-12-18 2022-01-16"]
        );
        assert!(told(table, SchoolZone::A).is_empty());
    }

    #[test]
    fn a_row_for_each_day() {
        let table = "date,vacances_zone_a,vacances_zone_b,vacances_zone_c,nom_vacances\n\
            2026-02-06,False,False,False,\n\
            2026-02-07,True,False,False,Vacances d'hiver\n\
            2026-02-08,True,True,False,Vacances d'hiver\n\
            2026-02-09,False,True,False,Vacances d'hiver\n";
        assert_eq!(told(table, SchoolZone::A), ["Vacances d'hiver, zone A 2026-02-07 2026-02-08"]);
        assert_eq!(told(table, SchoolZone::B), ["Vacances d'hiver, zone B 2026-02-08 2026-02-09"]);
    }

    #[test]
    fn another_table_is_none() {
        let sheet = csv::read(b"titre;date;lieu\na;2026-12-10;b\n").expect("a sheet");
        assert_eq!(of_sheet(&sheet), None);
    }
}
