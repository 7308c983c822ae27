//! What changed in meaning between two versions of a project: by entity and by field.

mod entities;
mod value;

use std::collections::{BTreeMap, BTreeSet};

use toml::de::DeValue;

use crate::address::{Address, Kind};
use crate::load::{Documents, Loaded};
use crate::model::Shape;

use entities::{Entity, entities};
pub use value::same;

/// How much a change weighs. `Content < Commitment < Decision`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Significance {
    /// Anything else that is said.
    Content,
    /// Scope, method variant, end of the step, launch and its date: what was agreed upon.
    Commitment,
    /// A recorded decision.
    Decision,
}

impl Significance {
    /// The word used in JSON and in options.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Content => "content",
            Self::Commitment => "commitment",
            Self::Decision => "decision",
        }
    }
}

/// What happened to an entity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ChangeKind {
    /// It was not there.
    Added,
    /// It is there no more.
    Removed,
    /// It was there under another id; its fields may have changed as well.
    Renamed {
        /// Where it was.
        from: Address,
    },
    /// Some of its fields changed.
    Edited,
}

impl ChangeKind {
    /// The word used in JSON.
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Removed => "removed",
            Self::Renamed { .. } => "renamed",
            Self::Edited => "edited",
        }
    }
}

/// An entity that was added, removed, renamed or edited.
#[derive(Debug, Clone)]
pub struct Change<'d> {
    /// Where it is; where it was, when it was removed.
    pub address: Address,
    /// How it is called.
    pub title: Option<String>,
    /// What happened.
    pub kind: ChangeKind,
    /// The heaviest of its edits, or of what it is.
    pub significance: Significance,
    /// Its fields, in the order of the model.
    pub edits: Vec<Edit<'d>>,
}

/// A field with another value than before; at least one side has one.
#[derive(Debug, Clone)]
pub struct Edit<'d> {
    /// Where it is.
    pub address: Address,
    /// What it holds.
    pub shape: &'static Shape,
    /// Whether it holds personal data.
    pub personal: bool,
    /// The value before.
    pub before: Option<&'d DeValue<'d>>,
    /// The value now.
    pub after: Option<&'d DeValue<'d>>,
    /// How much the edit weighs.
    pub significance: Significance,
}

/// Everything that changed.
#[derive(Debug, Clone, Default)]
pub struct Changes<'d> {
    /// The entities, the heaviest change first, then in the order people read a project.
    pub changes: Vec<Change<'d>>,
    /// Files whose text differs, and whose meaning does not.
    pub cosmetic: Vec<Kind>,
    /// Files that one of the versions holds in a form that cannot be read whole: what is said of
    /// them is what could be read.
    pub partial: Vec<Kind>,
}

impl Changes<'_> {
    /// Whether something at an address, above it or below it changed.
    pub fn touches(&self, address: &Address) -> bool {
        let near = |at: &Address| at.contains(address) || address.contains(at);
        self.changes.iter().any(|change| {
            let whole = matches!(change.kind, ChangeKind::Added | ChangeKind::Removed);
            whole && near(&change.address) || change.edits.iter().any(|edit| near(&edit.address))
        })
    }
}

/// What changed from `before` to `after`.
pub fn changes<'d>(before: &'d Loaded<'_>, after: &'d Loaded<'_>) -> Changes<'d> {
    let (before, after) = (&before.documents, &after.documents);
    let text = |documents: &Documents<'d>, kind| documents.get(kind).map(|document| document.text);
    let differ = |kind: &Kind| text(before, *kind) != text(after, *kind);
    between(Kind::ALL.into_iter().filter(differ), before, after)
}

/// What changed in the files of some kinds, whose texts differ.
pub fn between<'d>(
    kinds: impl IntoIterator<Item = Kind>,
    before: &'d Documents<'_>,
    after: &'d Documents<'_>,
) -> Changes<'d> {
    let mut found = Changes::default();
    for kind in kinds {
        if before.broken(kind) || after.broken(kind) {
            found.partial.push(kind);
        }
        let of_kind = of_kind(kind, before, after);
        if of_kind.is_empty() {
            found.cosmetic.push(kind);
        }
        found.changes.extend(of_kind);
    }
    found.changes.sort_by(|a, b| (b.significance, &a.address).cmp(&(a.significance, &b.address)));
    found
}

