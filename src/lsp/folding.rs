//! What can be folded: entities, their inner tables, values on several lines, blocks of comments.

use std::ops::Range;

use gen_lsp_types::{FoldingRange, FoldingRangeKind};

use super::sections::{self, Section};
use super::view::View;
use crate::address::Kind;

/// The ranges of a file that can be folded, from top to bottom.
pub(super) fn of(view: &View<'_>, kind: Kind) -> Vec<FoldingRange> {
    let text = view.text(kind);
    let mut found = Vec::new();
    for section in sections::of(kind, text) {
        fold(view, kind, &section.range(text), None, &mut found);
        for inner in inner_tables(&section, text) {
            fold(view, kind, &inner, None, &mut found);
        }
        for statement in std::iter::once(&section.head).chain(&section.rest) {
            if let Some(value) = &statement.value {
                fold(view, kind, value, None, &mut found);
            }
        }
    }
    for block in comments(text) {
        fold(view, kind, &block, Some(FoldingRangeKind::Comment), &mut found);
    }
    found.sort_by_key(|range| (range.start_line, std::cmp::Reverse(range.end_line)));
    found.dedup_by_key(|range| range.start_line);
    found
}

/// From each header below the section's own to the last statement before the next one.
fn inner_tables(section: &Section, text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for statement in &section.rest {
        let end = sections::end(text, statement);
        if statement.is_header() {
            found.push(statement.lines.start..end);
        } else if let Some(last) = found.last_mut() {
            last.end = end;
        }
    }
    found
}

/// Blocks of whole lines that are comments.
fn comments(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let (mut at, mut open) = (0, false);
    for line in text.split_inclusive('\n') {
        let end = at + line.trim_end_matches(['\n', '\r']).len();
        if !line.trim_start_matches(['\u{feff}', ' ', '\t']).starts_with('#') {
            open = false;
        } else if let Some(last) = found.last_mut().filter(|_| open) {
            last.end = end;
        } else {
            found.push(at..end);
            open = true;
        }
        at += line.len();
    }
    found
}

fn fold(
    view: &View<'_>,
    kind: Kind,
    bytes: &Range<usize>,
    what: Option<FoldingRangeKind>,
    found: &mut Vec<FoldingRange>,
) {
    let range = view.range(kind, bytes);
    if range.end.line > range.start.line {
        found.push(FoldingRange {
            start_line: range.start.line,
            end_line: range.end.line,
            kind: what,
            ..FoldingRange::default()
        });
    }
}
