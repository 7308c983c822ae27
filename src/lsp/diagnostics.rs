//! Findings as diagnostics: sent, or asked for.

use std::collections::BTreeMap;

use gen_lsp_types::{
    Code, CodeDescription, Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity,
    DiagnosticTag, Location, Message, Range, Uri,
};
use serde_json::{Value, json};

use super::pages;
use super::view::View;
use crate::address::Kind;
use crate::finding::{Finding, Level, digest};
use crate::text::Text;

/// Most findings of a file that are told; a threshold of nrt's own.
const MOST_IN_A_FILE: usize = 1_000;

/// The diagnostics of each file that has some, by its address.
pub(super) fn by_file(view: &View<'_>) -> BTreeMap<String, Vec<Diagnostic>> {
    let mut files: BTreeMap<String, Vec<Diagnostic>> = BTreeMap::new();
    for finding in view.findings() {
        let Location { uri, range } = place(view, finding);
        let found = files.entry(uri.0).or_default();
        if found.len() < MOST_IN_A_FILE {
            found.push(diagnostic(view, finding, range));
        }
    }
    files
}

/// The answer to whoever asks for those of one file; `before` names the answer that it has.
pub(super) fn of_file(view: &View<'_>, uri: &Uri, before: Option<&str>) -> Value {
    // A client may write the address of a file that it does not edit in another way than we do.
    let uri = view.kind(uri).map_or_else(|| uri.clone(), |kind| view.uri(kind.file()));
    let found = asked(view).remove(&uri.0).unwrap_or_default();
    report(&found, before)
}

/// The diagnostics that a client which asks is to have: none beside those that it is sent.
fn asked(view: &View<'_>) -> BTreeMap<String, Vec<Diagnostic>> {
    if view.client().asks_in_vain() { BTreeMap::new() } else { by_file(view) }
}

/// The answer to whoever asks for those of a project: one report a file, also of those that had some
/// before. `before` gives the name of the answer that it has of a file.
pub(super) fn of_project(view: &View<'_>, before: &BTreeMap<String, String>) -> Vec<Value> {
    let mut files = asked(view);
    for uri in before.keys().filter(|uri| view.kind(&Uri((*uri).clone())).is_some()) {
        files.entry(uri.clone()).or_default();
    }
    let reports = files.into_iter().map(|(uri, found)| {
        let mut report = report(&found, before.get(&uri).map(String::as_str));
        let name = uri.rsplit('/').next().unwrap_or_default();
        report["version"] = json!(view.version(name));
        report["uri"] = json!(uri);
        report
    });
    reports.collect()
}

/// The same answer again is only named.
fn report(found: &[Diagnostic], before: Option<&str>) -> Value {
    let items = json!(found);
    let name = digest(&items.to_string());
    if before == Some(name.as_str()) {
        return json!({ "kind": "unchanged", "resultId": name });
    }
    json!({ "kind": "full", "resultId": name, "items": items })
}

/// Where a finding is shown. What is said of a file that is absent stands on top of the project's own.
pub(super) fn place(view: &View<'_>, finding: &Finding) -> Location {
    match &finding.place {
        Some(place) => view.location(place),
        None => Location { uri: view.uri(Kind::Project.file()), range: Range::default() },
    }
}

/// A finding as the client has it.
pub(super) fn diagnostic(view: &View<'_>, finding: &Finding, range: Range) -> Diagnostic {
    let related = finding.related.iter().map(|related| DiagnosticRelatedInformation {
        location: view.location(&related.place),
        message: related.message.terminal(),
    });
    let related: Vec<_> = related.collect();
    let page = pages::uri(view, finding.rule);
    Diagnostic {
        range,
        severity: Some(match finding.level {
            Level::Error => DiagnosticSeverity::Error,
            Level::Warning => DiagnosticSeverity::Warning,
            Level::Info => DiagnosticSeverity::Information,
        }),
        code: Some(Code::String(finding.rule.to_owned())),
        code_description: page.map(|href| CodeDescription { href }),
        source: Some("nrt".to_owned()),
        message: Message::String(message(view, finding)),
        tags: tag(view, finding).map(|tag| vec![tag]),
        related_information: (!related.is_empty()).then_some(related),
        data: Some(json!({ "fingerprint": finding.fingerprint() })),
    }
}

/// What is wrong, then what to do and why, each on its line.
fn message(view: &View<'_>, finding: &Finding) -> String {
    let lang = view.lang();
    let mut lines = vec![finding.message.terminal()];
    let help = finding.help.as_ref().map(|help| (lang.pick("aide", "help"), help));
    let notes = finding.notes.iter().map(|note| ("note", note));
    for (word, text) in help.into_iter().chain(notes) {
        let (colon, text) = (lang.pick("\u{a0}:", ":"), Text::terminal(text));
        lines.push(format!("{word}{colon} {text}"));
    }
    lines.join("\n")
}

/// What can go without a loss is faded; what has another name by now is struck out.
fn tag(view: &View<'_>, finding: &Finding) -> Option<DiagnosticTag> {
    match finding.rule {
        "waiver-unused" | "waiver-unknown-target" => Some(DiagnosticTag::Unnecessary),
        "dangling-reference" if is_former(view, finding) => Some(DiagnosticTag::Deprecated),
        _ => None,
    }
}

/// Whether what a dangling reference names is the former id of something.
fn is_former(view: &View<'_>, finding: &Finding) -> bool {
    let Some(place) = &finding.place else { return false };
    let said = view.text(finding.address.kind).get(place.range.clone()).unwrap_or_default();
    view.is_former(said.trim_matches(['"', '\'']))
}
