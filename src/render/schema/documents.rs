//! The JSON Schemas of nrt's own JSON documents: strict, since what is unknown is `null` there
//! and never missing.

use serde_json::{Map, Value, json};

use super::DRAFT;
use crate::address::Kind;
use crate::check::Verdict;
use crate::finding::Level;
use crate::lang::Lang;
use crate::method::{Clause, Passage};
use crate::model::{self, Key, Method, Shape, Word};
use crate::rule::{Family, State};

/// The schema of `nrt.check/1`.
pub fn check() -> Value {
    let counts = ["error", "warning", "info", "waived", "skipped"].map(|name| (name, count()));
    let state = object([
        ("clause", choice(&names_of(&counted()))),
        ("state", choice(&STATES.map(State::word))),
        ("done", count()),
        ("total", count()),
        ("rules", list_of(text())),
    ]);
    let since = ["new", "fixed", "unchanged", "now-due"].map(|name| (name, count()));
    let since = object([("revision", text())].into_iter().chain(since));
    document(
        "nrt.check/1",
        "What `nrt check --format json` prints.",
        [
            ("method", nullable(choice(&word_names(Method::WORDS)))),
            ("language", choice(&Lang::ALL.map(Lang::code))),
            ("on", date()),
            ("for", nullable(committee())),
            ("verdict", choice(&VERDICTS.map(Verdict::word))),
            ("counts", object(counts)),
            ("since", nullable(since)),
            ("states", list_of(state)),
            ("findings", list_of(finding())),
        ],
    )
}

/// The schema of `nrt.rules/1`.
pub fn rules() -> Value {
    let rule = object([
        ("name", text()),
        ("family", choice(&Family::ALL.map(Family::word))),
        ("clause", choice(&names_of(&clauses()))),
        ("level", choice(&LEVELS.map(Level::word))),
        ("here", nullable(choice(&LEVELS.map(Level::word)))),
        ("aliases", list_of(text())),
        ("title", text()),
    ]);
    document(
        "nrt.rules/1",
        "What `nrt rules --format json` prints; `here` is the level in this project, null when off.",
        [("language", choice(&Lang::ALL.map(Lang::code))), ("rules", list_of(rule))],
    )
}

/// The schema of `nrt.list/1`: the fields of the entities depend on the kind; of the scope, they
/// are its facilities.
pub fn list() -> Value {
    let kinds: Vec<Kind> = Kind::ALL.into_iter().filter(|kind| *kind != Kind::Project).collect();
    let stems: Vec<&str> = kinds.iter().map(|kind| kind.stem()).collect();
    let cases: Vec<Value> = kinds
        .iter()
        .map(|kind| {
            let id = [("id".to_owned(), text())];
            let entity = closed(id.into_iter().chain(fields(model::entity_keys(*kind))).collect());
            json!({
                "if": { "properties": { "kind": { "const": kind.stem() } } },
                "then": { "properties": { "entities": list_of(entity) } },
            })
        })
        .collect();
    let mut schema = document(
        "nrt.list/1",
        "What `nrt list KIND --format json` prints: for each entity its id and every key, null where absent.",
        [("kind", choice(&stems)), ("entities", json!({ "type": "array" }))],
    );
    schema["allOf"] = json!(cases);
    schema
}

/// The schema of `nrt.export/1`: what was not asked for is null.
pub fn export() -> Value {
    let content = |kind: Kind| {
        let keys = closed(fields(model::keys(kind)).collect());
        if !kind.holds_entities() {
            return nullable(keys);
        }
        let id = [("id".to_owned(), text())];
        let entity = id.into_iter().chain(fields(model::entity_keys(kind))).collect();
        nullable(list_of(closed(entity)))
    };
    let kinds = Kind::ALL.map(|kind| (export_key(kind), content(kind)));
    document(
        "nrt.export/1",
        "What `nrt export --format json` writes: every key of every file, null where nothing is written; a kind that was not asked for is null.",
        [("anonymous", json!({ "type": "boolean" }))].into_iter().chain(kinds),
    )
}

/// The field of `nrt.export/1` that holds what a file does.
pub const fn export_key(kind: Kind) -> &'static str {
    match kind {
        // `nrt` is the program's version there.
        Kind::Project => "settings",
        kind => kind.stem(),
    }
}

pub(super) fn committee() -> Value {
    object([("address", text()), ("date", date())])
}

const STATES: [State; 6] =
    [State::Done, State::Waived, State::Planned, State::Unknown, State::ToConfirm, State::ToDo];

pub(super) const VERDICTS: [Verdict; 4] =
    [Verdict::Ready, Verdict::ReadyIfPlanned, Verdict::NotReady, Verdict::CannotTell];

const LEVELS: [Level; 3] = [Level::Error, Level::Warning, Level::Info];

/// The clauses that have a state: the variant, the activities, the recommendations.
fn counted() -> Vec<Clause> {
    std::iter::once(Clause::Passage(Passage::Variant)).chain(articles()).collect()
}

