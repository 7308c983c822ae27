//! Two versions of a project: what a rule of history may know.

use super::Context;
use crate::address::{Address, Kind};
use crate::changes::{Change, ChangeKind, Changes};
use crate::load::Loaded;
use crate::model::Project;

/// A base, the version that is checked, and what changed between them.
#[derive(Debug)]
pub struct Versions<'v> {
    /// The base.
    pub before: &'v Loaded<'v>,
    /// The version that is checked.
    pub after: &'v Loaded<'v>,
    /// What changed.
    pub changes: &'v Changes<'v>,
    /// All that a rule may know of the version that is checked.
    pub cx: &'v Context<'v>,
}

impl Versions<'_> {
    /// The changes of the entities of a kind.
    pub fn of(&self, kind: Kind) -> impl Iterator<Item = &Change<'_>> {
        self.changes.changes.iter().filter(move |change| change.address.kind == kind)
    }

    /// Where an entity, or a value of it, was in the base: elsewhere when it was renamed.
    pub fn was(&self, address: &Address) -> Address {
        let renamed = self.changes.changes.iter().find_map(|change| match &change.kind {
            ChangeKind::Renamed { from } if change.address.contains(address) => {
                Some((change.address.path.len(), from))
            }
            _ => None,
        });
        let mut was = address.clone();
        if let Some((depth, from)) = renamed {
            was.path.splice(..depth, from.path.iter().cloned());
        }
        was
    }

    /// Whether the value at an address could be taken in both versions, or is absent there.
    pub fn known(&self, address: &Address) -> bool {
        !self.cx.unknown(address) && !self.before.documents.misread(&self.was(address))
    }

    /// What a project as written would make of a question about the version that is checked.
    pub fn as_written<'c>(&'c self, project: &'c Project) -> Context<'c> {
        Context {
            project,
            documents: self.cx.documents,
            attachments: self.cx.attachments,
            today: self.cx.today,
            horizon: self.cx.horizon.clone(),
            lang: self.cx.lang,
        }
    }
}
