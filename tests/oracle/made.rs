//! Histories made at random: values set, entities and decisions added, removed, renamed; files
//! broken and mended; branches, merges, a folder that moves.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use proptest::prelude::*;

use crate::history::repository::Repository;

/// A version to make: its parents, counted back from it, what it takes from the second one, who
/// makes it, and what is done to it.
#[derive(Debug, Clone)]
pub struct Made {
    parents: Vec<usize>,
    taken: u8,
    author: usize,
    deeds: Vec<(Deed, usize, usize)>,
}

/// What is done to a version.
#[derive(Debug, Clone, Copy)]
enum Deed {
    Set,
    Rename,
    Remove,
    Add,
    Decide,
    Concern,
    Undecide,
    Break,
    Move,
}

/// The files of a project, the headers and keys of each as they are written.
#[derive(Debug, Clone, Default)]
pub struct State {
    files: BTreeMap<&'static str, File>,
    folder: usize,
}

#[derive(Debug, Clone, Default)]
struct File {
    tables: BTreeMap<String, BTreeMap<&'static str, String>>,
    broken: bool,
}

const FILES: [&str; 6] = ["nrt", "scope", "stakeholders", "milestones", "documents", "decisions"];

/// Where the project may lie.
pub const FOLDERS: [&str; 2] = ["p", "deep/q"];

/// Ids that are given again once they are free.
const IDS: [&str; 3] = ["a", "b", "\"é c\""];

pub fn histories(authors: usize) -> impl Strategy<Value = Vec<Made>> {
    let deed = prop_oneof![
        8 => Just(Deed::Set),
        3 => Just(Deed::Rename),
        2 => Just(Deed::Remove),
        2 => Just(Deed::Add),
        5 => Just(Deed::Decide),
        1 => Just(Deed::Concern),
        1 => Just(Deed::Undecide),
        1 => Just(Deed::Break),
        1 => Just(Deed::Move),
    ];
    let deeds = prop::collection::vec((deed, 0..60_usize, 0..60_usize), 0..4);
    let parents = prop_oneof![
        8 => Just(vec![1]),
        1 => (1..4_usize).prop_map(|n| vec![n]),
        2 => (1..3_usize, 1..6_usize).prop_map(|(a, b)| vec![a, b]),
        1 => (1..3_usize, 1..6_usize, 1..6_usize).prop_map(|(a, b, c)| vec![a, b, c]),
    ];
    let made = (parents, any::<u8>(), 0..authors, deeds)
        .prop_map(|(parents, taken, author, deeds)| Made { parents, taken, author, deeds });
    prop::collection::vec(made, 2..16)
}

/// Writes a history but for its last version, which is left in the folder; gives the folder.
pub fn repository(history: &[Made], one_each: bool) -> (Repository, &'static str) {
    let repository = Repository::new();
    let (mut states, mut stream, mut count) = (Vec::<State>::new(), String::new(), 0);
    for (n, made) in history.iter().enumerate() {
        let mut parents: Vec<usize> =
            made.parents.iter().filter_map(|back| n.checked_sub(*back)).collect();
        let mut seen = BTreeSet::new();
        parents.retain(|parent| seen.insert(*parent));
        let last = n + 1 == history.len();
        if last {
            parents = n.checked_sub(1).into_iter().collect();
        }
        let mut state = parents.first().map_or_else(start, |first| states[*first].clone());
        if let Some(second) = parents.get(1) {
            for (_, file) in FILES.iter().enumerate().filter(|(at, _)| made.taken >> at & 1 == 1) {
                state.files.insert(file, states[*second].files[file].clone());
            }
        }
        // A folder that moves is known again by most of its files, which are as they were: so they
        // are, where nothing else is done and a merge takes none from its second parent.
        let takes = parents.len() > 1 && made.taken & ((1 << FILES.len()) - 1) != 0;
        let alone = made.deeds.len() == 1 && !takes && !last;
        for deed in &made.deeds {
            state.does(*deed, alone, &mut count);
        }
        if last {
            // What is in force is asked of decisions that can be read.
            state.file("decisions").broken = false;
            states.push(state);
            break;
        }
        let author = if one_each { n } else { made.author };
        let _ = writeln!(stream, "commit refs/made/{n}\nmark :{}", n + 1);
        let time = 1_790_000_000 + (n * 7) % 5;
        let _ = writeln!(stream, "author A{author} <a@b.example> {time} +0000");
        let _ = writeln!(stream, "committer A <a@b.example> {time} +0000\ndata <<.\nc{n}\n.");
        for (at, parent) in parents.iter().enumerate() {
            let _ = writeln!(stream, "{} :{}", if at == 0 { "from" } else { "merge" }, parent + 1);
        }
        let _ = writeln!(stream, "deleteall");
        for (path, text) in state.texts() {
            let _ = writeln!(stream, "M 100644 inline {path}\ndata {}\n{text}", text.len());
        }
        stream.push('\n');
        states.push(state);
    }
    let _ = writeln!(stream, "reset refs/heads/main\nfrom :{}", history.len() - 1);
    repository.git_told(&["fast-import", "--quiet"], stream.as_bytes());
    let now = states.last().expect("a version");
    for (path, text) in now.texts() {
        repository.write(&path, &text);
    }
    (repository, FOLDERS[now.folder])
}

