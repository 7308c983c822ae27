//! `nrt diff`: what changed in meaning between two versions of the project.

use std::collections::BTreeSet;
use std::path::Path;

use clap::ArgMatches;

use super::open::{self, Opened, Version};
use super::{Edge, Error, FINDINGS, Outcome, SUCCESS, log, repository};
use crate::address::{Address, Kind};
use crate::changes::{Changes, Significance, changes};
use crate::check::{self, Checked};
use crate::files::DEFAULT_MAX_FILE_SIZE;
use crate::finding::Finding;
use crate::git;
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
    let (before, after) = (old.load(lang), new.load(lang));
    let was = checked(&old, &before, args, lang)?;
    let is = checked(&new, &after, args, lang)?;
    let mut found = changes(&before, &after);
    narrow(&mut found, &Narrow::of(args, &before, &after, lang)?);
    let changed = !found.changes.is_empty();
    let diff = Diff {
        before: &before.documents,
        after: &after.documents,
        changes: found,
        opened: only_in(&is, &was),
        closed: only_in(&was, &is),
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

fn checked(
    opened: &Opened,
    loaded: &Loaded<'_>,
    args: &ArgMatches,
    lang: Lang,
) -> Result<Checked, Error> {
    let settings = opened.settings(loaded, args, lang)?;
    Ok(check::check(loaded, &settings))
}

/// The open findings of one check that the other does not have, by rule and address.
fn only_in<'c>(one: &'c Checked, other: &Checked) -> Vec<&'c Finding> {
    let key = |finding: &Finding| (finding.rule, finding.address.clone());
    let there: BTreeSet<_> = other.open().map(key).collect();
    one.open().filter(|finding| !there.contains(&key(finding))).collect()
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
    if let Some(address) = Address::parse(word) {
        return Ok(vec![address]);
    }
    let holding: Vec<Address> = Kind::ALL
        .into_iter()
        .filter(|kind| kind.holds_entities())
        .map(|kind| Address::entity(kind, word))
        .filter(|address| before.documents.holds(address) || after.documents.holds(address))
        .collect();
    if holding.is_empty() {
        return Err(Error::new(
            tr!(
                lang,
                "rien ne s'appelle `{word}` dans ces versions",
                "nothing is called `{word}` in these versions"
            ),
            tr!(
                lang,
                "donnez une adresse\u{a0}: `stakeholders.dgs`, `scope.coverage`",
                "give an address: `stakeholders.dgs`, `scope.coverage`"
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
