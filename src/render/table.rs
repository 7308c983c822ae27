//! Tables that fit the width they are given: the only home of comfy-table. Where no word would fit
//! whole, each row becomes a few lines of its own.

use comfy_table::{CellAlignment, ColumnConstraint, ContentArrangement, Table, Width, presets};

use super::Style;
use super::wrap::indented;

/// A table of texts that are already clean.
pub(super) struct Rows {
    header: Vec<String>,
    rows: Vec<Vec<String>>,
    right: Vec<usize>,
}

impl Rows {
    /// A table with these titles; without a header when they are all empty.
    pub(super) fn new(header: &[&str]) -> Self {
        let header = header.iter().map(|title| (*title).to_owned()).collect();
        Self { header, rows: Vec::new(), right: Vec::new() }
    }

    /// Aligns a column, from 0, to the right.
    pub(super) fn right(mut self, column: usize) -> Self {
        self.right.push(column);
        self
    }

    pub(super) fn push(&mut self, row: Vec<String>) {
        self.rows.push(row);
    }

    pub(super) const fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The table, with a final line break; nothing when it has no rows.
    pub(super) fn render(&self, style: Style) -> String {
        if self.rows.is_empty() {
            return String::new();
        }
        let words: Vec<usize> = (0..self.header.len()).map(|at| self.longest_word(at)).collect();
        // Each column has a border and two spaces, and a last border closes the row.
        let least: usize = words.iter().map(|word| word + 3).sum::<usize>() + 1;
        if least > style.width { self.records(style) } else { self.table(&words, style) }
    }

    fn table(&self, words: &[usize], style: Style) -> String {
        let mut table = Table::new();
        table.load_style(presets::UTF8_FULL_CONDENSED);
        table.set_content_arrangement(ContentArrangement::Dynamic);
        table.set_width(u16::try_from(style.width).unwrap_or(u16::MAX));
        if self.has_header() {
            table.set_header(&self.header);
        }
        table.add_rows(&self.rows);
        // No word is cut. The width of a constraint counts the two spaces around the content.
        table.set_constraints(words.iter().map(|word| {
            let width = u16::try_from(word + 2).unwrap_or(u16::MAX);
            ColumnConstraint::LowerBoundary(Width::Fixed(width))
        }));
        for column in &self.right {
            if let Some(column) = table.column_mut(*column) {
                column.set_cell_alignment(CellAlignment::Right);
            }
        }
        table.lines().map(|line| format!("{}\n", line.trim_end())).collect()
    }

    /// One row after the other: its first cell, then what else it says.
    fn records(&self, style: Style) -> String {
        let mut text = String::new();
        for row in &self.rows {
            let mut cells = row.iter().zip(&self.header);
            if let Some((first, _)) = cells.next() {
                text.push_str(&indented(first, style.width, "", "  "));
            }
            for (cell, title) in cells.filter(|(cell, _)| !cell.is_empty()) {
                let colon = style.lang.pick("\u{a0}: ", ": ");
                let lead = if title.is_empty() { String::new() } else { format!("{title}{colon}") };
                text.push_str(&indented(&format!("{lead}{cell}"), style.width, "  ", "    "));
            }
        }
        text
    }

    fn has_header(&self) -> bool {
        self.header.iter().any(|title| !title.is_empty())
    }

    /// The characters of the longest word of a column, its title included.
    fn longest_word(&self, column: usize) -> usize {
        let cells = self.rows.iter().filter_map(|row| row.get(column));
        cells
            .chain(self.header.get(column))
            .flat_map(|cell| cell.split([' ', '\n']))
            .map(|word| word.chars().count())
            .max()
            .unwrap_or_default()
    }
}
