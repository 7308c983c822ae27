//! Files that somebody wrote to harm who opens them.

use serde_json::{Value, json};

use super::client::Client;
use crate::support::root;

/// A client in the folder of the example, with a text in the place of one of its files.
fn open(name: &str, text: &str) -> Client {
    let capabilities = json!({ "textDocument": {
        "documentSymbol": { "hierarchicalDocumentSymbolSupport": true },
    } });
    let mut client =
        Client::start(&root().join("example-project"), &capabilities, &json!({ "state": true }));
    client.open_as(name, text);
    client
}

/// What is asked of every file that is opened.
fn ask_all(client: &mut Client, name: &str, line: usize) {
    let range = json!({
        "start": { "line": 0, "character": 0 }, "end": { "line": line + 1, "character": 0 },
    });
    let params = json!({
        "textDocument": { "uri": client.uri(name) },
        "position": { "line": line, "character": 0 },
        "range": range,
        "context": { "diagnostics": [] },
    });
    for method in ["documentSymbol", "foldingRange", "codeLens", "inlayHint", "completion"] {
        client.ask(&format!("textDocument/{method}"), params.clone());
    }
}

#[test]
fn no_depth_ends_the_server() {
    let n = 200_000;
    for value in ["[".repeat(n), "{a=".repeat(n), format!("{}{}", "{".repeat(n), "]".repeat(n))] {
        let mut client = open("milestones.toml", &format!("[a]\nx = {value}\n"));
        ask_all(&mut client, "milestones.toml", 2);
        assert!(client.leave());
    }
}

#[test]
fn a_long_header_takes_no_memory_for_each_line_below() {
    let text = format!("[{}b]\n{}", "a.".repeat(100_000), "x = 1\n".repeat(100_000));
    let mut client = open("milestones.toml", &text);
    ask_all(&mut client, "milestones.toml", 100_001);
    assert!(client.leave());
}

#[test]
fn a_line_as_long_as_its_file_is_answered_like_another() {
    let referents = "\"cheffe-projet-dsi\",".repeat(40_000);
    let text = format!("[a]\nparticipants = [{referents}]\n");
    let mut client = open("milestones.toml", &text);
    let params = json!({
        "textDocument": { "uri": client.uri("milestones.toml") },
        "position": { "line": 1, "character": 20 },
    });
    let found = client.ask("textDocument/documentHighlight", params);
    assert_eq!(found.as_array().map(Vec::len), Some(40_000));
    assert!(client.leave());
}

#[test]
fn thousands_of_changes_at_once_are_taken_at_once() {
    let mut client = open("milestones.toml", &"# été\n".repeat(50_000));
    let change = |line: usize| {
        let at = |character: u32| json!({ "line": line, "character": character });
        json!({ "range": { "start": at(2), "end": at(5) }, "text": "hiver" })
    };
    let changes: Vec<Value> = (0..50_000).rev().map(change).collect();
    client.change("milestones.toml", &json!(changes));
    let params = json!({ "textDocument": { "uri": client.uri("milestones.toml") } });
    assert_eq!(client.ask("nrt/fileText", params), "# hiver\n".repeat(50_000));
}

#[test]
fn a_title_is_no_markdown_in_a_status_bar() {
    let text = "format = 1\n[project]\ntitle = \"![x](http://example.org/x.png) [y](command:z)\"\n";
    let mut client = open("nrt.toml", text);
    let told = loop {
        let told = client.settle();
        if told["title"].as_str().is_some_and(|title| title.starts_with('!')) {
            break told;
        }
    };
    let detail = told["detail"].as_str().expect("a detail");
    let title = "**`![x](http://example.org/x.png)` `[y](command:z)`**\n";
    assert!(detail.starts_with(title), "{detail}");
}

#[test]
fn an_id_that_nobody_sees_whole_is_not_offered() {
    let hidden = "[\"a\\u001b[2J\\nb\"]\nprofile = \"it\"\n[\"c\\u200b\"]\n[d]\nprofile = \"it\"\n";
    let mut client = open("referents.toml", hidden);
    let marked = "[a]\nlead = \"|\"\n";
    let found = client.at("textDocument/completion", "milestones.toml", marked, &json!({}));
    let items = found["items"].as_array().expect("offers").iter();
    assert_eq!(items.map(|item| &item["label"]).collect::<Vec<_>>(), ["d"]);
}

#[test]
fn no_offer_takes_the_place_of_all_that_follows() {
    for marked in ["[\"\"\"|\n[b]\nx = 1\n", "[a]\n\"\"\"|\n[b]\n", "[a]\nlead = '''|\n[b]\n"] {
        let mut client = open("milestones.toml", "");
        let found = client.at("textDocument/completion", "milestones.toml", marked, &json!({}));
        assert_eq!(found["items"], json!([]), "{marked}");
    }
}
