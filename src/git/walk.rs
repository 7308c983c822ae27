//! Walking a history from a commit back, newest first, with the place of the project in each
//! commit: streams, and reads neither a blob nor a tree that two neighbours share.

use std::collections::{BTreeSet, BinaryHeap, HashSet};
use std::rc::Rc;

use git2::{ErrorCode, Oid};

use super::commit::{Head, Names, head, parse};
use super::{Commit, GitError, Place, Revision, Source};

/// A walk under way.
pub struct Walk<'s> {
    source: &'s Source,
    names: Names,
    all_parents: bool,
    ahead: BinaryHeap<Ahead>,
    /// The commits met, where two ways may lead to one.
    seen: HashSet<Oid>,
    met: usize,
}

/// A commit as it was read: most are passed over, and the rest of them is never looked at.
struct Node {
    id: Oid,
    head: Head,
    bytes: Vec<u8>,
}

/// A commit, and the project in it.
type Placed = (Rc<Node>, Rc<Place>);

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
    node: Rc<Node>,
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
        let Some(node) = walk.node(revision.0)? else { return Ok(None) };
        let tree = node.head.tree;
        if !self.place(tree, &self.prefix, None)?.is_empty() {
            return Ok(None);
        }
        let mut tried: BTreeSet<String> = BTreeSet::new();
        let mut now = None;
        while let Some(step) = walk.advance()? {
            now.get_or_insert_with(|| Rc::clone(&step.place));
            let path = &step.place.path;
            if tried.insert(path.clone()) && !self.place(tree, path, None)?.is_empty() {
                return Ok(Some(path.clone()));
            }
        }
        let moved = now.map(|now| self.place_before(&now, tree)).transpose()?;
        Ok(moved.filter(|there| !there.is_empty()).map(|there| there.path.clone()))
    }

    /// When the last commit that changed the project was recorded, in seconds since 1970; nothing
    /// where none did.
    pub fn recorded(&self, from: Revision) -> Result<Option<i64>, GitError> {
        let mut walk = self.walk(from, false)?;
        let Some(step) = walk.advance()? else { return Ok(None) };
        Ok(walk.node(step.commit.id.0)?.map(|node| node.head.time))
    }

    /// Starts a walk at a revision: along first parents, or along all of them.
    pub fn walk(&self, from: Revision, all_parents: bool) -> Result<Walk<'_>, GitError> {
        // Each object is read once, and checking every hash is the work of `git fsck`.
        git2::opts::enable_caching(false);
        git2::opts::strict_hash_verification(false);
        let names = Names::of(&self.repository);
        let (ahead, seen) = (BinaryHeap::new(), HashSet::new());
        let mut walk = Walk { source: self, names, all_parents, ahead, seen, met: 0 };
        let node = walk.node(from.0)?.ok_or(GitError::Missing)?;
        let place = self.place(node.head.tree, &self.prefix, None)?;
        walk.push(Rc::new(node), place);
        Ok(walk)
    }
}

impl Walk<'_> {
    /// The next commit that leaves the project otherwise than each of its parents does, or that
    /// has a parent this clone lacks; nothing after the last one.
    pub fn advance(&mut self) -> Result<Option<Step>, GitError> {
        while let Some(Ahead { node, place, .. }) = self.ahead.pop() {
            let (parents, gap) = self.parents(&node, &place)?;
            for (parent, there) in &parents {
                self.push(Rc::clone(parent), Rc::clone(there));
            }
            let alike = |there: &Rc<Place>| Rc::ptr_eq(&place, there) || place.is_like(there);
            let same = parents.iter().any(|(_, there)| alike(there))
                || parents.is_empty() && place.is_empty();
            if same && gap.is_none() {
                continue;
            }
            let parents = parents.iter().map(|(node, there)| (self.told(node), Rc::clone(there)));
            let parents = parents.collect();
            return Ok(Some(Step { commit: self.told(&node), place, parents, gap }));
        }
        Ok(None)
    }

    /// The first parent of a commit, and the project in it.
    pub fn before(
        &self,
        commit: &Commit,
        place: &Rc<Place>,
    ) -> Result<Option<(Commit, Rc<Place>)>, GitError> {
        let Some(parent) = commit.parents.first() else { return Ok(None) };
        let parent = self.node(parent.0)?.ok_or(GitError::Missing)?;
        let place = self.source.place_before(place, parent.head.tree)?;
        Ok(Some((self.told(&parent), place)))
    }

    /// A commit, whatever it did to the project; nothing where this clone does not hold it.
    pub fn commit(&self, revision: Revision) -> Result<Option<Commit>, GitError> {
        Ok(self.node(revision.0)?.map(|node| self.told(&node)))
    }

    /// Whether the repository says that its history was cut.
    pub fn gap(&self) -> Gap {
        if self.source.repository.is_shallow() { Gap::Shallow } else { Gap::Missing }
    }

    /// The parents of a commit that the walk looks at, with the project in them, and whether one
    /// is not in this clone.
    fn parents(
        &self,
        node: &Node,
        place: &Rc<Place>,
    ) -> Result<(Vec<Placed>, Option<Gap>), GitError> {
        let count = if self.all_parents { node.head.parents.len() } else { 1 };
        let (mut parents, mut gap) = (Vec::new(), None);
        for parent in node.head.parents.iter().take(count) {
            let Some(parent) = self.node(*parent)? else {
                gap = Some(self.gap());
                continue;
            };
            if parent.head.tree == node.head.tree {
                parents.push((Rc::new(parent), Rc::clone(place)));
                continue;
            }
            match self.source.place_before(place, parent.head.tree) {
                Ok(there) => parents.push((Rc::new(parent), there)),
                Err(GitError::Missing) => gap = Some(Gap::Missing),
                Err(error) => return Err(error),
            }
        }
        Ok((parents, gap))
    }

    fn push(&mut self, node: Rc<Node>, place: Rc<Place>) {
        if !self.all_parents || self.seen.insert(node.id) {
            self.met += 1;
            let (time, order) = (node.head.time, std::cmp::Reverse(self.met));
            self.ahead.push(Ahead { time, order, node, place });
        }
    }

    /// A commit; nothing where this clone does not hold it.
    fn node(&self, id: Oid) -> Result<Option<Node>, GitError> {
        let store = self.source.repository.odb()?;
        let object = match store.read(id) {
            Ok(object) => object,
            Err(error) if error.code() == ErrorCode::NotFound => return Ok(None),
            Err(error) => return Err(error.into()),
        };
        let damaged = || GitError::Other(format!("{} is no commit", Revision(id).short()));
        let head = head(object.data()).ok_or_else(damaged)?;
        Ok(Some(Node { id, head, bytes: object.data().to_vec() }))
    }

    fn told(&self, node: &Node) -> Commit {
        parse(node.id, &node.head, &node.bytes, &self.names)
    }
}
