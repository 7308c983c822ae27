//! The git repository around a project, as a source of files: the only home of git2. Fetches nothing,
//! and writes only the commit that [`Source::record`] is asked for.
#![expect(
    clippy::disallowed_methods,
    reason = "a repository knows its folder by the real path, links followed"
)]

mod by_line;
mod commit;
mod conflicts;
mod create;
mod ignored;
mod names;
mod place;
mod record;
mod setup;
mod story;
mod walk;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use git2::{ErrorCode, Index, ObjectType, Oid, Repository, Tree};

use crate::address::Kind;
use crate::files::{Files, Unreadable, stem};
use crate::merge::Style;
use crate::model::Project;
use crate::rule::Attachment;

pub use by_line::by_line;
pub use commit::Commit;
pub use conflicts::Stages;
pub use create::{FIRST_BRANCH, create};
pub use ignored::Ignored;
pub use names::Name;
pub use place::{FileId, Place};
pub use record::{RECORDING, RecordError, Refusal, Unseen};
pub use setup::{
    ATTRIBUTES, BEFORE, HOOKS, Hooks, driver_line, has_block, hook, is_hook, named_program,
    with_block, without_block,
};
pub use story::{Told, tell};
pub use walk::{Gap, Step, Walk};

/// A repository, and the project's folder in it.
pub struct Source {
    repository: Repository,
    /// The project's folder below the working directory, with `/`; empty at the top.
    prefix: String,
}

/// Why a repository cannot be asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GitError {
    /// There is none around the project.
    None,
    /// It belongs to somebody else, and git wants to be told that this is meant; its folder.
    Owner(String),
    /// The nearest `.git` cannot be opened, and another one above must not be taken instead.
    Damaged(String),
    /// The name of the project's folder, below the top of the repository, is not UTF-8.
    Name(String),
    /// The revision is not there.
    Revision(String),
    /// There is no commit yet.
    Unborn,
    /// The two revisions have no commit in common.
    NoMergeBase,
    /// This clone lacks an object: it is partial, or damaged. Nothing is fetched.
    Missing,
    /// Any other failure, in libgit2's words.
    Other(String),
}

/// A revision that was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Revision(Oid);

impl Revision {
    /// The first characters of the commit's id, as people write them.
    pub fn short(self) -> String {
        self.0.to_string().chars().take(7).collect()
    }

    /// The whole id.
    pub fn id(self) -> String {
        self.0.to_string()
    }
}

impl std::fmt::Debug for Source {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Source").field("prefix", &self.prefix).finish_non_exhaustive()
    }
}

impl From<git2::Error> for GitError {
    fn from(error: git2::Error) -> Self {
        Self::Other(error.message().to_owned())
    }
}

/// Opens the repository that holds the project's folder.
pub fn open(root: &Path) -> Result<Source, GitError> {
    let root = root.canonicalize().map_err(|error| GitError::Other(error.to_string()))?;
    let repository = Repository::discover(&root).map_err(|error| match error.code() {
        ErrorCode::NotFound => GitError::None,
        ErrorCode::Owner => GitError::Owner(root.display().to_string()),
        _ => GitError::Other(error.message().to_owned()),
    })?;
    let Some(workdir) = repository.workdir() else {
        // A bare repository has no folders: the project is at the top of its trees.
        return Ok(Source { repository, prefix: String::new() });
    };
    let workdir = workdir.canonicalize().map_err(|error| GitError::Other(error.to_string()))?;
    // libgit2 walks up past a `.git` that lost its HEAD, into a repository that is not this one.
    let lost = root.ancestors().take_while(|folder| *folder != workdir);
    if let Some(folder) = lost.into_iter().find(|f| f.join(".git").symlink_metadata().is_ok()) {
        return Err(GitError::Damaged(folder.join(".git").display().to_string()));
    }
    let below = root.strip_prefix(&workdir).map_err(|_| GitError::None)?;
    // A part left out would be another folder, with another project in it.
    let parts: Option<Vec<&str>> = below.iter().map(|part| part.to_str()).collect();
    let parts = parts.ok_or_else(|| GitError::Name(below.to_string_lossy().into_owned()))?;
    Ok(Source { prefix: parts.join("/"), repository })
}

