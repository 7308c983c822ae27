//! Every way of being misread: one folder each, the whole output in both languages, and the pages
//! `docs/erreurs.md` and `docs/errors.md` made of them.
//!
//! A folder holds what differs from `tests/projects/quiet`, a project of which there is nothing to
//! say, and `about.txt`: the rule (or `none`), a sentence in French, the same in English.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use nrt::lang::Lang;
use nrt::rule::Family;
use nrt::rules;

use crate::runner::{Fresh, run};
use crate::support::{read, root};

/// One folder of the gallery.
struct Case {
    name: String,
    rule: String,
    says: [String; 2],
}

impl Case {
    fn all() -> Vec<Self> {
        let mut cases: Vec<Self> = fs::read_dir(folder())
            .expect("the gallery can be listed")
            .map(|entry| Self::of(&entry.expect("an entry").path()))
            .collect();
        cases.sort_by(|a, b| a.name.cmp(&b.name));
        cases
    }

    fn of(path: &Path) -> Self {
        let about = read(&path.join("about.txt"));
        let lines: Vec<&str> = about.lines().collect();
        let [rule, fr, en] = lines.as_slice() else {
            panic!("{}: about.txt has three lines", path.display());
        };
        Self {
            name: path.file_name().expect("a name").to_string_lossy().into_owned(),
            rule: (*rule).to_owned(),
            says: [(*fr).to_owned(), (*en).to_owned()],
        }
    }

    fn folder(&self) -> PathBuf {
        folder().join(&self.name)
    }

    /// The names of the project's files that differ from the quiet project, sorted.
    fn files(&self) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(self.folder())
            .expect("a folder")
            .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
            .filter(|name| Path::new(name).extension().is_some_and(|extension| extension == "toml"))
            .collect();
        names.sort();
        names
    }

    /// Writes the whole project to `to`.
    fn lay_out(&self, to: &Path) {
        copy_toml(&quiet(), to);
        copy_toml(&self.folder(), to);
        let Ok(make) = fs::read_to_string(self.folder().join("make.txt")) else {
            return;
        };
        let (what, name) = make.trim().split_once(' ').expect("what, and a name");
        let file = to.join(name);
        fs::remove_file(&file).expect("the quiet project's file");
        match what {
            "folder" => fs::create_dir(&file).expect("a folder"),
            "large" => fs::write(
                &file,
                "# 64 caractères par ligne, et beaucoup trop de lignes.......\n".repeat(20_000),
            )
            .expect("a file"),
            "link" => link(&quiet().join(name), &file),
            other => panic!("{}: {other}?", self.name),
        }
    }

    /// The whole output of `nrt check` in a language, and the exit code.
    fn output(&self, lang: Lang) -> String {
        let folder = tempfile::tempdir().expect("a temporary folder");
        self.lay_out(folder.path());
        let ran = run(folder.path(), lang, &["check", "--quiet", "--on", "2026-11-23"]);
        assert_eq!(ran.err, "", "{}", self.name);
        format!("{}exit {}\n", ran.out, ran.code)
    }
}

/// A project of the gallery in a folder of its own.
pub struct LaidOut {
    /// What it shows.
    pub name: String,
    /// Where `nrt` can be run.
    pub folder: tempfile::TempDir,
    /// The names of the files in which it differs from the quiet one.
    pub files: Vec<String>,
}

/// Every project of the gallery.
pub fn projects() -> Vec<LaidOut> {
    let written = |case: &Case| {
        let folder = tempfile::tempdir().expect("a temporary folder");
        case.lay_out(folder.path());
        let mut files = case.files();
        let made = fs::read_to_string(case.folder().join("make.txt")).unwrap_or_default();
        files.extend(made.split_whitespace().nth(1).map(str::to_owned));
        LaidOut { name: case.name.clone(), folder, files }
    };
    Case::all().iter().map(written).collect()
}

fn folder() -> PathBuf {
    root().join("tests/gallery")
}

fn quiet() -> PathBuf {
    root().join("tests/projects/quiet")
}

fn copy_toml(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.extension().is_some_and(|extension| extension == "toml") {
            fs::copy(&path, to.join(path.file_name().expect("a name"))).expect("a copy");
        }
    }
}

#[cfg(unix)]
fn link(to: &Path, at: &Path) {
    std::os::unix::fs::symlink(to, at).expect("a link");
}

#[cfg(windows)]
fn link(to: &Path, at: &Path) {
    std::os::windows::fs::symlink_file(to, at).expect("a link");
}

