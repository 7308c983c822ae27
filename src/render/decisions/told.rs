//! What a decision concerns, with the value it gave, and what became of it.

use std::collections::BTreeSet;

use super::{Done, Shown};
use crate::address::{Address, Kind};
use crate::changes::{Change, ChangeKind, Changes, changes};
use crate::history::{Drift, Registered, Standing, Then};
use crate::lang::Lang;
use crate::load::Loaded;
use crate::model;
use crate::render::diff::{Diff, edit};
use crate::text::terminal;
use crate::tr;

/// What there is to say of a decision in a list.
#[derive(Debug, Default)]
pub struct Told {
    /// What it concerns.
    pub lines: Vec<Line>,
    /// How many entities changed with it besides.
    pub others: usize,
}

/// A value that a decision concerns.
#[derive(Debug)]
pub struct Line {
    /// Where it is.
    pub address: Address,
    /// What the decision made of it, and what it is now where that is something else; clean.
    pub value: String,
    /// The commit and its author; clean.
    pub by: Option<String>,
    /// Whether it is no longer as it was decided.
    pub otherwise: bool,
    /// Where it was, where the decision did not touch it.
    pub kept: Option<Then>,
}

impl Told {
    /// Reads the versions between which a decision took effect.
    pub fn of(shown: &Shown<'_>, lang: Lang) -> Self {
        let mut told = Self::default();
        let drifts = &shown.registered.drifts;
        told.lines.extend(drifts.iter().map(|drift| drifted(shown, drift, lang)));
        let mut seen: BTreeSet<Address> = drifts
            .iter()
            .flat_map(|drift| [drift.address.clone(), drift.then.address.clone()])
            .collect();
        let known = |done: &&Done<'_>| done.commit.is_some() || !is_unknown(shown);
        for done in shown.effects.iter().filter(known) {
            told.take(shown, done, &mut seen, lang);
        }
        if is_unknown(shown) {
            return told;
        }
        // What it concerns and did not touch: it was so already.
        for (address, then) in shown.registered.concerns.iter().zip(&shown.registered.taken) {
            if !seen.iter().any(|at| address.contains(at) || at.contains(address)) {
                let value = value(shown.decided(then), &then.address, lang);
                told.lines.extend(value.map(|value| Line {
                    address: address.clone(),
                    value,
                    by: None,
                    otherwise: false,
                    kept: Some(then.clone()),
                }));
            }
        }
        told
    }

    fn take(
        &mut self,
        shown: &Shown<'_>,
        done: &Done<'_>,
        seen: &mut BTreeSet<Address>,
        lang: Lang,
    ) {
        // What came with several decisions, or with the whole project, is none's in particular.
        let alone = done.alone && done.before.documents.get(Kind::Project).is_some();
        let mut found = explained(shown, done);
        let all = found.changes.len();
        keep_concerned(&mut found, shown);
        if done.whole && alone && done.commit.is_some() {
            self.others += all - found.changes.len();
        }
        let by = done
            .commit
            .map(|commit| format!("{}, {}", commit.id.short(), commit.author.terminal()));
        let (before, after) = (&done.before.documents, &done.after.documents);
        let diff =
            Diff { before, after, changes: Changes::default(), opened: vec![], closed: vec![] };
        for change in &found.changes {
            if let Some(value) = entity(change, lang) {
                let (address, by) = (change.address.clone(), by.clone());
                seen.insert(address.clone());
                self.lines.push(Line { address, value, by, otherwise: false, kept: None });
                continue;
            }
            let fields = edit::fields(&diff, change, lang);
            for (edit, (_, value)) in change.edits.iter().zip(fields) {
                if seen.insert(edit.address.clone()) {
                    let (address, by) = (edit.address.clone(), by.clone());
                    self.lines.push(Line { address, value, by, otherwise: false, kept: None });
                }
            }
        }
    }
}

/// Whether what a decision did cannot be told: another took its place, and no commit has it.
fn is_unknown(shown: &Shown<'_>) -> bool {
    let Registered { standing, commit, .. } = shown.registered;
    matches!(standing, Standing::Superseded(_)) && commit.is_none()
}

