//! Makes sure that a merged text holds everything of both sides: it is read again, and each value
//! is what the two sides make of it; each comment that a side added is there.

use std::collections::{BTreeMap, BTreeSet};

use toml::de::{DeTable, DeValue};

use super::markers::{Part, split};
use super::renames::{self, Renames, in_base};
use super::{Merged, Options, Three};
use crate::address::Kind;
use crate::document::Document;
use crate::document::meaning::meaning;
use crate::document::tables::comments;

/// Whether a merged text loses nothing of `texts`, whose tables are given.
pub(super) fn holds(
    texts: &Three<&str>,
    tables: &Three<&DeTable<'_>>,
    merged: &Merged,
    options: &Options<'_>,
) -> bool {
    let Some(parts) = split(&merged.text, options.markers.size) else { return false };
    let hunks = parts.iter().filter(|part| matches!(part, Part::Hunk(_))).count();
    if (hunks == 0) != merged.conflicts.is_empty() {
        return false;
    }
    let ours = resolved(&parts, |hunk| hunk.ours);
    let theirs = resolved(&parts, |hunk| hunk.theirs);
    let values = tables.map(|table| Values::of(tables.base, table));
    let clashes: BTreeSet<&[String]> =
        merged.conflicts.iter().map(|conflict| conflict.path.as_slice()).collect();
    let is_clash = |path: &[String]| {
        (0..=path.len()).any(|end| path.get(..end).is_some_and(|above| clashes.contains(above)))
    };
    let sound = |text: &str, side: &Values| {
        let document = Document::sound(Kind::Project, text.as_bytes(), u64::MAX);
        let Some(document) = document else { return false };
        let found = Values::of(tables.base, &document.table);
        values.paths().into_iter().chain(found.values.keys()).all(|path| {
            // Each side took some of its keys away, and none is left.
            let found = found.get(path).filter(|value| **value != Value::Empty);
            expected(&values, path, options).is_met(found)
                || is_clash(path) && (found == side.get(path))
        })
    };
    sound(&ours, &values.ours) && sound(&theirs, &values.theirs) && remarks(texts, [&ours, &theirs])
}

/// The text in which each conflict is settled alike.
fn resolved<'t>(parts: &[Part<'t>], side: impl Fn(&super::Hunk<'t>) -> &'t str) -> String {
    let text = |part: &Part<'t>| match part {
        Part::Lines(lines) => *lines,
        Part::Hunk(hunk) => side(hunk),
    };
    parts.iter().map(text).collect()
}

/// Whether each comment that a side added stands in one of the settled texts, and each one that
/// nobody touched still does.
fn remarks(texts: &Three<&str>, settled: [&str; 2]) -> bool {
    let count = |text: &str| {
        let mut counted: BTreeMap<String, usize> = BTreeMap::new();
        for comment in comments(text) {
            *counted.entry(comment.to_owned()).or_default() += 1;
        }
        counted
    };
    let of = texts.map(|text| count(text));
    let settled = settled.map(count);
    let all: BTreeSet<&String> = of.ours.keys().chain(of.theirs.keys()).collect();
    all.into_iter().all(|comment| {
        let times = of.map(|counted| counted.get(comment).copied().unwrap_or(0));
        let untouched = times.ours == times.base && times.theirs == times.base;
        let added = |side: usize| side.saturating_sub(times.base);
        let needed =
            if untouched { times.base } else { added(times.ours).max(added(times.theirs)) };
        let there = settled.iter().map(|counted| counted.get(comment).copied().unwrap_or(0));
        there.max().unwrap_or(0) >= needed
    })
}

/// What each path of keys leads to; a table only where nothing stands in it.
struct Values {
    values: BTreeMap<Vec<String>, Value>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Value {
    One(String),
    /// The members of a list, in their order.
    List(Vec<String>),
    Empty,
}

impl Values {
    fn of(base: &DeTable<'_>, table: &DeTable<'_>) -> Self {
        let mut values = BTreeMap::new();
        take(table, &renames::of(base, table), &[], &mut values);
        Self { values }
    }

    fn get(&self, path: &[String]) -> Option<&Value> {
        self.values.get(path)
    }
}

impl Three<Values> {
    fn paths(&self) -> BTreeSet<&Vec<String>> {
        let all = [&self.base, &self.ours, &self.theirs];
        all.into_iter().flat_map(|side| side.values.keys()).collect()
    }
}

fn take(
    table: &DeTable<'_>,
    renames: &Renames,
    above: &[String],
    values: &mut BTreeMap<Vec<String>, Value>,
) {
    for (key, value) in table {
        let path = [above, &[key.get_ref().to_string()]].concat();
        let found = match value.get_ref() {
            DeValue::Table(below) if !below.is_empty() => {
                take(below, renames, &path, values);
                continue;
            }
            DeValue::Table(_) => Value::Empty,
            DeValue::Array(items) => {
                Value::List(items.iter().map(|item| meaning(item.get_ref())).collect())
            }
            value => Value::One(meaning(value)),
        };
        values.insert(in_base(renames, &path), found);
    }
}

/// What must stand at a path.
enum Expected<'v> {
    /// This, or nothing.
    Exactly(Option<&'v Value>),
    /// A list with these members and without those.
    Members(BTreeSet<&'v String>, BTreeSet<&'v String>),
    /// It is for a person to say: only a conflict will do.
    Nothing,
    /// Anything: an empty table says nothing beside what stands in it.
    Anything,
}

impl Expected<'_> {
    fn is_met(&self, found: Option<&Value>) -> bool {
        match (self, found) {
            (Self::Exactly(wanted), found) => *wanted == found,
            (Self::Members(there, gone), Some(Value::List(items))) => {
                let items: BTreeSet<&String> = items.iter().collect();
                there.is_subset(&items) && gone.is_disjoint(&items)
            }
            (Self::Members(..) | Self::Nothing, _) => false,
            (Self::Anything, _) => true,
        }
    }
}

fn expected<'v>(values: &'v Three<Values>, path: &[String], options: &Options<'_>) -> Expected<'v> {
    let of = values.map(|side| side.get(path));
    let Three { base, ours, theirs } = Three {
        base: values.base.get(path),
        ours: values.ours.get(path),
        theirs: values.theirs.get(path),
    };
    if of.ours == Some(&Value::Empty)
        || of.theirs == Some(&Value::Empty)
        || of.base == Some(&Value::Empty)
    {
        return Expected::Anything;
    }
    if ours == theirs || theirs == base {
        return Expected::Exactly(ours);
    }
    if ours == base {
        return Expected::Exactly(theirs);
    }
    let lists = (base, ours, theirs);
    let (Some(Value::List(base)), Some(Value::List(ours)), Some(Value::List(theirs))) = lists
    else {
        return Expected::Nothing;
    };
    if (options.whole)(path) {
        return Expected::Nothing;
    }
    let [base, ours, theirs]: [BTreeSet<&String>; 3] =
        [base, ours, theirs].map(|members| members.iter().collect());
    let all = base.iter().chain(&ours).chain(&theirs).copied();
    let deleted = |member: &&String| {
        base.contains(member) && !(ours.contains(member) && theirs.contains(member))
    };
    let (gone, there) = all.partition(deleted);
    Expected::Members(there, gone)
}
