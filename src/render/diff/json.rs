//! The document `nrt.diff/1`. Personal values are masked: only that they changed is said.

use serde::Serialize;
use serde_json::Value;

use super::Diff;
use crate::changes::{Change, ChangeKind, Edit};
use crate::lang::Lang;
use crate::render::concise::Positions;
use crate::render::json::{Shown, shown, to_text};
use crate::render::value;

#[derive(Debug, Serialize)]
struct Document<'d> {
    schema: &'static str,
    nrt: &'static str,
    language: &'static str,
    changes: Vec<Changed>,
    cosmetic: Vec<&'static str>,
    partial: Vec<&'static str>,
    opened: Vec<Shown<'d>>,
    closed: Vec<Shown<'d>>,
}

/// An entity that changed.
#[derive(Debug, Serialize)]
pub(in crate::render) struct Changed {
    address: String,
    title: Option<String>,
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<String>,
    significance: &'static str,
    edits: Vec<Edited>,
}

#[derive(Debug, Serialize)]
struct Edited {
    address: String,
    before: Value,
    after: Value,
}

/// The document, with a final line break.
pub fn json(diff: &Diff<'_>, lang: Lang) -> String {
    let before = Positions::new(diff.before);
    let after = Positions::new(diff.after);
    let document = Document {
        schema: "nrt.diff/1",
        nrt: env!("CARGO_PKG_VERSION"),
        language: lang.code(),
        changes: diff.changes.changes.iter().map(changed).collect(),
        cosmetic: diff.changes.cosmetic.iter().map(|kind| kind.file()).collect(),
        partial: diff.changes.partial.iter().map(|kind| kind.file()).collect(),
        opened: diff.opened.iter().map(|finding| shown(finding, &after)).collect(),
        closed: diff.closed.iter().map(|finding| shown(finding, &before)).collect(),
    };
    to_text(serde_json::to_string_pretty(&document))
}

/// A change, as every document shows it.
pub(in crate::render) fn changed(change: &Change<'_>) -> Changed {
    let from = match &change.kind {
        ChangeKind::Renamed { from } => Some(from.to_string()),
        ChangeKind::Added | ChangeKind::Removed | ChangeKind::Edited => None,
    };
    Changed {
        address: change.address.to_string(),
        title: change.title.clone(),
        kind: change.kind.word(),
        from,
        significance: change.significance.word(),
        edits: change.edits.iter().map(edited).collect(),
    }
}

fn edited(edit: &Edit<'_>) -> Edited {
    let of = |side: Option<&toml::de::DeValue<'_>>| match side {
        None => Value::Null,
        Some(_) if edit.personal => Value::from("••••"),
        Some(value) => value::json(value),
    };
    Edited { address: edit.address.to_string(), before: of(edit.before), after: of(edit.after) }
}
