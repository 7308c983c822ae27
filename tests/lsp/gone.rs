//! Files and projects that are there no more: nothing of them stays with the client.

use std::fs;

use serde_json::{Value, json};

use super::client::Client;

/// A folder with a project, and one more within it.
fn nested() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    fs::create_dir(folder.path().join("inner")).expect("a folder");
    for file in ["nrt.toml", "inner/nrt.toml"] {
        fs::write(folder.path().join(file), "format = 1\n").expect("a file");
    }
    folder
}

/// Tells that something was deleted on the disk.
fn deleted(client: &mut Client, uri: &str) {
    let changes = json!([{ "uri": uri, "type": 3 }]);
    client.tell("workspace/didChangeWatchedFiles", json!({ "changes": changes }));
}

#[test]
fn a_project_within_another_ends_with_its_file_or_its_folder() {
    for (gone, is_file) in [("inner/nrt.toml", true), ("inner", false)] {
        let folder = nested();
        let mut client = Client::start(folder.path(), &json!({}), &json!({}));
        let inner = client.uri("inner/nrt.toml");
        assert_ne!(client.next_of(&inner), json!([]));
        let path = folder.path().join(gone);
        if is_file { fs::remove_file(path) } else { fs::remove_dir_all(path) }.expect("removed");
        let uri = client.uri(gone);
        deleted(&mut client, &uri);
        assert_eq!(client.next_of(&inner), json!([]));
        let all = client.ask("workspace/diagnostic", json!({ "previousResultIds": [] }));
        let reports = all["items"].as_array().expect("reports").iter();
        let uris: Vec<&Value> = reports.map(|report| &report["uri"]).collect();
        assert_eq!(uris, [&json!(client.uri("nrt.toml"))]);
        assert!(client.leave());
    }
}

#[test]
fn a_project_that_was_never_saved_ends_when_it_is_closed() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let mut client = Client::start(folder.path(), &json!({}), &json!({}));
    let uri = client.uri("nrt.toml");
    client.open_as("nrt.toml", "format = 1\n");
    assert_ne!(client.next_of(&uri), json!([]));
    client.tell("textDocument/didClose", json!({ "textDocument": { "uri": uri } }));
    assert_eq!(client.next_of(&uri), json!([]));
    assert!(client.leave());
}

#[test]
fn who_asks_is_told_that_a_file_has_no_findings_any_more() {
    let folder = nested();
    fs::write(folder.path().join("jalons.toml"), "").expect("a file");
    let mut client = Client::start(folder.path(), &json!({}), &json!({ "diagnostics": "pull" }));
    let reports = |client: &mut Client, before: &Value| {
        let all = client.ask("workspace/diagnostic", json!({ "previousResultIds": before }));
        all["items"].as_array().expect("reports").clone()
    };
    let named = |report: &Value| json!({ "uri": report["uri"], "value": report["resultId"] });
    let first: Vec<Value> = reports(&mut client, &json!([])).iter().map(named).collect();
    let gone = ["inner/nrt.toml", "jalons.toml"].map(|name| client.uri(name));
    assert!(gone.iter().all(|uri| first.iter().any(|one| one["uri"] == **uri)));
    fs::remove_file(folder.path().join("jalons.toml")).expect("removed");
    fs::remove_dir_all(folder.path().join("inner")).expect("removed");
    for uri in &gone {
        deleted(&mut client, uri);
    }
    let after = reports(&mut client, &json!(first));
    for uri in gone {
        let report = after.iter().find(|report| report["uri"] == *uri).expect("a report");
        assert_eq!((&report["kind"], &report["items"]), (&json!("full"), &json!([])));
    }
    assert!(client.leave());
}

#[test]
fn a_file_is_found_however_its_address_is_written() {
    let folder = nested();
    let mut client = Client::start(folder.path(), &json!({}), &json!({}));
    let ask = |client: &mut Client, name: &str| {
        let params = json!({ "textDocument": { "uri": client.uri(name) } });
        client.ask("textDocument/diagnostic", params)["items"].clone()
    };
    let found = ask(&mut client, "nrt.toml");
    assert_ne!(found, json!([]));
    assert_eq!(ask(&mut client, "%6Ert.toml"), found);
    assert!(client.leave());
}
