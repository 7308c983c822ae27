//! One walk over the values of every file, by the types of their keys; and who refers to an entity.

use std::collections::BTreeMap;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::Documents;
use crate::address::{Address, Kind};
use crate::document::Document;
use crate::model::{self, Key, Shape, is_placeholder};

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
    let mut visit = |at: &Spot<'_>| {
        let Some(text) = at.value.get_ref().as_str() else { return };
        let refers = match at.shape {
            Shape::Reference(kinds) => kinds.contains(&target.kind) && Some(text) == id,
            Shape::Address => Address::parse(text).is_some_and(|address| target.contains(&address)),
            _ => false,
        };
        if refers {
            let (address, range) = (at.address(), at.value.span());
            found.push(Use { address, text: text.to_owned(), range });
        }
    };
    walk(documents, &mut visit);
    found
}

/// The ids that should be in the file of a kind, since they are referred to, and that no file has;
/// each with where it is referred to first. A file that was read in part is taken as it is.
pub fn wanted(documents: &Documents<'_>, kind: Kind) -> BTreeMap<String, Address> {
    let mut found = BTreeMap::new();
    let there = |kind: &Kind, id: &str| {
        documents.get(*kind).is_some_and(|document| document.table.contains_key(id))
    };
    let mut visit = |at: &Spot<'_>| {
        let (Shape::Reference(kinds), Some(id)) = (at.shape, at.value.get_ref().as_str()) else {
            return;
        };
        let known = kinds.iter().any(|kind| there(kind, id)) || is_placeholder(id);
        if kinds.contains(&kind) && !known && !found.contains_key(id) {
            found.insert(id.to_owned(), at.address());
        }
    };
    walk(documents, &mut visit);
    found
}

/// Every value of every file.
fn walk(documents: &Documents<'_>, visit: &mut Visit<'_>) {
    for document in documents.iter() {
        each_value(document, &(0..usize::MAX), visit);
    }
}

/// A value that is neither a table nor a list: of a list, a member.
#[derive(Debug)]
pub struct Spot<'s> {
    kind: Kind,
    path: &'s [&'s str],
    /// The key that holds it, or whose list or table does.
    pub key: &'static Key,
    /// What it should be.
    pub shape: &'static Shape,
    /// What it is, with its bytes.
    pub value: &'s Spanned<DeValue<'s>>,
}

impl Spot<'_> {
    /// Where it is; of a member of a list, where the list is.
    pub fn address(&self) -> Address {
        let path = self.path.iter().map(|key| (*key).to_owned()).collect();
        Address { path, ..Address::file(self.kind) }
    }
}

/// What is done with each value.
type Visit<'v> = dyn FnMut(&Spot<'_>) + 'v;

/// Every value of a file that touches some of its bytes, by the types of the keys and in their order:
/// entity by entity.
pub fn each_value(document: &Document<'_>, within: &Range<usize>, visit: &mut Visit<'_>) {
    let keys = model::keys(document.kind);
    let mut walk = Walk { kind: document.kind, path: Vec::new(), within, visit };
    if !document.kind.holds_entities() {
        return walk.table(&document.table, keys);
    }
    for (id, entity) in &document.table {
        if let Some(table) = entity.get_ref().as_table().filter(|_| touches(entity, within)) {
            walk.path.push(id.get_ref());
            walk.table(table, keys);
            walk.path.pop();
        }
    }
}

/// Whether a value, or any in it, has one of these bytes.
fn touches(value: &Spanned<DeValue<'_>>, within: &Range<usize>) -> bool {
    match value.get_ref() {
        DeValue::Table(table) => table.values().any(|value| touches(value, within)),
        _ => value.span().start <= within.end && within.start <= value.span().end,
    }
}

struct Walk<'w, 'v> {
    kind: Kind,
    path: Vec<&'w str>,
    within: &'w Range<usize>,
    visit: &'w mut Visit<'v>,
}

impl<'w> Walk<'w, '_> {
    fn table(&mut self, values: &'w DeTable<'w>, keys: &'static [Key]) {
        for key in keys {
            if let Some(found) = values.get(key.name) {
                self.path.push(key.name);
                self.value(found, key, &key.shape);
                self.path.pop();
            }
        }
    }

    /// Every value in a value, whatever tables, maps and lists it lies in.
    fn value(&mut self, found: &'w Spanned<DeValue<'w>>, key: &'static Key, shape: &'static Shape) {
        match (shape, found.get_ref()) {
            (Shape::Table(keys), DeValue::Table(values)) => self.table(values, keys),
            (Shape::Map(inner), DeValue::Table(values)) => {
                for (name, found) in values {
                    self.path.push(name.get_ref());
                    self.value(found, key, inner);
                    self.path.pop();
                }
            }
            (Shape::List(inner), DeValue::Array(items)) => {
                for item in items {
                    self.value(item, key, inner);
                }
            }
            (_, DeValue::Table(_) | DeValue::Array(_)) => {}
            (shape, _) if touches(found, self.within) => {
                let (kind, path) = (self.kind, self.path.as_slice());
                (self.visit)(&Spot { kind, path, key, shape, value: found });
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::Files;
    use crate::lang::Lang;
    use crate::load::documents;

    #[test]
    fn an_id_is_wanted_where_no_file_has_it() {
        let files = Files::from_texts([
            (
                "milestones.toml",
                "[a]\nparticipants = [\"dgs\", \"maire\", \"…\"]\nlead = \"dsi\"\nbody = \"codir\"\n",
            ),
            ("stakeholders.toml", "[dgs]\nlead = \"dsi\"\n"),
        ]);
        let documents = documents(&files, 1_000_000, Lang::En);
        let of = |kind| {
            let wanted = wanted(&documents, kind).into_iter();
            wanted.map(|(id, at)| format!("{id} {at}")).collect::<Vec<_>>()
        };
        assert_eq!(of(Kind::Stakeholder), ["maire milestones.a.participants"]);
        // Whoever takes part may be a referent as well.
        let referents = ["dsi stakeholders.dgs.lead", "maire milestones.a.participants"];
        assert_eq!(of(Kind::Referent), referents);
        assert_eq!(of(Kind::Body), ["codir milestones.a.body"]);
        assert_eq!(of(Kind::Decision), [""; 0]);
    }
}
