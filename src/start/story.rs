//! The history of a fictional authority, commit by commit, out of the files of the example: what
//! each of them says on a day is what it says at the end, but for what comes later.

mod matters;
mod people;
mod rivemont;

use std::collections::BTreeSet;

use chrono::DateTime;

use crate::address::Kind;
use crate::decide::{Draft, Taker};
use crate::files::Files;
use crate::git::Told;
use crate::lang::Lang;
use crate::load::load;
use crate::model::Project;
use rivemont::{BRANCHES, STEPS, TABLES, Time, base, beside};

/// The folder that a demonstration is made in where nobody says otherwise.
pub const FOLDER: &str = "nrt-demo";

/// A commit of the story, as it is declared.
struct Step {
    /// Who, of the two referents.
    author: (&'static str, &'static str),
    /// When, as RFC 3339 writes it.
    when: &'static str,
    /// What is said of it; of a decision, its id.
    says: Says,
    /// The steps that it follows.
    parents: &'static [usize],
}

/// The message of a commit.
enum Says {
    /// Its whole text.
    Text(&'static str),
    /// The one that `nrt decide` gives the commit of this decision.
    Decision(&'static str),
}

/// A change of a table: the text that it has at the end of the story, or had before, and the one
/// that stands in its place.
struct Change {
    kind: Kind,
    /// The table; nothing for what stands before the first one.
    table: &'static str,
    time: Time,
    from: &'static str,
    to: &'static str,
}

/// The commits, each after those that it follows, and the branches with their last commits.
pub fn story() -> (Vec<Told>, &'static [(&'static str, usize)]) {
    let all = (0..STEPS.len()).collect();
    let texts: Vec<(&str, String)> =
        Kind::ALL.into_iter().map(|kind| (kind.file(), text(kind, &all))).collect();
    let files = Files::from_texts(texts.iter().map(|(name, text)| (*name, text.as_str())));
    let project = load(&files, Lang::Fr).project;
    let commits = STEPS.iter().enumerate().map(|(at, step)| {
        let known = reached(at);
        let when = DateTime::parse_from_rfc3339(step.when).unwrap_or_default();
        let mut files: Vec<(String, String)> = Kind::ALL
            .into_iter()
            .map(|kind| (kind.file().to_owned(), text(kind, &known)))
            .collect();
        files.extend(beside(&known));
        Told {
            author: step.author,
            seconds: when.timestamp(),
            offset: when.offset().local_minus_utc() / 60,
            message: message(&step.says, &project),
            parents: step.parents.to_vec(),
            files,
        }
    });
    (commits.collect(), BRANCHES)
}

/// A step and all those before it.
fn reached(at: usize) -> BTreeSet<usize> {
    let (mut known, mut ahead) = (BTreeSet::new(), vec![at]);
    while let Some(at) = ahead.pop() {
        if known.insert(at)
            && let Some(step) = STEPS.get(at)
        {
            ahead.extend(step.parents);
        }
    }
    known
}

fn message(says: &Says, project: &Project) -> String {
    let id = match says {
        Says::Text(text) => return format!("{text}\n"),
        Says::Decision(id) => *id,
    };
    let Some(decision) = project.decisions.get(id) else { return format!("{id}\n") };
    let body = decision.body.as_ref().map(|body| body.0.clone());
    let by = body.as_ref().and_then(|id| project.bodies.get(id)?.name.clone());
    let function = decision.taken_by.clone().unwrap_or_default();
    let draft = Draft {
        title: decision.title.clone().unwrap_or_default(),
        date: decision.date.unwrap_or_default(),
        taker: body.map_or_else(|| Taker::Function(function.clone()), Taker::Body),
        decision: decision.decision.clone().unwrap_or_default(),
        reason: decision.reason.clone(),
        concerns: decision.concerns.iter().map(ToString::to_string).collect(),
        supersedes: decision.supersedes.as_ref().map(|id| id.0.clone()),
    };
    draft.message(id, &by.unwrap_or(function), Lang::Fr)
}

