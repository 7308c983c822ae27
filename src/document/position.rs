//! Byte offsets as lines and columns: 1-based, counted in Unicode scalar values.

/// A line and a column, both from 1; a column counts Unicode scalar values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The line, from 1.
    pub line: usize,
    /// The column, from 1.
    pub column: usize,
}

/// Where the lines of a text start, so that many offsets are found quickly.
#[derive(Debug)]
pub struct Lines<'a> {
    text: &'a str,
    starts: Vec<usize>,
}

impl<'a> Lines<'a> {
    /// The lines of a text; a line ends after LF.
    pub fn new(text: &'a str) -> Self {
        let ends = text.bytes().enumerate().filter(|(_, b)| *b == b'\n').map(|(at, _)| at + 1);
        Self { text, starts: std::iter::once(0).chain(ends).collect() }
    }

    /// The position of a byte offset; past the end, the position of the end. A byte-order mark at
    /// the start of the file takes no column.
    pub fn position(&self, offset: usize) -> Position {
        let offset = offset.min(self.text.len());
        let line = self.index(offset);
        let before = self.text.get(self.starts[line]..offset).unwrap_or_default();
        let mark = usize::from(line == 0 && before.starts_with('\u{feff}'));
        Position { line: line + 1, column: before.chars().count() + 1 - mark }
    }

    /// The bytes of the whole lines that `range` touches, without the last line's ending.
    pub fn around(&self, range: &std::ops::Range<usize>, context: usize) -> std::ops::Range<usize> {
        let first = self.index(range.start.min(self.text.len())).saturating_sub(context);
        let last = self.index(range.end.min(self.text.len())) + context;
        let end = self.starts.get(last + 1).map_or(self.text.len(), |next| next - 1);
        self.starts[first]..end
    }

    fn index(&self, offset: usize) -> usize {
        self.starts.partition_point(|start| *start <= offset) - 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_not_bytes() {
        let lines = Lines::new("a = 1\né = \"à\"\n");
        assert_eq!(lines.position(0), Position { line: 1, column: 1 });
        assert_eq!(lines.position("a = 1\né".len()), Position { line: 2, column: 2 });
        assert_eq!(lines.position(1000), Position { line: 3, column: 1 });
    }

    #[test]
    fn a_byte_order_mark_takes_no_column() {
        let lines = Lines::new("\u{feff}a = 1");
        assert_eq!(lines.position(3), Position { line: 1, column: 1 });
        assert_eq!(lines.position(0), Position { line: 1, column: 1 });
    }
}