/// Every clause.
fn clauses() -> Vec<Clause> {
    let passages = Passage::ALL.into_iter().map(Clause::Passage);
    articles().chain(passages).chain([Clause::Law, Clause::Own]).collect()
}

fn articles() -> impl Iterator<Item = Clause> {
    (1..=7).map(Clause::Activity).chain((1..=5).map(Clause::Recommendation))
}

fn names_of(clauses: &[Clause]) -> Vec<String> {
    clauses.iter().map(|clause| clause.name()).collect()
}

pub(super) fn finding() -> Value {
    let point = object([("line", position()), ("column", position())]);
    let place = [("path", text()), ("start", point.clone()), ("end", point)];
    let related = place.clone().into_iter().chain([("message", text())]);
    object([
        ("rule", text()),
        ("level", choice(&LEVELS.map(Level::word))),
        ("clause", choice(&names_of(&clauses()))),
        ("address", text()),
        ("message", text()),
        ("help", nullable(text())),
        ("notes", list_of(text())),
        ("location", nullable(object(place))),
        ("related", list_of(object(related))),
        ("waiver", nullable(text())),
        ("fixable", json!({ "type": "boolean" })),
        ("new", json!({ "type": ["boolean", "null"] })),
        ("fingerprint", json!({ "type": "string", "pattern": "^[0-9a-f]{64}$" })),
    ])
}

/// The keys of a table as fields that are `null` where nothing, or nothing sound, is written.
fn fields(keys: &[Key]) -> impl Iterator<Item = (String, Value)> {
    keys.iter().map(|key| (key.name.to_owned(), nullable(field(&key.shape))))
}

fn field(shape: &Shape) -> Value {
    match shape {
        Shape::Text | Shape::Time | Shape::Reference(_) | Shape::Address | Shape::Rule => text(),
        Shape::Date => date(),
        Shape::Count => count(),
        Shape::Number => json!({ "type": "number", "minimum": 0 }),
        Shape::Flag => json!({ "type": "boolean" }),
        Shape::Word(words) => choice(&word_names(words)),
        Shape::List(inner) => list_of(field(inner)),
        Shape::Table(keys) => closed(fields(keys).collect()),
        Shape::Map(inner) => json!({ "type": "object", "additionalProperties": field(inner) }),
    }
}

pub(super) fn word_names(words: &[Word]) -> Vec<&'static str> {
    words.iter().map(|word| word.name).collect()
}

/// A document: every one starts with its own name and the program's version.
pub(super) fn document<'n>(
    name: &str,
    says: &str,
    fields: impl IntoIterator<Item = (&'n str, Value)>,
) -> Value {
    let head = [("schema", json!({ "const": name })), ("nrt", text())];
    let Value::Object(body) = object(head.into_iter().chain(fields)) else {
        return Value::Null;
    };
    let mut schema = Map::from_iter([
        ("$schema".to_owned(), json!(DRAFT)),
        ("title".to_owned(), json!(name)),
        ("description".to_owned(), json!(says)),
    ]);
    schema.extend(body);
    Value::Object(schema)
}

/// An object with exactly these fields.
pub(super) fn object<'n>(fields: impl IntoIterator<Item = (&'n str, Value)>) -> Value {
    closed(fields.into_iter().map(|(name, schema)| (name.to_owned(), schema)).collect())
}

fn closed(properties: Map<String, Value>) -> Value {
    let required = json!(properties.keys().collect::<Vec<_>>());
    Value::Object(Map::from_iter([
        ("type".to_owned(), json!("object")),
        ("required".to_owned(), required),
        ("additionalProperties".to_owned(), json!(false)),
        ("properties".to_owned(), Value::Object(properties)),
    ]))
}

/// The same, or `null`.
pub(super) fn nullable(mut schema: Value) -> Value {
    if let Some(kind) = schema.get("type").cloned() {
        schema["type"] = json!([kind, "null"]);
    }
    if let Some(Value::Array(words)) = schema.get_mut("enum") {
        words.push(Value::Null);
    }
    schema
}

pub(super) fn list_of(items: Value) -> Value {
    let kind = ("type".to_owned(), json!("array"));
    Value::Object(Map::from_iter([kind, ("items".to_owned(), items)]))
}

pub(super) fn choice<S: AsRef<str>>(words: &[S]) -> Value {
    let words: Vec<&str> = words.iter().map(AsRef::as_ref).collect();
    json!({ "type": "string", "enum": words })
}

pub(super) fn text() -> Value {
    json!({ "type": "string" })
}

pub(super) fn date() -> Value {
    json!({ "type": "string", "format": "date" })
}

pub(super) fn count() -> Value {
    json!({ "type": "integer", "minimum": 0 })
}

fn position() -> Value {
    json!({ "type": "integer", "minimum": 1 })
}
