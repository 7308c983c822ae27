//! The history of a project: what each commit changed, newest first. Trees and blobs are compared
//! by id; only what a commit changed is read.

mod blame;
mod nearby;
mod register;
mod versions;
mod wanted;

use std::collections::BTreeSet;
use std::ops::ControlFlow;

use chrono::NaiveDate;

use crate::address::Kind;
use crate::changes::{Change, ChangeKind, Changes};
use crate::git::{Commit, Gap, GitError, Place, Revision, Source, Step, Walk};
use crate::lang::Lang;
use crate::load::Documents;
use crate::model::{self, Entities};

pub use blame::{Blame, Blamed, Last, blame};
pub use nearby::nearby;
pub use register::{Drift, Effect, Register, Registered, Standing, Then, register};
use versions::{Compared, Versions};
use wanted::NEIGHBOURS;
pub use wanted::Wanted;

/// What to tell of a history.
#[derive(Debug, Clone)]
pub struct Options {
    /// The commit to start from.
    pub from: Revision,
    /// Whether to look at every parent of a merge, instead of the first one alone.
    pub all_parents: bool,
    /// Whether to tell commits that change nothing but layout as well.
    pub cosmetic: bool,
    /// Whether the entities that the changes refer to are read, for their titles.
    pub titles: bool,
    /// The first day to tell, inclusive.
    pub since: Option<NaiveDate>,
    /// The last day to tell, inclusive.
    pub until: Option<NaiveDate>,
    /// The most entries to tell.
    pub most: Option<usize>,
    /// The largest size of a file that is read, in bytes.
    pub limit: u64,
    /// The reader's language.
    pub lang: Lang,
}

/// A commit and what it did to the project.
#[derive(Debug)]
pub struct Entry<'e> {
    /// The commit.
    pub commit: &'e Commit,
    /// Where the project was before, along the first parent, each file that it changed in the form
    /// in which it could last be read; and where it is.
    pub places: (&'e Place, &'e Place),
    /// Of the files it changed, as they were when they could last be read: at least the entities
    /// that it changed, and those that the changes refer to.
    pub before: &'e Documents<'e>,
    /// The same of the files as it leaves them.
    pub after: &'e Documents<'e>,
    /// What changed, of what is asked for.
    pub changes: Changes<'e>,
    /// Files that it leaves in a form that cannot be read whole: nothing is said of them here, and
    /// the next readable version is compared with the last one before.
    pub unreadable: Vec<Kind>,
    /// Where the project's folder was before, if the commit moved it; and where it puts it.
    pub moved: Option<(String, String)>,
    /// The decisions it records.
    pub decisions: Vec<Decision>,
    /// Whether what precedes it is not in this clone, so that what it changed is not known.
    pub boundary: bool,
}

/// A decision that a commit records.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: Option<String>,
}

/// How a telling ended.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct End {
    /// How many entries were told.
    pub told: usize,
    /// How many of them changed something that is asked for, in meaning.
    pub changed: usize,
    /// How many commits changed nothing but layout, and were left out.
    pub hidden: usize,
    /// Why the history stops before its start.
    pub gap: Option<Gap>,
}

/// Tells each commit that changed what is `wanted`, newest first, until `tell` breaks.
pub fn history(
    source: &Source,
    options: &Options,
    wanted: &mut Wanted,
    tell: &mut dyn FnMut(Entry<'_>) -> ControlFlow<()>,
) -> Result<End, GitError> {
    let mut end = End::default();
    let mut walk = source.walk(options.from, options.all_parents)?;
    let mut teller = Teller { options, versions: Versions::new(source, options) };
    while options.most.is_none_or(|most| end.told < most)
        && let Some(step) = walk.advance()?
    {
        let told = match step.gap {
            None => teller.step(&walk, &step, wanted, tell),
            Some(gap) => Err(gap),
        };
        match told {
            Ok(Told::Nothing) => {}
            Ok(Told::Hidden) => end.hidden += 1,
            Ok(Told::Entry { flow, changed }) => {
                end.told += 1;
                end.changed += usize::from(changed);
                if flow.is_break() {
                    break;
                }
            }
            Err(gap) => {
                end.gap = Some(gap);
                if teller.asked(&step.commit) && !step.place.is_empty() {
                    end.told += 1;
                    let _ = tell_boundary(&step, tell);
                }
                if gap == Gap::Missing || !options.all_parents {
                    break;
                }
            }
        }
    }
    Ok(end)
}

/// What became of a commit.
enum Told {
    /// It has nothing to do with what is wanted.
    Nothing,
    /// It changes layout alone.
    Hidden,
    /// It was told.
    Entry {
        /// Whether to go on.
        flow: ControlFlow<()>,
        /// Whether it changes something in meaning.
        changed: bool,
    },
}

struct Teller<'s> {
    options: &'s Options,
    versions: Versions<'s>,
}

