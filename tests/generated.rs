//! What is generated is committed and fresh, and says of a project's files what the reader says.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use nrt::address::Kind;
use nrt::check;
use nrt::exchange;
use nrt::exchange::tables::Wanted;
use nrt::files::Files;
use nrt::lang::Lang;
use nrt::load::load;
use nrt::method::{Clause, Passage};
use nrt::model::{self, Key, Shape};
use nrt::render::{self, reference, schema};
use nrt::rule::page::DEFAULT_DAY;
use nrt::rules;
use serde_json::{Map, Value, json};
use toml::de::{DeTable, DeValue};

use crate::support::{files_below, read, root};

/// Every generated file: its path in the repository, and its text.
fn generated() -> impl Iterator<Item = (String, String)> {
    schema::files().into_iter().chain(reference::files())
}

#[test]
fn what_is_generated_is_committed() {
    let bless = std::env::var_os("NRT_BLESS").is_some();
    let mut stale = Vec::new();
    for (path, text) in generated() {
        let file = root().join(&path);
        if bless {
            std::fs::create_dir_all(file.parent().expect("a folder")).expect("a new folder");
            std::fs::write(&file, &text).expect("a file that can be written");
        }
        if std::fs::read_to_string(&file).ok().as_deref() != Some(text.as_str()) {
            stale.push(path);
        }
    }
    assert!(stale.is_empty(), "not fresh; run `NRT_BLESS=1 cargo test`:\n{}", stale.join("\n"));
    let schemas: BTreeSet<_> = schema::files().iter().map(|(path, _)| root().join(path)).collect();
    let lying: BTreeSet<_> = files_below(&root().join("schema"), "json").into_iter().collect();
    assert_eq!(lying, schemas, "the schemas that lie there, and those that are generated");
}

#[test]
fn every_schema_is_one_of_draft_7() {
    for (path, text) in schema::files() {
        let schema: Value = serde_json::from_str(&text).expect("JSON");
        assert_eq!(schema["$schema"], "http://json-schema.org/draft-07/schema#", "{path}");
        if let Err(error) = jsonschema::draft7::meta::validate(&schema) {
            panic!("{path}: {error}");
        }
    }
}

/// In an editor a rule that a whole table breaks is shown on every line of it.
#[test]
fn schemas_for_editors_say_shape_only() {
    for kind in Kind::ALL {
        let text = schema::editor(kind, Lang::Fr).to_string();
        for word in ["\"required\":", "\"additionalProperties\":false", "\"if\":", "\"oneOf\":"] {
            assert!(!text.contains(word), "{}: {word}", kind.stem());
        }
    }
}

/// Values that a key might hold.
const PROBES: [&str; 14] = [
    "\"texte\"",
    "\"stakeholders.dgs\"",
    "12",
    "-1",
    "0.5",
    "-0.5",
    "true",
    "2026-12-10",
    "14:00:00",
    "[]",
    "[\"texte\"]",
    "[12]",
    "[2026-12-10]",
    "{}",
];

#[test]
fn reader_and_schemas_agree_on_every_key() {
    let mut disagreements = Vec::new();
    for kind in Kind::ALL {
        let validator = validator(&schema::editor(kind, Lang::Fr));
        let path = if kind.holds_entities() { vec!["entite".to_owned()] } else { Vec::new() };
        for (path, shape) in leaves(&path, model::keys(kind)) {
            let sound = sound(&shape);
            let probes = PROBES.iter().map(|probe| (*probe, true)).chain([(sound.as_str(), false)]);
            for (value, any) in probes {
                if any && !comparable(value, &shape) {
                    continue;
                }
                let text = written(&path, value);
                let reader = reader_accepts(kind, &text);
                let schema = validator.is_valid(&json_of(&text));
                if reader != schema || !any && !reader {
                    disagreements.push(format!(
                        "{}: {} = {value}: reader {reader}, schema {schema}",
                        kind.file(),
                        path.join(".")
                    ));
                }
            }
        }
    }
    assert!(disagreements.is_empty(), "{}", disagreements.join("\n"));
}

