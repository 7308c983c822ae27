//! What the index holds of a merge under way.

use git2::AttrCheckFlags;

use super::{GitError, Source};
use crate::address::Kind;
use crate::files::Unreadable;
use crate::merge::Three;

/// The versions of a file in conflict; none where a side does not have it.
pub type Stages = Three<Option<Vec<u8>>>;

impl Source {
    /// The versions of a file that the index holds in conflict; nothing where it is in none.
    ///
    /// # Errors
    ///
    /// When the index cannot be read, or a version cannot be had.
    pub fn stages(&self, kind: Kind, limit: u64) -> Result<Option<Stages>, GitError> {
        let index = self.repository.index()?;
        let path = self.paths_of(&[kind]).concat();
        let mut found = Stages::default();
        for (stage, slot) in [(1, &mut found.base), (2, &mut found.ours), (3, &mut found.theirs)] {
            let Some(entry) = index.get_path(path.as_ref(), stage) else { continue };
            let mode = i32::try_from(entry.mode).unwrap_or_default();
            let bytes = self.blob(mode, entry.id, limit).map_err(|why| match why {
                Unreadable::NotCloned => GitError::Missing,
                Unreadable::Other(cause) => GitError::Other(cause),
                _ => GitError::Other(path.clone()),
            })?;
            *slot = Some(bytes);
        }
        Ok((found != Stages::default()).then_some(found))
    }

    /// How many times a mark of a conflict is repeated in a file: `conflict-marker-size`.
    pub fn marker_size(&self, kind: Kind) -> usize {
        let path = self.paths_of(&[kind]).concat();
        let flags = AttrCheckFlags::FILE_THEN_INDEX;
        let size = self.repository.get_attr(path.as_ref(), "conflict-marker-size", flags);
        let size = size.ok().flatten().and_then(|size| size.parse().ok());
        size.filter(|size| (1..=200).contains(size)).unwrap_or(7)
    }

    /// Keeps some bytes among git's objects for as long as git keeps what nothing refers to; the id.
    ///
    /// # Errors
    ///
    /// When they cannot be written.
    pub fn kept(&self, bytes: &[u8]) -> Result<String, GitError> {
        Ok(self.repository.blob(bytes)?.to_string())
    }
}
