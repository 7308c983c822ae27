//! Thousands of generated files: after any edit every byte outside the target is the same, and what
//! is done and taken back was never there.

use std::ops::Range;

use nrt::address::{Address, Kind};
use nrt::amend::{Request, amend};
use nrt::changes::same;
use nrt::files::{DEFAULT_MAX_FILE_SIZE, Files};
use nrt::lang::Lang;
use proptest::prelude::*;
use proptest::test_runner::Config;
use toml::de::{DeTable, DeValue};

use super::text::{Dice, IDS, Shape, file};

const DOCUMENTS: &[(&str, Shape)] = &[
    ("title", Shape::Text),
    ("holder", Shape::Id),
    ("dated", Shape::Date),
    ("due", Shape::Date),
    ("note", Shape::Text),
    ("formerly", Shape::Texts),
];
const MILESTONES: &[(&str, Shape)] = &[
    ("title", Shape::Text),
    ("date", Shape::Date),
    ("participants", Shape::Ids),
    ("covers", Shape::Texts),
    ("note", Shape::Text),
];
const BODIES: &[(&str, Shape)] = &[
    ("name", Shape::Text),
    ("sessions", Shape::Dates),
    ("lead", Shape::Id),
    ("note", Shape::Text),
];
const STAKEHOLDERS: &[(&str, Shape)] = &[
    ("name", Shape::Text),
    ("bilateral", Shape::Date),
    ("questions", Shape::Text),
    ("note", Shape::Text),
];

/// A project whose files are sound, whatever they lack.
fn project(dice: &mut Dice) -> Files {
    Files::from_texts([
        ("stakeholders.toml", file(dice, STAKEHOLDERS, None).as_str()),
        ("milestones.toml", file(dice, MILESTONES, None).as_str()),
        ("documents.toml", file(dice, DOCUMENTS, Some("findings")).as_str()),
        ("bodies.toml", file(dice, BODIES, None).as_str()),
    ])
}

fn text(files: &Files, kind: Kind) -> String {
    let bytes = files.known.get(&kind).and_then(|read| read.as_ref().ok());
    String::from_utf8(bytes.cloned().unwrap_or_default()).expect("UTF-8")
}

fn done(files: &Files, request: &Request) -> Option<Files> {
    let requests = std::slice::from_ref(request);
    let amended =
        amend(files, requests, DEFAULT_MAX_FILE_SIZE, Lang::Fr, &|_| String::new()).ok()?;
    let mut files = files.clone();
    for one in amended {
        assert_ne!(one.before.as_ref(), Some(&one.after), "an unchanged file is none that changes");
        files.known.insert(one.kind, Ok(one.after));
    }
    Some(files)
}

/// The stretch of the first text that is not in the second one.
fn replaced(before: &str, after: &str) -> Range<usize> {
    let (a, b) = (before.as_bytes(), after.as_bytes());
    let start = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let most = a.len().min(b.len()) - start;
    let end = a.iter().rev().zip(b.iter().rev()).take(most).take_while(|(a, b)| a == b).count();
    start..a.len() - end
}

fn value<'t>(table: &'t DeTable<'t>, path: &[&str]) -> Option<&'t toml::Spanned<DeValue<'t>>> {
    let (first, rest) = path.split_first()?;
    let mut value = table.get(*first)?;
    for key in rest {
        value = value.get_ref().as_table()?.get(*key)?;
    }
    Some(value)
}

/// Every value that is not a table, by its path.
fn leaves(text: &str) -> Vec<(Vec<String>, DeValue<'_>)> {
    fn walk<'t>(table: &DeTable<'t>, path: &[String], found: &mut Vec<(Vec<String>, DeValue<'t>)>) {
        for (key, value) in table {
            let path = [path, &[key.get_ref().to_string()]].concat();
            match value.get_ref() {
                DeValue::Table(inner) => walk(inner, &path, found),
                other => found.push((path, other.clone())),
            }
        }
    }
    let table = DeTable::parse(text).unwrap_or_else(|error| panic!("{text:?}: {error}"));
    let mut found = Vec::new();
    walk(table.get_ref(), &[], &mut found);
    found
}

