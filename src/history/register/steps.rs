//! What each version did to the project, as far as the register of decisions needs to know it:
//! everything under the ids of now, so that nothing is followed through renames twice.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;

use super::{Span, reading};
use crate::address::{Address, Kind};
use crate::changes::{Change, ChangeKind, Changes, Edit, changes};
use crate::git::{Commit, Gap, GitError, Place, Source};
use crate::history::versions::Versions;
use crate::history::{NEIGHBOURS, Options, Wanted, history};
use crate::load::{Loaded, load_within};
use crate::model::{Decision, Entities};

/// The versions of a project, the newest first. The folder is the first one where it differs from
/// the last commit.
#[derive(Debug, Default)]
pub(super) struct Steps {
    steps: Vec<Step>,
    /// What was renamed: by which step, from, to; the newest first.
    renamed: Vec<(usize, Address, Address)>,
    /// The last step that added a decision, by its id of now.
    recorded: BTreeMap<String, usize>,
    pub(super) gap: Option<Gap>,
}

/// A version, and what it changed.
#[derive(Debug)]
pub(super) struct Step {
    /// Nothing where it is the folder as it is.
    pub(super) commit: Option<Commit>,
    before: Option<Place>,
    pub(super) after: Option<Place>,
    /// What it changed, under the ids of now, and how.
    changed: Vec<(Address, How)>,
    /// The decisions that it records.
    decided: Vec<Decided>,
}

/// A decision that a version records.
#[derive(Debug)]
struct Decided {
    /// Its id of then.
    id: String,
    /// Its id of now.
    now: String,
    /// What it concerned, and what it says now that it concerns, under the ids of now.
    concerns: Vec<Address>,
}

/// How a version changed something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum How {
    /// An entity came or went.
    Whole,
    /// A value was written where there was none.
    First,
    /// A value was changed, or taken away.
    Changed,
}

impl Steps {
    pub(super) fn read(
        source: &Source,
        options: &Options,
        head: &Loaded<'_>,
        now: &Loaded<'_>,
    ) -> Result<Self, GitError> {
        let mut this = Self::default();
        let written = &now.written().decisions;
        this.folder(source, options, head, now)?;
        let options = Options { cosmetic: true, titles: false, ..options.clone() };
        let mut everything = Wanted::default();
        let end = history(source, &options, &mut everything, &mut |entry| {
            if !entry.boundary {
                let places = (Some(entry.places.0.clone()), Some(entry.places.1.clone()));
                let commit = Some(entry.commit.clone());
                let decided = entry.decided(options.lang);
                this.push(commit, places, &entry.changes, &decided, written);
            }
            ControlFlow::Continue(())
        })?;
        this.gap = end.gap;
        Ok(this)
    }

    /// What the folder has and the last commit has not; of a file that the commit leaves in a form
    /// that cannot be read whole, what the last one that could be read has not.
    fn folder(
        &mut self,
        source: &Source,
        options: &Options,
        head: &Loaded<'_>,
        now: &Loaded<'_>,
    ) -> Result<(), GitError> {
        let mut walk = source.walk(options.from, false)?;
        let last = walk.advance()?;
        let mut before = last.as_ref().map(|step| (*step.place).clone());
        let mut mended = false;
        for kind in Kind::ALL.into_iter().filter(|kind| head.documents.broken(*kind)) {
            let Some((step, place)) = last.as_ref().zip(before.take()) else { continue };
            // What this clone lacks is not known to have been there.
            let mut versions = Versions::new(source, options);
            let sound = versions.last_sound(&walk, &step.commit, &step.place, kind);
            let sound = sound.unwrap_or_default().map(|(file, _)| file);
            before = Some(place.with(kind, sound));
            mended = true;
        }
        let files = before.as_ref().filter(|_| mended);
        let files = files.map(|place| reading(source, place, Kind::ALL, options.limit));
        let files = files.transpose()?.unwrap_or_default();
        let readable = mended.then(|| load_within(&files, options.limit, options.lang));
        let unrecorded = changes(readable.as_ref().unwrap_or(head), now);
        if !unrecorded.changes.is_empty() {
            let written = &now.written().decisions;
            self.push(None, (before, None), &unrecorded, written, written);
        }
        Ok(())
    }

