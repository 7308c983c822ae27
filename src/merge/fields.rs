//! Merging a key: its comment above, what is written before the value, the value, what follows it.

use super::markers::Piece;
use super::{Clash, Three, list, remarks};
use crate::document::meaning::of_written;
use crate::document::tables::{Entry, comments};

/// What became of a key.
pub(super) enum Field {
    /// It is there no more.
    Gone,
    /// It is there.
    Kept(Vec<Piece>),
    /// Both sides are.
    Clash(Vec<Piece>, Clash),
}

/// Merges a key; `joins` says whether its list is a set of members.
pub(super) fn merged(field: &Three<Option<&Entry<'_>>>, joins: bool) -> Field {
    match (field.base, field.ours, field.theirs) {
        (_, None, None) => Field::Gone,
        (None, Some(one), None) | (None, None, Some(one)) => Field::Kept(vec![lines(one)]),
        (Some(base), Some(left), None) => left_alone(base, left, Clash::TheirsDeleted),
        (Some(base), None, Some(left)) => left_alone(base, left, Clash::OursDeleted),
        (base, Some(ours), Some(theirs)) => both(base, ours, theirs, joins),
    }
}

/// The key of one side, the other one having deleted it.
fn left_alone(base: &Entry<'_>, left: &Entry<'_>, clash: Clash) -> Field {
    let remarks = |entry: &Entry<'_>| {
        let lead = entry.lead.iter().map(|line| line.trim().to_owned());
        let mut all: Vec<String> = lead.filter(|line| !line.is_empty()).collect();
        all.extend(
            comments(&format!("{}{}", entry.value, entry.tail)).iter().map(ToString::to_string),
        );
        all
    };
    if means_same(base.value, left.value) && remarks(base) == remarks(left) {
        return Field::Gone;
    }
    let (Piece::Lines(base), Piece::Lines(left)) = (lines(base), lines(left)) else {
        return Field::Gone;
    };
    let (ours, theirs) = match clash {
        Clash::TheirsDeleted => (left, String::new()),
        _ => (String::new(), left),
    };
    Field::Clash(vec![Piece::Clash(Three { base, ours, theirs })], clash)
}

fn both(base: Option<&Entry<'_>>, ours: &Entry<'_>, theirs: &Entry<'_>, joins: bool) -> Field {
    let lead = base.map(|entry| entry.lead.as_slice()).unwrap_or_default();
    let leads = Three { base: lead, ours: ours.lead.as_slice(), theirs: theirs.lead.as_slice() };
    let above = remarks::merged(&leads);
    let above = Piece::Lines(above.iter().map(|line| format!("{line}\n")).collect());
    let value = value(
        &Three { base: base.map(|b| b.value), ours: Some(ours.value), theirs: Some(theirs.value) },
        joins,
    );
    let tail = tail(&Three {
        base: base.map(|b| b.tail),
        ours: Some(ours.tail),
        theirs: Some(theirs.tail),
    });
    match (value, tail) {
        (Some(value), Some(tail)) => {
            let head =
                if base.is_some_and(|b| b.head == ours.head) { theirs.head } else { ours.head };
            Field::Kept(vec![above, Piece::Lines(format!("{head}{value}{tail}\n"))])
        }
        _ => {
            let line = |e: &Entry<'_>| format!("{}{}{}\n", e.head, e.value, e.tail);
            let texts = Three {
                base: base.map(line).unwrap_or_default(),
                ours: line(ours),
                theirs: line(theirs),
            };
            Field::Clash(vec![above, Piece::Clash(texts)], Clash::Value)
        }
    }
}

/// A value of both sides, as it is written.
fn value(values: &Three<Option<&str>>, joins: bool) -> Option<String> {
    let (ours, theirs) = (values.ours?, values.theirs?);
    if ours == theirs {
        return Some(ours.to_owned());
    }
    let Some(base) = values.base else {
        let texts = Three { base: "", ours, theirs };
        let same = means_same(ours, theirs) && list::holds_comments(&texts, ours);
        return same.then(|| ours.to_owned());
    };
    if ours == base || theirs == base {
        return Some(if ours == base { theirs } else { ours }.to_owned());
    }
    let texts = Three { base, ours, theirs };
    // One side changed no more than how the value is written.
    let chosen = if means_same(ours, theirs) || means_same(theirs, base) {
        Some(ours)
    } else {
        means_same(ours, base).then_some(theirs)
    };
    let joined = if joins || chosen.is_some() { list::merged(&texts) } else { None };
    let chosen = chosen.filter(|text| list::holds_comments(&texts, text));
    joined.or_else(|| chosen.map(str::to_owned))
}

/// What follows a value, or a header: the comment of the side that changed it. Nothing where both
/// did.
pub(super) fn tail(tails: &Three<Option<&str>>) -> Option<String> {
    let (ours, theirs) = (tails.ours?, tails.theirs?);
    let base = tails.base.unwrap_or_default();
    let said = |text: &str| text.trim().to_owned();
    let chosen = if said(ours) == said(theirs) {
        if ours == base { theirs } else { ours }
    } else if said(ours) == said(base) {
        theirs
    } else if said(theirs) == said(base) {
        ours
    } else {
        return None;
    };
    Some(chosen.to_owned())
}

/// A key as a side has it.
fn lines(entry: &Entry<'_>) -> Piece {
    let lead: String = entry.lead.iter().map(|line| format!("{line}\n")).collect();
    Piece::Lines(format!("{lead}{}", line_of(entry)))
}

/// The lines of a key alone.
pub(super) fn line_of(entry: &Entry<'_>) -> String {
    format!("{}{}{}\n", entry.head, entry.value, entry.tail)
}

fn means_same(one: &str, other: &str) -> bool {
    one == other || of_written(one).is_some_and(|meaning| of_written(other) == Some(meaning))
}
