//! The changes between two versions say everything: done to the first one, they give the second.

use std::collections::BTreeMap;

use nrt::address::{Address, Kind};
use nrt::changes::{ChangeKind, Changes, changes, same};
use nrt::files::Files;
use nrt::lang::Lang;
use nrt::load::{Loaded, load};
use proptest::prelude::*;
use proptest::test_runner::Config;
use toml::de::{DeTable, DeValue};

use crate::support::{read, root};

/// The keys of a file's entities and what each may hold; one that the model does not know among
/// them. What is written another way in the other style says the same.
type Keys = &'static [(&'static str, [&'static str; 3])];

const FILES: [(Kind, Keys); 6] = [
    (
        Kind::Project,
        &[
            ("title", ["\"Un\"", "\"Deux\"", "\"\""]),
            ("population", ["1_000", "2_000", "3.50"]),
            ("start", ["2026-10-05", "2026-12-01", "\"plus tard\""]),
            ("inconnu", ["{ a = 1_000 }", "[1_000, 2]", "true"]),
        ],
    ),
    (
        Kind::Stakeholder,
        &[
            ("name", ["\"Un\"", "\"Deux\"", "'Trois'"]),
            ("contact", ["\"a@b.example\"", "\"c@d.example\"", "12"]),
            ("launch", ["\"invited\"", "\"consulted\"", "[]"]),
            ("note", ["\"\"\"\n[b]\n\"\"\"", "\"[b]\"", "\"été\""]),
            ("inconnu", ["{ a = 1_000, b = { c = [1] } }", "{ b = { c = [1] }, a = 1 }", "1_000"]),
        ],
    ),
    (
        Kind::Scope,
        &[
            ("name", ["\"Piscines\"", "\"Écoles\"", "\"\""]),
            ("count", ["1_000", "2", "0x10"]),
            ("managed", ["true", "false", "\"oui\""]),
        ],
    ),
    (
        Kind::Milestone,
        &[
            ("title", ["\"Un\"", "\"Deux\"", "1.50"]),
            ("kind", ["\"launch-committee\"", "\"other\"", "\"livrable\""]),
            ("date", ["2026-12-10", "2027-01-14", "14:00:00"]),
            ("participants", ["[\"a\", \"b\"]", "[\"b\", \"a\"]", "[]"]),
        ],
    ),
    (
        Kind::Document,
        &[
            ("title", ["\"Un\"", "\"Deux\"", "\"Trois\""]),
            ("findings.measurement", ["[\"x\"]", "[\"x\", \"y\"]", "[]"]),
            ("findings.inconnu", ["1_000", "{ a = [1] }", "true"]),
            ("inconnu", ["1_000", "2", "false"]),
        ],
    ),
    (
        Kind::Decision,
        &[
            ("title", ["\"Un\"", "\"Deux\"", "\"Trois\""]),
            ("concerns", ["[\"scope.coverage\"]", "[]", "[\"a\"]"]),
        ],
    ),
];

const IDS: [&str; 5] = ["a", "b", "c", "d", "e"];

/// What an entity holds, by key; and the id it says it had.
type Entity = (BTreeMap<usize, usize>, Option<usize>);

/// The entities of each file.
type Version = Vec<BTreeMap<usize, Entity>>;

fn entity() -> impl Strategy<Value = Entity> {
    let fields = prop::collection::btree_map(0..5_usize, 0..3_usize, 0..4);
    (fields, prop::option::weighted(0.2, 0..IDS.len()))
}

fn version() -> impl Strategy<Value = Version> {
    let file = prop::collection::btree_map(0..IDS.len(), entity(), 0..4);
    prop::collection::vec(file, FILES.len())
}

/// A version, and another one: some of it edited, taken away or renamed; or nothing of it.
fn pair() -> impl Strategy<Value = (Version, Version)> {
    let edit = (0..FILES.len(), 0..IDS.len(), 0..5_u8, 0..IDS.len(), entity());
    let near = (version(), prop::collection::vec(edit, 0..9)).prop_map(|(before, edits)| {
        let mut after = before.clone();
        for (file, id, what, other, entity) in edits {
            let file = &mut after[file];
            let old = file.remove(&id);
            match (what, old) {
                (0, _) => {}
                (1, Some((fields, _))) => drop(file.insert(other, (fields, Some(id)))),
                (2, Some(old)) => drop(file.insert(other, old)),
                // Two heirs: one of them is new.
                (3, Some(old)) => {
                    file.insert((other + 1) % IDS.len(), old.clone());
                    file.insert(other, old);
                }
                (_, Some((mut fields, formerly))) => {
                    fields.extend(entity.0);
                    file.insert(id, (fields, formerly));
                }
                (_, None) => drop(file.insert(id, entity)),
            }
        }
        (before, after)
    });
    prop_oneof![4 => near, 1 => (version(), version())]
}

/// The files of a version, in one of two ways of writing: the order, the numbers, the tables.
fn files(version: &Version, other_style: bool) -> Files {
    let texts = FILES.iter().zip(version).map(|((kind, keys), entities)| {
        let mut tables = Vec::new();
        for (id, (fields, formerly)) in entities {
            let id = match kind {
                Kind::Project => {
                    ["project", "authority", "roles", "zzz", "thresholds"][*id].to_owned()
                }
                Kind::Scope => format!("facilities.{}", IDS[*id]),
                _ => IDS[*id].to_owned(),
            };
            let mut table = format!("[{id}]\n");
            for (key, value) in fields {
                let Some((key, values)) = keys.get(*key) else { continue };
                table.push_str(&format!("{key} = {}\n", values[*value]));
            }
            if let Some(former) = formerly.filter(|_| kind.holds_entities()) {
                table.push_str(&format!("formerly = [\"{}\"]\n", IDS[former]));
            }
            tables.push(table);
        }
        let mut text = match kind {
            Kind::Scope => format!("departments = [\"{}\"]\n", entities.len() % 2),
            Kind::Project => "format = 1\n".to_owned(),
            _ => String::new(),
        };
        if other_style {
            tables.reverse();
            text = tables.iter().fold(text, |text, table| text + "# Remarque.\n" + table);
            text = text.replace("1_000", "1000").replace("0x10", "16");
        } else {
            text.extend(tables);
        }
        (kind.file(), text)
    });
    let texts: Vec<(&str, String)> = texts.collect();
    Files::from_texts(texts.iter().map(|(name, text)| (*name, text.as_str())))
}

/// A value, tables opened.
#[derive(Debug, Clone)]
enum Node<'d> {
    Leaf(&'d DeValue<'d>),
    Table(BTreeMap<String, Node<'d>>),
}

impl<'d> Node<'d> {
    fn of(value: &'d DeValue<'d>) -> Self {
        match value {
            DeValue::Table(table) => Self::of_table(table),
            value => Self::Leaf(value),
        }
    }

    fn of_table(table: &'d DeTable<'d>) -> Self {
        let entries = table.iter();
        Self::Table(
            entries
                .map(|(key, value)| (key.get_ref().to_string(), Self::of(value.get_ref())))
                .collect(),
        )
    }

    /// The value at a path, taken out.
    fn take(&mut self, path: &[String]) -> Option<Self> {
        let Self::Table(table) = self else { return None };
        let (last, above) = path.split_last().expect("a path");
        match above {
            [] => table.remove(last),
            [first, ..] => table.get_mut(first)?.take(&path[1..]),
        }
    }

    fn put(&mut self, path: &[String], node: Self) {
        let Self::Table(table) = self else { panic!("no table for {path:?}") };
        match path {
            [] => panic!("no path"),
            [key] => {
                assert!(table.insert(key.clone(), node).is_none(), "{path:?} is there already");
            }
            [key, ..] => {
                let inner = table.entry(key.clone()).or_insert(Self::Table(BTreeMap::new()));
                inner.put(&path[1..], node);
            }
        }
    }

    /// Without tables that hold nothing, down to a depth at which they are entities.
    fn pruned(self, entities: usize, depth: usize) -> Option<Self> {
        let Self::Table(table) = self else { return Some(self) };
        let kept = table
            .into_iter()
            .filter_map(|(key, node)| Some((key, node.pruned(entities, depth + 1)?)));
        let kept: BTreeMap<_, _> = kept.collect();
        (depth == 0 || depth == entities || !kept.is_empty()).then_some(Self::Table(kept))
    }

    fn says(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Leaf(a), Self::Leaf(b)) => same(a, b),
            (Self::Table(a), Self::Table(b)) => {
                a.len() == b.len()
                    && a.iter().all(|(key, node)| b.get(key).is_some_and(|other| node.says(other)))
            }
            _ => false,
        }
    }
}

