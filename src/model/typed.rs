//! What a person types for a key, as the file writes it.

use chrono::NaiveDate;
use toml::de::DeValue;

use super::key::{Key, Shape, Word};
use super::misread::{self, Spot};
use super::propose::{exact, word_called};
use super::reader::PLACEHOLDER;
use crate::address::{Address, Kind};
use crate::edit::quoted;
use crate::lang::Lang;
use crate::literal;
use crate::tr;

/// The value that a text means for a key, as TOML writes it. A date, a number and a word of a list
/// may be typed as people write them; the members of a list stand between commas, with `\,` for a
/// comma within one, or as TOML writes a list.
///
/// # Errors
///
/// What is wrong, and what to type instead.
pub fn typed(kind: Kind, key: &Key, text: &str, lang: Lang) -> Result<String, (String, String)> {
    if text.trim().is_empty() && !matches!(key.shape, Shape::List(_)) {
        return Err((
            tr!(lang, "la valeur est vide", "the value is empty"),
            tr!(
                lang,
                "pour effacer une valeur\u{a0}: `nrt unset ADRESSE`",
                "to take a value out: `nrt unset ADDRESS`"
            ),
        ));
    }
    let spot = Spot { kind, key: key.name, personal: key.personal };
    one(&key.shape, text, spot, lang)
}

fn one(shape: &Shape, text: &str, spot: Spot<'_>, lang: Lang) -> Result<String, (String, String)> {
    let trimmed = text.trim();
    let value = DeValue::String(trimmed.into());
    let wrong = || {
        let (_, help, _) = misread::wrong_type(&value, shape, spot, lang);
        let (wanted, e) = (misread::wanted(shape, lang), misread::gender(shape));
        let message =
            tr!(lang, "`{trimmed}`\u{a0}: {wanted} attendu{e}", "`{trimmed}`: {wanted} expected");
        (message, help)
    };
    match shape {
        Shape::Text => Ok(quoted(text)),
        Shape::Reference(_) | Shape::Rule => Ok(quoted(trimmed)),
        Shape::Address => match Address::parse(trimmed) {
            Some(_) => Ok(quoted(trimmed)),
            None => Err(misread::not_an_address(lang)),
        },
        Shape::Word(words) => word(trimmed, words, lang),
        Shape::Count => {
            let plain: String = trimmed.chars().filter(|c| !is_space(*c) && *c != '_').collect();
            let whole = plain.parse::<u32>().ok().map(|n| literal::grouped(n.into()));
            whole.or_else(|| exact(&value, shape, word_called)).ok_or_else(wrong)
        }
        Shape::Date => {
            let plain = trimmed.parse::<NaiveDate>().ok().map(|day| day.to_string());
            plain.or_else(|| exact(&value, shape, word_called)).ok_or_else(wrong)
        }
        Shape::Time | Shape::Number | Shape::Flag => {
            exact(&value, shape, word_called).ok_or_else(wrong)
        }
        Shape::List(inner) => {
            if let Some(list) = as_toml(trimmed) {
                return Ok(list);
            }
            let parts: Result<Vec<String>, _> = members(trimmed, inner)
                .iter()
                .map(|part| one(inner, part.trim(), spot, lang))
                .collect();
            Ok(format!("[{}]", parts?.join(", ")))
        }
        Shape::Table(_) | Shape::Map(_) => {
            let name = spot.key;
            Err((
                tr!(lang, "`{name}` est une table", "`{name}` is a table"),
                tr!(
                    lang,
                    "donnez une de ses clés\u{a0}; `nrt explain` les montre",
                    "give one of its keys; `nrt explain` shows them"
                ),
            ))
        }
    }
}

fn word(text: &str, words: &'static [Word], lang: Lang) -> Result<String, (String, String)> {
    let exact = words.iter().find(|word| word.name == text);
    match exact.or_else(|| word_called(text, words)) {
        Some(word) => Ok(quoted(word.name)),
        // To be completed: an entity that holds it counts for nothing until then.
        None if text == PLACEHOLDER => Ok(quoted(text)),
        None => Err(misread::unknown_value(text, words, lang)),
    }
}

