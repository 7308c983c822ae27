//! What holds whatever the files say: no crash, places inside the text, the same answer each time,
//! and nothing from a file that a terminal would obey.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use nrt::address::Kind;
use nrt::check::{self, Settings};
use nrt::document::position::Lines;
use nrt::files::Files;
use nrt::finding::Place;
use nrt::lang::Lang;
use nrt::load::load;
use nrt::render::concise::Positions;
use nrt::render::{Style, concise, full};
use nrt::rule::Family;
use nrt::rules;
use nrt::text::is_hidden;
use proptest::prelude::*;
use proptest::test_runner::Config;

use crate::runner::run;
use crate::support::{files_below, read, root};

const STYLE: Style = Style { lang: Lang::Fr, width: 100, colour: false };

/// The bytes of a project's files, by name.
type Bytes = BTreeMap<String, Vec<u8>>;

fn project(folder: &str) -> Bytes {
    files_below(&root().join(folder), "toml")
        .iter()
        .filter(|path| path.parent() == Some(&root().join(folder)))
        .map(|path| {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            (name, read(path).into_bytes())
        })
        .collect()
}

fn files(bytes: &Bytes) -> Files {
    let mut files = Files::default();
    for (name, bytes) in bytes {
        match Kind::ALL.into_iter().find(|kind| kind.file() == name) {
            Some(kind) => drop(files.known.insert(kind, Ok(bytes.clone()))),
            None => files.others.push(name.clone()),
        }
    }
    files
}

fn settings(lang: Lang) -> Settings {
    let today = NaiveDate::from_ymd_opt(2026, 11, 23).expect("a day");
    Settings { today, horizon: None, lang, attachments: BTreeMap::new() }
}

/// Loads, checks and shows: panics on a place outside its text, gives the two outputs.
fn say(bytes: &Bytes) -> String {
    let files = files(bytes);
    let loaded = load(&files, Lang::Fr);
    let checked = check::check(&loaded, &settings(Lang::Fr));
    for finding in &checked.findings {
        let places = finding.place.iter().chain(finding.related.iter().map(|r| &r.place));
        for Place { path, range } in places {
            let kind = Kind::ALL.into_iter().find(|kind| kind.file() == path);
            let text = kind.and_then(|kind| loaded.documents.get(kind)).map_or("", |d| d.text);
            assert!(text.get(range.clone()).is_some(), "{}: {path} {range:?}", finding.rule);
        }
    }
    let positions = Positions::new(&loaded.documents);
    let text = full::findings(&checked.findings, &loaded.documents, STYLE)
        + &concise::findings(&checked.findings, &positions, "", STYLE);
    if let Some(c) = text.chars().find(|c| is_hidden(*c) && *c != '\n') {
        panic!("{c:?} reaches the output:\n{text}");
    }
    text
}

/// A change to a text, by a place (in thousandths) and what happens there.
fn mutate(text: &mut Vec<u8>, at: usize, what: &Change) {
    let place = at * text.len() / 1000;
    match what {
        Change::Delete(n) => drop(text.drain(place..(place + n).min(text.len()))),
        Change::Insert(bytes) => drop(text.splice(place..place, bytes.iter().copied())),
        Change::Replace(bytes) => {
            let end = (place + bytes.len()).min(text.len());
            drop(text.splice(place..end, bytes.iter().copied()));
        }
        Change::Swap(other) => {
            let mut lines: Vec<Vec<u8>> = text.split(|b| *b == b'\n').map(<[u8]>::to_vec).collect();
            let (a, b) = (at * lines.len() / 1000, other * lines.len() / 1000);
            lines.swap(a, b);
            *text = lines.join(&b'\n');
        }
    }
}

#[derive(Debug, Clone)]
enum Change {
    Delete(usize),
    Insert(Vec<u8>),
    Replace(Vec<u8>),
    Swap(usize),
}

/// Bytes that are likely to break something.
fn sharp() -> impl Strategy<Value = Vec<u8>> {
    let marks = prop::sample::select(vec![
        "\"",
        "'",
        "[",
        "]",
        "[[",
        "{",
        "}",
        "=",
        "#",
        "\n",
        "\r",
        "\\",
        "\"\"\"",
        ".",
        ",",
        "é",
        "\u{a0}",
        "\u{feff}",
        "\u{202e}",
        "\u{1b}[2J",
        "\0",
        "<<<<<<< ",
        "[a]\n",
        "a = 1\n",
        "« ",
        "TODO(nrt)",
        "0000-00-00",
        "nan",
        "99999999999999999999",
        "😀",
    ]);
    prop_oneof![
        3 => marks.prop_map(|mark| mark.as_bytes().to_vec()),
        1 => prop::collection::vec(any::<u8>(), 1..6),
    ]
}

fn change() -> impl Strategy<Value = Change> {
    prop_oneof![
        (1_usize..40).prop_map(Change::Delete),
        sharp().prop_map(Change::Insert),
        sharp().prop_map(Change::Replace),
        (0_usize..1000).prop_map(Change::Swap),
    ]
}

fn cases(cases: u32) -> Config {
    Config { cases, failure_persistence: None, max_shrink_iters: 200, ..Config::default() }
}

#[test]
fn any_bytes_are_read_without_a_crash() {
    let pieces = prop::collection::vec(sharp(), 0..40).prop_map(|pieces| pieces.concat());
    let strategy = (0..Kind::ALL.len(), pieces);
    proptest!(cases(150), |((kind, bytes) in strategy)| {
        say(&Bytes::from([(Kind::ALL[kind].file().to_owned(), bytes)]));
    });
}

