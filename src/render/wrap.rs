//! Folding a text to a width, at ordinary spaces only: a no-break space does not break.

/// A text with lines of at most `width` characters, but for words that are longer; ends with a line
/// break.
pub(super) fn wrapped(text: &str, width: usize) -> String {
    indented(text, width, "", "")
}

/// The same with the first line after `first`, and the others after `rest`.
pub(super) fn indented(text: &str, width: usize, first: &str, rest: &str) -> String {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_at_ordinary_spaces() {
        assert_eq!(wrapped("un deux trois", 8), "un deux\ntrois\n");
        assert_eq!(wrapped("a\u{a0}b\u{a0}c d", 3), "a\u{a0}b\u{a0}c\nd\n");
        assert_eq!(indented("un deux trois", 10, "  - ", "    "), "  - un\n    deux\n    trois\n");
    }
}
