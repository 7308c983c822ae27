//! Renaming, from any place that names an entity.

use std::path::Path;

use nrt::address::{Address, Kind};
use nrt::amend::{Request, amend};
use nrt::files::{DEFAULT_MAX_FILE_SIZE, Files};
use nrt::lang::Lang;
use proptest::prelude::{ProptestConfig, any, prop_assert_eq, proptest};
use serde_json::{Value, json};

use super::applier::{able, apply, texts};
use super::client::{Client, utf16};
use crate::support::root;

/// A copy of the example.
fn example() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for (name, text) in texts(&root().join("example-project")) {
        std::fs::write(folder.path().join(name), text).expect("a file");
    }
    folder
}

fn able_client(folder: &Path) -> Client {
    Client::start(folder, &able(), &json!({}))
}

/// Asks about the place of a file's text that stands right after some words.
fn after(
    client: &mut Client,
    name: &str,
    words: &str,
    method: &str,
    new: &str,
) -> Result<Value, String> {
    let text = client.open(name);
    let at = text.find(words).unwrap_or_else(|| panic!("{words} in {name}")) + words.len();
    let params = json!({
        "textDocument": { "uri": client.uri(name) },
        "position": utf16(&text, at),
        "newName": new,
    });
    client.try_ask(method, params)
}

