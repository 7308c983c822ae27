//! `nrt init` in real folders: what it writes, what it never writes, and what it says.

mod demo;
mod places;
mod session;

use std::path::{Path, PathBuf};
use std::process::Command;

use nrt::lang::Lang;

use crate::runner::{Fresh, Ran, run_with};
use crate::support::{files_below, read, root};

/// A folder and, beside it, a home where git knows who records.
struct Desk {
    folder: tempfile::TempDir,
    home: tempfile::TempDir,
}

impl Desk {
    fn new() -> Self {
        let temporary = || tempfile::tempdir().expect("a temporary folder");
        let this = Self { folder: temporary(), home: temporary() };
        this.settings("[user]\nname = Claire Vasseur\nemail = c@rivemont.example\n");
        this
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }

    /// What git is told in the home.
    fn settings(&self, text: &str) {
        std::fs::write(self.home.path().join(".gitconfig"), text).expect("written");
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.path().join(path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(path, text).expect("written");
    }

    /// Runs nrt in the folder.
    fn run<S: AsRef<std::ffi::OsStr>>(&self, lang: Lang, args: &[S]) -> Ran {
        self.run_with(&[("NRT_LANG", lang.code())], args)
    }

    /// The same with some variables; one of the same name replaces a usual one.
    fn run_with<S: AsRef<std::ffi::OsStr>>(&self, set: &[(&str, &str)], args: &[S]) -> Ran {
        let path = std::env::var("PATH").expect("a path");
        let home = self.home.path().to_str().expect("UTF-8");
        let mut variables = vec![
            ("PATH", path.as_str()),
            ("HOME", home),
            ("GIT_CONFIG_NOSYSTEM", "1"),
            ("GIT_AUTHOR_DATE", "2026-11-24T09:00:00+01:00"),
            ("GIT_COMMITTER_DATE", "2026-11-24T09:00:00+01:00"),
        ];
        variables.extend(set);
        let mut ran = run_with(self.path(), &variables, args);
        // Where the test runs is nobody's business.
        let here = self.path().canonicalize().expect("a folder");
        for folder in [here.as_path(), self.path()] {
            let folder = folder.to_str().expect("UTF-8");
            ran.out = ran.out.replace(folder, "/home/claire");
            ran.err = ran.err.replace(folder, "/home/claire");
        }
        ran
    }

    fn git(&self, folder: &str, args: &[&str]) -> String {
        let output = Command::new("git")
            .args(args)
            .current_dir(self.path().join(folder))
            .env("HOME", self.home.path())
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .output()
            .expect("git runs");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "git {args:?}: {said}");
        String::from_utf8_lossy(&output.stdout).into_owned()
    }

    /// That the project's repository is sound, and clean.
    fn is_sound(&self, folder: &str) {
        self.git(folder, &["fsck", "--strict"]);
        assert_eq!(self.git(folder, &["status", "--porcelain", "--untracked-files=all"]), "");
    }
}

const FR: &[&str] = &[
    "--name",
    "Rivemont Agglomération",
    "--kind",
    "communaute-agglomeration",
    "--population",
    "86 400",
    "--it-department",
    "oui",
    "--start",
    "2026-11-30",
    "--end",
    "2027-01-08",
];

const EN: &[&str] = &[
    "--name",
    "Val-Clair",
    "--kind",
    "commune",
    "--population",
    "4120",
    "--it-department",
    "no",
    "--method",
    "flash",
    "--method-reason",
    "One half-time agent for the whole of it.",
];

const fn flags(lang: Lang) -> &'static [&'static str] {
    match lang {
        Lang::Fr => FR,
        Lang::En => EN,
    }
}

/// `nrt init DIR` with the options of a language.
fn start(desk: &Desk, lang: Lang, dir: &str) -> Ran {
    desk.run(lang, &[&["init", dir], flags(lang)].concat())
}

/// The files below a folder but those of git, by their paths from there.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(at) = folders.pop() {
        for entry in std::fs::read_dir(&at).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.file_name().is_some_and(|name| name == ".git") {
                continue;
            }
            if path.is_dir() {
                folders.push(path);
            } else {
                found.push(path.strip_prefix(folder).expect("below").to_owned());
            }
        }
    }
    found.sort();
    found
}

