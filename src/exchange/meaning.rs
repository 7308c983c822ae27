//! What a cell means for a key: the value that a person would have written there.

use chrono::{NaiveDate, NaiveTime};
use toml::de::DeValue;

use super::cells;
use super::grid::Value;
use crate::address::{Address, Kind};
use crate::lang::Lang;
use crate::literal;
use crate::model::{Importance, Shape, word_called};
use crate::tr;

/// A value of the type of its key.
#[derive(Debug, Clone, PartialEq)]
pub enum Typed {
    /// A text, a word, a reference, an address, the name of a rule.
    Text(String),
    /// A day.
    Date(NaiveDate),
    /// A time.
    Time(NaiveTime),
    /// A whole number.
    Count(u64),
    /// A number.
    Number(f64),
    /// `true` or `false`.
    Flag(bool),
    /// Several.
    List(Vec<Typed>),
}

/// Finds the id that a text means, among those of some kinds.
pub type Ids<'a> = &'a dyn Fn(&[Kind], &str) -> Option<String>;

/// The value that a cell means, or why it means none, as a phrase.
pub fn meant(value: &Value, shape: &Shape, ids: Ids<'_>, lang: Lang) -> Result<Typed, String> {
    let found = match shape {
        Shape::List(inner) => return list(value, inner, ids, lang),
        Shape::Date => date(value).map(Typed::Date),
        Shape::Time => time(value).map(Typed::Time),
        Shape::Count => count(value).map(Typed::Count),
        Shape::Number => number(value).map(Typed::Number),
        Shape::Flag => flag(value).map(Typed::Flag),
        Shape::Word(words) => {
            let text = shown(value, lang);
            let exact = words.iter().find(|word| word.name == text.trim());
            let by_flag = || {
                // « oui » under « Acteur clé ».
                let importance = *words == Importance::WORDS;
                let word = flag(value).filter(|_| importance).map(usize::from);
                word.and_then(|key| words.get(1 - key))
            };
            let found = exact.or_else(|| word_called(&text, words)).or_else(by_flag);
            found.map(|word| Typed::Text(word.name.to_owned()))
        }
        Shape::Reference(kinds) => ids(kinds, shown(value, lang).trim()).map(Typed::Text),
        Shape::Address => {
            let text = shown(value, lang);
            Address::parse(text.trim()).map(|_| Typed::Text(text.trim().to_owned()))
        }
        Shape::Text | Shape::Rule => Some(Typed::Text(tidy(&shown(value, lang)))),
        Shape::Table(_) | Shape::Map(_) => None,
    };
    found.ok_or_else(|| wanted(shape, lang))
}

/// A text without what nobody sees: what spreadsheets and pages leave in cells that are pasted. What
/// joins two signs into one is kept.
fn tidy(text: &str) -> String {
    let seen = |c: &char| {
        matches!(c, '\n' | '\t' | '\u{200c}' | '\u{200d}') || !crate::text::is_hidden(*c)
    };
    let text: String = text.replace("\r\n", "\n").chars().filter(seen).collect();
    text.trim().to_owned()
}

/// What a cell of this type should hold, as a phrase.
fn wanted(shape: &Shape, lang: Lang) -> String {
    match shape {
        Shape::Date => tr!(
            lang,
            "une date est attendue, par exemple 10/12/2026",
            "a date is expected, for instance 2026-12-10"
        ),
        Shape::Time => {
            tr!(
                lang,
                "une heure est attendue, par exemple 14h30",
                "a time is expected, for instance 14:30"
            )
        }
        Shape::Count => tr!(lang, "un nombre entier est attendu", "a whole number is expected"),
        Shape::Number => {
            tr!(
                lang,
                "un nombre est attendu, par exemple 0,5",
                "a number is expected, for instance 0.5"
            )
        }
        Shape::Flag => tr!(
            lang,
            "«\u{a0}oui\u{a0}» ou «\u{a0}non\u{a0}» est attendu",
            "\"yes\" or \"no\" is expected"
        ),
        Shape::Word(words) => {
            let labels: Vec<&str> = words.iter().map(|word| word.label(lang)).collect();
            let labels = labels.join(lang.pick("\u{a0}; ", "; "));
            tr!(lang, "attendu\u{a0}: {labels}", "expected: {labels}")
        }
        Shape::Reference(kinds) => {
            let files: Vec<&str> = kinds.iter().map(|kind| kind.file()).collect();
            let files = files.join(lang.pick(" ou ", " or "));
            tr!(lang, "aucun de ce nom dans {files}", "none of this name in {files}")
        }
        Shape::Address => tr!(
            lang,
            "une adresse est attendue, par exemple stakeholders.dgs",
            "an address is expected, for instance stakeholders.dgs"
        ),
        _ => tr!(lang, "ce n'est pas compris", "it is not understood"),
    }
}