impl Teller<'_> {
    fn asked(&self, commit: &Commit) -> bool {
        let Options { since, until, .. } = self.options;
        let day = commit.date;
        since.is_none_or(|since| day.is_some_and(|day| day >= since))
            && until.is_none_or(|until| day.is_some_and(|day| day <= until))
    }

    fn step(
        &mut self,
        walk: &Walk<'_>,
        step: &Step,
        wanted: &mut Wanted,
        tell: &mut dyn FnMut(Entry<'_>) -> ControlFlow<()>,
    ) -> Result<Told, Gap> {
        let emptied = step.place.emptied();
        let first = step.parents.first().map_or(&emptied, |(_, place)| place);
        let asked = self.asked(&step.commit);
        // A rename must be seen even in a commit that is not asked for.
        if !asked && !wanted.follows() {
            return Ok(Told::Nothing);
        }
        let touched: BTreeSet<Kind> = step.place.differing(first).into_iter().collect();
        let read: BTreeSet<Kind> = touched.iter().copied().filter(|k| wanted.reads(*k)).collect();
        let options = self.options;
        let told = self.versions.compared((walk, step), first, &read, |compared| {
            let Compared { first: read_from, before, after, changes: found, unreadable } = compared;
            let decisions = decisions(&found.changes);
            let moved = first.path != step.place.path && !first.is_empty();
            let moved = moved.then(|| (first.path.clone(), step.place.path.clone()));
            let mut entry = Entry {
                commit: &step.commit,
                places: (&read_from, &step.place),
                before,
                after,
                changes: found,
                unreadable,
                moved: moved.filter(|_| wanted.is_everything()),
                decisions,
                boundary: false,
            };
            for kind in read.iter().filter(|kind| !entry.unreadable.contains(kind)) {
                let cosmetic = &mut entry.changes.cosmetic;
                let of_kind = |change: &Change<'_>| change.address.kind == *kind;
                if !entry.changes.changes.iter().any(of_kind) && !cosmetic.contains(kind) {
                    cosmetic.push(*kind);
                }
            }
            entry.changes.cosmetic.sort_unstable();
            let renamed = wanted.after(&entry.changes, options.all_parents);
            wanted.narrow(&mut entry);
            *wanted = renamed;
            if !asked || entry.is_silent() {
                return Told::Nothing;
            }
            if entry.is_cosmetic() && !options.cosmetic {
                return Told::Hidden;
            }
            let changed = !entry.changes.changes.is_empty();
            Told::Entry { flow: tell(entry), changed }
        });
        told.map_err(|error| match error {
            GitError::Missing => walk.gap(),
            _ => Gap::Missing,
        })
    }
}

impl Entry<'_> {
    /// Whether nothing is left to say of it.
    fn is_silent(&self) -> bool {
        self.is_cosmetic() && self.changes.cosmetic.is_empty()
    }

    /// Whether it changes layout alone.
    pub fn is_cosmetic(&self) -> bool {
        self.changes.changes.is_empty()
            && self.unreadable.is_empty()
            && self.moved.is_none()
            && !self.boundary
    }

    /// The decisions among [`Self::after`], as far as they are well-formed: at least those that it
    /// records.
    pub fn decided(&self, lang: Lang) -> Entities<model::Decision> {
        crate::load::decisions(self.after, lang)
    }
}

/// The decisions among the entities that were added.
fn decisions(changes: &[Change<'_>]) -> Vec<Decision> {
    let added = changes.iter().filter(|change| change.kind == ChangeKind::Added);
    let recorded = added.filter(|change| change.address.kind == Kind::Decision);
    let decision = |change: &Change<'_>| {
        let id = change.address.entity_id()?.to_owned();
        Some(Decision { id, title: change.title.clone() })
    };
    recorded.filter_map(decision).collect()
}

fn tell_boundary(
    step: &Step,
    tell: &mut dyn FnMut(Entry<'_>) -> ControlFlow<()>,
) -> ControlFlow<()> {
    let (before, after) = (Documents::default(), Documents::default());
    tell(Entry {
        commit: &step.commit,
        places: (&step.place, &step.place),
        before: &before,
        after: &after,
        changes: Changes::default(),
        unreadable: Vec::new(),
        moved: None,
        decisions: Vec::new(),
        boundary: true,
    })
}
