//! Talks with the server, from the greeting to the leave.

use std::path::Path;

use nrt::lang::Lang;
use serde_json::{Value, json};

use super::client::{Client, surroundings};
use crate::support::root;

fn example() -> std::path::PathBuf {
    root().join("example-project")
}

/// A copy of a project's files, to be changed.
fn copy(from: &Path, to: &Path) {
    for entry in std::fs::read_dir(from).expect("a folder").map(|entry| entry.expect("an entry")) {
        if entry.path().extension().is_some_and(|extension| extension == "toml") {
            std::fs::copy(entry.path(), to.join(entry.file_name())).expect("a file");
        }
    }
}

fn quiet() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    copy(&root().join("tests/projects/quiet"), folder.path());
    folder
}

/// The rules of some diagnostics.
fn rules(diagnostics: &Value) -> Vec<&str> {
    let all = diagnostics.as_array().expect("diagnostics").iter();
    all.map(|one| one["code"].as_str().expect("a rule")).collect()
}

fn pushed() -> Value {
    json!({ "diagnostics": "push", "state": true })
}

#[test]
fn a_session_begins_and_ends_as_the_protocol_has_it() {
    let mut client = Client::start(&example(), &json!({}), &json!({}));
    assert_eq!(client.capabilities["positionEncoding"], "utf-16");
    assert!(client.capabilities["documentFormattingProvider"].is_null());
    assert!(client.capabilities["semanticTokensProvider"].is_null());
    assert!(client.capabilities["executeCommandProvider"].is_null());
    let unknown = client.try_ask("nrt/nothing", json!({}));
    assert_eq!(unknown, Err("-32601 nrt does not answer nrt/nothing".to_owned()));
    client.tell("nrt/nothing", Value::Null);
    client.ask("shutdown", Value::Null);
    let late = client.try_ask("textDocument/diagnostic", json!({}));
    assert_eq!(late, Err("-32600 the server was shut down".to_owned()));
    client.tell("exit", Value::Null);
}

#[test]
fn who_leaves_without_a_word_is_told_apart() {
    let client = Client::start(&example(), &json!({}), &json!({}));
    assert!(client.leave());
    let mut client = Client::start(&example(), &json!({}), &json!({}));
    client.tell("exit", Value::Null);
    assert!(!client.end());
    // Before the greeting there is nothing to say either.
    let (here, there) = lsp_server::Connection::memory();
    drop(here);
    assert_eq!(nrt::lsp::answer(&there, surroundings(None)), Ok(false));
}

#[test]
fn findings_are_sent_to_who_cannot_ask_and_only_to_them() {
    let asks = json!({ "textDocument": { "diagnostic": {} } });
    for (capabilities, way, sent) in [
        (json!({}), "auto", true),
        (asks.clone(), "auto", false),
        (asks.clone(), "push", true),
        (asks, "pull", false),
    ] {
        let options = json!({ "diagnostics": way, "state": true });
        let mut client = Client::start(&example(), &capabilities, &options);
        client.settle();
        assert_eq!(!client.sent.is_empty(), sent, "{way}");
        assert_eq!(client.capabilities["diagnosticProvider"].is_null(), sent, "{way}");
        assert!(client.leave());
    }
}

/// An edit in one file brings a finding in another one; closing without saving takes it back.
#[test]
fn what_is_typed_is_checked_with_the_other_files() {
    let folder = quiet();
    let mut client = Client::start(folder.path(), &json!({}), &pushed());
    client.settle();
    assert!(client.sent.values().all(|found| rules(found).is_empty()), "{:?}", client.sent);
    let text = client.open("referents.toml");
    client.settle();
    let id = text.find('[').expect("a referent");
    let line = text[..id].matches('\n').count();
    let at = json!({ "line": line, "character": 1 });
    client.change("referents.toml", &json!([{ "range": { "start": at, "end": at }, "text": "x" }]));
    client.settle();
    let elsewhere = client.sent.iter().filter(|(name, _)| *name != "referents.toml");
    let broken: Vec<&str> = elsewhere.flat_map(|(_, found)| rules(found)).collect();
    assert!(broken.contains(&"dangling-reference"), "{:?}", client.sent);
    client.tell(
        "textDocument/didClose",
        json!({ "textDocument": { "uri": client.uri("referents.toml") } }),
    );
    client.settle();
    assert!(client.sent.values().all(|found| rules(found).is_empty()), "{:?}", client.sent);
    assert!(client.leave());
}

