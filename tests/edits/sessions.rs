//! Sessions of edits in a copy of the example project: what is said, and what becomes of the files.

use std::fmt::Write as _;

use crate::repository::Repository;
use crate::runner::{Fresh, run, run_with};
use crate::support::{files_below, read, root};
use crate::transcripts::words;
use nrt::lang::Lang;

#[test]
fn edits_go_as_written() {
    let mut fresh = Fresh::default();
    let files = files_below(&root().join("tests/edits"), "txt");
    assert!(files.len() >= 2, "a session in each language");
    for path in files {
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let (_, lang) = name.rsplit_once('.').expect("NAME.LANGUAGE.txt");
        fresh.check(&path, &session(&read(&path), lang));
    }
    fresh.end();
}

/// Each command of a session with what it says now; `git diff` shows the files.
fn session(text: &str, lang: &str) -> String {
    let repository = Repository::new();
    let mut said = String::new();
    let mut quiet = false;
    for line in text.lines() {
        if let Some(command) = line.strip_prefix("$ ") {
            let _ = writeln!(said, "$ {command}");
            said.push_str(&answer(&repository, command, lang));
            quiet = true;
        } else if line.starts_with("# ") {
            let _ = writeln!(said, "{}{line}", if quiet { "\n" } else { "" });
            quiet = false;
        }
    }
    repository.git(&["fsck", "--strict"]);
    said
}

fn answer(repository: &Repository, command: &str, lang: &str) -> String {
    let words = words(command);
    let (program, args) = words.split_first().expect("a command");
    if program == "git" {
        let args: Vec<&str> = args.iter().map(String::as_str).collect();
        let diff = repository.git(&args);
        let lines = diff.lines().filter(|line| !line.starts_with("index "));
        return lines.fold(String::new(), |text, line| text + line.trim_end() + "\n");
    }
    let mut args = args.to_vec();
    // A day that stays the same; those that only show need none.
    args.extend(["--on".to_owned(), "2026-11-24".to_owned()]);
    let ran = run_with(&repository.project(), &[("NRT_LANG", lang), ("PATH", "/nowhere")], &args);
    let mut text = ran.out + &ran.err;
    if ran.code != 0 {
        let _ = writeln!(text, "[exit {}]", ran.code);
    }
    text
}

/// A project as people type it the first time, mended: safely, then as far as can be guessed.
#[test]
fn findings_are_mended_as_they_say() {
    let mut fresh = Fresh::default();
    for lang in [Lang::Fr, Lang::En] {
        let repository = Repository::empty();
        let broken = root().join("tests/edits/broken");
        for path in files_below(&broken, "toml") {
            let name = path.file_name().expect("a name");
            std::fs::copy(&path, repository.project().join(name)).expect("copied");
        }
        repository.commit("Un projet");
        let shown = ["check", "--fix", "--dry-run", "--format", "concise", "--on", "2026-11-24"];
        let mut text = String::new();
        let before = texts(&repository);
        run(&repository.project(), lang, &shown);
        assert_eq!(texts(&repository), before, "--dry-run writes nothing");
        for unsure in [false, true] {
            let mut args = vec!["check", "--fix", "--format", "concise", "--on", "2026-11-24"];
            args.extend(unsure.then_some("--unsafe"));
            let ran = run(&repository.project(), lang, &args);
            let _ = writeln!(
                text,
                "$ nrt {}\n{}\n{}[exit {}]",
                args.join(" "),
                ran.err,
                ran.out,
                ran.code
            );
            let _ = writeln!(text, "\n{}", texts(&repository));
            let again = run(&repository.project(), lang, &args);
            assert_eq!(again.out, ran.out, "what is mended stays so");
        }
        fresh.check(&root().join(format!("tests/edits/fixed.{}.out", lang.code())), &text);
    }
    fresh.end();
}

fn texts(repository: &Repository) -> String {
    let files = files_below(&repository.project(), "toml");
    let text = |path: &std::path::PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        format!("==> {name} <==\n{}\n", read(path))
    };
    files.iter().map(text).collect()
}
