//! The names that a repository has for its commits.

use super::Source;

/// What a name of a commit is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Name {
    /// A branch of this clone.
    Branch,
    /// A branch of another repository, as it was when last fetched.
    Remote,
    /// A tag.
    Tag,
}

impl Source {
    /// Every branch and tag as people write it, sorted, branches first; what cannot be read is left
    /// out.
    pub fn names(&self) -> Vec<(String, Name)> {
        let mut names = Vec::new();
        let Ok(references) = self.repository.references() else { return names };
        for reference in references.flatten() {
            let Ok(full) = std::str::from_utf8(reference.name_bytes()) else { continue };
            let kinds = [
                ("refs/heads/", Name::Branch),
                ("refs/remotes/", Name::Remote),
                ("refs/tags/", Name::Tag),
            ];
            let found =
                kinds.iter().find_map(|(prefix, kind)| Some((full.strip_prefix(prefix)?, *kind)));
            // What a remote calls its own HEAD says nothing more.
            if let Some((name, kind)) = found.filter(|(name, _)| !name.ends_with("/HEAD")) {
                names.push((name.to_owned(), kind));
            }
        }
        names.sort_by(|(a, of_a), (b, of_b)| of_a.cmp(of_b).then_with(|| a.cmp(b)));
        names
    }
}
