//! Merging line by line, as git does: by libgit2, which has git's own code for it.

use git2::{MergeFileInput, MergeFileOptions, Oid};

use super::GitError;
use crate::merge::{Markers, Style, Three};

/// Merges three versions of a file line by line; whether conflicts were written into it.
///
/// # Errors
///
/// When libgit2 will not merge them.
pub fn by_line(texts: &Three<&[u8]>, markers: &Markers<'_>) -> Result<(Vec<u8>, bool), GitError> {
    // Any call that starts libgit2 up: this one alone does not, and fails without a word.
    Oid::from_str("0")?;
    let mut options = MergeFileOptions::new();
    options
        .ancestor_label(markers.labels.base)
        .our_label(markers.labels.ours)
        .their_label(markers.labels.theirs)
        .style_standard(markers.style == Style::Merge)
        .style_diff3(markers.style == Style::Diff3)
        .style_zdiff3(markers.style == Style::Zdiff3)
        .marker_size(u16::try_from(markers.size).unwrap_or(7));
    let mut inputs = Three::<MergeFileInput<'_>>::default();
    inputs.base.content(texts.base);
    inputs.ours.content(texts.ours);
    inputs.theirs.content(texts.theirs);
    let Three { base, ours, theirs } = &inputs;
    let merged = git2::merge_file(base, ours, theirs, Some(&mut options))?;
    Ok((merged.content().to_vec(), !merged.is_automergeable()))
}
