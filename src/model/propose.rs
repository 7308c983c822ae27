//! What to write instead of a value that could not be taken, and examples to follow.

use toml::de::DeValue;

use super::key::{Key, Shape, Word};
use super::keys;
use crate::address::Kind;
use crate::diff::nearest;
use crate::document::{Hint, Wanted};
use crate::literal::{self, fold};

/// The counts that are large; the others are of days, of facilities, or percentages.
const LARGE: &[&str] = &["population", "staff", "annual-purchases"];

/// Longest word that is proposed between quotes as it stands, in characters.
const LONGEST: usize = 40;

/// Longest value that is written again, in bytes.
const LONGEST_LINE: usize = 400;

/// What the text of a line that cannot be read was meant to be, from the key that it gives.
pub fn hint(kind: Kind, name: &str, raw: &str) -> Hint {
    let named = |key: &Key| key.name == name;
    let called = |key: &Key| key.is_called(name);
    let Some(key) = find(keys(kind), &named).or_else(|| find(keys(kind), &called)) else {
        return Hint::default();
    };
    let wanted = match key.shape {
        Shape::Date | Shape::List(Shape::Date) => Wanted::Date,
        Shape::Flag => Wanted::Flag,
        Shape::List(_) => Wanted::List,
        _ => Wanted::Other,
    };
    let shown = !key.personal && raw.len() <= LONGEST_LINE;
    let exact = if shown { meant(raw, &key.shape, word_meant) } else { None };
    let sure = exact == meant(raw, &key.shape, word_called);
    Hint { wanted, example: Some(example_for(key.name, &key.shape)), exact, sure }
}