/// What another program writes counts once the client tells of it.
#[test]
fn what_changes_on_the_disk_counts() {
    let folder = quiet();
    let watches =
        json!({ "workspace": { "didChangeWatchedFiles": { "dynamicRegistration": true } } });
    let mut client = Client::start(folder.path(), &watches, &pushed());
    client.settle();
    assert!(client.told.iter().any(|(method, _)| method == "client/registerCapability"));
    std::fs::write(folder.path().join("referents.toml"), "").expect("a file");
    let told = json!({ "changes": [{ "uri": client.uri("referents.toml"), "type": 2 }] });
    client.tell("workspace/didChangeWatchedFiles", told);
    client.settle();
    assert!(client.sent.values().any(|found| rules(found).contains(&"no-referent")));
    // Without its own file it is no project any more.
    std::fs::remove_file(folder.path().join("nrt.toml")).expect("removed");
    let told = json!({ "changes": [{ "uri": client.uri("nrt.toml"), "type": 3 }] });
    client.tell("workspace/didChangeWatchedFiles", told);
    let uri = client.uri("referents.toml");
    let answer = client.ask("textDocument/hover", json!({ "textDocument": { "uri": uri } }));
    assert_eq!(answer, Value::Null);
    client.until(|client| client.sent.values().all(|found| rules(found).is_empty()));
    assert!(client.leave());
}

/// A project that is not on the disk yet, and one that is in no folder of the client.
#[test]
fn a_project_is_where_its_files_are() {
    let empty = tempfile::tempdir().expect("a temporary folder");
    let mut client = Client::start(empty.path(), &json!({}), &pushed());
    client.open_as("nrt.toml", "format = 1\n");
    let state = client.settle();
    assert_eq!(state["verdict"], "not-ready");
    assert!(rules(&client.sent["nrt.toml"]).contains(&"missing-key"));
    let other = quiet();
    let uri = format!("file://{}/scope.toml", other.path().display());
    let document = json!({ "uri": uri, "languageId": "toml", "version": 1, "text": "cover = 1\n" });
    client.tell("textDocument/didOpen", json!({ "textDocument": document }));
    client.settle();
    assert!(rules(&client.sent["scope.toml"]).contains(&"unknown-key"));
    // What was a project in the editor alone is none once that is closed.
    let own = json!({ "textDocument": { "uri": client.uri("nrt.toml") } });
    client.tell("textDocument/didClose", own);
    let report = client.ask("workspace/diagnostic", json!({ "previousResultIds": [] }));
    assert_eq!(report["items"].as_array().expect("reports").len(), 1);
    client.open_as("nrt.toml", "format = 1\n");
    client.settle();
    // It is let go with its last text.
    client.tell("textDocument/didClose", json!({ "textDocument": { "uri": uri } }));
    let report = client.ask("workspace/diagnostic", json!({ "previousResultIds": [] }));
    let uris: Vec<&str> = report["items"]
        .as_array()
        .expect("reports")
        .iter()
        .map(|report| report["uri"].as_str().expect("an address"))
        .collect();
    assert_eq!(uris, [client.uri("nrt.toml")]);
    client.until(|client| rules(&client.sent["scope.toml"]).is_empty());
    assert!(client.leave());
}

#[test]
fn settings_are_asked_for_and_taken() {
    let can = json!({ "workspace": { "configuration": true } });
    let folder = quiet();
    let options = json!({ "diagnostics": "push", "state": true });
    let mut client = Client::start(folder.path(), &can, &options);
    client.settle();
    client.open_as("scope.toml", "coverage = [\n");
    client.settle();
    assert!(rules(&client.sent["scope.toml"]).contains(&"invalid-toml"));
    // Another server tells of the syntax.
    client.settings = json!({ "syntaxErrors": false, "diagnostics": "push" });
    client.tell("workspace/didChangeConfiguration", json!({ "settings": null }));
    client.settle();
    assert!(!rules(&client.sent["scope.toml"]).contains(&"invalid-toml"));
    let asked = client.told.iter().filter(|(method, _)| method == "workspace/configuration");
    assert_eq!(asked.count(), 2);
    assert!(client.leave());
}