/// The working directory of the repository that holds `root`, if there is one.
pub fn workdir(root: &Path) -> Option<PathBuf> {
    let source = open(root).ok()?;
    source.repository.workdir().map(Path::to_path_buf)
}

/// The version of the libgit2 that is linked in.
pub fn libgit2_version() -> String {
    let (major, minor, patch) = git2::Version::get().libgit2_version();
    format!("{major}.{minor}.{patch}")
}

impl Source {
    /// The commit that a person names: `main`, `HEAD~2`, `v1.0`, an id.
    pub fn revision(&self, name: &str) -> Result<Revision, GitError> {
        let unborn = || self.repository.head().is_err_and(|e| e.code() == ErrorCode::UnbornBranch);
        let commit = self
            .repository
            .revparse_single(name)
            .and_then(|object| object.peel_to_commit())
            .map_err(|error| match error.code() {
                _ if name == "HEAD" && unborn() => GitError::Unborn,
                ErrorCode::NotFound | ErrorCode::InvalidSpec | ErrorCode::Peel => {
                    GitError::Revision(name.to_owned())
                }
                _ => GitError::Other(error.message().to_owned()),
            })?;
        Ok(Revision(commit.id()))
    }

    /// The branch that HEAD is on, as people call it.
    pub fn branch(&self) -> Option<String> {
        let head = self.repository.find_reference("HEAD").ok()?;
        let name = head.symbolic_target().ok()??;
        name.strip_prefix("refs/heads/").map(str::to_owned)
    }

    /// How git is asked to write conflicts: `merge.conflictStyle`.
    pub fn conflict_style(&self) -> Style {
        let config = self.repository.config().and_then(|mut config| config.snapshot());
        let asked = config.and_then(|config| config.get_string("merge.conflictstyle"));
        match asked.as_deref() {
            Ok("diff3") => Style::Diff3,
            Ok("zdiff3") => Style::Zdiff3,
            _ => Style::Merge,
        }
    }

    /// The commit from which two revisions went apart.
    pub fn merge_base(&self, a: Revision, b: Revision) -> Result<Revision, GitError> {
        match self.repository.merge_base(a.0, b.0) {
            Ok(base) => Ok(Revision(base)),
            Err(error) if error.code() == ErrorCode::NotFound => Err(GitError::NoMergeBase),
            Err(error) => Err(error.into()),
        }
    }

    /// The project's files at a revision; each at most `limit` bytes. No file at all where the
    /// project's folder is not there.
    pub fn files_at(&self, revision: Revision, limit: u64) -> Result<Files, GitError> {
        let mut files = Files::default();
        let Some(tree) = self.folder(revision)? else {
            return Ok(files);
        };
        for entry in &tree {
            let Ok(name) = entry.name() else { continue };
            self.take(&mut files, name, entry.filemode(), entry.id(), limit);
        }
        files.others.sort();
        Ok(files)
    }

    /// The project's files as they are staged: what the next commit would hold. `index` replaces
    /// the repository's own, as git does in a hook.
    pub fn files_staged(&self, index: Option<&Path>, limit: u64) -> Result<Files, GitError> {
        let mut files = Files::default();
        let index = self.index(index)?;
        for entry in index.iter() {
            let Ok(path) = std::str::from_utf8(&entry.path) else { continue };
            let Some(name) = self.own(path) else { continue };
            // The two high bits of the stage are set on the sides of a merge under way.
            if entry.flags & 0x3000 != 0 {
                if let Some(kind) = Kind::ALL.into_iter().find(|kind| kind.file() == name) {
                    files.known.insert(kind, Err(Unreadable::Conflicted));
                }
                continue;
            }
            let mode = i32::try_from(entry.mode).unwrap_or_default();
            self.take(&mut files, name, mode, entry.id, limit);
        }
        files.others.sort();
        Ok(files)
    }

