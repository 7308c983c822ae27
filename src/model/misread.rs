//! The words of a misread: what was found, what is wanted, and the exact text to write.

use toml::de::DeValue;

use super::key::{Key, Shape, Word};
use super::propose::exact;
pub use super::propose::{example_for, example_line};
pub(super) use super::propose::{word_called, word_meant};
use crate::address::{Kind, is_bare_key};
use crate::diff::nearest;
use crate::document::day_missing;
use crate::lang::Lang;
use crate::literal;
pub use crate::literal::fold;
use crate::tr;

/// The years of a date that a project can have.
pub const YEARS: std::ops::RangeInclusive<i32> = 1900..=2200;

/// Where a value stands.
#[derive(Clone, Copy)]
pub(super) struct Spot<'s> {
    pub(super) kind: Kind,
    /// The key that holds it, or whose list does.
    pub(super) key: &'s str,
    /// Whether it is personal: then it is never shown.
    pub(super) personal: bool,
}

/// A value of another type than `shape`; the text to write instead, where it can be told, and whether
/// that is sure.
pub(super) fn wrong_type(
    value: &DeValue<'_>,
    shape: &Shape,
    spot: Spot<'_>,
    lang: Lang,
) -> (String, String, Option<(String, bool)>) {
    let example = example_for(spot.key, shape);
    if let Some(message) = out_of_bounds(value, shape, lang) {
        return (message, tr!(lang, "par exemple `{example}`", "for instance `{example}`"), None);
    }
    if let Some((message, help)) = nearly_a_date(value, shape, spot, lang) {
        return (message, help, None);
    }
    let wanted = wanted(shape, lang);
    let found = found(value, lang);
    let (e, f) = (gender(shape), found_gender(value));
    let message = match lang {
        Lang::Fr => format!("{wanted} attendu{e}, {found} trouvé{f}"),
        Lang::En => format!("expected: {wanted}; found: {found}"),
    };
    let exact = |word| if spot.personal { None } else { exact(value, shape, word) };
    let (sure, exact) = (exact(word_called), exact(word_meant));
    let help = match &exact {
        Some(exact) => tr!(lang, "écrivez `{exact}`", "write `{exact}`"),
        None => tr!(lang, "par exemple `{example}`", "for instance `{example}`"),
    };
    let sure = sure == exact;
    (message, help, exact.map(|exact| (exact, sure)))
}

/// A date with a time, without its day, as Excel's number, or still to be known.
fn nearly_a_date(
    value: &DeValue<'_>,
    shape: &Shape,
    spot: Spot<'_>,
    lang: Lang,
) -> Option<(String, String)> {
    if !matches!(shape, Shape::Date) {
        return None;
    }
    let (found, f, key) = (found(value, lang), found_gender(value), spot.key);
    let message = tr!(lang, "date attendue, {found} trouvé{f}", "expected: date; found: {found}");
    let text = match value {
        DeValue::String(text) => text.trim().to_owned(),
        DeValue::Datetime(moment) => moment.to_string(),
        DeValue::Integer(integer) => {
            let number = integer.as_str();
            let day = literal::excel_day(number.parse().ok()?)?;
            let help = tr!(
                lang,
                "écrivez `{day}` : {number} est un numéro de jour d'Excel",
                "write `{day}`: {number} is Excel's number of a day"
            );
            return Some((message, help));
        }
        _ => return None,
    };
    if literal::is_placeholder(&text) {
        let help = tr!(
            lang,
            "remplacez par une date, par exemple `{key} = 2026-12-10`, ou effacez la ligne tant qu'elle n'est pas connue",
            "replace this by a date, for instance `{key} = 2026-12-10`, or delete the line as long as it is unknown"
        );
        return Some((message, help));
    }
    if let Some(month) = literal::month(&text) {
        return Some(day_missing(&month, lang));
    }
    let (date, time) = literal::moment(&text)?;
    let other = match (spot.kind, key) {
        (Kind::Milestone, "date") => "start-time",
        (Kind::Milestone, "end") => "end-time",
        _ => return None,
    };
    let help = tr!(
        lang,
        "écrivez `{key} = {date}`, et sur une autre ligne `{other} = {time}`",
        "write `{key} = {date}`, and on another line `{other} = {time}`"
    );
    Some((message, help))
}

