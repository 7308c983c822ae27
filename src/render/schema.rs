//! The JSON Schemas that nrt publishes: of a project's files, for editors, and of its own JSON
//! documents, for other programs.

mod documents;
mod history;

use serde_json::{Map, Value, json};

use super::{kinds, words};
use crate::address::Kind;
use crate::lang::Lang;
use crate::model::{self, Key, Shape, Word};
use crate::rule::page::Page;
use crate::rules;
use crate::tr;

pub use documents::{check, export, export_key, list, rules as rules_document};
pub use history::{blame, decisions, diff, log, review};

/// The dialect of every schema: the newest that both TOML servers of editors know.
const DRAFT: &str = "http://json-schema.org/draft-07/schema#";

/// Every generated schema: its path in the repository, and its text.
pub fn files() -> Vec<(String, String)> {
    let mut files = Vec::new();
    for lang in Lang::ALL {
        for kind in Kind::ALL {
            let path = format!("schema/{}/{}.schema.json", lang.code(), kind.stem());
            files.push((path, text(&editor(kind, lang))));
        }
    }
    let documents = [
        ("blame", blame()),
        ("decisions", decisions()),
        ("check", check()),
        ("diff", diff()),
        ("export", export()),
        ("list", list()),
        ("log", log()),
        ("review", review()),
        ("rules", rules_document()),
    ];
    for (name, schema) in documents {
        files.push((format!("schema/json/{name}.schema.json"), text(&schema)));
    }
    files
}

/// A schema as it is written to a file. Plain data always serialises.
fn text(schema: &Value) -> String {
    serde_json::to_string_pretty(schema).map(|text| text + "\n").unwrap_or_default()
}

/// The schema of a file, for editors: draft-07, and shape only.
///
/// Editors repeat a missing key on every line of a table, so completeness stays with `nrt check`.
/// Two things that JSON cannot say are left to it as well: that a date is no text, and that an
/// unknown key is an error.
pub fn editor(kind: Kind, lang: Lang) -> Value {
    let title = format!("{} (`{}`)", words::kind(kind, lang), kind.file());
    let mut schema = Map::from_iter([
        ("$schema".to_owned(), json!(DRAFT)),
        ("title".to_owned(), json!(title)),
        ("description".to_owned(), json!(kinds::says(kind, lang))),
        // nrt refuses what TOML 1.1 added.
        ("x-tombi-toml-version".to_owned(), json!("v1.0.0")),
    ]);
    let keys = model::keys(kind);
    if kind.holds_entities() {
        let mut entity = table(keys, lang);
        entity.insert("title".to_owned(), json!(kinds::one(kind, lang)));
        schema.extend(free_keys(Value::Object(entity), lang));
    } else {
        schema.extend(table(keys, lang));
    }
    Value::Object(schema)
}

/// A table with fixed keys. That others are errors is not said: see [`editor`].
fn table(keys: &[Key], lang: Lang) -> Map<String, Value> {
    let properties: Map<String, Value> = keys
        .iter()
        .map(|key| {
            let mut schema = value(&key.shape, lang);
            schema.insert("description".to_owned(), json!(description(key, lang)));
            (key.name.to_owned(), Value::Object(schema))
        })
        .collect();
    Map::from_iter([
        ("type".to_owned(), json!("object")),
        ("properties".to_owned(), Value::Object(properties)),
    ])
}

/// A table whose keys are free, each of them holding what `inner` says.
fn free_keys(inner: Value, lang: Lang) -> Map<String, Value> {
    Map::from_iter([
        ("type".to_owned(), json!("object")),
        ("additionalProperties".to_owned(), inner),
        ("x-tombi-additional-key-label".to_owned(), json!(lang.pick("identifiant", "id"))),
    ])
}

