//! References to entities that do not exist: one walk over the keys that hold ids.

use std::collections::BTreeSet;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::Documents;
use crate::address::{Address, Kind};
use crate::diff::nearest;
use crate::finding::{Finding, Level, Place};
use crate::lang::Lang;
use crate::model::{self, Key, PLACEHOLDER, Shape};
use crate::tr;

/// For how many dangling references the nearest id is looked for; a threshold of nrt's own.
const MAX_NEAREST: usize = 50;

/// A finding for each id that refers to nothing.
pub(super) fn findings(documents: &Documents<'_>, lang: Lang) -> Vec<Finding> {
    let mut walk = Walk { documents, lang, found: Vec::new() };
    for document in documents.iter() {
        let keys = model::keys(document.kind);
        let root = Address::file(document.kind);
        if document.kind.holds_entities() {
            if keys.iter().any(|key| refers(&key.shape)) {
                for (id, entity) in &document.table {
                    let Some(table) = entity.get_ref().as_table() else {
                        continue;
                    };
                    walk.table(table, keys, &|| root.clone().key(id.get_ref()));
                }
            }
        } else {
            walk.table(&document.table, keys, &|| root.clone());
        }
    }
    walk.found
}

/// Whether a shape holds, or may hold below it, the id of an entity.
const fn refers(shape: &Shape) -> bool {
    match shape {
        Shape::Reference(_) | Shape::Table(_) => true,
        Shape::List(inner) | Shape::Map(inner) => refers(inner),
        _ => false,
    }
}

struct Walk<'w, 'd> {
    documents: &'w Documents<'d>,
    lang: Lang,
    found: Vec<Finding>,
}

impl Walk<'_, '_> {
    fn table(&mut self, table: &DeTable<'_>, keys: &[Key], address: &dyn Fn() -> Address) {
        for key in keys.iter().filter(|key| refers(&key.shape)) {
            if let Some(value) = table.get(key.name) {
                self.value(value, &key.shape, &|| address().key(key.name));
            }
        }
    }

    fn value(
        &mut self,
        value: &Spanned<DeValue<'_>>,
        shape: &Shape,
        address: &dyn Fn() -> Address,
    ) {
        match (shape, value.get_ref()) {
            (Shape::Reference(kinds), DeValue::String(id))
                if !self.exists(kinds, id) && !id.contains(PLACEHOLDER) =>
            {
                let finding = self.dangling(kinds, id, value, address());
                self.found.push(finding);
            }
            (Shape::List(inner), DeValue::Array(items)) => {
                for item in items {
                    let id = item.get_ref().as_str().unwrap_or_default();
                    self.value(item, inner, &|| address().subject(id));
                }
            }
            (Shape::Table(keys), DeValue::Table(table)) => self.table(table, keys, address),
            (Shape::Map(inner), DeValue::Table(table)) => {
                for (key, value) in table {
                    self.value(value, inner, &|| address().key(key.get_ref()));
                }
            }
            _ => {}
        }
    }

    /// Also true where a file that might define the id could not be read whole.
    fn exists(&self, kinds: &[Kind], id: &str) -> bool {
        kinds.iter().any(|kind| {
            self.documents
                .get(*kind)
                .is_some_and(|document| document.broken || document.table.contains_key(id))
        })
    }

    fn dangling(
        &self,
        kinds: &[Kind],
        id: &str,
        value: &Spanned<DeValue<'_>>,
        address: Address,
    ) -> Finding {
        let files: Vec<String> = kinds.iter().map(|kind| format!("`{}`", kind.file())).collect();
        let files = files.join(self.lang.pick(" ni dans ", " or "));
        let message =
            tr!(self.lang, "`{id}` n'existe pas dans {files}", "there is no `{id}` in {files}");
        let path = address.kind.file().to_owned();
        let mut finding = Finding::new("dangling-reference", Level::Error, address, message);
        finding.place = Some(Place { path, range: value.span() });
        let ids = self.ids(kinds);
        // Looking for the nearest of many ids takes time: past some findings, nobody reads it.
        let near = (self.found.len() < MAX_NEAREST).then(|| nearest(id, ids.iter().copied()));
        let help = match near.flatten() {
            Some(close) => tr!(self.lang, "écrivez `\"{close}\"`", "write `\"{close}\"`"),
            None if ids.is_empty() => {
                let file = kinds.first().map_or("", |kind| kind.file());
                tr!(self.lang, "ajoutez `[{id}]` dans `{file}`", "add `[{id}]` to `{file}`")
            }
            None => {
                let some: Vec<&str> = ids.iter().copied().take(12).collect();
                let some = some.join(", ");
                tr!(self.lang, "identifiants connus : {some}", "known ids: {some}")
            }
        };
        finding.help = Some(help.into());
        finding
    }

    fn ids(&self, kinds: &[Kind]) -> BTreeSet<&str> {
        kinds
            .iter()
            .filter_map(|kind| self.documents.get(*kind))
            .flat_map(|document| document.table.keys().map(|key| key.get_ref().as_ref()))
            .collect()
    }
}
