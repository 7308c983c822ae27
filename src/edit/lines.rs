//! The lines around statements: how far in they stand, which comments and empty lines go with them.

use std::ops::Range;

use crate::document::layout::Statement;

/// What stands before a statement on its line.
pub(super) fn indent<'t>(text: &'t str, one: &Statement) -> &'t str {
    let line = &text[one.lines.clone()];
    &line[..line.len() - line.trim_start_matches([' ', '\t']).len()]
}

/// The lines of some statements, with the comments that stand right above the first and right below
/// the last, and the empty lines that would be left over.
pub(super) fn with_comments(text: &str, first: &Statement, last: &Statement) -> Range<usize> {
    let start = comments_above(text, first.lines.start);
    let mut end = last.lines.end;
    let below = text[end..].split_inclusive('\n');
    let comments: usize = below.take_while(|line| is_comment(line)).map(str::len).sum();
    let then = &text[end + comments..];
    // Comments that lead to a table below are that one's.
    if then.trim_start_matches([' ', '\t', '\r']).starts_with('\n') || then.trim().is_empty() {
        end += comments;
    }
    let blank = text[end..].split_inclusive('\n').take_while(|line| line.trim().is_empty());
    let after = end + blank.map(str::len).sum::<usize>();
    if after < text.len() {
        return start..after;
    }
    // Nothing follows: the empty lines above are what would be left over.
    let kept = text[..start].trim_end_matches([' ', '\t', '\r', '\n']).len();
    let kept = kept + text[kept..start].find('\n').map_or(0, |at| at + 1);
    kept..text.len()
}

/// Where the comments start that lead to a line without an empty one between; those that open the
/// file are the file's.
fn comments_above(text: &str, line: usize) -> usize {
    let mut start = line;
    while let Some(above) = text[..start].strip_suffix('\n') {
        let from = above.rfind('\n').map_or(0, |at| at + 1);
        if !is_comment(&text[from..start]) {
            return start;
        }
        start = from;
    }
    line
}

fn is_comment(line: &str) -> bool {
    line.trim_start_matches('\u{feff}').trim_start().starts_with('#')
}
