//! A few lines of a file, made safe to show: personal values masked, hidden characters spelt out,
//! long lines cut. Marked ranges move along.

use std::ops::Range;

use toml::de::DeTable;

use crate::address::Kind;
use crate::document::Document;
use crate::document::position::Lines;
use crate::model::{self, Key, Shape};
use crate::text::is_hidden;

/// The widest line shown, in characters.
const MAX_COLUMNS: usize = 160;

/// How many characters of a line that is cut stand before the marked value.
const BEFORE: usize = 60;

/// Lines of a file, ready to show.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Excerpt {
    /// The lines, cleaned.
    pub(super) text: String,
    /// The number of the first line, from 1.
    pub(super) line: usize,
    /// Where the marked ranges now stand in `text`.
    pub(super) marks: Vec<Range<usize>>,
}

/// The lines that hold `marks`, which are sorted ranges on lines close to each other.
pub(super) fn excerpt(
    document: &Document<'_>,
    lines: &Lines<'_>,
    marks: &[Range<usize>],
) -> Excerpt {
    let start = marks.iter().map(|mark| mark.start).min().unwrap_or_default();
    let end = marks.iter().map(|mark| mark.end).max().unwrap_or_default();
    // A value of several lines is shown by its first one.
    let first_line = lines.around(&(start..start), 0);
    let one_line = marks.len() == 1;
    let window = if one_line { first_line } else { lines.around(&(start..end), 0) };
    let mut moved = Moved::new(marks, window.end);
    let mut text = String::new();
    let mut offset = window.start;
    for line in document.text[window.clone()].split_inclusive('\n') {
        let masked = personal_part(document.kind, &document.text[..offset], line);
        let cut = cut(line, marks, offset);
        if cut.start > 0 {
            text.push('…');
        }
        for (at, c) in line.char_indices() {
            moved.pass(offset + at, text.len());
            if !cut.contains(&at) && c != '\n' {
                continue;
            }
            match c {
                '\n' => text.push('\n'),
                '\r' if document.text[offset + at..].starts_with("\r\n") => {}
                '\u{feff}' if offset + at == 0 => {}
                _ if masked.contains(&at) => text.push('•'),
                '\t' => text.push(' '),
                c if is_hidden(c) => text.extend(c.escape_unicode()),
                c => text.push(c),
            }
        }
        if cut.end < line.trim_end().len() {
            text.push('…');
        }
        offset += line.len();
    }
    let marks = moved.finish(text.len());
    Excerpt { text, line: lines.position(window.start).line, marks }
}

/// Follows the ends of ranges from one text to another.
struct Moved {
    ends: Vec<(usize, Option<usize>)>,
}

impl Moved {
    fn new(marks: &[Range<usize>], limit: usize) -> Self {
        let ends = marks.iter().flat_map(|mark| [mark.start.min(limit), mark.end.min(limit)]);
        Self { ends: ends.map(|end| (end, None)).collect() }
    }

    /// The character at `from` will stand at `to`.
    fn pass(&mut self, from: usize, to: usize) {
        for (end, moved) in &mut self.ends {
            if moved.is_none() && *end <= from {
                *moved = Some(to);
            }
        }
    }

    fn finish(self, length: usize) -> Vec<Range<usize>> {
        let ends: Vec<usize> =
            self.ends.into_iter().map(|(_, moved)| moved.unwrap_or(length)).collect();
        ends.chunks_exact(2).map(|pair| pair[0]..pair[1].max(pair[0])).collect()
    }
}

/// The part of a line that is shown: all of it, or some columns around the first mark on it.
fn cut(line: &str, marks: &[Range<usize>], offset: usize) -> Range<usize> {
    let columns = line.trim_end().chars().count();
    if columns <= MAX_COLUMNS {
        return 0..line.len();
    }
    let mark = marks
        .iter()
        .map(|mark| mark.start)
        .find(|start| (offset..offset + line.len()).contains(start))
        .map_or(0, |start| line[..start - offset].chars().count());
    let first = mark.saturating_sub(BEFORE);
    let byte = |column: usize| line.char_indices().nth(column).map_or(line.len(), |(at, _)| at);
    byte(first)..byte(first + MAX_COLUMNS)
}

/// One line of a file, as it may be shown.
pub(super) fn shown(kind: Kind, text: &str, range: Range<usize>) -> String {
    let line = &text[range.clone()];
    let masked = personal_part(kind, &text[..range.start], line);
    let mut shown = String::new();
    for (at, c) in line.trim_end_matches(['\r', '\n']).char_indices() {
        match c {
            '\u{feff}' if range.start + at == 0 => {}
            _ if masked.contains(&at) => shown.push('•'),
            '\t' => shown.push('\t'),
            c if is_hidden(c) => shown.extend(c.escape_unicode()),
            c => shown.push(c),
        }
    }
    shown
}

