//! References to entities that do not exist: one walk over the keys that hold ids.

mod report;

use std::collections::{BTreeMap, BTreeSet};

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::Documents;
use crate::address::{Address, Kind};
use crate::diff::nearest;
use crate::finding::{Finding, Place};
use crate::lang::Lang;
use crate::model::{self, Key, Shape, is_placeholder};
use report::Report;

/// For how many dangling references the nearest id is looked for; a threshold of nrt's own.
const MAX_NEAREST: usize = 50;

/// How many other places of a finding are shown; a threshold of nrt's own.
const MAX_RELATED: usize = 5;

/// How many ids that an absent file should hold are named; a threshold of nrt's own.
const MAX_IDS: usize = 8;

/// How many ids may miss from an absent file before one finding says so of the file; a threshold of
/// nrt's own.
const MAX_OF_ABSENT: usize = 3;

/// A reference to nothing.
struct Dangling {
    id: String,
    kinds: &'static [Kind],
    address: Address,
    place: Place,
}

/// A finding for each id that refers to nothing, or for the file that should hold several.
/// `misnamed` is what probably is the file of a kind whose own is absent.
pub(super) fn findings(
    documents: &Documents<'_>,
    misnamed: &BTreeMap<Kind, &str>,
    lang: Lang,
) -> Vec<Finding> {
    let mut of_absent: BTreeMap<Kind, Vec<Dangling>> = BTreeMap::new();
    let mut of_id: BTreeMap<String, Vec<Dangling>> = BTreeMap::new();
    let mut dangling = dangling(documents);
    dangling.sort_by(|a, b| {
        let order = |d: &Dangling| (d.address.kind, d.place.range.start);
        order(a).cmp(&order(b))
    });
    for one in dangling {
        match one.kinds.iter().find(|kind| documents.get(**kind).is_none()) {
            Some(absent) => of_absent.entry(*absent).or_default().push(one),
            None => of_id.entry(one.id.clone()).or_default().push(one),
        }
    }
    let report = Report { documents, lang };
    let mut found = Vec::new();
    for (kind, many) in of_absent {
        let misnamed = misnamed.get(&kind).copied();
        if misnamed.is_some() || many.len() > MAX_OF_ABSENT {
            found.extend(report.absent(kind, misnamed, &many));
        } else {
            for one in many {
                of_id.entry(one.id.clone()).or_default().push(one);
            }
        }
    }
    let mut groups: Vec<Group> = of_id.into_values().flat_map(overlapping).collect();
    groups.sort_by_key(|group| {
        group.many.first().map(|one| (one.address.kind, one.place.range.start))
    });
    for (at, group) in groups.iter().enumerate() {
        // Looking for the nearest of many ids takes time: past some findings, nobody reads it.
        found.extend(report.group(group, at < MAX_NEAREST));
    }
    found
}

/// References to one id, and the files in which every one of them may find it.
struct Group {
    kinds: Vec<Kind>,
    many: Vec<Dangling>,
}

fn overlapping(of_id: Vec<Dangling>) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for one in of_id {
        let meets = |group: &&mut Group| group.kinds.iter().any(|kind| one.kinds.contains(kind));
        if let Some(group) = groups.iter_mut().find(meets) {
            group.kinds.retain(|kind| one.kinds.contains(kind));
            group.many.push(one);
        } else {
            groups.push(Group { kinds: one.kinds.to_vec(), many: vec![one] });
        }
    }
    groups
}

fn dangling(documents: &Documents<'_>) -> Vec<Dangling> {
    let mut walk = Walk { documents, found: Vec::new() };
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
    found: Vec<Dangling>,
}

impl Walk<'_, '_> {
    fn table(&mut self, table: &DeTable<'_>, keys: &'static [Key], address: &dyn Fn() -> Address) {
        for key in keys.iter().filter(|key| refers(&key.shape)) {
            if let Some(value) = table.get(key.name) {
                self.value(value, &key.shape, &|| address().key(key.name));
            }
        }
    }

