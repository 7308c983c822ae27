//! Merging comments and empty lines: what either side added is there, what either side took away is
//! not. Two comments in the same place are no contradiction: both stay, ours first.

use super::Three;
use crate::diff::common;

/// The lines of both sides.
pub(super) fn merged(lines: &Three<&[&str]>) -> Vec<String> {
    let owned = |lines: &[&str]| lines.iter().map(ToString::to_string).collect();
    if lines.ours == lines.theirs || lines.theirs == lines.base {
        return owned(lines.ours);
    }
    if lines.ours == lines.base {
        return owned(lines.theirs);
    }
    let (ours, theirs) = (Side::of(lines.base, lines.ours), Side::of(lines.base, lines.theirs));
    let mut merged = Vec::new();
    for gap in 0..=lines.base.len() {
        if let (Some(ours), Some(theirs)) = (ours.added.get(gap), theirs.added.get(gap)) {
            merged.extend(joined(ours, theirs));
        }
        let kept = |side: &Side<'_>| side.kept.get(gap) == Some(&true);
        if let Some(line) = lines.base.get(gap).filter(|_| kept(&ours) && kept(&theirs)) {
            merged.push((*line).to_owned());
        }
    }
    merged
}

/// What a side made of some lines.
struct Side<'l> {
    /// Which lines of the base it kept.
    kept: Vec<bool>,
    /// What it added before each line of the base, and after the last one.
    added: Vec<Vec<&'l str>>,
}

impl<'l> Side<'l> {
    fn of(base: &[&str], side: &[&'l str]) -> Self {
        let mut kept = vec![false; base.len()];
        let mut added = vec![Vec::new(); base.len() + 1];
        let mut from = 0;
        let mut gap = 0;
        let mut add = |gap: usize, lines: &[&'l str]| {
            added.get_mut(gap).map(|slot: &mut Vec<&'l str>| slot.extend(lines))
        };
        for (there, here) in common(base, side) {
            add(gap, side.get(from..here).unwrap_or_default());
            if let Some(kept) = kept.get_mut(there) {
                *kept = true;
            }
            (from, gap) = (here + 1, there + 1);
        }
        add(gap, side.get(from..).unwrap_or_default());
        Self { kept, added }
    }
}

/// The lines of two lists, those that they share once.
fn joined(ours: &[&str], theirs: &[&str]) -> Vec<String> {
    let mut lines: Vec<&str> = Vec::new();
    let (mut a, mut b) = (0, 0);
    for (here, there) in common(ours, theirs) {
        lines.extend(ours.get(a..here).unwrap_or_default());
        lines.extend(theirs.get(b..=there).unwrap_or_default());
        (a, b) = (here + 1, there + 1);
    }
    lines.extend(ours.get(a..).unwrap_or_default());
    lines.extend(theirs.get(b..).unwrap_or_default());
    lines.into_iter().map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn remarks_of_both_sides_stay() {
        let say = |base: &[&str], ours: &[&str], theirs: &[&str]| {
            merged(&Three { base, ours, theirs }).join("|")
        };
        assert_eq!(say(&["a"], &["a", "b"], &["c", "a"]), "c|a|b");
        assert_eq!(say(&["a"], &["b"], &["c"]), "b|c", "both changed it: both stay");
        assert_eq!(say(&["a"], &[], &["a", "c"]), "c");
        assert_eq!(say(&[], &["", "b"], &["", "c"]), "|b|c", "the empty line once");
        assert_eq!(say(&["a", "b"], &["b", "a"], &["a", "b", "c"]), "b|a|c");
    }
}
