//! What each version did to the project, as far as the register of decisions needs to know it.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use super::Span;
use crate::address::{Address, Kind};
use crate::changes::{Change, ChangeKind, Changes, Edit, changes};
use crate::git::{Commit, Gap, GitError, Place, Source};
use crate::history::{NEIGHBOURS, Options, Wanted, history};
use crate::load::Loaded;
use crate::model::{Decision, Entities};

/// The versions of a project, the newest first. The folder is the first one where it differs from
/// the last commit.
#[derive(Debug, Default)]
pub(super) struct Steps {
    steps: Vec<Step>,
    pub(super) gap: Option<Gap>,
}

/// A version, and what it changed.
#[derive(Debug)]
pub(super) struct Step {
    /// Nothing where it is the folder as it is.
    pub(super) commit: Option<Commit>,
    before: Option<Place>,
    pub(super) after: Option<Place>,
    /// What it changed, under the ids it leaves, and how.
    changed: Vec<(Address, How)>,
    /// The decisions that it records, with what each concerns.
    decided: BTreeMap<String, Vec<Address>>,
    /// What it renamed: from, to.
    renamed: Vec<(Address, Address)>,
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
        let unrecorded = changes(head, now);
        if !unrecorded.changes.is_empty() {
            let last = source.walk(options.from, false)?.advance()?.map(|step| step.place);
            let before = last.map(|place| (*place).clone());
            this.steps.push(Step::of(None, (before, None), &unrecorded, &now.written().decisions));
        }
        let options = Options { cosmetic: true, titles: false, ..options.clone() };
        let mut everything = Wanted::default();
        let end = history(source, &options, &mut everything, &mut |entry| {
            if !entry.boundary {
                let places = (Some(entry.places.0.clone()), Some(entry.places.1.clone()));
                let commit = Some(entry.commit.clone());
                let decided = entry.decided(options.lang);
                this.steps.push(Step::of(commit, places, &entry.changes, &decided));
            }
            ControlFlow::Continue(())
        })?;
        this.gap = end.gap;
        Ok(this)
    }

    pub(super) fn get(&self, at: usize) -> Option<&Step> {
        self.steps.get(at)
    }

    /// The step that recorded a decision, by its id of now: the last one that added it.
    pub(super) fn recorded(&self, id: &str) -> Option<usize> {
        let at = Address::entity(Kind::Decision, id);
        let adds = |(n, step): (usize, &Step)| {
            let was = |id: &String| self.now(&Address::entity(Kind::Decision, id), Some(n)) == at;
            step.decided.keys().any(was)
        };
        self.steps.iter().enumerate().position(adds)
    }

    /// Whether a decision once had another id.
    pub(super) fn is_former(&self, id: &str, former: &str) -> bool {
        let (to, from) = [id, former].map(|id| Address::entity(Kind::Decision, id)).into();
        self.steps.iter().any(|step| step.renamed.contains(&(from.clone(), to.clone())))
    }

    /// Where an address of a step is now: of the oldest one, where none is given.
    pub(super) fn now(&self, address: &Address, at: Option<usize>) -> Address {
        let mut now = address.clone();
        let newer = &self.steps[..at.unwrap_or(self.steps.len())];
        for (from, to) in newer.iter().rev().flat_map(|step| &step.renamed) {
            if from.contains(&now) {
                now.path.splice(..from.path.len(), to.path.iter().cloned());
            }
        }
        now
    }

    /// The last step, after another, that changed what lies at an address of now.
    pub(super) fn last_touching(&self, address: &Address, after: usize) -> Option<usize> {
        (0..after).find(|n| self.touches(*n, address))
    }

    /// The decision that explains what a step did to an address of now: one recorded with it, one
    /// that came later, or one of its neighbours.
    pub(super) fn decision(&self, step: usize, address: &Address) -> Option<String> {
        // What came with a change of its own explains that one.
        let near = self.neighbours(step).into_iter().filter(|n| !self.touches(*n, address));
        (0..=step).chain(near).find_map(|n| self.decides_but(n, address, "")).cloned()
    }

    /// What a decision that a step recorded explains: the step itself, the oldest first, and what
    /// its neighbours did to what it concerns, where no other decision explains that. Each with the
    /// step that it ends with.
    pub(super) fn spans(&self, at: usize, id: &str, concerns: &[Address]) -> Vec<(usize, Span)> {
        let explained = |n: &usize| {
            let other = |address: &Address| self.decides_but(*n, address, id).is_some();
            let open = |address: &&Address| !self.touches(at, address) && !other(address);
            concerns.iter().filter(open).any(|address| self.settles(*n, address))
        };
        let mut steps: Vec<usize> = self.neighbours(at).into_iter().filter(explained).collect();
        steps.sort_unstable_by(|a, b| b.cmp(a));
        steps.insert(0, at);
        let span = |n: usize| {
            let step = self.steps.get(n)?;
            let Step { commit, before, after, .. } = step;
            let (commit, before, after) = (commit.clone(), before.clone(), after.clone());
            Some((n, Span { commit, before, after, whole: n == at, alone: step.decided.len() < 2 }))
        };
        steps.into_iter().filter_map(span).collect()
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
        let about = |changed: &Address| {
            let changed = self.now(changed, Some(step));
            changed.contains(address) || address.contains(&changed)
        };
        found.changed.iter().any(|(changed, _)| about(changed))
    }

    /// Whether a step changed a value at an address of now, or first wrote the very value there. To
    /// complete what a decision concerns as a whole is not its effect, nor is to open a project.
    fn settles(&self, step: usize, address: &Address) -> bool {
        let Some(found) = self.steps.get(step) else { return false };
        found.changed.iter().any(|(changed, how)| {
            let changed = self.now(changed, Some(step));
            match how {
                How::Whole => false,
                How::First => changed == *address,
                How::Changed => changed.contains(address) || address.contains(&changed),
            }
        })
    }

    /// A decision that a step records, but for one, and that concerns an address of now.
    fn decides_but(&self, step: usize, address: &Address, but: &str) -> Option<&String> {
        let found = self.steps.get(step)?;
        let but = Address::entity(Kind::Decision, but);
        let about = |concerned: &Address| {
            let concerned = self.now(concerned, Some(step));
            concerned.contains(address) || address.contains(&concerned)
        };
        let other = |id: &String| self.now(&Address::entity(Kind::Decision, id), Some(step)) != but;
        let mut decided = found.decided.iter();
        decided.find(|(id, concerns)| other(id) && concerns.iter().any(about)).map(|(id, _)| id)
    }
}

