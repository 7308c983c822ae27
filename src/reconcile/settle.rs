//! Settling the conflicts that a merge by lines left in a file: with the three versions that git
//! keeps of it, or with what stands between the marks.

use super::{How, Reconciled, reconcile};
use crate::address::Kind;
use crate::git::{self, Stages};
use crate::merge::{Clash, Conflict, Hunk, Labels, Markers, Part, Style, Three, Unmerged, split};

/// What became of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Settled {
    /// It is in no conflict.
    Nothing,
    /// Git has it in conflict, and no mark is left: somebody settled it.
    ByHand,
    /// One side deleted the whole file.
    Deleted(Clash),
    /// It was merged by entity.
    Merged(Box<Settlement>),
    /// It stays as it is, and why.
    Unsettled(Why),
}

/// A file merged by entity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settlement {
    /// What it becomes.
    pub bytes: Vec<u8>,
    /// What stays in conflict.
    pub conflicts: Vec<Conflict>,
    /// What was merged.
    pub versions: Three<Vec<u8>>,
    /// What the sides are called.
    pub labels: Three<String>,
    /// Whether the file was as git left it: then git can put the marks back.
    pub untouched: bool,
}

/// Why a file stays as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// The marks do not fit together, or are not whole.
    Marks,
    /// Without the version that both sides come from, nobody can tell what one of them deleted.
    NoBase,
    /// It cannot be merged by entity.
    Unmerged(Unmerged),
}

/// Settles what can be settled in a file; `stages` is what git keeps of it in a merge under way.
pub fn settle(
    kind: Kind,
    file: &[u8],
    stages: Option<&Stages>,
    markers: (Style, usize),
    limit: u64,
) -> Settled {
    let (style, size) = markers;
    let Ok(text) = std::str::from_utf8(file) else {
        return stages
            .map_or(Settled::Nothing, |_| Settled::Unsettled(Why::Unmerged(Unmerged::Broken)));
    };
    let parts = split(text, size);
    let hunks = parts.as_deref().map(hunks);
    let base = match stages {
        Some(Three { ours: None, .. }) => return Settled::Deleted(Clash::OursDeleted),
        Some(Three { theirs: None, .. }) => return Settled::Deleted(Clash::TheirsDeleted),
        Some(stages) => {
            let versions = Three {
                base: stages.base.clone().unwrap_or_default(),
                ours: stages.ours.clone().unwrap_or_default(),
                theirs: stages.theirs.clone().unwrap_or_default(),
            };
            // Where nothing merged it, git left our side alone.
            let alone = same(file, &versions.ours);
            if alone || parts.as_deref().is_some_and(|parts| is_git_s(parts, &versions, size)) {
                let names = hunks.as_deref().and_then(|hunks| hunks.first().copied());
                let merged = merged(kind, &versions, names, (style, size), limit);
                return settled(file, merged, versions, names, (true, size));
            }
            if hunks.as_ref().is_some_and(Vec::is_empty) {
                return Settled::ByHand;
            }
            stages.base.as_deref()
        }
        None => None,
    };
    let (Some(parts), Some(hunks)) = (parts, hunks) else { return Settled::Unsettled(Why::Marks) };
    let Some(first) = hunks.first().copied() else { return Settled::Nothing };
    let version = |side: fn(&Hunk<'_>) -> String| -> Vec<u8> {
        let text = parts.iter().map(|part| match part {
            Part::Lines(lines) => (*lines).to_owned(),
            Part::Hunk(hunk) => side(hunk),
        });
        text.collect::<String>().into_bytes()
    };
    let ours = version(|hunk| hunk.ours.to_owned());
    let theirs = version(|hunk| hunk.theirs.to_owned());
    let mut bases: Vec<Vec<u8>> = base.map(<[u8]>::to_vec).into_iter().collect();
    if hunks.iter().all(|hunk| hunk.base.is_some()) {
        bases.push(version(|hunk| hunk.base.unwrap_or_default().to_owned()));
    } else if bases.is_empty() {
        // An empty side may be a deletion, and an entity on one side alone as well.
        if hunks.iter().any(|hunk| hunk.ours.trim().is_empty() || hunk.theirs.trim().is_empty()) {
            return Settled::Unsettled(Why::NoBase);
        }
        bases.push(version(|_| String::new()));
        bases.push(Vec::new());
    }
    let mut why = Settled::Unsettled(Why::NoBase);
    for base in bases {
        let versions = Three { base, ours: ours.clone(), theirs: theirs.clone() };
        let merged = merged(kind, &versions, Some(first), (style, size), limit);
        why = settled(file, merged, versions, Some(first), (false, size));
        if matches!(why, Settled::Merged(_)) {
            break;
        }
    }
    why
}

