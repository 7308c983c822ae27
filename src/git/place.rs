//! Where the project lies in a commit, and which blobs its files are: ids are compared, and a blob
//! is read only where it is asked for.

use std::rc::Rc;

use git2::{ErrorCode, Odb, OdbObject, Oid};

use super::{GitError, Source};
use crate::address::Kind;
use crate::files::Unreadable;

/// The folder of the project in a commit, and its files by mode and id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The folder's path from the top, with `/`; empty at the top.
    pub path: String,
    /// The tree of the folder; nothing where it is not there.
    folder: Option<Oid>,
    files: [Option<FileId>; Kind::ALL.len()],
}

/// A file in a commit: two of the same id are the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FileId {
    mode: u32,
    blob: Oid,
}

/// The most folders that are looked into for one that was moved; a threshold of nrt's own.
const MAX_FOLDERS: usize = 20_000;

/// The deepest folder that is looked into; a threshold of nrt's own.
const MAX_DEPTH: usize = 32;

const TREE: u32 = 0o040_000;

impl Place {
    /// Whether none of the project's files is there.
    pub fn is_empty(&self) -> bool {
        self.files.iter().all(Option::is_none)
    }

    /// Whether the project is the same in both, and lies in the same folder unless one is empty.
    pub(super) fn is_like(&self, other: &Self) -> bool {
        let same = self.path == other.path || other.is_empty();
        same && other.files == self.files
    }

    /// The files that differ, in the order people read a project.
    pub fn differing(&self, other: &Self) -> Vec<Kind> {
        let pairs = Kind::ALL.into_iter().zip(self.files.iter().zip(&other.files));
        pairs.filter(|(_, (a, b))| a != b).map(|(kind, _)| kind).collect()
    }

    /// The same place with no file in it.
    pub fn emptied(&self) -> Self {
        Self { files: [None; Kind::ALL.len()], folder: None, ..self.clone() }
    }

    /// The same place with another version of a file; no folder that a commit has is just so.
    #[must_use]
    pub fn with(mut self, kind: Kind, file: Option<FileId>) -> Self {
        let slots = Kind::ALL.into_iter().zip(&mut self.files);
        slots.filter(|(k, _)| *k == kind).for_each(|(_, slot)| *slot = file);
        self.folder = None;
        self
    }

    /// Whether a file is the same in both.
    pub fn same_file(&self, other: &Self, kind: Kind) -> bool {
        self.file(kind) == other.file(kind)
    }

    /// One of the files, if it is there.
    pub fn file(&self, kind: Kind) -> Option<FileId> {
        let pairs = Kind::ALL.into_iter().zip(self.files);
        pairs.into_iter().find(|(k, _)| *k == kind).and_then(|(_, file)| file)
    }

    /// Whether most of the files of `other` lie here as they are.
    fn holds_most_of(&self, other: &Self) -> Option<usize> {
        let there = other.files.iter().flatten().count();
        let pairs = self.files.iter().zip(&other.files);
        let same = pairs.filter(|(a, b)| a.is_some() && a == b).count();
        (same * 2 > there).then_some(same)
    }
}

impl Source {
    /// Where the project lies in the tree of a commit, under a path; `near` is the place in a
    /// neighbour, so that a folder they share is not read again.
    pub(super) fn place(
        &self,
        tree: Oid,
        path: &str,
        near: Option<&Rc<Place>>,
    ) -> Result<Rc<Place>, GitError> {
        let store = self.repository.odb()?;
        let mut folder = Some(tree);
        for name in path.split('/').filter(|name| !name.is_empty()) {
            let Some(tree) = folder else { break };
            folder = below(&store, tree, name)?;
        }
        if let Some(near) = near.filter(|near| near.path == path && near.folder == folder) {
            return Ok(Rc::clone(near));
        }
        let files = match folder {
            None => [None; Kind::ALL.len()],
            Some(tree) => files(&entries(&store, tree)?),
        };
        Ok(Rc::new(Place { path: path.to_owned(), folder, files }))
    }