#[test]
fn an_entity_is_a_table_for_both() {
    for kind in Kind::ALL.into_iter().filter(|kind| kind.holds_entities()) {
        let validator = validator(&schema::editor(kind, Lang::En));
        for (text, sound) in [("[entite]\n", true), ("entite = 12\n", false)] {
            assert_eq!(reader_accepts(kind, text), sound, "{}: {text}", kind.file());
            assert_eq!(validator.is_valid(&json_of(text)), sound, "{}: {text}", kind.file());
        }
    }
}

#[test]
fn sound_projects_are_what_the_schemas_describe() {
    let mut seen = 0;
    for project in ["example-project", "tests/projects/minimal", "tests/projects/flash"] {
        for kind in Kind::ALL {
            let file = root().join(project).join(kind.file());
            let Ok(text) = std::fs::read_to_string(&file) else {
                continue;
            };
            let instance = json_of(&text);
            for lang in Lang::ALL {
                if let Err(error) = validator(&schema::editor(kind, lang)).validate(&instance) {
                    panic!("{}, {}: {error}", file.display(), error.instance_path());
                }
            }
            seen += 1;
        }
    }
    assert!(seen >= 20, "{seen} files");
    let wrong = read(&root().join("tests/projects/every-mistake/stakeholders.toml"));
    assert!(!validator(&schema::editor(Kind::Stakeholder, Lang::Fr)).is_valid(&json_of(&wrong)));
}

/// The documents that nrt prints, of sound and of broken projects alike.
#[test]
fn documents_keep_the_promise_of_their_schemas() {
    let [checks, listed, ruled, exported] =
        [schema::check(), schema::list(), schema::rules_document(), schema::export()]
            .map(|schema| validator(&schema));
    let folders = std::fs::read_dir(root().join("tests/projects")).expect("a folder");
    let mut projects = vec![root().join("example-project")];
    projects.extend(folders.map(|folder| folder.expect("a project").path()));
    for project in projects {
        let texts: Vec<(&str, String)> = Kind::ALL
            .into_iter()
            .map(|kind| (kind.file(), project.join(kind.file())))
            .filter_map(|(name, path)| Some((name, std::fs::read_to_string(path).ok()?)))
            .collect();
        let files = Files::from_texts(texts.iter().map(|(name, text)| (*name, text.as_str())));
        let loaded = load(&files, Lang::Fr);
        let settings = check::Settings {
            today: DEFAULT_DAY,
            horizon: None,
            lang: Lang::Fr,
            attachments: BTreeMap::new(),
        };
        let checked = check::check(&loaded, &settings);
        keeps(&checks, &render::json::check(&loaded, &checked, &settings), &project);
        keeps(&ruled, &render::rules::json(&check::context(&loaded, &settings)), &project);
        let wanted = Wanted { lang: Lang::Fr, kind: None, anonymous: false };
        keeps(&exported, &exchange::json::write(&loaded.documents, wanted), &project);
        for kind in Kind::ALL.into_iter().filter(|kind| *kind != Kind::Project) {
            keeps(&listed, &render::list::json(&loaded.documents, kind), &project);
        }
    }
}

/// A document is accepted, and without any of its fields refused.
fn keeps(validator: &jsonschema::Validator, document: &str, project: &Path) {
    let document: Value = serde_json::from_str(document).expect("JSON");
    if let Err(error) = validator.validate(&document) {
        panic!("{}: {}: {error}", project.display(), error.instance_path());
    }
    for field in document.as_object().into_iter().flat_map(Map::keys) {
        let mut lacking = document.clone();
        lacking.as_object_mut().and_then(|fields| fields.shift_remove(field));
        assert!(!validator.is_valid(&lacking), "{}: accepted without {field}", project.display());
    }
}