fn value(shape: &Shape, lang: Lang) -> Map<String, Value> {
    let schema = match shape {
        Shape::Text | Shape::Reference(_) => json!({ "type": "string" }),
        Shape::Date => json!({ "type": "string", "format": "date" }),
        // The format is Tombi's; the pattern says the same to validators that do not know it.
        Shape::Time => json!({ "type": "string", "format": "partial-time", "pattern": TIME }),
        Shape::Count => json!({ "type": "integer", "minimum": 0 }),
        Shape::Number => json!({ "type": "number", "minimum": 0 }),
        Shape::Flag => json!({ "type": "boolean" }),
        Shape::Word(words) => return word(words, lang),
        Shape::Address => json!({ "type": "string", "pattern": address_pattern() }),
        // Not an enumeration: a rule of a newer nrt, or an older name, is `nrt check`'s to judge.
        Shape::Rule => json!({ "type": "string", "examples": rule_names() }),
        Shape::List(inner) => json!({ "type": "array", "items": value(inner, lang) }),
        Shape::Table(keys) => return table(keys, lang),
        Shape::Map(inner) => {
            let mut schema = free_keys(Value::Object(value(inner, lang)), lang);
            if let Shape::Word(_) = inner {
                schema.insert("properties".to_owned(), levels(inner, lang));
                schema.insert(LABEL.to_owned(), json!(lang.pick("règle", "rule")));
            }
            return schema;
        }
    };
    match schema {
        Value::Object(schema) => schema,
        _ => Map::new(),
    }
}

const LABEL: &str = "x-tombi-additional-key-label";

/// A local time as TOML 1.0 writes it; a value in JSON is text.
const TIME: &str = r"^([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\.[0-9]+)?)?$";

/// One of some words. Taplo shows the label of each; Tombi shows the list of the description.
fn word(words: &[Word], lang: Lang) -> Map<String, Value> {
    let names: Vec<&str> = words.iter().map(|word| word.name).collect();
    let labels: Vec<&str> = words.iter().map(|word| word.label(lang)).collect();
    Map::from_iter([
        ("type".to_owned(), json!("string")),
        ("enum".to_owned(), json!(names)),
        ("x-taplo".to_owned(), json!({ "docs": { "enumValues": labels } })),
    ])
}

/// What every address starts with: the stem of a file.
fn address_pattern() -> String {
    format!("^({})([.#]|$)", Kind::ALL.map(Kind::stem).join("|"))
}

fn rule_names() -> Vec<&'static str> {
    rules::all().map(|rule| rule.name).collect()
}

/// Every rule as a key of `[levels]`, so that an editor proposes them with their titles.
fn levels(inner: &Shape, lang: Lang) -> Value {
    let properties: Map<String, Value> = rules::all()
        .map(|rule| {
            let mut schema = value(inner, lang);
            let title = Page::parse(rule.page).title(lang);
            let level = words::level(rule.level, lang);
            let says = tr!(lang, "{title}. À défaut : {level}.", "{title}. By default: {level}.");
            schema.insert("description".to_owned(), json!(says));
            (rule.name.to_owned(), Value::Object(schema))
        })
        .collect();
    Value::Object(properties)
}

/// What an editor shows of a key: meaning, words of the list, what else there is to know.
fn description(key: &Key, lang: Lang) -> String {
    let mut text = key.meaning(lang).to_owned();
    if let Some(words) = kinds::words_of(&key.shape) {
        text.push('\n');
        for word in words {
            let (name, label) = (word.name, word.label(lang));
            text.push_str(&tr!(lang, "\n- `{name}` : {label}", "\n- `{name}`: {label}"));
        }
    }
    if let Shape::Reference(_) | Shape::List(Shape::Reference(_)) = key.shape {
        let what = kinds::shape(&key.shape, lang);
        text.push_str(&tr!(lang, "\n\nValeur : {what}.", "\n\nValue: {what}."));
    }
    let needed = if key.required {
        lang.pick("Obligatoire.", "Required.")
    } else {
        lang.pick("Facultatif.", "Optional.")
    };
    text.push_str("\n\n");
    text.push_str(needed);
    if key.personal {
        text.push_str(lang.pick(
            " Donnée personnelle : les constats ne la montrent jamais.",
            " Personal data: findings never show it.",
        ));
    }
    if let Some(french) = key.aliases.first().filter(|alias| **alias != key.name) {
        text.push_str(&tr!(
            lang,
            " En français : « {french} » ; la clé reste `{}`.",
            " In French: « {french} »; the key stays `{}`.",
            key.name
        ));
    }
    text
}