/// What a file says once these steps are made.
fn text(kind: Kind, known: &BTreeSet<usize>) -> String {
    let base = base(kind);
    let mut kept: Vec<String> = Vec::new();
    let mut remarks: Vec<&str> = Vec::new();
    for (at, part) in base.trim_end().split("\n\n").enumerate() {
        let table = table(part);
        if table.is_none() && at > 0 && part.lines().all(|line| line.starts_with('#')) {
            // A remark alone belongs to what follows.
            remarks.push(part);
            continue;
        }
        let remarks = std::mem::take(&mut remarks);
        let name = table.unwrap_or_default();
        if at > 0 && !has_come(kind, name, known) {
            continue;
        }
        kept.extend(remarks.into_iter().map(str::to_owned));
        kept.push(changed(part, kind, name, known));
    }
    kept.extend(remarks.into_iter().map(str::to_owned));
    kept.join("\n\n") + "\n"
}

/// The name of the table that starts in a part of a file.
fn table(part: &str) -> Option<&str> {
    let header = |line: &'_ str| line.starts_with('[');
    let line = part.lines().find(|line| header(line))?;
    Some(line.trim_matches(['[', ']']))
}

fn changes() -> impl Iterator<Item = &'static Change> {
    matters::CHANGES.iter().chain(people::CHANGES)
}

fn has_come(kind: Kind, table: &str, known: &BTreeSet<usize>) -> bool {
    TABLES
        .iter()
        .filter(|(of, _, tables)| *of == kind && tables.contains(&table))
        .all(|(_, step, _)| known.contains(step))
}

fn changed(part: &str, kind: Kind, table: &str, known: &BTreeSet<usize>) -> String {
    let mut text = part.to_owned();
    for change in changes().filter(|change| change.kind == kind && change.table == table) {
        let applies = match change.time {
            Time::Before(step) => !known.contains(&step),
            Time::From(step) => known.contains(&step),
        };
        if applies {
            text = text.replacen(change.from, change.to, 1);
        }
    }
    text.trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A change that finds nothing to change is stale: the example was written otherwise since.
    #[test]
    fn every_change_changes_something() {
        for (n, change) in changes().enumerate() {
            let found = (0..STEPS.len()).any(|at| {
                let known = reached(at);
                let part = base(change.kind)
                    .split("\n\n")
                    .skip(1)
                    .find(|part| table(part).unwrap_or_default() == change.table)
                    .map(str::to_owned)
                    .unwrap_or_default();
                let mut text = part;
                let own =
                    |other: &&Change| other.kind == change.kind && other.table == change.table;
                for (m, other) in changes().enumerate().filter(|(_, other)| own(other)) {
                    let applies = match other.time {
                        Time::Before(step) => !known.contains(&step),
                        Time::From(step) => known.contains(&step),
                    };
                    if applies && m == n {
                        return text.contains(change.from);
                    }
                    if applies {
                        text = text.replacen(other.from, other.to, 1);
                    }
                }
                false
            });
            assert!(found, "{} [{}]: {}", change.kind.stem(), change.table, change.from);
        }
    }

    /// A table that no step brings would be there from the first day on.
    #[test]
    fn every_table_comes_at_its_time() {
        for (kind, step, tables) in TABLES {
            let (before, after) = (reached(step - 1), reached(*step));
            for name in tables.iter().filter(|name| !name.is_empty()) {
                let header = format!("[{name}]");
                let text = text(*kind, &after);
                let renamed = text.contains("[comite-lancement]") && *name == "launch";
                assert!(text.contains(&header) || renamed, "{header} does not come");
                assert!(!self::text(*kind, &before).contains(&header), "{header} comes too early");
            }
        }
    }

    /// At each step the project is one that its referents could have written.
    #[test]
    fn every_step_is_sound() {
        let (commits, _) = story();
        let mut last = 0;
        for (told, step) in commits.iter().zip(STEPS) {
            assert!(told.seconds > last || step.parents.len() > 1, "{}", step.when);
            last = told.seconds;
            let texts = told.files.iter().map(|(name, text)| (name.as_str(), text.as_str()));
            let files = Files::from_texts(texts.filter(|(name, _)| !name.starts_with("pieces")));
            let loaded = load(&files, Lang::Fr);
            let found: Vec<_> =
                loaded.findings.iter().map(|f| (f.rule, f.address.to_string())).collect();
            assert!(found.is_empty(), "{}: {found:?}", told.message);
        }
    }
}