fn of_kind<'d>(kind: Kind, before: &'d Documents<'_>, after: &'d Documents<'_>) -> Vec<Change<'d>> {
    let old = entities(before, kind);
    let new = entities(after, kind);
    let renamed = renamed(&old, &new);
    let gone: BTreeSet<&Address> = renamed.values().collect();
    let mut found = Vec::new();
    for (address, entity) in &new {
        if let Some(there) = old.get(address) {
            found.extend(compare(address, ChangeKind::Edited, Some(there), Some(entity)));
        } else if let Some(from) = renamed.get(address) {
            let kind = ChangeKind::Renamed { from: from.clone() };
            found.extend(compare(address, kind, old.get(from), Some(entity)));
        } else {
            found.extend(compare(address, ChangeKind::Added, None, Some(entity)));
        }
    }
    for (address, entity) in &old {
        if !new.contains_key(address) && !gone.contains(address) {
            found.extend(compare(address, ChangeKind::Removed, Some(entity), None));
        }
    }
    found
}

/// Entities that have another id than before: by `formerly`, else by the same content.
fn renamed(
    old: &BTreeMap<Address, Entity<'_>>,
    new: &BTreeMap<Address, Entity<'_>>,
) -> BTreeMap<Address, Address> {
    let mut renamed = BTreeMap::new();
    let mut left: BTreeSet<&Address> = old.keys().filter(|a| !new.contains_key(*a)).collect();
    let added: Vec<_> = new.iter().filter(|(address, _)| !old.contains_key(*address)).collect();
    for (address, entity) in &added {
        let former = entity.formerly().into_iter().map(|id| entities::sibling(address, id));
        if let Some(from) = former.into_iter().find(|from| left.contains(from)) {
            left.remove(&from);
            renamed.insert((*address).clone(), from);
        }
    }
    for (address, entity) in added {
        if renamed.contains_key(address) {
            continue;
        }
        let same = left.iter().copied().find(|from| {
            entities::same_folder(from, address) && old.get(from).is_some_and(|o| o.same(entity))
        });
        if let Some(from) = same {
            left.remove(from);
            renamed.insert(address.clone(), from.clone());
        }
    }
    renamed
}

/// The change of one entity; `None` when nothing of it did.
fn compare<'d>(
    address: &Address,
    kind: ChangeKind,
    before: Option<&Entity<'d>>,
    after: Option<&Entity<'d>>,
) -> Option<Change<'d>> {
    let fields: BTreeSet<_> = before.into_iter().chain(after).flat_map(Entity::ranks).collect();
    let first_set = before.is_none();
    // To cancel the launch, or to make something else of it, undoes the date that was agreed upon.
    let undone = address.kind == Kind::Milestone
        && before.is_some_and(Entity::is_agreed_launch)
        && after.is_some_and(|after| !after.is_held_launch());
    let mut edits = Vec::new();
    for rank in fields {
        let (old, new) = (before.and_then(|e| e.get(&rank)), after.and_then(|e| e.get(&rank)));
        let (before, after) = (old.map(|field| field.value), new.map(|field| field.value));
        if let (Some(a), Some(b)) = (before, after)
            && same(a, b)
        {
            continue;
        }
        let Some(field) = new.or(old) else { continue };
        // That it was renamed is said once.
        if matches!(kind, ChangeKind::Renamed { .. }) && field.path == ["formerly"] {
            continue;
        }
        let agreed = field.commitment || old.is_some_and(|old| old.commitment);
        let undoes = undone && (field.path == ["kind"] || field.path == ["cancelled"]);
        let commits = agreed && !first_set && before.is_some() || undoes;
        let significance = if address.kind == Kind::Decision {
            Significance::Decision
        } else if commits {
            Significance::Commitment
        } else {
            Significance::Content
        };
        let mut at = address.clone();
        at.path.extend(field.path.iter().map(|key| (*key).to_owned()));
        let (shape, personal) = (field.shape, field.personal);
        edits.push(Edit { address: at, shape, personal, before, after, significance });
    }
    if edits.is_empty() && kind == ChangeKind::Edited {
        return None;
    }
    let heaviest = edits.iter().map(|edit| edit.significance).max();
    let least = match address.kind {
        Kind::Decision => Significance::Decision,
        // A facility that enters or leaves changes the scope.
        Kind::Scope if kind == ChangeKind::Removed => Significance::Commitment,
        _ => Significance::Content,
    };
    let title = after.or(before).and_then(Entity::title).map(str::to_owned);
    let significance = heaviest.unwrap_or(least).max(least);
    Some(Change { address: address.clone(), title, kind, significance, edits })
}
