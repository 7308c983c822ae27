//! The decisions recorded just before a stretch of history: a forge's editor makes one commit a
//! file, so that a decision and what it explains may stand side by side.

use std::ops::ControlFlow;

use super::{NEIGHBOURS, Options, Wanted, history};
use crate::address::Address;
use crate::git::{GitError, Revision, Source};
use crate::text::Text;

/// The decisions that were recorded in the neighbouring commits up to `options.from`, on
/// a line without merges and by the one author of all that follows up to `until`, and of what is not
/// recorded yet where `until_now`. Each by its id, with what it concerns and did not come with a change
/// of: what it came with is what it explains.
///
/// # Errors
///
/// When the repository cannot be read.
pub fn nearby(
    source: &Source,
    options: &Options,
    until: Option<Revision>,
    until_now: bool,
) -> Result<Vec<(String, Vec<Address>)>, GitError> {
    let me = if until_now { source.identity() } else { None };
    if until_now && me.is_none() {
        return Ok(Vec::new());
    }
    let Some(author) = one_author(source, options.from, until, me)? else { return Ok(Vec::new()) };
    let mut found = Vec::new();
    let options =
        Options { cosmetic: true, titles: false, most: Some(NEIGHBOURS), ..options.clone() };
    history(source, &options, &mut Wanted::default(), &mut |entry| {
        if entry.commit.is_merge() || entry.boundary {
            return ControlFlow::Break(());
        }
        if entry.commit.author == author {
            let recorded = entry.decided(options.lang);
            let left = |id: String| {
                let concerns = recorded.get(&id)?.concerns.iter();
                let free = concerns.filter(|at| !entry.changes.touches(at)).cloned();
                Some((id, free.collect()))
            };
            found.extend(entry.decisions.iter().filter_map(|decision| left(decision.id.clone())));
        }
        ControlFlow::Continue(())
    })?;
    Ok(found)
}

/// The author of every commit after `from` up to `until`, and of what is not recorded yet; nothing
/// where they are several, or where lines of history come together.
fn one_author(
    source: &Source,
    from: Revision,
    until: Option<Revision>,
    me: Option<Text>,
) -> Result<Option<Text>, GitError> {
    let (mut author, walk) = (me, source.walk(from, false)?);
    let mut at = until.unwrap_or(from);
    while at != from {
        let Some(commit) = walk.commit(at)? else { return Ok(None) };
        let other = author.as_ref().is_some_and(|author| *author != commit.author);
        let Some(parent) = commit.parents.first().filter(|_| !commit.is_merge() && !other) else {
            return Ok(None);
        };
        at = *parent;
        author = Some(commit.author);
    }
    Ok(author)
}
