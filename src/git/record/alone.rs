//! A commit without the git program, where the repository asks for nothing that only it does.

use std::path::Path;

use git2::build::TreeUpdateBuilder;
use git2::{AttrCheckFlags, ErrorCode, FileMode, Index, IndexEntry, IndexTime, Repository};

use super::{RecordError, Refusal};
use crate::git::{GitError, Revision, Source};
use crate::worktree;

/// The hooks that git would run for a commit.
const HOOKS: &[&str] = &[
    "pre-commit",
    "prepare-commit-msg",
    "commit-msg",
    "post-commit",
    "post-index-change",
    "reference-transaction",
];

/// Settings that only the program knows: how they start, and what is in the rest.
const SETTINGS: &[(&str, &str)] = &[
    ("author.", ""),
    ("committer.", ""),
    ("core.hookspath", ""),
    ("hook.", ".command"),
    ("includeif.hasconfig:", ""),
];

/// The mode of a submodule, which has no content of its own here.
const LINK: u32 = 0o160_000;

/// Attributes under which a file is not recorded as it is.
const FILTERS: &[&str] = &["filter", "ident", "working-tree-encoding"];

impl Source {
    pub(super) fn refusal_alone(&self, paths: &[String]) -> Result<Option<Refusal>, GitError> {
        let config = self.repository.config()?.snapshot()?;
        if config.get_bool("commit.gpgsign").unwrap_or(false) {
            return Ok(Some(Refusal::NeedsProgram("commit.gpgSign".to_owned())));
        }
        let mut found = None;
        config.entries(None)?.for_each(|entry| {
            let name = entry.name().unwrap_or_default();
            let known = |(start, rest): &&(&str, &str)| {
                name.strip_prefix(start).is_some_and(|end| end.ends_with(rest))
            };
            if found.is_none() && SETTINGS.iter().any(|setting| known(&setting)) {
                found = Some(name.to_owned());
            }
        })?;
        if let Some(setting) = found {
            return Ok(Some(Refusal::NeedsProgram(setting)));
        }
        let hooks = self.repository.commondir().join("hooks");
        if let Some(hook) = HOOKS.iter().find(|hook| worktree::is_there(&hooks.join(hook))) {
            return Ok(Some(Refusal::NeedsProgram((*hook).to_owned())));
        }
        for path in paths {
            for name in FILTERS {
                let value = self.repository.get_attr(
                    Path::new(path),
                    name,
                    AttrCheckFlags::FILE_THEN_INDEX,
                );
                if value.ok().flatten().is_some() {
                    return Ok(Some(Refusal::NeedsProgram((*name).to_owned())));
                }
            }
        }
        if self.repository.signature().is_err() {
            return Ok(Some(Refusal::Nobody));
        }
        Ok(None)
    }

    /// The tree is HEAD's with these files laid over it, never the index's; the branch moves only
    /// from the commit that was read.
    pub(super) fn record_alone(
        &self,
        paths: &[String],
        message: &str,
    ) -> Result<Revision, RecordError> {
        let repository = &self.repository;
        let lock = repository.path().join("index.lock");
        if worktree::is_there(&lock) {
            // Another program of git's is at work: a commit that its index does not know would be
            // taken back by its next one.
            let lock = lock.display();
            return Err(RecordError::Git(GitError::Other(format!("{lock}: File exists"))));
        }
        let head = match repository.head() {
            Ok(head) => Some(head.peel_to_commit()?),
            Err(error) if error.code() == ErrorCode::UnbornBranch => None,
            Err(error) => return Err(error.into()),
        };
        let (mut builder, mut written) = (TreeUpdateBuilder::new(), Vec::new());
        for path in paths {
            let path = path.clone();
            if worktree::is_there(&self.top()?.join(&path)) {
                // With the line endings that the repository asks for.
                let blob = repository.blob_path(&self.top()?.join(&path))?;
                let mode = self.mode(&path)?;
                builder.upsert(path.as_str(), blob, mode);
                written.push((path, Some((blob, mode))));
            } else {
                if self.mode_at_head(&path).is_some() {
                    builder.remove(path.as_str());
                }
                written.push((path, None));
            }
        }
        let base = match &head {
            Some(head) => head.tree()?,
            None => repository.find_tree(repository.treebuilder(None)?.write()?)?,
        };
        let tree = repository.find_tree(builder.create_updated(repository, &base)?)?;
        let who = repository.signature()?;
        let parents: Vec<_> = head.iter().collect();
        let commit = repository.commit(None, &who, &who, message, &tree, &parents)?;
        let branch = repository.find_reference("HEAD")?;
        let name = branch.symbolic_target()?.unwrap_or("HEAD").to_owned();
        let log = format!("commit: {}", message.lines().next().unwrap_or_default());
        match &head {
            Some(head) => repository.reference_matching(&name, commit, true, head.id(), &log)?,
            // Another commit may have made the branch since.
            None => repository.reference(&name, commit, false, &log)?,
        };
        self.stage(&written).map_err(RecordError::Made)?;
        Ok(Revision(commit))
    }

