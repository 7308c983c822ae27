//! What a client can do, and what its user asks for.

use serde::Deserialize;
use serde_json::{Map, Value};

use super::position::Encoding;
use crate::lang::Lang;

/// A client, as it presents itself.
#[derive(Debug, Clone, Default)]
pub(super) struct Client {
    capabilities: Value,
    /// What columns count.
    pub(super) encoding: Encoding,
    /// Its user's language, where it is one that nrt speaks.
    pub(super) lang: Option<Lang>,
    /// What its user asks for.
    pub(super) options: Options,
    /// What it said of that when it presented itself: settings are laid over it.
    started: Map<String, Value>,
    /// Whether it was told that it may ask for findings.
    offered: bool,
}

/// What a user may choose, in the settings of the editor; every key may be left out.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct Options {
    pub(super) diagnostics: Way,
    /// Whether lines that are no TOML are told of: another server may do it.
    pub(super) syntax_errors: bool,
    pub(super) inlay_hints: Hints,
    pub(super) code_lens: Lenses,
    /// The commands of the client that a lens may name.
    pub(super) commands: Vec<String>,
    /// Whether the client is told the state of the step after each check.
    pub(super) state: bool,
}

/// How findings reach the client.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Way {
    /// It asks where it can.
    #[default]
    Auto,
    /// They are sent, for the whole project.
    Push,
    /// It asks.
    Pull,
}

/// What is shown within the lines.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub(super) struct Hints {
    pub(super) titles: bool,
    pub(super) dates: bool,
}

/// What is shown above the entities.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub(super) struct Lenses {
    pub(super) references: bool,
    pub(super) changes: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            diagnostics: Way::Auto,
            syntax_errors: true,
            inlay_hints: Hints::default(),
            code_lens: Lenses::default(),
            commands: Vec::new(),
            state: false,
        }
    }
}

impl Default for Hints {
    fn default() -> Self {
        Self { titles: true, dates: true }
    }
}

impl Default for Lenses {
    fn default() -> Self {
        Self { references: true, changes: true }
    }
}

impl Client {
    /// The client of an `initialize` request.
    pub(super) fn of(params: &Value) -> Self {
        let at = |path: &str| params.pointer(path);
        let encodings = at("/capabilities/general/positionEncodings").and_then(Value::as_array);
        let encodings = encodings.into_iter().flatten().filter_map(Value::as_str);
        let mut client = Self {
            capabilities: at("/capabilities").cloned().unwrap_or_default(),
            encoding: Encoding::of(encodings),
            lang: at("/locale").and_then(Value::as_str).and_then(Lang::from_code),
            options: Options::default(),
            started: Map::new(),
            offered: true,
        };
        let said = at("/initializationOptions").and_then(Value::as_object);
        client.started = client.asks(said.unwrap_or(&Map::new()));
        client.offered = client.pulls();
        client
    }

    /// Takes the user's settings, and gives them with what it said when it presented itself. Those that
    /// are not there, or cannot be read, are as it said then.
    pub(super) fn asks(&mut self, settings: &Map<String, Value>) -> Map<String, Value> {
        let mut laid = self.started.clone();
        for (key, value) in settings {
            let mut more = laid.clone();
            match (more.get_mut(key), value) {
                (Some(Value::Object(there)), Value::Object(value)) => there.extend(value.clone()),
                _ => drop(more.insert(key.clone(), value.clone())),
            }
            if Options::deserialize(&more).is_ok() {
                laid = more;
            }
        }
        self.options = Options::deserialize(&laid).unwrap_or_default();
        laid
    }

    /// Whether it has a capability, by its path: `/workspace/configuration`.
    pub(super) fn can(&self, path: &str) -> bool {
        self.capabilities
            .pointer(path)
            .is_some_and(|value| !matches!(value, Value::Bool(false) | Value::Null))
    }

    /// Whether it knows a value of a list, by the list's path.
    pub(super) fn knows(&self, path: &str, value: &str) -> bool {
        let list = self.capabilities.pointer(path).and_then(Value::as_array);
        list.into_iter().flatten().any(|known| known.as_str() == Some(value))
    }

    /// Whether it goes on asking for findings although it is sent them: it was told that it may ask
    /// before its user chose otherwise.
    pub(super) fn asks_in_vain(&self) -> bool {
        self.offered && !self.pulls()
    }

    /// Whether it asks for findings, rather than being sent them.
    pub(super) fn pulls(&self) -> bool {
        self.offered
            && match self.options.diagnostics {
                Way::Auto => self.can("/textDocument/diagnostic"),
                Way::Push => false,
                Way::Pull => true,
            }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_client_is_what_it_says() {
        let client = Client::of(&json!({
            "locale": "en-GB",
            "capabilities": {
                "general": { "positionEncodings": ["utf-16", "utf-32"] },
                "textDocument": { "diagnostic": { "dynamicRegistration": true }, "hover": false },
            },
            "initializationOptions": { "diagnostics": "push", "inlayHints": { "dates": false } },
        }));
        assert_eq!((client.encoding, client.lang), (Encoding::Utf32, Some(Lang::En)));
        assert!(client.can("/textDocument/diagnostic") && !client.can("/textDocument/hover"));
        assert!(!client.pulls());
        assert_eq!(client.options.inlay_hints, Hints { titles: true, dates: false });
        let silent = Client::of(&json!({}));
        assert_eq!((silent.encoding, silent.lang), (Encoding::Utf16, None));
        assert_eq!(silent.options, Options::default());
    }

    #[test]
    fn settings_are_laid_over_what_was_said_first() {
        let said = json!({
            "commands": ["nrt.showReferences"], "state": true, "syntaxErrors": false,
            "inlayHints": { "dates": false },
        });
        let mut client = Client::of(&json!({ "initializationOptions": said }));
        let first = client.options.clone();
        let mut after = |settings: Value| {
            client.asks(settings.as_object().expect("settings"));
            client.options.clone()
        };
        assert_eq!(after(json!({})), first);
        // One that cannot be read hides no other.
        let lenses = json!({ "references": false });
        let found = after(json!({ "diagnostics": "pus", "state": null, "codeLens": lenses }));
        let code_lens = Lenses { references: false, changes: true };
        assert_eq!(found, Options { code_lens, ..first.clone() });
        let found = after(json!({ "syntaxErrors": true, "inlayHints": { "titles": false } }));
        let inlay_hints = Hints { titles: false, dates: false };
        assert_eq!(found, Options { syntax_errors: true, inlay_hints, ..first });
    }

    #[test]
    fn who_was_not_told_that_it_may_ask_is_sent_findings() {
        let mut client = Client::of(&json!({ "initializationOptions": { "diagnostics": "push" } }));
        let settings = json!({ "diagnostics": "pull" });
        client.asks(settings.as_object().expect("settings"));
        assert!(!client.pulls());
    }
}
