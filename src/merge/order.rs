//! The order of what both sides hold: that of the side which changed it, and each new thing after
//! what it was put after.

use std::collections::{BTreeMap, BTreeSet};

use super::Three;

/// Every key of the two sides, each once. Where both sides changed the order of the base, ours wins.
pub(super) fn merged<K: Ord + Clone>(keys: &Three<Vec<K>>) -> Vec<K> {
    let base: BTreeSet<&K> = keys.base.iter().collect();
    let moved = |side: &[K]| {
        let there: BTreeSet<&K> = side.iter().collect();
        let kept = keys.base.iter().filter(|key| there.contains(key));
        !kept.eq(side.iter().filter(|key| base.contains(key)))
    };
    let (main, other) = if moved(&keys.theirs) && !moved(&keys.ours) {
        (&keys.theirs, &keys.ours)
    } else {
        (&keys.ours, &keys.theirs)
    };
    let (mains, others): (BTreeSet<&K>, BTreeSet<&K>) =
        (main.iter().collect(), other.iter().collect());
    // What comes after each key of the main side, or before the first one.
    let mut after: BTreeMap<Option<&K>, Vec<&K>> = BTreeMap::new();
    let mut last = None;
    for key in other {
        if mains.contains(key) {
            last = Some(key);
        } else {
            after.entry(last).or_default().push(key);
        }
    }
    let mut order: Vec<K> = Vec::with_capacity(main.len() + other.len());
    let mut waiting = after.remove(&None).unwrap_or_default();
    for key in main {
        // What the main side put in the same place comes first.
        if base.contains(key) || others.contains(key) {
            order.extend(std::mem::take(&mut waiting).into_iter().cloned());
        }
        order.push(key.clone());
        waiting.extend(after.remove(&Some(key)).unwrap_or_default());
    }
    order.extend(waiting.into_iter().cloned());
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn new_things_follow_what_they_were_put_after() {
        let say = |base: &str, ours: &str, theirs: &str| {
            let keys = |text: &str| text.chars().collect::<Vec<_>>();
            let three = Three { base: keys(base), ours: keys(ours), theirs: keys(theirs) };
            merged(&three).into_iter().collect::<String>()
        };
        assert_eq!(say("ab", "abx", "aby"), "abxy");
        assert_eq!(say("ab", "xab", "yab"), "xyab");
        assert_eq!(say("abc", "axbc", "abyc"), "axbyc");
        assert_eq!(say("abc", "cab", "abyc"), "caby");
        assert_eq!(say("abc", "abxc", "cab"), "cabx");
        assert_eq!(say("abc", "ac", "abyc"), "abyc", "what one deleted keeps its place");
        assert_eq!(say("", "ab", "bc"), "abc");
    }
}