/// A list as TOML writes one.
fn as_toml(text: &str) -> Option<String> {
    let line = format!("x = {text}");
    let list = text.starts_with('[') && !text.contains(['\r', '\n']);
    let sound =
        list && toml::de::DeTable::parse(&line).is_ok_and(|table| table.get_ref().len() == 1);
    sound.then(|| text.to_owned())
}

/// The members of a list, at the commas that are not escaped.
fn members(text: &str, inner: &Shape) -> Vec<String> {
    let mut parts = vec![String::new()];
    // A comma may stand within a date too: « December 10, 2026 ».
    if matches!(inner, Shape::Date) && literal::date(text).is_some() {
        return vec![text.to_owned()];
    }
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\\' if chars.peek() == Some(&',') => push(&mut parts, chars.next()),
            ',' => parts.push(String::new()),
            c => push(&mut parts, Some(c)),
        }
    }
    parts.retain(|part| !part.trim().is_empty());
    parts
}

fn push(parts: &mut [String], c: Option<char>) {
    if let Some(last) = parts.last_mut() {
        last.extend(c);
    }
}

const fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '\u{202f}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{find_key, keys};

    fn said(kind: Kind, key: &str, text: &str) -> Result<String, String> {
        let path: Vec<String> = key.split('.').map(str::to_owned).collect();
        let key = find_key(keys(kind), &path).expect("a key");
        typed(kind, key, text, Lang::Fr).map_err(|(message, help)| format!("{message} / {help}"))
    }

    #[test]
    fn values_are_taken_as_people_type_them() {
        let sound = [
            (Kind::Milestone, "date", "10/12/2026", "2026-12-10"),
            (Kind::Milestone, "date", "2026-12-10", "2026-12-10"),
            (Kind::Milestone, "start-time", "14h30", "14:30:00"),
            (Kind::Milestone, "cancelled", "oui", "true"),
            (Kind::Milestone, "participants", "dgs, elu", "[\"dgs\", \"elu\"]"),
            (Kind::Milestone, "covers", "objectifs", "[\"objectives\"]"),
            (Kind::Milestone, "participants", "", "[]"),
            (Kind::Body, "sessions", "10/12/2026, 2027-01-05", "[2026-12-10, 2027-01-05]"),
            (Kind::Project, "authority.population", "86 400", "86_400"),
            (Kind::Project, "authority.annual-purchases", "620000000", "620_000_000"),
            (Kind::Referent, "days-per-week", "0,5", "0.5"),
            (Kind::Stakeholder, "launch", "confirmée", "\"confirmed\""),
            (Kind::Stakeholder, "role", "TODO(nrt)", "\"TODO(nrt)\""),
            (Kind::Stakeholder, "name", " Élu « \"N\" »", "\" Élu « \\\"N\\\" »\""),
            (
                Kind::Document,
                "findings.procurement",
                "40 %\\, en 2025, suite",
                "[\"40 %, en 2025\", \"suite\"]",
            ),
            (Kind::Document, "findings.procurement", "[\"a, b\"]", "[\"a, b\"]"),
        ];
        for (kind, key, text, expected) in sound {
            assert_eq!(said(kind, key, text).as_deref(), Ok(expected), "{key} {text}");
        }
    }

    #[test]
    fn what_is_none_is_refused_with_what_to_type() {
        for (kind, key, text, expected) in [
            (Kind::Milestone, "date", "bientôt", "`bientôt`\u{a0}: date attendue"),
            (Kind::Milestone, "cancelled", "peut-être", "`peut-être`\u{a0}: `true` (oui)"),
            (
                Kind::Stakeholder,
                "launch",
                "confirmd",
                "`confirmd` n'est pas une valeur connue / écrivez `\"confirmed\"`",
            ),
            (Kind::Stakeholder, "name", " ", "la valeur est vide"),
            (Kind::Document, "findings", "a", "`findings` est une table"),
            (Kind::Waiver, "target", "là-bas", "ce texte n'est pas une adresse"),
        ] {
            let found = said(kind, key, text).expect_err(text);
            assert!(found.starts_with(expected), "{found}");
        }
    }
}
