//! A client that talks to a server in the same process: one message after the other.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Duration;

use chrono::NaiveDate;
use lsp_server::{Connection, Message, Notification, Request, RequestId, Response};
use nrt::lang::Lang;
use nrt::lsp::{Surroundings, answer};
use serde_json::{Value, json};

/// The day on which every project is looked at.
pub const TODAY: NaiveDate = NaiveDate::from_ymd_opt(2026, 11, 23).expect("a day");

/// Longer than any answer takes: a test that waits for it has failed.
const PATIENCE: Duration = Duration::from_secs(60);

/// A client, and the server that it talks to.
pub struct Client {
    connection: Option<Connection>,
    server: Option<std::thread::JoinHandle<Result<bool, String>>>,
    root: PathBuf,
    asked: i32,
    /// What the server can.
    pub capabilities: Value,
    /// The diagnostics that it was sent last, by the name of their file.
    pub sent: BTreeMap<String, Value>,
    /// What else the server told and asked, in its order.
    pub told: Vec<(String, Value)>,
    /// The addresses of the files that diagnostics were sent of.
    pub uris: Vec<String>,
    /// What it answers to who asks for its settings.
    pub settings: Value,
    versions: BTreeMap<String, i32>,
}

/// The surroundings of every server here: 23 November 2026, files of up to 1 MiB.
pub fn surroundings(lang: Option<Lang>) -> Surroundings {
    Surroundings { lang, otherwise: Lang::Fr, today: || TODAY, limit: 1 << 20 }
}

impl Client {
    /// A client in the folder of a project, in the language of the project.
    pub fn start(root: &Path, capabilities: &Value, options: &Value) -> Self {
        Self::start_in(root, capabilities, options, surroundings(None))
    }

    /// The same in other surroundings.
    pub fn start_in(
        root: &Path,
        capabilities: &Value,
        options: &Value,
        surroundings: Surroundings,
    ) -> Self {
        let (connection, other) = Connection::memory();
        let server = std::thread::spawn(move || answer(&other, surroundings));
        let mut client = Self {
            connection: Some(connection),
            server: Some(server),
            root: root.to_path_buf(),
            asked: 0,
            capabilities: Value::Null,
            sent: BTreeMap::new(),
            told: Vec::new(),
            uris: Vec::new(),
            settings: Value::Null,
            versions: BTreeMap::new(),
        };
        let folder = json!({ "uri": format!("file://{}", root.display()), "name": "projet" });
        let greeting = client.ask(
            "initialize",
            json!({
                "processId": null,
                "rootUri": null,
                "capabilities": capabilities,
                "initializationOptions": options,
                "workspaceFolders": [folder],
            }),
        );
        client.capabilities = greeting["capabilities"].clone();
        client.tell("initialized", json!({}));
        client
    }

    /// The address of a file of the project.
    pub fn uri(&self, name: &str) -> String {
        format!("file://{}/{name}", self.root.display())
    }

    /// Asks, and gives the answer.
    pub fn ask(&mut self, method: &str, params: Value) -> Value {
        self.try_ask(method, params).unwrap_or_else(|error| panic!("{method}: {error}"))
    }

    /// Asks, and gives the answer or why there is none.
    pub fn try_ask(&mut self, method: &str, params: Value) -> Result<Value, String> {
        let id = self.send_request(method, params);
        self.wait_for(&id)
    }

    /// Asks, and does not wait.
    pub fn send_request(&mut self, method: &str, params: Value) -> RequestId {
        self.asked += 1;
        let id = RequestId::from(self.asked);
        self.send(Request::new(id.clone(), method.to_owned(), params).into());
        id
    }

    /// The answer to what was asked; an error is `code message`.
    pub fn wait_for(&mut self, id: &RequestId) -> Result<Value, String> {
        loop {
            if let Message::Response(Response { id: answered, response_result }) = self.receive() {
                assert_eq!(answered, *id, "answers come in order");
                return response_result
                    .map_err(|error| format!("{} {}", error.code, error.message));
            }
        }
    }

    /// Tells something.
    pub fn tell(&mut self, method: &str, params: Value) {
        self.send(Notification::new(method.to_owned(), params).into());
    }

    /// Opens a file with the text that it has in the folder, which it gives.
    pub fn open(&mut self, name: &str) -> String {
        let text = std::fs::read_to_string(self.root.join(name)).expect("a text");
        self.open_as(name, &text);
        text
    }