/// A value of the right type that no project can hold.
fn out_of_bounds(value: &DeValue<'_>, shape: &Shape, lang: Lang) -> Option<String> {
    let number = match value {
        DeValue::Integer(integer) => integer.as_str(),
        DeValue::Float(float) => float.as_str(),
        _ => "",
    };
    let message = match (shape, value) {
        (Shape::Date, DeValue::Datetime(moment)) if moment.time.is_none() => {
            let (first, last) = (YEARS.start(), YEARS.end());
            tr!(
                lang,
                "l'année n'est pas comprise entre {first} et {last}",
                "the year is not between {first} and {last}"
            )
        }
        (Shape::Count | Shape::Number, _) if number.ends_with("nan") || number.ends_with("inf") => {
            tr!(lang, "`{number}` n'est pas un nombre utilisable", "`{number}` is no usable number")
        }
        (Shape::Count | Shape::Number, _) if number.starts_with('-') => {
            tr!(lang, "le nombre est négatif", "the number is negative")
        }
        (Shape::Count | Shape::Number, DeValue::Integer(_)) => {
            tr!(lang, "le nombre est trop grand", "the number is too large")
        }
        _ => return None,
    };
    Some(message)
}

/// A type, in words; masculine in French but for those that `gender` marks.
pub fn wanted(shape: &Shape, lang: Lang) -> String {
    match shape {
        Shape::Text => tr!(lang, "texte", "text"),
        Shape::Date => tr!(lang, "date", "date"),
        Shape::Time => tr!(lang, "heure", "time"),
        Shape::Count => tr!(lang, "nombre entier positif", "whole number, not negative"),
        Shape::Number => tr!(lang, "nombre positif", "number, not negative"),
        Shape::Flag => tr!(lang, "`true` (oui) ou `false` (non)", "`true` or `false`"),
        Shape::Word(_) => tr!(lang, "mot de la liste", "word of the list"),
        Shape::Reference(_) => tr!(lang, "identifiant", "id"),
        Shape::Address => tr!(lang, "adresse", "address"),
        Shape::Rule => tr!(lang, "nom de règle", "name of a rule"),
        Shape::List(_) => tr!(lang, "liste entre crochets", "list between brackets"),
        Shape::Table(_) | Shape::Map(_) => tr!(lang, "table", "table"),
    }
}

pub(super) const fn gender(shape: &Shape) -> &'static str {
    match shape {
        Shape::Date
        | Shape::Time
        | Shape::Address
        | Shape::List(_)
        | Shape::Table(_)
        | Shape::Map(_) => "e",
        _ => "",
    }
}

fn found(value: &DeValue<'_>, lang: Lang) -> String {
    match value {
        DeValue::String(text) if text.is_empty() => tr!(lang, "texte vide", "empty text"),
        DeValue::String(_) => tr!(lang, "texte entre guillemets", "text between quotes"),
        DeValue::Integer(_) => tr!(lang, "nombre entier", "whole number"),
        DeValue::Float(_) => tr!(lang, "nombre à virgule", "number with decimals"),
        DeValue::Boolean(_) => tr!(lang, "`true` ou `false`", "`true` or `false`"),
        DeValue::Datetime(moment) => match (moment.date, moment.time) {
            (Some(_), None) => tr!(lang, "date", "date"),
            (None, _) => tr!(lang, "heure", "time"),
            (Some(_), Some(_)) => tr!(lang, "date avec une heure", "date with a time"),
        },
        DeValue::Array(_) => tr!(lang, "liste", "list"),
        DeValue::Table(_) => tr!(lang, "table", "table"),
    }
}

const fn found_gender(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::Datetime(_) | DeValue::Array(_) | DeValue::Table(_) => "e",
        _ => "",
    }
}

/// A word that is none of `words`.
pub(super) fn unknown_value(text: &str, words: &'static [Word], lang: Lang) -> (String, String) {
    let message =
        tr!(lang, "`{text}` n'est pas une valeur connue", "`{text}` is not a known value");
    let close = word_meant(text, words).map(|word| word.name);
    let help = match close {
        Some(name) => tr!(lang, "écrivez `\"{name}\"`", "write `\"{name}\"`"),
        None => {
            let all: Vec<String> = words
                .iter()
                .map(|word| format!("`{}` ({})", word.name, word.label(lang)))
                .collect();
            let all = all.join(", ");
            tr!(lang, "valeurs possibles : {all}", "possible values: {all}")
        }
    };
    (message, help)
}

