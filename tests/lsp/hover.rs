//! What is said of the word under the pointer: `hover.fr.md` and `hover.en.md`, and that nothing
//! personal ever is.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use nrt::address::Kind;
use nrt::lang::Lang;
use nrt::model::{self, Key, Shape};
use serde_json::{Value, json};
use toml::de::{DeTable, DeValue};

use super::client::{Client, surroundings};
use crate::runner::Fresh;
use crate::support::{read, root};
use crate::{gallery, privacy};

fn example() -> PathBuf {
    root().join("example-project")
}

/// A client that shows Markdown, or text alone.
fn start(folder: &Path, lang: Option<Lang>, format: &str) -> Client {
    let wanted = json!({ "textDocument": { "hover": { "contentFormat": [format] } } });
    Client::start_in(folder, &wanted, &json!({}), surroundings(lang))
}

/// What is said at a mark.
fn said(client: &mut Client, name: &str, marked: &str) -> String {
    let hover = client.at("textDocument/hover", name, marked, &Value::Null);
    hover["contents"]["value"].as_str().unwrap_or("(nothing)").to_owned()
}

/// Places of the example project: the file, and what stands before the place on a line.
const PLACES: &[(&str, &str)] = &[
    ("nrt.toml", "[proj"),
    ("nrt.toml", "met"),
    ("nrt.toml", "it-department = t"),
    ("referents.toml", "[cheffe"),
    ("referents.toml", "email = \"proj"),
    ("stakeholders.toml", "[dgs"),
    ("stakeholders.toml", "[elu-"),
    ("stakeholders.toml", "role = \"sen"),
    ("stakeholders.toml", "bilateral"),
    ("stakeholders.toml", "bilateral = 2026"),
    ("stakeholders.toml", "launch"),
    ("stakeholders.toml", "contact"),
    ("stakeholders.toml", "lead = \"resp"),
    ("scope.toml", "cov"),
    ("scope.toml", "[facilities.ec"),
    ("milestones.toml", "[visite"),
    ("milestones.toml", "[launch"),
    ("milestones.toml", "date = 2026-12-10"),
    ("milestones.toml", "date = 2026-12-02"),
    ("milestones.toml", "body = \"cod"),
    ("documents.toml", "[pca"),
    ("documents.toml", "path = \"pi"),
    ("documents.toml", "url = \"ht"),
    ("calendar.toml", "[conges"),
    ("calendar.toml", "start = 2026-12-21"),
    ("calendar.toml", "end = 2027-01-01"),
    ("decisions.toml", "[2026"),
    ("decisions.toml", "concerns = [\"sc"),
    ("waivers.toml", "[ech"),
    ("waivers.toml", "rule = \"late"),
    ("waivers.toml", "target = \"stake"),
];

/// The text of a file of the example, with a mark after the first line that starts so.
fn marked(name: &str, before: &str) -> String {
    let text = format!("\n{}", read(&example().join(name)));
    let line = format!("\n{before}");
    let at = text.find(&line).unwrap_or_else(|| panic!("{before} in {name}")) + line.len();
    format!("{}|{}", &text[1..at], &text[at..])
}

#[test]
fn what_is_said_of_each_sort_of_word() {
    let mut fresh = Fresh::default();
    for lang in Lang::ALL {
        let mut client = start(&example(), Some(lang), "markdown");
        let mut page = String::new();
        for (name, before) in PLACES {
            let said = said(&mut client, name, &marked(name, before));
            page.push_str(&format!("<!-- {name}: {before} -->\n\n{said}\n\n"));
        }
        let path = format!("tests/lsp/hover.{}.md", lang.code());
        fresh.check(&root().join(path), &page);
    }
    fresh.end();
}

const PROJECT: &str = "format = 1\n\n[project]\ntitle = \"Démarche\"\nlanguage = \"fr\"\nmethod = \"standard\"\n\n[authority]\nname = \"Rivemont\"\nkind = \"commune\"\npopulation = 12_000\nit-department = true\n";

/// A project of a few files.
fn project(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for (name, text) in [("nrt.toml", PROJECT)].iter().chain(files) {
        std::fs::write(folder.path().join(name), text).expect("a file");
    }
    folder
}