    /// Opens a file with another text than the folder's.
    pub fn open_as(&mut self, name: &str, text: &str) {
        self.versions.insert(name.to_owned(), 1);
        let uri = self.uri(name);
        self.tell(
            "textDocument/didOpen",
            json!({ "textDocument": { "uri": uri, "languageId": "toml", "version": 1, "text": text } }),
        );
    }

    /// Changes a text that is open.
    pub fn change(&mut self, name: &str, changes: &Value) {
        let version = self.versions.get_mut(name).expect("a text that is open");
        *version += 1;
        let version = *version;
        let document = json!({ "uri": self.uri(name), "version": version });
        self.tell(
            "textDocument/didChange",
            json!({ "textDocument": document, "contentChanges": changes }),
        );
    }

    /// Asks about a place of a file, which a `|` marks in its text; the file is opened without it.
    pub fn at(&mut self, method: &str, name: &str, marked: &str, more: &Value) -> Value {
        let at = marked.find('|').expect("a mark");
        let text = marked.replacen('|', "", 1);
        self.open_as(name, &text);
        let mut params = json!({
            "textDocument": { "uri": self.uri(name) },
            "position": utf16(&text, at),
        });
        if let (Some(params), Value::Object(more)) = (params.as_object_mut(), more) {
            params.extend(more.clone());
        }
        self.ask(method, params)
    }

    /// Waits until the server has told what stands in the project; `state` must be asked for.
    pub fn settle(&mut self) -> Value {
        loop {
            if let Message::Notification(told) = self.receive()
                && told.method == "nrt/state"
            {
                return told.params;
            }
        }
    }

    /// Takes what comes until something holds.
    pub fn until(&mut self, holds: impl Fn(&Self) -> bool) {
        while !holds(self) {
            self.receive();
        }
    }

    /// Waits until it is sent the diagnostics of a file, by its address, and gives them.
    pub fn next_of(&mut self, uri: &str) -> Value {
        loop {
            if let Message::Notification(told) = self.receive()
                && told.method == "textDocument/publishDiagnostics"
                && told.params["uri"] == uri
            {
                return told.params["diagnostics"].clone();
            }
        }
    }

    /// Takes leave; gives whether the server took it well.
    pub fn leave(mut self) -> bool {
        self.ask("shutdown", Value::Null);
        self.tell("exit", Value::Null);
        self.end()
    }

    /// Ends its side of the talk; gives whether the server took that for a leave.
    pub fn end(&mut self) -> bool {
        self.connection = None;
        let server = self.server.take().expect("a server");
        server.join().expect("no panic") == Ok(true)
    }

    fn send(&mut self, message: Message) {
        let connection = self.connection.as_ref().expect("a connection");
        connection.sender.send(message).expect("a server that listens");
    }

    fn receive(&mut self) -> Message {
        let connection = self.connection.as_ref().expect("a connection");
        let message = connection.receiver.recv_timeout(PATIENCE).expect("an answer");
        self.take(message.clone());
        message
    }

    fn take(&mut self, message: Message) {
        match message {
            Message::Notification(told) if told.method == "textDocument/publishDiagnostics" => {
                let uri = told.params["uri"].as_str().expect("an address");
                self.uris.push(uri.to_owned());
                let name = name(uri);
                self.sent.insert(name, told.params["diagnostics"].clone());
            }
            Message::Notification(told) => self.told.push((told.method, told.params)),
            Message::Request(asked) => {
                self.told.push((asked.method.clone(), asked.params));
                let answer = match asked.method.as_str() {
                    "workspace/configuration" => json!([self.settings]),
                    _ => Value::Null,
                };
                self.send(Response::new_ok(asked.id, answer).into());
            }
            Message::Response(_) => {}
        }
    }
}

/// The name of the file that an address names.
pub fn name(uri: &str) -> String {
    let name = uri.rsplit('/').next().expect("a name");
    assert!(!name.replace("%20", " ").contains('%'), "{name}");
    name.replace("%20", " ")
}

/// The position of a byte offset, in halves of UTF-16.
pub fn utf16(text: &str, at: usize) -> Value {
    let before = &text[..at];
    let line = before.matches('\n').count();
    let start = before.rfind('\n').map_or(0, |end| end + 1);
    json!({ "line": line, "character": before[start..].encode_utf16().count() })
}
