//! The forms that forges and their jobs read: whole outputs as committed in `tests/formats/`, and
//! what must hold whatever a file says.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use nrt::address::Kind;
use nrt::check::{self, Settings};
use nrt::files::Files;
use nrt::lang::Lang;
use nrt::load::load;
use nrt::render::forge::Run;
use nrt::render::{github, junit, markdown};
use proptest::prelude::*;
use proptest::test_runner::Config;
use serde_json::Value;

use crate::runner::{Fresh, run};
use crate::support::{files_below, root};

const FORMS: [&str; 6] = ["sarif", "junit", "github", "gitlab", "rdjson", "markdown"];

/// The name of a folder that a forge could misread.
const FOLDER: &str = "à b,c::d%0A`[e](f)";

/// A copy of a project, in a folder of a repository of its own; gives the project's folder.
fn repository(project: &str, folder: &str) -> (tempfile::TempDir, PathBuf) {
    let repository = tempfile::tempdir().expect("a temporary folder");
    git2::Repository::init(repository.path()).expect("a repository");
    let from = root().join(project);
    let to = repository.path().join(folder);
    for path in [files_below(&from, "toml"), files_below(&from, "md"), files_below(&from, "txt")] {
        for path in path {
            let there = to.join(path.strip_prefix(&from).expect("a file of the project"));
            fs::create_dir_all(there.parent().expect("a folder")).expect("a folder");
            fs::copy(&path, there).expect("a copy");
        }
    }
    (repository, to)
}

fn form(folder: &Path, lang: Lang, form: &str) -> String {
    let args = ["check", "--on", "2026-11-23", "--for", "launch", "--format", form];
    let ran = run(folder, lang, &args);
    assert!(ran.code <= 1, "{form}: {}", ran.err);
    ran.out
}

#[test]
fn forms_are_as_committed() {
    let mut fresh = Fresh::default();
    let projects = [
        ("example-project", "example-project", "example", Lang::Fr),
        ("tests/formats/hostile", FOLDER, "hostile", Lang::En),
    ];
    for (project, folder, name, lang) in projects {
        let (_kept, folder) = repository(project, folder);
        for form_name in FORMS {
            let path = root().join(format!("tests/formats/{name}.{form_name}.txt"));
            fresh.check(&path, &form(&folder, lang, form_name));
        }
    }
    fresh.end();
}

#[test]
fn a_report_is_what_the_form_prints() {
    let (_kept, folder) = repository("tests/formats/hostile", "p");
    for form_name in FORMS {
        let file = folder.join("report.out");
        let report = format!("{form_name}={}", file.display());
        let args = ["check", "--on", "2026-11-23", "--for", "launch", "--report", &report];
        run(&folder, Lang::En, &args);
        let there = fs::read_to_string(&file).expect("a report");
        assert_eq!(there, form(&folder, Lang::En, form_name), "{form_name}");
        fs::remove_file(file).expect("removed");
    }
}

#[test]
fn nothing_to_say_is_an_empty_array() {
    let folder = root().join("tests/projects/quiet");
    let ran = run(&folder, Lang::Fr, &["check", "--on", "2026-11-23", "--format", "gitlab"]);
    assert_eq!((ran.out.as_str(), ran.code), ("[]\n", 0));
}

#[test]
fn a_waived_finding_is_in_no_form_but_as_skipped() {
    let (_kept, folder) = repository("tests/formats/hostile", "p");
    for form_name in ["sarif", "github", "gitlab", "rdjson", "markdown"] {
        let text = form(&folder, Lang::En, form_name);
        assert!(!text.contains("no-document-collected"), "{form_name}");
    }
    let text = form(&folder, Lang::En, "junit");
    let case = text.split("name=\"no-document-collected\"").nth(1).expect("a case");
    assert!(case.trim_start().split('>').nth(1).is_some_and(|s| s.contains("<skipped ")), "{case}");
}

/// SARIF counts characters, reviewdog bytes; an é stands before the value.
#[test]
fn columns_are_counted_as_each_form_wants() {
    let (_kept, folder) = repository("tests/projects/quiet", "p");
    let line = "x = { name = \"éé\", role = \"non\" }\n";
    fs::write(folder.join("stakeholders.toml"), line).expect("written");
    let at = |form_name, list: &str, path: &[&str]| -> (u64, u64) {
        let args = ["check", "--on", "2026-11-23", "--format", form_name];
        let document: Value =
            serde_json::from_str(&run(&folder, Lang::En, &args).out).expect("JSON");
        let of = document.pointer(list).and_then(Value::as_array).expect("a list");
        let found = of.iter().find(|one| one.to_string().contains("unknown-value")).expect("found");
        let number = |path: &str| found.pointer(path).and_then(Value::as_u64).expect("a number");
        (number(path[0]), number(path[1]))
    };
    let start = line.find("\"non\"").expect("a value") as u64;
    let region = "/locations/0/physicalLocation/region";
    let columns = [format!("{region}/startColumn"), format!("{region}/endColumn")];
    let columns = [columns[0].as_str(), columns[1].as_str()];
    assert_eq!(at("sarif", "/runs/0/results", &columns), (start - 1, start + 4));
    let columns = ["/location/range/start/column", "/location/range/end/column"];
    assert_eq!(at("rdjson", "/diagnostics", &columns), (start + 1, start + 6));
}

