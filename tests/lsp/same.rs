//! The server finds what `nrt check` finds, in every project of the tests.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use nrt::address::Kind;
use serde_json::{Value, json};

use super::client::{Client, name};
use crate::gallery::{self, LaidOut};
use crate::rule_pages;
use crate::runner::run_with;
use crate::support::root;

/// A finding: its file, its bytes, its rule, its level and its message.
type Found = BTreeSet<(String, (usize, usize), String, String, String)>;

/// What `nrt check` finds in a folder.
fn checked(folder: &Path) -> Found {
    let ran = run_with(folder, &[], &["check", "--format", "json", "--on", "2026-11-23"]);
    let document: Value = serde_json::from_str(&ran.out).expect("JSON");
    let findings = document["findings"].as_array().expect("findings");
    let open = findings.iter().filter(|finding| finding["waiver"].is_null());
    open.map(|finding| {
        let (file, bytes) = match &finding["location"] {
            Value::Null => ("nrt.toml".to_owned(), (0, 0)),
            place => {
                let name = place["path"].as_str().expect("a path").to_owned();
                let text = text(folder, &name);
                let at = |end: &str| {
                    let of = |key: &str| index(&place[end][key]) - 1;
                    // A byte-order mark takes no column there.
                    let marked = of("line") == 0 && text.starts_with('\u{feff}');
                    let skipped = if marked { "\u{feff}".len() } else { 0 };
                    let start = start(&text, of("line"));
                    let line = &text[start + skipped..];
                    let column: usize = line.chars().take(of("column")).map(char::len_utf8).sum();
                    start + skipped + column
                };
                let bytes = (at("start"), at("end"));
                (name, bytes)
            }
        };
        let said = |key: &str| finding[key].as_str().expect("a text").to_owned();
        (file, bytes, said("rule"), said("level"), shown(&said("message")))
    })
    .collect()
}

/// What the server finds, where columns count bytes.
fn served(folder: &Path, diagnostics: &BTreeMap<String, Value>, open: bool) -> Found {
    let levels = ["", "error", "warning", "info"];
    let mut found = Found::new();
    for (name, diagnostics) in diagnostics {
        let text = text(folder, name);
        for diagnostic in diagnostics.as_array().expect("diagnostics") {
            let at = |end: &str| {
                let position = &diagnostic["range"][end];
                // A line of the protocol also ends at a lone CR.
                let ends = text.bytes().enumerate().filter(|(at, byte)| {
                    *byte == b'\n' || *byte == b'\r' && text.as_bytes().get(at + 1) != Some(&b'\n')
                });
                let mut starts = std::iter::once(0).chain(ends.map(|(at, _)| at + 1));
                let line = index(&position["line"]);
                let start = starts.nth(line).expect("a line");
                // Of a file that is not open, a byte-order mark takes no column.
                let marked = line == 0 && !open && text.starts_with('\u{feff}');
                let skipped = if marked { "\u{feff}".len() } else { 0 };
                start + skipped + index(&position["character"])
            };
            let said = |key: &str| diagnostic[key].as_str().expect("a text").to_owned();
            found.insert((
                name.clone(),
                (at("start"), at("end")),
                said("code"),
                levels[index(&diagnostic["severity"])].to_owned(),
                said("message").lines().next().unwrap_or_default().to_owned(),
            ));
        }
    }
    found
}

/// A message as it is shown where nothing hidden may be.
fn shown(message: &str) -> String {
    nrt::text::terminal(message)
}

fn index(value: &Value) -> usize {
    usize::try_from(value.as_u64().expect("a number")).expect("a small one")
}

fn start(text: &str, line: usize) -> usize {
    text.split_inclusive('\n').take(line).map(str::len).sum()
}

/// A file's text; of one that is none, nothing, as a place in it is its start.
fn text(folder: &Path, name: &str) -> String {
    std::fs::read_to_string(folder.join(name)).unwrap_or_default()
}