/// A new project in each language, file by file, and what its first check says.
#[test]
fn a_new_project_is_as_committed() {
    let mut fresh = Fresh::default();
    for lang in Lang::ALL {
        let desk = Desk::new();
        let ran = start(&desk, lang, "projet");
        assert_eq!(ran.code, 0, "{}{}", ran.out, ran.err);
        let (made, committed) = (desk.path().join("projet"), root().join("tests/init"));
        let committed = committed.join(lang.code());
        let mut names = files(&made);
        for path in &names {
            let text = read(&made.join(path));
            assert!(text.ends_with('\n') && !text.contains('\r'), "{}", path.display());
            if path.starts_with("schema") {
                assert_eq!(text, read(&root().join(path)), "{}", path.display());
            } else {
                let wide = text.lines().map(|line| line.chars().count()).max();
                assert!(wide <= Some(100), "{}: {wide:?}", path.display());
                std::fs::create_dir_all(&committed).expect("a folder");
                fresh.check(&committed.join(path), &text);
            }
        }
        names.retain(|path| !path.starts_with("schema"));
        assert_eq!(files(&committed), names);
        let ran = desk.run(lang, &["-C", "projet", "check", "--on", "2026-11-24"]);
        assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{}", ran.out);
        fresh.check(&root().join(format!("tests/init/check.{}.txt", lang.code())), &ran.out);
        desk.is_sound("projet");
    }
    fresh.end();
}

/// Sessions with options alone, each in a folder of its own.
#[test]
fn sessions_go_as_written() {
    let mut fresh = Fresh::default();
    for path in files_below(&root().join("tests/init"), "txt") {
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let Some(lang) = name.strip_prefix("flags.") else { continue };
        let desk = Desk::new();
        let run = |set: &[(&str, &str)], args: &[String]| desk.run_with(set, args);
        fresh.check(&path, &crate::transcripts::session(&read(&path), lang, &run));
    }
    fresh.end();
}

/// The example's settings of editors are those that a new project gets, but for where it lies.
#[test]
fn the_example_is_set_up_as_a_new_project() {
    for (path, text) in nrt::start::tools(Lang::Fr) {
        if [".taplo.toml", "tombi.toml"].contains(&path.as_str()) {
            let example = read(&root().join("example-project").join(&path));
            let settings = |text: &str| {
                let lines = text.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
                lines.map(|line| line.replace("\"../schema", "\"schema")).collect::<Vec<_>>()
            };
            assert_eq!(settings(&example), settings(&text), "{path}");
        }
    }
}

/// What a new project holds to be completed is completed, key by key, and never asked for twice.
#[test]
fn what_is_to_complete_is_completed_by_a_command() {
    let desk = Desk::new();
    start(&desk, Lang::Fr, "projet");
    let nrt = |args: &[&str]| {
        let ran = desk.run(Lang::Fr, &[&["-C", "projet"], args].concat());
        assert_eq!(ran.code, 0, "{args:?}: {}", ran.err);
        ran.out
    };
    nrt(&["set", "stakeholders.dsi.name", "Direction des systèmes d'information"]);
    nrt(&["set", "documents.pcaet.title", "PCAET 2024-2030"]);
    let said = nrt(&["check", "--on", "2026-11-24", "--format", "json"]);
    let told: serde_json::Value = serde_json::from_str(&said).expect("JSON");
    let help = |rule: &str| {
        let all = told["findings"].as_array().expect("findings");
        let found = all.iter().find(|finding| finding["rule"] == rule);
        found.map(|finding| finding["help"].as_str().unwrap_or_default().to_owned())
    };
    let complete = "complétez, dans `stakeholders.toml`, les tables qui contiennent `TODO(nrt)`";
    assert!(help("core-role-missing").expect("reported").starts_with(complete));
    assert!(help("crte-unaccounted").expect("reported").starts_with("complétez `[crte]`"));
    assert!(help("reen-strategy-due").expect("reported").starts_with("dans `documents.toml`"));
    assert_eq!(help("pcaet-due"), None);
    assert_eq!(help("no-stakeholder"), None);
}
