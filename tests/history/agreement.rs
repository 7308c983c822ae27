//! Agreement with git on what it can know: which commits change a file of the project.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use nrt::address::Kind;
use nrt::lang::Lang;
use proptest::prelude::*;
use proptest::test_runner::Config;
use serde_json::Value;

use super::repository::Repository;
use crate::runner::run;

/// A commit to make: its parents, counted back from it, and what it writes.
#[derive(Debug, Clone)]
struct Made {
    parents: Vec<usize>,
    edits: Vec<(usize, usize)>,
}

/// The files that change: five of the ten, one that looks like one, and one elsewhere.
const FILES: [&str; 7] = [
    "p/nrt.toml",
    "p/stakeholders.toml",
    "p/milestones.toml",
    "p/decisions.toml",
    "p/waivers.toml",
    "p/autre.toml",
    "LISEZMOI",
];

/// What a file may hold; the first is nothing at all.
const TEXTS: [&str; 9] = [
    "",
    "[a]\ntitle = \"Un\"\n",
    "# Remarque.\n[a]\ntitle = \"Un\"\n",
    "[a]\ntitle = \"Deux\"\n[b]\n",
    "[b]\n\n[a]\ntitle = \"Deux\"\n",
    "[c]\nformerly = [\"a\"]\ntitle = \"Un\"\ndate = 2026-12-10\n",
    "[b]\ntitle = \"Un\"\n",
    "[a]\ntitle = \"Un\n[b]\ntitle = \"Deux\"\n",
    "<<<<<<< a\n[a]\n=======\n[b]\n>>>>>>> b\n",
];

fn histories() -> impl Strategy<Value = Vec<Made>> {
    let edits = prop::collection::vec((0..FILES.len(), 0..TEXTS.len()), 0..4);
    // Mostly the commit before; now and then a root, a branch, a merge of two or three.
    let parents = prop_oneof![
        6 => Just(vec![1]),
        1 => Just(vec![]),
        2 => (1..5_usize).prop_map(|n| vec![n]),
        3 => (1..4_usize, 1..6_usize).prop_map(|(a, b)| vec![a, b]),
        1 => (1..4_usize, 1..6_usize, 1..6_usize).prop_map(|(a, b, c)| vec![a, b, c]),
    ];
    let made = (parents, edits).prop_map(|(parents, edits)| Made { parents, edits });
    prop::collection::vec(made, 1..14)
}

/// Writes a history; the last commit is HEAD.
fn repository(history: &[Made]) -> Repository {
    let repository = Repository::new();
    let mut states: Vec<BTreeMap<usize, usize>> = Vec::new();
    let mut stream = String::new();
    for (n, made) in history.iter().enumerate() {
        let mut parents: Vec<usize> =
            made.parents.iter().filter_map(|back| n.checked_sub(*back)).collect();
        let mut seen = BTreeSet::new();
        parents.retain(|parent| seen.insert(*parent));
        let mut state = parents.first().map(|first| states[*first].clone()).unwrap_or_default();
        state.extend(made.edits.iter().copied());
        // Every commit in the same minute, and some before their parents.
        let time = 1_790_000_000 + (n * 7) % 5;
        let _ = writeln!(stream, "commit refs/made/{n}\nmark :{}", n + 1);
        let _ = writeln!(stream, "author A <a@b.example> {time} +0000");
        let _ = writeln!(stream, "committer A <a@b.example> {time} +0000\ndata <<.\nc{n}\n.");
        for (at, parent) in parents.iter().enumerate() {
            let _ = writeln!(stream, "{} :{}", if at == 0 { "from" } else { "merge" }, parent + 1);
        }
        let _ = writeln!(stream, "deleteall");
        for (file, text) in state.iter().filter(|(_, text)| **text > 0) {
            let text = TEXTS[*text];
            let _ = writeln!(stream, "M 100644 inline {}", FILES[*file]);
            let _ = writeln!(stream, "data {}\n{text}", text.len());
        }
        stream.push('\n');
        states.push(state);
    }
    let _ = writeln!(stream, "reset refs/heads/main\nfrom :{}", history.len());
    repository.git_told(&["fast-import", "--quiet"], stream.as_bytes());
    repository
}

/// The project's files in a commit, as `git ls-tree` tells them.
fn files(repository: &Repository, commit: &str) -> Vec<String> {
    let known: Vec<String> = Kind::ALL.iter().map(|kind| format!("p/{}", kind.file())).collect();
    let told = repository.git(&["ls-tree", commit, "p/"]);
    let lines = told.lines().map(str::to_owned);
    lines.filter(|line| known.iter().any(|name| line.ends_with(&format!("\t{name}")))).collect()
}