fn list(value: &Value, inner: &Shape, ids: Ids<'_>, lang: Lang) -> Result<Typed, String> {
    let members: Vec<Value> = match value {
        Value::List(members) => members.iter().cloned().map(Value::Text).collect(),
        Value::Text(text) => members(text, inner, ids).into_iter().map(Value::Text).collect(),
        other => vec![other.clone()],
    };
    let meant = members.iter().map(|member| {
        meant(member, inner, ids, lang).map_err(|why| {
            let shown = shown(member, lang);
            tr!(lang, "«\u{a0}{shown}\u{a0}»\u{a0}: {why}", "\"{shown}\": {why}")
        })
    });
    meant.collect::<Result<_, _>>().map(Typed::List)
}

/// The members of a list: cut at `|` and line ends and, but for free texts, at semicolons and
/// commas.
fn members(text: &str, inner: &Shape, ids: Ids<'_>) -> Vec<String> {
    let parts = cells::split(text);
    if matches!(inner, Shape::Text) {
        return parts;
    }
    let whole = |part: &str| match inner {
        // A comma may stand within a date: « December 10, 2026 ».
        Shape::Date => literal::date(part).is_some(),
        // Or within a name.
        Shape::Reference(kinds) => ids(kinds, part).is_some(),
        Shape::Word(words) => word_called(part, words).is_some(),
        Shape::Address => !part.contains(", "),
        _ => false,
    };
    let mut members = Vec::new();
    for part in parts {
        if whole(&part) {
            members.push(part);
            continue;
        }
        let cut = if part.contains(';') { ';' } else { ',' };
        let pieces = part.split(cut).map(str::trim).filter(|piece| !piece.is_empty());
        members.extend(pieces.map(str::to_owned));
    }
    members
}

fn date(value: &Value) -> Option<NaiveDate> {
    match value {
        Value::Date(date) | Value::Moment(date, _) => Some(*date),
        Value::Number(number) if number.fract() == 0.0 => {
            whole(*number).and_then(literal::excel_day)
        }
        Value::Text(text) => {
            let text = text.trim();
            literal::date(text).or_else(|| literal::moment(text).map(|(date, _)| date))
        }
        _ => None,
    }
    .filter(|date| crate::model::misread::YEARS.contains(&chrono::Datelike::year(date)))
}

fn time(value: &Value) -> Option<NaiveTime> {
    match value {
        Value::Time(time) | Value::Moment(_, time) => Some(*time),
        Value::Number(number) => time_of_day(*number),
        Value::Text(text) => literal::time(text.trim()),
        _ => None,
    }
}

/// The time that a spreadsheet keeps as a part of a day.
pub(super) fn time_of_day(part: f64) -> Option<NaiveTime> {
    if !(0.0..1.0).contains(&part) {
        return None;
    }
    let seconds = (part * 86_400.0).round();
    let seconds = whole(seconds).and_then(|seconds| u32::try_from(seconds).ok())?;
    NaiveTime::from_num_seconds_from_midnight_opt(seconds.min(86_399), 0)
}

/// A number as an integer, where it is one.
pub(super) fn whole(number: f64) -> Option<i64> {
    let sound = number.fract() == 0.0 && number.abs() < 9.0e15;
    // No cast: the text of a whole number is that of the integer.
    sound.then(|| format!("{number:.0}").parse().ok())?
}

fn count(value: &Value) -> Option<u64> {
    match value {
        Value::Number(number) => whole(*number).and_then(|n| u64::try_from(n).ok()),
        Value::Text(text) => {
            let text = text.trim();
            let code = text.len() > 1 && text.starts_with('0');
            text.parse()
                .ok()
                .filter(|_| !code)
                .or_else(|| literal::integer(text).and_then(|n| u64::try_from(n).ok()))
        }
        _ => None,
    }
}

fn number(value: &Value) -> Option<f64> {
    let found = match value {
        Value::Number(number) => Some(*number),
        Value::Text(text) => {
            let text = text.trim();
            text.parse().ok().or_else(|| text.replace(',', ".").parse().ok())
        }
        _ => None,
    };
    found.filter(|n: &f64| n.is_finite() && *n >= 0.0)
}

fn flag(value: &Value) -> Option<bool> {
    match value {
        Value::Flag(flag) => Some(*flag),
        Value::Number(number) => match whole(*number) {
            Some(0) => Some(false),
            Some(1) => Some(true),
            _ => None,
        },
        Value::Text(text) => match literal::fold(text).as_str() {
            "oui" | "vrai" | "yes" | "true" | "1" | "o" | "y" | "x" | "✓" | "✔" => Some(true),
            "non" | "faux" | "no" | "false" | "0" | "n" => Some(false),
            _ => None,
        },
        _ => None,
    }
}