    /// What a revision holds at each path that a document of the project names.
    pub fn attachments_at(
        &self,
        revision: Revision,
        project: &Project,
    ) -> Result<BTreeMap<String, Attachment>, GitError> {
        let tree = self.folder(revision)?;
        Ok(named(project, |path| {
            tree.as_ref().is_some_and(|tree| tree.get_path(Path::new(path)).is_ok())
        }))
    }

    /// The same of what is staged.
    pub fn attachments_staged(
        &self,
        index: Option<&Path>,
        project: &Project,
    ) -> Result<BTreeMap<String, Attachment>, GitError> {
        let index = self.index(index)?;
        Ok(named(project, |path| {
            let path = match self.prefix.as_str() {
                "" => path.to_owned(),
                prefix => format!("{prefix}/{path}"),
            };
            index.get_path(Path::new(&path), 0).is_some()
        }))
    }

    fn index(&self, index: Option<&Path>) -> Result<Index, GitError> {
        Ok(match index {
            Some(path) => Index::open(path)?,
            None => self.repository.index()?,
        })
    }

    /// The name of a file that lies directly in the project's folder.
    fn own<'p>(&self, path: &'p str) -> Option<&'p str> {
        let name = match self.prefix.as_str() {
            "" => path,
            prefix => path.strip_prefix(prefix)?.strip_prefix('/')?,
        };
        (!name.contains('/')).then_some(name)
    }

    /// The tree of the project's folder at a revision.
    fn folder(&self, revision: Revision) -> Result<Option<Tree<'_>>, GitError> {
        let tree = self.repository.find_commit(revision.0)?.tree()?;
        if self.prefix.is_empty() {
            return Ok(Some(tree));
        }
        match tree.get_path(Path::new(&self.prefix)) {
            Ok(entry) => Ok(entry.to_object(&self.repository)?.into_tree().ok()),
            Err(error) if error.code() == ErrorCode::NotFound => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    fn take(&self, files: &mut Files, name: &str, mode: i32, id: Oid, limit: u64) {
        if let Some(kind) = Kind::ALL.into_iter().find(|kind| kind.file() == name) {
            files.known.insert(kind, self.blob(mode, id, limit));
        } else if stem(name).is_some() {
            files.others.push(name.to_owned());
        }
    }

    fn blob(&self, mode: i32, id: Oid, limit: u64) -> Result<Vec<u8>, Unreadable> {
        match mode {
            0o120_000 => return Err(Unreadable::Link),
            0o100_644 | 0o100_664 | 0o100_755 => {}
            _ => return Err(Unreadable::NotAFile),
        }
        let store = self.repository.odb().map_err(|error| other(&error))?;
        let (size, kind) = store.read_header(id).map_err(|error| missing(&error))?;
        let size = size as u64;
        if size > limit {
            return Err(Unreadable::TooLarge { size, limit });
        }
        if kind != ObjectType::Blob {
            return Err(Unreadable::NotAFile);
        }
        let object = store.read(id).map_err(|error| missing(&error))?;
        Ok(object.data().to_vec())
    }
}

/// What stands at the paths that documents name, by a test of one path.
fn named(project: &Project, there: impl Fn(&str) -> bool) -> BTreeMap<String, Attachment> {
    project
        .attached_paths()
        .map(|path| {
            let found = if there(path) { Attachment::Present } else { Attachment::Missing };
            (path.to_owned(), found)
        })
        .collect()
}

/// A partial clone may lack the object: nothing is fetched.
fn missing(error: &git2::Error) -> Unreadable {
    if error.code() == ErrorCode::NotFound { Unreadable::NotCloned } else { other(error) }
}

fn other(error: &git2::Error) -> Unreadable {
    Unreadable::Other(error.message().to_owned())
}
