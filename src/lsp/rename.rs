//! Another id for an entity, wherever it is referred to.

use std::ops::Range;

use gen_lsp_types::Position;
use lsp_server::{ErrorCode, ResponseError};
use serde_json::{Value, json};

use super::changes::{self, Change};
use super::meaning::{self, What};
use super::view::View;
use crate::address::{Address, Kind};
use crate::amend::{Refused, Request, amend, entity_path};
use crate::document::cursor::Part;
use crate::model::Shape;
use crate::start;

/// What would be renamed at a position: the bytes of its id, and the id; nothing where no entity is
/// named. A decision is refused.
pub(super) fn prepare(
    view: &View<'_>,
    kind: Kind,
    position: Position,
) -> Result<Value, ResponseError> {
    let Some((entity, bytes)) = named(view, kind, position) else { return Ok(Value::Null) };
    if entity.kind == Kind::Decision {
        // It says itself why not.
        renamed(view, &entity, "x")?;
    }
    let id = entity.path.last();
    Ok(json!({ "range": view.range(kind, &bytes), "placeholder": id }))
}

/// The edit that gives what stands at a position another id.
pub(super) fn rename(
    view: &View<'_>,
    kind: Kind,
    position: Position,
    id: &str,
) -> Result<Value, ResponseError> {
    match named(view, kind, position) {
        Some((entity, _)) => renamed(view, &entity, id),
        None => Ok(Value::Null),
    }
}

fn renamed(view: &View<'_>, entity: &Address, id: &str) -> Result<Value, ResponseError> {
    let (files, lang, limit) = (&view.snapshot.files, view.lang(), view.snapshot.limit);
    let request = Request::Rename { entity: entity.clone(), id: id.trim().to_owned() };
    let heading = |kind| start::heading(kind, lang);
    let amended = amend(files, &[request], limit, lang, &heading);
    let amended = amended.map_err(|refused| failed(view, &refused))?;
    let changes: Vec<Change> = amended.iter().filter_map(Change::of).collect();
    Ok(json!(changes::edit(view, &changes)))
}

/// The entity that stands at a position, and the bytes of its id.
fn named(view: &View<'_>, kind: Kind, position: Position) -> Option<(Address, Range<usize>)> {
    let meaning = meaning::at(view, kind, position)?;
    let token = meaning.token.clone();
    let raw = view.text(kind).get(token.clone())?;
    let said = raw.trim_start_matches(['"', '\'']);
    let start = token.end - said.len();
    let inside = start..start + said.trim_end_matches(['"', '\'']).len();
    let is_address = meaning.cursor.part == Part::Value
        && meaning.key.is_some_and(|key| matches!(meaning::innermost(&key.shape), Shape::Address));
    let (entity, bytes) = match meaning.what {
        What::Entity(address) | What::Value(address) if is_address => {
            let path = entity_path(&address).to_vec();
            let before: usize = parts(view, kind, &inside)?.take(path.len()).sum();
            let start = inside.start + before;
            let end = start + path.last()?.len();
            (Address { path, subject: None, ..address.clone() }, start..end)
        }
        What::Entity(address) => (address, inside),
        What::Value(_) | What::Rule(_) | What::Plain => return None,
    };
    // An id that is written by the numbers of its characters is not what it says.
    let written = view.text(kind).get(bytes.clone()) == entity.path.last().map(String::as_str);
    let offset = view.offset(kind, position);
    let here = bytes.start <= offset && offset <= bytes.end;
    (written && here && view.loaded.documents.holds(&entity)).then_some((entity, bytes))
}

/// How long the parts of an address are, each with the dot after it; nothing where one is quoted.
fn parts<'v>(
    view: &'v View<'_>,
    kind: Kind,
    bytes: &Range<usize>,
) -> Option<impl Iterator<Item = usize> + 'v> {
    let text = view.text(kind).get(bytes.clone())?;
    let plain = !text.contains(['"', '\'', '\\']);
    plain.then(|| text.split_inclusive('.').map(str::len))
}

/// Why something cannot be done, and what to do instead.
pub(super) fn failed(view: &View<'_>, refused: &Refused) -> ResponseError {
    let word = view.lang().pick("aide\u{a0}:", "help:");
    let help = refused.help.as_ref().map(|help| format!("\n{word} {help}"));
    let message = format!("{}{}", refused.message, help.unwrap_or_default());
    ResponseError { code: ErrorCode::RequestFailed as i32, message, data: None }
}
