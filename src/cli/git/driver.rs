//! `nrt git merge-driver`: git calls it for each file that both branches changed.

use std::ffi::OsString;
use std::panic::{AssertUnwindSafe, catch_unwind};

use clap::ArgMatches;

use crate::address::Kind;
use crate::cli::{Edge, Error, FINDINGS, Outcome, SUCCESS, merge, usage};
use crate::files::{DEFAULT_MAX_FILE_SIZE, Unreadable};
use crate::git;
use crate::merge::{Labels, Markers, Style, Three};
use crate::reconcile::{How, reconcile};
use crate::tr;
use crate::worktree;

/// The result could not be written: from 129 on git stops the merge and restores everything.
const NOT_WRITTEN: u8 = 200;
/// Nothing was touched, and git's own merge can still be tried.
const NOT_TRIED: u8 = 201;

/// Whether git calls nrt for a file.
pub(in crate::cli) fn is_called(args: &[OsString]) -> bool {
    matches!(args, [_, git, driver, ..] if git == "git" && driver == "merge-driver")
}

/// Runs the command such that any failure says one of the two above: an exit code below 129 would
/// be taken for a merged file.
pub(in crate::cli) fn guarded(run: impl FnOnce() -> u8) -> u8 {
    match catch_unwind(AssertUnwindSafe(run)) {
        Ok(code @ (SUCCESS | FINDINGS | NOT_WRITTEN)) => code,
        Ok(_) | Err(_) => NOT_TRIED,
    }
}

pub(super) fn run(edge: &mut Edge, args: &ArgMatches) -> Outcome {
    let word = |name: &str| args.get_one::<String>(name).map(String::as_str);
    let file = |name: &str| edge.folder.join(word(name).unwrap_or_default());
    let files = Three { base: file("base"), ours: file("ours"), theirs: file("theirs") };
    let read = files.map(|path| worktree::read_file(path, DEFAULT_MAX_FILE_SIZE));
    let versions = match (&read.base, &read.ours, &read.theirs) {
        (Ok(base), Ok(ours), Ok(theirs)) => Three { base, ours, theirs },
        (Err(why), ..) | (_, Err(why), _) | (.., Err(why)) => {
            return Err(unread(edge, word("path"), why).into());
        }
    };
    let versions = versions.map(|bytes| bytes.as_slice());
    // Versions of git that do not know a label hand its placeholder on.
    let label = |name: &str, or: &'static str| {
        word(name).filter(|label| !label.is_empty() && !label.starts_with('%')).unwrap_or(or)
    };
    let labels = Labels {
        base: label("base-label", "base"),
        ours: label("our-label", "ours"),
        theirs: label("their-label", "theirs"),
    };
    let style = git::open(&edge.folder).map_or(Style::Merge, |source| source.conflict_style());
    let size = args.get_one::<u16>("size").map_or(7, |size| usize::from(*size));
    let name = word("path").and_then(|path| path.rsplit('/').next());
    let kind = Kind::ALL.into_iter().find(|kind| Some(kind.file()) == name);
    let merged = reconcile(kind, &versions, Markers { style, size, labels }, DEFAULT_MAX_FILE_SIZE);
    // Before anything is written: what fails from here on must not be merged again.
    let left = match (kind, &merged.how) {
        (Some(kind), How::ByEntity(conflicts)) if !conflicts.is_empty() => {
            let path = crate::text::terminal(word("path").unwrap_or_default());
            let colon = edge.lang.pick("\u{a0}:", ":");
            let labels = labels.map(ToString::to_string);
            let list = merge::listed(kind, conflicts, &versions, &labels, edge.lang);
            format!("{path}{colon}\n{list}")
        }
        _ => String::new(),
    };
    if merged.bytes != versions.ours {
        let written = worktree::replace(&files.ours, Some(versions.ours), &merged.bytes);
        let there = worktree::read_file(&files.ours, u64::MAX - 1);
        if written.is_err() || there.as_ref() != Ok(&merged.bytes) {
            let lang = edge.lang;
            let cause = written.err().map_or_else(String::new, |error| usage::cause(&error, lang));
            let path = crate::text::terminal(word("path").unwrap_or_default());
            edge.mention(&tr!(
                lang,
                "nrt\u{a0}: `{path}` fusionné n'a pas pu être écrit\u{a0}: {cause}\n",
                "nrt: the merged `{path}` could not be written: {cause}\n"
            ));
            return Ok(NOT_WRITTEN);
        }
    }
    edge.mention(&left);
    Ok(if merged.is_marked() { FINDINGS } else { SUCCESS })
}

fn unread(edge: &Edge, path: Option<&str>, why: &Unreadable) -> Error {
    let path = crate::text::terminal(path.unwrap_or_default());
    let why = match why {
        Unreadable::Other(cause) => cause.clone(),
        Unreadable::TooLarge { limit, .. } => {
            tr!(edge.lang, "plus de {limit} octets", "more than {limit} bytes")
        }
        _ => tr!(edge.lang, "ce n'est pas un fichier ordinaire", "it is no ordinary file"),
    };
    Error {
        message: tr!(
            edge.lang,
            "une version de `{path}` n'a pas pu être lue ({why})\u{a0}: git la fusionne ligne à ligne",
            "a version of `{path}` could not be read ({why}): git merges it line by line"
        ),
        help: None,
    }
}
