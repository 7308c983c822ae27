//! The line of a project's versions along first parents, as the git program tells it, read by the
//! plainest of parsers.

use std::collections::{BTreeMap, BTreeSet};

use super::made::FOLDERS;
use crate::history::repository::Repository;

/// The values of a project by their addresses, as they are written; and its tables.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Said {
    pub values: BTreeMap<String, String>,
    pub tables: BTreeSet<String>,
}

/// A version of the project.
#[derive(Debug, Clone)]
pub struct Version {
    /// Nothing where it is the folder.
    pub commit: Option<String>,
    pub author: String,
    pub merge: bool,
    /// What it says, and of a file that cannot be read what was last said.
    pub said: Said,
    /// The files that cannot be read.
    pub broken: BTreeSet<String>,
    /// What it renamed: from, to.
    pub renamed: Vec<(String, String)>,
    /// The files as they are.
    pub texts: Vec<Option<String>>,
    /// Whether they lie in the other folder.
    pub other: bool,
}

const FILES: [&str; 6] = ["nrt", "scope", "stakeholders", "milestones", "documents", "decisions"];

/// The versions, the newest first: the folder, then each commit along first parents.
pub fn line(repository: &Repository, folder: &str) -> Vec<Version> {
    let format = ["log", "--first-parent", "--format=%H%x09%an%x09%P", "HEAD"];
    let listed = repository.git(&format);
    let mut asked = String::new();
    for commit in listed.lines().filter_map(|line| line.split('\t').next()) {
        for name in FOLDERS.iter().flat_map(|at| FILES.map(|file| format!("{at}/{file}.toml"))) {
            asked.push_str(&format!("{commit}:{name}\n"));
        }
    }
    let told = repository.git_told(&["cat-file", "--batch"], asked.as_bytes());
    let mut told = told.as_str();
    let mut line: Vec<Version> = Vec::new();
    // The oldest first: what cannot be read is as it was.
    let mut read: Vec<(&str, Vec<Option<String>>)> = Vec::new();
    for commit in listed.lines() {
        read.push((commit, (0..FILES.len() * 2).map(|_| next(&mut told)).collect()));
    }
    for (commit, mut texts) in read.into_iter().rev() {
        let [id, author, parents] =
            commit.split('\t').collect::<Vec<_>>().try_into().expect("three columns");
        let other = texts.split_off(FILES.len());
        let moved = texts.iter().all(Option::is_none);
        let texts = if moved { other } else { texts };
        let mut version = version(line.last(), &texts);
        version.other = moved;
        version.commit = Some(id.to_owned());
        author.clone_into(&mut version.author);
        version.merge = parents.contains(' ');
        line.push(version);
    }
    let now = FILES.map(|file| {
        let path = repository.path().join(format!("{folder}/{file}.toml"));
        std::fs::read_to_string(path).ok()
    });
    let mut now = version(line.last(), &now);
    now.other = folder != FOLDERS[0];
    line.push(now);
    line.reverse();
    line
}

/// A version by itself.
pub fn at(repository: &Repository, commit: &str) -> Version {
    let listed = repository.git(&["ls-tree", "-r", "--name-only", commit]);
    let texts = FILES.map(|file| {
        let mut paths = FOLDERS.iter().map(|folder| format!("{folder}/{file}.toml"));
        let path = paths.find(|path| listed.lines().any(|line| line == path))?;
        Some(repository.git(&["show", &format!("{commit}:{path}")]))
    });
    version(None, &texts)
}

/// The next object of a batch.
fn next(told: &mut &str) -> Option<String> {
    let (head, rest) = told.split_once('\n').expect("a line");
    *told = rest;
    if head.ends_with("missing") {
        return None;
    }
    let size: usize = head.rsplit(' ').next()?.parse().expect("a size");
    let (text, rest) = rest.split_at(size);
    *told = &rest[1..];
    Some(text.to_owned())
}

