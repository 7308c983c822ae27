//! Positions of the protocol: lines and columns from 0, the columns in the unit that both sides agree
//! on; and changes to a text that are told with them.

use std::cell::OnceCell;
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
    /// Where the characters of more than one byte end, and how many of the bytes up to there are no
    /// column of UTF-16, or none of UTF-32: a line may be as long as the text.
    wide: OnceCell<Vec<(usize, [usize; 2])>>,
}

impl Lines {
    pub(super) fn new(text: &str) -> Self {
        let starts = (1..=text.len()).filter(|start| starts_line(text.as_bytes(), *start));
        let starts = std::iter::once(0).chain(starts).collect();
        Self { starts, length: text.len(), wide: OnceCell::new() }
    }

    /// How many of the bytes before an offset are no column.
    fn surplus(&self, text: &str, offset: usize, encoding: Encoding) -> usize {
        let column = match encoding {
            Encoding::Utf8 => return 0,
            Encoding::Utf16 => 0,
            Encoding::Utf32 => 1,
        };
        let wide = self.wide.get_or_init(|| {
            let mut sum = [0, 0];
            let wide = text.char_indices().filter(|(_, c)| !c.is_ascii());
            let told = wide.map(|(at, c)| {
                let bytes = c.len_utf8();
                sum = [sum[0] + bytes - c.len_utf16(), sum[1] + bytes - 1];
                (at + bytes, sum)
            });
            told.collect()
        });
        let before = wide.partition_point(|(end, _)| *end <= offset).checked_sub(1);
        before.map_or(0, |last| wide[last].1[column])
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
        let whole = (0..=offset).rev().find(|at| text.is_char_boundary(*at));
        let offset = whole.unwrap_or_default();
        let surplus = self.surplus(text, offset, encoding) - self.surplus(text, start, encoding);
        let column = offset - start - surplus;
        Position { line: number(line), character: number(column) }
    }
}

/// Whether a line starts at a byte that is not the first.
fn starts_line(text: &[u8], start: usize) -> bool {
    match text.get(start - 1) {
        Some(b'\n') => true,
        Some(b'\r') => text.get(start) != Some(&b'\n'),
        _ => false,
    }
}

fn number(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// Makes changes to a text, one after the other; without a range, of the whole of it.
pub(super) fn change<'c>(
    text: &mut String,
    changes: impl IntoIterator<Item = (Option<gen_lsp_types::Range>, &'c str)>,
    encoding: Encoding,
) {
    // An editor that replaces a word everywhere tells thousands of changes at once.
    let mut lines = Lines::new(text);
    for (range, new) in changes {
        if let Some(range) = range {
            lines.replace(text, range, new, encoding);
        } else {
            new.clone_into(text);
            lines = Lines::new(text);
        }
    }
}

impl Lines {
    /// Puts `new` in the place of a range of the text; of one that is told backwards, of the same
    /// bytes.
    fn replace(
        &mut self,
        text: &mut String,
        range: gen_lsp_types::Range,
        new: &str,
        encoding: Encoding,
    ) {
        let (a, b) =
            (self.offset(text, range.start, encoding), self.offset(text, range.end, encoding));
        let bytes: Range<usize> = a.min(b)..a.max(b);
        text.replace_range(bytes.clone(), new);
        let end = bytes.start + new.len();
        // What stands on both sides of a start decides on it.
        let first = self.starts.partition_point(|start| *start < bytes.start).max(1);
        let after = self.starts.partition_point(|start| *start <= bytes.end).max(1);
        for start in &mut self.starts[after..] {
            *start = *start - bytes.end + end;
        }
        let found = bytes.start.max(1)..=end;
        let found = found.filter(|start| starts_line(text.as_bytes(), *start));
        self.starts.splice(first..after, found.collect::<Vec<_>>());
        (self.length, self.wide) = (text.len(), OnceCell::new());
    }
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
    fn a_line_may_be_as_long_as_the_text() {
        // Counted from the start of the line each time, this takes hours.
        let text = "é😀".repeat(200_000);
        let lines = Lines::new(&text);
        for n in 0..200_000 {
            let column = |encoding| lines.position(&text, n * 6, encoding).character as usize;
            assert_eq!(column(Encoding::Utf16), n * 3);
            assert_eq!(column(Encoding::Utf32), n * 2);
            assert_eq!(column(Encoding::Utf8), n * 6);
        }
    }

    #[test]
    fn a_range_told_backwards_is_the_same() {
        let mut text = TEXT.to_owned();
        let range = gen_lsp_types::Range { start: position(1, 1), end: position(0, 1) };
        change(&mut text, [(Some(range), "-")], Encoding::Utf16);
        assert_eq!(text, "a-\rc\n");
    }

    proptest::proptest! {
        #[test]
        fn after_a_change_the_lines_are_those_of_the_text(
            text in "[aé\r\n]{0,12}", new in "[b\r\n]{0,4}", places in [0u32..6, 0..6, 0..6, 0..6],
        ) {
            let [a, b, c, d] = places;
            let range = gen_lsp_types::Range { start: position(a, b), end: position(c, d) };
            let (mut text, mut lines) = (text.clone(), Lines::new(&text));
            lines.replace(&mut text, range, &new, Encoding::Utf8);
            let fresh = Lines::new(&text);
            proptest::prop_assert_eq!((lines.starts, lines.length), (fresh.starts, fresh.length));
        }

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