impl Step {
    fn of(
        commit: Option<Commit>,
        (before, after): (Option<Place>, Option<Place>),
        changes: &Changes<'_>,
        decided: &Entities<Decision>,
    ) -> Self {
        let mut this = Self {
            commit,
            before,
            after,
            changed: Vec::new(),
            decided: BTreeMap::new(),
            renamed: Vec::new(),
        };
        for change in &changes.changes {
            this.take(change, decided);
        }
        this
    }

    fn take(&mut self, change: &Change<'_>, decided: &Entities<Decision>) {
        if let ChangeKind::Renamed { from } = &change.kind {
            self.renamed.push((from.clone(), change.address.clone()));
        }
        if change.address.kind == Kind::Decision {
            let decision = change.address.entity_id().filter(|_| change.kind == ChangeKind::Added);
            if let Some(id) = decision {
                let concerns = decided.get(id).map(|decision| decision.concerns.clone());
                self.decided.insert(id.to_owned(), concerns.unwrap_or_default());
            }
            return;
        }
        match change.kind {
            ChangeKind::Added | ChangeKind::Removed => {
                self.changed.push((change.address.clone(), How::Whole));
            }
            ChangeKind::Renamed { .. } | ChangeKind::Edited => {
                let how = |edit: &Edit<'_>| match edit.before {
                    Some(_) => How::Changed,
                    None => How::First,
                };
                let edits = change.edits.iter();
                self.changed.extend(edits.map(|edit| (edit.address.clone(), how(edit))));
            }
        }
    }
}
