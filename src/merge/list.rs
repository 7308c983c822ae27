//! Merging lists as sets of members: what either side added is there, what either side took away is
//! not. A member that one side put in the place of another may only be touched by that side.

use std::collections::{BTreeMap, BTreeSet};

use super::Three;
use super::order;
use crate::diff::common;
use crate::document::meaning::of_written;
use crate::document::tables::{Array, Item, comments};

/// The list of both sides as a file writes it. Nothing where that takes a decision: both sides
/// replaced the same member, or a member stands twice in a list.
pub(super) fn merged(values: &Three<&str>) -> Option<String> {
    let Three { base, ours, theirs } = values.map(|value| List::of(value));
    let lists = Three { base: base?, ours: ours?, theirs: theirs? };
    if contradict(&lists) {
        return None;
    }
    let has = |list: &List<'_>, key: &String| list.places.contains_key(key);
    let stays = |key: &String| {
        let gone = |side: &List<'_>| has(&lists.base, key) && !has(side, key);
        !gone(&lists.ours) && !gone(&lists.theirs)
    };
    let keys = order::merged(&lists.map(|list| list.keys.clone()));
    let items: Vec<Item<'_>> =
        keys.iter().filter(|key| stays(key)).filter_map(|key| lists.item(key)).collect();
    let several = |list: &&List<'_>| list.text.contains('\n');
    let like = [&lists.ours, &lists.theirs].into_iter().find(several);
    let text = match like {
        Some(list) => on_lines(&items, list),
        None => on_one_line(&items, &lists.ours),
    };
    holds_comments(values, &text).then_some(text)
}

/// Whether a value holds each comment that a side added to the one of the base.
pub(super) fn holds_comments(values: &Three<&str>, text: &str) -> bool {
    let there: BTreeSet<&str> = comments(text).into_iter().collect();
    let base: BTreeSet<&str> = comments(values.base).into_iter().collect();
    let mut added = [values.ours, values.theirs].into_iter().flat_map(comments);
    added.all(|comment| base.contains(comment) || there.contains(comment))
}

struct List<'t> {
    text: &'t str,
    array: Array<'t>,
    /// What each member means.
    keys: Vec<String>,
    /// Where each of them is.
    places: BTreeMap<String, usize>,
}

impl<'t> List<'t> {
    fn of(text: &'t str) -> Option<Self> {
        let array = Array::of(text)?;
        let keys: Option<Vec<String>> =
            array.items.iter().map(|item| of_written(item.value)).collect();
        let keys = keys?;
        let places: BTreeMap<String, usize> = keys.iter().cloned().zip(0..).collect();
        (places.len() == keys.len()).then_some(Self { text, array, keys, places })
    }

    fn item(&self, key: &String) -> Option<Item<'t>> {
        self.array.items.get(*self.places.get(key)?).cloned()
    }
}

impl<'t> Three<List<'t>> {
    /// A member as it is written: as the side that changed that has it.
    fn item(&self, key: &String) -> Option<Item<'t>> {
        let of = self.map(|list| list.item(key));
        match (of.base, of.ours, of.theirs) {
            (Some(base), Some(ours), Some(theirs)) => {
                let pick = |part: fn(&Item<'t>) -> &'t str| {
                    if part(&ours) == part(&base) { part(&theirs) } else { part(&ours) }
                };
                let (lead, value) = (pick(|item| item.lead), pick(|item| item.value));
                Some(Item { lead, value, tail: pick(|item| item.tail) })
            }
            (_, ours, theirs) => ours.or(theirs),
        }
    }
}

/// Whether both sides took the same member away and one of them put something in its place.
fn contradict(lists: &Three<List<'_>>) -> bool {
    let ours = replaced(&lists.base, &lists.ours);
    let theirs = replaced(&lists.base, &lists.theirs);
    let meet = |a: &Replaced<'_>, b: &Replaced<'_>| {
        let overlap = a.from < b.to && b.from < a.to;
        let same = a == b;
        overlap && !same && !(a.by.is_empty() && b.by.is_empty())
    };
    let mut rest = theirs.iter().peekable();
    ours.iter().any(|a| {
        while rest.next_if(|b| b.to <= a.from).is_some() {}
        let near = rest.clone().take_while(|b| b.from < a.to);
        near.into_iter().any(|b| meet(a, b))
    })
}

