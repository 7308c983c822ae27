//! Pages as roff, of the macros that every `man` knows, in UTF-8, in short lines.
//!
//! The `roff` crate is not used: it writes a backslash as `\\`, which roff reads as the start of
//! what follows, and leaves the quotes of a request's arguments alone.

/// A page under way.
pub(super) struct Roff(String);

/// The version, and the day from which it is this one: the same program writes the same page on
/// every day.
const EDITION: (&str, &str) = ("0.1.0", "2026-11-24");

/// How long a line is at most: `mandoc -T lint` warns from 80 bytes on, once it has read each
/// character outside ASCII as eight (`\[u00E9]`).
const WIDTH: usize = 79;

impl Roff {
    /// A page with its title, its section of the manual, and the name of the whole.
    pub(super) fn new(title: &str, section: u8, manual: &str) -> Self {
        let mut page = Self("'\\\" -*- coding: utf-8 -*-\n".to_owned());
        let (title, number) = (title.to_uppercase(), section.to_string());
        let (version, day) = EDITION;
        let source = format!("nrt {version}");
        page.request("TH", &[&title, &number, day, &source, manual]);
        // A date is one without escapes only.
        page.0 = page.0.replace(&escaped(day), day);
        page
    }

    /// The text of the page.
    pub(super) fn end(self) -> String {
        self.0
    }

    pub(super) fn section(&mut self, title: &str) {
        self.request("SH", &[title]);
    }

    pub(super) fn subsection(&mut self, title: &str) {
        self.request("SS", &[title]);
    }

    /// Prose; what stands between backquotes is bold.
    pub(super) fn paragraph(&mut self, text: &str) {
        // A section starts with one of its own.
        let last = self.0.lines().last().unwrap_or_default();
        if !last.starts_with(".S") {
            self.0.push_str(".PP\n");
        }
        self.prose(text);
    }

    /// The first paragraph of a section, which needs no request; roff of its own kind allowed.
    pub(super) fn line(&mut self, roff: &str) {
        self.0.push_str(roff);
        self.0.push('\n');
    }

    /// A term, as roff, with what it means.
    pub(super) fn term(&mut self, term: &str, meaning: &str) {
        self.0.push_str(".TP\n");
        self.line(term);
        self.prose(meaning);
    }

    /// Lines to type as they are.
    pub(super) fn lines(&mut self, lines: &[&str]) {
        self.0.push_str(".PP\n.RS 4\n.nf\n");
        for line in lines {
            self.line(&bold(line));
        }
        self.0.push_str(".fi\n.RE\n");
    }

    /// Sentences, each on lines of its own.
    pub(super) fn prose(&mut self, text: &str) {
        let mut line = String::new();
        for word in words(text) {
            if !line.is_empty() && length(&line) + 1 + length(&word) > WIDTH {
                self.flush(&mut line);
            }
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(&word);
            let plain = word.trim_end_matches("\\fR");
            if plain.ends_with(['.', '?', '!']) && !plain.ends_with("...") {
                self.flush(&mut line);
            }
        }
        self.flush(&mut line);
    }

    fn flush(&mut self, line: &mut String) {
        if line.is_empty() {
            return;
        }
        // A line of text that starts so would be a request.
        if line.starts_with(['.', '\'']) {
            self.0.push_str("\\&");
        }
        self.0.push_str(line);
        self.0.push('\n');
        line.clear();
    }

    fn request(&mut self, name: &str, arguments: &[&str]) {
        self.0.push('.');
        self.0.push_str(name);
        for argument in arguments {
            self.0.push_str(&format!(" \"{}\"", escaped(argument).replace('"', "\\(dq")));
        }
        self.0.push('\n');
    }
}

fn length(line: &str) -> usize {
    line.chars().map(|c| if c.is_ascii() { 1 } else { 8 }).sum()
}

/// Words of prose as roff; what stands between backquotes is bold, and stays together.
fn words(text: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    for (at, part) in text.split('`').enumerate() {
        if at % 2 == 1 {
            // An inner space would be the end of a line.
            let part = bold(part).replace(' ', "\\ ");
            if let Some(last) = words.last_mut() {
                last.push_str(&part);
            }
            continue;
        }
        for (at, piece) in part.split(is_space).enumerate() {
            if at > 0 {
                words.push(String::new());
            }
            if let Some(last) = words.last_mut() {
                last.push_str(&escaped(piece));
            }
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

/// Where a line may be cut: not at a no-break space.
const fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\n' | '\t')
}

/// Letters that are typed as they are shown.
pub(super) fn bold(text: &str) -> String {
    format!("\\fB{}\\fR", code(text))
}

/// Letters that stand for others.
pub(super) fn italic(text: &str) -> String {
    format!("\\fI{}\\fR", code(text))
}

/// A text of which every character is to be shown as it is typed.
fn code(text: &str) -> String {
    let text = escaped(text).replace('\'', "\\(aq").replace('`', "\\(ga");
    text.replace('^', "\\(ha").replace('~', "\\(ti").replace('"', "\\(dq")
}

fn escaped(text: &str) -> String {
    text.replace('\\', "\\e").replace('-', "\\-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_is_written_is_a_request() {
        let mut page = Roff(String::new());
        page.prose(".so /etc/passwd \\fB `a\\b 'c'` -x. 'Deux.");
        assert_eq!(
            page.0,
            "\\&.so /etc/passwd \\efB \\fBa\\eb\\ \\(aqc\\(aq\\fR \\-x.\n\\&'Deux.\n"
        );
        let mut page = Roff(String::new());
        page.section("A \"b\"");
        assert_eq!(page.0, ".SH \"A \\(dqb\\(dq\"\n");
    }

    #[test]
    fn lines_are_short_and_no_break_spaces_hold() {
        let mut page = Roff(String::new());
        page.prose(&"été\u{a0}: ".repeat(40));
        assert!(page.0.lines().all(|line| length(line) <= WIDTH && !line.starts_with(':')));
    }

    #[test]
    fn a_new_version_has_a_new_day() {
        assert_eq!(EDITION.0, env!("CARGO_PKG_VERSION"));
    }
}
