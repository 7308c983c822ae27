//! Sessions that read as a tutorial: each `$ ` line of `tests/transcripts/` is run from the
//! repository's folder, and the file compared whole.

use std::fmt::Write as _;

use crate::runner::{Fresh, Ran, run_with};
use crate::support::{files_below, read, root};

#[test]
fn sessions_go_as_written() {
    let mut fresh = Fresh::default();
    let files = files_below(&root().join("tests/transcripts"), "txt");
    assert!(!files.is_empty(), "there is no transcript");
    for path in files {
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let (_, lang) = name.rsplit_once('.').expect("NAME.LANGUAGE.txt");
        let text = session(&read(&path), lang, &|set, args| run_with(root(), set, args));
        for word in ["panicked", "RUST_BACKTRACE", env!("CARGO_MANIFEST_DIR")] {
            assert!(!text.contains(word), "{name} holds {word}");
        }
        fresh.check(&path, &text);
    }
    fresh.end();
}

/// Runs nrt with some variables and arguments.
pub type Run<'r> = dyn Fn(&[(&str, &str)], &[String]) -> Ran + 'r;

/// The title and the remarks of a session as they are, and each command with what it says now.
pub fn session(text: &str, lang: &str, run: &Run<'_>) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let mut said = String::new();
    let _ = writeln!(said, "{}", lines.first().copied().unwrap_or_default());
    for (at, line) in lines.iter().enumerate() {
        let Some(command) = line.strip_prefix("$ ") else {
            continue;
        };
        let before = &lines[..at];
        let remarks = before.iter().rev().take_while(|line| line.starts_with("# ")).count();
        said.push('\n');
        for remark in &before[at - remarks..] {
            let _ = writeln!(said, "{remark}");
        }
        let _ = writeln!(said, "$ {command}");
        said.push_str(&answer(command, lang, run));
    }
    said
}

fn answer(command: &str, lang: &str, run: &Run<'_>) -> String {
    let words = words(command);
    let variables = words.iter().take_while(|word| is_variable(word)).count();
    let (variables, command) = words.split_at(variables);
    let mut set = vec![("NRT_LANG", lang)];
    set.extend(variables.iter().filter_map(|word| word.split_once('=')));
    let (program, args) = command.split_first().expect("a command");
    assert_eq!(program, "nrt");
    let ran = run(&set, args);
    let mut text = ran.out + &ran.err;
    if ran.code != 0 {
        let _ = writeln!(text, "[exit {}]", ran.code);
    }
    text
}

fn is_variable(word: &str) -> bool {
    word.split_once('=').is_some_and(|(name, _)| name.bytes().all(|b| b.is_ascii_uppercase()))
}

/// Words as a shell takes them, with plain quotes.
pub fn words(line: &str) -> Vec<String> {
    let (mut words, mut word, mut quote) = (Vec::new(), String::new(), None);
    for c in line.chars() {
        match (c, quote) {
            (c, Some(open)) if c == open => quote = None,
            ('\'' | '"', None) => quote = Some(c),
            (' ', None) => words.extend(Some(std::mem::take(&mut word)).filter(|w| !w.is_empty())),
            (c, _) => word.push(c),
        }
    }
    words.extend(Some(word).filter(|w| !w.is_empty()));
    words
}
