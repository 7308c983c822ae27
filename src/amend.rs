//! What the files of a project become when somebody asks for changes, made sure of before anything
//! is written.

mod draft;
pub mod mend;
mod proof;
mod values;

use crate::address::{Address, Kind};
use crate::files::Files;
use crate::lang::Lang;
use crate::literal::fold;
use crate::load::Documents;
use crate::slug::{slug, untaken};
use draft::Draft;

/// One change that a person asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Request {
    /// A new entity.
    Add {
        /// Its kind: one that holds entities, or the scope for a facility.
        kind: Kind,
        /// Its id.
        id: String,
        /// Its fields: keys, with dots between those of a table, and the texts as a person types
        /// them.
        fields: Vec<(String, String)>,
    },
    /// A value, as a person types it.
    Set {
        /// Where.
        address: Address,
        /// What.
        value: String,
    },
    /// A value, or a table of values, that goes.
    Unset {
        /// Where.
        address: Address,
    },
    /// An entity that goes.
    Remove {
        /// Which.
        entity: Address,
    },
    /// Another id for an entity, wherever it is referred to.
    Rename {
        /// Which.
        entity: Address,
        /// Its new id.
        id: String,
    },
}

/// A file with changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Amended {
    /// Which.
    pub kind: Kind,
    /// Its bytes as they were read; nothing where it was not there.
    pub before: Option<Vec<u8>>,
    /// Its bytes with the changes.
    pub after: Vec<u8>,
}

/// Why a change cannot be made; nothing of it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
}

impl Refused {
    fn new(message: String, help: String) -> Self {
        Self { message, help: Some(help) }
    }
}

impl From<(String, String)> for Refused {
    fn from((message, help): (String, String)) -> Self {
        Self::new(message, help)
    }
}

/// What stands on top of the file of a kind where a project has none yet.
pub type Heading<'h> = &'h dyn Fn(Kind) -> String;

/// What the files become: those that change, in the order people read a project. `limit` is the
/// largest size in bytes that their reader accepted.
///
/// # Errors
///
/// When a request cannot be met, or would leave a mistake that was not there.
pub fn amend(
    files: &Files,
    requests: &[Request],
    limit: u64,
    lang: Lang,
    heading: Heading<'_>,
) -> Result<Vec<Amended>, Refused> {
    let mut draft = Draft::of(files, limit, lang, heading);
    let mut rest = requests;
    while let Some((first, after)) = rest.split_first() {
        // Values of many entities are set at once: each file is read as often as its entity with
        // the most new values has some.
        let same = |one: &&Request| {
            placed(one).is_some_and(|at| Some(at.kind) == placed(first).map(|at| at.kind))
        };
        let run = rest.iter().take_while(same).count();
        if run == 0 {
            draft.meet(first)?;
            rest = after;
        } else {
            draft.meet_all(&rest[..run])?;
            rest = &rest[run..];
        }
    }
    let found: Vec<Amended> = draft
        .files
        .known
        .iter()
        .filter_map(|(kind, after)| {
            let (before, after) =
                (files.known.get(kind).and_then(|read| read.as_ref().ok()), after.as_ref().ok()?);
            (before != Some(after)).then(|| Amended {
                kind: *kind,
                before: before.cloned(),
                after: after.clone(),
            })
        })
        .collect();
    proof::hold(files, &draft.files, requests, limit, lang)?;
    Ok(found)
}

/// Where a request changes a single value.
fn placed(request: &Request) -> Option<&Address> {
    match request {
        Request::Set { address, .. } | Request::Unset { address } => Some(address),
        _ => None,
    }
}

/// Where an entity of a kind is, by its id; of the scope, a facility.
pub fn entity(kind: Kind, id: &str) -> Address {
    let file = Address::file(kind);
    if kind == Kind::Scope { file.key("facilities").key(id) } else { file.key(id) }
}

/// The id of a new waiver of a rule's findings at an address.
pub fn waiver_id(documents: &Documents<'_>, rule: &str, target: &Address) -> String {
    let named = entity_path(target).last().map_or_else(|| target.kind.stem(), String::as_str);
    let taken = |id: &str| {
        let waivers = documents.get(Kind::Waiver).into_iter();
        waivers.flat_map(|waivers| waivers.table.keys()).any(|key| fold(key.get_ref()) == fold(id))
    };
    untaken(&slug(&format!("{rule} {named}")), &taken)
}

/// The path of the entity that an address lies in, which for a facility has two keys; empty where
/// it lies in none.
pub fn entity_path(address: &Address) -> &[String] {
    let depth = match address.kind {
        Kind::Scope if address.path.first().is_some_and(|key| key == "facilities") => 2,
        kind => usize::from(kind.holds_entities()),
    };
    address.path.get(..depth).unwrap_or_default()
}