/// The part of a line that may hold personal data, even where the line is no sound TOML: the value
/// of a personal key, of a key that is misspelt or unknown, or a line that goes on from one.
fn personal_part(kind: Kind, before: &str, line: &str) -> Range<usize> {
    let keys = model::keys(kind);
    if !keys.iter().any(has_personal) {
        return 0..0;
    }
    let end = line.trim_end().len();
    let trimmed = line.trim_start();
    let start = line.len() - trimmed.len();
    if line[..end].contains('\r') {
        // Several lines in one, for a program that ends lines so.
        return start..end;
    }
    let shown = 0..0;
    let marker = ["<<<<<<<", "|||||||", "=======", ">>>>>>>"];
    if trimmed.is_empty() || marker.iter().any(|marker| trimmed.starts_with(marker)) {
        return shown;
    }
    if trimmed.starts_with('#') {
        // A comment is only ever marked for what it should not hold.
        return if trimmed.contains(is_hidden) { start + 1..end } else { shown };
    }
    let alone = DeTable::parse(trimmed).is_ok();
    if trimmed.starts_with('[') {
        let header = trimmed.find([']', ' ']).map_or(trimmed.len(), |at| at + 1);
        return if alone { shown } else { (start + header).min(end)..end };
    }
    if let Some((key, equals)) = assignment(line) {
        let after = &line[equals + 1..];
        let value = equals + 1 + (after.len() - after.trim_start().len());
        let table = after.trim_start().starts_with('{');
        // A broken line may hold a second key, or an address whose key was lost.
        let more = !alone && after.contains(['=', '@']);
        let plain = is_plain(keys, key) && !table && !more;
        return if plain { shown } else { value.min(end)..end };
    }
    if let Some(equals) = line.find('=') {
        return (equals + 1).min(end)..end;
    }
    if trimmed.contains('@') {
        return start..end;
    }
    // A line that no key opens goes on from the last one, unless a header stands between.
    let owner =
        before.lines().rev().find(|line| line.starts_with('[') || assignment(line).is_some());
    let word = trimmed.find([' ', ':', '\t', '"', '\'']).unwrap_or(0);
    match owner.and_then(assignment) {
        Some((key, _)) if !is_plain(keys, key) => start..end,
        Some(_) if !names_personal(keys, trimmed) => 0..0,
        _ => start + word..end,
    }
}

/// The key of a line `key = value`, and where its sign stands.
fn assignment(line: &str) -> Option<(&str, usize)> {
    let equals = line.find('=')?;
    let key = line[..equals].trim();
    if key.contains([' ', ':', ',']) && !key.starts_with(['"', '\'']) {
        return None;
    }
    let last = key.rsplit('.').next().unwrap_or_default();
    Some((last.trim_matches(['"', '\'', ' ']), equals))
}

/// Whether a key is known and holds nothing personal.
fn is_plain(keys: &[Key], name: &str) -> bool {
    keys.iter().any(|key| {
        key.is_called(name) && !key.personal || inner(key).is_some_and(|k| is_plain(k, name))
    })
}

fn has_personal(key: &Key) -> bool {
    key.personal || inner(key).is_some_and(|keys| keys.iter().any(has_personal))
}

/// Whether a line starts with the name of a personal key.
fn names_personal(keys: &[Key], line: &str) -> bool {
    let word = line.split([' ', ':', '\t', '"']).next().unwrap_or_default();
    keys.iter().any(|key| key.personal && key.is_called(word))
}

const fn inner(key: &Key) -> Option<&'static [Key]> {
    match key.shape {
        Shape::Table(keys) => Some(keys),
        Shape::Map(Shape::Table(keys)) => Some(*keys),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::Lang;

    fn shown(kind: Kind, text: &str, mark: Range<usize>) -> Excerpt {
        let (document, _) = Document::read(kind, text.as_bytes(), 1 << 20, Lang::En);
        excerpt(&document, &Lines::new(text), &[mark])
    }

    #[test]
    fn a_personal_value_is_masked_and_the_mark_moves_along() {
        let text = "[dgs]\ncontact = \"a@b.fr\" # x\n";
        let excerpt = shown(Kind::Stakeholder, text, 16..24);
        assert_eq!(excerpt.text, "contact = ••••••••••••");
        assert_eq!(excerpt.line, 2);
        assert_eq!(&excerpt.text[excerpt.marks[0].clone()], "••••••••");
    }

    #[test]
    fn a_broken_personal_line_is_masked_too() {
        let excerpt = shown(Kind::Referent, "[r]\ncourriel = a@b.fr\n", 15..21);
        assert!(!excerpt.text.contains("a@b.fr"), "{}", excerpt.text);
    }

    #[test]
    fn hidden_characters_are_spelt_out() {
        let text = "title = \"a\u{202e}b\"";
        let excerpt = shown(Kind::Milestone, text, 8..text.len());
        assert_eq!(excerpt.text, "title = \"a\\u{202e}b\"");
        assert_eq!(excerpt.marks[0], 8..excerpt.text.len());
    }

    #[test]
    fn long_lines_are_cut_around_the_mark() {
        let text = format!("reason = \"{}é\"", "x".repeat(500));
        let start = text.len() - 3;
        let excerpt = shown(Kind::Scope, &text, start..text.len());
        assert!(excerpt.text.chars().count() <= MAX_COLUMNS + 2);
        assert_eq!(&excerpt.text[excerpt.marks[0].clone()], "é\"");
    }
}
