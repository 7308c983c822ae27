//! What stands around a place: the keys that a text gives to a table, the table that a line is in.

use std::collections::BTreeSet;

use toml_parser::Source;
use toml_parser::lexer::TokenKind;

use super::{Open, Walk};

/// The keys, of one step, that a text gives to a table: by a line, by a header, within braces.
pub fn keys_of(text: &str, table: &[String]) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut walk = Walk { text, ..Walk::default() };
    for token in Source::new(text).lex() {
        let header = walk.header.is_some();
        walk.take(&token);
        let told = match token.kind() {
            TokenKind::Equals => true,
            TokenKind::RightSquareBracket => header,
            _ => false,
        };
        let mut path = walk.keys();
        if told
            && table.iter().all(|key| path.next() == Some(key))
            && let Some(key) = path.next()
        {
            found.insert(key.clone());
        }
    }
    found
}

/// The keys of the header above a place where a line starts; nothing where a value is not at its
/// end there.
pub fn table_at(text: &str, start: usize) -> Option<Vec<String>> {
    let mut walk = Walk { text, ..Walk::default() };
    for token in Source::new(text).lex() {
        if token.span().end() > start || token.kind() == TokenKind::Eof {
            break;
        }
        walk.take(&token);
    }
    walk.stack.is_empty().then_some(walk.table)
}

impl Walk<'_> {
    /// The keys down to where the walk is.
    pub(super) fn path(&self) -> Vec<String> {
        self.keys().cloned().collect()
    }

    fn keys(&self) -> impl Iterator<Item = &String> {
        let below = self.stack.iter().filter_map(|open| match open {
            Open::Keys { names, .. } => Some(names),
            Open::Value { .. } | Open::List { .. } => None,
        });
        self.table.iter().chain(below.flatten())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "format = 1\n[a]\nb = \"x\nc.d = [1,\ne = 2\n[a.f]\ng = { h = 1, i = { j = 2 } }\n[b\n[c]\n";

    #[test]
    fn keys_are_those_of_their_table_also_where_nothing_parses() {
        let keys = |path: &[&str]| {
            let path: Vec<String> = path.iter().map(|key| (*key).to_owned()).collect();
            keys_of(TEXT, &path).into_iter().collect::<Vec<_>>().join(" ")
        };
        assert_eq!(keys(&[]), "a c format");
        assert_eq!(keys(&["a"]), "b c e f");
        assert_eq!(keys(&["a", "c"]), "d");
        assert_eq!(keys(&["a", "f"]), "g");
        assert_eq!(keys(&["a", "f", "g"]), "h i");
        assert_eq!(keys(&["a", "f", "g", "i"]), "j");
        assert_eq!(keys(&["x"]), "");
    }

    #[test]
    fn a_line_is_in_the_table_above() {
        let text = "x = 1\n\n[a]\ny = [\n\n]\n[b.c]\n\n";
        let at = |start| table_at(text, start).map(|path| path.join("."));
        assert_eq!(at(6).as_deref(), Some(""));
        assert_eq!(at(11).as_deref(), Some("a"));
        assert_eq!(at(17), None, "within a list");
        assert_eq!(at(text.len()).as_deref(), Some("b.c"));
    }
}
