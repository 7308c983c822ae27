//! The entities of a kind: table, CSV, and `nrt.list/1`. Shows contacts, since that is its purpose.

use serde_json::{Map, Value, json};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::table::Rows;
use super::wrap::indented;
use super::{Style, value, words};
use crate::address::{Address, Kind};
use crate::lang::Lang;
use crate::load::Documents;
use crate::model::{self, Key, Shape};
use crate::rule::Context;
use crate::text::terminal;

/// The entities of a kind, in the order of the file; of the scope, its facilities.
pub struct Entities<'d> {
    /// The keys that they may have.
    pub keys: &'static [Key],
    /// Their ids, and what they hold.
    pub rows: Vec<(&'d str, &'d DeTable<'d>)>,
}

/// The entities that a file holds.
pub fn entities<'d>(documents: &'d Documents<'d>, kind: Kind) -> Entities<'d> {
    let keys = model::entity_keys(kind);
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

/// The columns of the table that a person reads, then those to leave out where there is no room,
/// the first one first. The others are in CSV and JSON.
const fn columns(kind: Kind) -> (&'static [&'static str], &'static [&'static str]) {
    match kind {
        Kind::Referent => (&["function", "profile", "brings", "days-per-week"], &["brings"]),
        Kind::Stakeholder => (
            &["name", "role", KEY, "first-discussion", "bilateral", "launch", "lead"],
            &["role", "first-discussion", "lead"],
        ),
        Kind::Milestone => (&["date", "title", "kind", "body", "lead"], &["kind", "lead", "body"]),
        Kind::Document => (&["title", "kind", "status", "due", "holder"], &["kind", "holder"]),
        Kind::Body => {
            (&["name", "kind", "frequency", "sessions", "presents"], &["kind", "frequency"])
        }
        Kind::Calendar => (&["start", "end", "title", "kind"], &[]),
        Kind::Decision => (&["date", "title", "body", "taken-by"], &[]),
        Kind::Waiver => (&["rule", "target", "until", "reason"], &[]),
        Kind::Scope => (&["name", "kind", "count", "inventory-contact"], &[]),
        Kind::Project => (&[], &[]),
    }
}

/// The column that says who is a key stakeholder, which no key of the file does alone.
const KEY: &str = "*";