/// An entity that came or went as a whole.
fn entity(change: &Change<'_>, lang: Lang) -> Option<String> {
    let title = change.title.as_deref().map(terminal).unwrap_or_default();
    let what = match change.kind {
        ChangeKind::Added => lang.pick("ajout", "added"),
        ChangeKind::Removed => lang.pick("retrait", "removed"),
        ChangeKind::Renamed { .. } | ChangeKind::Edited => return None,
    };
    let colon = lang.pick("\u{a0}:", ":");
    Some(if title.is_empty() { what.to_owned() } else { format!("{what}{colon} {title}") })
}

/// The changes that a decision explains, but for those of the register: all of them in the commit
/// that recorded it, those of what it concerns in the others.
pub(super) fn explained<'d>(shown: &Shown<'_>, done: &'d Done<'_>) -> Changes<'d> {
    let mut found = changes(done.before, done.after);
    // Of a file that cannot be read whole, what is new or gone is not known.
    let sides = [&done.before.documents, &done.after.documents];
    let known =
        |change: &Change<'_>| sides.iter().all(|documents| !documents.broken(change.address.kind));
    found.changes.retain(|change| change.address.kind != Kind::Decision && known(change));
    if !done.whole {
        keep_concerned(&mut found, shown);
        let concerns = &shown.registered.concerns;
        found.changes.retain_mut(|change| {
            change.edits.retain(|edit| edit.before.is_some() || concerns.contains(&edit.address));
            !change.edits.is_empty()
        });
    }
    found
}

/// Takes out of some changes what a decision does not concern.
fn keep_concerned(found: &mut Changes<'_>, shown: &Shown<'_>) {
    let written = shown.decision().map(|decision| decision.concerns.as_slice());
    let concerns = shown.registered.concerns.iter().chain(written.unwrap_or_default());
    let concerns: Vec<&Address> = concerns.collect();
    let about = |at: &Address| concerns.iter().any(|one| one.contains(at) || at.contains(one));
    found.changes.retain_mut(|change| {
        let whole = matches!(change.kind, ChangeKind::Added | ChangeKind::Removed);
        if whole && concerns.iter().any(|one| one.contains(&change.address)) {
            return true;
        }
        change.edits.retain(|edit| about(&edit.address));
        !change.edits.is_empty()
    });
    // Of an entity that was added, what it concerns is a field like another.
    for change in &mut found.changes {
        let as_a_whole = concerns.iter().any(|one| one.contains(&change.address));
        if change.kind == ChangeKind::Added && !as_a_whole {
            change.kind = ChangeKind::Edited;
        }
    }
}

fn drifted(shown: &Shown<'_>, drift: &Drift, lang: Lang) -> Line {
    let nothing = || lang.pick("(rien)", "(nothing)").to_owned();
    let then = value(shown.decided(&drift.then), &drift.then.address, lang).unwrap_or_else(nothing);
    let now = value(shown.now, &drift.address, lang).unwrap_or_else(nothing);
    let commit = match &drift.commit {
        Some(commit) => format!("{}, {}", commit.id.short(), commit.author.terminal()),
        None => lang.pick("pas encore validé dans git", "not committed yet").to_owned(),
    };
    let why = match &drift.decision {
        Some(id) => {
            let id = terminal(id);
            tr!(lang, "décision {id}", "decision {id}")
        }
        None => lang.pick("sans décision", "no decision").to_owned(),
    };
    let value = tr!(
        lang,
        "{then}, aujourd'hui {now} ({commit}, {why})",
        "{then}, today {now} ({commit}, {why})"
    );
    Line { address: drift.address.clone(), value, by: None, otherwise: true, kept: None }
}

/// A value in a version, as a person reads it; a personal one masked. Of an entity, its title.
pub(super) fn value(loaded: &Loaded<'_>, address: &Address, lang: Lang) -> Option<String> {
    let value = loaded.documents.get(address.kind)?.value(&address.path)?.get_ref();
    let keys = address.keys();
    if keys.is_empty() {
        let title = value.get(model::title_key(address.kind))?;
        return title.get_ref().as_str().map(terminal);
    }
    let key = model::find_key(model::keys(address.kind), keys)?;
    if key.personal {
        return Some("••••".to_owned());
    }
    Some(edit::shown(&loaded.documents, value, &key.shape, lang))
}
