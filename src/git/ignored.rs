//! The commits that a repository asks to pass over when it says who changed what:
//! `blame.ignoreRevsFile`.

use std::collections::BTreeSet;
use std::path::PathBuf;

use git2::{Config, Oid};

use super::{Revision, Source};
use crate::files::DEFAULT_MAX_FILE_SIZE;
use crate::worktree;

/// The commits to pass over.
#[derive(Debug, Clone, Default)]
pub struct Ignored {
    commits: BTreeSet<Oid>,
    /// The files that the configuration names and that cannot be read.
    pub unreadable: Vec<PathBuf>,
}

impl Ignored {
    /// Whether a commit is one of them.
    pub fn has(&self, revision: Revision) -> bool {
        self.commits.contains(&revision.0)
    }
}

impl Source {
    /// The commits of every `blame.ignoreRevsFile`: one id a line, remarks after `#`. An empty name
    /// forgets those before.
    pub fn ignored(&self) -> Ignored {
        let mut ignored = Ignored::default();
        let names = self.repository.config().map(|config| names(&config)).unwrap_or_default();
        for name in names {
            if name.as_os_str().is_empty() {
                ignored = Ignored::default();
                continue;
            }
            let path = self.repository.workdir().unwrap_or(self.repository.path()).join(name);
            match worktree::read_file(&path, DEFAULT_MAX_FILE_SIZE) {
                Ok(bytes) => ignored.commits.extend(ids(&String::from_utf8_lossy(&bytes))),
                Err(_) => ignored.unreadable.push(path),
            }
        }
        ignored
    }
}

fn names(config: &Config) -> Vec<PathBuf> {
    let mut names = Vec::new();
    if let Ok(mut entries) = config.multivar("blame.ignorerevsfile", None) {
        while let Some(Ok(entry)) = entries.next() {
            let text = entry.value().unwrap_or_default();
            // Only libgit2 knows the home folder, and it tells the last name alone.
            let home = || config.get_path("blame.ignorerevsfile").ok();
            let path = if text.starts_with('~') { home() } else { None };
            names.push(path.unwrap_or_else(|| PathBuf::from(text)));
        }
    }
    names
}

fn ids(text: &str) -> impl Iterator<Item = Oid> {
    text.lines().filter_map(|line| {
        let line = line.split('#').next().unwrap_or_default().trim();
        (line.len() == 40).then(|| Oid::from_str(line).ok())?
    })
}