/// A column of the table.
enum Column {
    Field(&'static Key),
    /// Whether a stakeholder is a key one.
    IsKey,
}

/// The ids of every kind, a line each.
pub fn ids(documents: &Documents<'_>, style: Style) -> String {
    let mut text = String::new();
    for kind in Kind::ALL {
        let rows = entities(documents, kind).rows;
        if kind == Kind::Project || rows.is_empty() {
            continue;
        }
        let ids: Vec<String> = rows.iter().map(|(id, _)| terminal(id)).collect();
        let head = match kind {
            Kind::Scope => "scope.facilities",
            kind => kind.stem(),
        };
        text.push_str(&format!("{head}\n"));
        text.push_str(&indented(&ids.join(", "), style.width, "  ", "  "));
    }
    text
}

/// The table that a person reads.
pub fn table(cx: &Context<'_>, kind: Kind, style: Style) -> String {
    let lang = style.lang;
    let entities = entities(cx.documents, kind);
    let mut text = if kind == Kind::Scope { scope(cx.documents, style) } else { String::new() };
    if entities.rows.is_empty() {
        if text.is_empty() {
            let what = words::kind(kind, lang).to_lowercase();
            text = crate::tr!(lang, "{what} : aucune entrée\n", "{what}: no entry\n");
        }
        return text;
    }
    let (names, spare) = columns(kind);
    let shown: Vec<(Column, &str)> = names
        .iter()
        .filter_map(|name| match *name {
            KEY => Some((Column::IsKey, KEY)),
            name => {
                let key = entities.keys.iter().find(|key| key.name == name)?;
                Some((Column::Field(key), name))
            }
        })
        .collect();
    let titles = shown.iter().map(|(column, _)| match column {
        Column::Field(key) => words::title(key, lang),
        Column::IsKey => lang.pick("clé", "key").to_owned(),
    });
    let header: Vec<String> = std::iter::once("id".to_owned()).chain(titles).collect();
    let header: Vec<&str> = header.iter().map(String::as_str).collect();
    let mut rows = Rows::new(&header).ids(0);
    for ((column, _), at) in shown.iter().zip(1..) {
        rows = match column {
            Column::Field(Key {
                shape: Shape::Reference(_) | Shape::Address | Shape::Rule,
                ..
            }) => rows.ids(at),
            Column::Field(Key { shape: Shape::Count | Shape::Number, .. }) => rows.right(at),
            _ => rows,
        };
    }
    for name in spare {
        if let Some(at) = shown.iter().position(|(_, shown)| shown == name) {
            rows = rows.spare(at + 1);
        }
    }
    for (id, entity) in &entities.rows {
        let mut row = vec![terminal(id)];
        row.extend(shown.iter().map(|(column, _)| match column {
            Column::Field(key) => field(cx, kind, id, entity, key, lang),
            Column::IsKey => is_key(cx, id).to_owned(),
        }));
        rows.push(row);
    }
    text.push_str(&rows.render(style));
    text
}

fn field(
    cx: &Context<'_>,
    kind: Kind,
    id: &str,
    entity: &DeTable<'_>,
    key: &Key,
    lang: Lang,
) -> String {
    let value = entity.get(key.name).map(Spanned::get_ref);
    let mut shown =
        value.map_or_else(String::new, |v| terminal(&value::human(v, &key.shape, lang)));
    if matches!(key.shape, Shape::Date | Shape::List(Shape::Date)) {
        // No date is broken, in English either.
        shown = shown.replace(' ', "\u{a0}").replace(",\u{a0}", ", ");
    }
    let aside = key.name == model::title_key(kind)
        && kind.holds_entities()
        && cx.project.aside.contains(&Address::entity(kind, id));
    if !aside {
        return shown;
    }
    let cancelled = entity.get("cancelled").and_then(|value| value.get_ref().as_bool());
    let why = match cancelled {
        Some(true) => lang.pick("(annulé)", "(cancelled)"),
        _ => lang.pick("(à compléter)", "(to complete)"),
    };
    format!("{shown} {why}").trim_start().to_owned()
}

/// Whether a stakeholder is a key one, « ? » where what decides it could not be read.
fn is_key(cx: &Context<'_>, id: &str) -> &'static str {
    let known = cx.project.stakeholders.get(id).and_then(|stakeholder| cx.key(id, stakeholder));
    match known {
        Some(true) => cx.lang.pick("oui", "yes"),
        Some(false) => cx.lang.pick("non", "no"),
        None => "?",
    }
}

/// What the scope says besides its facilities.
fn scope(documents: &Documents<'_>, style: Style) -> String {
    let lang = style.lang;
    let Some(document) = documents.get(Kind::Scope) else {
        return String::new();
    };
    let mut rows = Rows::new(&[words::kind(Kind::Scope, lang), ""]);
    for key in model::keys(Kind::Scope).iter().filter(|key| !value::is_table(key)) {
        if let Some(value) = document.table.get(key.name).map(Spanned::get_ref) {
            let shown = terminal(&value::human(value, &key.shape, lang));
            rows.push(vec![words::title(key, lang), shown]);
        }
    }
    rows.render(style)
}

/// A file for a spreadsheet, as those of the reader's language expect it: `;`, decimal commas and a
/// byte-order mark in French. Every cell is quoted; one that would be run as a formula starts with
/// `'`.
pub fn csv(documents: &Documents<'_>, kind: Kind, lang: Lang) -> String {
    let entities = entities(documents, kind);
    let columns: Vec<(String, Vec<&'static str>, Shape)> =
        entities.keys.iter().flat_map(|key| csv_columns(key, lang)).collect();
    let id = lang.pick("identifiant", "id").to_owned();
    let header = std::iter::once(id).chain(columns.iter().map(|(title, ..)| title.clone()));
    let mut text = String::from(lang.pick("\u{feff}", ""));
    text.push_str(&line(header, lang));
    for (id, entity) in &entities.rows {
        let cells = columns.iter().map(|(_, path, shape)| {
            value_at(entity, path).map(|v| value::cell(v, shape, lang)).unwrap_or_default()
        });
        text.push_str(&line(std::iter::once((*id).to_owned()).chain(cells), lang));
    }
    text
}

/// The columns of a key: one, or one for each key of its table. Each has a title, a path and a type.
pub fn csv_columns(key: &'static Key, lang: Lang) -> Vec<(String, Vec<&'static str>, Shape)> {
    let title = |key: &Key| match lang {
        Lang::Fr => words::title(key, lang),
        Lang::En => key.name.to_owned(),
    };
    let Shape::Table(keys) = key.shape else {
        return vec![(title(key), vec![key.name], key.shape)];
    };
    let inner = |inner: &'static Key| {
        let title = match lang {
            // The meaning is the dimension's own name.
            Lang::Fr => {
                format!("{}\u{a0}: {}", title(key), inner.meaning(lang).trim_end_matches('.'))
            }
            Lang::En => format!("{}.{}", key.name, inner.name),
        };
        (title, vec![key.name, inner.name], inner.shape)
    };
    keys.iter().map(inner).collect()
}

/// The value at a path below an entity.
pub fn value_at<'d>(entity: &'d DeTable<'d>, path: &[&str]) -> Option<&'d DeValue<'d>> {
    let (first, rest) = path.split_first()?;
    let mut value = entity.get(*first)?.get_ref();
    for key in rest {
        value = value.as_table()?.get(*key)?.get_ref();
    }
    Some(value)
}

/// A line of a file for a spreadsheet; no cell can be run as a formula.
pub(super) fn line(cells: impl Iterator<Item = String>, lang: Lang) -> String {
    let cells: Vec<String> = cells.map(|cell| quoted(&cell)).collect();
    cells.join(lang.pick(";", ",")) + "\r\n"
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
    use super::*;
    use crate::files::Files;
    use crate::load::load;

    #[test]
    fn a_spreadsheet_is_in_the_reader_s_language() {
        let text = "[bilan]\ntitle = \"Bilan\"\nstatus = \"studied\"\nnothing-found = false\n\
                    [bilan.findings]\nmeasurement = [\"a ; b\", \"c\"]\n";
        let referents = "[r]\nfunction = \"=1+1\"\ndays-per-week = 0.5\n";
        let files = Files::from_texts([("documents.toml", text), ("referents.toml", referents)]);
        let loaded = load(&files, Lang::Fr);
        let french = csv(&loaded.documents, Kind::Document, Lang::Fr);
        assert!(french.starts_with("\u{feff}\"identifiant\";\"titre\";"), "{french}");
        assert!(french.contains(";\"constats\u{a0}: Mesure\";"), "{french}");
        assert!(french.contains(";\"a ; b | c\";"), "{french}");
        assert!(french.contains(";\"étudié\";") && french.contains(";\"non\";"), "{french}");
        let english = csv(&loaded.documents, Kind::Document, Lang::En);
        assert!(english.starts_with("\"id\",\"title\","), "{english}");
        assert!(english.contains(",\"findings.measurement\","), "{english}");
        assert!(csv(&loaded.documents, Kind::Referent, Lang::Fr).contains(";\"'=1+1\";"));
        assert!(csv(&loaded.documents, Kind::Referent, Lang::Fr).contains(";\"0,5\""));
        assert!(csv(&loaded.documents, Kind::Referent, Lang::En).contains(",\"0.5\""));
    }

    #[test]
    fn no_cell_is_a_formula() {
        assert_eq!(quoted("=1+1"), "\"'=1+1\"");
        assert_eq!(quoted("  @x"), "\"'  @x\"");
        assert_eq!(quoted("＝1"), "\"'＝1\"");
        assert_eq!(quoted("« a », \"b\""), "\"« a », \"\"b\"\"\"");
    }
}