type State<'d> = BTreeMap<Kind, Node<'d>>;

fn state<'d>(loaded: &'d Loaded<'d>) -> State<'d> {
    let none = Node::Table(BTreeMap::new());
    let of =
        |kind: Kind| loaded.documents.get(kind).map_or(none.clone(), |d| Node::of_table(&d.table));
    Kind::ALL.into_iter().map(|kind| (kind, of(kind))).collect()
}

/// What is compared: every entity, and of what was renamed not by which former id that was said.
fn shown<'d>(state: State<'d>, changes: &Changes<'_>) -> State<'d> {
    let mut state = state;
    for change in &changes.changes {
        if matches!(change.kind, ChangeKind::Renamed { .. }) {
            let formerly = change.address.clone().key("formerly");
            drop(state.get_mut(&formerly.kind).expect("a file").take(&formerly.path));
        }
    }
    let pruned = |(kind, node): (Kind, Node<'d>)| {
        let depth = if kind == Kind::Scope { 2 } else { 1 };
        (kind, node.pruned(depth, 0).expect("a root"))
    };
    state.into_iter().map(pruned).collect()
}

/// Does the changes to a state; each value before must be the one that is there.
fn done<'d>(mut state: State<'d>, changes: &Changes<'d>) -> State<'d> {
    let mut at = |address: &Address, node: Option<Node<'d>>| {
        let file = state.get_mut(&address.kind).expect("a file");
        match node {
            None => file.take(&address.path),
            Some(node) => {
                file.put(&address.path, node);
                None
            }
        }
    };
    let mut moved = Vec::new();
    for change in &changes.changes {
        if let ChangeKind::Renamed { from } = &change.kind {
            moved.push((&change.address, at(from, None).expect("what is renamed")));
        }
    }
    for change in &changes.changes {
        // The keys at the root of a file are an entity that is no table of its own.
        if change.kind == ChangeKind::Added && !change.address.path.is_empty() {
            let node = Node::Table(BTreeMap::new());
            at(&change.address, Some(node));
        }
    }
    for (address, node) in moved {
        at(address, Some(node));
    }
    for edit in changes.changes.iter().flat_map(|change| &change.edits) {
        let before = at(&edit.address, None);
        match (&before, edit.before) {
            (None, None) => {}
            (Some(there), Some(value)) => assert!(there.says(&Node::of(value)), "{edit:?}"),
            _ => panic!("{edit:?} where there is {before:?}"),
        }
        if let Some(value) = edit.after {
            at(&edit.address, Some(Node::of(value)));
        }
    }
    for change in &changes.changes {
        if change.kind == ChangeKind::Removed && !change.address.path.is_empty() {
            let left = at(&change.address, None).and_then(|node| node.pruned(0, 1));
            assert!(left.is_none(), "{}: {left:?} is removed and not said", change.address);
        }
    }
    state
}