/// Whether two files say the same but for what lies at a path.
fn same_but(before: &str, after: &str, path: &[&str]) -> bool {
    let kept = |text| -> Vec<(Vec<String>, DeValue<'static>)> {
        let all = leaves(text)
            .into_iter()
            .filter(|(at, _)| !at.iter().zip(path).all(|(a, b)| a == b) || at.len() < path.len());
        all.map(|(at, value)| (at, owned(&value))).collect()
    };
    let (a, b) = (kept(before), kept(after));
    a.len() == b.len() && a.iter().zip(&b).all(|((p, a), (q, b))| p == q && same(a, b))
}

fn owned(value: &DeValue<'_>) -> DeValue<'static> {
    let mut table = toml::Spanned::new(0..0, value.clone());
    table.get_mut().make_owned();
    let text = format!("x = {}", rendered(table.get_ref()));
    let text: &'static str = Box::leak(text.into_boxed_str());
    let parsed = DeTable::parse(text).expect("a value");
    parsed.get_ref().get("x").expect("x").get_ref().clone()
}

fn rendered(value: &DeValue<'_>) -> String {
    match value {
        DeValue::String(text) => nrt::edit::quoted(text),
        DeValue::Integer(integer) => integer.as_str().to_owned(),
        DeValue::Float(float) => float.as_str().to_owned(),
        DeValue::Boolean(flag) => flag.to_string(),
        DeValue::Datetime(moment) => moment.to_string(),
        DeValue::Array(items) => {
            let items: Vec<String> = items.iter().map(|item| rendered(item.get_ref())).collect();
            format!("[{}]", items.join(", "))
        }
        DeValue::Table(_) => unreachable!("leaves only"),
    }
}

/// An entity of a file, if it has any.
fn entity(dice: &mut Dice, text: &str) -> Option<String> {
    let table = DeTable::parse(text).ok()?;
    let ids: Vec<String> = table.get_ref().keys().map(|key| key.get_ref().to_string()).collect();
    (!ids.is_empty()).then(|| dice.pick(&ids).clone())
}

const SETS: &[(Kind, &str, &[&str])] = &[
    (Kind::Stakeholder, "name", &["Élu", "a \"b\" c", "l'eau"]),
    (Kind::Stakeholder, "bilateral", &["2026-11-05", "10/12/2026"]),
    (Kind::Stakeholder, "questions", &["un, deux", "# rien"]),
    (Kind::Milestone, "date", &["2026-01-01"]),
    (Kind::Milestone, "cancelled", &["true"]),
    (Kind::Milestone, "participants", &["dgs", "dgs, dsi, x", ""]),
    (Kind::Body, "sessions", &["2026-11-05", "2026-01-01, 2026-02-02, 2026-03-03"]),
    (Kind::Document, "findings.procurement", &["a", "z, b"]),
    (Kind::Document, "findings.measurement", &["m"]),
    (Kind::Document, "note", &["n"]),
];

proptest! {
    #![proptest_config(Config { cases: 1_000, failure_persistence: None, ..Config::default() })]

    /// Setting a value changes its bytes alone, or adds a line; the value is the one that was asked
    /// for; the file says the same of everything else; setting it back is the identity.
    #[test]
    fn a_value_that_is_set(seed in any::<u64>()) {
        let mut dice = Dice::new(seed);
        let files = project(&mut dice);
        let (kind, key, values) = *dice.pick(SETS);
        let before = text(&files, kind);
        let Some(id) = entity(&mut dice, &before) else { return Ok(()) };
        let path: Vec<&str> = std::iter::once(id.as_str()).chain(key.split('.')).collect();
        let address = Address { path: path.iter().map(|key| (*key).to_owned()).collect(), ..Address::file(kind) };
        let new = *dice.pick(values);
        let Some(files) = done(&files, &Request::Set { address: address.clone(), value: new.to_owned() }) else {
            // A participant that nobody is.
            prop_assert!(key == "participants", "{before}");
            return Ok(());
        };
        let after = text(&files, kind);
        let (was, now) = (DeTable::parse(&before).expect("sound"), DeTable::parse(&after).expect("sound"));
        let (old, there) = (value(was.get_ref(), &path), value(now.get_ref(), &path));
        prop_assert!(there.is_some());
        prop_assert!(same_but(&before, &after, &path), "{before}\n---\n{after}");
        if before == after {
            prop_assert!(old.is_some());
            return Ok(());
        }
        let gone = replaced(&before, &after);
        let allowed = old.map_or(gone.start..gone.start, toml::Spanned::span);
        prop_assert!(allowed.start <= gone.start && gone.end <= allowed.end, "{gone:?} of {before}\n---\n{after}");
        prop_assert_eq!(before.contains("\r\n"), after.contains("\r\n"));
        // And back.
        let back = match old.map(toml::Spanned::get_ref) {
            None => Request::Unset { address },
            Some(DeValue::String(text)) => Request::Set { address, value: text.to_string() },
            Some(DeValue::Datetime(day)) => Request::Set { address, value: day.to_string() },
            Some(DeValue::Boolean(flag)) => Request::Set { address, value: flag.to_string() },
            Some(_) => return Ok(()),
        };
        let plain = match old {
            None => !key.contains('.'),
            Some(old) => {
                let raw = &before[old.span()];
                // What is written in a way that no edit writes is said again in another one.
                let again = raw.starts_with('\'') && new.contains('\'');
                let odd = ["'''", "\"\"\"", "\\u"].iter().any(|odd| raw.contains(odd));
                !(odd || again)
            }
        };
        let Some(files) = done(&files, &back) else {
            // What is required is not taken out again.
            prop_assert!(old.is_none() && key == "name", "{back:?}");
            return Ok(());
        };
        if plain {
            prop_assert_eq!(text(&files, kind), before);
        } else {
            prop_assert!(same_but(&text(&files, kind), &before, &[]));
        }
    }

    /// What is taken out is gone, and every other value and every comment beside stays.
    #[test]
    fn a_value_that_is_taken_out(seed in any::<u64>()) {
        let mut dice = Dice::new(seed);
        let files = project(&mut dice);
        let (kind, key, _) = *dice.pick(SETS);
        let before = text(&files, kind);
        let Some(id) = entity(&mut dice, &before) else { return Ok(()) };
        let path: Vec<&str> = std::iter::once(id.as_str()).chain(key.split('.')).collect();
        let address = Address { path: path.iter().map(|key| (*key).to_owned()).collect(), ..Address::file(kind) };
        let there = value(DeTable::parse(&before).expect("sound").get_ref(), &path).is_some();
        let Some(files) = done(&files, &Request::Unset { address }) else {
            prop_assert!(!there || key == "name", "{before}");
            return Ok(());
        };
        let after = text(&files, kind);
        prop_assert!(value(DeTable::parse(&after).expect("sound").get_ref(), &path).is_none());
        prop_assert!(same_but(&before, &after, &path), "{before}\n---\n{after}");
        let marks = |text: &str| text.matches("# à revoir").count() + text.matches("# fin").count();
        prop_assert_eq!(marks(&before), marks(&after), "{}\n---\n{}", before, after);
    }

    /// An entity that is removed takes nothing else along.
    #[test]
    fn an_entity_that_is_removed(seed in any::<u64>()) {
        let mut dice = Dice::new(seed);
        let files = project(&mut dice);
        let kind = *dice.pick(&[Kind::Stakeholder, Kind::Milestone, Kind::Document, Kind::Body]);
        let before = text(&files, kind);
        let Some(id) = entity(&mut dice, &before) else { return Ok(()) };
        let refers = |other: &Kind| {
            leaves(&text(&files, *other)).iter().any(|(path, value)| {
                let key = path.last().map(String::as_str);
                matches!(key, Some("participants" | "holder"))
                    && rendered(value).contains(&format!("\"{id}\""))
            })
        };
        let held = kind == Kind::Stakeholder && [Kind::Milestone, Kind::Document].iter().any(refers);
        let removed = done(&files, &Request::Remove { entity: Address::entity(kind, &id) });
        prop_assert_eq!(removed.is_none(), held, "refused where somebody refers to it, and only there");
        let Some(files) = removed else { return Ok(()) };
        let after = text(&files, kind);
        prop_assert!(same_but(&before, &after, &[&id]), "{before}\n---\n{after}");
        prop_assert!(!leaves(&after).iter().any(|(path, _)| path[0] == id));
        prop_assert_eq!(before.starts_with('\u{feff}'), after.starts_with('\u{feff}'));
    }

    /// An entity that is added stands in the file, and every byte that was there still does.
    #[test]
    fn an_entity_that_is_added(seed in any::<u64>()) {
        let mut dice = Dice::new(seed);
        let files = project(&mut dice);
        let (kind, fields): (Kind, &[(&str, &str)]) = *dice.pick(&[
            (Kind::Milestone, [("title", "Nouveau"), ("kind", "other"), ("date", "2026-06-15")].as_slice()),
            (Kind::Milestone, [("date", "2026-06-15"), ("kind", "autre"), ("title", "Nouveau")].as_slice()),
            (Kind::Stakeholder, [("name", "É"), ("role", "it")].as_slice()),
            (Kind::Document, [("findings.procurement", "a"), ("title", "T"), ("kind", "pcaet"), ("status", "collected"), ("findings.awareness", "b")].as_slice()),
        ]);
        let fields = fields.iter().map(|(key, text)| ((*key).to_owned(), (*text).to_owned())).collect();
        let before = text(&files, kind);
        let added = done(&files, &Request::Add { kind, id: "nouveau".to_owned(), fields }).expect("added");
        let after = text(&added, kind);
        let gone = replaced(&before, &after);
        prop_assert!(gone.is_empty(), "{before}\n---\n{after}");
        prop_assert!(same_but(&before, &after, &["nouveau"]), "{before}\n---\n{after}");
        prop_assert!(leaves(&after).iter().any(|(path, _)| path[0] == "nouveau"));
        if before.contains("\r\n") {
            prop_assert_eq!(after.matches('\n').count(), after.matches("\r\n").count());
        }
        // And gone again: what is left says what was said, with no byte lost.
        let back = done(&added, &Request::Remove { entity: Address::entity(kind, "nouveau") }).expect("removed");
        let back = text(&back, kind);
        prop_assert!(same_but(&before, &back, &[]));
        let marks = |text: &str| text.matches('#').count();
        prop_assert_eq!(marks(&before), marks(&back), "{}\n---\n{}", before, back);
    }

    /// Another id, wherever the old one is referred to; and back is the identity.
    #[test]
    fn an_entity_that_is_renamed(seed in any::<u64>()) {
        let mut dice = Dice::new(seed);
        let files = project(&mut dice);
        let kind = *dice.pick(&[Kind::Stakeholder, Kind::Milestone, Kind::Document, Kind::Body]);
        let Some(id) = entity(&mut dice, &text(&files, kind)) else { return Ok(()) };
        let renamed = done(&files, &Request::Rename { entity: Address::entity(kind, &id), id: "nouveau".to_owned() }).expect("renamed");
        let after = text(&renamed, kind);
        prop_assert!(leaves(&after).iter().all(|(path, _)| path[0] != id));
        if kind == Kind::Stakeholder {
            for other in [Kind::Milestone, Kind::Document] {
                let held = leaves(&text(&renamed, other)).iter().any(|(path, value)| {
                    let key = path.last().map(String::as_str);
                    matches!(key, Some("participants" | "holder")) && rendered(value).contains(&format!("\"{id}\""))
                });
                prop_assert!(!held, "{}", text(&renamed, other));
            }
        }
        let back = done(&renamed, &Request::Rename { entity: Address::entity(kind, "nouveau"), id: id.clone() }).expect("back");
        for kind in [Kind::Stakeholder, Kind::Milestone, Kind::Document, Kind::Body] {
            let (was, now) = (text(&files, kind), text(&back, kind));
            // A list that was there and empty is none any more.
            if was.contains("formerly") {
                prop_assert!(same_but(&was, &now, &[&id, "formerly"]), "{was}\n---\n{now}");
            } else {
                prop_assert_eq!(was, now);
            }
        }
    }
}

#[test]
fn a_new_entity_is_written_as_the_others_are() {
    let text = "[a]\r\n  name = \"A\"\r\n  role = \"it\"\r\n";
    let files = Files::from_texts([("stakeholders.toml", text)]);
    let fields =
        [("role", "it"), ("name", "B")].map(|(key, text)| (key.to_owned(), text.to_owned()));
    let request =
        Request::Add { kind: Kind::Stakeholder, id: "b".to_owned(), fields: fields.into() };
    let files = done(&files, &request).expect("added");
    let expected = format!("{text}\r\n[b]\r\n  name = \"B\"\r\n  role = \"it\"\r\n");
    assert_eq!(self::text(&files, Kind::Stakeholder), expected);
}

#[test]
fn ids_of_generated_files_are_ids() {
    assert!(IDS.iter().all(|id| nrt::address::is_bare_key(id)));
}
