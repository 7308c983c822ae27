//! What the server offers.

use serde_json::{Value, json};

use super::actions;
use super::client::Client;
use super::completion::TRIGGERS;
use super::pages::SCHEME;

/// What it answers to `initialize`: what it can, for this client.
pub(super) fn greeting(client: &Client) -> Value {
    let pulled = json!({
        "identifier": "nrt",
        "interFileDependencies": true,
        "workspaceDiagnostics": true,
    });
    let prepares = client.can("/textDocument/rename/prepareSupport");
    let renamed = if prepares { json!({ "prepareProvider": true }) } else { json!(true) };
    let mut greeting = json!({
        "serverInfo": { "name": "nrt", "version": env!("CARGO_PKG_VERSION") },
        "capabilities": {
            "positionEncoding": client.encoding.name(),
            "textDocumentSync": { "openClose": true, "change": 2, "save": {} },
            "completionProvider": { "triggerCharacters": TRIGGERS },
            "definitionProvider": true,
            "referencesProvider": true,
            "documentHighlightProvider": true,
            "documentLinkProvider": {},
            "codeLensProvider": { "resolveProvider": true },
            "documentSymbolProvider": true,
            "foldingRangeProvider": true,
            "workspaceSymbolProvider": true,
            "hoverProvider": true,
            "inlayHintProvider": true,
            "renameProvider": renamed,
            "codeActionProvider": { "codeActionKinds": actions::KINDS, "resolveProvider": true },
            "workspace": {
                "workspaceFolders": { "supported": true, "changeNotifications": true },
                "textDocumentContent": { "schemes": [SCHEME] },
            },
        },
    });
    if client.pulls() {
        greeting["capabilities"]["diagnosticProvider"] = pulled;
    }
    greeting
}

/// The files whose changes on the disk the server wants to hear of.
pub(super) fn watched() -> Value {
    json!({ "registrations": [{
        "id": "nrt-files",
        "method": "workspace/didChangeWatchedFiles",
        "registerOptions": { "watchers": [{ "globPattern": "**/*.toml" }] },
    }] })
}
