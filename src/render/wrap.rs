//! Folding a text to a width, at ordinary spaces only: a no-break space does not break.

/// A text with lines of at most `width` characters, but for words that are longer; ends with a line
/// break.
pub(super) fn wrapped(text: &str, width: usize) -> String {
    indented(text, width, "", "")
}

/// The same with the first line after `first`, and the others after `rest`.
pub(crate) fn indented(text: &str, width: usize, first: &str, rest: &str) -> String {
    let mut out = String::from(first);
    let mut start = first.chars().count();
    for (n, line) in text.lines().enumerate() {
        if n > 0 {
            out.push_str(rest);
            start = rest.chars().count();
        }
        let mut column = start;
        for word in line.split(' ') {
            let length = word.chars().count();
            if column > start && column + 1 + length > width {
                // Spaces between columns are nothing at the end of a line.
                out.truncate(out.trim_end_matches(' ').len());
                out.push('\n');
                out.push_str(rest);
                start = rest.chars().count();
                column = start;
            } else if column > start {
                out.push(' ');
                column += 1;
            }
            out.push_str(word);
            column += length;
        }
        out.push('\n');
    }
    out
}

/// Sentences on lines of their own, each folded to a width and set off where it goes on.
pub fn sentences(text: &str, width: usize) -> String {
    let line = |line: &str| {
        let own = line.trim_start_matches(' ');
        let lead = &line[..line.len() - own.len()];
        indented(own, width, lead, "    ")
    };
    text.lines().map(line).collect()
}

/// Two texts on one line, the second one in a column of its own where there is room, else below.
pub(super) fn spread(left: &str, right: &str, width: usize) -> String {
    let used = left.chars().count() + right.chars().count();
    if used + 2 <= width {
        let gap = " ".repeat((width - used).min(72_usize.saturating_sub(used).max(2)));
        return format!("{left}{gap}{right}\n");
    }
    format!("{}{}", indented(left, width, "", "    "), indented(right, width, "    ", "    "))
}

/// Where a line may be broken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Break {
    /// Nowhere.
    Line,
    /// At ordinary spaces.
    Word,
    /// Also after hyphens.
    Hyphen,
}

/// The parts of a line that are not to be broken, each with the space after it.
pub(super) fn pieces(line: &str, breaks: Break) -> impl Iterator<Item = &str> {
    let end = move |c: char| match breaks {
        Break::Line => false,
        Break::Word => c == ' ',
        Break::Hyphen => c == ' ' || c == '-',
    };
    line.split_inclusive(end)
}

/// A text with lines of at most `width` characters, but for pieces that are longer; no line break
/// at the end.
pub(super) fn folded(text: &str, width: usize, breaks: Break) -> String {
    let mut out: Vec<String> = Vec::new();
    for line in text.lines() {
        let mut row = String::new();
        for piece in pieces(line, breaks) {
            let length = row.chars().count() + piece.trim_end().chars().count();
            if !row.is_empty() && length > width {
                out.push(row.trim_end_matches(' ').to_owned());
                row.clear();
            }
            row.push_str(piece);
        }
        out.push(row.trim_end_matches(' ').to_owned());
    }
    out.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_at_ordinary_spaces() {
        assert_eq!(wrapped("un deux trois", 8), "un deux\ntrois\n");
        assert_eq!(wrapped("a\u{a0}b\u{a0}c d", 3), "a\u{a0}b\u{a0}c\nd\n");
        assert_eq!(indented("un   deux", 5, "", "  "), "un\n  deux\n");
        assert_eq!(folded("un deux-trois", 8, Break::Word), "un\ndeux-trois");
        assert_eq!(folded("un deux-trois", 8, Break::Hyphen), "un deux-\ntrois");
        assert_eq!(
            sentences("un deux\n  aide\u{a0}: trois\n", 10),
            "un deux\n  aide\u{a0}:\n    trois\n"
        );
        assert_eq!(indented("un deux trois", 10, "  - ", "    "), "  - un\n    deux\n    trois\n");
    }
}
