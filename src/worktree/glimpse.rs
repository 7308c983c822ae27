//! What can be seen of a project's folder without reading any of its files.

use std::collections::BTreeMap;
use std::fs::{self, Metadata};
use std::path::Path;
use std::time::{Duration, UNIX_EPOCH};

use super::attached;
use crate::address::Kind;
use crate::files::stem;
use crate::rule::Attachment;

/// What a look at a project's folder sees: two that are the same have most likely the same project
/// between them. Looking is all it takes: no folder is watched through the system, since that says
/// nothing of what others write on a network share or a synchronised folder, and costs a crate for
/// each system.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Glimpse {
    files: BTreeMap<String, Option<Stamp>>,
    attachments: BTreeMap<String, Attachment>,
}

/// What changes with a file that is written, whichever way it is.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Stamp {
    size: u64,
    /// Since 1970.
    changed: Option<Duration>,
    /// Another file under the same name has another one, even of the same size and time.
    number: u64,
}

impl Glimpse {
    /// Looks at the files of the project in `root`, and at what stands at the paths that documents
    /// name; `repository` is the folder that these must not leave. A folder that is not there is
    /// seen as an empty one.
    pub fn of(root: &Path, repository: &Path, paths: &[String]) -> Self {
        let mut files = BTreeMap::new();
        for entry in fs::read_dir(root).into_iter().flatten().flatten() {
            let name = entry.file_name();
            let Some(name) = name.to_str() else { continue };
            if Kind::ALL.into_iter().any(|kind| kind.file() == name) {
                // A link's own, not its target's: it is not followed when it is read either.
                let metadata = root.join(name).symlink_metadata().ok();
                files.insert(name.to_owned(), metadata.as_ref().map(Stamp::of));
            } else if stem(name).is_some() {
                files.insert(name.to_owned(), None);
            }
        }
        let attachments = attached(root, repository, paths.iter().map(String::as_str));
        Self { files, attachments }
    }
}

impl Stamp {
    fn of(metadata: &Metadata) -> Self {
        let changed = metadata.modified().ok();
        let changed = changed.and_then(|time| time.duration_since(UNIX_EPOCH).ok());
        Self { size: metadata.len(), changed, number: number(metadata) }
    }
}

#[cfg(unix)]
fn number(metadata: &Metadata) -> u64 {
    use std::os::unix::fs::MetadataExt;
    metadata.ino()
}

#[cfg(not(unix))]
fn number(_metadata: &Metadata) -> u64 {
    0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn write(folder: &Path, name: &str, text: &str) {
        fs::write(folder.join(name), text).expect("a file that can be written");
    }

    #[test]
    fn what_matters_to_a_check_shows_at_a_glimpse() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let root = folder.path();
        write(root, "nrt.toml", "format = 1\n");
        write(root, "scope.toml", "coverage = []\n");
        let look = || Glimpse::of(root, root, &["pieces.pdf".to_owned()]);
        let mut last = look();
        let mut differs = |what: &str| {
            let now = look();
            assert_ne!(now, last, "{what}");
            assert_eq!(look(), now, "{what}: a second look sees the same");
            last = now;
        };
        write(root, "scope.toml", "coverage = [\"authority\"]\n");
        differs("another size");
        fs::rename(root.join("scope.toml"), root.join("aside")).expect("renamed");
        differs("a file gone");
        fs::copy(root.join("aside"), root.join("scope.toml")).expect("copied");
        differs("a file come back");
        write(root, "jalons.toml", "");
        differs("a file of another name");
        write(root, "pieces.pdf", "x");
        differs("an attached document");
        fs::remove_file(root.join("nrt.toml")).expect("removed");
        differs("no project any more");
        let before = look();
        write(root, "notes.txt", "x");
        write(root, "pieces.pdf", "longer");
        assert_eq!(look(), before, "what no check reads");
        assert_eq!(Glimpse::of(&root.join("gone"), root, &[]), Glimpse::default());
    }

    #[cfg(unix)]
    #[test]
    fn a_file_in_the_place_of_another_shows_even_with_its_size_and_time() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let root = folder.path();
        write(root, "nrt.toml", "a = 1\n");
        write(root, "other", "a = 2\n");
        let time = fs::metadata(root.join("nrt.toml")).expect("there").modified().expect("a time");
        let other = fs::File::options().write(true).open(root.join("other")).expect("opened");
        other.set_modified(time).expect("set");
        let before = Glimpse::of(root, root, &[]);
        fs::rename(root.join("other"), root.join("nrt.toml")).expect("renamed");
        assert_ne!(Glimpse::of(root, root, &[]), before);
    }
}
