//! The entities of a kind: table, CSV, and `nrt.list/1`. Shows contacts, since that is its purpose.

use serde_json::{Map, Value, json};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::table::Rows;
use super::{Style, kinds, value, words};
use crate::address::Kind;
use crate::lang::Lang;
use crate::load::Documents;
use crate::model::Key;
use crate::text::terminal;

/// The entities of a kind, in the order of the file; of the scope, its facilities.
struct Entities<'d> {
    keys: &'static [Key],
    rows: Vec<(&'d str, &'d DeTable<'d>)>,
}

fn entities<'d>(documents: &'d Documents<'d>, kind: Kind) -> Entities<'d> {
    let keys = kinds::entity_keys(kind);
    let table = documents.get(kind).and_then(|document| match kind {
        Kind::Scope => document.table.get("facilities")?.get_ref().as_table(),
        _ => Some(&document.table),
    });
    let mut rows: Vec<(usize, &str, &DeTable<'_>)> = table
        .into_iter()
        .flatten()
        .filter_map(|(id, entity)| {
            Some((id.span().start, id.get_ref().as_ref(), entity.get_ref().as_table()?))
        })
        .collect();
    rows.sort_by_key(|(start, id, _)| (*start, *id));
    Entities { keys, rows: rows.into_iter().map(|(_, id, entity)| (id, entity)).collect() }
}

/// The columns of the table that a person reads: the others are in CSV and JSON.
const fn columns(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Referent => &["function", "profile", "brings", "days-per-week"],
        Kind::Stakeholder => &["name", "role", "first-discussion", "bilateral", "launch", "lead"],
        Kind::Milestone => &["date", "title", "kind", "body", "lead"],
        Kind::Document => &["title", "kind", "status", "due", "holder"],
        Kind::Body => &["name", "kind", "frequency", "sessions", "presents"],
        Kind::Calendar => &["start", "end", "title", "kind"],
        Kind::Decision => &["date", "title", "body", "taken-by"],
        Kind::Waiver => &["rule", "target", "until", "reason"],
        Kind::Scope => &["name", "kind", "count", "inventory-contact"],
        Kind::Project => &[],
    }
}

/// The table that a person reads.
pub fn table(documents: &Documents<'_>, kind: Kind, style: Style) -> String {
    let lang = style.lang;
    let entities = entities(documents, kind);
    if entities.rows.is_empty() {
        let what = words::kind(kind, lang).to_lowercase();
        return crate::tr!(lang, "{what} : aucune entrée\n", "{what}: no entry\n");
    }
    let shown: Vec<&Key> = columns(kind)
        .iter()
        .filter_map(|name| entities.keys.iter().find(|key| key.name == *name))
        .collect();
    let mut header = vec!["id"];
    header.extend(shown.iter().map(|key| title(key, lang)));
    let mut rows = Rows::new(&header);
    for (id, entity) in &entities.rows {
        let mut row = vec![terminal(id)];
        row.extend(shown.iter().map(|key| {
            let value = entity.get(key.name).map(Spanned::get_ref);
            value.map_or_else(String::new, |v| terminal(&value::human(v, &key.shape, lang)))
        }));
        rows.push(row);
    }
    rows.render(style)
}

/// A column's title: the French name of the key, or the key.
fn title(key: &Key, lang: Lang) -> &'static str {
    match lang {
        Lang::Fr => key.aliases.first().copied().unwrap_or(key.name),
        Lang::En => key.name,
    }
}

/// Comma-separated values with every cell quoted; a cell that a spreadsheet would run as a formula
/// starts with `'`.
pub fn csv(documents: &Documents<'_>, kind: Kind) -> String {
    let entities = entities(documents, kind);
    let header = std::iter::once("id").chain(entities.keys.iter().map(|key| key.name));
    let mut text = line(header.map(str::to_owned));
    for (id, entity) in &entities.rows {
        let cells = entities.keys.iter().map(|key| {
            let value = entity.get(key.name).map(Spanned::get_ref);
            value.map(value::plain).unwrap_or_default()
        });
        text.push_str(&line(std::iter::once((*id).to_owned()).chain(cells)));
    }
    text
}

fn line(cells: impl Iterator<Item = String>) -> String {
    let cells: Vec<String> = cells.map(|cell| quoted(&cell)).collect();
    cells.join(",") + "\r\n"
}

fn quoted(cell: &str) -> String {
    let formula = cell
        .trim_start()
        .starts_with(['=', '+', '-', '@', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}']);
    let guard = if formula || cell.starts_with(['\t', '\r']) { "'" } else { "" };
    let lines: Vec<String> = cell.split('\n').map(terminal).collect();
    format!("\"{guard}{}\"", lines.join("\n").replace('"', "\"\""))
}

/// The document `nrt.list/1`.
pub fn json(documents: &Documents<'_>, kind: Kind) -> String {
    let entities = entities(documents, kind);
    let rows: Vec<Value> = entities
        .rows
        .iter()
        .map(|(id, entity)| {
            let mut row = Map::new();
            row.insert("id".to_owned(), Value::from(*id));
            for key in entities.keys {
                let value = entity.get(key.name).map(Spanned::get_ref);
                row.insert(
                    key.name.to_owned(),
                    value.map_or(Value::Null, |v: &DeValue<'_>| value::typed(v, &key.shape)),
                );
            }
            Value::Object(row)
        })
        .collect();
    let document = json!({
        "schema": "nrt.list/1",
        "nrt": env!("CARGO_PKG_VERSION"),
        "kind": kind.stem(),
        "entities": rows,
    });
    super::json::to_text(serde_json::to_string_pretty(&document))
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn no_cell_is_a_formula() {
        assert_eq!(quoted("=1+1"), "\"'=1+1\"");
        assert_eq!(quoted("  @x"), "\"'  @x\"");
        assert_eq!(quoted("＝1"), "\"'＝1\"");
        assert_eq!(quoted("« a », \"b\""), "\"« a », \"\"b\"\"\"");
    }
}
