//! Bytes put in the place of others: what an edit, a fix and an editor's change have in common.

use std::ops::Range;

/// Bytes to put in the place of others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Splice {
    /// What goes, as bytes of the text; end exclusive.
    pub range: Range<usize>,
    /// What comes instead.
    pub text: String,
}

/// A text with splices applied, which must not overlap.
pub fn applied(text: &str, splices: &[Splice]) -> String {
    let mut sorted: Vec<&Splice> = splices.iter().collect();
    sorted.sort_by_key(|splice| splice.range.start);
    let (mut whole, mut at) = (String::with_capacity(text.len() + 64), 0);
    for Splice { range, text: new } in sorted {
        whole.push_str(text.get(at..range.start).unwrap_or_default());
        whole.push_str(new);
        at = range.end;
    }
    whole.push_str(text.get(at..).unwrap_or_default());
    whole
}
