//! What files become, as edits that the client makes: as small as they can be, so that its cursor and
//! its folds stay where they are.

use std::collections::BTreeMap;

use gen_lsp_types::Range;
use serde_json::{Value, json};

use super::position::{Encoding, Lines};
use super::view::View;
use crate::address::Kind;
use crate::amend::Amended;
use crate::diff::{self, Line};
use crate::splice::Splice;

/// What changes in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Change {
    pub(super) kind: Kind,
    /// What of its text changes; of a file that is not there, of an empty one.
    pub(super) splices: Vec<Splice>,
    /// The same text with its places to fill in, of the only splice.
    pub(super) snippet: Option<String>,
}

impl Change {
    /// What changes in a file that was amended; nothing where its text is none.
    pub(super) fn of(amended: &Amended) -> Option<Self> {
        let before = std::str::from_utf8(amended.before.as_deref().unwrap_or_default()).ok()?;
        let after = std::str::from_utf8(&amended.after).ok()?;
        Some(Self { kind: amended.kind, splices: splices(before, after), snippet: None })
    }
}

/// Whether the client can make new files.
pub(super) fn can_create(view: &View<'_>) -> bool {
    let client = view.client();
    client.can("/workspace/workspaceEdit/documentChanges")
        && client.knows("/workspace/workspaceEdit/resourceOperations", "create")
}

/// Whether the client takes places to fill in within an edit.
pub(super) fn takes_snippets(view: &View<'_>) -> bool {
    let client = view.client();
    client.can("/workspace/workspaceEdit/documentChanges")
        && client.can("/workspace/workspaceEdit/snippetEditSupport")
}

/// The edit that makes some changes; nothing where one of them needs a new file, which the client
/// cannot make.
pub(super) fn edit(view: &View<'_>, changes: &[Change]) -> Option<Value> {
    let is_new = |change: &Change| !view.snapshot.files.known.contains_key(&change.kind);
    if changes.iter().any(is_new) && !can_create(view) {
        return None;
    }
    let with_versions = view.client().can("/workspace/workspaceEdit/documentChanges");
    if !with_versions {
        let of_files: BTreeMap<String, Vec<Value>> = changes
            .iter()
            .map(|change| (view.uri(change.kind.file()).0, edits(view, change)))
            .collect();
        return Some(json!({ "changes": of_files }));
    }
    let mut done = Vec::new();
    for change in changes {
        let name = change.kind.file();
        let uri = view.uri(name);
        if is_new(change) {
            done.push(json!({ "kind": "create", "uri": uri }));
        }
        let document = json!({ "uri": uri, "version": view.version(name) });
        done.push(json!({ "textDocument": document, "edits": edits(view, change) }));
    }
    Some(json!({ "documentChanges": done }))
}

fn edits(view: &View<'_>, change: &Change) -> Vec<Value> {
    let text = view.text(change.kind);
    // Whoever opens a file takes its byte-order mark for none of its text.
    let closed = view.version(change.kind.file()).is_none();
    let shown = if closed { text.trim_start_matches('\u{feff}') } else { text };
    let skipped = text.len() - shown.len();
    let (lines, encoding) = (Lines::new(shown), view.client().encoding);
    let snippet = change.snippet.as_ref().filter(|_| takes_snippets(view));
    let made = change.splices.iter().map(|splice| {
        let range = range(shown, &lines, encoding, splice, skipped);
        match snippet {
            Some(value) => {
                json!({ "range": range, "snippet": { "kind": "snippet", "value": value } })
            }
            None => json!({ "range": range, "newText": splice.text }),
        }
    });
    made.collect()
}

fn range(shown: &str, lines: &Lines, encoding: Encoding, splice: &Splice, skipped: usize) -> Range {
    let at = |offset: usize| lines.position(shown, offset.saturating_sub(skipped), encoding);
    Range { start: at(splice.range.start), end: at(splice.range.end) }
}