#[test]
fn a_damaged_project_is_read_without_a_crash() {
    let example = project("example-project");
    let names: Vec<String> = example.keys().cloned().collect();
    let damage = (prop::sample::select(names), 0_usize..1000, change());
    proptest!(cases(25), |(all in prop::collection::vec(damage, 1..6))| {
        let mut bytes = example.clone();
        for (name, at, change) in &all {
            mutate(bytes.get_mut(name).expect("a file"), *at, change);
        }
        say(&bytes);
    });
}

#[test]
fn the_same_files_give_the_same_answer() {
    let mistakes = project("tests/projects/every-mistake");
    let first = say(&mistakes);
    for _ in 0..10 {
        assert_eq!(say(&mistakes), first);
    }
    let folder = root().join("tests/projects/every-mistake");
    let args = ["check", "--on", "2026-11-23", "--format", "json"];
    let first = run(&folder, Lang::Fr, &args);
    for _ in 0..3 {
        assert_eq!(run(&folder, Lang::Fr, &args).out, first.out);
    }
}

#[test]
fn ten_mistakes_give_ten_findings_at_their_places() {
    let files = files(&project("tests/projects/ten-mistakes"));
    let expected = read(&root().join("tests/projects/ten-mistakes/expected.txt"));
    let expected: BTreeSet<&str> = expected.lines().collect();
    for lang in Lang::ALL {
        let loaded = load(&files, lang);
        let mut settings = settings(lang);
        let paths = loaded.project.documents.values().filter_map(|d| d.path.clone());
        settings.attachments.extend(
            paths
                .filter(|path| nrt::files::is_plain_relative(path))
                .map(|path| (path, nrt::rule::Attachment::Missing)),
        );
        let checked = check::check(&loaded, &settings);
        let mut found = BTreeSet::new();
        for finding in &checked.findings {
            let family = rules::find(finding.rule).map(|rule| rule.family);
            if !matches!(family, None | Some(Family::Validity | Family::Waiver)) {
                continue;
            }
            let Some(place) = &finding.place else {
                panic!("{} has no place", finding.rule);
            };
            let kind = Kind::ALL.into_iter().find(|kind| kind.file() == place.path);
            let document = kind.and_then(|kind| loaded.documents.get(kind)).expect("a file");
            let at = Lines::new(document.text).position(place.range.start);
            let line = format!("{}:{}:{} {}", place.path, at.line, at.column, finding.rule);
            assert!(found.insert(line.clone()), "twice: {line}");
        }
        let found: BTreeSet<&str> = found.iter().map(String::as_str).collect();
        assert_eq!(found, expected, "{}", lang.code());
    }
}

/// Every character that could move a cursor, hide or reorder text, in every string of a project.
#[test]
fn nothing_from_a_file_is_obeyed() {
    let all: Vec<char> = ('\u{1}'..='\u{e007f}')
        .filter(|c| is_hidden(*c) && !('\u{e0002}'..='\u{e0070}').contains(c))
        .collect();
    let folder = tempfile::tempdir().expect("a temporary folder");
    for (n, chunk) in all.chunks(all.len().div_ceil(3)).enumerate() {
        let escaped: String = chunk.iter().map(|c| format!("\\U{:08X}", *c as u32)).collect();
        for (name, bytes) in project("example-project") {
            let text = String::from_utf8(bytes).expect("text");
            // In the middle of every title, name and free text, beside what is there.
            let mut marked = String::new();
            for line in text.lines() {
                let key = line.split(" = ").next().unwrap_or_default();
                let free = ["title", "name", "function", "reason", "outcome", "note", "presents"];
                match line.strip_suffix('"') {
                    Some(rest) if free.contains(&key) => {
                        marked.push_str(&format!("{rest}{escaped}x\"\n"));
                    }
                    _ => marked.push_str(&format!("{line}\n")),
                }
            }
            std::fs::write(folder.path().join(name), marked).expect("a file");
        }
        for args in [
            &["check", "--on", "2026-11-23", "--show-waived"][..],
            &["check", "--on", "2026-11-23", "--format", "concise", "--for", "launch"],
            &["check", "--on", "2026-11-23", "--format", "json"],
            &["status", "--on", "2026-11-23"],
            &["list", "stakeholders"],
            &["list", "milestones"],
            &["list", "bodies", "--format", "csv"],
            &["list", "documents", "--format", "json"],
            &["explain", "dgs", "--on", "2026-11-23"],
            &["explain", "launch", "--on", "2026-11-23"],
            &["explain", "milestones.launch.title", "--on", "2026-11-23"],
            &["explain", "A3", "--on", "2026-11-23"],
        ] {
            let ran = run(folder.path(), Lang::Fr, args);
            // The lines of a CSV document end so, and its mark is nrt's own.
            let csv = args.contains(&"csv");
            let out = if csv { ran.out.trim_start_matches('\u{feff}') } else { &ran.out };
            let text = (out.to_owned() + &ran.err).replace("\"\r\n", "\"\n");
            // In JSON the library escapes what JSON wants escaped; the rest is data for programs.
            let json = args.contains(&"json");
            let raw = text.chars().find(|c| is_hidden(*c) && *c != '\n' && (!json || *c < ' '));
            assert!(raw.is_none(), "{raw:?} (part {n}) reaches the output of {args:?}");
            assert!(ran.code < 3, "{args:?}: {}", ran.code);
        }
    }
}