#[test]
fn a_day_is_told_with_what_stands_against_it() {
    let folder = project(&[(
        "milestones.toml",
        "[launch]\ntitle = \"Lancement\"\nkind = \"launch-committee\"\ndate = 2026-12-10\n",
    )]);
    let mut client = start(folder.path(), None, "markdown");
    for (day, expected) in [
        (
            "2026-12-25",
            "**vendredi 25~décembre~2026**, dans 32 jours\n\n- Jour férié~: Noël\n- 10 jours ouvrés après le comité de lancement (10~décembre~2026)\n- Dans 23 jours ouvrés",
        ),
        (
            "2026-12-10",
            "**jeudi 10~décembre~2026**, dans 17 jours\n\n- Le jour du comité de lancement\n- Dans 13 jours ouvrés",
        ),
        (
            "2026-11-23",
            "**lundi 23~novembre~2026**, aujourd'hui\n\n- À 13 jours ouvrés du comité de lancement (10~décembre~2026)",
        ),
        ("2026-13-45", "(nothing)"),
        ("2026-12-10T10:00:00", "(nothing)"),
        ("\"2026-12-10\"", "(nothing)"),
    ] {
        let text = format!("[b]\nname = \"B\"\nkind = \"other\"\nsessions = [{day}|]\n");
        let said = said(&mut client, "bodies.toml", &text).replace('\u{a0}', "~");
        assert_eq!(said, expected, "{day}");
    }
}

#[test]
fn where_the_launch_has_no_date_there_is_no_distance_to_it() {
    let folder = project(&[]);
    let mut client = start(folder.path(), Some(Lang::En), "markdown");
    let text = "[b]\nname = \"B\"\nkind = \"other\"\nsessions = [2026-12-|14]\n";
    assert_eq!(
        said(&mut client, "bodies.toml", text),
        "**Monday 14 December 2026**, in 21 days\n\n- In 15 working days"
    );
}

#[test]
fn of_a_name_that_there_is_not_the_nearest_is_told() {
    let folder = project(&[
        ("scope.toml", "[facilities.ecoles]\n"),
        (
            "referents.toml",
            "[cheffe]\nfunction = \"Cheffe de *projet*\"\nprofile = \"it\"\n[elue]\nfunction = \"Élue\"\nformerly = [\"maire\"]\nprofile = \"elected\"\n",
        ),
    ]);
    let mut client = start(folder.path(), None, "markdown");
    for (name, text, expected) in [
        (
            "milestones.toml",
            "[m]\nlead = \"chefe|\"\n",
            "`chefe` n'existe pas dans `referents.toml`.\n\nLe plus proche~: «~Cheffe de `*projet*`~» (`cheffe`)",
        ),
        (
            "milestones.toml",
            "[m]\nparticipants = [\"ma|ire\"]\n",
            "`maire` n'existe pas dans `stakeholders.toml` ni dans `referents.toml`.\n\nLe plus proche~: «~Élue~» (`elue`)",
        ),
        (
            "waivers.toml",
            "[w]\nrule = \"late-bilatera|\"\n",
            "Il n'y a pas de règle `late-bilatera`.\n\nLa plus proche~: `late-bilateral`",
        ),
        (
            "waivers.toml",
            "[w]\ntarget = \"referents.chefe|\"\n",
            "`chefe` n'existe pas dans `referents.toml`.\n\nLe plus proche~: «~Cheffe de `*projet*`~» (`cheffe`)",
        ),
        (
            "decisions.toml",
            "[d]\nconcerns = [\"scope.facilities.facilitie|\"]\n",
            "`facilitie` n'existe pas dans `scope.toml`.",
        ),
        ("milestones.toml", "[m]\nlead = \"|TODO(nrt)\"\n", "(nothing)"),
    ] {
        let found = said(&mut client, name, text).replace('\u{a0}', "~");
        assert_eq!(found, expected, "{text}");
    }
    client.open_as("referents.toml", "[cheffe]\nfunction = \n");
    let found = said(&mut client, "milestones.toml", "[m]\nlead = \"elu|\"\n");
    let expected = "`elu` n'a pas été trouvé~: `referents.toml` n'a pu être lu qu'en partie.";
    assert_eq!(found.replace('\u{a0}', "~"), expected);
}

