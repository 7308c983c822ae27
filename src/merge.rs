//! Merging two versions of a file that went apart from a third: by entity and by field. Comments,
//! empty lines, order and layout of both sides stay; what both changed otherwise stays in conflict.

mod fields;
mod form;
mod list;
mod markers;
mod order;
mod proof;
mod remarks;
mod renames;
mod sections;

use crate::address::Kind;
use crate::document::Document;
use crate::document::tables::Tables;

use form::Form;
pub use markers::{Hunk, Labels, Markers, Part, Style, split};

/// A value of each of the three versions.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Three<T> {
    /// The version that both sides come from.
    pub base: T,
    /// The side that is merged into.
    pub ours: T,
    /// The side that comes in.
    pub theirs: T,
}

impl<T> Three<T> {
    /// Each of the three, turned into something else.
    pub fn map<'t, U>(&'t self, mut turn: impl FnMut(&'t T) -> U) -> Three<U> {
        Three { base: turn(&self.base), ours: turn(&self.ours), theirs: turn(&self.theirs) }
    }
}

/// A text that holds what both sides say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merged {
    /// The text; where both sides cannot be had, both stand between markers.
    pub text: String,
    /// What stands between markers, in the order of the text.
    pub conflicts: Vec<Conflict>,
}

/// What the two sides say otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// The keys that lead to it, as the base has them.
    pub path: Vec<String>,
    /// How they contradict each other.
    pub clash: Clash,
}

/// How two sides contradict each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Clash {
    /// Both changed the value, or its comment.
    Value,
    /// Our side deleted what the other one changed.
    OursDeleted,
    /// The other side deleted what ours changed.
    TheirsDeleted,
    /// Both gave the entity another id.
    Renamed,
    /// Both added an entity of this id, and do not say the same of it.
    AddedTwice,
}

/// Why a file is not merged by entity; it can still be merged line by line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unmerged {
    /// A version is not TOML without a mistake, or is too large.
    Broken,
    /// A version has line ends of two kinds, or a form that no file of a project has.
    Unusual,
    /// The result could not be shown to hold everything of both sides.
    Unproven,
}

/// How to merge.
#[derive(Clone, Copy)]
pub struct Options<'o> {
    /// How conflicts are written.
    pub markers: Markers<'o>,
    /// Whether the list at these keys is no set of independent members: then it is merged as one
    /// value.
    pub whole: &'o dyn Fn(&[String]) -> bool,
    /// The largest size of a file, in bytes.
    pub limit: u64,
}

/// Merges three versions of a file; an absent base is an empty one.
///
/// # Errors
///
/// When it cannot be done by entity, or not be shown to lose nothing.
pub fn merge(texts: &Three<&str>, options: &Options<'_>) -> Result<Merged, Unmerged> {
    let whole = |text: &str| Ok(Merged { text: text.to_owned(), conflicts: Vec::new() });
    let documents = [texts.base, texts.ours, texts.theirs]
        .map(|text| Document::sound(Kind::Project, text.as_bytes(), options.limit));
    let [Some(base), Some(ours), Some(theirs)] = documents else { return Err(Unmerged::Broken) };
    if texts.ours == texts.theirs || texts.theirs == texts.base {
        return whole(texts.ours);
    }
    if texts.ours == texts.base {
        return whole(texts.theirs);
    }
    let tables = Three { base: &base.table, ours: &ours.table, theirs: &theirs.table };
    let forms = Form::three(texts).ok_or(Unmerged::Unusual)?;
    let layouts = forms.map(|(_, text)| Tables::of(text));
    let Three { base: Some(base), ours: Some(ours), theirs: Some(theirs) } = layouts else {
        return Err(Unmerged::Unusual);
    };
    let renames = tables.map(|table| renames::of(tables.base, table));
    let layouts = Three { base, ours, theirs };
    let (pieces, conflicts) = sections::merged(&layouts, &renames, options);
    let form = Form::merged(&forms.map(|(form, _)| *form));
    let text = form.applied(&markers::written(&pieces, &options.markers), &pieces);
    let merged = Merged { text, conflicts };
    if proof::holds(texts, &tables, &merged, options) {
        Ok(merged)
    } else {
        Err(Unmerged::Unproven)
    }
}