    /// Takes one more version, older than the others.
    fn push(
        &mut self,
        commit: Option<Commit>,
        (before, after): (Option<Place>, Option<Place>),
        found: &Changes<'_>,
        decided: &Entities<Decision>,
        written: &Entities<Decision>,
    ) {
        let n = self.steps.len();
        let mut step = Step { commit, before, after, changed: Vec::new(), decided: Vec::new() };
        for change in &found.changes {
            if change.address.kind != Kind::Decision {
                let changed = self.changed(change, n);
                step.changed.extend(changed);
            } else if change.kind == ChangeKind::Added
                && let Some(id) = change.address.entity_id()
            {
                let now = self.now(&change.address, n);
                let now = now.entity_id().unwrap_or(id).to_owned();
                let last = !self.recorded.contains_key(&now);
                let of = |all: &Entities<Decision>, id: &str| -> Vec<Address> {
                    let concerns = all.get(id).map(|decision| decision.concerns.as_slice());
                    concerns.unwrap_or_default().iter().map(|at| self.now(at, n)).collect()
                };
                let mut concerns = of(decided, id);
                // Who forgot to say what it concerns may say so later.
                if last {
                    concerns.extend(of(written, &now));
                }
                self.recorded.entry(now.clone()).or_insert(n);
                step.decided.push(Decided { id: id.to_owned(), now, concerns });
            }
        }
        for change in &found.changes {
            if let ChangeKind::Renamed { from } = &change.kind {
                self.renamed.push((n, from.clone(), change.address.clone()));
            }
        }
        self.steps.push(step);
    }

