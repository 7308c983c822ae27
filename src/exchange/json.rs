//! The document `nrt.export/1`: a whole project, every key of it, `null` where nothing is written;
//! and its entities read back.

use serde_json::{Map, Value as Json, json};
use toml::de::{DeTable, DeValue};

use super::columns::{self, KINDS};
use super::grid::{Gathered, Row, Sheet, Unreadable, Value, text_cell};
use super::tables::Wanted;
use crate::address::Kind;
use crate::lang::Lang;
use crate::load::Documents;
use crate::model::{self, Key, Shape};
use crate::render::{list, schema, value};

/// The name of the document.
const SCHEMA: &str = "nrt.export/1";

/// Most values that a document may hold, counted by what separates them; a threshold of nrt's own.
const MAX_VALUES: usize = 500_000;

/// The project as one JSON document.
pub fn write(documents: &Documents<'_>, wanted: Wanted) -> String {
    let mut body = Map::from_iter([
        ("schema".to_owned(), json!(SCHEMA)),
        ("nrt".to_owned(), json!(env!("CARGO_PKG_VERSION"))),
        ("anonymous".to_owned(), json!(wanted.anonymous)),
    ]);
    for kind in Kind::ALL {
        let asked = wanted.kind.is_none_or(|only| only == kind);
        let content = if !asked {
            Json::Null
        } else if kind.holds_entities() {
            entities(documents, kind, wanted.anonymous)
        } else {
            let keys = model::keys(kind);
            documents
                .get(kind)
                .map_or(Json::Null, |file| table(&file.table, keys, wanted.anonymous))
        };
        body.insert(schema::export_key(kind).to_owned(), content);
    }
    let text = serde_json::to_string_pretty(&Json::Object(body));
    text.map(|text| text + "\n").unwrap_or_default()
}

fn entities(documents: &Documents<'_>, kind: Kind, anonymous: bool) -> Json {
    let rows = list::entities(documents, kind).rows.into_iter();
    let of = |(id, entity): (&str, &DeTable<'_>)| {
        let mut fields = Map::from_iter([("id".to_owned(), json!(id))]);
        if let Json::Object(keys) = table(entity, model::entity_keys(kind), anonymous) {
            fields.extend(keys);
        }
        Json::Object(fields)
    };
    rows.map(of).collect()
}

/// Every key of a table.
fn table(table: &DeTable<'_>, keys: &[Key], anonymous: bool) -> Json {
    let field = |key: &Key| {
        let found = table.get(key.name).filter(|_| !(anonymous && key.personal));
        let value = found.map_or(Json::Null, |found| content(found.get_ref(), &key.shape));
        (key.name.to_owned(), value)
    };
    Json::Object(keys.iter().map(field).collect())
}

fn content(found: &DeValue<'_>, shape: &Shape) -> Json {
    match (found, shape) {
        (DeValue::Table(inner), Shape::Map(Shape::Table(keys))) => {
            let inner = inner.iter().filter_map(|(id, entity)| {
                let entity = entity.get_ref().as_table()?;
                Some((id.get_ref().to_string(), table(entity, keys, false)))
            });
            inner.collect()
        }
        (DeValue::Table(inner), Shape::Table(keys)) => table(inner, keys, false),
        // A list of which a part could not be taken is unknown, rather than shorter.
        (DeValue::Array(items), Shape::List(inner))
            if items.iter().any(|item| value::typed(item.get_ref(), inner).is_null()) =>
        {
            Json::Null
        }
        (DeValue::Table(inner), Shape::Map(shape)) => {
            let inner = inner.iter().filter_map(|(key, found)| {
                let value = value::typed(found.get_ref(), shape);
                (!value.is_null()).then(|| (key.get_ref().to_string(), value))
            });
            inner.collect()
        }
        _ => value::typed(found, shape),
    }
}

/// The entities of a document that nrt exported: a sheet for each kind.
///
/// # Errors
///
/// When it is none, or holds more than nrt takes.
pub fn read(bytes: &[u8]) -> Result<Vec<(Kind, Sheet)>, Unreadable> {
    // A value takes some seventy bytes of memory, and as little as two in the file.
    let values = bytes.iter().filter(|byte| matches!(byte, b',' | b'[' | b'{'));
    if values.take(MAX_VALUES + 1).count() > MAX_VALUES {
        return Err(Unreadable::TooLarge);
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let document: Json = serde_json::from_slice(bytes).map_err(|_| Unreadable::Damaged("JSON"))?;
    if document.get("schema").and_then(Json::as_str) != Some(SCHEMA) {
        return Err(Unreadable::Format);
    }
    let mut gathered = Gathered::default();
    let mut sheets = Vec::new();
    for kind in KINDS {
        let rows: Vec<(Option<&str>, &Json)> = match (kind, document.get(kind.stem())) {
            (Kind::Scope, Some(scope)) => {
                let facilities = scope.get("facilities").and_then(Json::as_object);
                facilities.into_iter().flatten().map(|(id, row)| (Some(id.as_str()), row)).collect()
            }
            (_, Some(Json::Array(rows))) => rows.iter().map(|row| (None, row)).collect(),
            _ => continue,
        };
        sheets.push((kind, sheet(kind, &rows, &mut gathered)?));
    }
    Ok(sheets)
}

fn sheet(
    kind: Kind,
    rows: &[(Option<&str>, &Json)],
    gathered: &mut Gathered,
) -> Result<Sheet, Unreadable> {
    let columns = columns::columns(kind, Lang::En);
    let mut sheet = Sheet { name: kind.stem().to_owned(), rows: Vec::new() };
    let titles = columns.iter().map(|(_, column)| column.name());
    let header = std::iter::once("id".to_owned()).chain(titles);
    let cells = header.map(|title| Some(Value::Text(title))).collect();
    gathered.push(&mut sheet, Row { number: 1, cells })?;
    for (number, (id, row)) in (2..).zip(rows) {
        let id = id.or_else(|| row.get("id").and_then(Json::as_str)).map(str::to_owned);
        let cells = columns.iter().map(|(_, column)| {
            let found = column.path.iter().try_fold(*row, |found, key| found.get(*key))?;
            cell(found, &column.shape)
        });
        let cells = std::iter::once(id.and_then(text_cell)).chain(cells).collect();
        gathered.push(&mut sheet, Row { number, cells })?;
    }
    Ok(sheet)
}

fn cell(found: &Json, shape: &Shape) -> Option<Value> {
    match found {
        Json::String(text) => text_cell(text.clone()),
        // Past what a number holds exactly, its digits.
        Json::Number(number) if matches!(shape, Shape::Count) => text_cell(number.to_string()),
        Json::Number(number) => number.as_f64().map(Value::Number),
        Json::Bool(flag) => Some(Value::Flag(*flag)),
        Json::Array(members) => {
            let text =
                |member: &Json| member.as_str().map_or_else(|| member.to_string(), str::to_owned);
            let members: Vec<String> = members.iter().map(text).collect();
            (!members.is_empty()).then_some(Value::List(members))
        }
        Json::Null | Json::Object(_) => None,
    }
}