/// The commits whose files differ from those of every parent; of a root, from nothing.
fn changed(repository: &Repository) -> BTreeSet<String> {
    let listed = repository.git(&["rev-list", "--parents", "HEAD"]);
    let mut changed = BTreeSet::new();
    for line in listed.lines() {
        let (commit, parents) = line.split_once(' ').unwrap_or((line, ""));
        let own = files(repository, commit);
        let mut parents = parents.split_whitespace().peekable();
        let differs = match parents.peek() {
            None => !own.is_empty(),
            Some(_) => parents.all(|parent| files(repository, parent) != own),
        };
        if differs {
            changed.insert(commit.to_owned());
        }
    }
    changed
}

fn told(repository: &Repository, args: &[&str]) -> Vec<Value> {
    let folder = repository.path().join("p");
    std::fs::create_dir_all(&folder).expect("made");
    // The project is found by its file, whatever the history holds.
    std::fs::write(folder.join("nrt.toml"), "format = 1\n").expect("written");
    let ran = run(&folder, Lang::En, &[&["log", "--format", "json"], args].concat());
    assert_eq!(ran.code, 0, "{}", ran.err);
    let document: Value = serde_json::from_str(&ran.out).expect("JSON");
    document["entries"].as_array().expect("a list").clone()
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

/// Every entity with its fields: what is left when each change is done, the oldest first.
fn replayed(entries: &[Value]) -> BTreeMap<String, BTreeMap<String, Value>> {
    let mut state: BTreeMap<String, BTreeMap<String, Value>> = BTreeMap::new();
    for entry in entries.iter().rev() {
        let changes = entry["changes"].as_array().expect("a list");
        let mut taken = BTreeMap::new();
        for change in changes {
            match change["kind"].as_str() {
                Some("renamed") => {
                    let fields = state.remove(&text(&change["from"])).expect("an entity");
                    taken.insert(text(&change["address"]), fields);
                }
                Some("removed") => {
                    state.remove(&text(&change["address"])).expect("an entity");
                }
                _ => {}
            }
        }
        for change in changes.iter().filter(|change| change["kind"] != "removed") {
            let address = text(&change["address"]);
            let fields = taken.remove(&address).or_else(|| state.remove(&address));
            assert_eq!(fields.is_none(), change["kind"] == "added", "{change}");
            let mut fields = fields.unwrap_or_default();
            for edit in change["edits"].as_array().expect("a list") {
                let key = text(&edit["address"])[address.len()..].to_owned();
                let before = fields.remove(&key).unwrap_or(Value::Null);
                assert_eq!(before, edit["before"], "{change}");
                if !edit["after"].is_null() {
                    fields.insert(key, edit["after"].clone());
                }
            }
            state.insert(address, fields);
        }
    }
    for fields in state.values_mut() {
        // That an entity was renamed is said once, and not again as an edit.
        fields.remove(".formerly");
    }
    state
}

proptest! {
    #![proptest_config(Config { cases: 40, failure_persistence: None, ..Config::default() })]

    #[test]
    fn git_agrees(history in histories()) {
        let repository = repository(&history);
        let all = told(&repository, &["--all-parents", "--cosmetic"]);
        let listed: Vec<String> = all.iter().map(|entry| text(&entry["commit"])).collect();
        let once: BTreeSet<String> = listed.iter().cloned().collect();
        prop_assert_eq!(once.len(), listed.len(), "a commit is told twice");
        prop_assert_eq!(once, changed(&repository));
        prop_assert_eq!(repository.git(&["fsck", "--strict", "--no-dangling"]), "");
    }

    #[test]
    fn the_changes_lead_to_the_latest_state(history in histories()) {
        let repository = repository(&history);
        let tree = repository.git(&["rev-parse", "HEAD^{tree}"]);
        let alone = repository.git(&["commit-tree", "-m", "alone", tree.trim()]);
        let alone = told(&repository, &["--at", alone.trim()]);
        let unreadable: Vec<String> = alone
            .iter()
            .flat_map(|entry| entry["unreadable"].as_array().cloned().unwrap_or_default())
            .map(|file| text(&file).replace(".toml", ""))
            .collect();
        let mut state = replayed(&told(&repository, &[]));
        state.retain(|address, _| {
            !unreadable.iter().any(|stem| address.split('.').next() == Some(stem))
        });
        prop_assert_eq!(state, replayed(&alone));
    }
}