/// A project to start from.
fn start() -> State {
    let mut state = State::default();
    let texts = [
        ("nrt", "", "format", "1"),
        ("nrt", "project", "title", "\"Démarche\""),
        ("nrt", "project", "end", "2026-11-13"),
        ("scope", "", "coverage", "[\"authority\"]"),
        ("scope", "", "organisation", "\"central-services\""),
        ("scope", "facilities.a", "name", "\"N0\""),
        ("scope", "facilities.a", "count", "3"),
        ("stakeholders", "a", "name", "\"N1\""),
        ("stakeholders", "a", "bilateral", "2026-11-05"),
        ("milestones", "a", "title", "\"N2\""),
        ("milestones", "a", "date", "2026-12-10"),
        ("documents", "a", "title", "\"N3\""),
        ("documents", "a.findings", "procurement", "[\"un\"]"),
    ];
    for (file, table, key, value) in texts {
        state.file(file).tables.entry(table.to_owned()).or_default().insert(key, value.to_owned());
    }
    state.file("decisions");
    state
}

impl State {
    fn file(&mut self, name: &'static str) -> &mut File {
        self.files.entry(name).or_default()
    }

    fn texts(&self) -> Vec<(String, String)> {
        let text = |file: &File| {
            let mut text = String::new();
            for (header, table) in &file.tables {
                if !header.is_empty() {
                    let _ = writeln!(text, "[{header}]");
                }
                for (key, value) in table {
                    let _ = writeln!(text, "{key} = {value}");
                }
            }
            text + if file.broken { "!!!\n" } else { "" }
        };
        let path = |name: &str| format!("{}/{name}.toml", FOLDERS[self.folder]);
        self.files.iter().map(|(name, file)| (path(name), text(file))).collect()
    }

    /// The entities of the files: file and header.
    fn entities(&self, decisions: bool) -> Vec<(&'static str, String)> {
        let mut found = Vec::new();
        for (name, file) in &self.files {
            let own = file.tables.keys().filter(|header| match *name {
                "nrt" => false,
                "scope" => header.starts_with("facilities."),
                _ => !header.contains('.') && (*name != "decisions" || decisions),
            });
            found.extend(own.map(|header| (*name, header.clone())));
        }
        found
    }

    /// What a decision may concern: values, entities, sections and files.
    fn addresses(&self) -> Vec<String> {
        let mut found = vec!["scope.facilities".to_owned()];
        for (name, file) in self.files.iter().filter(|(name, _)| **name != "decisions") {
            found.push((*name).to_owned());
            for (header, table) in &file.tables {
                let at =
                    if header.is_empty() { (*name).to_owned() } else { format!("{name}.{header}") };
                found.extend(table.keys().map(|key| format!("{at}.{key}")));
                found.push(at);
            }
        }
        found.retain(|address| !address.ends_with(".formerly"));
        found
    }

