//! What of a history is asked for; an address keeps its meaning when its entity had another id.

use super::{Entry, Options};
use crate::address::{Address, Kind};
use crate::changes::{Change, ChangeKind, Changes, Significance};
use crate::git::Revision;
use crate::lang::Lang;

/// How many neighbouring commits a decision may explain, each way, on a line without merges and by
/// one author: a forge's editor makes one commit a file. A threshold of nrt's own.
pub(super) const NEIGHBOURS: usize = 3;

/// What is asked for; where nothing is named, everything is.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    /// Files, entities or fields, under the ids they have where the walk is.
    pub addresses: Vec<Address>,
    /// Significances.
    pub significance: Vec<Significance>,
    /// Kinds.
    pub kinds: Vec<Kind>,
}

impl Options {
    /// The whole history along first parents, each file of at most `limit` bytes.
    pub const fn whole(from: Revision, limit: u64, lang: Lang) -> Self {
        Self {
            from,
            all_parents: false,
            cosmetic: false,
            titles: false,
            since: None,
            until: None,
            most: None,
            limit,
            lang,
        }
    }
}

impl Wanted {
    /// Whether everything is asked for.
    pub fn is_everything(&self) -> bool {
        self.addresses.is_empty() && self.significance.is_empty() && self.kinds.is_empty()
    }

    /// Whether ids must be followed through renames.
    pub(super) fn follows(&self) -> bool {
        !self.addresses.is_empty()
    }

    /// Whether a file must be read. That of the decisions always is: what a commit decides is told
    /// with whatever it changes.
    pub(super) fn reads(&self, kind: Kind) -> bool {
        kind == Kind::Decision || self.shows(kind)
    }

    /// Whether something of a file is asked for.
    fn shows(&self, kind: Kind) -> bool {
        (self.kinds.is_empty() || self.kinds.contains(&kind))
            && (self.addresses.is_empty() || self.addresses.iter().any(|a| a.kind == kind))
    }

    /// Takes what is not asked for out of an entry.
    pub(super) fn narrow(&self, entry: &mut Entry<'_>) {
        // What cannot be read has no weight; it is told with the next readable version.
        entry.unreadable.retain(|kind| self.significance.is_empty() && self.shows(*kind));
        let Changes { changes, cosmetic, partial } = &mut entry.changes;
        cosmetic.retain(|kind| self.significance.is_empty() && self.shows(*kind));
        partial.clear();
        changes.retain_mut(|change| self.keep(change));
    }

    fn keep(&self, change: &mut Change<'_>) -> bool {
        if !self.shows(change.address.kind)
            || !self.significance.is_empty() && !self.significance.contains(&change.significance)
        {
            return false;
        }
        let Change { address, kind, edits, .. } = change;
        let from = if let ChangeKind::Renamed { from } = kind { Some(&*from) } else { None };
        let asked = |at: &Address| {
            let then = from.and_then(|from| moved(at, address, from));
            self.addresses.is_empty()
                || self.addresses.iter().any(|wanted| {
                    let covers = |at: &Address| wanted.contains(at) || at.contains(wanted);
                    covers(at) || then.as_ref().is_some_and(covers)
                })
        };
        if !asked(address) {
            return false;
        }
        let whole = edits.is_empty();
        edits.retain(|edit| asked(&edit.address));
        // A field is asked for, and others changed.
        whole || !edits.is_empty() || from.is_some()
    }

    /// What is asked for of the commits before one with these changes: an entity that it renames
    /// had its former id. Where branches are walked together, both ids are kept.
    pub(super) fn after(&self, changes: &Changes<'_>, both: bool) -> Self {
        let mut wanted = self.clone();
        for change in &changes.changes {
            let ChangeKind::Renamed { from } = &change.kind else { continue };
            for at in &self.addresses {
                let Some(former) = moved(at, &change.address, from) else { continue };
                if !both {
                    wanted.addresses.retain(|other| other != at);
                }
                if !wanted.addresses.contains(&former) {
                    wanted.addresses.push(former);
                }
            }
        }
        wanted
    }
}

/// An address at or below `from`, as one below `to`.
fn moved(at: &Address, from: &Address, to: &Address) -> Option<Address> {
    if !from.contains(at) {
        return None;
    }
    let mut address = to.clone();
    address.path.extend(at.path.iter().skip(from.path.len()).cloned());
    Some(address)
}
