//! Walking a history from a commit back, newest first, with the place of the project in each
//! commit: streams, and reads neither a blob nor a tree that two neighbours share.

use std::collections::{BTreeSet, BinaryHeap};
use std::rc::Rc;

use git2::{ErrorCode, Oid};

use super::commit::{Names, parse};
use super::{Commit, GitError, Place, Revision, Source};

/// A walk under way.
pub struct Walk<'s> {
    source: &'s Source,
    names: Names,
    all_parents: bool,
    ahead: BinaryHeap<Ahead>,
    seen: BTreeSet<Oid>,
}

/// A commit, and where the project lies in it and in its parents.
#[derive(Debug)]
pub struct Step {
    /// The commit.
    pub commit: Commit,
    /// The project in it.
    pub place: Rc<Place>,
    /// The parents that the walk looks at, and the project in them.
    pub parents: Vec<(Commit, Rc<Place>)>,
    /// Why the walk cannot go on here, where a parent is not in this clone.
    pub gap: Option<Gap>,
}

/// Why the history stops before its start.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gap {
    /// The clone is shallow.
    Shallow,
    /// The clone lacks an object: it is partial, or damaged.
    Missing,
}

/// The commit to look at next is the newest, then the one met first.
struct Ahead {
    time: i64,
    order: std::cmp::Reverse<usize>,
    commit: Commit,
    place: Rc<Place>,
}

impl Ord for Ahead {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        (self.time, self.order).cmp(&(other.time, other.order))
    }
}

impl PartialOrd for Ahead {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Ahead {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Ahead {}

impl Source {
    /// The same, with the project's folder where a revision has it: under its own path, else under
    /// one that it had on the way back from HEAD, else where most of its files lie as HEAD has them.
    pub fn as_of(mut self, revision: Revision) -> Result<Self, GitError> {
        if let Some(path) = self.former_path(revision)? {
            self.prefix = path;
        }
        Ok(self)
    }

    fn former_path(&self, revision: Revision) -> Result<Option<String>, GitError> {
        let Ok(head) = self.revision("HEAD") else { return Ok(None) };
        let mut walk = self.walk(head, false)?;
        let Some(commit) = walk.commit(revision)? else { return Ok(None) };
        let mut tried: BTreeSet<String> = BTreeSet::new();
        let mut now = None;
        while let Some(step) = walk.advance()? {
            now.get_or_insert_with(|| Rc::clone(&step.place));
            let path = &step.place.path;
            if tried.insert(path.clone()) && !self.place(&commit, path, None)?.is_empty() {
                return Ok(Some(path.clone()));
            }
        }
        let moved = now.map(|now| self.place_before(&now, &commit)).transpose()?;
        Ok(moved.filter(|there| !there.is_empty()).map(|there| there.path))
    }

    /// Starts a walk at a revision: along first parents, or along all of them.
    pub fn walk(&self, from: Revision, all_parents: bool) -> Result<Walk<'_>, GitError> {
        // Each object is read once, and checking every hash is the work of `git fsck`.
        git2::opts::enable_caching(false);
        git2::opts::strict_hash_verification(false);
        let names = Names::of(&self.repository);
        let (ahead, seen) = (BinaryHeap::new(), BTreeSet::new());
        let mut walk = Walk { source: self, names, all_parents, ahead, seen };
        let commit = walk.commit(from)?.ok_or(GitError::Missing)?;
        let place = Rc::new(self.place(&commit, &self.prefix, None)?);
        walk.push(commit, place);
        Ok(walk)
    }
}

impl Walk<'_> {
    /// The next commit; nothing after the last one.
    pub fn advance(&mut self) -> Result<Option<Step>, GitError> {
        let Some(Ahead { commit, place, .. }) = self.ahead.pop() else { return Ok(None) };
        let step = self.step(commit, place)?;
        for (parent, place) in &step.parents {
            self.push(parent.clone(), Rc::clone(place));
        }
        Ok(Some(step))
    }

    /// The first parent of a commit, and the project in it.
    pub fn before(
        &self,
        commit: &Commit,
        place: &Place,
    ) -> Result<Option<(Commit, Place)>, GitError> {
        let Some(parent) = commit.parents.first() else { return Ok(None) };
        let parent = self.commit(*parent)?.ok_or(GitError::Missing)?;
        let place = self.source.place_before(place, &parent)?;
        Ok(Some((parent, place)))
    }

    /// Whether the repository says that its history was cut.
    pub fn gap(&self) -> Gap {
        if self.source.repository.is_shallow() { Gap::Shallow } else { Gap::Missing }
    }

    fn step(&self, commit: Commit, place: Rc<Place>) -> Result<Step, GitError> {
        let count = if self.all_parents { commit.parents.len() } else { 1 };
        let (mut parents, mut gap) = (Vec::new(), None);
        for parent in commit.parents.iter().take(count) {
            let Some(parent) = self.commit(*parent)? else {
                gap = Some(self.gap());
                continue;
            };
            match self.source.place_before(&place, &parent) {
                Ok(there) => parents.push((parent, Rc::new(there))),
                Err(GitError::Missing) => gap = Some(Gap::Missing),
                Err(error) => return Err(error),
            }
        }
        Ok(Step { commit, place, parents, gap })
    }

    fn push(&mut self, commit: Commit, place: Rc<Place>) {
        if self.seen.insert(commit.id.0) {
            let order = std::cmp::Reverse(self.seen.len());
            self.ahead.push(Ahead { time: commit.time, order, commit, place });
        }
    }

    /// A commit; nothing where this clone does not hold it.
    fn commit(&self, revision: Revision) -> Result<Option<Commit>, GitError> {
        let store = self.source.repository.odb()?;
        let object = match store.read(revision.0) {
            Ok(object) => object,
            Err(error) if error.code() == ErrorCode::NotFound => return Ok(None),
            Err(error) => return Err(error.into()),
        };
        let damaged = || GitError::Other(format!("{} is no commit", revision.short()));
        parse(revision.0, object.data(), &self.names).ok_or_else(damaged).map(Some)
    }
}
