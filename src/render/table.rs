//! Tables that fit the width they are given: the only home of comfy-table. Where no word would fit
//! whole, columns that may be are left out, then each row becomes a few lines of its own.

use comfy_table::{CellAlignment, ContentArrangement, Table, presets};

use super::Style;
use super::wrap::{Break, folded, indented, pieces, wrapped};
use crate::tr;

/// The characters that a column of sentences is given at least, where it has as many.
const COMFORT: usize = 16;

/// A table of texts that are already clean.
#[derive(Debug, Clone, Default)]
pub(super) struct Rows {
    header: Vec<String>,
    rows: Vec<Vec<String>>,
    right: Vec<usize>,
    /// Columns of ids, which may be cut after a hyphen.
    ids: Vec<usize>,
    /// Columns to leave out where there is no room, the first one first.
    spare: Vec<usize>,
    /// Columns of ids that are cut.
    cut: Vec<usize>,
}

impl Rows {
    /// A table with these titles; without a header when they are all empty.
    pub(super) fn new(header: &[&str]) -> Self {
        let header = header.iter().map(|title| (*title).to_owned()).collect();
        Self { header, ..Self::default() }
    }

    /// Aligns a column, from 0, to the right.
    pub(super) fn right(mut self, column: usize) -> Self {
        self.right.push(column);
        self
    }

    /// Lets the ids of a column be cut after a hyphen, where there is no room.
    pub(super) fn ids(mut self, column: usize) -> Self {
        self.ids.push(column);
        self
    }

    /// Lets a column be left out where there is no room, after those named before.
    pub(super) fn spare(mut self, column: usize) -> Self {
        self.spare.push(column);
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
        let mut shown = self.clone();
        let mut left_out = Vec::new();
        for column in &self.spare {
            shown.cut_ids(style.width);
            if total(&shown.comfortable()) <= style.width {
                break;
            }
            left_out.push(*column);
            shown = self.without(&left_out);
        }
        shown.cut_ids(style.width);
        let comfortable = shown.comfortable();
        let least = if total(&comfortable) <= style.width { comfortable } else { shown.least() };
        if total(&least) > style.width {
            return self.records(style);
        }
        let mut text = shown.table(&least, style);
        if !left_out.is_empty() {
            left_out.sort_unstable();
            let names: Vec<&str> =
                left_out.iter().filter_map(|at| self.header.get(*at)).map(String::as_str).collect();
            let names = names.join(", ");
            text.push_str(&wrapped(
                &tr!(
                    style.lang,
                    "Faute de place, sans : {names} (`--format csv` donne tout)",
                    "For want of room, without: {names} (`--format csv` gives all)"
                ),
                style.width,
            ));
        }
        text
    }

    /// The same table without some columns.
    fn without(&self, gone: &[usize]) -> Self {
        let kept: Vec<usize> = (0..self.header.len()).filter(|at| !gone.contains(at)).collect();
        let row = |row: &Vec<String>| -> Vec<String> {
            kept.iter().map(|at| row.get(*at).cloned().unwrap_or_default()).collect()
        };
        let columns = |columns: &[usize]| -> Vec<usize> {
            kept.iter().enumerate().filter(|(_, at)| columns.contains(at)).map(|(n, _)| n).collect()
        };
        Self {
            header: row(&self.header),
            rows: self.rows.iter().map(row).collect(),
            right: columns(&self.right),
            ids: columns(&self.ids),
            spare: Vec::new(),
            cut: Vec::new(),
        }
    }

    /// Lets ids be cut, the widest column first, until the table fits or all of them may be.
    fn cut_ids(&mut self, width: usize) {
        let mut ids = self.ids.clone();
        ids.sort_by_key(|column| std::cmp::Reverse(self.longest(*column, Break::Word)));
        for column in ids {
            if total(&self.comfortable()) <= width {
                return;
            }
            self.cut.push(column);
        }
    }

    /// The least width of each column, at which no word is cut.
    fn least(&self) -> Vec<usize> {
        (0..self.header.len()).map(|at| self.longest(at, self.breaks(at))).collect()
    }

