//! The README's examples: each command is run, and its output compared.
//!
//! A `toml` block that starts with a file's name in a comment is that file of a project made on
//! the way; `nrt` commands without `-C` are run there, those with it from the repository. A line
//! `…` stands for any lines; ` < FILE` gives the command that file of the project to read.

use std::fs::File;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::support::{read, root};
use crate::transcripts::words;

#[test]
fn what_the_readme_shows_is_what_happens() {
    for name in ["README.md", "docs/README.en.md"] {
        follow(name);
    }
}

fn follow(name: &str) {
    let project = tempfile::tempdir().expect("a temporary folder");
    let text = read(&root().join(name));
    let mut commands = 0;
    for block in text.split("\n```").skip(1).step_by(2) {
        let (kind, body) = block.split_once('\n').unwrap_or((block, ""));
        match kind {
            "toml" => {
                let (first, _) = body.split_once('\n').unwrap_or((body, ""));
                let file = first.trim_start_matches("# ").trim();
                if Path::new(file).extension().is_some_and(|e| e == "toml") {
                    std::fs::write(project.path().join(file), format!("{body}\n"))
                        .expect("written");
                }
            }
            "console" => {
                for session in body.split("$ ").skip(1) {
                    let (command, expected) = session.split_once('\n').unwrap_or((session, ""));
                    if command.starts_with("nrt") {
                        commands += 1;
                        compare(name, command, expected, project.path());
                    }
                }
            }
            _ => {}
        }
    }
    assert!(commands >= 8, "{name} shows only {commands} commands");
}

fn compare(name: &str, command: &str, expected: &str, project: &Path) {
    // What an editor would give stands in a file of the page.
    let (command, input) = command.split_once(" < ").unwrap_or((command, ""));
    let words = words(command);
    let folder = if words.iter().any(|word| word == "-C") { root() } else { project };
    let input = match input {
        "" => Stdio::null(),
        file => File::open(folder.join(file)).expect("a file of the page").into(),
    };
    let output = Command::new(env!("CARGO_BIN_EXE_nrt"))
        .args(&words[1..])
        .stdin(input)
        .current_dir(folder)
        .env_clear()
        .env("COLUMNS", "100")
        .output()
        .expect("nrt runs");
    let found = String::from_utf8(output.stdout).expect("UTF-8")
        + &String::from_utf8(output.stderr).expect("UTF-8");
    // A page's own spaces may differ: what a reader sees is the same.
    let plain = |text: &str| text.trim_end().replace(['\u{a0}', '\u{202f}'], " ");
    assert!(
        matches(&plain(expected), &plain(&found)),
        "{name}: `{command}` gives\n{found}\nand the page says\n{expected}"
    );
}

/// Whether `found` is `expected`, where a line `…` stands for any lines.
fn matches(expected: &str, found: &str) -> bool {
    let mut rest = found;
    let mut parts = expected.split("…\n").peekable();
    let mut first = true;
    while let Some(part) = parts.next() {
        let last = parts.peek().is_none();
        let open = part.ends_with('…');
        let part = part.trim_end_matches('…');
        let at = if first { rest.starts_with(part).then_some(0) } else { rest.find(part) };
        let Some(at) = at else { return false };
        if last && !open && !rest.ends_with(part) {
            return false;
        }
        rest = &rest[at + part.len()..];
        first = false;
    }
    true
}
