//! Both languages are whole: no word of one in the output of the other, and none of the words that
//! the libraries bring along.

use nrt::lang::Lang;

use crate::runner::run;
use crate::support::root;

/// Every command, on a project whose own texts are set aside below.
const COMMANDS: &[&[&str]] = &[
    &["status", "--on", "2026-11-23"],
    &["status", "--on", "2026-12-31", "--for", "launch"],
    &["check", "--on", "2026-11-23"],
    &["check", "--on", "2026-12-31", "--statistics", "--group-by", "clause"],
    &["check", "--on", "2026-11-23", "--format", "concise", "--group-by", "level"],
    &["check", "--on", "2026-11-23", "--format", "markdown"],
    &["rules", "--on", "2026-11-23"],
    &["rules", "--on", "2026-11-23", "--format", "markdown"],
    &["explain", "launch", "--on", "2026-11-23"],
    &["explain", "A5", "--on", "2026-11-23"],
    &["explain", "R4", "--on", "2026-11-23"],
    &["explain", "stakeholders.*.launch", "--on", "2026-11-23"],
    &["list", "stakeholders"],
    &["list", "milestones"],
    &["--help"],
    &["status", "--help"],
    &["check", "--help"],
    &["explain", "--help"],
    &["rules", "--help"],
    &["list", "--help"],
    &["chek"],
    &["check", "--formt"],
    &["check", "--format"],
    &["check", "--format", "pdf"],
    &["check", "--on", "hier"],
    &["check", "--for", "lancement"],
    &["check", "-q", "-v"],
    &["explain"],
    &["explain", "xyzzy"],
    &["list", "choses"],
];

const FRENCH: &[&str] = &["le", "la", "les", "des", "est", "une", "un", "du", "pas", "aux"];
const ENGLISH: &[&str] = &["the", "is", "not", "and", "of", "with", "there", "by"];

/// What clap, annotate-snippets or the standard library would say on their own.
const LIBRARIES: &[&str] = &[
    "Usage:",
    "Options:",
    "Arguments:",
    "Commands:",
    "error:",
    "For more information",
    "[default",
    "[possible values",
    "[aliases",
    "tip:",
    "Print help",
    "Print version",
    "help:",
    "note:",
    "warning",
    "os error",
    "No such file",
];

/// A text without what is quoted in it: code, clauses of the method, texts of the project.
fn unquoted(text: &str) -> String {
    let mut plain = String::new();
    for line in text.lines() {
        // Lines of excerpts and examples are the project's own.
        let excerpt =
            line.trim_start().starts_with(|c: char| c.is_ascii_digit()) && line.contains('|');
        if excerpt || line.starts_with("    ") && !line.contains("  ") {
            continue;
        }
        let mut closing = None;
        for c in line.chars() {
            match (c, closing) {
                (c, Some(close)) if c == close => closing = None,
                (_, Some(_)) => {}
                ('`', None) => closing = Some('`'),
                ('«', None) => closing = Some('»'),
                ('"', None) => closing = Some('"'),
                (c, None) => plain.push(c),
            }
        }
        plain.push('\n');
    }
    plain
}

fn words(text: &str) -> impl Iterator<Item = String> + '_ {
    text.split(|c: char| !c.is_alphanumeric() && !matches!(c, '-' | '_' | '\'' | '.'))
        .map(|word| word.trim_matches('.').to_lowercase())
        .filter(|word| !word.is_empty())
}

/// The texts of the project itself, that a table or a plan shows unquoted.
fn of_the_project(text: &str, project: &[String]) -> String {
    project.iter().fold(text.to_owned(), |text, own| text.replace(own.as_str(), ""))
}

fn project_texts() -> Vec<String> {
    let folder = root().join("tests/projects/minimal");
    let mut texts: Vec<String> = crate::support::files_below(&folder, "toml")
        .iter()
        .flat_map(|path| {
            let text = crate::support::read(path);
            let quoted = text.split('"').skip(1).step_by(2).map(str::to_owned);
            quoted.filter(|text| text.contains(' ')).collect::<Vec<_>>()
        })
        .collect();
    texts.sort_by_key(|text| std::cmp::Reverse(text.len()));
    texts
}

#[test]
fn no_word_of_one_language_stands_in_the_other() {
    let own = project_texts();
    let folder = root().join("tests/projects/minimal");
    let mut wrong = Vec::new();
    for (lang, foreign) in [(Lang::Fr, ENGLISH), (Lang::En, FRENCH)] {
        for args in COMMANDS {
            // Wide, so that no text of the project is cut in two by a table.
            let set = [("NRT_LANG", lang.code()), ("COLUMNS", "1000")];
            let ran = crate::runner::run_with(&folder, &set, args);
            let text = ran.out + &ran.err;
            let plain = unquoted(&of_the_project(&text, &own));
            for line in plain.lines() {
                let found: Vec<String> =
                    words(line).filter(|w| foreign.contains(&w.as_str())).collect();
                if !found.is_empty() {
                    wrong.push(format!("{} {args:?} {found:?}: {}", lang.code(), line.trim()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} lines:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn the_two_languages_differ() {
    let folder = root().join("tests/projects/minimal");
    for args in COMMANDS {
        let [fr, en] = Lang::ALL.map(|lang| run(&folder, lang, args));
        assert_eq!(fr.code, en.code, "{args:?}");
        assert_ne!(fr.out + &fr.err, en.out + &en.err, "{args:?}");
    }
}

#[test]
fn the_libraries_own_english_never_shows_in_french() {
    let folder = root().join("tests/projects/minimal");
    let mut wrong = Vec::new();
    for args in COMMANDS {
        let ran = run(&folder, Lang::Fr, args);
        let text = unquoted(&(ran.out + &ran.err)).replace("error|warning|info|never", "");
        wrong.extend(
            LIBRARIES
                .iter()
                .filter(|words| text.contains(**words))
                .map(|words| format!("{args:?}: {words}")),
        );
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
