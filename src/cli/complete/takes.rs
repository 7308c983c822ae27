//! What an argument takes, beside the words that clap knows: said where it is declared, so that the
//! shells can propose it.

use clap::builder::ArgExt;

/// What a value is, of those that the project or its repository gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::cli) enum Takes {
    /// A kind of file, by any of its words.
    Kind,
    /// An id or an address, down to the keys that are there.
    Address,
    /// An address alone, down to the keys that are there: no bare id.
    Written,
    /// The address of any key that an entity may have, from its id on: `nrt set`.
    Field,
    /// The same, of a key that is there: `nrt unset`.
    Present,
    /// An id or an address of an entity: `nrt remove`, `nrt rename`.
    Entity,
    /// The same, or a file that is one: `scope`.
    Named,
    /// All that `nrt explain` knows.
    Explained,
    /// A rule.
    Rule,
    /// A milestone with a date, a body, a session of it.
    Horizon,
    /// The id of an entity of this kind.
    Id(crate::address::Kind),
    /// What `--only` takes: a significance, or a kind.
    Significance,
    /// A branch, a tag, HEAD.
    Revision,
    /// One, or two with dots between them.
    Range,
    /// One of these formats, and the path of a file: `sarif=nrt.sarif`.
    Report(&'static [&'static str]),
    /// What the key may hold whose address is the word before: `nrt set ADDRESS VALUE`.
    Value,
    /// A key of the kind that is the first word, and what it may hold: `nrt add KIND key=value`.
    Pair,
    /// The path of a folder.
    Folder,
    /// The path of a file.
    File,
}

impl ArgExt for Takes {}