/// A project whose stakeholders have these names, in all three forms that are no JSON.
fn said(names: &[String]) -> (Vec<nrt::finding::Level>, [String; 3]) {
    let mut stakeholders = toml_table(names);
    stakeholders.push_str("[\"@all|<b>`\"]\nrole = \"::error::\"\n");
    let nrt = "format = 1\n[project]\nmethod = \"standard\"\n[authority]\nname = \"x\"\n";
    let mut files = Files::default();
    files.known.insert(Kind::Project, Ok(nrt.into()));
    files.known.insert(Kind::Stakeholder, Ok(stakeholders.into_bytes()));
    let loaded = load(&files, Lang::Fr);
    let settings = Settings {
        today: NaiveDate::from_ymd_opt(2026, 11, 23).expect("a day"),
        horizon: None,
        lang: Lang::Fr,
        attachments: BTreeMap::new(),
    };
    let checked = check::check(&loaded, &settings);
    let levels = checked.open().map(|finding| finding.level).collect();
    let run =
        Run { loaded: &loaded, checked: &checked, settings: &settings, folder: "::a,%0A`|<b>/" };
    (levels, [github::check(&run), junit::check(&run), markdown::check(&run)])
}

fn toml_table(names: &[String]) -> String {
    let escaped = |name: &str| -> String {
        name.chars().map(|c| format!("\\U{:08X}", u32::from(c))).collect()
    };
    let entity = |(n, name): (usize, &String)| {
        format!("[s{n}]\nname = \"{}\"\nrole = \"it\"\nimportance = \"key\"\n", escaped(name))
    };
    names.iter().enumerate().map(entity).collect()
}

/// A line as a runner reads it: the command, its properties, its message.
fn command(line: &str) -> Option<(&str, BTreeMap<&str, String>, String)> {
    let (head, message) = line.strip_prefix("::")?.split_once("::")?;
    let (name, properties) = head.split_once(' ')?;
    let mut found = BTreeMap::new();
    for property in properties.split(',') {
        let (key, value) = property.split_once('=')?;
        let value = value.replace("%3A", ":").replace("%2C", ",");
        found.insert(key, back(&value));
    }
    Some((name, found, back(message)))
}

fn back(text: &str) -> String {
    text.replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%")
}

/// A name made of what means something to one form or another.
fn hostile() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "::",
        "%0A",
        "\n",
        "\r",
        "::error::",
        "##[error]",
        ",",
        "|",
        "`",
        "``",
        "<",
        ">",
        "&",
        "]]>",
        "\"",
        "'",
        "@all",
        "](http://x)",
        "[",
        "![",
        "#1",
        "</details>",
        "<!--",
        "\u{202e}",
        "\u{1b}",
        "\u{0}",
        "\u{fffe}",
        "\u{feff}",
        "www.x.fr",
        "http://x",
        "a@b.fr",
        "- ",
        "# ",
        "* ",
        "1. ",
        "a",
        "é",
        " ",
        "\u{a0}",
        "\\",
        "$",
        "~~",
        "__",
        "{0}",
        "&#64;",
        ":tada:",
    ]);
    prop::collection::vec(pieces, 0..8).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(Config { cases: 48, failure_persistence: None, ..Config::default() })]

    #[test]
    fn no_name_forges_anything(names in prop::collection::vec(hostile(), 1..4)) {
        let (levels, [github, junit, markdown]) = said(&names);
        // One line a command, each with its own properties and no others.
        let known = ["file", "line", "endLine", "col", "endColumn", "title"];
        for line in github.lines() {
            let (name, properties, _) = command(line).expect("a command");
            prop_assert!(["error", "warning", "notice"].contains(&name), "{line}");
            prop_assert!(properties.keys().all(|key| known.contains(key)), "{line}");
            let file = properties.get("file").map_or("::a,%0A`|<b>/", String::as_str);
            prop_assert!(file.starts_with("::a,%0A`|<b>/"), "{line}");
        }
        prop_assert!(github.lines().count() <= levels.len() + 1);
        // No tag but ours, and no character that XML does not have.
        let ours = ["?xml", "testsuite", "testsuites", "properties", "property", "testcase",
            "failure", "skipped", "system-out", "system-err"];
        for tag in junit.split('<').skip(1) {
            let tag = tag.trim_start_matches('/');
            let name = tag.split([' ', '>', '/']).next().unwrap_or_default();
            prop_assert!(ours.contains(&name), "{tag}");
        }
        let forbidden = |c: char| c.is_control() && c != '\n' || c == '\u{fffe}';
        prop_assert!(!junit.contains(forbidden));
        // One item a finding, and no line that is not ours.
        let items = markdown.lines().filter(|line| line.starts_with("- `")).count();
        prop_assert_eq!(items, levels.len());
        for line in markdown.lines().filter(|line| !line.is_empty()) {
            let ours = ["- ", "  <br>→ ", "| ", "|---", "**", "<details>", "<summary>",
                "</details>", "Étape 1", "Pour refaire", "nrt vérifie", "Non vérifié"];
            prop_assert!(ours.iter().any(|start| line.starts_with(start)), "{line}");
        }
    }
}

#[test]
fn a_long_result_is_cut_and_says_so() {
    let names: Vec<String> = (0..400).map(|n| format!("Service numéro {n}")).collect();
    let (levels, [github, _, markdown]) = said(&names);
    assert!(levels.len() > 400);
    assert!(markdown.chars().count() <= 60_000, "{}", markdown.chars().count());
    assert!(markdown.contains("Coupé à 60 000 caractères"));
    assert!(markdown.ends_with("nrt vérifie la présence des éléments, non leur qualité.\n"));
    let count = |name: &str| github.lines().filter(|line| line.starts_with(name)).count();
    assert!(count("::error ") <= 10 && count("::warning ") <= 10 && count("::notice ") <= 10);
    assert!(github.contains("autres constats"));
}