    fn value(
        &mut self,
        value: &Spanned<DeValue<'_>>,
        shape: &'static Shape,
        address: &dyn Fn() -> Address,
    ) {
        match (shape, value.get_ref()) {
            (Shape::Reference(kinds), DeValue::String(id))
                if !self.exists(kinds, id) && !is_placeholder(id) =>
            {
                let address = address();
                // A decision is not rewritten when a body gets another id.
                if address.kind == Kind::Decision && renamed(self.documents, kinds, id).is_some() {
                    return;
                }
                let place = Place { path: address.kind.file().to_owned(), range: value.span() };
                self.found.push(Dangling { id: id.to_string(), kinds, address, place });
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
}

/// The entity that a reference to nothing probably means: the one that was called so, else the nearest
/// by its id.
pub fn meant<'d>(documents: &'d Documents<'_>, kinds: &[Kind], id: &str) -> Option<&'d str> {
    renamed(documents, kinds, id).or_else(|| nearest(id, ids(documents, kinds)))
}

/// The ids of some kinds.
fn ids<'d>(documents: &'d Documents<'_>, kinds: &[Kind]) -> BTreeSet<&'d str> {
    kinds
        .iter()
        .filter_map(|kind| documents.get(*kind))
        .flat_map(|document| document.table.keys().map(|key| key.get_ref().as_ref()))
        .collect()
}

/// The entity that once had an id.
fn renamed<'d>(documents: &'d Documents<'_>, kinds: &[Kind], id: &str) -> Option<&'d str> {
    let of = |kind: &Kind| documents.get(*kind);
    kinds.iter().filter_map(of).flat_map(|document| &document.table).find_map(|(now, entity)| {
        let formerly = entity.get_ref().as_table()?.get("formerly")?.get_ref().as_array()?;
        let held = formerly.iter().any(|former| former.get_ref().as_str() == Some(id));
        held.then(|| now.get_ref().as_ref())
    })
}

#[cfg(test)]
mod tests {
    use crate::files::Files;
    use crate::lang::Lang;
    use crate::load::load;

    /// Each finding on a reference: its address, message, help, and how many other places.
    fn said(texts: &[(&str, &str)], lang: Lang) -> Vec<(String, String, String, usize)> {
        let files = Files::from_texts(texts.iter().copied());
        let found = load(&files, lang).findings;
        let dangling = found.into_iter().filter(|finding| finding.rule == "dangling-reference");
        dangling
            .map(|finding| {
                let help = finding.help.expect("a help");
                let (message, help) = (finding.message.json().to_owned(), help.json().to_owned());
                (finding.address.to_string(), message, help, finding.related.len())
            })
            .collect()
    }

    fn meetings(n: usize, id: impl Fn(usize) -> String) -> String {
        (0..n).map(|at| format!("[m{at}]\nlead = \"{}\"\n", id(at))).collect()
    }

    #[test]
    fn an_absent_file_is_said_once() {
        let milestones = meetings(10, |at| format!("r{at}"));
        let found = said(&[("milestones.toml", &milestones)], Lang::En);
        let [(address, message, help, related)] = found.as_slice() else {
            panic!("{found:?}");
        };
        assert_eq!(address, "milestones#referents");
        assert_eq!(
            message,
            "there is no `referents.toml`, yet 10 ids of it are referred to: `r0`, `r1`, `r2`, `r3`, `r4`, `r5`, `r6`, `r7` and 2 more"
        );
        assert_eq!(help, "create `referents.toml`, with a table for each id: `[r0]`");
        assert_eq!(*related, 5);
        let few = meetings(3, |at| format!("r{at}"));
        assert_eq!(said(&[("milestones.toml", &few)], Lang::En).len(), 3);
    }

    #[test]
    fn a_misnamed_file_is_said_once() {
        let one = meetings(1, |_| "dsi".to_owned());
        let texts = [("milestones.toml", one.as_str()), ("referent.toml", "[dsi]\n")];
        let found = said(&texts, Lang::Fr);
        let [(_, message, help, 0)] = found.as_slice() else {
            panic!("{found:?}");
        };
        assert_eq!(message, "`referents.toml` n'existe pas, alors que `dsi` y est cité");
        assert_eq!(help, "renommez `referent.toml` en `referents.toml`");
    }

    #[test]
    fn a_decision_keeps_the_former_id_of_a_body() {
        let decision = "[d]\nbody = \"codir\"\nsupersedes = \"codir\"\n";
        let texts = [
            ("decisions.toml", decision),
            ("bodies.toml", "[direction]\nformerly = [\"codir\"]\n"),
        ];
        let found = said(&texts, Lang::En);
        let [(address, ..)] = found.as_slice() else { panic!("{found:?}") };
        assert_eq!(address, "decisions.d.supersedes");
    }

    #[test]
    fn an_id_is_said_once_and_its_new_name_with_it() {
        let mut milestones = meetings(29, |_| "dsi".to_owned());
        milestones.push_str("participants = [\"dsi\"]\n");
        let texts = [
            ("milestones.toml", milestones.as_str()),
            ("referents.toml", "[cheffe-projet]\nformerly = [\"dsi\"]\n"),
            ("stakeholders.toml", "[dgs]\n"),
        ];
        let found = said(&texts, Lang::Fr);
        let [(address, message, help, related)] = found.as_slice() else {
            panic!("{found:?}");
        };
        assert_eq!(address, "milestones.m0.lead");
        assert_eq!(message, "`dsi`, cité 30 fois, n'existe pas dans `referents.toml`");
        assert_eq!(help, "écrivez `\"cheffe-projet\"`\u{a0}: `[cheffe-projet]` s'appelait ainsi");
        assert_eq!(*related, 5);
    }
}