    fn does(&mut self, (deed, a, b): (Deed, usize, usize), alone: bool, count: &mut usize) {
        *count += 1;
        let pick = |all: &[(&'static str, String)]| all.get(a % all.len().max(1)).cloned();
        match deed {
            Deed::Set => self.set(a, b),
            Deed::Rename => {
                if let Some((name, header)) = pick(&self.entities(true)) {
                    self.rename(name, &header, b, *count);
                }
            }
            Deed::Remove => {
                if let Some((name, header)) = pick(&self.entities(false)) {
                    let below = format!("{header}.");
                    self.file(name).tables.retain(|at, _| *at != header && !at.starts_with(&below));
                }
            }
            Deed::Add => {
                let (name, key) = [
                    ("stakeholders", "name"),
                    ("milestones", "title"),
                    ("documents", "title"),
                    ("scope", "name"),
                ][a % 4];
                let id = IDS[b % 3];
                let header =
                    if name == "scope" { format!("facilities.{id}") } else { id.to_owned() };
                let value = BTreeMap::from([(key, format!("\"N{count}x\""))]);
                self.file(name).tables.entry(header).or_insert(value);
            }
            Deed::Decide => {
                let (all, known) = (self.addresses(), self.entities(true));
                let mut concerns = vec![format!("{:?}", all[a % all.len()])];
                if b % 3 == 0 {
                    concerns.push(format!("{:?}", all[b % all.len()]));
                }
                let mut table = BTreeMap::from([
                    ("title", format!("\"D{count}\"")),
                    ("concerns", format!("[{}]", concerns.join(", "))),
                ]);
                let known: Vec<_> = known.iter().filter(|(name, _)| *name == "decisions").collect();
                if b % 4 == 0 && !known.is_empty() {
                    table.insert("supersedes", format!("\"{}\"", known[a % known.len()].1));
                }
                // Now and then an id that another one had.
                let id = if b % 5 == 0 { format!("d{}", a % 4) } else { format!("n{count}") };
                self.file("decisions").tables.entry(id).or_insert(table);
            }
            Deed::Concern => {
                let all = self.addresses();
                let tables: Vec<_> = self.file("decisions").tables.values_mut().collect();
                let many = tables.len().max(1);
                if let Some(table) = tables.into_iter().nth(b % many) {
                    table.insert("concerns", format!("[{:?}]", all[a % all.len()]));
                }
            }
            Deed::Undecide => {
                let ids: Vec<String> = self.file("decisions").tables.keys().cloned().collect();
                if let Some(id) = ids.get(a % ids.len().max(1)) {
                    self.file("decisions").tables.remove(id);
                }
            }
            Deed::Break => {
                let file = self.file(FILES[1 + a % 5]);
                file.broken = !file.broken;
            }
            Deed::Move if alone => self.folder = 1 - self.folder,
            Deed::Move => {}
        }
    }

    fn set(&mut self, a: usize, b: usize) {
        let dates = ["2026-11-05", "2026-11-13", "2026-12-10", "2027-01-14"];
        let slots: [(&str, &str, &str, [&str; 4]); 9] = [
            ("nrt", "project", "end", dates),
            (
                "scope",
                "",
                "coverage",
                ["[\"authority\"]", "[\"territory\"]", "[\"authority\", \"territory\"]", "[]"],
            ),
            ("scope", "", "organisation", ["\"a\"", "\"b\"", "\"central-services\"", "\"d\""]),
            ("scope", "facilities.", "count", ["1", "2", "3", "0x3"]),
            ("stakeholders", "*", "bilateral", dates),
            ("milestones", "*", "date", dates),
            ("milestones", "*", "place", ["\"x\"", "\"y\"", "\"z\"", "\"x\""]),
            (
                "documents",
                "*.findings",
                "procurement",
                ["[\"un\"]", "[\"deux\"]", "[]", "[\"un\", \"deux\"]"],
            ),
            ("documents", "*", "status", ["\"x\"", "\"y\"", "\"z\"", "\"x\""]),
        ];
        let (name, at, key, values) = slots[a % slots.len()];
        let file = self.file(name);
        let of = |header: &String| match at.split_once('*') {
            Some(_) => !header.contains('.'),
            None if at.ends_with('.') => header.starts_with(at),
            None => header == at,
        };
        let headers: Vec<String> =
            file.tables.keys().filter(|header| of(header)).cloned().collect();
        let Some(header) = headers.get(b / 5 % headers.len().max(1)) else { return };
        let header = if at == "*.findings" { format!("{header}.findings") } else { header.clone() };
        let table = file.tables.entry(header).or_default();
        match values.get(b % 5) {
            Some(value) => table.insert(key, (*value).to_owned()),
            None => table.remove(key),
        };
    }

    fn rename(&mut self, name: &'static str, header: &str, b: usize, count: usize) {
        let tables = &mut self.file(name).tables;
        let above = header.rfind("facilities.").map_or("", |_| "facilities.");
        let own = header[above.len()..].trim_matches('"').to_owned();
        let mut former: Vec<String> =
            tables[header].get("formerly").map_or_else(Vec::new, |list| {
                list.trim_matches(['[', ']'])
                    .split(", ")
                    .map(|id| id.trim_matches('"').to_owned())
                    .collect()
            });
        // Now and then a rename is taken back.
        let back = former.first().filter(|_| b.is_multiple_of(3)).cloned();
        let to = back.clone().unwrap_or_else(|| format!("r{count}"));
        if back.is_some() {
            former.remove(0);
        } else {
            former.insert(0, own);
        }
        let bare = to.bytes().all(|byte| byte.is_ascii_alphanumeric());
        let to = format!("{above}{}", if bare { to.clone() } else { format!("\"{to}\"") });
        if tables.contains_key(&to) {
            return;
        }
        let below = format!("{header}.");
        let moved: Vec<String> =
            tables.keys().filter(|at| *at == header || at.starts_with(&below)).cloned().collect();
        for at in moved {
            let mut table = tables.remove(&at).expect("a table");
            if at == header {
                let list: Vec<String> = former.iter().map(|id| format!("{id:?}")).collect();
                table.remove("formerly");
                if !list.is_empty() {
                    table.insert("formerly", format!("[{}]", list.join(", ")));
                }
            }
            tables.insert(format!("{to}{}", &at[header.len()..]), table);
        }
    }
}
