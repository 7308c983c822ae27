//! A real repository with the example project in it, made by the git program.

use std::path::{Path, PathBuf};
use std::process::Command;

use nrt::address::Kind;

use crate::support::{read, root};

/// A repository with the example project in a folder of its own, and one commit on `main`.
pub struct Repository(tempfile::TempDir);

impl Repository {
    pub fn empty() -> Self {
        let this = Self(tempfile::tempdir().expect("a temporary folder"));
        this.git(&["init", "--quiet", "--initial-branch=main"]);
        std::fs::create_dir(this.project()).expect("a folder");
        this
    }

    pub fn new() -> Self {
        let this = Self::empty();
        this.fill();
        this.commit("Un projet");
        this
    }

    pub fn fill(&self) {
        for kind in Kind::ALL {
            let text = read(&root().join("example-project").join(kind.file()));
            std::fs::write(self.project().join(kind.file()), text).expect("written");
        }
    }

    pub fn project(&self) -> PathBuf {
        self.0.path().join("demarche")
    }

    pub fn git(&self, args: &[&str]) -> String {
        let output = Command::new("git")
            .args(["-c", "user.name=C. Vasseur", "-c", "user.email=c@rivemont.example"])
            .args(["-c", "core.autocrlf=false", "-c", "commit.gpgsign=false"])
            .args(args)
            .current_dir(self.0.path())
            .envs([("GIT_CONFIG_GLOBAL", "/dev/null"), ("GIT_CONFIG_SYSTEM", "/dev/null")])
            .env("GIT_AUTHOR_DATE", "2026-11-20T10:00:00+01:00")
            .env("GIT_COMMITTER_DATE", "2026-11-20T10:00:00+01:00")
            .output()
            .expect("git runs");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "git {args:?}: {said}");
        String::from_utf8_lossy(&output.stdout).trim().to_owned()
    }

    pub fn commit(&self, subject: &str) {
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "-m", subject]);
    }

    /// Replaces a text that must be there in a file of the project.
    pub fn edit(&self, file: &str, old: &str, new: &str) {
        let path = self.project().join(file);
        let text = read(&path);
        assert!(text.contains(old), "{file} holds no {old:?}");
        std::fs::write(path, text.replacen(old, new, 1)).expect("written");
    }

    pub fn append(&self, file: &str, more: &str) {
        let path = self.project().join(file);
        std::fs::write(&path, read(&path) + more).expect("written");
    }

    pub fn path(&self) -> &Path {
        self.0.path()
    }

    /// Reading never writes: git finds nothing to complain of.
    pub fn is_sound(&self) {
        assert_eq!(self.git(&["fsck", "--strict", "--no-dangling"]), "");
    }
}