    /// Brings the index to what was recorded.
    fn stage(&self, written: &[(String, Option<(git2::Oid, FileMode)>)]) -> Result<(), GitError> {
        let mut index = self.repository.index()?;
        let before = index.path().and_then(worktree::changed_in_second);
        index.read(true)?;
        look_again(&mut index, before)?;
        for (path, recorded) in written {
            match recorded {
                Some((id, mode)) => index.add(&entry(path, *id, *mode))?,
                None => index.remove_path(Path::new(path))?,
            }
        }
        Ok(index.write()?)
    }

    /// What the folder says, where git trusts it; what HEAD says elsewhere.
    fn mode(&self, path: &str) -> Result<FileMode, RecordError> {
        let config = self.repository.config()?;
        let trusted = cfg!(unix) && config.get_bool("core.filemode").unwrap_or(true);
        let executable = if trusted {
            worktree::is_executable(&self.top()?.join(path))
        } else {
            self.mode_at_head(path) == Some(0o100_755)
        };
        Ok(if executable { FileMode::BlobExecutable } else { FileMode::Blob })
    }

    fn mode_at_head(&self, path: &str) -> Option<i32> {
        let tree = head_tree(&self.repository)?;
        Some(tree.get_path(Path::new(path)).ok()?.filemode())
    }
}

/// git tells a file that changed in the very second of its entry by the index being no younger than
/// that; a younger one must say which entries to compare by content. libgit2 compares nanoseconds
/// there, as most builds of git do not.
fn look_again(index: &mut Index, before: Option<i32>) -> Result<(), GitError> {
    const STAGED: u16 = 0x3000;
    const ASSUMED: u16 = 0x8000;
    let young = |entry: &IndexEntry| before.is_none_or(|second| entry.mtime.seconds() >= second);
    let plain = |entry: &IndexEntry| {
        entry.flags & (STAGED | ASSUMED) == 0 && entry.flags_extended == 0 && entry.mode != LINK
    };
    let doubtful: Vec<_> = index.iter().filter(|entry| plain(entry) && young(entry)).collect();
    for mut entry in doubtful {
        entry.file_size = 0;
        index.add(&entry)?;
    }
    Ok(())
}

fn head_tree(repository: &Repository) -> Option<git2::Tree<'_>> {
    repository.head().ok()?.peel_to_tree().ok()
}

fn entry(path: &str, id: git2::Oid, mode: FileMode) -> IndexEntry {
    let mode: i32 = mode.into();
    IndexEntry {
        ctime: IndexTime::new(0, 0),
        mtime: IndexTime::new(0, 0),
        dev: 0,
        ino: 0,
        mode: u32::try_from(mode).unwrap_or(0o100_644),
        uid: 0,
        gid: 0,
        file_size: 0,
        id,
        flags: 0,
        flags_extended: 0,
        path: path.as_bytes().to_vec(),
    }
}
