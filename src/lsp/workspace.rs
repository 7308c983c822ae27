//! The projects that a client has before it: the texts it is editing, laid over the folders.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use gen_lsp_types::Range;

use super::position::{Encoding, change};
use super::uri;
use crate::address::Kind;
use crate::files::{Files, Unreadable, stem};
use crate::worktree;

/// Most projects that are looked for in the folders of a client; a threshold of nrt's own. Others are
/// known as soon as one of their files is opened.
const MOST_PROJECTS: usize = 50;

/// A text that the client is editing.
#[derive(Debug)]
pub(super) struct Buffer {
    /// Its address, as the client writes it.
    pub(super) uri: String,
    pub(super) version: i32,
    pub(super) text: String,
}

/// What the client has before it.
#[derive(Debug, Default)]
pub(super) struct Workspace {
    buffers: BTreeMap<PathBuf, Buffer>,
    folders: Vec<PathBuf>,
    /// The projects, each by its folder.
    pub(super) roots: BTreeSet<PathBuf>,
}

impl Workspace {
    /// Takes a folder that the client has opened, with the projects in it and the one around it.
    pub(super) fn open_folder(&mut self, folder: PathBuf) {
        self.roots.extend(self.root_above(&folder));
        self.roots.extend(worktree::projects_below(&folder, MOST_PROJECTS));
        self.folders.push(folder);
    }

    /// Lets a folder go; gives the projects that nobody looks at any more.
    pub(super) fn close_folder(&mut self, folder: &Path) -> Vec<PathBuf> {
        self.folders.retain(|open| open != folder);
        self.unwatched()
    }

    /// Takes a text; gives the project that it belongs to.
    pub(super) fn open(&mut self, uri: &str, version: i32, text: String) -> Option<PathBuf> {
        let path = uri::path(uri)?;
        self.buffers.insert(path.clone(), Buffer { uri: uri.to_owned(), version, text });
        let root = self.root(&path)?;
        self.roots.insert(root.clone());
        Some(root)
    }

    /// Changes a text; gives the project that it belongs to. Without a range, the whole of it.
    pub(super) fn change<'c>(
        &mut self,
        uri: &str,
        version: i32,
        changes: impl IntoIterator<Item = (Option<Range>, &'c str)>,
        encoding: Encoding,
    ) -> Option<PathBuf> {
        let path = uri::path(uri)?;
        let buffer = self.buffers.get_mut(&path)?;
        buffer.version = version;
        change(&mut buffer.text, changes, encoding);
        self.root(&path)
    }

    /// Lets a text go: what the folder has counts again. Gives the project that it belonged to.
    pub(super) fn close(&mut self, uri: &str) -> Option<PathBuf> {
        let path = uri::path(uri)?;
        let root = self.root(&path);
        self.buffers.remove(&path);
        root
    }

    /// The projects in no folder of the client and without an open text, which are let go.
    pub(super) fn unwatched(&mut self) -> Vec<PathBuf> {
        let watched = |root: &PathBuf| {
            self.folders.iter().any(|folder| root.starts_with(folder) || folder.starts_with(root))
                || self.buffers.keys().any(|path| path.starts_with(root))
        };
        let gone: Vec<PathBuf> = self.roots.iter().filter(|root| !watched(root)).cloned().collect();
        self.roots.retain(|root| !gone.contains(root));
        gone
    }

    /// The folder of the project that a file belongs to.
    pub(super) fn root(&self, path: &Path) -> Option<PathBuf> {
        self.root_above(path.parent()?)
    }

    /// The projects whose own file is neither open nor in the folder any more, which are let go.
    pub(super) fn ended(&mut self) -> Vec<PathBuf> {
        let ended = self.roots.iter().filter(|root| !self.is_project(root));
        let ended: Vec<PathBuf> = ended.cloned().collect();
        self.roots.retain(|root| !ended.contains(root));
        ended
    }

    fn root_above(&self, folder: &Path) -> Option<PathBuf> {
        // By the names that the client uses: a real path, links followed, would be another file to it.
        folder.ancestors().find(|folder| self.is_project(folder)).map(Path::to_path_buf)
    }

    /// Whether a folder has what makes it a project, be it in the editor alone.
    fn is_project(&self, folder: &Path) -> bool {
        let mark = folder.join(Kind::Project.file());
        self.buffers.contains_key(&mark) || worktree::is_there(&mark)
    }

    /// The files of a project that the client is editing, with their addresses and versions.
    pub(super) fn open_in(&self, root: &Path) -> BTreeMap<PathBuf, (String, i32)> {
        let own = self.buffers.iter().filter(|(path, _)| path.parent() == Some(root));
        own.map(|(path, buffer)| (path.clone(), (buffer.uri.clone(), buffer.version))).collect()
    }

    /// The files of a project: what is being edited, laid over what the folder has.
    pub(super) fn files(&self, root: &Path, limit: u64) -> Files {
        let mut files = worktree::read(root, limit).unwrap_or_default();
        for (path, buffer) in &self.buffers {
            if path.parent() != Some(root) {
                continue;
            }
            let Some(name) = path.file_name().and_then(|name| name.to_str()) else { continue };
            match Kind::ALL.into_iter().find(|kind| kind.file() == name) {
                Some(kind) => drop(files.known.insert(kind, bytes(&buffer.text, limit))),
                None if stem(name).is_some() && !files.others.iter().any(|other| other == name) => {
                    files.others.push(name.to_owned());
                }
                None => {}
            }
        }
        files.others.sort();
        files
    }
}

fn bytes(text: &str, limit: u64) -> Result<Vec<u8>, Unreadable> {
    let size = text.len() as u64;
    if size > limit { Err(Unreadable::TooLarge { size, limit }) } else { Ok(text.into()) }
}
