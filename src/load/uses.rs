//! Who refers to an entity: one walk over the values of every file, by the types of their keys.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::Documents;
use crate::address::Address;
use crate::model::{self, Key, Shape};

/// A value that refers to an entity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Use {
    /// Where it is; of a list, where the list is.
    pub address: Address,
    /// What it says: an id, or an address of the entity or below it.
    pub text: String,
    /// The bytes of the value in its file, quotes included; end exclusive.
    pub range: Range<usize>,
}

/// The values that refer to an entity, by its id or by an address of it or below it: in the order of
/// files and keys.
pub fn uses(documents: &Documents<'_>, target: &Address) -> Vec<Use> {
    let mut found = Vec::new();
    let id = target.entity_id();
    let mut visit = |at: &Address, shape: &Shape, text: &str, range: Range<usize>| {
        let refers = match shape {
            Shape::Reference(kinds) => kinds.contains(&target.kind) && Some(text) == id,
            Shape::Address => Address::parse(text).is_some_and(|address| target.contains(&address)),
            _ => false,
        };
        if refers {
            found.push(Use { address: at.clone(), text: text.to_owned(), range });
        }
    };
    for document in documents.iter() {
        let (keys, root) = (model::keys(document.kind), Address::file(document.kind));
        if document.kind.holds_entities() {
            for (id, entity) in &document.table {
                if let Some(entity) = entity.get_ref().as_table() {
                    table(entity, keys, &root.clone().key(id.get_ref()), &mut visit);
                }
            }
        } else {
            table(&document.table, keys, &root, &mut visit);
        }
    }
    found
}

/// What is done with each text: its address, its type, itself, and its bytes.
type Visit<'v> = dyn FnMut(&Address, &Shape, &str, Range<usize>) + 'v;

fn table(values: &DeTable<'_>, keys: &[Key], at: &Address, visit: &mut Visit<'_>) {
    for key in keys {
        if let Some(found) = values.get(key.name) {
            value(found, &key.shape, &at.clone().key(key.name), visit);
        }
    }
}

/// Every text in a value, whatever tables, maps and lists it lies in.
fn value(found: &Spanned<DeValue<'_>>, shape: &Shape, at: &Address, visit: &mut Visit<'_>) {
    match (shape, found.get_ref()) {
        (Shape::Table(keys), DeValue::Table(values)) => table(values, keys, at, visit),
        (Shape::Map(inner), DeValue::Table(values)) => {
            for (key, found) in values {
                value(found, inner, &at.clone().key(key.get_ref()), visit);
            }
        }
        (Shape::List(inner), DeValue::Array(items)) => {
            for item in items {
                value(item, inner, at, visit);
            }
        }
        (shape, DeValue::String(text)) => visit(at, shape, text, found.span()),
        _ => {}
    }
}
