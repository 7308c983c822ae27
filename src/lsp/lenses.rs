//! Above each entity: how many values refer to it; who last changed it, when, and with which decision.
//! What a lens says is found out when it comes into sight.

use gen_lsp_types::{CodeLens, Command, Range};
use serde_json::{Value, json};

use super::memory::{Memory, Told};
use super::view::View;
use super::{navigation, sections};
use crate::address::{Address, Kind};
use crate::amend::entity_path;
use crate::lang::dates;
use crate::text::terminal;
use crate::tr;

/// The client's command that shows a list of places.
const SHOW_REFERENCES: &str = "nrt.showReferences";

/// The lenses of a file, without what they say.
pub(super) fn of(view: &View<'_>, kind: Kind) -> Vec<CodeLens> {
    let asked = &view.client().options.code_lens;
    let changes = asked.changes && Memory::is_there(&view.snapshot.root);
    let uri = view.uri(kind.file());
    let mut found = Vec::new();
    for section in sections::of(kind, view.text(kind)) {
        let entity = entity_path(&section.address);
        if entity.is_empty() || entity.len() != section.address.path.len() {
            continue;
        }
        let range = view.range(kind, &section.name());
        let lens = |what: &str| CodeLens {
            range,
            command: None,
            data: Some(json!({
                "uri": uri.0, "address": section.address.to_string(), "what": what,
            })),
        };
        // Nothing refers to a waiver.
        found.extend((asked.references && kind != Kind::Waiver).then(|| lens("references")));
        found.extend(changes.then(|| lens("changes")));
    }
    found
}

/// A lens with what it says.
pub(super) fn resolved(view: &View<'_>, mut lens: Value) -> Value {
    let said = |key: &str| lens.pointer(key).and_then(Value::as_str).unwrap_or_default().to_owned();
    let command = Address::parse(&said("/data/address")).map(|address| {
        let range = serde_json::from_value::<Range>(lens["range"].clone()).unwrap_or_default();
        match said("/data/what").as_str() {
            "changes" => plain(changed(view, &address)),
            _ => references(view, &address, range),
        }
    });
    lens["command"] = json!(command);
    lens
}

fn references(view: &View<'_>, address: &Address, range: Range) -> Command {
    let lang = view.lang();
    let found = navigation::of_address(view, address);
    let n = found.len();
    let title = match n {
        0 => tr!(lang, "aucune référence", "no reference"),
        n => {
            let s = lang.s(n);
            tr!(lang, "{n} référence{s}", "{n} reference{s}")
        }
    };
    let known = view.client().options.commands.iter().any(|command| command == SHOW_REFERENCES);
    if n == 0 || !known {
        return plain(title);
    }
    let uri = view.uri(address.kind.file());
    Command {
        title,
        tooltip: None,
        command: SHOW_REFERENCES.to_owned(),
        arguments: Some(vec![json!(uri), json!(range.start), json!(found)]),
    }
}

/// What is shown, and does nothing.
fn plain(title: String) -> Command {
    Command { title, tooltip: None, command: String::new(), arguments: None }
}

fn changed(view: &View<'_>, address: &Address) -> String {
    let lang = view.lang();
    let snapshot = view.snapshot;
    let mut memory = snapshot.memory.borrow_mut();
    let told = memory.of(&snapshot.root, address, snapshot.limit, lang);
    let Some(Told { date, author, decisions }) = told else {
        return tr!(lang, "pas encore enregistré dans git", "not recorded in git yet");
    };
    let author = terminal(&author);
    let mut text = match date.map(|date| dates::date(lang, date)) {
        Some(date) => tr!(lang, "changé le {date} par {author}", "changed on {date} by {author}"),
        None => tr!(lang, "changé par {author}", "changed by {author}"),
    };
    for decision in decisions {
        let decision = terminal(&decision);
        text.push_str(&tr!(
            lang,
            " · décision «\u{a0}{decision}\u{a0}»",
            " · decision \"{decision}\""
        ));
    }
    text
}