fn hunks<'t>(parts: &[Part<'t>]) -> Vec<Hunk<'t>> {
    let hunk = |part: &Part<'t>| match part {
        Part::Hunk(hunk) => Some(*hunk),
        Part::Lines(_) => None,
    };
    parts.iter().filter_map(hunk).collect()
}

fn merged(
    kind: Kind,
    versions: &Three<Vec<u8>>,
    names: Option<Hunk<'_>>,
    (style, size): (Style, usize),
    limit: u64,
) -> Reconciled {
    let labels = labels(names);
    let labels = Labels { base: &labels.base, ours: &labels.ours, theirs: &labels.theirs };
    reconcile(Some(kind), &versions.map(Vec::as_slice), Markers { style, size, labels }, limit)
}

/// How many lines of a text stand between marks.
fn marked(bytes: &[u8], size: usize) -> usize {
    let text = String::from_utf8_lossy(bytes);
    let parts = split(&text, size).unwrap_or_default();
    hunks(&parts).iter().map(|hunk| hunk.ours.lines().count() + hunk.theirs.lines().count()).sum()
}

fn settled(
    file: &[u8],
    merged: Reconciled,
    versions: Three<Vec<u8>>,
    names: Option<Hunk<'_>>,
    (untouched, size): (bool, usize),
) -> Settled {
    let conflicts = match merged.how {
        How::ByEntity(conflicts) => conflicts,
        How::ByLine(why, _) | How::Not(why) => return Settled::Unsettled(Why::Unmerged(why)),
    };
    let bytes = like(file, merged.bytes);
    // What is in conflict anyway is not written another way each time.
    let less = marked(&bytes, size) < marked(file, size) || marked(file, size) == 0;
    let bytes = if less { bytes } else { file.to_vec() };
    Settled::Merged(Box::new(Settlement {
        bytes,
        conflicts,
        versions,
        labels: labels(names),
        untouched,
    }))
}

/// What the sides are called in the marks that are there.
fn labels(names: Option<Hunk<'_>>) -> Three<String> {
    let name = |label: Option<&str>, or: &str| {
        label.filter(|label| !label.is_empty()).unwrap_or(or).to_owned()
    };
    Three {
        base: "base".to_owned(),
        ours: name(names.map(|hunk| hunk.our_label), "ours"),
        theirs: name(names.map(|hunk| hunk.their_label), "theirs"),
    }
}

/// Git may end the lines of a file otherwise than in what it keeps.
fn like(file: &[u8], bytes: Vec<u8>) -> Vec<u8> {
    let ends = |bytes: &[u8]| bytes.iter().filter(|byte| **byte == b'\n').count();
    let crlf = |bytes: &[u8]| bytes.windows(2).filter(|pair| *pair == b"\r\n").count();
    if crlf(file) == 0 || crlf(file) != ends(file) || crlf(&bytes) != 0 {
        return bytes;
    }
    let mut written = Vec::with_capacity(bytes.len());
    for byte in bytes {
        if byte == b'\n' {
            written.push(b'\r');
        }
        written.push(byte);
    }
    written
}

fn same(one: &[u8], other: &[u8]) -> bool {
    let plain =
        |bytes: &[u8]| bytes.iter().copied().filter(|byte| *byte != b'\r').collect::<Vec<_>>();
    one == other || plain(one) == plain(other)
}

/// Whether a text is what git itself made of three versions, whatever the sides are called.
fn is_git_s(parts: &[Part<'_>], versions: &Three<Vec<u8>>, size: usize) -> bool {
    let said = |parts: &[Part<'_>]| -> Vec<[String; 3]> {
        let said = parts.iter().map(|part| match part {
            Part::Lines(lines) => [(*lines).to_owned(), String::new(), String::new()],
            Part::Hunk(hunk) => {
                [hunk.ours, hunk.base.unwrap_or_default(), hunk.theirs].map(str::to_owned)
            }
        });
        said.map(|texts| texts.map(|text| text.replace('\r', ""))).collect()
    };
    let there = said(parts);
    [Style::Merge, Style::Diff3, Style::Zdiff3].into_iter().any(|style| {
        let labels = Labels { base: "base", ours: "ours", theirs: "theirs" };
        let markers = Markers { style, size, labels };
        let Ok((bytes, _)) = git::by_line(&versions.map(Vec::as_slice), &markers) else {
            return false;
        };
        let text = String::from_utf8_lossy(&bytes);
        split(&text, size).is_some_and(|parts| said(&parts) == there)
    })
}