#[test]
fn a_rule_of_the_levels_is_told_with_its_level_here() {
    let folder = project(&[]);
    let mut client = start(folder.path(), Some(Lang::En), "plaintext");
    let text = format!("{PROJECT}\n[levels]\nno-bil|ateral = \"info\"\n");
    let found = said(&mut client, "nrt.toml", &text);
    let (first, last) = (found.lines().next(), found.lines().last());
    assert_eq!(first, Some("A stakeholder has no one-to-one before the launch"), "{found}");
    assert_eq!(last, Some("Level here: info · no finding"));
    assert!(!found.contains("**"), "{found}");
    let text = format!("{PROJECT}\n[levels]\nno-bilat|eral = \"off\"\n");
    assert!(said(&mut client, "nrt.toml", &text).ends_with("Level here: off · no finding"));
    let text = format!("{PROJECT}\n[levels]\nno-bi|lteral = \"off\"\n");
    assert_eq!(
        said(&mut client, "nrt.toml", &text),
        "There is no rule `no-bilteral`.\n\nThe nearest: `no-bilateral`"
    );
}

#[test]
fn nothing_is_said_of_what_is_nothing() {
    let mut client = start(&example(), None, "markdown");
    for (name, text) in [
        ("milestones.toml", "# bila|teral\n"),
        ("milestones.toml", "[m]\ntitle |= \"x\"\n"),
        ("milestones.toml", "[m]\ntitle = \"du te|xte\"\n"),
        ("milestones.toml", "[m]\nunkno|wn = 1\n"),
        ("milestones.toml", "[m]\nunknown = laun|ch\n"),
        ("milestones.toml", "[m]\nlead = |\n"),
        ("stakeholders.toml", "[dgs]\nwords and mo|re words\n"),
        ("nrt.toml", "[unkn|own]\n"),
        ("nrt.toml", "|"),
    ] {
        assert_eq!(said(&mut client, name, text), "(nothing)", "{text}");
    }
    client.open_as("README.toml", "[launch]\n");
    let params = json!({
        "textDocument": { "uri": client.uri("README.toml") },
        "position": { "line": 0, "character": 2 },
    });
    assert_eq!(client.ask("textDocument/hover", params), Value::Null);
}

#[test]
fn the_range_is_that_of_the_word() {
    let mut client = start(&example(), None, "markdown");
    let text = "[m]\ntitle = \"é😀\"\nparticipants = [\"dgs\", \"education|\"]\n";
    let hover = client.at("textDocument/hover", "milestones.toml", text, &Value::Null);
    let at = |character| json!({ "line": 2, "character": character });
    assert_eq!(hover["range"], json!({ "start": at(23), "end": at(34) }));
    assert_eq!(hover["contents"]["kind"], "markdown");
}

/// What a hostile author writes where a card shows it.
const HOSTILE: &str =
    "@all <img src=x> [clic](http://x.example) | a `b` ``c`` **d** \\u202e #12 <!-- x";

#[test]
fn a_text_from_a_file_is_shown_and_means_nothing() {
    let title = HOSTILE.replace('"', "");
    let text = format!("[m|]\ntitle = \"{title}\"\nkind = \"other\"\nlead = \"@all](x)\"\n");
    for (format, hidden) in [("markdown", "\\u{202e}"), ("plaintext", "\\u{202e}")] {
        let mut client = start(&example(), None, format);
        let found = said(&mut client, "milestones.toml", &text);
        assert!(found.contains(hidden) && !found.contains('\u{202e}'), "{found}");
        if format == "plaintext" {
            continue;
        }
        // Outside code there is no mark but our own.
        let outside: String = outside(&found);
        for mark in ["@", "<", "[", "](", "#", "|", "\\"] {
            assert!(!outside.contains(mark), "{mark} in {outside}\n{found}");
        }
    }
}

/// Markdown without its code spans.
fn outside(markdown: &str) -> String {
    let mut outside = String::new();
    let mut rest = markdown;
    while let Some(at) = rest.find('`') {
        outside.push_str(&rest[..at]);
        let fence: String = rest[at..].chars().take_while(|c| *c == '`').collect();
        let after = &rest[at + fence.len()..];
        let mut ends = after.match_indices(fence.as_str()).map(|(end, _)| end);
        let end = ends.find(|end| {
            let around = |c: Option<char>| c == Some('`');
            let next = &after[end + fence.len()..];
            !around(after[..*end].chars().last()) && !around(next.chars().next())
        });
        rest = &after[end.expect("a span that ends") + fence.len()..];
    }
    outside + rest
}

