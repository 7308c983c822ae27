//! The files of a project, whatever they came from: the one input of everything above.

use std::collections::BTreeMap;
use std::path::{Component, Path};

use crate::address::Kind;

/// Default limit of a file's size, in bytes: 1 MiB, a threshold of nrt's own.
pub const DEFAULT_MAX_FILE_SIZE: u64 = 1 << 20;

/// The bytes of each known file, and the names of those that look like one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Files {
    /// What was read, or why it could not be; absent files are absent here.
    pub known: BTreeMap<Kind, Result<Vec<u8>, Unreadable>>,
    /// Names of the other files in the project's folder that end as its own do, sorted; see
    /// [`stem`].
    pub others: Vec<String>,
}

impl Files {
    /// Files from names and texts; a name that is no known file goes with the others.
    pub fn from_texts<'a>(texts: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let mut files = Self::default();
        for (name, text) in texts {
            match Kind::ALL.into_iter().find(|kind| kind.file() == name) {
                Some(kind) => drop(files.known.insert(kind, Ok(text.as_bytes().to_vec()))),
                None => files.others.extend(stem(name).map(|_| name.to_owned())),
            }
        }
        files.others.sort();
        files
    }
}

/// The stem of a file's name that ends as those of a project do, or as one does by mistake:
/// `.toml.txt`, which Windows' Notepad makes, `.tml`, `.TOML`. A hidden file has none.
pub fn stem(name: &str) -> Option<&str> {
    let lowered = name.to_ascii_lowercase();
    let mut stem =
        [".toml.txt", ".tml", ".toml"].iter().find_map(|end| lowered.strip_suffix(end))?;
    while let Some(shorter) = stem.strip_suffix(".toml") {
        stem = shorter;
    }
    (!name.starts_with('.')).then(|| &name[..stem.len()])
}

/// Why the bytes of a file could not be had.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unreadable {
    /// A symbolic link: never followed, since it may leave the project.
    Link,
    /// A folder, a pipe, a device: not a regular file.
    NotAFile,
    /// The system refuses to open it.
    Permission,
    /// Larger than the limit; both sizes in bytes.
    TooLarge {
        /// The file's size.
        size: u64,
        /// The limit.
        limit: u64,
    },
    /// In git's index, both sides of a merge that is under way.
    Conflicted,
    /// A git object that a partial clone left on the server; nothing is fetched.
    NotCloned,
    /// Any other failure of the system, in its own words.
    Other(String),
}

/// Whether a path, as a file of the project writes it, stays below the project's folder by its
/// form alone, on every system: no root, `..`, drive, UNC name, reserved device name or stream.
pub fn is_plain_relative(path: &str) -> bool {
    let device = |part: &str| {
        let stem = part.split('.').next().unwrap_or_default().trim_end().to_ascii_uppercase();
        let numbered = |name: &str| {
            stem.strip_prefix(name)
                .is_some_and(|n| n.len() == 1 && n.as_bytes()[0].is_ascii_digit())
        };
        matches!(stem.as_str(), "CON" | "PRN" | "AUX" | "NUL") || numbered("COM") || numbered("LPT")
    };
    !path.is_empty()
        && !path.contains([':', '\\', '\0'])
        && !path.split('/').any(device)
        && Path::new(path).components().all(|part| matches!(part, Component::Normal(_)))
}

#[cfg(test)]
mod tests {
    use super::{is_plain_relative, stem};

    #[test]
    fn a_name_ends_as_those_of_a_project() {
        for name in ["a.toml", "a.TOML", "a.tml", "a.toml.txt", "a.toml.toml", "a.Toml.TXT"] {
            assert_eq!(stem(name), Some("a"), "{name}");
        }
        for name in [".a.toml", "a.txt", "a", "toml", "a.toml~"] {
            assert_eq!(stem(name), None, "{name}");
        }
    }

    #[test]
    fn only_plain_relative_paths_are_looked_at() {
        for path in ["pieces/pcaet.pdf", "a b/é.txt", "console.txt"] {
            assert!(is_plain_relative(path), "{path}");
        }
        for path in [
            "",
            "/etc/passwd",
            "../a",
            "a/../../b",
            "C:/a",
            "C:a",
            "\\\\serveur\\a",
            "a\\b",
            "NUL",
            "pieces/aux.txt",
            "com1",
            "a.txt:flux",
            "./a",
        ] {
            assert!(!is_plain_relative(path), "{path}");
        }
    }
}
