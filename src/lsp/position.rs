//! Positions of the protocol: lines and columns from 0, the columns in the unit that both sides agree
//! on; and changes to a text that are told with them.

use std::ops::Range;

use gen_lsp_types::Position;

/// What a column counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Encoding {
    /// Bytes.
    Utf8,
    /// Halves of UTF-16, which every client knows.
    #[default]
    Utf16,
    /// Unicode scalar values.
    Utf32,
}

impl Encoding {
    /// The one to use with a client that knows these: the cheapest.
    pub(super) fn of<'n>(names: impl IntoIterator<Item = &'n str>) -> Self {
        let known: Vec<Self> = names.into_iter().filter_map(Self::named).collect();
        let first = |wanted| known.contains(&wanted).then_some(wanted);
        first(Self::Utf8).or_else(|| first(Self::Utf32)).unwrap_or_default()
    }

    fn named(name: &str) -> Option<Self> {
        [Self::Utf8, Self::Utf16, Self::Utf32].into_iter().find(|encoding| encoding.name() == name)
    }

    /// Its name in the protocol.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "utf-8",
            Self::Utf16 => "utf-16",
            Self::Utf32 => "utf-32",
        }
    }

    /// How many columns a byte-order mark takes.
    pub(super) const fn of_mark(self) -> u32 {
        match self {
            Self::Utf8 => 3,
            Self::Utf16 | Self::Utf32 => 1,
        }
    }

    const fn width(self, c: char) -> usize {
        match self {
            Self::Utf8 => c.len_utf8(),
            Self::Utf16 => c.len_utf16(),
            Self::Utf32 => 1,
        }
    }
}

/// Where the lines of a text start, as the protocol has them: a line ends after LF, CRLF or CR.
#[derive(Debug)]
pub(super) struct Lines {
    starts: Vec<usize>,
    length: usize,
}

impl Lines {
    pub(super) fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        let ends = bytes.iter().enumerate().filter(|(at, byte)| match byte {
            b'\n' => true,
            b'\r' => bytes.get(at + 1) != Some(&b'\n'),
            _ => false,
        });
        let starts = std::iter::once(0).chain(ends.map(|(at, _)| at + 1)).collect();
        Self { starts, length: text.len() }
    }

    /// The byte offset of a position. Past the end of its line, the end of the line; past the last
    /// line, the end of the text; within a character, before it.
    pub(super) fn offset(&self, text: &str, position: Position, encoding: Encoding) -> usize {
        let line = position.line as usize;
        let Some(start) = self.starts.get(line).copied() else { return self.length };
        let end = self.starts.get(line + 1).copied().unwrap_or(self.length);
        let content = text.get(start..end).unwrap_or_default().trim_end_matches(['\n', '\r']);
        let mut column = position.character as usize;
        for (at, c) in content.char_indices() {
            let Some(left) = column.checked_sub(encoding.width(c)) else { return start + at };
            if column == 0 {
                return start + at;
            }
            column = left;
        }
        start + content.len()
    }

    /// The position of a byte offset; past the end, of the end.
    pub(super) fn position(&self, text: &str, offset: usize, encoding: Encoding) -> Position {
        let offset = offset.min(self.length);
        let line = self.starts.partition_point(|start| *start <= offset) - 1;
        let start = self.starts[line];
        let before = text.get(start..).unwrap_or_default().char_indices();
        let before = before.take_while(|(at, c)| start + at + c.len_utf8() <= offset);
        let column: usize = before.map(|(_, c)| encoding.width(c)).sum();
        Position { line: number(line), character: number(column) }
    }
}

fn number(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// Puts `new` in the place of a range of a text; of one that is told backwards, of the same bytes.
pub(super) fn replace(
    text: &mut String,
    range: gen_lsp_types::Range,
    new: &str,
    encoding: Encoding,
) {
    let lines = Lines::new(text);
    let (a, b) =
        (lines.offset(text, range.start, encoding), lines.offset(text, range.end, encoding));
    let bytes: Range<usize> = a.min(b)..a.max(b);
    text.replace_range(bytes, new);
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "a😀é\r\nb\rc\n";

    fn position(line: u32, character: u32) -> Position {
        Position { line, character }
    }

    #[test]
    fn a_column_counts_what_was_agreed_on() {
        let lines = Lines::new(TEXT);
        let end = TEXT.find('\r').expect("a line end");
        for (encoding, column) in [(Encoding::Utf8, 7), (Encoding::Utf16, 4), (Encoding::Utf32, 3)]
        {
            assert_eq!(lines.position(TEXT, end, encoding), position(0, column));
            assert_eq!(lines.offset(TEXT, position(0, column), encoding), end);
        }
    }

    #[test]
    fn a_position_that_is_none_is_the_nearest_before() {
        let lines = Lines::new(TEXT);
        let offset =
            |line, character| lines.offset(TEXT, position(line, character), Encoding::Utf16);
        assert_eq!(offset(0, 2), 1, "within a pair of surrogates");
        assert_eq!(offset(0, 99), 7, "past the end of the line");
        assert_eq!(offset(1, 99), 10, "before a lone CR");
        assert_eq!(offset(2, 0), 11);
        assert_eq!(offset(99, 3), TEXT.len(), "past the last line");
        assert_eq!(lines.offset(TEXT, position(0, 3), Encoding::Utf8), 1, "within a character");
    }

    #[test]
    fn a_range_told_backwards_is_the_same() {
        let mut text = TEXT.to_owned();
        let range = gen_lsp_types::Range { start: position(1, 1), end: position(0, 1) };
        replace(&mut text, range, "-", Encoding::Utf16);
        assert_eq!(text, "a-\rc\n");
    }

    proptest::proptest! {
        #[test]
        fn an_offset_is_found_back(text in "[aé😀\r\n]{0,30}") {
            for encoding in [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32] {
                let lines = Lines::new(&text);
                for (offset, _) in text.char_indices() {
                    // Between CR and LF there is no position: it is the end of the line.
                    if offset > 0 && text.as_bytes()[offset - 1..].starts_with(b"\r\n") {
                        continue;
                    }
                    let position = lines.position(&text, offset, encoding);
                    proptest::prop_assert_eq!(lines.offset(&text, position, encoding), offset);
                }
            }
        }
    }
}
