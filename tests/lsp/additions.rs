//! What can be added where a project has nothing yet.

use std::collections::BTreeSet;

use nrt::lang::Lang;
use nrt::method::{KEY_ROLES, LISTED_DOCUMENTS};
use serde_json::{Value, json};

use super::applier::{Texts, able, apply, texts};
use super::client::Client;
use crate::support::root;

/// The project of a small commune of which nothing but its name is known.
fn bare() -> Texts {
    let mut texts = texts(&root().join("tests/projects/quiet"));
    for (_, text) in texts.iter_mut().filter(|(name, _)| *name != "nrt.toml") {
        text.clear();
    }
    texts
}

fn offered(texts: &Texts) -> (Vec<Value>, Client, tempfile::TempDir) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for (name, text) in texts {
        std::fs::write(folder.path().join(name), text).expect("a file");
    }
    let mut client = Client::start(folder.path(), &able(), &json!({ "diagnostics": "pull" }));
    let mut found = Vec::new();
    for name in texts.keys() {
        let params = json!({
            "textDocument": { "uri": client.uri(name) },
            "range": { "start": { "line": 0, "character": 0 }, "end": { "line": 999, "character": 0 } },
            "context": { "diagnostics": [], "only": ["quickfix"] },
        });
        let answer = client.ask("textDocument/codeAction", params);
        found.extend(answer.as_array().expect("actions").iter().cloned());
    }
    (found, client, folder)
}

fn titles(actions: &[Value]) -> BTreeSet<String> {
    let added = actions.iter().filter(|action| action["data"]["deed"]["add"].is_array());
    added.map(|action| action["title"].as_str().expect("a title").to_owned()).collect()
}

#[test]
fn all_that_the_method_names_can_be_added() {
    let (found, ..) = offered(&bare());
    let titles = titles(&found);
    for role in KEY_ROLES {
        let title = format!("Ajouter une partie prenante\u{a0}: {}", role.word().label(Lang::Fr));
        assert!(titles.contains(&title), "{title} in {titles:#?}");
    }
    for kind in LISTED_DOCUMENTS {
        let title = format!("Ajouter un document\u{a0}: {}", kind.word().label(Lang::Fr));
        assert!(titles.contains(&title), "{title} in {titles:#?}");
    }
    for title in [
        "Ajouter les 6 parties prenantes qui manquent",
        "Ajouter les 8 documents qui manquent",
        "Ajouter un référent\u{a0}: informatique",
        "Ajouter un jalon\u{a0}: comité de lancement",
        "Ajouter un jalon\u{a0}: échange avec la direction",
        "Ajouter une instance\u{a0}: comité de direction",
        "Ajouter une période\u{a0}: cycle budgétaire",
        "Ajouter une période\u{a0}: temps fort",
        "Ajouter une période\u{a0}: congés",
    ] {
        assert!(titles.contains(title), "{title} in {titles:#?}");
    }
}

#[test]
fn what_waits_to_be_completed_is_not_offered_again() {
    let mut texts = bare();
    // One after the other, as somebody would who starts like this.
    for _ in 0..40 {
        let (found, mut client, _folder) = offered(&texts);
        let first = found.iter().find(|action| action["data"]["deed"]["add"].is_array());
        let Some(first) = first else {
            let stakeholders = &texts["stakeholders.toml"];
            assert_eq!(stakeholders.matches("role = ").count(), 6, "{stakeholders}");
            assert!(stakeholders.contains("name = \"TODO(nrt)\u{a0}: direction générale\""));
            assert_eq!(texts["calendar.toml"].matches("start = \"TODO(nrt)\"").count(), 3);
            return;
        };
        let resolved = client.ask("codeAction/resolve", first.clone());
        apply(&mut texts, &resolved["edit"]);
    }
    panic!("there is no end to it: {texts:#?}");
}