/// Every project of the tests, laid out in a folder.
fn projects() -> Vec<(String, PathBuf, Option<tempfile::TempDir>)> {
    let mut all = vec![("the example".to_owned(), root().join("example-project"), None)];
    let folders = std::fs::read_dir(root().join("tests/projects")).expect("a folder");
    for folder in folders.map(|entry| entry.expect("an entry").path()) {
        all.push((folder.display().to_string(), folder, None));
    }
    for LaidOut { name, folder, .. } in gallery::projects() {
        all.push((name, folder.path().to_path_buf(), Some(folder)));
    }
    for (name, texts) in rule_pages::texts() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        for (name, text) in texts {
            std::fs::write(folder.path().join(name), text).expect("a file");
        }
        all.push((name, folder.path().to_path_buf(), Some(folder)));
    }
    all
}

/// Copies a folder and all that is in it.
fn copy(from: &Path, to: &Path) {
    for entry in std::fs::read_dir(from).expect("a folder").map(|entry| entry.expect("an entry")) {
        let (path, name) = (entry.path(), to.join(entry.file_name()));
        if path.is_dir() {
            std::fs::create_dir(&name).expect("made");
            copy(&path, &name);
        } else {
            std::fs::copy(&path, &name).expect("copied");
        }
    }
}

fn start_in(folder: &Path, diagnostics: &str) -> Client {
    let bytes = json!({ "general": { "positionEncodings": ["utf-8"] } });
    let options = json!({ "diagnostics": diagnostics, "state": true });
    Client::start(folder, &bytes, &options)
}

/// The diagnostics of the files that the server pulls together for who asks.
fn pulled(client: &mut Client) -> BTreeMap<String, Value> {
    let answer = client.ask("workspace/diagnostic", json!({ "previousResultIds": [] }));
    let reports = answer["items"].as_array().expect("reports").iter();
    reports
        .map(|report| {
            let name = name(report["uri"].as_str().expect("an address"));
            (name, report["items"].clone())
        })
        .collect()
}

#[test]
fn the_server_finds_what_the_command_finds() {
    let mut wrong = Vec::new();
    let projects = projects();
    assert!(projects.len() > 200, "{} projects", projects.len());
    for (project, folder, _keep) in &projects {
        let expected = checked(folder);

        // Of the folder as it is, told unasked and asked for.
        let mut client = start_in(folder, "push");
        client.settle();
        let mut compare = |way: &str, diagnostics: &BTreeMap<String, Value>| {
            let found = served(folder, diagnostics, way == "unsaved");
            if found != expected {
                let more: Vec<_> = found.difference(&expected).collect();
                let less: Vec<_> = expected.difference(&found).collect();
                wrong.push(format!("{project}, {way}: more {more:?}, less {less:?}"));
            }
        };
        compare("sent", &client.sent);
        let found = pulled(&mut client);
        compare("asked for", &found);
        assert!(client.leave());

        // Of the same texts in the editor alone, where the folder says something else.
        let there = |file: &&str| folder.join(file).symlink_metadata().is_ok();
        let files: Vec<&str> = Kind::ALL.map(Kind::file).into_iter().filter(there).collect();
        let text = |file: &&str| {
            let plain = folder.join(file).symlink_metadata().is_ok_and(|m| m.is_file());
            plain.then(|| std::fs::read_to_string(folder.join(file)).ok()).flatten()
        };
        let texts: Vec<String> = files.iter().filter_map(text).collect();
        if texts.len() == files.len() {
            let other = tempfile::tempdir().expect("a temporary folder");
            copy(folder, other.path());
            for file in &files {
                let quiet = std::fs::read(root().join("tests/projects/quiet").join(file));
                std::fs::write(other.path().join(file), quiet.unwrap_or_default()).expect("a file");
            }
            let mut client = start_in(other.path(), "push");
            for (file, text) in files.iter().zip(&texts) {
                client.open_as(file, text);
            }
            compare("unsaved", &pulled(&mut client));
            // And each asked for apart.
            for file in files {
                let params = json!({ "textDocument": { "uri": client.uri(file) } });
                let report = client.ask("textDocument/diagnostic", params);
                let alone = BTreeMap::from([(file.to_owned(), report["items"].clone())]);
                let found = served(folder, &alone, true);
                assert!(found.is_subset(&expected), "{project}, {file}: {found:?}");
                let own = expected.iter().filter(|finding| finding.0 == file).count();
                assert_eq!(found.len(), own, "{project}, {file}");
            }
            assert!(client.leave());
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