fn version(before: Option<&Version>, texts: &[Option<String>]) -> Version {
    let none = Said::default();
    let was = before.map_or(&none, |before| &before.said);
    let (mut said, mut broken) = (Said::default(), BTreeSet::new());
    for (file, text) in FILES.iter().zip(texts) {
        let text = text.as_deref().unwrap_or_default();
        if text.contains("!!!") {
            broken.insert((*file).to_owned());
            let own = |at: &String| lies_below(at, file);
            said.tables.extend(was.tables.iter().filter(|at| own(at)).cloned());
            let kept = was.values.iter().filter(|(at, _)| own(at));
            said.values.extend(kept.map(|(at, value)| (at.clone(), value.clone())));
            continue;
        }
        let mut at = (*file).to_owned();
        for line in text.lines() {
            match (line.strip_prefix('['), line.split_once(" = ")) {
                (_, Some((key, value))) => {
                    // A number says the same however it is written.
                    let value = if value == "0x3" { "3" } else { value };
                    said.values.insert(format!("{at}.{key}"), value.to_owned());
                }
                (Some(header), None) => at = format!("{file}.{}", header.trim_end_matches(']')),
                (None, None) => panic!("{line}"),
            }
            said.tables.insert(at.clone());
        }
    }
    let renamed = renamed(was, &said);
    let (commit, author, merge) = (None, String::new(), false);
    let texts = texts.to_vec();
    Version { commit, author, merge, said, broken, renamed, texts, other: false }
}

/// Whether an address is another one, or lies below it.
pub fn lies_below(address: &str, above: &str) -> bool {
    address.strip_prefix(above).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

/// Where the entity lies that holds a value; nothing of what is in no entity.
pub fn entity(address: &str) -> Option<String> {
    let depth = match address.split('.').next() {
        Some("nrt") => return None,
        Some("scope") => 3,
        _ => 2,
    };
    let keys: Vec<&str> = address.split('.').take(depth).collect();
    let facility = depth == 2 || keys.get(1) == Some(&"facilities");
    (keys.len() == depth && facility).then(|| keys.join("."))
}

/// The items of a list of texts.
pub fn items(list: &str) -> Vec<String> {
    let list = list.trim_start_matches('[').trim_end_matches(']');
    let items = list.split(", ").filter(|item| !item.is_empty());
    items.map(|item| item[1..item.len() - 1].replace("\\\"", "\"")).collect()
}

fn entities(said: &Said) -> BTreeSet<String> {
    said.tables.iter().filter_map(|table| entity(table)).collect()
}

/// What was renamed: from, to.
pub fn renamed(before: &Said, after: &Said) -> Vec<(String, String)> {
    let (old, new) = (entities(before), entities(after));
    let mut found: Vec<(String, String)> = Vec::new();
    for to in new.difference(&old) {
        let formerly = after.values.get(&format!("{to}.formerly"));
        let above = to.rsplit_once('.').expect("an entity").0;
        let former = formerly.map(|list| items(list)).unwrap_or_default().into_iter().map(|id| {
            let bare = id.bytes().all(|byte| byte.is_ascii_alphanumeric());
            if bare { format!("{above}.{id}") } else { format!("{above}.\"{id}\"") }
        });
        let free = |from: &String| {
            old.contains(from) && !new.contains(from) && found.iter().all(|(f, _)| f != from)
        };
        if let Some(from) = former.into_iter().find(free) {
            found.push((from, to.clone()));
        }
    }
    // What says the same under another id was renamed: here a rename that is taken back.
    for to in new.difference(&old) {
        if found.iter().any(|(_, known)| known == to) {
            continue;
        }
        let own = |said: &Said, at: &str| -> BTreeMap<String, String> {
            let below = said.values.iter().filter(|(value, _)| lies_below(value, at));
            let own = below.map(|(value, text)| (value[at.len()..].to_owned(), text.clone()));
            own.filter(|(key, _)| key != ".formerly").collect()
        };
        let beside = |from: &&String| {
            from.rsplit_once('.').map(|pair| pair.0) == to.rsplit_once('.').map(|pair| pair.0)
                && !new.contains(*from)
                && found.iter().all(|(f, _)| f != *from)
                && own(before, from) == own(after, to)
        };
        if let Some(from) = old.iter().find(beside) {
            found.push((from.clone(), to.clone()));
        }
    }
    found
}

/// An address under the ids that a version leaves, as some renames put it; they do not meet.
pub fn moved(address: &str, renamed: &[(String, String)], back: bool) -> String {
    for (from, to) in renamed {
        let (from, to) = if back { (to, from) } else { (from, to) };
        if lies_below(address, from) {
            return format!("{to}{}", &address[from.len()..]);
        }
    }
    address.to_owned()
}
