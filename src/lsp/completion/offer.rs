//! One thing that is offered, and how a client is told of it.

use std::ops::Range;

use gen_lsp_types::CompletionItemKind;
use serde_json::{Value, json};

use crate::address::Kind;
use crate::literal::fold;
use crate::lsp::client::Client;
use crate::text::terminal;

/// What is offered at a place.
#[derive(Debug, Default)]
pub(super) struct Offers {
    /// The bytes that an offer takes the place of.
    pub(super) range: Range<usize>,
    /// A quote that these start with, and which is none of what is typed.
    pub(super) lead: Option<char>,
    /// The best first.
    pub(super) list: Vec<Offer>,
    /// Whether others are offered once more is typed.
    pub(super) more: bool,
}

/// One thing that is offered.
#[derive(Debug)]
pub(super) struct Offer {
    pub(super) label: String,
    /// What it means, on one line.
    pub(super) detail: String,
    /// The same at length.
    pub(super) says: Option<Says>,
    pub(super) icon: CompletionItemKind,
    /// Other words that a person may type for it.
    pub(super) other: Vec<String>,
    /// What is put in the place of the token.
    pub(super) insert: String,
    /// Whether that has gaps to fill in.
    pub(super) snippet: bool,
    /// Whether it is better not taken.
    pub(super) outdated: bool,
}

/// What is said of an offer at length.
#[derive(Debug)]
pub(super) enum Says {
    Markdown(String),
    Plain(String),
    /// The card of an entity of this kind, of which the label is the id: made where it is shown.
    Card(Kind),
}

impl Offer {
    /// An offer that is put in as it is labelled.
    pub(super) fn new(label: &str, detail: &str, icon: CompletionItemKind) -> Self {
        Self {
            label: label.to_owned(),
            detail: terminal(detail),
            says: None,
            icon,
            other: Vec::new(),
            insert: label.to_owned(),
            snippet: false,
            outdated: false,
        }
    }

    /// The same, which may be typed by other words as well.
    pub(super) fn also<'n>(mut self, names: impl IntoIterator<Item = &'n str>) -> Self {
        let names = names.into_iter().filter(|name| !name.is_empty());
        self.other.extend(names.map(str::to_owned));
        self
    }

    /// Every word that it may be typed by.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.label.as_str()).chain(self.other.iter().map(String::as_str))
    }

    /// It as the client has it, `at` among the others; what is typed decides by which of its names
    /// it is found.
    pub(super) fn told(
        self,
        at: usize,
        range: &Value,
        (lead, typed): (Option<char>, &str),
        client: &Client,
    ) -> Value {
        let can =
            |what: &str| client.can(&format!("/textDocument/completion/completionItem/{what}"));
        let mut item = json!({
            "label": self.label,
            "kind": self.icon,
            "sortText": format!("{at:05}"),
            "filterText": self.filter(lead, typed),
            "textEdit": { "range": range, "newText": self.insert },
        });
        if !self.detail.is_empty() {
            item["detail"] = json!(self.detail);
            if can("labelDetailsSupport") {
                item["labelDetails"] = json!({ "description": self.detail });
            }
        }
        match self.says {
            Some(Says::Markdown(text)) if client.knows(FORMATS, "markdown") => {
                item["documentation"] = json!({ "kind": "markdown", "value": text });
            }
            Some(Says::Markdown(text)) => item["documentation"] = json!(text.replace('`', "")),
            Some(Says::Plain(text)) => item["documentation"] = json!(text),
            Some(Says::Card(_)) | None => {}
        }
        if self.snippet {
            item["insertTextFormat"] = json!(2);
        }
        if self.outdated && can("tagSupport") {
            item["tags"] = json!([1]);
        } else if self.outdated && can("deprecatedSupport") {
            item["deprecated"] = json!(true);
        }
        item
    }

    /// Its names, the one that is being typed first: some clients compare from the left.
    fn filter(&self, lead: Option<char>, typed: &str) -> String {
        let folded = fold(typed);
        let mut names: Vec<String> = Vec::new();
        for name in self.names() {
            names.push(name.to_owned());
            // A person may leave the accents out.
            let plain = fold(name);
            if name.chars().count() == plain.chars().count() && name.to_lowercase() != plain {
                names.push(plain);
            }
        }
        let lower = typed.to_lowercase();
        let literally = |name: &String| name.to_lowercase().starts_with(&lower);
        let meant = |name: &String| fold(name).starts_with(&folded);
        let first = names.iter().position(literally).or_else(|| names.iter().position(meant));
        if let Some(at) = first {
            names[..=at].rotate_right(1);
        }
        let lead = lead.map(String::from).unwrap_or_default();
        format!("{lead}{}", names.join(" "))
    }
}

/// Where a client says which forms of documentation it shows.
const FORMATS: &str = "/textDocument/completion/completionItem/documentationFormat";