fn leads(a: &Loaded<'_>, b: &Loaded<'_>) -> Result<(), TestCaseError> {
    let found = changes(a, b);
    let rebuilt = shown(done(state(a), &found), &found);
    for (kind, wanted) in shown(state(b), &found) {
        let found = &rebuilt[&kind];
        prop_assert!(found.says(&wanted), "{}: {found:#?} is not {wanted:#?}", kind.file());
    }
    Ok(())
}

proptest! {
    #![proptest_config(Config { cases: 600, failure_persistence: None, ..Config::default() })]

    #[test]
    fn the_changes_done_to_one_version_give_the_other((before, after) in pair(), style in any::<bool>()) {
        let files = [files(&before, false), files(&before, true), files(&after, style)];
        let [a, alike, b] = files.each_ref().map(|files| load(files, Lang::En));
        prop_assert!(changes(&a, &a).changes.is_empty() && changes(&a, &a).cosmetic.is_empty());
        prop_assert!(changes(&a, &alike).changes.is_empty(), "{:#?}", changes(&a, &alike));
        leads(&a, &b)?;
        leads(&b, &a)?;
    }
}

/// A new id is no other change, there or back, whether the file tells the former one or not.
#[test]
fn an_entity_renamed_there_and_back_did_not_change() {
    let text = read(&root().join("example-project/stakeholders.toml"));
    let loaded_of = |text: &str| Files::from_texts([("stakeholders.toml", text)]);
    let ids: Vec<&str> =
        text.lines().filter_map(|line| line.strip_prefix('[')?.strip_suffix(']')).collect();
    assert!(ids.len() > 10, "{ids:?}");
    for id in ids {
        let header = format!("[{id}]\n");
        for now in ["[autre]\n".to_owned(), format!("[autre]\nformerly = [\"{id}\"]\n")] {
            let files = [text.clone(), text.replace(&header, &now)].map(|text| loaded_of(&text));
            let [a, b] = files.each_ref().map(|files| load(files, Lang::En));
            for (from, to) in [(&a, &b), (&b, &a)] {
                let found = changes(from, to);
                let [change] = found.changes.as_slice() else { panic!("{found:#?}") };
                let renamed = matches!(change.kind, ChangeKind::Renamed { .. });
                assert!(renamed && change.edits.is_empty(), "{id}: {change:#?}");
            }
            let back = loaded_of(&text.replace(&header, &now).replace(&now, &header));
            assert!(changes(&a, &load(&back, Lang::En)).changes.is_empty(), "{id}");
        }
    }
}
