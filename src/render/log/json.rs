//! The document `nrt.log/1`. Personal values are masked: only that they changed is said.

use serde::Serialize;

use crate::git::Gap;
use crate::history::{Decision, End, Entry};
use crate::lang::Lang;
use crate::render::diff::{Changed, changed};
use crate::render::json::to_text;

/// The document, filled an entry at a time.
#[derive(Debug, Serialize)]
pub struct Document {
    schema: &'static str,
    nrt: &'static str,
    language: &'static str,
    entries: Vec<Told>,
    hidden: usize,
    stops: Option<&'static str>,
}

#[derive(Debug, Serialize)]
struct Told {
    commit: String,
    date: Option<String>,
    author: String,
    subject: String,
    decision: Option<String>,
    decisions: Vec<String>,
    moved: Option<Moved>,
    changes: Vec<Changed>,
    cosmetic: Vec<&'static str>,
    unreadable: Vec<&'static str>,
    readable: bool,
    boundary: bool,
}

#[derive(Debug, Serialize)]
struct Moved {
    from: String,
    to: String,
}

/// The word for why a history stops before its start.
pub(in crate::render) const fn stops(gap: Gap) -> &'static str {
    match gap {
        Gap::Shallow => "shallow",
        Gap::Missing => "missing-objects",
    }
}

/// The ids of decisions, the last one apart: it is the one that a commit is usually made for.
pub(in crate::render) fn ids(decisions: &[Decision]) -> (Option<String>, Vec<String>) {
    let ids: Vec<String> = decisions.iter().map(|decision| decision.id.clone()).collect();
    (ids.last().cloned(), ids)
}

impl Document {
    /// A document without entries.
    pub fn new(lang: Lang) -> Self {
        let (nrt, language) = (env!("CARGO_PKG_VERSION"), lang.code());
        Self { schema: "nrt.log/1", nrt, language, entries: Vec::new(), hidden: 0, stops: None }
    }

    /// Adds an entry.
    pub fn push(&mut self, entry: &Entry<'_>) {
        let (decision, decisions) = ids(&entry.decisions);
        let moved = entry.moved.clone().map(|(from, to)| Moved { from, to });
        self.entries.push(Told {
            commit: entry.commit.id.id(),
            date: entry.commit.date.map(|date| date.to_string()),
            author: entry.commit.author.json().to_owned(),
            subject: entry.commit.subject.json().to_owned(),
            decision,
            decisions,
            moved,
            changes: entry.changes.changes.iter().map(changed).collect(),
            cosmetic: entry.changes.cosmetic.iter().map(|kind| kind.file()).collect(),
            unreadable: entry.unreadable.iter().map(|kind| kind.file()).collect(),
            readable: entry.unreadable.is_empty() && !entry.boundary,
            boundary: entry.boundary,
        });
    }

    /// The document as text, with a final line break.
    pub fn end(mut self, end: &End) -> String {
        self.hidden = end.hidden;
        self.stops = end.gap.map(stops);
        to_text(serde_json::to_string_pretty(&self))
    }
}
