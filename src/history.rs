//! The history of a project: what each commit changed, newest first. Trees and blobs are compared
//! by id; only what a commit changed is read.

mod blame;
mod nearby;
mod register;
mod wanted;

use std::collections::BTreeSet;
use std::ops::ControlFlow;

use chrono::NaiveDate;

use crate::address::Kind;
use crate::changes::{Change, ChangeKind, Changes, changes};
use crate::document::Document;
use crate::files::{Files, Unreadable};
use crate::git::{Commit, Gap, GitError, Place, Revision, Source, Step, Walk};
use crate::lang::Lang;
use crate::load::{Loaded, load_within};
use crate::model::Shape;

pub use blame::{Blame, Blamed, Last, blame};
pub use nearby::nearby;
pub use register::{Drift, Effect, Register, Registered, Standing, register};
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
    /// Where the project was before, along the first parent, and where it is.
    pub places: (&'e Place, &'e Place),
    /// The files it changed, as they were when they could last be read.
    pub before: &'e Loaded<'e>,
    /// The files it changed, as it leaves them.
    pub after: &'e Loaded<'e>,
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
    let teller = Teller { source, options };
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
                    let _ = tell_boundary(&step, options.lang, tell);
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
    source: &'s Source,
    options: &'s Options,
}

impl Teller<'_> {
    fn asked(&self, commit: &Commit) -> bool {
        let Options { since, until, .. } = self.options;
        let day = commit.date;
        since.is_none_or(|since| day.is_some_and(|day| day >= since))
            && until.is_none_or(|until| day.is_some_and(|day| day <= until))
    }

    fn step(
        &self,
        walk: &Walk<'_>,
        step: &Step,
        wanted: &mut Wanted,
        tell: &mut dyn FnMut(Entry<'_>) -> ControlFlow<()>,
    ) -> Result<Told, Gap> {
        let emptied = step.place.emptied();
        let same = |place: &Place| place.path == step.place.path || place.is_empty();
        let alike = |place: &Place| same(place) && place.differing(&step.place).is_empty();
        if step.parents.iter().any(|(_, place)| alike(place))
            || step.parents.is_empty() && step.place.is_empty()
        {
            return Ok(Told::Nothing);
        }
        let first = step.parents.first().map_or(&emptied, |(_, place)| place);
        let asked = self.asked(&step.commit);
        // A rename must be seen even in a commit that is not asked for.
        if !asked && !wanted.follows() {
            return Ok(Told::Nothing);
        }
        let touched: BTreeSet<Kind> = step.place.differing(first).into_iter().collect();
        let read: BTreeSet<Kind> = touched.iter().copied().filter(|k| wanted.reads(*k)).collect();
        let versions = self.versions(walk, step, first, read).map_err(|error| match error {
            GitError::Missing => walk.gap(),
            _ => Gap::Missing,
        })?;
        Ok(versions.compared(self.options, |before, after, found| {
            let decisions = decisions(&found.changes);
            let moved = first.path != step.place.path && !first.is_empty();
            let moved = moved.then(|| (first.path.clone(), step.place.path.clone()));
            let mut entry = Entry {
                commit: &step.commit,
                places: (first, &step.place),
                before,
                after,
                changes: found,
                unreadable: versions.unreadable.clone(),
                moved: moved.filter(|_| wanted.is_everything()),
                decisions,
                boundary: false,
            };
            for kind in versions.kinds.iter().filter(|kind| !entry.unreadable.contains(kind)) {
                let cosmetic = &mut entry.changes.cosmetic;
                let of_kind = |change: &Change<'_>| change.address.kind == *kind;
                if !entry.changes.changes.iter().any(of_kind) && !cosmetic.contains(kind) {
                    cosmetic.push(*kind);
                }
            }
            entry.changes.cosmetic.sort_unstable();
            let renamed = wanted.after(&entry.changes, self.options.all_parents);
            wanted.narrow(&mut entry);
            *wanted = renamed;
            if !asked || entry.is_silent() {
                return Told::Nothing;
            }
            if entry.is_cosmetic() && !self.options.cosmetic {
                return Told::Hidden;
            }
            let changed = !entry.changes.changes.is_empty();
            Told::Entry { flow: tell(entry), changed }
        }))
    }

    /// The files of a commit that are to be read, before and after.
    fn versions(
        &self,
        walk: &Walk<'_>,
        step: &Step,
        first: &Place,
        kinds: BTreeSet<Kind>,
    ) -> Result<Versions<'_>, GitError> {
        let limit = self.options.limit;
        let mut after = self.source.files_of(&step.place, &kinds, limit)?;
        let unreadable = self.broken(&after);
        after.known.retain(|kind, _| !unreadable.contains(kind));
        let sound = kinds.iter().copied().filter(|kind| !unreadable.contains(kind)).collect();
        let mut before = self.source.files_of(first, &sound, limit)?;
        for kind in self.broken(&before) {
            before.known.remove(&kind);
            let parent = step.parents.first();
            if let Some((commit, place)) = parent {
                self.last_sound(walk, commit, place, kind, &mut before)?;
            }
        }
        let places = (first.clone(), (*step.place).clone());
        Ok(Versions { source: self.source, places, kinds, unreadable, before, after })
    }

    /// The last version of a file, before a commit that broke it, that can be read whole.
    fn last_sound(
        &self,
        walk: &Walk<'_>,
        commit: &Commit,
        place: &Place,
        kind: Kind,
        files: &mut Files,
    ) -> Result<(), GitError> {
        let (mut commit, mut place) = (commit.clone(), place.clone());
        while let Some((parent, there)) = walk.before(&commit, &place)? {
            if !there.same_file(&place, kind) {
                let found = self.source.files_of(&there, &[kind].into(), self.options.limit)?;
                if self.broken(&found).is_empty() {
                    files.known.extend(found.known);
                    return Ok(());
                }
            }
            (commit, place) = (parent, there);
        }
        Ok(())
    }

    /// The files that cannot be read whole.
    fn broken(&self, files: &Files) -> Vec<Kind> {
        let Options { limit, lang, .. } = *self.options;
        let broken = |(kind, bytes): (&Kind, &Result<Vec<u8>, Unreadable>)| match bytes {
            Ok(bytes) => Document::read(*kind, bytes, limit, lang).0.broken.then_some(*kind),
            Err(_) => Some(*kind),
        };
        files.known.iter().filter_map(broken).collect()
    }
}

