//! What a place of a file means: an entity, a value, a rule.

use std::ops::Range;

use gen_lsp_types::Position;

use super::view::View;
use crate::address::{Address, Kind};
use crate::amend::entity_path;
use crate::document::cursor::{Cursor, Part};
use crate::model::{self, Key, Shape};
use crate::rule::Rule;
use crate::rules;

/// What a place means.
#[derive(Debug)]
pub(super) struct Meaning {
    /// The bytes of the word that means it, quotes included.
    pub(super) token: Range<usize>,
    pub(super) what: What,
    /// Where it is said: the value, the key or the header of this address.
    pub(super) at: Address,
    /// The key that the place belongs to, if it is one that nrt knows.
    pub(super) key: Option<&'static Key>,
    pub(super) cursor: Cursor,
}

/// What a word names.
#[derive(Debug, Clone)]
pub(super) enum What {
    /// An entity; there may be none at this address.
    Entity(Address),
    /// A value, a table or a file.
    Value(Address),
    /// A rule.
    Rule(&'static Rule),
    /// Nothing but itself: a word of a list, a date, a text.
    Plain,
}

/// What stands at a position of a file; nothing where no word does, or in a comment.
pub(super) fn at(view: &View<'_>, kind: Kind, position: Position) -> Option<Meaning> {
    let cursor = view.cursor(kind, position);
    if cursor.token.is_empty() || matches!(cursor.part, Part::Comment | Part::After) {
        return None;
    }
    let at = Address { path: cursor.path.clone(), ..Address::file(kind) };
    let key = key_at(&at);
    let what = match cursor.part {
        Part::Value => named(view, key, &cursor.text),
        _ => said(&at, &cursor.text),
    };
    Some(Meaning { token: cursor.token.clone(), what, at, key, cursor })
}

/// The key that an address leads to, where it is one that nrt knows.
pub(super) fn key_at(address: &Address) -> Option<&'static Key> {
    let below = address.path.get(entity_path(address).len()..).unwrap_or_default();
    let keys = if entity_path(address).is_empty() {
        model::keys(address.kind)
    } else {
        model::entity_keys(address.kind)
    };
    model::find_key(keys, below)
}

/// What a header or a key says.
fn said(at: &Address, word: &str) -> What {
    // `[levels]` has a key for each rule.
    let rule = rules::find(word).filter(|_| {
        let above = at.path.len().checked_sub(2).and_then(|above| at.path.get(above));
        at.kind == Kind::Project && above.is_some_and(|above| above == "levels")
    });
    if let Some(rule) = rule {
        return What::Rule(rule);
    }
    let entity = entity_path(at);
    if !entity.is_empty() && entity.len() == at.path.len() {
        return What::Entity(at.clone());
    }
    What::Value(at.clone())
}

/// What a value names, by the type of its key.
fn named(view: &View<'_>, key: Option<&'static Key>, text: &str) -> What {
    let Some(key) = key else { return What::Plain };
    match innermost(&key.shape) {
        Shape::Reference(kinds) => {
            let of = |kind: &Kind| Address::entity(*kind, text);
            let there = kinds.iter().map(of).find(|entity| view.loaded.documents.holds(entity));
            there.or_else(|| kinds.first().map(of)).map_or(What::Plain, What::Entity)
        }
        Shape::Address => match Address::parse(text) {
            Some(address) if is_entity(&address) => What::Entity(address),
            Some(address) => What::Value(address),
            None => What::Plain,
        },
        Shape::Rule => rules::find(text).map_or(What::Plain, What::Rule),
        _ => What::Plain,
    }
}

fn is_entity(address: &Address) -> bool {
    let entity = entity_path(address);
    !entity.is_empty() && entity.len() == address.path.len() && address.subject.is_none()
}

/// The type of each value of a list or a map; of any other, itself.
pub(super) const fn innermost(shape: &'static Shape) -> &'static Shape {
    match shape {
        Shape::List(inner) | Shape::Map(inner) => innermost(inner),
        shape => shape,
    }
}