/// A cell as a text.
pub fn shown(value: &Value, lang: Lang) -> String {
    match value {
        Value::Text(text) => text.clone(),
        Value::Number(number) => cells::number_text(*number, lang),
        Value::Flag(flag) => cells::flag_text(*flag, lang).to_owned(),
        Value::Date(date) => date.to_string(),
        Value::Time(time) => time.format("%H:%M:%S").to_string(),
        Value::Moment(date, time) => format!("{date} {}", time.format("%H:%M:%S")),
        Value::List(members) => cells::join(members),
    }
}

/// Whether a value of a file is this one.
pub fn is_same(typed: &Typed, value: &DeValue<'_>) -> bool {
    match (typed, value) {
        (Typed::Text(a), DeValue::String(b)) => cells::plain(a) == cells::plain(b),
        (Typed::Date(date), DeValue::Datetime(moment)) => moment.to_string() == date.to_string(),
        (Typed::Time(time), DeValue::Datetime(moment)) => {
            moment.date.is_none() && literal::time(&moment.to_string()) == Some(*time)
        }
        (Typed::Count(n), DeValue::Integer(integer)) => {
            u64::from_str_radix(integer.as_str(), integer.radix()).ok() == Some(*n)
        }
        (Typed::Number(n), DeValue::Float(float)) => float.as_str().parse::<f64>() == Ok(*n),
        (Typed::Number(n), DeValue::Integer(integer)) => integer.as_str().parse::<f64>() == Ok(*n),
        (Typed::Flag(a), DeValue::Boolean(b)) => a == b,
        (Typed::List(members), DeValue::Array(items)) => {
            members.len() == items.len()
                && members.iter().zip(items.iter()).all(|(a, b)| is_same(a, b.get_ref()))
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Frequency, Presence, Role};

    fn read(value: &Value, shape: &Shape) -> Option<Typed> {
        let ids: Ids<'_> = &|_, text| (text == "Direction, services").then(|| "dgs".to_owned());
        meant(value, shape, ids, Lang::Fr).ok()
    }

    fn text(text: &str) -> Value {
        Value::Text(text.to_owned())
    }

    #[test]
    fn cells_as_people_fill_them() {
        let day = NaiveDate::from_ymd_opt(2026, 12, 10).map(Typed::Date);
        for value in [
            text("10/12/2026"),
            text("2026-12-10"),
            text("jeudi 10 décembre 2026"),
            text("10/12/2026 à 14h"),
            Value::Number(46_366.0),
        ] {
            assert_eq!(read(&value, &Shape::Date), day, "{value:?}");
        }
        assert_eq!(read(&text("décembre 2026"), &Shape::Date), None);
        let half = NaiveTime::from_hms_opt(14, 30, 0).map(Typed::Time);
        for value in [text("14h30"), text("14:30"), Value::Number(0.604_166_666_666_667)] {
            assert_eq!(read(&value, &Shape::Time), half, "{value:?}");
        }
        assert_eq!(read(&text("86 400"), &Shape::Count), Some(Typed::Count(86_400)));
        assert_eq!(read(&text("01004"), &Shape::Count), None);
        assert_eq!(read(&Value::Number(-1.0), &Shape::Count), None);
        assert_eq!(read(&text("0,5"), &Shape::Number), Some(Typed::Number(0.5)));
        for (yes, flag) in [("Oui", true), ("x", true), ("FAUX", false), ("non", false)] {
            assert_eq!(read(&text(yes), &Shape::Flag), Some(Typed::Flag(flag)), "{yes}");
        }
    }

    #[test]
    fn words_as_people_write_them() {
        let word = |value: &str, words| match read(&text(value), &Shape::Word(words)) {
            Some(Typed::Text(word)) => word,
            _ => String::new(),
        };
        assert_eq!(word("clé", Importance::WORDS), "key");
        assert_eq!(word("oui", Importance::WORDS), "key");
        assert_eq!(word("non", Importance::WORDS), "optional");
        assert_eq!(word("Confirmé", Presence::WORDS), "confirmed");
        assert_eq!(word("direction générale", Role::WORDS), "senior-management");
        assert_eq!(word("mensuel", Frequency::WORDS), "monthly");
        assert_eq!(word("vert", Frequency::WORDS), "");
        // Close to « maire », and something else.
        assert_eq!(word("magie", Role::WORDS), "");
    }

    #[test]
    fn lists_as_people_write_them() {
        let list = |members: &[&str]| {
            Some(Typed::List(members.iter().map(|m| Typed::Text((*m).to_owned())).collect()))
        };
        let texts = Shape::List(&Shape::Text);
        assert_eq!(read(&text("a, b | c"), &texts), list(&["a, b", "c"]));
        let ids = Shape::List(&Shape::Reference(&[]));
        assert_eq!(read(&text("Direction, services"), &ids), list(&["dgs"]));
        let dates = Shape::List(&Shape::Date);
        let read_dates = read(&text("10/12/2026 ; 11/12/2026"), &dates);
        assert_eq!(read_dates, read(&text("2026-12-10, 2026-12-11"), &dates));
        assert_eq!(read(&text("10/12/2026, mardi"), &dates), None);
    }
}
