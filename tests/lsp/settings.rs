//! What a user chooses, when and where.

use serde_json::json;

use super::client::Client;
use crate::support::root;

#[test]
fn findings_come_one_way_only() {
    let can = json!({
        "textDocument": { "diagnostic": {} },
        "workspace": { "diagnostics": { "refreshSupport": true } },
    });
    let mut client =
        Client::start(&root().join("example-project"), &can, &json!({ "state": true }));
    assert!(client.capabilities["diagnosticProvider"].is_object());
    client.settle();
    let uri = client.uri("stakeholders.toml");
    let ask = |client: &mut Client| {
        let params = json!({ "textDocument": { "uri": uri } });
        client.ask("textDocument/diagnostic", params)["items"].clone()
    };
    let asked = ask(&mut client);
    assert_ne!(asked, json!([]));
    assert!(client.uris.is_empty());
    client.told.clear();
    let chosen = json!({ "settings": { "nrt": { "diagnostics": "push" } } });
    client.tell("workspace/didChangeConfiguration", chosen);
    assert_eq!(client.next_of(&uri), asked);
    assert_eq!(ask(&mut client), json!([]));
    // It is to drop what it asked for before.
    assert!(client.told.iter().any(|(method, _)| method == "workspace/diagnostic/refresh"));
    assert!(client.leave());
}

#[test]
fn a_way_to_ask_is_offered_or_not_named() {
    let options = json!({ "diagnostics": "push" });
    let client = Client::start(&root().join("example-project"), &json!({}), &options);
    assert_eq!(client.capabilities.get("diagnosticProvider"), None);
    assert!(client.leave());
}
