//! The form of what is shown beside a word: Markdown for who knows it, else the same as plain text.
//! What comes from a file is cleaned in both.

use crate::lang::Lang;
use crate::render::{code, plain, prose};
use crate::text::terminal;

/// The form that a client wants.
#[derive(Debug, Clone, Copy)]
pub(super) struct Form {
    pub(super) markdown: bool,
    pub(super) lang: Lang,
}

impl Form {
    /// A text from a file, for the middle of a line.
    pub(super) fn text(self, text: &str) -> String {
        let shown = terminal(text.trim());
        if self.markdown { prose(&shown) } else { shown }
    }

    /// A name from a file: an id, an address, a path.
    pub(super) fn code(self, text: &str) -> String {
        let shown = terminal(text);
        if self.markdown { code(&shown) } else { format!("`{shown}`") }
    }

    /// What is in the form already, to be seen first.
    pub(super) fn strong(self, shown: &str) -> String {
        if self.markdown && !shown.is_empty() { format!("**{shown}**") } else { shown.to_owned() }
    }

    /// Markdown of our own.
    pub(super) fn own(self, markdown: &str) -> String {
        if self.markdown { markdown.to_owned() } else { plain(markdown) }
    }

    /// « « Cheffe de projet » (`cheffe-projet`) »; the id alone where there is no title.
    pub(super) fn called(self, title: Option<&str>, id: &str) -> String {
        let id = self.code(id);
        match title.map(|title| self.text(title)).filter(|title| !title.is_empty()) {
            Some(title) => match self.lang {
                Lang::Fr => format!("«\u{a0}{title}\u{a0}» ({id})"),
                Lang::En => format!("\"{title}\" ({id})"),
            },
            None => id,
        }
    }

    /// « État : prévu », "State: planned".
    pub(super) fn named(self, name: (&str, &str), shown: &str) -> String {
        let (name, colon) = (self.lang.pick(name.0, name.1), self.lang.pick("\u{a0}:", ":"));
        format!("{name}{colon} {shown}")
    }
}

/// A text with a capital, for the start of a line.
pub(super) fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().into_iter().flat_map(char::to_uppercase).chain(chars).collect()
}

/// A list, a line each; nothing where there are none.
pub(super) fn list(lines: &[String]) -> String {
    let lines: Vec<String> = lines.iter().map(|line| format!("- {line}")).collect();
    lines.join("\n")
}

/// Parts one below the other, without those of which there is nothing.
pub(super) fn page(parts: &[String]) -> Option<String> {
    let parts: Vec<&str> = parts.iter().map(String::as_str).filter(|p| !p.is_empty()).collect();
    (!parts.is_empty()).then(|| parts.join("\n\n"))
}