    /// The least width of each column at which it reads well.
    fn comfortable(&self) -> Vec<usize> {
        let widest = |at| self.longest(at, Break::Line).min(COMFORT);
        let floor = |at| if self.ids.contains(&at) { 0 } else { widest(at) };
        self.least().into_iter().enumerate().map(|(at, least)| least.max(floor(at))).collect()
    }

    fn breaks(&self, column: usize) -> Break {
        if self.cut.contains(&column) { Break::Hyphen } else { Break::Word }
    }

    fn table(&self, least: &[usize], style: Style) -> String {
        let widths = self.widths(least, style.width);
        let folded = |row: &Vec<String>| -> Vec<String> {
            let cells = row.iter().zip(&widths).enumerate();
            cells.map(|(at, (cell, width))| folded(cell, *width, self.breaks(at))).collect()
        };
        let mut table = Table::new();
        table.load_style(presets::UTF8_FULL_CONDENSED);
        table.set_content_arrangement(ContentArrangement::Disabled);
        if self.has_header() {
            table.set_header(folded(&self.header));
        }
        table.add_rows(self.rows.iter().map(folded));
        for column in &self.right {
            if let Some(column) = table.column_mut(*column) {
                column.set_cell_alignment(CellAlignment::Right);
            }
        }
        table.lines().map(|line| format!("{}\n", line.trim_end())).collect()
    }

    /// The widths of the columns: as wide as their cells, else the room shared evenly among those
    /// that want more.
    fn widths(&self, least: &[usize], width: usize) -> Vec<usize> {
        let most: Vec<usize> =
            (0..self.header.len()).map(|at| self.longest(at, Break::Line)).collect();
        let at_level = |level: usize| -> Vec<usize> {
            least.iter().zip(&most).map(|(l, m)| level.min(*m).max(*l)).collect()
        };
        let mut level = width;
        while level > 0 && total(&at_level(level)) > width {
            level -= 1;
        }
        let mut widths = at_level(level);
        for (at, most) in most.iter().enumerate() {
            if total(&widths) < width && widths[at] < *most {
                widths[at] += 1;
            }
        }
        widths
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

    /// The characters of the longest piece of a column, its title included.
    fn longest(&self, column: usize, breaks: Break) -> usize {
        let cells = self.rows.iter().filter_map(|row| row.get(column));
        cells
            .chain(self.header.get(column))
            .flat_map(|cell| cell.lines())
            .flat_map(|line| pieces(line, breaks))
            .map(|piece| piece.trim_end().chars().count())
            .max()
            .unwrap_or_default()
    }
}

/// The width of a table: each column has a border and two spaces, and a last border closes the row.
fn total(widths: &[usize]) -> usize {
    widths.iter().map(|width| width + 3).sum::<usize>() + 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::Lang;

    fn rows() -> Rows {
        let mut rows = Rows::new(&["id", "nom", "pilote"]).ids(0).ids(2).spare(2);
        rows.push(
            ["representants-personnel", "Représentants du personnel", "cheffe-projet-dsi"]
                .map(str::to_owned)
                .into(),
        );
        rows
    }

    fn shown(width: usize) -> String {
        rows().render(Style { lang: Lang::En, width, colour: false })
    }

    #[test]
    fn ids_are_cut_after_a_hyphen_and_only_for_want_of_room() {
        assert!(shown(80).contains("│ representants-personnel ┆ Représentants du personnel ┆"));
        let narrow = shown(60);
        assert!(narrow.contains("│ representants- ┆"), "{narrow}");
        assert!(narrow.contains("│ personnel      ┆"), "{narrow}");
    }

    #[test]
    fn a_column_is_left_out_before_the_rows_become_records() {
        let narrow = shown(40);
        assert!(narrow.contains("without: pilote"), "{narrow}");
        assert!(!narrow.contains("cheffe"), "{narrow}");
        assert!(shown(20).contains("  pilote:\n    cheffe-projet-dsi\n"), "{}", shown(20));
    }

    #[test]
    fn no_line_is_wider_than_asked() {
        for width in 34..90 {
            for line in shown(width).lines() {
                assert!(line.chars().count() <= width, "{width}: {line}");
            }
        }
    }
}
