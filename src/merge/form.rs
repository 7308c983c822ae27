//! What a text is written like as a whole: its byte-order mark, the ends of its lines, its last one.

use super::Three;
use super::markers::Piece;

/// The form of a text, as far as it shows one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Form {
    mark: Option<bool>,
    /// Whether lines end with CRLF.
    crlf: Option<bool>,
    /// Whether the last line has an end.
    ended: Option<bool>,
}

const MARK: char = '\u{feff}';

impl Form {
    /// The form of each text, and the texts without it: every line ends with `\n`. Nothing where
    /// one has line ends of two kinds.
    pub(super) fn three(texts: &Three<&str>) -> Option<Three<(Self, String)>> {
        let Three { base, ours, theirs } = texts.map(|text| Self::of(text));
        Some(Three { base: base?, ours: ours?, theirs: theirs? })
    }

    fn of(text: &str) -> Option<(Self, String)> {
        let plain = text.strip_prefix(MARK).unwrap_or(text);
        let (ends, crlf) = (plain.matches('\n').count(), plain.matches("\r\n").count());
        if plain.matches('\r').count() != crlf || crlf != 0 && crlf != ends {
            return None;
        }
        let there = !text.is_empty();
        let form = Self {
            mark: there.then_some(plain.len() != text.len()),
            crlf: (ends > 0).then_some(crlf > 0),
            ended: (!plain.is_empty()).then(|| plain.ends_with('\n')),
        };
        let mut plain = plain.replace("\r\n", "\n");
        if !plain.is_empty() && !plain.ends_with('\n') {
            plain.push('\n');
        }
        Some((form, plain))
    }

    /// What both sides made of the form.
    pub(super) fn merged(forms: &Three<Self>) -> Self {
        let pick = |part: fn(&Self) -> Option<bool>, or: bool| {
            let of = forms.map(part);
            match (of.ours, of.theirs) {
                (None, found) | (found, None) => found,
                (ours, theirs) if ours == theirs => ours,
                // One of them has kept what the base has.
                (ours, theirs) if of.base.is_some() => {
                    if ours == of.base {
                        theirs
                    } else {
                        ours
                    }
                }
                _ => Some(or),
            }
        };
        Self {
            mark: pick(|form| form.mark, false),
            crlf: pick(|form| form.crlf, false),
            ended: pick(|form| form.ended, true),
        }
    }

    /// The text of some pieces with this form. A conflict at an end of the text stands on lines of
    /// its own: without the byte-order mark before it, which would hide it, and with its own end.
    pub(super) fn applied(self, text: &str, pieces: &[Piece]) -> String {
        let mut there = pieces.iter().filter(|piece| **piece != Piece::Lines(String::new()));
        let is_clash = |piece: Option<&Piece>| matches!(piece, Some(Piece::Clash(_)));
        let (first, last) = (there.next(), there.next_back());
        let starts = is_clash(first);
        let marked = is_clash(last.or(first));
        let mut text = match text.strip_suffix('\n') {
            Some(open) if self.ended == Some(false) && !marked => open.to_owned(),
            _ => text.to_owned(),
        };
        if self.crlf == Some(true) {
            text = text.replace('\n', "\r\n");
        }
        if self.mark == Some(true) && !starts {
            text.insert(0, MARK);
        }
        text
    }
}
