//! Who refers to an entity: one walk over the values of every file, by the types of their keys.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::address::Address;
use crate::model::{self, Key, Shape};
use crate::rule::Context;

/// The addresses of the values that refer to an entity: ids, and addresses of it or below it.
pub(super) fn to(cx: &Context<'_>, target: &Address) -> Vec<Address> {
    let mut found = Vec::new();
    let Some(id) = target.entity_id() else {
        return found;
    };
    let mut visit = |at: &Address, shape: &Shape, text: &str| {
        let refers = match shape {
            Shape::Reference(kinds) => kinds.contains(&target.kind) && text == id,
            Shape::Address => Address::parse(text).is_some_and(|address| target.contains(&address)),
            _ => false,
        };
        if refers && found.last() != Some(at) {
            found.push(at.clone());
        }
    };
    for document in cx.documents.iter() {
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

/// What is done with each text: its address, its type, and itself.
type Visit<'v> = dyn FnMut(&Address, &Shape, &str) + 'v;

fn table(values: &DeTable<'_>, keys: &[Key], at: &Address, visit: &mut Visit<'_>) {
    for key in keys {
        if let Some(found) = values.get(key.name).map(Spanned::get_ref) {
            value(found, &key.shape, &at.clone().key(key.name), visit);
        }
    }
}

/// Every text in a value, whatever tables, maps and lists it lies in.
fn value(found: &DeValue<'_>, shape: &Shape, at: &Address, visit: &mut Visit<'_>) {
    match (shape, found) {
        (Shape::Table(keys), DeValue::Table(values)) => table(values, keys, at, visit),
        (Shape::Map(inner), DeValue::Table(values)) => {
            for (key, found) in values {
                value(found.get_ref(), inner, &at.clone().key(key.get_ref()), visit);
            }
        }
        (Shape::List(inner), DeValue::Array(items)) => {
            for item in items {
                value(item.get_ref(), inner, at, visit);
            }
        }
        (shape, DeValue::String(text)) => visit(at, shape, text),
        _ => {}
    }
}
