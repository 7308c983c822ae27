//! Tables that fit the width they are given: the only home of comfy-table.

use comfy_table::{CellAlignment, ContentArrangement, Table, presets};

use super::Style;

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
        let mut table = Table::new();
        table.load_style(presets::UTF8_FULL_CONDENSED);
        table.set_content_arrangement(ContentArrangement::Dynamic);
        table.set_width(u16::try_from(style.width.max(20)).unwrap_or(u16::MAX));
        if self.header.iter().any(|title| !title.is_empty()) {
            table.set_header(&self.header);
        }
        table.add_rows(&self.rows);
        for column in &self.right {
            if let Some(column) = table.column_mut(*column) {
                column.set_cell_alignment(CellAlignment::Right);
            }
        }
        table.lines().map(|line| format!("{}\n", line.trim_end())).collect()
    }
}
