//! What is shown within the lines: `hints.fr.txt` and `hints.en.txt`, where each stands, and how to
//! turn it off.

use std::path::Path;

use nrt::lang::Lang;
use serde_json::{Value, json};

use super::client::{Client, surroundings};
use crate::runner::Fresh;
use crate::support::root;

const PROJECT: &str = "format = 1\n\n[project]\ntitle = \"Démarche\"\nlanguage = \"fr\"\nmethod = \"standard\"\n\n[authority]\nname = \"Rivemont\"\nkind = \"commune\"\npopulation = 12_000\nit-department = true\n";

const REFERENTS: &str = "[cheffe]\nfunction = \"Cheffe de projet, direction des systèmes d'information et du numérique\"\nprofile = \"it\"\n\n[vie-locale]\nfunction = \"Vie locale\"\nprofile = \"business\"\n\n[hostile]\nfunction = \"a\\u202eb\\nc\"\nprofile = \"other\"\n";

const MILESTONES: &str = "[launch]\ntitle = \"Lancement\"\nkind = \"launch-committee\"\ndate = 2026-12-10 # le jour\ninvited = 2026-11-12\nlead = \"cheffe\"\n\n[m]\ntitle = \"😀 é\"\nkind = \"other\"\ndate = 2026-12-25\nend = 2027-01-01\nlead = \"vie-locale\"\nparticipants = [\n  \"cheffe\", # la cheffe\n  \"personne\", \"hostile\",\n]\n\n[le-jour-meme]\ntitle = \"Le même jour\"\nkind = \"other\"\ndate = 2026-12-10\n\n[loin]\ntitle = \"Loin\"\nkind = \"other\"\ndate = 2030-01-02\n\n[faux]\ntitle = \"Faux\"\ndate = 2026-12-10T10:00:00\nend = \"2026-12-10\"\ninvited = 3026-12-10\n";

const WAIVERS: &str = "[w]\nrule = \"no-bilateral\"\ntarget = \"milestones.m\"\nreason = \"Une raison.\"\nuntil = 2026-12-09\n\n[x]\nrule = \"no-bilateral\"\ntarget = \"milestones.m.date\"\n";

fn project() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for (name, text) in [
        ("nrt.toml", PROJECT),
        ("referents.toml", REFERENTS),
        ("milestones.toml", MILESTONES),
        ("waivers.toml", WAIVERS),
    ] {
        std::fs::write(folder.path().join(name), text).expect("a file");
    }
    folder
}

fn start(folder: &Path, lang: Option<Lang>, encoding: &str, options: &Value) -> Client {
    let encoding = json!({ "general": { "positionEncodings": [encoding] } });
    Client::start_in(folder, &encoding, options, surroundings(lang))
}

fn within(client: &mut Client, name: &str, lines: std::ops::Range<usize>) -> Vec<Value> {
    let params = json!({
        "textDocument": { "uri": client.uri(name) },
        "range": {
            "start": { "line": lines.start, "character": 0 },
            "end": { "line": lines.end, "character": 0 },
        },
    });
    client.ask("textDocument/inlayHint", params).as_array().expect("hints").clone()
}

fn index(value: &Value) -> usize {
    usize::try_from(value.as_u64().expect("a number")).expect("a small one")
}

/// A text with its hints where they stand; columns count characters.
fn shown(text: &str, hints: &[Value]) -> String {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    for hint in hints.iter().rev() {
        let position = &hint["position"];
        let line = &mut lines[index(&position["line"])];
        let column = index(&position["character"]);
        let at = line.char_indices().nth(column).map_or(line.len(), |(at, _)| at);
        assert_eq!(hint["paddingLeft"], true);
        let said = |key: &str| hint[key].as_str().expect("a text").to_owned();
        line.insert_str(at, &format!("⟨{} ¦ {}⟩", said("label"), said("tooltip")));
    }
    lines.join("\n") + "\n"
}

#[test]
fn titles_and_weekdays_stand_within_the_lines() {
    let mut fresh = Fresh::default();
    let folder = project();
    for lang in Lang::ALL {
        let mut client = start(folder.path(), Some(lang), "utf-32", &json!({}));
        let mut page = String::new();
        for (name, text) in [("milestones.toml", MILESTONES), ("waivers.toml", WAIVERS)] {
            let hints = within(&mut client, name, 0..100);
            page.push_str(&format!("# {name}\n{}\n", shown(text, &hints)));
        }
        fresh.check(&root().join(format!("tests/lsp/hints.{}.txt", lang.code())), &page);
    }
    fresh.end();
}

#[test]
fn each_sort_can_be_turned_off() {
    let folder = project();
    let labels = |titles: bool, dates: bool| -> Vec<String> {
        let options = json!({ "inlayHints": { "titles": titles, "dates": dates } });
        let mut client = start(folder.path(), None, "utf-8", &options);
        let hints = within(&mut client, "waivers.toml", 0..100);
        hints.iter().map(|hint| hint["label"].as_str().expect("a label").to_owned()).collect()
    };
    assert_eq!(labels(true, true), ["· 😀 é", "· mer. · J−1"]);
    assert_eq!(labels(true, false), ["· 😀 é"]);
    assert_eq!(labels(false, true), ["· mer. · J−1"]);
    assert!(labels(false, false).is_empty());
}

#[test]
fn only_what_is_asked_for_is_shown() {
    let folder = project();
    let mut client = start(folder.path(), None, "utf-16", &json!({}));
    let all = within(&mut client, "milestones.toml", 0..100);
    let lines = MILESTONES.lines().count();
    let mut alone = Vec::new();
    for line in 0..lines {
        let of_line = within(&mut client, "milestones.toml", line..line + 1);
        // A hint right where the next line begins would be asked for twice: none stands there.
        assert!(of_line.iter().all(|hint| index(&hint["position"]["line"]) == line), "{line}");
        alone.extend(of_line);
    }
    assert_eq!(alone, all);
    assert!(all.len() > 8, "{all:?}");
}

#[test]
fn columns_count_what_was_agreed_on() {
    let folder = project();
    let text = "[m]\nx = \"😀é\"\n\"😀é\" = 1\nparticipants = [ \"é\", \"cheffe\"]\n";
    let line = "participants = [ \"é\", \"cheffe\"";
    for (encoding, column) in [
        ("utf-8", line.len()),
        ("utf-16", line.encode_utf16().count()),
        ("utf-32", line.chars().count()),
    ] {
        let mut client = start(folder.path(), None, encoding, &json!({}));
        client.open_as("milestones.toml", text);
        let hints = within(&mut client, "milestones.toml", 0..9);
        let positions: Vec<&Value> = hints.iter().map(|hint| &hint["position"]).collect();
        assert_eq!(positions, [&json!({ "line": 3, "character": column })], "{encoding}");
    }
}

#[test]
fn where_the_launch_has_no_date_the_weekday_stands_alone() {
    let folder = project();
    let mut client = start(folder.path(), None, "utf-8", &json!({}));
    client.open_as("milestones.toml", "[m]\ntitle = \"M\"\nkind = \"other\"\ndate = 2026-12-25\n");
    let hints = within(&mut client, "milestones.toml", 0..9);
    assert_eq!(hints[0]["label"], "· ven. · férié");
    // Of a table that is sound, also where another one is broken.
    client.open_as("milestones.toml", "[m]\ndate = 2026-12-24\n[n\ndate = 2026-12-25\n");
    let hints = within(&mut client, "milestones.toml", 0..9);
    let labels: Vec<&Value> = hints.iter().map(|hint| &hint["label"]).collect();
    assert_eq!(labels, ["· jeu."]);
}
