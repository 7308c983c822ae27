//! Comparing texts and lists: the only home of the `similar` crate. Whatever is compared is numbered
//! first, so that one compiled comparison serves all.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::ops::Range;

use similar::algorithms::{Capture, Compact, Replace, myers};
use similar::{DiffOp, DiffTag};

/// How much of two words must be the same for one to be proposed for the other: seven tenths of
/// their characters, in order, in parts of a million. It accepts one slip in three letters; a
/// threshold of nrt's own.
const ALIKE: usize = 700_000;

/// The candidate that `word` most resembles, if any does enough to be proposed; of several, the
/// first by the alphabet. Case is ignored.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let letters = |word: &str| word.to_lowercase().chars().collect::<Vec<char>>();
    let word = letters(word);
    let mut best: Option<(usize, Reverse<Vec<char>>, &str)> = None;
    for candidate in candidates {
        let own = letters(candidate);
        if most_alike(&word, &own) < ALIKE {
            continue;
        }
        let ratio = share(common(&word, &own).len(), &word, &own);
        if ratio < ALIKE {
            continue;
        }
        let found = (ratio, Reverse(own), candidate);
        if best.as_ref().is_none_or(|best| (found.0, &found.1) > (best.0, &best.1)) {
            best = Some(found);
        }
    }
    best.map(|(_, _, candidate)| candidate)
}

/// The share of two words that so many of their letters are, in parts of a million.
fn share(letters: usize, a: &[char], b: &[char]) -> usize {
    (2_000_000 * letters).checked_div(a.len() + b.len()).unwrap_or(1_000_000)
}

/// The share that two words cannot pass: that of their letters in whatever order.
fn most_alike(a: &[char], b: &[char]) -> usize {
    let shorter = share(a.len().min(b.len()), a, b);
    if shorter < ALIKE {
        return shorter;
    }
    let mut counts: BTreeMap<char, usize> = BTreeMap::new();
    for letter in a {
        *counts.entry(*letter).or_default() += 1;
    }
    let mut taken = |letter: &&char| {
        counts.get_mut(*letter).is_some_and(|count| {
            let left = count.checked_sub(1);
            *count = left.unwrap_or_default();
            left.is_some()
        })
    };
    share(b.iter().filter(|letter| taken(letter)).count(), a, b)
}

/// The members that two lists have in common, in order: their positions in both. The longest such
/// row, and the same one on every run.
pub fn common<T: Ord>(before: &[T], after: &[T]) -> Vec<(usize, usize)> {
    let equal = ops(before, after).into_iter().filter(|op| op.tag() == DiffTag::Equal);
    equal.flat_map(|op| op.old_range().zip(op.new_range())).collect()
}

/// What makes one list of another.
fn ops<T: Ord>(before: &[T], after: &[T]) -> Vec<DiffOp> {
    let mut numbers: BTreeMap<&T, u32> = BTreeMap::new();
    let mut old = Vec::with_capacity(before.len());
    let mut new = Vec::with_capacity(after.len());
    for (list, numbers_of) in [(before, &mut old), (after, &mut new)] {
        for member in list {
            let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
            numbers_of.push(*numbers.entry(member).or_insert(next));
        }
    }
    compared(&old, &new)
}

/// The one comparison of all.
fn compared(old: &[u32], new: &[u32]) -> Vec<DiffOp> {
    let mut found = Compact::new(Replace::new(Capture::new()), old, new);
    // What is captured cannot fail.
    let _ = myers::diff(&mut found, old, 0..old.len(), new, 0..new.len());
    found.into_inner().into_inner().into_ops()
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

/// Two texts, word by word; the spaces between them are words as well.
pub fn words(before: &str, after: &str) -> Vec<Part> {
    let (old, new) = (split(before), split(after));
    let mut parts: Vec<Part> = Vec::new();
    for op in ops(&old, &new) {
        let (removed, added) = (old[op.old_range()].concat(), new[op.new_range()].concat());
        if op.tag() == DiffTag::Equal {
            parts.push(Part::Same(added));
            continue;
        }
        parts.extend((!removed.is_empty()).then_some(Part::Removed(removed)));
        parts.extend((!added.is_empty()).then_some(Part::Added(added)));
    }
    parts
}

/// The words of a text, and what is between them.
fn split(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let other = |c: char| c.is_whitespace() != first.is_whitespace();
        let (word, after) = rest.split_at(rest.find(other).unwrap_or(rest.len()));
        words.push(word);
        rest = after;
    }
    words
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
    // A lone CR ends no line.
    let before: Vec<&str> = before.split_inclusive('\n').collect();
    let after: Vec<&str> = after.split_inclusive('\n').collect();
    let mut found = Vec::new();
    for ops in similar::group_diff_ops(ops(&before, &after), 3) {
        let Some(first) = ops.first() else { continue };
        let (old_at, new_at) = (first.old_range().start + 1, first.new_range().start + 1);
        let mut shown = Vec::new();
        for op in ops {
            let (old, new) = (&old[op.old_range()], &new[op.new_range()]);
            if op.tag() == DiffTag::Equal {
                shown.extend(new.iter().cloned().map(Line::Same));
                continue;
            }
            shown.extend(old.iter().cloned().map(Line::Removed));
            shown.extend(new.iter().cloned().map(Line::Added));
        }
        found.push(Stretch { old: old_at, new: new_at, lines: shown });
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_ends_with_lf_alone() {
        let found = stretches("a\rb\n", "a\rc\rd\n");
        let lines: Vec<Line> = found.into_iter().flat_map(|stretch| stretch.lines).collect();
        assert_eq!(lines, [Line::Removed(0..4), Line::Added(0..6)]);
    }

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
