//! What a client tells: its texts, its folders, its settings, what changed on the disk.

use std::path::PathBuf;
use std::rc::Rc;

use gen_lsp_types::Range;
use lsp_server::{Notification, Response};
use serde::Deserialize;
use serde_json::{Value, json};

use super::client::Client;
use super::session::Session;
use super::{capabilities, uri};

/// The name of its settings.
const SECTION: &str = "nrt";

/// The folders that an `initialize` request names.
pub(super) fn folders(params: &Value) -> Vec<PathBuf> {
    let path = |value: &Value| uri::path(value.as_str()?);
    match params.get("workspaceFolders").and_then(Value::as_array) {
        Some(folders) => folders.iter().filter_map(|folder| path(folder.get("uri")?)).collect(),
        None => params.get("rootUri").and_then(path).into_iter().collect(),
    }
}

/// Asks the client for what it can tell beside what it is asked.
pub(super) fn greeted(session: &mut Session<'_>) {
    if session.client.can("/workspace/didChangeWatchedFiles/dynamicRegistration") {
        session.ask("client/registerCapability", capabilities::watched());
    }
    ask_for_settings(session);
}

fn ask_for_settings(session: &mut Session<'_>) {
    if session.client.can("/workspace/configuration") {
        let id =
            session.ask("workspace/configuration", json!({ "items": [{ "section": SECTION }] }));
        session.settings_asked = Some(id);
    }
}

/// Takes an answer of the client.
pub(super) fn answered(session: &mut Session<'_>, response: &Response) {
    if session.settings_asked.as_ref() != Some(&response.id) {
        return;
    }
    session.settings_asked = None;
    let settings = response.response_result.as_ref().ok().and_then(|result| result.get(0));
    settle(session, settings);
}

fn settle(session: &mut Session<'_>, settings: Option<&Value>) {
    let Some(settings) = settings.and_then(Value::as_object) else { return };
    let mut client = Client::clone(&session.client);
    client.asks(settings);
    if client.options != session.client.options {
        if !client.pulls() {
            // It would keep what it asked for beside what it is sent.
            session.refresh(0);
        }
        session.client = Rc::new(client);
        everything_changed(session);
    }
}

fn everything_changed(session: &mut Session<'_>) {
    session.changes += 1;
    session.changed.extend(session.workspace.roots.iter().cloned());
}

/// A change of a text: without a range, the whole of it.
#[derive(Deserialize)]
struct Change {
    range: Option<Range>,
    text: String,
}

/// Takes what the client tells.
pub(super) fn take(session: &mut Session<'_>, told: &Notification) {
    let params = &told.params;
    let text = |path: &str| params.pointer(path).and_then(Value::as_str).unwrap_or_default();
    let version = params.pointer("/textDocument/version").and_then(Value::as_i64);
    let version = version.and_then(|version| i32::try_from(version).ok()).unwrap_or_default();
    let uri = text("/textDocument/uri");
    let root = match told.method.as_str() {
        "textDocument/didOpen" => {
            session.workspace.open(uri, version, text("/textDocument/text").to_owned())
        }
        "textDocument/didChange" => {
            let changes = params.get("contentChanges").and_then(Value::as_array);
            let changes = changes.into_iter().flatten();
            let changes: Vec<Change> =
                changes.filter_map(|change| Change::deserialize(change).ok()).collect();
            let encoding = session.client.encoding;
            let changes = changes.iter().map(|change| (change.range, change.text.as_str()));
            session.workspace.change(uri, version, changes, encoding)
        }
        "textDocument/didClose" => {
            let root = session.workspace.close(uri);
            let gone = session.workspace.unwatched();
            session.forget(&gone);
            root.filter(|root| !gone.contains(root))
        }
        "textDocument/didSave" => uri::path(uri).and_then(|path| session.workspace.root(&path)),
        "workspace/didChangeWatchedFiles" => return on_disk(session, params),
        "workspace/didChangeWorkspaceFolders" => return folders_changed(session, params),
        "workspace/didChangeConfiguration" => {
            match params.pointer("/settings/nrt") {
                Some(settings) if settings.is_object() => settle(session, Some(settings)),
                _ => ask_for_settings(session),
            }
            return;
        }
        _ => return,
    };
    session.changes += 1;
    session.changed.extend(root);
}

fn on_disk(session: &mut Session<'_>, params: &Value) {
    let changes = params.get("changes").and_then(Value::as_array);
    let uris = changes.into_iter().flatten().filter_map(|change| change.get("uri")?.as_str());
    let paths: Vec<PathBuf> = uris.filter_map(uri::path).collect();
    for path in paths {
        // A project may begin with it.
        if let Some(root) = session.workspace.root(&path) {
            session.workspace.roots.insert(root.clone());
            session.changed.insert(root);
        }
    }
    session.changes += 1;
}

fn folders_changed(session: &mut Session<'_>, params: &Value) {
    let of = |path: &str| -> Vec<PathBuf> {
        let folders = params.pointer(path).and_then(Value::as_array).into_iter().flatten();
        folders.filter_map(|folder| uri::path(folder.get("uri")?.as_str()?)).collect()
    };
    for folder in of("/event/added") {
        session.workspace.open_folder(folder);
    }
    for folder in of("/event/removed") {
        let gone = session.workspace.close_folder(&folder);
        session.forget(&gone);
    }
    everything_changed(session);
}
