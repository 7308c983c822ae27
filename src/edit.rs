//! Changes to a file's text by splicing: every byte outside the change stays as it is.

mod lines;
mod list;
mod source;

use std::collections::BTreeMap;

use toml::de::{DeTable, DeValue};

use chrono::NaiveDate;

use crate::address::is_bare_key;
use crate::document::layout::Layout;
use crate::text::is_hidden;

pub use source::{Refused, Source};

/// A value to write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// A text, in double quotes.
    Text(String),
    /// A day, without quotes.
    Date(NaiveDate),
    /// A list of texts, on one line.
    Texts(Vec<String>),
    /// Anything else, as TOML writes it.
    Literal(String),
}

/// A key as a file writes it, in quotes where it must stand in some.
pub fn key(name: &str) -> String {
    if is_bare_key(name) { name.to_owned() } else { quoted(name) }
}

/// The header of a table at a path, its line ended by `end`.
fn header_of(path: &[String], end: &str) -> String {
    let names: Vec<String> = path.iter().map(|name| key(name)).collect();
    format!("[{}]{end}", names.join("."))
}

/// A value in the manner of the one in whose place it comes: a text in the same quotes where it can
/// stand in them, a number without `_` where the other one had none. `raw` is how that was written.
fn written_like(raw: &str, before: &DeValue<'_>, literal: &str) -> String {
    match before {
        DeValue::String(_) if raw.starts_with('\'') && !raw.starts_with("'''") => {
            let line = format!("x = {literal}");
            let read = DeTable::parse_recoverable(&line).0;
            let text =
                read.get_ref().get("x").and_then(|x| x.get_ref().as_str()).map(str::to_owned);
            let plain = text.filter(|text| !text.contains(|c| c == '\'' || is_hidden(c)));
            plain.map_or_else(|| literal.to_owned(), |text| format!("'{text}'"))
        }
        DeValue::Integer(_) if raw.len() > 4 && raw.bytes().all(|b| b.is_ascii_digit()) => {
            if literal.starts_with(|c: char| c.is_ascii_digit()) && !literal.contains('-') {
                literal.replace('_', "")
            } else {
                literal.to_owned()
            }
        }
        _ => literal.to_owned(),
    }
}

/// A table as a file writes it, its lines ended by `\n`.
pub fn table(id: &str, fields: &[(&str, Value)]) -> String {
    let mut text = header(id);
    for (name, value) in fields {
        text.push_str(&format!("{name} = {}\n", written(value)));
    }
    text
}

/// The header of a table.
pub fn header(id: &str) -> String {
    format!("[{}]\n", key(id))
}

/// How far in most keys of a text stand: what is before them on their lines.
pub fn manner(text: &str) -> String {
    let layout = Layout::of(text);
    let values = layout.statements.iter().filter(|one| !one.is_header());
    let mut found: BTreeMap<&str, usize> = BTreeMap::new();
    for one in values {
        *found.entry(lines::indent(text, one)).or_default() += 1;
    }
    found
        .into_iter()
        .max_by_key(|(_, count)| *count)
        .map(|(indent, _)| indent.to_owned())
        .unwrap_or_default()
}

/// A table, its keys that far in.
pub fn indented(table: &str, indent: &str) -> String {
    let keys = |line: &str| !line.starts_with('[') && !line.trim().is_empty();
    let lines = table.split_inclusive('\n');
    lines.map(|line| if keys(line) { format!("{indent}{line}") } else { line.to_owned() }).collect()
}

/// A text with a table after everything else, an empty line before it. The table takes the line
/// endings of the text.
pub fn append(text: &str, table: &str) -> String {
    let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let mut whole = text.to_owned();
    if !text.trim_start_matches('\u{feff}').is_empty() {
        if !text.ends_with('\n') {
            whole.push_str(end);
        }
        if !whole.ends_with("\n\n") && !whole.ends_with("\n\r\n") {
            whole.push_str(end);
        }
    }
    whole.push_str(&table.replace('\n', end));
    whole
}

/// A value as a file writes it.
pub fn written(value: &Value) -> String {
    match value {
        Value::Text(text) => quoted(text),
        Value::Date(day) => day.to_string(),
        Value::Texts(texts) => {
            let texts: Vec<String> = texts.iter().map(|text| quoted(text)).collect();
            format!("[{}]", texts.join(", "))
        }
        Value::Literal(text) => text.clone(),
    }
}

/// A basic string of TOML 1.0, on one line; what cannot be seen is written by its number.
pub fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for c in text.chars() {
        match c {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            '\r' => quoted.push_str("\\r"),
            c if is_hidden(c) => quoted.push_str(&format!("\\U{:08X}", u32::from(c))),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;
    use toml::de::DeTable;

    #[test]
    fn a_table_comes_last_as_the_file_writes_it() {
        let table = table("a", &[("x", Value::Text("é".to_owned()))]);
        for (before, after) in [
            ("", "[a]\nx = \"é\"\n"),
            ("\u{feff}", "\u{feff}[a]\nx = \"é\"\n"),
            ("# b", "# b\n\n[a]\nx = \"é\"\n"),
            ("[b]\n", "[b]\n\n[a]\nx = \"é\"\n"),
            ("[b]\n\n\n", "[b]\n\n\n[a]\nx = \"é\"\n"),
            ("[b]\r\n", "[b]\r\n\r\n[a]\r\nx = \"é\"\r\n"),
        ] {
            assert_eq!(append(before, &table), after, "{before:?}");
        }
    }

    proptest::proptest! {
        #[test]
        fn what_is_written_is_read_back(id in "\\PC{1,12}", text in "[\\PC\n\t\r\"\\\\\u{0}\u{7f}\u{85}]{0,40}") {
            let value = [("x", Value::Text(text.clone())), ("y", Value::Texts(vec![text.clone()]))];
            let written = table(&id, &value);
            let read = DeTable::parse(&written).expect("TOML");
            let entity = read.get_ref().get(id.as_str()).expect("the table").get_ref();
            let x = entity.get("x").and_then(|x| x.get_ref().as_str());
            let y = entity.get("y").and_then(|y| y.get_ref().as_array()?.first()?.get_ref().as_str());
            proptest::prop_assert_eq!((x, y), (Some(text.as_str()), Some(text.as_str())));
        }
    }
}