/// The personal values of a file.
fn personal(name: &str, text: &str) -> BTreeSet<String> {
    fn texts(value: &DeValue<'_>, found: &mut BTreeSet<String>) {
        match value {
            DeValue::String(text) => drop(found.insert(text.to_string())),
            DeValue::Array(items) => items.iter().for_each(|item| texts(item.get_ref(), found)),
            DeValue::Table(table) => table.values().for_each(|value| texts(value.get_ref(), found)),
            _ => {}
        }
    }
    fn below(table: &DeTable<'_>, keys: &[Key], found: &mut BTreeSet<String>) {
        for key in keys {
            let Some(value) = table.get(key.name) else { continue };
            match (key.personal, key.shape, value.get_ref()) {
                (true, _, value) => texts(value, found),
                (_, Shape::Table(keys), DeValue::Table(table)) => below(table, keys, found),
                _ => {}
            }
        }
    }
    let mut found = BTreeSet::new();
    let kind = Kind::ALL.into_iter().find(|kind| kind.file() == name).expect("a file");
    let (table, _) = DeTable::parse_recoverable(text);
    for entity in table.get_ref().values().filter_map(|entity| entity.get_ref().as_table()) {
        below(entity, model::keys(kind), &mut found);
    }
    found
}

/// Hovers over every place of a file, but for those within a word that are like the one before; gives
/// all that is said.
fn everywhere(client: &mut Client, name: &str, text: &str) -> BTreeSet<String> {
    client.open_as(name, text);
    let uri = client.uri(name);
    let mut found = BTreeSet::new();
    let (mut line, mut character, mut inside) = (0, 0, 0);
    for c in text.chars() {
        let position = json!({ "line": line, "character": character });
        (line, character) =
            if c == '\n' { (line + 1, 0) } else { (line, character + c.len_utf16()) };
        inside = if c.is_ascii_alphanumeric() { inside + 1 } else { 0 };
        if inside > 2 {
            continue;
        }
        let params = json!({ "textDocument": { "uri": uri }, "position": position });
        let hover = client.ask("textDocument/hover", params);
        found.extend(hover["contents"]["value"].as_str().map(str::to_owned));
    }
    let whole = json!({ "start": { "line": 0, "character": 0 }, "end": { "line": line + 1, "character": 0 } });
    let params = json!({ "textDocument": { "uri": uri }, "range": whole });
    let hints = client.ask("textDocument/inlayHint", params);
    found.extend(hints.as_array().into_iter().flatten().map(Value::to_string));
    found
}

/// The files of a project that are texts, but those that another one has as well.
fn texts(folder: &Path, but: Option<&Path>) -> Vec<(&'static str, String)> {
    let text = |kind: Kind| {
        let text = std::fs::read_to_string(folder.join(kind.file())).ok()?;
        let same = but.and_then(|but| std::fs::read_to_string(but.join(kind.file())).ok());
        (same.as_ref() != Some(&text) && text.len() < 60_000).then_some((kind.file(), text))
    };
    Kind::ALL.into_iter().filter_map(text).collect()
}

#[test]
fn wherever_one_points_nothing_fails_and_nothing_personal_is_said() {
    let quiet = root().join("tests/projects/quiet");
    let mut projects = vec![(example(), None, None), (quiet.clone(), None, None)];
    for gallery::LaidOut { folder, .. } in gallery::projects() {
        projects.push((folder.path().to_path_buf(), Some(quiet.clone()), Some(folder)));
    }
    let (mut said, mut values) = (0, 0);
    for (folder, but, _keep) in &projects {
        let mut client = start(folder, None, "markdown");
        let files = texts(folder, but.as_deref());
        let personal: BTreeSet<String> =
            files.iter().flat_map(|(name, text)| personal(name, text)).collect();
        values += personal.len();
        for (name, text) in &files {
            let found = everywhere(&mut client, name, text);
            said += found.len();
            for value in &personal {
                let shown = found.iter().find(|said| said.contains(value.as_str()));
                assert_eq!(shown, None, "{name} of {}: {value}", folder.display());
            }
        }
    }
    assert!(said > 1_000 && values > 15, "{said} texts, {values} values");
}

#[test]
fn no_mistake_around_a_personal_value_shows_it() {
    for (name, text) in privacy::SOUND.iter().chain(privacy::BROKEN) {
        let folder = project(&[(name, text)]);
        for lang in Lang::ALL {
            let mut client = start(folder.path(), Some(lang), "markdown");
            for said in everywhere(&mut client, name, text) {
                // `role` is no personal value: only the canary itself is looked for.
                let shown = said.replace("canari-role", "").contains(privacy::CANARY);
                assert!(!shown, "{text:?}: {said}");
            }
        }
    }
}
