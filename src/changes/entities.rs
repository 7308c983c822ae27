//! The entities of a file and their fields, nested tables laid flat.

use std::collections::BTreeMap;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::same;
use crate::address::{Address, Kind};
use crate::load::Documents;
use crate::model::{self, Key, MilestoneKind, Shape};

/// The place of a field among its entity's: the ranks of its keys in the model, then their names.
pub(super) type Rank<'d> = Vec<(usize, &'d str)>;

/// An entity, as the fields it has.
#[derive(Debug, Default)]
pub(super) struct Entity<'d> {
    fields: BTreeMap<Rank<'d>, Field<'d>>,
    title_key: &'static str,
}

/// A field of an entity.
#[derive(Debug)]
pub(super) struct Field<'d> {
    pub(super) path: Vec<&'d str>,
    pub(super) shape: &'static Shape,
    pub(super) personal: bool,
    pub(super) commitment: bool,
    pub(super) value: &'d DeValue<'d>,
}

/// What a key holds that the model does not know.
static UNKNOWN: Shape = Shape::Text;

/// The entities of a kind. A section of `nrt.toml` is one, and so are the scope and each facility.
pub(super) fn entities<'d>(
    documents: &'d Documents<'_>,
    kind: Kind,
) -> BTreeMap<Address, Entity<'d>> {
    let mut found = BTreeMap::new();
    let Some(document) = documents.get(kind) else { return found };
    let (keys, root) = (model::keys(kind), Address::file(kind));
    if kind.holds_entities() {
        for (id, value) in &document.table {
            let address = root.clone().key(id.get_ref());
            let mut entity = entity(value.get_ref(), keys, model::title_key(kind));
            // Of all milestones, only the launch is a commitment, by its date.
            if kind == Kind::Milestone && !entity.is_launch() {
                entity.fields.values_mut().for_each(|field| field.commitment = false);
            }
            found.insert(address, entity);
        }
        return found;
    }
    let mut own = Entity::default();
    for (name, value) in &document.table {
        let name: &str = name.get_ref();
        let key = keys.iter().enumerate().find(|(_, key)| key.name == name);
        match (key.map(|(_, key)| key.shape), value.get_ref()) {
            (Some(Shape::Table(inner)), value @ DeValue::Table(_)) => {
                found.insert(root.clone().key(name), entity(value, inner, "title"));
            }
            (Some(Shape::Map(Shape::Table(inner))), DeValue::Table(table)) => {
                for (id, value) in table {
                    let address = root.clone().key(name).key(id.get_ref());
                    found.insert(address, entity(value.get_ref(), inner, "name"));
                }
            }
            (_, value) => own.take(key, name, value, &Rank::new(), &[]),
        }
    }
    if !own.fields.is_empty() {
        found.insert(root, own);
    }
    found
}

/// The address of another id beside an entity.
pub(super) fn sibling(address: &Address, id: &str) -> Address {
    let mut sibling = address.clone();
    sibling.path.pop();
    sibling.key(id)
}

/// Whether two entities stand under the same table.
pub(super) fn same_folder(a: &Address, b: &Address) -> bool {
    let above = |address: &Address| address.path.len().checked_sub(1);
    match (above(a), above(b)) {
        (Some(i), Some(j)) => a.kind == b.kind && a.path[..i] == b.path[..j],
        _ => false,
    }
}

fn entity<'d>(value: &'d DeValue<'_>, keys: &'static [Key], title_key: &'static str) -> Entity<'d> {
    let mut entity = Entity { fields: BTreeMap::new(), title_key };
    match value {
        DeValue::Table(table) => entity.table(table, keys, &Rank::new(), &[]),
        // A value where a table is wanted: kept whole, so that its change is seen.
        value => entity.take(None, "", value, &Rank::new(), &[]),
    }
    entity
}

impl<'d> Entity<'d> {
    pub(super) fn ranks(&self) -> impl Iterator<Item = Rank<'d>> + use<'d, '_> {
        self.fields.keys().cloned()
    }

    pub(super) fn get(&self, rank: &Rank<'d>) -> Option<&Field<'d>> {
        self.fields.get(rank)
    }

    /// The ids it had before, as it says itself.
    pub(super) fn formerly(&self) -> Vec<&'d str> {
        let field = self.fields.values().find(|field| field.path == ["formerly"]);
        let ids = field.and_then(|field| field.value.as_array());
        ids.into_iter().flat_map(|ids| ids.iter()).filter_map(|id| id.get_ref().as_str()).collect()
    }

    fn value(&self, key: &str) -> Option<&'d DeValue<'d>> {
        self.fields.values().find(|field| field.path == [key]).map(|field| field.value)
    }

    fn is_launch(&self) -> bool {
        let launch = MilestoneKind::LaunchCommittee.word().name;
        self.value("kind").is_some_and(|kind| kind.as_str() == Some(launch))
    }

    /// Whether it is a launch that is not cancelled.
    pub(super) fn is_held_launch(&self) -> bool {
        self.is_launch() && self.value("cancelled").and_then(DeValue::as_bool) != Some(true)
    }

    /// Whether it is a launch, and when it takes place was agreed upon.
    pub(super) fn is_agreed_launch(&self) -> bool {
        self.is_held_launch() && self.value("date").is_some()
    }

    /// How it is called.
    pub(super) fn title(&self) -> Option<&'d str> {
        let field = self.fields.values().find(|field| field.path == [self.title_key]);
        field.and_then(|field| field.value.as_str())
    }

    /// Whether another one says the same, but for the ids it had: who takes a rename back takes
    /// that key away as well. An empty entity is like no other.
    pub(super) fn same(&self, other: &Self) -> bool {
        fn own<'e>(entity: &'e Entity<'_>) -> impl Iterator<Item = (&'e Rank<'e>, &'e Field<'e>)> {
            entity.fields.iter().filter(|(_, field)| field.path != ["formerly"])
        }
        let all = own(self).count();
        let nothing_else = || !self.formerly().is_empty() && self.formerly() == other.formerly();
        (all > 0 || nothing_else())
            && all == own(other).count()
            && own(self).all(|(rank, field)| {
                other.get(rank).is_some_and(|other| same(field.value, other.value))
            })
    }

    fn table(
        &mut self,
        table: &'d DeTable<'_>,
        keys: &'static [Key],
        rank: &Rank<'d>,
        path: &[&'d str],
    ) {
        for (name, value) in table {
            let name: &str = name.get_ref();
            let key = keys.iter().enumerate().find(|(_, key)| key.name == name);
            self.take(key, name, Spanned::get_ref(value), rank, path);
        }
    }

    fn take(
        &mut self,
        key: Option<(usize, &'static Key)>,
        name: &'d str,
        value: &'d DeValue<'_>,
        rank: &Rank<'d>,
        path: &[&'d str],
    ) {
        let mut rank = rank.clone();
        rank.push((key.map_or(usize::MAX, |(at, _)| at), name));
        let mut path = path.to_vec();
        if !name.is_empty() {
            path.push(name);
        }
        if let (Some(Shape::Table(inner)), DeValue::Table(table)) =
            (key.map(|(_, key)| key.shape), value)
        {
            self.table(table, inner, &rank, &path);
            return;
        }
        let field = Field {
            path,
            shape: key.map_or(&UNKNOWN, |(_, key)| &key.shape),
            personal: key.is_none_or(|(_, key)| key.personal),
            commitment: key.is_some_and(|(_, key)| key.commitment),
            value,
        };
        self.fields.insert(rank, field);
    }
}