/// The findings of an output, without the states below them.
fn findings(output: &str) -> &str {
    let end = output.find(" Étape 1 —").or_else(|| output.find(" Step 1 —"));
    output[..end.unwrap_or(output.len())].trim_end()
}

/// The rule of the first finding.
fn first_rule(output: &str) -> &str {
    let line = findings(output).lines().next().unwrap_or_default();
    line.split_once('[').and_then(|(_, rest)| rest.split_once(']')).map_or("none", |(rule, _)| rule)
}

#[test]
fn every_misread_is_said_as_committed() {
    let mut fresh = Fresh::default();
    let (mut shown, mut wrong) = (BTreeSet::new(), Vec::new());
    let cases = Case::all();
    let mut pages = Lang::ALL.map(|_| BTreeMap::new());
    for case in &cases {
        for lang in Lang::ALL {
            let output = case.output(lang);
            if first_rule(&output) != case.rule {
                wrong.push(format!("{}: {}, then {}", case.name, case.rule, first_rule(&output)));
            }
            shown.extend(
                rules::all()
                    .map(|rule| rule.name)
                    .filter(|name| output.contains(&format!("[{name}]"))),
            );
            fresh.check(&case.folder().join(format!("{}.txt", lang.code())), &output);
            pages[usize::from(lang == Lang::En)].insert(case.name.as_str(), output);
        }
    }
    fresh.check(&root().join("docs/erreurs.md"), &page(&cases, &pages[0], Lang::Fr));
    fresh.check(&root().join("docs/errors.md"), &page(&cases, &pages[1], Lang::En));
    fresh.end();
    assert!(wrong.is_empty(), "another first finding than about.txt names:\n{}", wrong.join("\n"));
    let missing: Vec<_> = rules::family_rules(Family::Validity)
        .iter()
        .map(|rule| rule.name)
        .filter(|name| !shown.contains(name))
        .collect();
    assert!(missing.is_empty(), "no folder of the gallery shows {missing:?}");
}

#[test]
fn of_the_quiet_project_there_is_nothing_to_say() {
    let ran = run(&quiet(), Lang::Fr, &["check", "--on", "2026-11-23", "--format", "concise"]);
    assert_eq!((ran.out.as_str(), ran.code), ("", 0));
}

fn page(cases: &[Case], outputs: &BTreeMap<&str, String>, lang: Lang) -> String {
    let mut text = lang
        .pick(
            "# Les erreurs de lecture\n\nCe que dit `nrt check` d'un fichier qu'il ne peut pas comprendre : les lignes en cause, puis la réponse. Page faite d'après les dossiers de `tests/gallery/`.\n",
            "# Misreads\n\nWhat `nrt check` says of a file that it cannot understand: the lines, then the answer. This page is made from the folders of `tests/gallery/`. The examples are a French authority's.\n",
        )
        .to_owned();
    for rule in rules::family_rules(Family::Validity).iter().map(|rule| rule.name).chain(["none"]) {
        let of_rule: Vec<&Case> = cases.iter().filter(|case| case.rule == rule).collect();
        if of_rule.is_empty() {
            continue;
        }
        match rule {
            "none" => {
                text.push_str(lang.pick("\n## Ce qui est accepté\n", "\n## What is accepted\n"));
            }
            rule => text.push_str(&format!("\n## `{rule}`\n")),
        }
        for case in of_rule {
            let says = &case.says[usize::from(lang == Lang::En)];
            text.push_str(&format!("\n### {says}\n"));
            for name in case.files() {
                if let Some(lines) = differing(&case.folder().join(&name), &quiet().join(&name)) {
                    text.push_str(&format!("\n`{name}`\n\n```toml\n{lines}```\n"));
                }
            }
            let found = findings(&outputs[case.name.as_str()]);
            let found =
                if found.is_empty() { lang.pick("(aucun constat)", "(no finding)") } else { found };
            text.push_str(&format!("\n```console\n{found}\n```\n"));
        }
    }
    text
}

/// The lines of a text file that another one does not have, hidden characters spelt out; nothing
/// where the file is no text or is a file of its own.
fn differing(path: &Path, quiet: &Path) -> Option<String> {
    let text = fs::read_to_string(path).ok().filter(|text| !text.contains('\0'))?;
    let plain = fs::read_to_string(quiet).ok()?;
    let plain: BTreeSet<&str> = plain.lines().collect();
    let mut shown = String::new();
    for line in text.lines().filter(|line| !plain.contains(line) && line.len() < 200) {
        shown.push_str(&nrt::text::terminal(line));
        shown.push('\n');
    }
    (!shown.is_empty()).then_some(shown)
}