#[test]
fn messages_are_in_the_language_that_was_asked_for_else_in_the_projects() {
    let said = |client: &mut Client| {
        client.open_as("scope.toml", "cover = 1\n");
        let params = json!({ "textDocument": { "uri": client.uri("scope.toml") } });
        let report = client.ask("textDocument/diagnostic", params);
        let all = report["items"].as_array().expect("diagnostics").iter();
        let first = all.into_iter().find(|one| one["code"] == "unknown-key").expect("a finding");
        first["message"].as_str().expect("a message").lines().next().expect("a line").to_owned()
    };
    let mut client = Client::start(&example(), &json!({}), &json!({}));
    assert_eq!(said(&mut client), "la clé `cover` n'existe pas ici");
    let english = surroundings(Some(Lang::En));
    let mut client = Client::start_in(&example(), &json!({}), &json!({}), english);
    assert_eq!(said(&mut client), "there is no key `cover` here");
}

#[test]
fn an_answer_that_did_not_change_is_only_named() {
    let mut client = Client::start(&example(), &json!({}), &json!({}));
    let uri = client.uri("milestones.toml");
    let about =
        |before: &Value| json!({ "textDocument": { "uri": uri }, "previousResultId": before });
    let first = client.ask("textDocument/diagnostic", about(&Value::Null));
    assert_eq!(first["kind"], "full");
    let again = client.ask("textDocument/diagnostic", about(&first["resultId"]));
    assert_eq!(again, json!({ "kind": "unchanged", "resultId": first["resultId"] }));
    let before = json!([{ "uri": uri, "value": first["resultId"] }]);
    let all = client.ask("workspace/diagnostic", json!({ "previousResultIds": before }));
    let own = all["items"].as_array().expect("reports").iter().find(|one| one["uri"] == uri);
    assert_eq!(own.expect("a report")["kind"], "unchanged");
    assert!(client.leave());
}

/// A page is linked to only where the client can show it.
#[test]
fn a_finding_leads_to_the_page_of_its_rule() {
    let shows = json!({ "workspace": { "textDocumentContent": {} } });
    for (capabilities, expected) in [(json!({}), false), (shows, true)] {
        let mut client = Client::start(&example(), &capabilities, &json!({}));
        let params = json!({ "textDocument": { "uri": client.uri("stakeholders.toml") } });
        let report = client.ask("textDocument/diagnostic", params);
        let first = &report["items"][0];
        let rule = first["code"].as_str().expect("a rule");
        let page = first["codeDescription"]["href"].as_str();
        assert_eq!(page, expected.then(|| format!("nrt:/fr/rules/{rule}.md")).as_deref());
        if let Some(page) = page {
            let text = client.ask("workspace/textDocumentContent", json!({ "uri": page }));
            assert!(text["text"].as_str().expect("a text").contains(&format!("`{rule}`")));
        }
        let nowhere = json!({ "uri": "nrt:/fr/rules/nothing.md" });
        let nowhere = client.try_ask("workspace/textDocumentContent", nowhere);
        assert_eq!(nowhere, Err("-32602 no page at nrt:/fr/rules/nothing.md".to_owned()));
        assert!(client.leave());
    }
}

/// The client may have the folder by another name than its real one: it is answered by that name.
#[cfg(unix)]
#[test]
fn a_folder_keeps_the_name_that_the_client_gives_it() {
    let folder = quiet();
    let elsewhere = tempfile::tempdir().expect("a temporary folder");
    let name = elsewhere.path().join("Dossier d'Élise");
    std::os::unix::fs::symlink(folder.path(), &name).expect("a link");
    let mut client = Client::start(&name, &json!({}), &pushed());
    std::fs::write(folder.path().join("referents.toml"), "").expect("a file");
    client.settle();
    let uri = format!("file://{}", name.display()).replace(' ', "%20").replace('\'', "%27");
    let uri = uri.replace('É', "%C3%89");
    assert!(client.uris.iter().all(|sent| sent.starts_with(&uri)), "{:?}", client.uris);
    assert!(client.leave());
}

/// What has another name by now is struck out; what is wrong without one is not.
#[test]
fn a_former_id_is_struck_out() {
    let mut client = Client::start(quiet().path(), &json!({}), &json!({}));
    client.open_as("nrt.toml", "format = 1\n");
    client.open_as("bodies.toml", "[direction]\nformerly = [\"codir\"]\n");
    let milestones = "[a]\nbody = \"codir\"\n[b]\nbody = \"nulle-part\"\n";
    client.open_as("milestones.toml", milestones);
    let params = json!({ "textDocument": { "uri": client.uri("milestones.toml") } });
    let report = client.ask("textDocument/diagnostic", params);
    let all = report["items"].as_array().expect("diagnostics").iter();
    let tags: Vec<&Value> =
        all.filter(|one| one["code"] == "dangling-reference").map(|one| &one["tags"]).collect();
    assert_eq!(tags, [&json!([2]), &Value::Null]);
    assert!(client.leave());
}
