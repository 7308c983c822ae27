//! Which entity a row or a word means: by id, by a former one, by name; and the ids of new ones.

use std::collections::{BTreeMap, BTreeSet};

use toml::Spanned;
use toml::de::DeTable;

use super::cells;
use super::understood::title_key;
use crate::address::Kind;
use crate::lang::Lang;
use crate::literal;
use crate::load::Documents;
use crate::model::Shape;
use crate::render::list;
use crate::slug::slug;

/// The entities of a project and those that are to come, by the words that mean them.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// By kind and id, as it is.
    exact: BTreeSet<(Kind, String)>,
    /// By kind and id in small letters.
    ids: BTreeMap<(Kind, String), String>,
    /// By kind and folded name; nothing where two have it.
    named: BTreeMap<(Kind, String), Option<String>>,
    /// By kind, folded name and what tells apart those of one name.
    told_apart: BTreeMap<(Kind, String, String), String>,
    /// Every id that is taken, by its name space.
    taken: BTreeSet<(Kind, String)>,
}

impl Names {
    /// Those of a project.
    pub(super) fn of(documents: &Documents<'_>) -> Self {
        let mut names = Self::default();
        for kind in super::columns::KINDS {
            for (id, entity) in list::entities(documents, kind).rows {
                let name = text(entity, title_key(kind));
                names.add(kind, id, name);
                let apart = telling(kind).and_then(|key| entity.get(key)).map(Spanned::get_ref);
                if let (Some(name), Some(apart)) = (name, apart) {
                    let apart = cells::text(apart, &Shape::Text, Lang::Fr);
                    let key = (kind, folded(name), mark(&apart));
                    names.told_apart.entry(key).or_insert_with(|| id.to_owned());
                }
                let person = text(entity, "name").filter(|_| kind == Kind::Referent);
                if let Some(person) = person {
                    names.name(kind, id, person);
                }
            }
        }
        // An id of today's goes before one of the past.
        for kind in super::columns::KINDS {
            for (id, entity) in list::entities(documents, kind).rows {
                let former = entity.get("formerly").map(Spanned::get_ref);
                let former =
                    former.and_then(|list| list.as_array()).into_iter().flat_map(|l| l.iter());
                for former in former.filter_map(|former| former.get_ref().as_str()) {
                    let key = (kind, literal::fold(former));
                    names.ids.entry(key).or_insert_with(|| id.to_owned());
                }
            }
        }
        names
    }

    /// Adds an entity.
    pub(super) fn add(&mut self, kind: Kind, id: &str, name: Option<&str>) {
        self.exact.insert((kind, id.to_owned()));
        self.ids.entry((kind, literal::fold(id))).or_insert_with(|| id.to_owned());
        self.taken.insert((space(kind), literal::fold(id)));
        if let Some(name) = name {
            self.name(kind, id, name);
        }
    }

    fn name(&mut self, kind: Kind, id: &str, name: &str) {
        let name = folded(name);
        if name.is_empty() {
            return;
        }
        let known = self.named.entry((kind, name)).or_insert_with(|| Some(id.to_owned()));
        if known.as_deref() != Some(id) {
            *known = None;
        }
    }

    /// The id of the entity that has an id, whatever its case, or had it.
    pub(super) fn by_id(&self, kind: Kind, id: &str) -> Option<&str> {
        if let Some((_, exact)) = self.exact.get(&(kind, id.to_owned())) {
            return Some(exact);
        }
        self.ids.get(&(kind, literal::fold(id))).map(String::as_str)
    }

    /// The id of the one entity of this name.
    pub(super) fn by_name(&self, kind: Kind, name: &str) -> Option<&str> {
        self.named.get(&(kind, folded(name)))?.as_deref()
    }

    /// The id of the entity of this name that something tells apart: its date, its target.
    pub(super) fn by_name_and(&self, kind: Kind, name: &str, apart: &str) -> Option<&str> {
        self.told_apart.get(&(kind, folded(name), mark(apart))).map(String::as_str)
    }

    /// The id that a word means, among those of some kinds.
    pub(super) fn meant(&self, kinds: &[Kind], word: &str) -> Option<String> {
        let by_id = || kinds.iter().find_map(|kind| self.by_id(*kind, word));
        let by_name = || kinds.iter().find_map(|kind| self.by_name(*kind, word));
        by_id().or_else(by_name).map(str::to_owned)
    }

    /// An id that no other entity has, as near as can be to what is proposed.
    pub(super) fn free(&self, kind: Kind, proposed: &str) -> String {
        let taken = |id: &String| self.taken.contains(&(space(kind), literal::fold(id)));
        let numbered =
            |n: usize| if n == 1 { proposed.to_owned() } else { format!("{proposed}-{n}") };
        (1..usize::MAX).map(numbered).find(|id| !taken(id)).unwrap_or_default()
    }
}

/// The key that tells two entities of one name apart.
pub(super) const fn telling(kind: Kind) -> Option<&'static str> {
    match kind {
        Kind::Milestone | Kind::Decision => Some("date"),
        Kind::Calendar => Some("start"),
        Kind::Waiver => Some("target"),
        _ => None,
    }
}

/// A date, however it is written; else the text itself.
fn mark(text: &str) -> String {
    literal::date(text).map_or_else(|| text.trim().to_owned(), |date| date.to_string())
}

/// An entity of a project.
pub(super) fn entity<'d>(
    documents: &'d Documents<'d>,
    kind: Kind,
    id: &str,
) -> Option<&'d DeTable<'d>> {
    let table = &documents.get(kind)?.table;
    let table = match kind {
        Kind::Scope => table.get("facilities")?.get_ref().as_table()?,
        _ => table,
    };
    table.get(id)?.get_ref().as_table()
}

/// An id proposed from a name.
pub(super) fn proposed(kind: Kind, name: &str) -> String {
    let slug = slug(name);
    if !slug.is_empty() {
        return slug;
    }
    let letters = |c: &char| c.is_ascii_alphanumeric();
    let start: String = literal::fold(name).chars().filter(letters).take(24).collect();
    let word = kind.words().get(1).copied().unwrap_or_default();
    if start.is_empty() { word.to_owned() } else { start }
}

/// Stakeholders and referents share one name space.
const fn space(kind: Kind) -> Kind {
    match kind {
        Kind::Referent => Kind::Stakeholder,
        kind => kind,
    }
}

/// A name without case, accents and spaces around.
pub(super) fn folded(name: &str) -> String {
    literal::fold(&cells::plain(name))
}

/// A text of an entity.
pub(super) fn text<'d>(entity: &'d DeTable<'d>, key: &str) -> Option<&'d str> {
    entity.get(key)?.get_ref().as_str()
}
