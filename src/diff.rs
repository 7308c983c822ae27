//! Comparing texts: the only home of the `similar` crate.

use std::ops::Range;

/// The candidate that `word` most resembles, if any does enough to be proposed.
///
/// Case is ignored. The threshold (0.7 of the characters in common, in order) is nrt's own: it
/// accepts one slip in three letters.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let candidates: Vec<&str> = candidates.into_iter().collect();
    let lowered: Vec<String> = candidates.iter().map(|c| c.to_lowercase()).collect();
    let views: Vec<&str> = lowered.iter().map(String::as_str).collect();
    let word = word.to_lowercase();
    let best = similar::get_close_matches(word.as_str(), &views, 1, 0.7).first().copied()?;
    lowered.iter().position(|c| c == best).map(|at| candidates[at])
}

/// The members that two lists have in common, in order: their positions in both. The longest such
/// row, and the same one on every run.
pub fn common<T: Eq + std::hash::Hash + Ord>(before: &[T], after: &[T]) -> Vec<(usize, usize)> {
    let ops = similar::capture_diff_slices(similar::Algorithm::Myers, before, after);
    let mut pairs = Vec::new();
    for op in ops {
        if op.tag() == similar::DiffTag::Equal {
            pairs.extend(op.old_range().zip(op.new_range()));
        }
    }
    pairs
}

/// A stretch of two texts that are compared word by word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// In both.
    Same(String),
    /// Only in the first.
    Removed(String),
    /// Only in the second.
    Added(String),
}

/// Two texts, word by word; spaces go with the words they stand between.
pub fn words(before: &str, after: &str) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    for change in similar::TextDiff::from_words(before, after).iter_all_changes() {
        let word = change.value();
        match (parts.last_mut(), change.tag()) {
            (Some(Part::Same(text)), similar::ChangeTag::Equal)
            | (Some(Part::Removed(text)), similar::ChangeTag::Delete)
            | (Some(Part::Added(text)), similar::ChangeTag::Insert) => text.push_str(word),
            (_, similar::ChangeTag::Equal) => parts.push(Part::Same(word.to_owned())),
            (_, similar::ChangeTag::Delete) => parts.push(Part::Removed(word.to_owned())),
            (_, similar::ChangeTag::Insert) => parts.push(Part::Added(word.to_owned())),
        }
    }
    parts
}

/// A line of a comparison: what became of it, and its bytes, the line's end included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Line {
    /// In both; its bytes in the second.
    Same(Range<usize>),
    /// Only in the first; its bytes there.
    Removed(Range<usize>),
    /// Only in the second; its bytes there.
    Added(Range<usize>),
}

/// Some lines in a row that differ, with up to three lines around them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stretch {
    /// The number of its first line in the first text, from 1.
    pub old: usize,
    /// The number of its first line in the second text, from 1.
    pub new: usize,
    /// Its lines.
    pub lines: Vec<Line>,
}

/// The stretches of two texts that differ, line by line.
pub fn stretches(before: &str, after: &str) -> Vec<Stretch> {
    let lines = |text: &str| -> Vec<Range<usize>> {
        let ends = text.split_inclusive('\n').scan(0, |at, line| {
            let start = std::mem::replace(at, *at + line.len());
            Some(start..*at)
        });
        ends.collect()
    };
    let (old, new) = (lines(before), lines(after));
    let line = |of: &[Range<usize>], at: Option<usize>| {
        at.and_then(|at| of.get(at).cloned()).unwrap_or_default()
    };
    let diff = similar::TextDiff::from_lines(before, after);
    let mut found = Vec::new();
    for ops in diff.grouped_ops(3) {
        let Some(first) = ops.first() else { continue };
        let (old_at, new_at) = (first.old_range().start + 1, first.new_range().start + 1);
        let mut shown = Vec::new();
        for change in ops.iter().flat_map(|op| diff.iter_changes(op)) {
            shown.push(match change.tag() {
                similar::ChangeTag::Equal => Line::Same(line(&new, change.new_index())),
                similar::ChangeTag::Delete => Line::Removed(line(&old, change.old_index())),
                similar::ChangeTag::Insert => Line::Added(line(&new, change.new_index())),
            });
        }
        found.push(Stretch { old: old_at, new: new_at, lines: shown });
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_recognised_and_strangers_are_not() {
        let keys = ["title", "kind", "date", "bilateral", "bilateral-outcome"];
        assert_eq!(nearest("titel", keys), Some("title"));
        assert_eq!(nearest("Bilatéral", keys), Some("bilateral"));
        assert_eq!(nearest("bilateral-outcom", keys), Some("bilateral-outcome"));
        assert_eq!(nearest("budget", keys), None);
    }

    #[test]
    fn texts_are_compared_by_words() {
        let parts = words("un plan annuel simple", "un plan pluriannuel simple");
        let same = |text: &str| Part::Same(text.to_owned());
        let expected = [
            same("un plan "),
            Part::Removed("annuel".to_owned()),
            Part::Added("pluriannuel".to_owned()),
            same(" simple"),
        ];
        assert_eq!(parts, expected);
    }
}