/// Members of the base from one position to another, and what stands there now.
#[derive(PartialEq)]
struct Replaced<'k> {
    from: usize,
    to: usize,
    by: Vec<&'k String>,
}

fn replaced<'k>(base: &'k List<'_>, side: &'k List<'_>) -> Vec<Replaced<'k>> {
    let mut found = Vec::new();
    let (mut from, mut at) = (0, 0);
    let ends = std::iter::once((base.keys.len(), side.keys.len()));
    for (there, here) in common(&base.keys, &side.keys).into_iter().chain(ends) {
        // A member that only moved is not in another's place.
        let by = side.keys.get(at..here).unwrap_or_default().iter();
        let by = by.filter(|key| !base.places.contains_key(*key)).collect();
        if from < there {
            found.push(Replaced { from, to: there, by });
        }
        (from, at) = (there + 1, here + 1);
    }
    found
}

fn on_one_line(items: &[Item<'_>], like: &List<'_>) -> String {
    let values: Vec<&str> = items.iter().map(|item| item.value).collect();
    let padded = like.array.items.first().is_some_and(|item| !item.lead.is_empty());
    let (open, close) = if padded && !values.is_empty() { ("[ ", " ]") } else { ("[", "]") };
    let comma = if like.array.comma && !values.is_empty() { "," } else { "" };
    format!("{open}{}{comma}{close}", values.join(", "))
}

fn on_lines(items: &[Item<'_>], like: &List<'_>) -> String {
    let lead = like.array.items.iter().map(|item| item.lead).find(|lead| lead.contains('\n'));
    let lead = lead.map_or("\n  ", |lead| {
        // Without the comments above that member.
        let spaces = lead.rsplit('\n').next().unwrap_or_default();
        lead.get(lead.len() - spaces.len() - 1..).unwrap_or(lead)
    });
    let mut text = "[".to_owned();
    for (at, item) in items.iter().enumerate() {
        text.push_str(if item.lead.contains('\n') { item.lead } else { lead });
        text.push_str(item.value);
        if at + 1 < items.len() || like.array.comma {
            text.push(',');
        }
        text.push_str(item.tail);
    }
    // The bracket must not end up in a comment.
    let close = if like.array.close.contains('\n') { like.array.close } else { "\n" };
    format!("{text}{close}]")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn say(base: &str, ours: &str, theirs: &str) -> String {
        merged(&Three { base, ours, theirs }).unwrap_or_else(|| "conflict".to_owned())
    }

    #[test]
    fn members_of_both_sides_are_there() {
        assert_eq!(say("[1, 2]", "[1, 2, 3]", "[1, 2, 4]"), "[1, 2, 3, 4]");
        assert_eq!(say("[1, 2]", "[2]", "[1, 2, 4]"), "[2, 4]");
        assert_eq!(say("[1]", "[5]", "[6]"), "conflict");
        assert_eq!(say("[1]", "[5]", "[]"), "conflict");
        assert_eq!(say("[1]", "[5]", "[5, 1]"), "[5]");
        assert_eq!(say("[1, 2]", "[5, 2]", "[1, 6]"), "[5, 6]");
        assert_eq!(say("[1, 2, 3]", "[3, 1, 2]", "[1, 3]"), "[3, 1]");
        assert_eq!(say("[1, 1]", "[1, 1, 2]", "[1, 1, 3]"), "conflict");
        assert_eq!(say("['a']", "[\"a\", 'b']", "[ 'a', ]"), "[\"a\", 'b']");
        assert_eq!(say("1", "2", "3"), "conflict");
    }

    #[test]
    fn comments_and_lines_of_both_sides_are_there() {
        assert_eq!(
            say(
                "[\n  1, # one\n  2,\n]",
                "[\n  1, # one\n  2,\n  # ours\n  3, # three\n]",
                "[\n  1, # one, says a\n  2,\n  4 # four\n]"
            ),
            "[\n  1, # one, says a\n  2,\n  # ours\n  3, # three\n  4, # four\n]"
        );
        assert_eq!(say("[1]", "[1, 2]", "[\n    1,\n    3,\n]"), "[\n    1,\n    2,\n    3,\n]");
    }
}
