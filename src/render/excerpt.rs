//! A few lines of a file, made safe to show: personal values masked, hidden characters spelt out,
//! long lines cut. Marked ranges move along.

use std::ops::Range;

use crate::address::Kind;
use crate::document::Document;
use crate::document::position::Lines;
use crate::model::{self, Key, Shape, misread::fold};
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
        let masked = personal_part(document.kind, line);
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
                '\r' if line[at..].starts_with("\r\n") => {}
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

/// The value of a line whose key holds personal data, even where the line is no sound TOML.
fn personal_part(kind: Kind, line: &str) -> Range<usize> {
    let Some(equals) = line.find('=') else {
        return 0..0;
    };
    let key = line[..equals].rsplit('.').next().unwrap_or_default();
    let key = fold(key.trim().trim_matches(['"', '\'', ' ', '{', '[']));
    let inline = line[..equals].contains('{');
    if is_personal(model::keys(kind), &key) || inline {
        let value = equals + 1 + (line[equals + 1..].len() - line[equals + 1..].trim_start().len());
        return value..line.trim_end().len();
    }
    // An inline table may hold the key further on.
    let rest = &line[equals + 1..];
    if rest.trim_start().starts_with('{') {
        return equals + 1..line.trim_end().len();
    }
    0..0
}

fn is_personal(keys: &[Key], name: &str) -> bool {
    keys.iter().any(|key| match key.shape {
        Shape::Table(inner) => is_personal(inner, name),
        Shape::Map(Shape::Table(inner)) => is_personal(inner, name),
        _ => key.personal && key.is_called(name),
    })
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
