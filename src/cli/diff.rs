//! `nrt diff`: what changed in meaning between two versions of the project.

use std::path::Path;

use clap::ArgMatches;

use super::open::{self, Opened, Version};
use super::{Edge, Error, FINDINGS, Outcome, SUCCESS, base, log, named, repository};
use crate::address::{Address, Kind};
use crate::changes::{Changes, Significance, changes};
use crate::check;
use crate::files::DEFAULT_MAX_FILE_SIZE;
use crate::finding::News;
use crate::git::{self, GitError, Revision};
use crate::lang::Lang;
use crate::load::Loaded;
use crate::render::diff::{self, Diff};
use crate::tr;

/// The forms of the result, the default first.
pub(super) const FORMATS: &[&str] = &["text", "markdown", "json"];

pub(super) fn run(edge: &mut Edge, args: &ArgMatches) -> Outcome {
    let lang = edge.lang;
    let root = open::root(edge, true)?;
    let range = args.get_one::<String>("range").map(String::as_str);
    let (from, to) = versions(&root, range, args.get_flag("staged"), lang)?;
    let old = open::read(edge, root.clone(), from, DEFAULT_MAX_FILE_SIZE)?;
    let new = open::read(edge, root, to, DEFAULT_MAX_FILE_SIZE)?;
    let mut after = new.load(lang);
    // The rules of history compare a version with one that it comes from, and only with that.
    let beside = match from {
        Version::At(from) if follows(&new, from, lang)? => {
            Some(base::beside(edge, &new, Some(from), None)?)
        }
        _ => None,
    };
    let origin = beside.as_ref().map(|beside| beside.load(&mut after, lang)).transpose()?.flatten();
    let settings = new.settings(&after, args, lang)?;
    let with_origin = beside.as_ref().filter(|_| origin.is_some());
    let before = origin.unwrap_or_else(|| old.load(lang));
    let (mut is, was) = match &with_origin {
        Some(beside) => beside.check(Some(&before), &after, &settings)?,
        None => (check::check(&after, &settings), None),
    };
    let was = match was {
        Some(was) => was,
        None => check::check(&before, &old.settings(&before, args, lang)?),
    };
    let mut found = changes(&before, &after);
    let closed = check::compare(&mut is, Some(&was), &found, String::new());
    narrow(&mut found, &Narrow::of(args, &before, &after, lang)?);
    let changed = !found.changes.is_empty();
    let diff = Diff {
        before: &before.documents,
        after: &after.documents,
        changes: found,
        opened: is.open().filter(|finding| finding.news == Some(News::New)).collect(),
        closed,
    };
    let text = match args.get_one::<String>("format").map(String::as_str) {
        Some("json") => diff::json(&diff, lang),
        Some("markdown") => diff::markdown(&diff, lang),
        _ if args.get_flag("stat") => diff::stat(&diff, edge.style()),
        _ => diff::text(&diff, edge.style()),
    };
    edge.print(&text)?;
    Ok(if args.get_flag("exit-code") && changed { FINDINGS } else { SUCCESS })
}

/// The two versions: by default HEAD and the folder as it is. `A` compares A with the folder,
/// `A..` with HEAD, `A..B` two revisions, `A...B` from where they went apart.
fn versions(
    root: &Path,
    range: Option<&str>,
    staged: bool,
    lang: Lang,
) -> Result<(Version, Version), Error> {
    let at = |name: &str| {
        let name = if name.is_empty() { "HEAD" } else { name };
        repository::revision(root, name, lang)
    };
    let now = if staged { Version::Staged } else { Version::Worktree };
    let range = range.unwrap_or("HEAD");
    if let Some((a, b)) = range.split_once("...") {
        let (a, b) = (at(a)?, at(b)?);
        let base = git::open(root).and_then(|source| source.merge_base(a, b));
        let base = base.map_err(|error| repository::error(&error, lang))?;
        return Ok((Version::At(base), Version::At(b)));
    }
    match range.split_once("..") {
        Some((a, b)) => Ok((Version::At(at(a)?), Version::At(at(b)?))),
        None => Ok((Version::At(at(range)?), now)),
    }
}

/// Whether a version comes from a revision: what it does not have of it was taken out.
fn follows(new: &Opened, from: Revision, lang: Lang) -> Result<bool, Error> {
    let base = git::open(&new.root).and_then(|source| {
        let own = match new.version {
            Version::At(revision) => revision,
            Version::Worktree | Version::Staged => source.revision("HEAD")?,
        };
        if own == from { Ok(from) } else { source.merge_base(from, own) }
    });
    match base {
        Ok(base) => Ok(base == from),
        Err(GitError::NoMergeBase) => Ok(false),
        Err(error) => Err(repository::error(&error, lang)),
    }
}

/// What of the changes is asked for.
struct Narrow {
    addresses: Vec<Address>,
    significance: Vec<Significance>,
    kinds: Vec<Kind>,
}

impl Narrow {
    fn of(
        args: &ArgMatches,
        before: &Loaded<'_>,
        after: &Loaded<'_>,
        lang: Lang,
    ) -> Result<Self, Error> {
        let mut narrow =
            Self { addresses: Vec::new(), significance: Vec::new(), kinds: Vec::new() };
        for word in args.get_many::<String>("address").into_iter().flatten() {
            narrow.addresses.extend(addresses(word, before, after, lang)?);
        }
        for word in args.get_many::<String>("only").into_iter().flatten() {
            let words = [Significance::Decision, Significance::Commitment, Significance::Content];
            if let Some(found) = words.into_iter().find(|s| s.word() == word) {
                narrow.significance.push(found);
            } else {
                narrow.kinds.push(log::kind(word, "only", lang)?);
            }
        }
        Ok(narrow)
    }
}

/// The addresses that a word means: one as it is written, or every entity of that id.
fn addresses(
    word: &str,
    before: &Loaded<'_>,
    after: &Loaded<'_>,
    lang: Lang,
) -> Result<Vec<Address>, Error> {
    let versions = [&before.documents, &after.documents];
    let holding = named::meant(word, &versions);
    if holding.is_empty() {
        return Err(Error::new(
            tr!(
                lang,
                "rien ne s'appelle `{word}` dans ces versions",
                "nothing is called `{word}` in these versions"
            ),
            named::help(
                word,
                &after.documents,
                tr!(
                    lang,
                    "donnez une adresse\u{a0}: `stakeholders.dgs`, `scope.coverage`",
                    "give an address: `stakeholders.dgs`, `scope.coverage`"
                ),
                lang,
            ),
        ));
    }
    Ok(holding)
}

fn narrow(changes: &mut Changes<'_>, narrow: &Narrow) {
    let Narrow { addresses, significance, kinds } = narrow;
    let asked = |at: &Address| {
        addresses.is_empty() || addresses.iter().any(|a| a.contains(at) || at.contains(a))
    };
    changes.changes.retain(|change| {
        asked(&change.address)
            && (significance.is_empty() || significance.contains(&change.significance))
            && (kinds.is_empty() || kinds.contains(&change.address.kind))
    });
    for change in &mut changes.changes {
        change.edits.retain(|edit| asked(&edit.address));
    }
    let files = |kind: &Kind| {
        significance.is_empty()
            && (kinds.is_empty() || kinds.contains(kind))
            && (addresses.is_empty() || addresses.iter().any(|address| address.kind == *kind))
    };
    changes.cosmetic.retain(files);
    changes.partial.retain(files);
}
