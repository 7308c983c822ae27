//! Recording files in a commit: through the git program, which alone respects hooks, signatures,
//! filters and identities; without it only where none of these is asked for.

mod alone;
mod program;

use std::path::{Path, PathBuf};

use git2::{ErrorCode, Index, IndexEntryExtendedFlag, IndexEntryFlag, RepositoryState, Status};

use super::{GitError, Revision, Source};
use crate::address::Kind;
use crate::worktree;

pub use program::RECORDING;

/// Why nothing can be recorded here, before anything was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// The repository has no working tree.
    Bare,
    /// HEAD is on no branch: the commit would soon be lost.
    Detached,
    /// Something else is under way; how git calls it.
    UnderWay(&'static str),
    /// The index holds sides of a merge; a path.
    Conflicted(String),
    /// Git ignores the file.
    Ignored(Kind),
    /// Git was told not to look at a file of the project, so that a commit would leave out what it
    /// says, or take it for deleted; its path, and what git was told.
    Unseen(String, Unseen),
    /// There is no git program, and this repository asks for what only it does; the setting, hook
    /// or attribute that asks.
    NeedsProgram(String),
    /// Git does not know who records.
    Nobody,
}

/// Why git does not look at a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unseen {
    /// `git update-index --assume-unchanged`.
    AssumeUnchanged,
    /// `git update-index --skip-worktree`, or a sparse checkout that has the file all the same.
    SkipWorktree,
    /// A sparse checkout leaves it out of the folder.
    Sparse,
}

/// Why a commit was not made, though nothing stood against it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RecordError {
    /// The git program refused; what it, or a hook of the repository, said.
    Program(String),
    /// The repository cannot be asked, or written.
    Git(GitError),
    /// The commit was made, and the repository could not be asked, or its index written, after it.
    Made(GitError),
}

impl From<GitError> for RecordError {
    fn from(error: GitError) -> Self {
        Self::Git(error)
    }
}

impl From<git2::Error> for RecordError {
    fn from(error: git2::Error) -> Self {
        Self::Git(error.into())
    }
}

impl Source {
    /// The folder that git keeps for itself, of this working tree.
    pub fn own_folder(&self) -> &Path {
        self.repository.path()
    }

    /// What stands against recording some of the project's files; `program` is the git program.
    ///
    /// # Errors
    ///
    /// When the repository cannot be asked.
    pub fn refusal(
        &self,
        program: Option<&Path>,
        kinds: &[Kind],
    ) -> Result<Option<Refusal>, GitError> {
        if self.repository.is_bare() {
            return Ok(Some(Refusal::Bare));
        }
        if let Some(name) = under_way(self.repository.state()) {
            return Ok(Some(Refusal::UnderWay(name)));
        }
        if self.repository.head_detached()? {
            return Ok(Some(Refusal::Detached));
        }
        let index = self.repository.index()?;
        if index.has_conflicts() {
            let first = index.conflicts()?.flatten().find_map(|sides| sides.our.or(sides.their));
            let path = first.map(|entry| String::from_utf8_lossy(&entry.path).into_owned());
            return Ok(Some(Refusal::Conflicted(path.unwrap_or_default())));
        }
        let ignored = |kind: &&Kind| {
            self.repository.status_should_ignore(self.path_of(**kind).as_ref()).unwrap_or(false)
                && index.get_path(self.path_of(**kind).as_ref(), 0).is_none()
        };
        if let Some(kind) = kinds.iter().find(ignored) {
            return Ok(Some(Refusal::Ignored(*kind)));
        }
        for path in self.paths_of(&Kind::ALL) {
            if let Some(unseen) = self.unseen(&index, &path)? {
                return Ok(Some(Refusal::Unseen(path, unseen)));
            }
        }
        match program {
            Some(program) if self.knows_who(program) => Ok(None),
            Some(_) => Ok(Some(Refusal::Nobody)),
            None => self.refusal_alone(&self.paths_of(kinds)),
        }
    }

    /// The project's files that differ from HEAD, or that HEAD does not have.
    ///
    /// # Errors
    ///
    /// When the repository cannot be asked.
    pub fn pending(&self) -> Result<Vec<Kind>, GitError> {
        let mut pending = Vec::new();
        for kind in Kind::ALL {
            match self.repository.status_file(Path::new(&self.path_of(kind))) {
                Ok(status) if status.is_empty() || status == Status::IGNORED => {}
                Ok(_) => pending.push(kind),
                // Neither here nor there.
                Err(error) if error.code() == ErrorCode::NotFound => {}
                Err(error) => return Err(error.into()),
            }
        }
        Ok(pending)
    }

