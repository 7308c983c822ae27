//! A repository of its own for a test, made by the git program; its commits have the same ids on
//! every run.

use std::cell::Cell;
use std::ffi::{OsStr, OsString};
use std::io::Write as _;
use std::os::unix::ffi::OsStrExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::support::read;

/// A repository, and the day of its next commit.
pub struct Repository {
    folder: tempfile::TempDir,
    day: Cell<u32>,
    author: Cell<(&'static [u8], &'static str)>,
}

/// The first author: the name and the address.
pub const VASSEUR: (&[u8], &str) = (b"C. Vasseur", "c@rivemont.example");

impl Repository {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let this = Self { folder, day: Cell::new(0), author: Cell::new(VASSEUR) };
        this.git(&["init", "--quiet", "--initial-branch=main"]);
        this
    }

    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Who writes the next commits.
    pub fn by(&self, author: (&'static [u8], &'static str)) {
        self.author.set(author);
    }

    pub fn git<S: AsRef<OsStr>>(&self, args: &[S]) -> String {
        self.git_told(args, b"")
    }

    /// Runs git with a text on its standard input.
    pub fn git_told<S: AsRef<OsStr>>(&self, args: &[S], input: &[u8]) -> String {
        let (name, email) = self.author.get();
        // Half past midnight in Paris is still the day before in London.
        let date = format!("2026-09-{:02}T00:30:00+02:00", 1 + self.day.get());
        let mut child = Command::new("git")
            .args(["-c", "core.autocrlf=false", "-c", "commit.gpgsign=false"])
            .args(args)
            .current_dir(self.path())
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .env("GIT_CONFIG_SYSTEM", "/dev/null")
            .env("GIT_AUTHOR_NAME", OsStr::from_bytes(name))
            .env("GIT_AUTHOR_EMAIL", email)
            .env("GIT_COMMITTER_NAME", "Forge")
            .env("GIT_COMMITTER_EMAIL", "forge@rivemont.example")
            .env("GIT_AUTHOR_DATE", &date)
            .env("GIT_COMMITTER_DATE", &date)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("git runs");
        child.stdin.take().expect("an input").write_all(input).expect("written");
        let output = child.wait_with_output().expect("git ends");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        let args: Vec<&OsStr> = args.iter().map(AsRef::as_ref).collect();
        assert!(output.status.success(), "git {args:?}: {said}");
        String::from_utf8_lossy(&output.stdout).into_owned()
    }

    /// Records everything, a day after the commit before.
    pub fn commit(&self, subject: &str) {
        self.commit_with(&[], subject.as_bytes());
    }

    pub fn commit_with(&self, options: &[&str], subject: &[u8]) {
        self.day.set(self.day.get() + 1);
        self.git(&["add", "--all"]);
        let words = ["commit", "--quiet", "--cleanup=verbatim", "-m"];
        let mut args: Vec<OsString> = options.iter().chain(&words).map(OsString::from).collect();
        args.push(OsStr::from_bytes(subject).to_owned());
        self.git(&args);
    }

    /// Merges a branch, a day after the commit before.
    pub fn merge(&self, branch: &str, subject: &str) {
        self.day.set(self.day.get() + 1);
        self.git(&["merge", "--quiet", "--no-ff", branch, "-m", subject]);
    }

    pub fn write(&self, file: &str, text: &str) {
        let path = self.path().join(file);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        std::fs::write(path, text).expect("written");
    }

    /// Replaces a text that must be there.
    pub fn edit(&self, file: &str, old: &str, new: &str) {
        let path = self.path().join(file);
        let text = read(&path);
        assert!(text.contains(old), "{file} holds no {old:?}");
        std::fs::write(path, text.replacen(old, new, 1)).expect("written");
    }

    /// A copy of what this one holds, as `git clone` makes it with some options.
    pub fn clone_with(&self, options: &[&str]) -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let (from, to) = (format!("file://{}", self.path().display()), folder.path().join("clone"));
        let to = to.to_str().expect("UTF-8").to_owned();
        self.git(&["config", "uploadpack.allowFilter", "true"]);
        self.git(&[&["clone", "--quiet"], options, &[from.as_str(), to.as_str()]].concat());
        let clone = PathBuf::from(to);
        (folder, clone)
    }

    /// Reading commands never write: git finds nothing to complain of, and nothing changed.
    pub fn is_sound(&self) {
        assert_eq!(self.git(&["fsck", "--strict", "--no-dangling"]), "");
        assert_eq!(self.git(&["status", "--porcelain"]), "");
    }
}
