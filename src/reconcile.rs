//! Merging a file of a project, whatever its versions are: by entity, else line by line, else both
//! versions whole between markers. What comes out holds all of both sides, or is in conflict.

pub mod settle;

use crate::address::{Address, Kind};
use crate::document::Document;
use crate::git;
use crate::merge::{self, Conflict, Labels, Markers, Options, Three, Unmerged};
use crate::model;

/// How a file was merged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum How {
    /// Entity by entity, field by field; what is in conflict.
    ByEntity(Vec<Conflict>),
    /// Line by line, and why; whether something is in conflict.
    ByLine(Unmerged, bool),
    /// Not at all: the whole file is in conflict; why it was not merged by entity.
    Not(Unmerged),
}

/// A merged file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reconciled {
    /// What it holds.
    pub bytes: Vec<u8>,
    /// How it was merged.
    pub how: How,
}

impl Reconciled {
    /// Whether there are markers in it.
    pub const fn is_marked(&self) -> bool {
        match &self.how {
            How::ByEntity(conflicts) => !conflicts.is_empty(),
            How::ByLine(_, marked) => *marked,
            How::Not(_) => true,
        }
    }
}

/// Merges three versions of a file; an absent base is an empty one. `kind` is which file it is,
/// where that is known; `limit` the largest size in bytes that is merged by entity.
pub fn reconcile(
    kind: Option<Kind>,
    versions: &Three<&[u8]>,
    markers: Markers<'_>,
    limit: u64,
) -> Reconciled {
    let texts = versions.map(|bytes| std::str::from_utf8(bytes).ok());
    let whole = |path: &[String]| kind.is_some_and(|kind| is_agreed_upon(kind, path));
    let options = Options { markers, whole: &whole, limit };
    let merged = match (texts.base, texts.ours, texts.theirs) {
        (Some(base), Some(ours), Some(theirs)) => {
            merge::merge(&Three { base, ours, theirs }, &options)
        }
        _ => Err(Unmerged::Broken),
    };
    let why = match merged {
        Ok(merged) => {
            let how = How::ByEntity(merged.conflicts);
            return Reconciled { bytes: merged.text.into_bytes(), how };
        }
        Err(why) => why,
    };
    let is_sound = |bytes: &[u8]| Document::sound(Kind::Project, bytes, limit).is_some();
    if let Ok((bytes, marked)) = git::by_line(versions, &markers) {
        // Two sides that can be read never make a file that cannot: the same id stands twice.
        let sound =
            marked || is_sound(&bytes) || !is_sound(versions.ours) || !is_sound(versions.theirs);
        if sound {
            return Reconciled { bytes, how: How::ByLine(why, marked) };
        }
    }
    Reconciled { bytes: both_whole(versions, &markers), how: How::Not(why) }
}

/// Whether the members of a list were agreed upon together: those of the scope. A scope that nobody
/// has decided must not come out of a merge.
fn is_agreed_upon(kind: Kind, path: &[String]) -> bool {
    let address = Address { path: path.to_vec(), ..Address::file(kind) };
    model::find_key(model::keys(kind), address.keys()).is_some_and(|key| key.commitment)
}

/// Both versions whole, between markers.
fn both_whole(versions: &Three<&[u8]>, markers: &Markers<'_>) -> Vec<u8> {
    let Labels { base: _, ours, theirs } = markers.labels;
    let mut bytes = Vec::new();
    let mut mark = |mark: &str, label: &str, after: &[u8]| {
        let line = format!("{} {label}", mark.repeat(markers.size));
        bytes.extend(line.trim_end().as_bytes());
        bytes.push(b'\n');
        bytes.extend(after);
        if !after.is_empty() && !after.ends_with(b"\n") {
            bytes.push(b'\n');
        }
    };
    mark("<", ours, versions.ours);
    mark("=", "", versions.theirs);
    mark(">", theirs, b"");
    bytes
}