#[test]
fn an_id_is_renamed_wherever_it_is_referred_to() {
    let folder = example();
    let mut whole = Vec::new();
    for (name, words) in [("stakeholders.toml", "[dg"), ("milestones.toml", "participants = [\"dg")]
    {
        let mut client = able_client(folder.path());
        let prepared = after(&mut client, name, words, "textDocument/prepareRename", "");
        assert_eq!(prepared.expect("an answer")["placeholder"], "dgs", "{name}");
        let edit = after(&mut client, name, words, "textDocument/rename", "direction");
        let edit = edit.expect("an edit");
        let open = edit["documentChanges"]
            .as_array()
            .expect("changes")
            .iter()
            .find(|change| change["textDocument"]["uri"] == client.uri(name).as_str());
        assert_eq!(open.expect("the file")["textDocument"]["version"], 1);
        let mut texts = texts(folder.path());
        apply(&mut texts, &edit);
        whole.push(texts);
        assert!(client.leave());
    }
    assert_eq!(whole[0], whole[1], "from wherever");
    let now = &whole[0];
    assert!(now["stakeholders.toml"].contains("formerly = [\"dgs\"]"));
    assert!(!now["milestones.toml"].contains("\"dgs\""));

    // What the command writes is the same.
    let ran =
        crate::runner::run_with(folder.path(), &[], &["rename", "stakeholders.dgs", "direction"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert_eq!(*now, texts(folder.path()));
}

#[test]
fn where_no_id_stands_there_is_nothing_to_rename() {
    let folder = example();
    let mut client = able_client(folder.path());
    for (name, words) in [
        ("stakeholders.toml", "nam"),
        ("stakeholders.toml", "role = \"senior-"),
        ("nrt.toml", "[autho"),
        ("nrt.toml", "# "),
    ] {
        let prepared = after(&mut client, name, words, "textDocument/prepareRename", "");
        assert_eq!(prepared, Ok(Value::Null), "{name} {words}");
        let renamed = after(&mut client, name, words, "textDocument/rename", "x");
        assert_eq!(renamed, Ok(Value::Null), "{name} {words}");
    }
}

#[test]
fn an_address_is_renamed_in_its_id_alone() {
    let folder = example();
    let waiver = "[a]\nrule = \"late-bilateral\"\ntarget = \"stakeholders.dgs.bilateral\"\nreason = \"Accord.\"\nuntil = 2026-12-20\n";
    std::fs::write(folder.path().join("waivers.toml"), waiver).expect("a file");
    let mut client = able_client(folder.path());
    for (words, there) in
        [("\"stakeholders.d", true), ("\"stakehold", false), ("\"stakeholders.dgs.bil", false)]
    {
        let prepared = after(&mut client, "waivers.toml", words, "textDocument/prepareRename", "");
        let prepared = prepared.expect("an answer");
        let at = |character: usize| json!({ "line": 2, "character": character });
        let expected = json!({
            "range": { "start": at(23), "end": at(26) },
            "placeholder": "dgs",
        });
        assert_eq!(prepared, if there { expected } else { Value::Null }, "{words}");
    }
    let edit = after(&mut client, "waivers.toml", "\"stakeholders.d", "textDocument/rename", "dir");
    let mut texts = texts(folder.path());
    apply(&mut texts, &edit.expect("an edit"));
    assert!(texts["waivers.toml"].contains("\"stakeholders.dir.bilateral\""));
}

#[test]
fn what_cannot_be_renamed_says_why() {
    let folder = example();
    let mut client = able_client(folder.path());
    let mut ask = |name, words, method, new| after(&mut client, name, words, method, new);
    for (id, said) in [
        (
            "elu-numerique",
            "-32803 l'identifiant `elu-numerique` est déjà pris dans `stakeholders.toml`\naide\u{a0}: choisissez-en un autre, ou changez l'entité\u{a0}: `nrt set`",
        ),
        (
            "Élu ?",
            "-32803 l'identifiant contient autre chose que des lettres sans accent, des chiffres, `-` et `_`",
        ),
    ] {
        let error = ask("stakeholders.toml", "[dg", "textDocument/rename", id).expect_err(id);
        assert!(error.starts_with(said), "{error}");
    }
    let text = std::fs::read_to_string(folder.path().join("decisions.toml")).expect("a text");
    let header = text.lines().find(|line| line.starts_with("[20")).expect("a decision");
    let said = "-32803 une décision ne se retire ni ne se renomme\naide\u{a0}: remplacez-la\u{a0}: `nrt decide --supersedes`";
    for method in ["textDocument/prepareRename", "textDocument/rename"] {
        let error = ask("decisions.toml", &header[..8], method, "autre");
        assert_eq!(error, Err(said.to_owned()), "{method}");
    }
    // What cannot be read may refer to it as well.
    std::fs::write(folder.path().join("bodies.toml"), "[codir\n").expect("a file");
    let mut client = able_client(folder.path());
    let error = after(&mut client, "stakeholders.toml", "[dg", "textDocument/rename", "dir");
    let error = error.expect_err("bodies.toml is broken");
    assert!(
        error.starts_with("-32803 `bodies.toml` ne peut pas être lu en entier\naide"),
        "{error}"
    );
}

#[test]
fn a_client_of_old_gets_plain_changes() {
    let folder = example();
    // Other line ends, and marks of the order of bytes, stay as they are.
    for (name, text) in texts(folder.path()) {
        let text = format!("\u{feff}{}", text.replace('\n', "\r\n"));
        std::fs::write(folder.path().join(name), text).expect("a file");
    }
    let mut client = Client::start(folder.path(), &json!({}), &json!({}));
    assert_eq!(client.capabilities["renameProvider"], true);
    let edit =
        after(&mut client, "milestones.toml", "participants = [\"dg", "textDocument/rename", "dir");
    let edit = edit.expect("an edit");
    assert!(edit["documentChanges"].is_null() && edit["changes"].is_object());
    let mut now = texts(folder.path());
    // What the test opened has its mark still.
    let marked = format!("\u{feff}{}", now["milestones.toml"]);
    now.insert("milestones.toml".to_owned(), marked);
    let touched = apply(&mut now, &edit);
    let before = texts(folder.path());
    let ran = crate::runner::run_with(folder.path(), &[], &["rename", "stakeholders.dgs", "dir"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let after = texts(folder.path());
    for (name, text) in &after {
        assert_eq!(now[name].trim_start_matches('\u{feff}'), text, "{name}");
        assert_eq!(text.matches('\n').count(), text.matches("\r\n").count(), "{name}");
    }
    // A word a place, and a line.
    let changed: usize = after.iter().filter(|(name, text)| before[*name] != **text).count();
    assert!(touched >= changed && touched < 20, "{touched} places");
    let long = edit.to_string().len();
    assert!(long < 4_000, "{long} bytes");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    /// Whatever stands before a place on its line, however lines end: the client's text becomes what
    /// the edit was computed to be.
    #[test]
    fn an_edit_makes_the_text_that_was_meant(
        words in "[aé😀\u{e9}\u{301} ]{0,8}",
        [crlf, open, versions] in any::<[bool; 3]>(),
        id in "[a-z]{1,9}",
    ) {
        let end = if crlf { "\r\n" } else { "\n" };
        let mut texts = texts(&root().join("tests/projects/quiet"));
        let body = format!("# {words}\nx = {{ title = \"{words}.\", kind = \"other\", participants = [\"dgs\", \"dgs\"] }} # {words}\n");
        texts.insert("milestones.toml".to_owned(), body);
        for text in texts.values_mut() {
            *text = text.replace('\n', end);
        }
        let files = Files::from_texts(texts.iter().map(|(name, text)| (name.as_str(), text.as_str())));
        let request = Request::Rename { entity: Address::entity(Kind::Stakeholder, "dgs"), id: id.clone() };
        let amended = amend(&files, &[request], DEFAULT_MAX_FILE_SIZE, Lang::Fr, &|_| String::new());
        let mut expected = texts.clone();
        for one in amended.into_iter().flatten() {
            expected.insert(one.kind.file().to_owned(), String::from_utf8(one.after).expect("a text"));
        }
        let folder = tempfile::tempdir().expect("a temporary folder");
        for (name, text) in &texts {
            std::fs::write(folder.path().join(name), text).expect("a file");
        }
        let capabilities = if versions { able() } else { json!({}) };
        let mut client = Client::start(folder.path(), &capabilities, &json!({}));
        if open {
            client.open("milestones.toml");
        }
        let edit = after(&mut client, "stakeholders.toml", "[dg", "textDocument/rename", &id);
        let mut now = texts;
        // An id that is taken changes nothing.
        if let Ok(edit) = edit && !edit.is_null() {
            apply(&mut now, &edit);
        }
        prop_assert_eq!(now, expected);
    }
}
