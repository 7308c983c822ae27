//! The last change of each field of an entity: when, by whom, and with which decision.

use std::ops::ControlFlow;

use chrono::NaiveDate;
use toml::de::DeValue;

use super::{Decision, Entry, Options, Wanted, history};
use crate::address::{Address, Kind};
use crate::changes::{Change, ChangeKind, Edit, between};
use crate::git::{Commit, Gap, GitError, Ignored, Source};
use crate::load::Documents;
use crate::model::Shape;

/// An entity, and who last changed what of it.
#[derive(Debug)]
pub struct Blame<'d> {
    /// Where it is.
    pub address: Address,
    /// How it is called.
    pub title: Option<String>,
    /// Its fields, in the order of the model.
    pub fields: Vec<Blamed<'d>>,
    /// Why the history stops before its start.
    pub gap: Option<Gap>,
}

/// A field, and its last change.
#[derive(Debug)]
pub struct Blamed<'d> {
    /// Where it is.
    pub address: Address,
    /// What it holds.
    pub shape: &'static Shape,
    /// Whether it holds personal data.
    pub personal: bool,
    /// Its value.
    pub value: &'d DeValue<'d>,
    /// Its last change; nothing where the history that this clone holds does not tell.
    pub last: Option<Last>,
    /// Where it is, under the id that its entity has where the walk is.
    then: Address,
}

/// A change of a field.
#[derive(Debug, Clone)]
pub struct Last {
    /// The commit.
    pub commit: Commit,
    /// The decisions that it records.
    pub decisions: Vec<Decision>,
    /// Whether it is one that the repository asks to pass over, and nothing precedes it.
    pub ignored: bool,
}

/// Who last changed the fields below an address, of nothing and the project at `options.from`.
/// Empty where nothing stands there.
pub fn blame<'d>(
    source: &Source,
    options: &Options,
    address: &Address,
    ignored: &Ignored,
    (nothing, now): (&'d Documents<'d>, &'d Documents<'d>),
) -> Result<Vec<Blame<'d>>, GitError> {
    let mut found = fields(address, nothing, now);
    if found.is_empty() {
        return Ok(found);
    }
    let mut wanted = Wanted { addresses: vec![address.clone()], ..Wanted::default() };
    let end = history(source, options, &mut wanted, &mut |entry| {
        for blame in &mut found {
            settle(blame, &entry, ignored);
        }
        let open = |blame: &Blame<'_>| blame.fields.iter().any(Blamed::is_open);
        if found.iter().any(open) { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    })?;
    for blame in &mut found {
        blame.gap = end.gap.filter(|_| blame.fields.iter().any(Blamed::is_open));
    }
    Ok(found)
}

impl Blamed<'_> {
    fn is_open(&self) -> bool {
        self.last.as_ref().is_none_or(|last| last.ignored)
    }

    /// How many days ago it last changed.
    pub fn age(&self, today: NaiveDate) -> Option<i64> {
        let date = self.last.as_ref()?.commit.date?;
        Some((today - date).num_days())
    }
}

/// Every entity at or around the address, with its fields.
fn fields<'d>(
    address: &Address,
    nothing: &'d Documents<'d>,
    now: &'d Documents<'d>,
) -> Vec<Blame<'d>> {
    let asked = |at: &Address| at.contains(address) || address.contains(at);
    let field = |edit: Edit<'d>| {
        let Edit { address, shape, personal, after, .. } = edit;
        let then = address.clone();
        Some(Blamed { address, shape, personal, value: after?, last: None, then })
    };
    let entity = |change: Change<'d>| {
        let edits = change.edits.into_iter().filter(|edit| asked(&edit.address));
        let fields: Vec<Blamed<'d>> = edits.filter_map(field).collect();
        Blame { address: change.address, title: change.title, fields, gap: None }
    };
    // What is there is what was added to nothing.
    let there = Kind::ALL.into_iter().filter(|kind| *kind == address.kind);
    let all = between(there, nothing, now).changes.into_iter().map(entity);
    all.filter(|blame| !blame.fields.is_empty()).collect()
}

fn settle(blame: &mut Blame<'_>, entry: &Entry<'_>, ignored: &Ignored) {
    let ignored = ignored.has(entry.commit.id);
    for field in blame.fields.iter_mut().filter(|field| field.is_open()) {
        for change in &entry.changes.changes {
            // That an entity was renamed is no edit of its field `formerly`.
            let renamed = matches!(change.kind, ChangeKind::Renamed { .. })
                && field.then == change.address.clone().key("formerly");
            let changed = renamed || change.edits.iter().any(|edit| edit.address == field.then);
            if changed && (!ignored || field.last.is_none()) {
                let (commit, decisions) = (entry.commit.clone(), entry.decisions.clone());
                field.last = Some(Last { commit, decisions, ignored });
            }
        }
    }
    for change in &entry.changes.changes {
        let ChangeKind::Renamed { from } = &change.kind else { continue };
        for field in blame.fields.iter_mut().filter(|f| change.address.contains(&f.then)) {
            let own = field.then.path.split_off(change.address.path.len());
            field.then = from.clone();
            field.then.path.extend(own);
        }
    }
}
