//! A list that changes member by member: what stays keeps its place, its line and its comment.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeArray, DeValue};

use super::source::value;
use crate::splice::Splice;

/// How a list becomes another; nothing where it is simpler to write it anew. `span` is the whole
/// list with its brackets.
pub(super) fn changed(
    text: &str,
    span: &Range<usize>,
    items: &DeArray<'_>,
    literal: &str,
) -> Option<Vec<Splice>> {
    let line = format!("x = {literal}");
    let wanted = toml::de::DeTable::parse(&line).ok()?;
    let wanted = value(wanted.get_ref(), &["x".to_owned()])?.get_ref().as_array()?;
    let written: Vec<&str> = wanted.iter().map(|item| &line[item.span()]).collect();
    let same = |a: &Spanned<DeValue<'_>>, b: &Spanned<DeValue<'_>>| {
        text.get(a.span()) == line.get(b.span())
            || texts(a, b)
            || plain(a) == plain(b) && plain(a).is_some()
    };
    if items.is_empty() || wanted.is_empty() {
        return None;
    }
    let kept = common(items.len(), wanted.len(), &|a, b| same(&items[a], &wanted[b]));
    let mut splices = Vec::new();
    let (mut a, mut b) = (0, 0);
    for (keep_a, keep_b) in kept.into_iter().chain([(items.len(), wanted.len())]) {
        let (gone, come) = (keep_a - a, keep_b - b);
        // One goes where another comes: it takes its place.
        let swapped = gone.min(come);
        for at in 0..swapped {
            let place = items[a + at].span();
            splices.push(Splice { range: place, text: written[b + at].to_owned() });
        }
        if gone > swapped {
            splices.push(out(text, items, a + swapped, keep_a, span));
        }
        if come > swapped {
            let new = &written[b + swapped..keep_b];
            splices.extend(into(text, items, a + swapped, new, span));
        }
        (a, b) = (keep_a + 1, keep_b + 1);
    }
    Some(splices)
}

/// Takes the members from `first` to `end`, exclusive, out. A comment beside one that stays, stays.
fn out(text: &str, items: &DeArray<'_>, first: usize, end: usize, span: &Range<usize>) -> Splice {
    let start = |at: usize| items.get(at).map(|item| item.span().start);
    let stop = |at: usize| items.get(at).map(|item| item.span().end);
    let own = start(first).unwrap_or(span.start)..stop(end - 1).unwrap_or(span.end);
    let range = match (start(end), first.checked_sub(1).and_then(stop)) {
        (Some(next), _) => own.start..next,
        (None, Some(before)) => match text[before..own.start].rfind('\n') {
            None => before..own.end,
            // Its line goes, and the comma above may stay.
            Some(line) => {
                let line = before + line - usize::from(text[..before + line].ends_with('\r'));
                let rest = &text[own.end..span.end];
                let comma = rest.find(',').filter(|at| rest[..*at].trim().is_empty());
                let after = own.end + comma.map_or(0, |at| at + 1);
                line..after + beside(&text[after..span.end])
            }
        },
        (None, None) => span.start + 1..span.end - 1,
    };
    Splice { range, text: String::new() }
}

/// How far a comment goes on the same line; nothing where there is none.
fn beside(rest: &str) -> usize {
    let line = rest.split(['\r', '\n']).next().unwrap_or_default();
    if line.trim_start().starts_with('#') { line.len() } else { 0 }
}

/// Puts members before the one at `at`; after the last where there is none.
fn into(
    text: &str,
    items: &DeArray<'_>,
    at: usize,
    new: &[&str],
    span: &Range<usize>,
) -> Vec<Splice> {
    let joint = |start: usize| {
        let gap = &text[start..];
        let gap = &gap[..gap.len() - gap.trim_start().len()];
        if gap.contains('\n') { format!(",{gap}") } else { ", ".to_owned() }
    };
    let put = |place: usize, text: String| Splice { range: place..place, text };
    if let Some(next) = items.get(at) {
        // As the members stand already: on one line, or each on its own.
        let before = text[span.start..next.span().start].trim_end().len() + span.start;
        let joint = joint(before);
        return vec![put(next.span().start, format!("{}{joint}", new.join(&joint)))];
    }
    let Some(last) = items.last().map(Spanned::span) else { return Vec::new() };
    let before = text[span.start..last.start].trim_end().len() + span.start;
    let joint = joint(before);
    let rest = &text[last.end..span.end];
    let comma = rest.find(',').filter(|at| rest[..*at].trim().is_empty());
    let after = last.end + comma.map_or(0, |at| at + 1);
    let after = after + beside(&text[after..span.end]);
    if !joint.contains('\n') || after == last.end {
        return vec![put(last.end, format!("{joint}{}", new.join(&joint)))];
    }
    let line = &joint[1..];
    let written = format!("{line}{}", new.join(&joint));
    match comma {
        Some(_) => vec![put(after, format!("{written},"))],
        None => vec![put(last.end, ",".to_owned()), put(after, written)],
    }
}

fn texts(a: &Spanned<DeValue<'_>>, b: &Spanned<DeValue<'_>>) -> bool {
    a.get_ref().as_str().is_some_and(|text| Some(text) == b.get_ref().as_str())
}

fn plain(value: &Spanned<DeValue<'_>>) -> Option<String> {
    value.get_ref().as_datetime().map(ToString::to_string)
}

/// The longest row of pairs that two lists have in common, in order; the lists are short, so a
/// table of all pairs does.
fn common(n: usize, m: usize, same: &dyn Fn(usize, usize) -> bool) -> Vec<(usize, usize)> {
    /// Most pairs that are looked at; a threshold of nrt's own.
    const MOST: usize = 1 << 20;
    if n.saturating_mul(m) > MOST {
        let first = (0..n.min(m)).take_while(|at| same(*at, *at));
        return first.map(|at| (at, at)).collect();
    }
    let mut longest = vec![vec![0_u32; m + 1]; n + 1];
    for a in (0..n).rev() {
        for b in (0..m).rev() {
            longest[a][b] = if same(a, b) {
                longest[a + 1][b + 1] + 1
            } else {
                longest[a + 1][b].max(longest[a][b + 1])
            };
        }
    }
    let (mut pairs, mut a, mut b) = (Vec::new(), 0, 0);
    while a < n && b < m {
        if same(a, b) && longest[a][b] == longest[a + 1][b + 1] + 1 {
            pairs.push((a, b));
            (a, b) = (a + 1, b + 1);
        } else if longest[a + 1][b] >= longest[a][b + 1] {
            a += 1;
        } else {
            b += 1;
        }
    }
    pairs
}
