//! The manual: a page for each command, in both languages and never in a mix of them; every example
//! is run on the example project.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use nrt::lang::Lang;

use crate::runner::{Fresh, Running, run, run_given};
use crate::support::{files_below, read, root};

/// Every page, by its path in the folder.
fn pages() -> BTreeMap<String, String> {
    let folder = tempfile::tempdir().expect("a folder");
    let ran = run(folder.path(), Lang::Fr, &["man", "man"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let mut pages = BTreeMap::new();
    for extension in ["1", "5"] {
        for path in files_below(&folder.path().join("man"), extension) {
            let name = path.strip_prefix(folder.path().join("man")).expect("a page");
            pages.insert(name.to_string_lossy().replace('\\', "/"), read(&path));
        }
    }
    let said = format!("{} pages écrites dans ", pages.len());
    assert!(ran.out.starts_with(&said), "{}", ran.out);
    pages
}

/// What stands on a page as a reader sees it: roff's escapes read, one line for each.
fn shown(page: &str) -> Vec<String> {
    let plain = |line: &str| {
        let mut line = line.replace("\\fB", "").replace("\\fI", "").replace("\\fR", "");
        for (roff, text) in [
            ("\\-", "-"),
            ("\\(aq", "'"),
            ("\\(dq", "\""),
            ("\\(ti", "~"),
            ("\\(ha", "^"),
            ("\\(ga", "`"),
            ("\\ ", " "),
            ("\\&", ""),
            ("\\e", "\\"),
        ] {
            line = line.replace(roff, text);
        }
        line
    };
    page.lines().map(plain).collect()
}

/// The commands that the help of a command names.
fn commands(words: &[&str]) -> Vec<String> {
    let mut args = words.to_vec();
    args.push("--help");
    let help = run(root(), Lang::En, &args).out;
    let list = help.split("\nCommands:\n").nth(1).unwrap_or_default();
    let list = list.split("\n\n").next().unwrap_or_default();
    let names = list.lines().filter_map(|line| line.strip_prefix("  "));
    let names = names.filter(|line| !line.starts_with(' '));
    names.filter_map(|line| line.split_whitespace().next()).map(str::to_owned).collect()
}

#[test]
fn every_command_has_its_page_in_both_languages() {
    let mut wanted = vec!["nrt".to_owned()];
    for command in commands(&[]) {
        wanted.extend(commands(&[&command]).iter().map(|inner| format!("nrt-{command}-{inner}")));
        wanted.push(format!("nrt-{command}"));
    }
    assert!(wanted.len() > 10, "{wanted:?}");
    let mut wanted: Vec<String> = wanted
        .iter()
        .flat_map(|name| [format!("man1/{name}.1"), format!("fr/man1/{name}.1")])
        .collect();
    wanted.extend(["man5/nrt.toml.5".to_owned(), "fr/man5/nrt.toml.5".to_owned()]);
    wanted.sort();
    let pages = pages();
    assert_eq!(pages.keys().cloned().collect::<Vec<_>>(), wanted);
    for (path, page) in &pages {
        let headings: &[&str] = match (path.starts_with("fr/"), path.contains("man5")) {
            (true, false) => &[
                "NOM",
                "SYNOPSIS",
                "DESCRIPTION",
                "OPTIONS",
                "EXEMPLES",
                "CODES DE SORTIE",
                "ENVIRONNEMENT",
                "FICHIERS",
                "VOIR AUSSI",
            ],
            (false, false) => &[
                "NAME",
                "SYNOPSIS",
                "DESCRIPTION",
                "OPTIONS",
                "EXAMPLES",
                "EXIT STATUS",
                "ENVIRONMENT",
                "FILES",
                "SEE ALSO",
            ],
            (true, true) => &["NOM", "DESCRIPTION", "EXEMPLES", "VOIR AUSSI"],
            (false, true) => &["NAME", "DESCRIPTION", "EXAMPLES", "SEE ALSO"],
        };
        for heading in headings {
            let count = page.matches(&format!("\n.SH \"{heading}\"\n")).count();
            assert_eq!(count, 1, "{path}: {heading}");
        }
        assert!(page.is_ascii() || page.starts_with("'\\\" -*- coding: utf-8 -*-\n"), "{path}");
    }
}

/// Whether a line holds words that another language would say otherwise: names in a row do not.
fn is_sentence(line: &str) -> bool {
    let words = line.split(' ').filter(|word| !word.ends_with(','));
    words.count() > 4 && !line.starts_with(['.', '\'']) && !line.starts_with("nrt ")
}

#[test]
fn no_page_mixes_the_languages() {
    let english = [" the ", " of ", " and ", " with ", " is ", " are ", " this ", " by default"];
    let french = [" le ", " les ", " une ", " des ", " et ", " est ", " avec ", " à défaut"];
    let pages = pages();
    let mut wrong = Vec::new();
    for (path, page) in &pages {
        let strange = if path.starts_with("fr/") { english } else { french };
        let text = shown(page).join(" ");
        for word in strange.iter().filter(|word| text.contains(**word)) {
            let at = text.find(word).unwrap_or_default();
            let from = text.floor_char_boundary(at.saturating_sub(30));
            let to = text.floor_char_boundary(at + 40);
            wrong.push(format!("{path}: {}", &text[from..to]));
        }
        let Some(other) = path.strip_prefix("fr/").and_then(|path| pages.get(path)) else {
            continue;
        };
        // A sentence that both pages hold was not translated: short ones are names.
        for line in shown(page).iter().filter(|line| is_sentence(line)) {
            if shown(other).contains(line) {
                wrong.push(format!("{path}, as in English: {line}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_page_is_as_written() {
    let pages = pages();
    let mut fresh = Fresh::default();
    for (lang, path) in [("en", "man1/nrt-check.1"), ("fr", "fr/man1/nrt-check.1")] {
        fresh.check(&root().join(format!("tests/manual/nrt-check.{lang}.1")), &pages[path]);
    }
    fresh.end();
}

/// The example project in a repository with two commits, on a branch beside `main`.
fn repository() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    copy(&root().join("example-project"), folder.path());
    let school = root().join("tests/exchange/calendrier-scolaire.ics");
    std::fs::copy(school, folder.path().join("calendrier-scolaire.ics")).expect("a file");
    let git = |args: &[&str]| {
        let done = Command::new("git")
            .args(["-c", "init.defaultBranch=main"])
            .args(args)
            .current_dir(folder.path())
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .output()
            .expect("git runs");
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    };
    git(&["init", "-q", "."]);
    git(&["config", "user.name", "n"]);
    git(&["config", "user.email", "e@x.fr"]);
    git(&["add", "."]);
    git(&["commit", "-q", "-m", "x"]);
    git(&["checkout", "-q", "-b", "proposition"]);
    let milestones = folder.path().join("milestones.toml");
    let text = read(&milestones).replacen("date = 2026-12-10", "date = 2026-12-11", 1);
    std::fs::write(&milestones, text).expect("a file");
    git(&["commit", "-q", "-a", "-m", "y"]);
    let text = read(&milestones).replacen("date = 2026-12-11", "date = 2026-12-14", 1);
    std::fs::write(&milestones, text).expect("a file");
    folder
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a folder");
    for entry in std::fs::read_dir(from).expect("a folder") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().expect("a name");
        if path.is_dir() {
            copy(&path, &to.join(name));
        } else {
            std::fs::copy(&path, to.join(name)).expect("a file");
        }
    }
}

/// Words as a shell takes them.
fn words(line: &str) -> Vec<String> {
    let (mut words, mut word, mut quoted) = (Vec::new(), String::new(), false);
    for c in line.chars() {
        match c {
            '"' => quoted = !quoted,
            ' ' if !quoted => words.push(std::mem::take(&mut word)),
            c => word.push(c),
        }
    }
    words.push(word);
    words
}

/// What an editor says to a server that it starts and leaves.
fn greeting() -> Vec<u8> {
    let messages = [
        r#"{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"capabilities":{}}}"#,
        r#"{"jsonrpc":"2.0","method":"initialized","params":{}}"#,
        r#"{"jsonrpc":"2.0","id":2,"method":"shutdown"}"#,
        r#"{"jsonrpc":"2.0","method":"exit"}"#,
    ];
    let framed = |text: &&str| format!("Content-Length: {}\r\n\r\n{text}", text.len());
    messages.iter().map(framed).collect::<String>().into_bytes()
}

#[test]
fn every_example_runs() {
    let prepared = repository();
    let mut count = 0;
    for (path, page) in pages() {
        let lang = if path.starts_with("fr/") { Lang::Fr } else { Lang::En };
        let lines = shown(&page);
        let typed = lines.windows(2).filter(|pair| pair[0] == ".nf").map(|pair| &pair[1]);
        for line in typed.filter(|line| line.split(' ').next() == Some("nrt")) {
            let folder = tempfile::tempdir().expect("a folder");
            // An example may make something beside the project.
            let project = folder.path().join("demarche");
            copy(prepared.path(), &project);
            let words = words(line);
            if line.contains(" --watch") {
                let args: Vec<&str> = words[1..].iter().map(String::as_str).collect();
                let variables = [("NRT_LANG", lang.code())];
                let shown = Running::start(&project, &variables, &args).see("launch");
                assert!(shown.starts_with("── "), "{path}: {line}\n{shown}");
                count += 1;
                continue;
            }
            let args = &words[1..];
            // An editor talks to it: it is greeted, and left.
            let said = if args == ["lsp"] { greeting() } else { Vec::new() };
            let ran = run_given(&project, &[("NRT_LANG", lang.code())], args, &said);
            assert!(ran.code == 0 || ran.code == 1, "{path}: {line}\n{}{}", ran.out, ran.err);
            assert!(!ran.out.is_empty(), "{path}: {line} says nothing\n{}", ran.err);
            count += 1;
        }
    }
    assert!(count > 30, "{count} examples");
}
