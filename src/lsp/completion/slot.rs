//! Where a value goes: between quotes that are there, or with those that miss.

use std::ops::Range;

use super::Spot;
use super::snippets::plain;

/// Where a value goes, and what is written around it.
pub(super) struct Slot {
    /// The bytes that it takes the place of.
    pub(super) range: Range<usize>,
    /// The quote that these start with.
    pub(super) lead: Option<char>,
    /// What is written before and after it.
    around: (String, String),
    /// The quotes that it stands between in the end.
    quote: Option<char>,
}

impl Slot {
    /// The slot of a value at a place: one that stands between quotes, or not, and in brackets of
    /// its own, or not. Nothing where a value of its kind is not written so.
    pub(super) fn of(spot: &Spot<'_>, quoted: bool, bracketed: bool) -> Option<Self> {
        let (raw, token) = (spot.raw(), spot.cursor.token.clone());
        let (open, close) = if bracketed { ("[", "]") } else { ("", "") };
        let Some(quote) = raw.chars().next().filter(|first| matches!(first, '"' | '\'')) else {
            if raw.is_empty() && is_beside_another(spot) {
                return None;
            }
            let space = if spot.before().ends_with('=') && raw.is_empty() { " " } else { "" };
            let mark = if quoted { "\"" } else { "" };
            let around = (format!("{space}{open}{mark}"), format!("{mark}{close}"));
            let quote = quoted.then_some('"');
            return Some(Self { range: token, lead: None, around, quote });
        };
        let closed = raw.len() > 1 && raw.ends_with(quote);
        // Where no quote closes it, the text takes all of the line.
        let end = if closed { token.end } else { spot.offset + word(spot.text, spot.offset) };
        let inner = token.start + 1..end - usize::from(closed);
        if spot.offset < inner.start || inner.end < spot.offset {
            return None;
        }
        if quoted && !bracketed {
            let after = if closed { String::new() } else { quote.to_string() };
            let around = (String::new(), after);
            return Some(Self { range: inner, lead: None, around, quote: Some(quote) });
        }
        let mark = if quoted { quote.to_string() } else { String::new() };
        Some(Self {
            range: token.start..end,
            lead: Some(quote),
            around: (format!("{open}{mark}"), format!("{mark}{close}")),
            quote: quoted.then_some(quote),
        })
    }

    /// What is written for a value; nothing where it cannot stand between the quotes that are there.
    pub(super) fn write(&self, value: &str) -> Option<String> {
        Some(format!("{}{}{}", self.around.0, self.escaped(value)?, self.around.1))
    }

    /// The same for a value that goes on, and whether it has a gap where it does.
    pub(super) fn write_start(&self, value: &str, snippets: bool) -> Option<(String, bool)> {
        let (value, (before, after)) = (self.escaped(value)?, &self.around);
        if after.is_empty() || !snippets {
            // Who types on closes what is open.
            return Some((format!("{before}{value}"), false));
        }
        Some((format!("{}{}$0{}", plain(before), plain(&value), plain(after)), true))
    }

    fn escaped(&self, value: &str) -> Option<String> {
        match self.quote {
            Some('\'') => (!value.contains('\'')).then(|| value.to_owned()),
            Some(_) => Some(value.replace('\\', "\\\\").replace('"', "\\\"")),
            None => Some(value.to_owned()),
        }
    }
}

/// Whether a value stands next to the place on its line, so that one more would be one too many.
fn is_beside_another(spot: &Spot<'_>) -> bool {
    let before = spot.before().trim_end().chars().next_back();
    let after = spot.after().trim_start().chars().next();
    before.is_some_and(|last| !matches!(last, '=' | '[' | ','))
        || after.is_some_and(|next| !matches!(next, ',' | ']' | '}' | '#'))
}

/// The length of the rest of a word.
fn word(text: &str, offset: usize) -> usize {
    let rest = text.get(offset..).unwrap_or_default().chars();
    let letters = rest.take_while(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.'));
    letters.map(char::len_utf8).sum()
}