/// The first key, at any depth, of which something is true.
fn find(keys: &'static [Key], is: &dyn Fn(&Key) -> bool) -> Option<&'static Key> {
    keys.iter().find(|key| is(key)).or_else(|| {
        keys.iter().find_map(|key| match key.shape {
            Shape::Table(inner) => find(inner, is),
            Shape::Map(Shape::Table(inner)) => find(inner, is),
            _ => None,
        })
    })
}

/// How a word is recognised: by its names, or by likeness as well.
pub(super) type Recognised = fn(&str, &'static [Word]) -> Option<&'static Word>;

/// The value that a text without quotes, or without brackets, stands for.
fn meant(raw: &str, shape: &Shape, word: Recognised) -> Option<String> {
    match shape {
        Shape::Word(words) => word(raw, words).map(|word| quoted(word.name)).or_else(|| bare(raw)),
        Shape::Text | Shape::Reference(_) | Shape::Rule => bare(raw),
        Shape::Address => raw.split('.').all(|key| bare(key).is_some()).then(|| quoted(raw)),
        Shape::List(Shape::Date | Shape::Time) => None,
        Shape::List(inner) => {
            let inside = raw.trim_start_matches('[').trim_end_matches(']').trim();
            let inside = inside.trim_end_matches(',');
            let part = |part: &str| {
                let part = part.trim();
                let sound = part.strip_prefix('"').and_then(|part| part.strip_suffix('"'));
                meant(sound.unwrap_or(part), inner, word)
            };
            let parts: Option<Vec<String>> = inside.split(',').map(part).collect();
            parts.map(|parts| format!("[{}]", parts.join(", ")))
        }
        _ => None,
    }
}

/// A short word of small letters and hyphens, between quotes: nothing that could be personal.
fn bare(raw: &str) -> Option<String> {
    let letters = raw.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
    let word = letters && raw.starts_with(char::is_alphabetic) && raw.len() <= LONGEST;
    word.then(|| quoted(raw))
}

/// The word that a text means: by one of its names, else by likeness.
pub(super) fn word_meant(text: &str, words: &'static [Word]) -> Option<&'static Word> {
    if text.len() > 2 * LONGEST {
        return None;
    }
    let folded = fold(text.trim_matches(|c: char| !c.is_alphanumeric()));
    word_called(text, words).or_else(|| {
        let known = |name: &&str| !turns(&folded, name);
        let names = words
            .iter()
            .flat_map(|word| std::iter::once(word.name).chain(word.aliases.iter().copied()));
        let name = nearest(&folded, names.filter(known))?;
        words.iter().find(|word| word.name == name || word.aliases.contains(&name))
    })
}

/// The word that a text names: by one of its names, whatever the case, the accents, the gender and
/// the number.
pub fn word_called(text: &str, words: &'static [Word]) -> Option<&'static Word> {
    let folded = fold(text.trim_matches(|c: char| !c.is_alphanumeric()));
    let called = |same: &dyn Fn(&str) -> bool| {
        words.iter().find(|word| {
            let labels = [word.label.0, word.label.1];
            std::iter::once(&word.name).chain(word.aliases).chain(&labels).any(|name| same(name))
        })
    };
    let exact = called(&|name| fold(name) == folded);
    exact.or_else(|| called(&|name| uninflected(&fold(name)) == uninflected(&folded)))
}

/// A folded word without the marks of the feminine and of the plural.
fn uninflected(word: &str) -> String {
    let word = word.strip_suffix("(e)").unwrap_or(word);
    // `é` and `ée` both fold to the letter of the feminine.
    let part = |part: &str| part.strip_suffix('s').unwrap_or(part).trim_end_matches('e').to_owned();
    word.split('-').map(part).collect::<Vec<_>>().join("-")
}

/// Whether what stands before a word turns it into another: `unconfirmed`, `non-invite`,
/// `present` in `represented`.
fn turns(word: &str, name: &str) -> bool {
    let negated = |word: &str| {
        ["non-", "not-", "pas-", "sans-", "no-", "un"].iter().any(|no| word.starts_with(no))
    };
    let within = |long: &str, short: &str| long.find(short).is_some_and(|at| at > 0);
    negated(word) != negated(name) || within(word, name) || within(name, word)
}

/// The text that gives `shape` what `value` meant.
pub(super) fn exact(value: &DeValue<'_>, shape: &Shape, word: Recognised) -> Option<String> {
    let text = match value {
        DeValue::String(text) => text.trim().to_owned(),
        DeValue::Integer(integer) => integer.as_str().to_owned(),
        DeValue::Float(float) => float.as_str().to_owned(),
        DeValue::Datetime(moment) => moment.to_string(),
        DeValue::Boolean(flag) => flag.to_string(),
        DeValue::Array(_) | DeValue::Table(_) => return None,
    };
    let plain = is_plain(&text);
    match shape {
        Shape::Date => literal::date(&text)
            .or_else(|| literal::moment(&text).map(|(date, _)| date))
            .or_else(|| literal::date(text.split('T').next().unwrap_or_default()))
            .map(|date| date.to_string()),
        Shape::Time => literal::time(text.split('T').next_back().unwrap_or_default())
            .map(|time| time.to_string()),
        Shape::Count => {
            let whole = text.strip_suffix(".0").unwrap_or(&text);
            literal::integer(whole).map(literal::grouped)
        }
        Shape::Number => text
            .replace(',', ".")
            .parse::<f64>()
            .ok()
            .filter(|n| n.is_finite() && *n >= 0.0)
            .map(|n| format!("{n:?}")),
        Shape::Flag => match text.to_lowercase().as_str() {
            "oui" | "vrai" | "yes" | "true" | "1" => Some("true".to_owned()),
            "non" | "faux" | "no" | "false" | "0" => Some("false".to_owned()),
            _ => None,
        },
        Shape::Text | Shape::Word(_) | Shape::Reference(_) | Shape::Address | Shape::Rule => {
            plain.then(|| quoted(&text))
        }
        Shape::List(inner) => {
            let list = match (value, inner) {
                (DeValue::String(_), _) => listed(&text, inner, word)?,
                (DeValue::Datetime(_), Shape::Date) => text,
                _ => return None,
            };
            Some(format!("[{list}]"))
        }
        Shape::Table(_) | Shape::Map(_) => None,
    }
}

/// The members of a list written as one text: several at commas, but for free text, which may hold
/// some.
fn listed(text: &str, inner: &Shape, word: Recognised) -> Option<String> {
    let parts = match inner {
        Shape::Text => vec![text],
        // A comma may stand within a date too: « December 10, 2026 ».
        Shape::Date if literal::date(text).is_some() => vec![text],
        _ => text.split([',', ';']).map(str::trim).filter(|part| !part.is_empty()).collect(),
    };
    let one = |part: &&str| match inner {
        Shape::Date => literal::date(part).map(|date| date.to_string()),
        Shape::Time => literal::time(part).map(|time| time.to_string()),
        Shape::Word(words) => word(part, words)
            .map(|word| quoted(word.name))
            .or_else(|| is_plain(part).then(|| quoted(part))),
        _ => is_plain(part).then(|| quoted(part)),
    };
    let parts: Option<Vec<String>> = parts.iter().map(one).collect();
    parts.map(|parts| parts.join(", "))
}

fn is_plain(text: &str) -> bool {
    text.chars().all(|c| !c.is_control()) && text.chars().count() <= 60
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// A value of a type, as an example to follow.
fn example(shape: &Shape) -> String {
    match shape {
        Shape::Text => "\"…\"".to_owned(),
        Shape::Date => "2026-12-10".to_owned(),
        Shape::Time => "14:00:00".to_owned(),
        Shape::Count => "12_000".to_owned(),
        Shape::Number => "0.5".to_owned(),
        Shape::Flag => "true".to_owned(),
        Shape::Word(words) => quoted(words.first().map_or("…", |word| word.name)),
        Shape::Reference(kinds) => match kinds.first() {
            Some(Kind::Body) => "\"codir\"".to_owned(),
            Some(Kind::Decision) => "\"2026-10-20-perimetre\"".to_owned(),
            _ => "\"dgs\"".to_owned(),
        },
        Shape::Address => "\"stakeholders.dgs\"".to_owned(),
        Shape::Rule => "\"late-bilateral\"".to_owned(),
        Shape::List(inner) => format!("[{}]", example(inner)),
        // Both are written as headers: see [`example_line`].
        Shape::Table(_) | Shape::Map(_) => "{}".to_owned(),
    }
}

/// A value that fits the key of this name.
pub fn example_for(name: &str, shape: &Shape) -> String {
    match shape {
        Shape::Count if !LARGE.contains(&name) => "15".to_owned(),
        _ => example(shape),
    }
}

/// A whole line, as an example: a key and its value, or a table's header.
pub fn example_line(kind: Kind, key: &Key) -> String {
    let name = key.name;
    let id = match kind {
        Kind::Document => "pcaet.",
        kind if kind.holds_entities() => "mon-identifiant.",
        _ => "",
    };
    match key.shape {
        Shape::Map(Shape::Table(_)) => format!("[{id}{name}.ecoles]"),
        Shape::Table(_) | Shape::Map(_) => format!("[{id}{name}]"),
        _ => format!("{name} = {}", example_for(name, &key.shape)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Coverage, DocumentKind, Presence, Role};

    #[test]
    fn a_word_is_recognised_but_never_turned_into_its_opposite() {
        let presence = |text| word_meant(text, Presence::WORDS).map(|word| word.name);
        for text in ["présent", "Présente", "present", "oui", "attending", "confirmés", "confirmd"]
        {
            assert_eq!(presence(text), Some("confirmed"), "{text}");
        }
        for text in ["excusé", "Excusée", "excused", "absente", "non", "indisponible"] {
            assert_eq!(presence(text), Some("declined"), "{text}");
        }
        assert_eq!(presence("représentée"), Some("represented"));
        assert_eq!(presence("invité(e)"), Some("invited"));
        assert_eq!(presence("unconfirmed"), None);
        assert_eq!(presence("non confirmé"), None);
        let role = |text| word_meant(text, Role::WORDS).map(|word| word.name);
        assert_eq!(role("HR"), Some("human-resources"));
        assert_eq!(role("comptabilité"), Some("finance"));
        assert_eq!(role("maire"), Some("elected-lead"));
        assert_eq!(word_meant("ville", Coverage::WORDS), None);
    }

    #[test]
    fn aliases_mean_one_word_each() {
        for words in [Presence::WORDS, Role::WORDS, DocumentKind::WORDS] {
            for word in words {
                for alias in word.aliases {
                    assert_eq!(word_meant(alias, words), Some(word), "{alias}");
                }
            }
        }
    }

    #[test]
    fn what_a_line_meant() {
        let exact = |kind, key, raw| hint(kind, key, raw).exact.unwrap_or_default();
        assert_eq!(exact(Kind::Stakeholder, "role", "finance"), "\"finance\"");
        assert_eq!(exact(Kind::Stakeholder, "launch", "oui"), "\"confirmed\"");
        assert_eq!(exact(Kind::Stakeholder, "contact", "dgs"), "", "it is personal");
        assert_eq!(exact(Kind::Stakeholder, "name", "Dupont"), "", "it may be personal");
        assert_eq!(
            exact(Kind::Scope, "coverage", "\"authority\", intercommunalité"),
            "[\"authority\", \"intercommunality\"]"
        );
        assert_eq!(exact(Kind::Milestone, "participants", "[dgs, elu]"), "[\"dgs\", \"elu\"]");
        assert_eq!(hint(Kind::Project, "start", "…").wanted, Wanted::Date);
        assert_eq!(hint(Kind::Body, "sessions", "…").example.as_deref(), Some("[2026-12-10]"));
    }

    #[test]
    fn examples_fit_their_keys() {
        assert_eq!(example_for("launch-notice-working-days", &Shape::Count), "15");
        assert_eq!(example_for("population", &Shape::Count), "12_000");
        let findings = keys(Kind::Document).iter().find(|key| key.name == "findings");
        assert_eq!(
            findings.map(|key| example_line(Kind::Document, key)).as_deref(),
            Some("[pcaet.findings]")
        );
    }
}