/// What differs between two texts: of lines that became as many others, what changed within each.
pub(super) fn splices(before: &str, after: &str) -> Vec<Splice> {
    let mut found = Vec::new();
    for stretch in diff::stretches(before, after) {
        let (mut old, mut new) = (line_start(before, stretch.old), Vec::new());
        let mut gone: Vec<std::ops::Range<usize>> = Vec::new();
        for line in stretch.lines {
            match line {
                Line::Removed(range) => {
                    old = range.end;
                    gone.push(range);
                }
                Line::Added(range) => new.push(range),
                Line::Same(range) => {
                    among(&mut found, (before, &gone), (after, &new), old);
                    gone.clear();
                    new.clear();
                    old += range.len();
                }
            }
        }
        among(&mut found, (before, &gone), (after, &new), old);
    }
    found
}

/// Where a line starts, which is told from 1.
fn line_start(text: &str, line: usize) -> usize {
    text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum()
}

/// What becomes of some lines in a row, which end at `at` where there are none.
fn among(
    found: &mut Vec<Splice>,
    (before, gone): (&str, &[std::ops::Range<usize>]),
    (after, new): (&str, &[std::ops::Range<usize>]),
    at: usize,
) {
    let whole = |lines: &[std::ops::Range<usize>], at: usize| {
        lines.first().map_or(at, |line| line.start)..lines.last().map_or(at, |line| line.end)
    };
    if gone.len() == new.len() {
        let pairs = gone.iter().zip(new);
        found.extend(pairs.filter_map(|(a, b)| trimmed((before, a.clone()), (after, b.clone()))));
    } else {
        found.extend(trimmed((before, whole(gone, at)), (after, whole(new, 0))));
    }
}

/// A stretch in the place of another, without what both have at their ends; a line's end is not
/// parted.
fn trimmed(
    (before, old): (&str, std::ops::Range<usize>),
    (after, new): (&str, std::ops::Range<usize>),
) -> Option<Splice> {
    let (a, b) = (before.get(old.clone())?, after.get(new)?);
    let mut head: usize =
        a.chars().zip(b.chars()).take_while(|(a, b)| a == b).map(|(c, _)| c.len_utf8()).sum();
    let parted = |text: &str, at: usize| text[..at].ends_with('\r') && text[at..].starts_with('\n');
    if parted(a, head) || parted(b, head) {
        head -= 1;
    }
    let (a, b) = (&a[head..], &b[head..]);
    let ends = a.chars().rev().zip(b.chars().rev());
    let mut tail: usize = ends.take_while(|(a, b)| a == b).map(|(c, _)| c.len_utf8()).sum();
    if tail > 0 && (parted(a, a.len() - tail) || parted(b, b.len() - tail)) {
        tail -= 1;
    }
    let (gone, text) = (&a[..a.len() - tail], &b[..b.len() - tail]);
    let start = old.start + head;
    let same = gone.is_empty() && text.is_empty();
    (!same).then(|| Splice { range: start..start + gone.len(), text: text.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::splice::applied;

    #[test]
    fn only_what_differs_is_touched() {
        let before = "[a]\nx = \"old\"\ny = 1\n\n[b]\nlead = \"old\"\n";
        let after = "[a]\nx = \"new\"\ny = 1\nz = 2\n\n[b]\nlead = \"new\"\n";
        let found = splices(before, after);
        let found: Vec<_> =
            found.iter().map(|s| (&before[s.range.clone()], s.text.as_str())).collect();
        assert_eq!(found, [("old", "new"), ("", "z = 2\n"), ("old", "new")]);
        let ends = splices("a\r\nb", "a\nb");
        assert_eq!(ends, [Splice { range: 1..3, text: "\n".to_owned() }]);
    }

    proptest::proptest! {
        #[test]
        fn the_edits_make_the_text(before in "[ab\u{e9}😀\r\n]{0,40}", after in "[ab\u{e9}😀\r\n]{0,40}") {
            let found = splices(&before, &after);
            proptest::prop_assert_eq!(applied(&before, &found), after);
            for splice in &found {
                for at in [splice.range.start, splice.range.end] {
                    // There is no position between CR and LF.
                    let parted = before[..at].ends_with('\r') && before[at..].starts_with('\n');
                    proptest::prop_assert!(!parted, "{:?}", splice);
                }
            }
        }
    }
}