    /// Where the project that lies at `place` in a commit lay in its parent, whose tree is given:
    /// under the same path, else in the folder that holds most of its files as they are.
    pub(super) fn place_before(
        &self,
        place: &Rc<Place>,
        parent: Oid,
    ) -> Result<Rc<Place>, GitError> {
        let same = self.place(parent, &place.path, Some(place))?;
        if !same.is_empty() || place.is_empty() {
            return Ok(same);
        }
        let store = self.repository.odb()?;
        let mut best: Option<(usize, Place)> = None;
        let mut left = vec![(String::new(), parent, 0)];
        let mut seen = 0;
        while let Some((path, tree, depth)) = left.pop() {
            seen += 1;
            if seen > MAX_FOLDERS {
                break;
            }
            let entries = entries(&store, tree)?;
            let files = files(&entries);
            for entry in entries.into_iter().filter(|e| e.mode == TREE && depth < MAX_DEPTH) {
                let Ok(name) = std::str::from_utf8(&entry.name) else { continue };
                let below =
                    if path.is_empty() { name.to_owned() } else { format!("{path}/{name}") };
                left.push((below, entry.id, depth + 1));
            }
            let there = Place { path, folder: Some(tree), files };
            let Some(count) = there.holds_most_of(place) else { continue };
            let better = best.as_ref().is_none_or(|(most, other)| {
                (count, std::cmp::Reverse(&there.path)) > (*most, std::cmp::Reverse(&other.path))
            });
            if better {
                best = Some((count, there));
            }
        }
        Ok(best.map_or(same, |(_, there)| Rc::new(there)))
    }

    /// The bytes of a file, or why they cannot be had; at most `limit` of them.
    ///
    /// # Errors
    ///
    /// When this clone lacks it.
    pub fn content(
        &self,
        file: FileId,
        limit: u64,
    ) -> Result<Result<Vec<u8>, Unreadable>, GitError> {
        let mode = i32::try_from(file.mode).unwrap_or_default();
        match self.blob(mode, file.blob, limit) {
            Err(Unreadable::NotCloned) => Err(GitError::Missing),
            read => Ok(read),
        }
    }
}

struct Entry {
    mode: u32,
    name: Vec<u8>,
    id: Oid,
}

/// The entries of a tree, read as they are.
fn entries(store: &Odb<'_>, tree: Oid) -> Result<Vec<Entry>, GitError> {
    let object = read(store, tree)?;
    let mut found = Vec::new();
    for (mode, name, id) in Raw(object.data()) {
        let Some(mode) = octal(mode) else { break };
        found.push(Entry { mode, name: name.to_vec(), id: Oid::from_bytes(id)? });
    }
    Ok(found)
}

/// The folder of a name in a tree.
fn below(store: &Odb<'_>, tree: Oid, name: &str) -> Result<Option<Oid>, GitError> {
    let object = read(store, tree)?;
    let found = Raw(object.data()).find(|(_, entry, _)| *entry == name.as_bytes());
    let folder = found.filter(|(mode, ..)| octal(mode) == Some(TREE));
    Ok(folder.map(|(_, _, id)| Oid::from_bytes(id)).transpose()?)
}

fn read<'o>(store: &'o Odb<'_>, tree: Oid) -> Result<OdbObject<'o>, GitError> {
    store.read(tree).map_err(|error| match error.code() {
        ErrorCode::NotFound => GitError::Missing,
        _ => error.into(),
    })
}

/// The mode, the name and the id of each entry: `mode name NUL id`. Stops where the form is lost.
struct Raw<'t>(&'t [u8]);

impl<'t> Iterator for Raw<'t> {
    type Item = (&'t [u8], &'t [u8], &'t [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        const ID: usize = 20;
        let rest = self.0;
        let space = rest.iter().position(|byte| *byte == b' ')?;
        let name = rest.get(space + 1..)?;
        let end = name.iter().position(|byte| *byte == 0)?;
        let id = name.get(end + 1..end + 1 + ID)?;
        self.0 = name.get(end + 1 + ID..)?;
        Some((rest.get(..space)?, name.get(..end)?, id))
    }
}

fn octal(mode: &[u8]) -> Option<u32> {
    u32::from_str_radix(std::str::from_utf8(mode).ok()?, 8).ok()
}

fn files(entries: &[Entry]) -> [Option<FileId>; Kind::ALL.len()] {
    Kind::ALL.map(|kind| {
        let entry = entries.iter().find(|entry| entry.name == kind.file().as_bytes())?;
        Some(FileId { mode: entry.mode, blob: entry.id })
    })
}