#[test]
fn every_sentence_of_the_method_has_a_rule() {
    let activities = (1..=7).map(Clause::Activity);
    let recommendations = (1..=5).map(Clause::Recommendation);
    // The step that follows is named by `nrt status`: nothing in a project could break it.
    let passages = Passage::ALL.into_iter().filter(|passage| *passage != Passage::NextStep);
    let bare: Vec<String> = activities
        .chain(recommendations)
        .chain(passages.map(Clause::Passage))
        .filter(|clause| rules::holding(*clause).next().is_none())
        .map(Clause::name)
        .collect();
    assert!(bare.is_empty(), "no rule for {}", bare.join(", "));
}

fn validator(schema: &Value) -> jsonschema::Validator {
    jsonschema::draft7::options()
        .should_validate_formats(true)
        .build(schema)
        .expect("a sound schema")
}

/// Every key below `path` with its shape, the tables it may lie in included.
fn leaves(path: &[String], keys: &[Key]) -> Vec<(Vec<String>, Shape)> {
    let mut found = Vec::new();
    for key in keys {
        let path = [path, &[key.name.to_owned()]].concat();
        found.push((path.clone(), key.shape));
        match key.shape {
            Shape::Table(keys) => found.extend(leaves(&path, keys)),
            Shape::Map(inner) => {
                let path = [path.as_slice(), &["no-referent".to_owned()]].concat();
                found.push((path.clone(), *inner));
                if let Shape::Table(keys) = inner {
                    found.extend(leaves(&path, keys));
                }
            }
            _ => {}
        }
    }
    found
}

/// A file with one value.
fn written(path: &[String], value: &str) -> String {
    format!("{} = {value}\n", path.join("."))
}

fn sound(shape: &Shape) -> String {
    match shape {
        Shape::Text | Shape::Reference(_) | Shape::Rule => "\"texte\"".to_owned(),
        Shape::Date => "2026-12-10".to_owned(),
        Shape::Time => "14:00:00".to_owned(),
        Shape::Count => "12".to_owned(),
        Shape::Number => "0.5".to_owned(),
        Shape::Flag => "true".to_owned(),
        Shape::Word(words) => json!(words.last().map(|word| word.name)).to_string(),
        Shape::Address => "\"stakeholders.dgs\"".to_owned(),
        Shape::List(inner) => format!("[{}]", sound(inner)),
        Shape::Table(_) | Shape::Map(_) => "{}".to_owned(),
    }
}

/// Whether a probe means the same in TOML and in JSON for a key: dates are text in JSON.
fn comparable(probe: &str, shape: &Shape) -> bool {
    let dated = probe.contains("2026-") || probe.contains(':');
    let inner = if let Shape::List(inner) = shape { inner } else { shape };
    !dated || !matches!(inner, Shape::Text | Shape::Reference(_) | Shape::Rule)
}

/// Whether the reader takes every value of a file, whatever it lacks.
fn reader_accepts(kind: Kind, text: &str) -> bool {
    let files = Files::from_texts([(kind.file(), text)]);
    let refused = ["wrong-type", "unknown-value", "syntax"];
    load(&files, Lang::Fr).findings.iter().all(|finding| !refused.contains(&finding.rule))
}

fn json_of(text: &str) -> Value {
    let table = DeTable::parse(text).expect("sound TOML");
    object_of(table.get_ref())
}

fn object_of(table: &DeTable<'_>) -> Value {
    let members =
        table.iter().map(|(key, value)| (key.get_ref().to_string(), value_of(value.get_ref())));
    Value::Object(members.collect::<Map<_, _>>())
}

/// A value as editors' TOML servers hand it to a schema.
fn value_of(value: &DeValue<'_>) -> Value {
    match value {
        DeValue::String(text) => json!(text),
        DeValue::Integer(integer) => {
            json!(i64::from_str_radix(integer.as_str(), integer.radix()).expect("an integer"))
        }
        DeValue::Float(float) => json!(float.as_str().parse::<f64>().expect("a float")),
        DeValue::Boolean(flag) => json!(flag),
        DeValue::Datetime(moment) => json!(moment.to_string()),
        DeValue::Array(items) => items.iter().map(|item| value_of(item.get_ref())).collect(),
        DeValue::Table(table) => object_of(table),
    }
}
