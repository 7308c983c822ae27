//! Changes to a file's text by splicing: every byte outside the change stays as it is.

use chrono::NaiveDate;

use crate::address::is_bare_key;
use crate::text::is_hidden;

/// A value to write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// A text, in double quotes.
    Text(String),
    /// A day, without quotes.
    Date(NaiveDate),
    /// A list of texts, on one line.
    Texts(Vec<String>),
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
    let id = if is_bare_key(id) { id.to_owned() } else { quoted(id) };
    format!("[{id}]\n")
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