/// The key that a word probably means: by its French name, or by likeness.
pub fn close_key(word: &str, keys: &'static [Key]) -> Option<&'static str> {
    let folded = fold(word);
    keys.iter()
        .find(|key| key.is_called(word))
        .map(|key| key.name)
        .or_else(|| nearest(&folded, keys.iter().map(|key| key.name)))
}

/// A key that is none of `keys`; `close` is the one probably meant.
pub fn unknown_key(
    word: &str,
    close: Option<&str>,
    keys: &'static [Key],
    lang: Lang,
) -> (String, String) {
    let message = tr!(lang, "la clé `{word}` n'existe pas ici", "there is no key `{word}` here");
    let help = match close {
        Some(name) => tr!(lang, "écrivez `{name}`", "write `{name}`"),
        None => {
            let all = keys.iter().map(|key| key.name).collect::<Vec<_>>().join(", ");
            tr!(lang, "clés possibles : {all}", "possible keys: {all}")
        }
    };
    (message, help)
}

/// A required key that is absent.
pub(super) fn missing_key(key: &Key, lang: Lang) -> (String, String) {
    let (name, means) = (key.name, key.meaning(lang));
    let message = tr!(lang, "il manque la clé `{name}`", "the key `{name}` is missing");
    let means = phrase(means);
    let help = match key.shape {
        Shape::Word(words) => {
            let all: Vec<String> = words
                .iter()
                .map(|word| format!("`\"{}\"` ({})", word.name, word.label(lang)))
                .collect();
            let all = all.join(", ");
            tr!(
                lang,
                "ajoutez `{name} = \"…\"` ; valeurs possibles : {all}",
                "add `{name} = \"…\"`; possible values: {all}"
            )
        }
        Shape::Table(_) | Shape::Map(_) => tr!(
            lang,
            "ajoutez un en-tête `[{name}]`, puis les clés dessous, une par ligne",
            "add a header `[{name}]`, then the keys below it, one a line"
        ),
        _ => {
            let example = example_for(name, &key.shape);
            tr!(lang, "ajoutez `{name} = {example}` : {means}", "add `{name} = {example}`: {means}")
        }
    };
    (message, help)
}

/// A sentence as a part of another: no capital, no full stop.
fn phrase(sentence: &str) -> String {
    let mut chars = sentence.trim_end_matches('.').chars();
    let first = chars.next().into_iter().flat_map(char::to_lowercase);
    let rest = chars.as_str();
    if rest.starts_with(char::is_uppercase) {
        return sentence.trim_end_matches('.').to_owned();
    }
    first.chain(rest.chars()).collect()
}

/// A key that stands where only tables may: before any header, or doubly bracketed.
pub(super) fn not_a_table(id: &str, value: &DeValue<'_>, lang: Lang) -> (String, String) {
    let tables =
        value.as_array().is_some_and(|items| items.iter().all(|item| item.get_ref().is_table()));
    if tables {
        return (
            tr!(
                lang,
                "l'en-tête `{id}` est entre doubles crochets",
                "the header `{id}` stands between double brackets"
            ),
            tr!(lang, "écrivez `[{id}]`", "write `[{id}]`"),
        );
    }
    (
        tr!(
            lang,
            "la clé `{id}` est écrite avant tout en-tête de table",
            "the key `{id}` is written before any header of a table"
        ),
        tr!(
            lang,
            "écrivez d'abord un en-tête, par exemple `[mon-identifiant]`, puis les clés dessous",
            "write a header first, for instance `[my-id]`, then the keys below it"
        ),
    )
}

/// Something else where a table with keys is wanted.
pub(super) fn table_wanted(path: &str, value: &DeValue<'_>, lang: Lang) -> (String, String) {
    let (found, f) = (found(value, lang), found_gender(value));
    (
        tr!(lang, "table attendue, {found} trouvé{f}", "expected: table; found: {found}"),
        tr!(
            lang,
            "écrivez un en-tête `[{path}]`, puis les clés dessous, une par ligne",
            "write a header `[{path}]`, then the keys below it, one a line"
        ),
    )
}

/// A text where an address is wanted.
pub(super) fn not_an_address(lang: Lang) -> (String, String) {
    (
        tr!(lang, "ce texte n'est pas une adresse", "this text is not an address"),
        tr!(
            lang,
            "une adresse est un nom de fichier sans `.toml`, puis des clés : `stakeholders.dgs.bilateral`, `scope.coverage`",
            "an address is a file's name without `.toml`, then keys: `stakeholders.dgs.bilateral`, `scope.coverage`"
        ),
    )
}

/// An id with other characters than TOML's bare keys.
pub fn bad_id(id: &str, lang: Lang) -> (String, String) {
    let message = tr!(
        lang,
        "l'identifiant contient autre chose que des lettres sans accent, des chiffres, `-` et `_`",
        "the id holds something else than letters without accents, digits, `-` and `_`"
    );
    let proposed = fold(id);
    let help = if is_bare_key(&proposed) {
        tr!(lang, "écrivez `[{proposed}]`", "write `[{proposed}]`")
    } else {
        tr!(lang, "par exemple `[elu-numerique]`", "for instance `[elu-numerique]`")
    };
    (message, help)
}
