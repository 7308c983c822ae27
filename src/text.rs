//! Text that holds, or may hold, characters from a file: shown, never obeyed.

/// Text that may come from outside. It has no `Display`: each kind of output opens it its own way.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Text(String);

impl Text {
    /// For a terminal or a log, on one line: what could move the cursor, hide or reorder text is
    /// shown as `\u{…}`.
    pub fn terminal(&self) -> String {
        terminal(&self.0)
    }

    /// For a JSON library, which escapes on its own.
    pub fn json(&self) -> &str {
        &self.0
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl From<String> for Text {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

/// `text` as a terminal may show it; see [`Text::terminal`].
pub fn terminal(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\t' => shown.push(' '),
            c if is_hidden(c) => shown.extend(c.escape_unicode()),
            c => shown.push(c),
        }
    }
    shown
}

/// A path as a URI has it: all but unreserved characters (RFC 3986, section 2.3) and `/` by the
/// numbers of their bytes.
pub fn percent_encoded(path: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                uri.push(char::from(byte));
            }
            byte => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri
}

/// Whether a reader cannot see `c`, or sees other characters in another order because of it:
/// control, bidirectional, zero-width, tag and line-separating characters.
///
/// No-break spaces are not hidden: French typography asks for them.
pub const fn is_hidden(c: char) -> bool {
    matches!(c,
        '\u{0}'..='\u{1f}' | '\u{7f}'..='\u{9f}'
        | '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}'
        | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e007f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_moves_a_cursor_passes() {
        assert_eq!(terminal("a\u{1b}[2Jb"), "a\\u{1b}[2Jb");
        assert_eq!(terminal("a\nb\u{202e}c\u{9b}"), "a\\u{a}b\\u{202e}c\\u{9b}");
        assert_eq!(terminal("« à\u{a0}: 86\u{202f}400 »"), "« à\u{a0}: 86\u{202f}400 »");
    }

    #[test]
    fn paths_are_percent_encoded() {
        assert_eq!(percent_encoded("projets/nrt.toml"), "projets/nrt.toml");
        assert_eq!(percent_encoded("à b:%/c#d?.toml"), "%C3%A0%20b%3A%25/c%23d%3F.toml");
    }
}