    /// What a change of a step changed, under the ids of now.
    fn changed(&self, change: &Change<'_>, step: usize) -> Vec<(Address, How)> {
        let whole = matches!(change.kind, ChangeKind::Added | ChangeKind::Removed);
        let how = |edit: &Edit<'_>| match edit.before {
            _ if whole => How::Whole,
            Some(_) => How::Changed,
            None => How::First,
        };
        let edits = change.edits.iter().map(|edit| (self.now(&edit.address, step), how(edit)));
        let empty = whole && change.edits.is_empty();
        let entity = empty.then(|| (self.now(&change.address, step), How::Whole));
        edits.chain(entity).collect()
    }

    pub(super) fn get(&self, at: usize) -> Option<&Step> {
        self.steps.get(at)
    }

    /// The step that recorded a decision, by its id of now: the last one that added it.
    pub(super) fn recorded(&self, id: &str) -> Option<usize> {
        self.recorded.get(id).copied()
    }

    /// The ids that a decision of now had.
    pub(super) fn former(&self, id: &str) -> Vec<String> {
        let mut at = Address::entity(Kind::Decision, id);
        let mut found = Vec::new();
        for (_, from, to) in &self.renamed {
            if *to == at {
                at = from.clone();
                found.extend(from.entity_id().map(str::to_owned));
            }
        }
        found
    }

    /// Where an address of a step is now.
    pub(super) fn now(&self, address: &Address, at: usize) -> Address {
        let newer = self.renamed.partition_point(|(step, ..)| *step < at);
        let newer = self.renamed.get(..newer).unwrap_or_default().iter().rev();
        newer.fold(address.clone(), |now, (_, from, to)| moved(now, from, to))
    }

    /// Where an address of now was in a step.
    pub(super) fn then(&self, address: &Address, at: usize) -> Address {
        let newer = self.renamed.iter().take_while(|(step, ..)| *step < at);
        newer.fold(address.clone(), |then, (_, from, to)| moved(then, to, from))
    }

    /// The last step, after another, that changed what lies at an address of now.
    pub(super) fn last_touching(&self, address: &Address, after: usize) -> Option<usize> {
        (0..after).find(|n| self.touches(*n, address))
    }

    /// The decision, other than one of now, that explains what a step did to an address of now: one
    /// recorded with it, one that came later, or one of its neighbours.
    pub(super) fn decision(&self, step: usize, address: &Address, but: &str) -> Option<String> {
        // What came with a change of its own explains that one.
        let near = self.neighbours(step).into_iter().filter(|n| !self.touches(*n, address));
        (0..=step).chain(near).find_map(|n| self.decides_but(n, address, but)).cloned()
    }

    /// The steps in which a decision took effect on an address of now: the one that recorded it,
    /// and what its neighbours did there, where no other decision explains that.
    fn effective(&self, at: usize, id: &str, address: &Address) -> BTreeSet<usize> {
        let mut found = BTreeSet::from([at]);
        if !self.touches(at, address) {
            let explained = |n: &usize| {
                self.settles(*n, address) && self.decides_but(*n, address, id).is_none()
            };
            found.extend(self.neighbours(at).into_iter().filter(explained));
        }
        found
    }

    /// The step in which a decision had taken effect on an address of now.
    pub(super) fn settled(&self, at: usize, id: &str, address: &Address) -> usize {
        self.effective(at, id, address).first().copied().unwrap_or(at)
    }

    /// What a decision that a step recorded explains: the step itself, then the others in which it
    /// took effect, the oldest first.
    pub(super) fn spans(&self, at: usize, id: &str, concerns: &[Address]) -> Vec<Span> {
        let all = concerns.iter().flat_map(|address| self.effective(at, id, address));
        let others: BTreeSet<usize> = all.filter(|n| *n != at).collect();
        let span = |n: usize| {
            let step = self.steps.get(n)?;
            let Step { commit, before, after, .. } = step;
            let (commit, before, after) = (commit.clone(), before.clone(), after.clone());
            Some(Span { commit, before, after, whole: n == at, alone: step.decided.len() < 2 })
        };
        std::iter::once(at).chain(others.into_iter().rev()).filter_map(span).collect()
    }

    /// The commits around one, by the same author and on a line without merges.
    fn neighbours(&self, at: usize) -> Vec<usize> {
        let own = self.steps.get(at).and_then(|step| step.commit.as_ref());
        let Some(own) = own.filter(|commit| !commit.is_merge()) else { return Vec::new() };
        let near = |n: &usize| {
            let commit = self.steps.get(*n).and_then(|step| step.commit.as_ref());
            commit.filter(|commit| !commit.is_merge() && commit.author == own.author)
        };
        let line = |n: &usize| {
            let commit = self.steps.get(*n).and_then(|step| step.commit.as_ref());
            commit.is_some_and(|commit| !commit.is_merge())
        };
        let older = (at + 1..).take(NEIGHBOURS).take_while(line);
        let newer = (0..at).rev().take(NEIGHBOURS).take_while(line);
        older.chain(newer).filter(|n| near(n).is_some()).collect()
    }

    fn touches(&self, step: usize, address: &Address) -> bool {
        let Some(found) = self.steps.get(step) else { return false };
        found.changed.iter().any(|(changed, _)| near(changed, address))
    }

    /// Whether a step changed a value at an address of now, or first wrote the very value there. To
    /// complete what a decision concerns as a whole is not its effect, nor is to open a project.
    fn settles(&self, step: usize, address: &Address) -> bool {
        let Some(found) = self.steps.get(step) else { return false };
        found.changed.iter().any(|(changed, how)| match how {
            How::Whole => false,
            How::First => changed == address,
            How::Changed => near(changed, address),
        })
    }

    /// A decision that a step records, but for one of now, and that concerns an address of now; by
    /// its id of then.
    fn decides_but(&self, step: usize, address: &Address, but: &str) -> Option<&String> {
        let mut decided = self.steps.get(step)?.decided.iter().filter(|one| one.now != but);
        let about = |one: &&Decided| one.concerns.iter().any(|at| near(at, address));
        decided.find(about).map(|one| &one.id)
    }
}

/// Whether one of two addresses is the other, or lies below it.
fn near(one: &Address, other: &Address) -> bool {
    one.contains(other) || other.contains(one)
}

/// An address, where what lay at `from` now lies at `to`.
fn moved(mut address: Address, from: &Address, to: &Address) -> Address {
    if from.contains(&address) {
        address.path.splice(..from.path.len(), to.path.iter().cloned());
    }
    address
}