/// The files of a commit that could be read.
struct Versions<'s> {
    source: &'s Source,
    places: (Place, Place),
    /// The kinds that were asked for.
    kinds: BTreeSet<Kind>,
    unreadable: Vec<Kind>,
    before: Files,
    after: Files,
}

impl Versions<'_> {
    /// Compares the two, and hands over what was found.
    fn compared<R>(
        &self,
        options: &Options,
        done: impl for<'d> FnOnce(&'d Loaded<'d>, &'d Loaded<'d>, Changes<'d>) -> R,
    ) -> R {
        let load = |files| load_within(files, options.limit, options.lang);
        let (before, after) = (load(&self.before), load(&self.after));
        let found = changes(&before, &after);
        let more = if options.titles { referred(&found) } else { BTreeSet::new() };
        let more: BTreeSet<Kind> = more.into_iter().filter(|k| !self.kinds.contains(k)).collect();
        if more.is_empty() {
            return done(&before, &after, found);
        }
        // What is not in this clone has no title; its changes are known all the same.
        let with = |files: &Files, place: &Place| {
            let mut files = files.clone();
            let found = self.source.files_of(place, &more, options.limit).unwrap_or_default();
            files.known.extend(found.known);
            files
        };
        let after = with(&self.after, &self.places.1);
        let mut before = with(&self.before, &self.places.0);
        // Files that the commit did not change say nothing but titles.
        for kind in &more {
            if let Some(bytes) = after.known.get(kind) {
                before.known.insert(*kind, bytes.clone());
            } else {
                before.known.remove(kind);
            }
        }
        let (before, after) = (load(&before), load(&after));
        let found = changes(&before, &after);
        done(&before, &after, found)
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

/// The kinds of what the changed fields refer to.
fn referred(changes: &Changes<'_>) -> BTreeSet<Kind> {
    fn kinds(shape: &Shape) -> &[Kind] {
        match shape {
            Shape::Reference(kinds) => kinds,
            Shape::List(inner) => kinds(inner),
            _ => &[],
        }
    }
    let edits = changes.changes.iter().flat_map(|change| &change.edits);
    edits.flat_map(|edit| kinds(edit.shape)).copied().collect()
}

fn tell_boundary(
    step: &Step,
    lang: Lang,
    tell: &mut dyn FnMut(Entry<'_>) -> ControlFlow<()>,
) -> ControlFlow<()> {
    let files = Files::default();
    let (before, after) = (crate::load::load(&files, lang), crate::load::load(&files, lang));
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