    /// Records these files as they are in the working tree, and nothing else: what somebody else
    /// has staged stays staged.
    ///
    /// # Errors
    ///
    /// When the commit was not made. The files stay as they are.
    pub fn record(
        &self,
        program: Option<&Path>,
        kinds: &[Kind],
        message: &str,
    ) -> Result<Revision, RecordError> {
        self.record_paths(program, &self.paths_of(kinds), message)
    }

    /// The same for any files, by their paths from the top of the repository.
    ///
    /// # Errors
    ///
    /// When the commit was not made. The files stay as they are.
    pub fn record_paths(
        &self,
        program: Option<&Path>,
        paths: &[String],
        message: &str,
    ) -> Result<Revision, RecordError> {
        match program {
            Some(program) => self.record_by(program, paths, message),
            None => self.record_alone(paths, message),
        }
    }

    /// Whether git ignores a file that it does not know; its path from the top of the repository.
    pub fn ignores(&self, path: &str) -> bool {
        self.repository.status_should_ignore(Path::new(path)).unwrap_or(false)
    }

    /// The paths that a commit changed, from the top of the repository: those that it was asked
    /// for, unless a hook did otherwise.
    ///
    /// # Errors
    ///
    /// When the repository cannot be asked.
    pub fn changed_by(&self, revision: Revision) -> Result<Vec<String>, GitError> {
        let commit = self.repository.find_commit(revision.0)?;
        let before = commit.parent(0).ok().map(|parent| parent.tree()).transpose()?;
        let after = commit.tree()?;
        let diff = self.repository.diff_tree_to_tree(before.as_ref(), Some(&after), None)?;
        let paths = diff.deltas().filter_map(|delta| delta.new_file().path());
        Ok(paths.map(|path| path.to_string_lossy().into_owned()).collect())
    }

    /// The paths of some of the project's files, from the top of the repository.
    pub fn paths_of(&self, kinds: &[Kind]) -> Vec<String> {
        kinds.iter().map(|kind| self.path_of(*kind)).collect()
    }

    fn path_of(&self, kind: Kind) -> String {
        match self.prefix.as_str() {
            "" => kind.file().to_owned(),
            prefix => format!("{prefix}/{}", kind.file()),
        }
    }

    /// Whether git was told not to look at a file of the index.
    fn unseen(&self, index: &Index, path: &str) -> Result<Option<Unseen>, GitError> {
        let Some(entry) = index.get_path(Path::new(path), 0) else { return Ok(None) };
        let is = |flag: IndexEntryExtendedFlag| entry.flags_extended & flag.bits() != 0;
        if is(IndexEntryExtendedFlag::SKIP_WORKTREE) {
            let there = worktree::is_there(&self.top()?.join(path));
            return Ok(Some(if there { Unseen::SkipWorktree } else { Unseen::Sparse }));
        }
        let assumed = entry.flags & IndexEntryFlag::VALID.bits() != 0;
        Ok(assumed.then_some(Unseen::AssumeUnchanged))
    }

    fn top(&self) -> Result<PathBuf, GitError> {
        let top = self.repository.workdir().map(Path::to_path_buf);
        top.ok_or_else(|| GitError::Other("no working tree".to_owned()))
    }
}

/// What git calls the state of a repository in which nothing must be recorded.
const fn under_way(state: RepositoryState) -> Option<&'static str> {
    match state {
        RepositoryState::Clean => None,
        RepositoryState::Merge => Some("merge"),
        RepositoryState::Revert | RepositoryState::RevertSequence => Some("revert"),
        RepositoryState::CherryPick | RepositoryState::CherryPickSequence => Some("cherry-pick"),
        RepositoryState::Bisect => Some("bisect"),
        RepositoryState::Rebase
        | RepositoryState::RebaseInteractive
        | RepositoryState::RebaseMerge => Some("rebase"),
        RepositoryState::ApplyMailbox | RepositoryState::ApplyMailboxOrRebase => Some("am"),
    }
}
