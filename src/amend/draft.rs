//! Requests met one by one, on the texts of the files.

use std::collections::{BTreeMap, BTreeSet};

use super::values::{self, Leaf, leaf};
use super::{Heading, Refused, Request, entity_path, placed};
use crate::address::{Address, Kind};
use crate::document::Document;
use crate::edit::{self, Source};
use crate::files::Files;
use crate::lang::Lang;
use crate::literal::fold;
use crate::load::{self, Documents};
use crate::model;
use crate::splice::{Splice, applied};
use crate::text::terminal;
use crate::tr;

/// The files on the way to what they become.
pub(super) struct Draft<'h> {
    /// As far as they are.
    pub(super) files: Files,
    /// What stands on top of a new file.
    heading: Heading<'h>,
    limit: u64,
    lang: Lang,
    /// How far in the keys of a file stand, once that was asked for.
    manners: BTreeMap<Kind, String>,
    /// The ids of a kind, folded, once they were asked for.
    ids: BTreeMap<Kind, BTreeSet<String>>,
}

impl<'h> Draft<'h> {
    pub(super) fn of(files: &Files, limit: u64, lang: Lang, heading: Heading<'h>) -> Self {
        Self {
            files: files.clone(),
            heading,
            limit,
            lang,
            manners: BTreeMap::new(),
            ids: BTreeMap::new(),
        }
    }

    /// Meets a request.
    pub(super) fn meet(&mut self, request: &Request) -> Result<(), Refused> {
        match request {
            Request::Add { kind, id, fields } => self.add(*kind, id, fields),
            Request::Set { .. } | Request::Unset { .. } => {
                self.meet_all(std::slice::from_ref(request))
            }
            Request::Remove { entity } => self.remove(entity),
            Request::Rename { entity, id } => self.rename(entity, id),
        }
    }

    /// Sets and unsets values of one file. The n-th of each entity are done together.
    pub(super) fn meet_all(&mut self, requests: &[Request]) -> Result<(), Refused> {
        let mut rounds: Vec<Vec<&Request>> = Vec::new();
        let mut seen: BTreeMap<&[String], usize> = BTreeMap::new();
        for request in requests {
            let Some(address) = placed(request) else { continue };
            let round = seen.entry(entity_path(address)).or_default();
            if rounds.len() <= *round {
                rounds.push(Vec::new());
            }
            rounds[*round].push(request);
            *round += 1;
        }
        for round in rounds {
            let Some(kind) = round.first().and_then(|one| placed(one)).map(|at| at.kind) else {
                continue;
            };
            if !self.files.known.contains_key(&kind) {
                self.put(kind, (self.heading)(kind))?;
            }
            let text = {
                let document = self.document(kind)?;
                let source = Source::of(document.text, &document.table);
                let mut splices: Vec<Splice> = Vec::new();
                for request in round {
                    splices.extend(self.value(&document, &source, request)?);
                }
                applied(document.text, &splices)
            };
            self.put(kind, text)?;
        }
        Ok(())
    }

    fn value(
        &self,
        document: &Document<'_>,
        source: &Source<'_>,
        request: &Request,
    ) -> Result<Vec<Splice>, Refused> {
        let lang = self.lang;
        let Some(address) = placed(request) else { return Ok(Vec::new()) };
        let entity = entity_path(address);
        let there = entity.is_empty() || document.value(entity).is_some();
        if !there && address.kind.holds_entities() {
            return Err(values::no_entity(document, address, lang));
        }
        let Leaf { key, order } = leaf(address, lang)?;
        let depth = usize::from(address.kind.holds_entities());
        let spliced = match request {
            Request::Set { value, .. } => {
                let literal = model::typed(address.kind, &key, value, lang)?;
                if values::is_same(document, &address.path, &literal) {
                    return Ok(Vec::new());
                }
                source.set(&address.path, &literal, &order, depth)
            }
            _ => source.unset(&address.path),
        };
        spliced.map_err(|why| values::refused(why, address, lang))
    }

    fn add(&mut self, kind: Kind, id: &str, fields: &[(String, String)]) -> Result<(), Refused> {
        let lang = self.lang;
        self.free(kind, id)?;
        let table = values::table(kind, id, fields, lang)?;
        let table = edit::indented(&table, self.manner(kind)?);
        let text = match self.files.known.get(&kind) {
            None => edit::append(&(self.heading)(kind), &table),
            Some(_) if values::day(kind, fields).is_some() => {
                let document = self.document(kind)?;
                let source = Source::of(document.text, &document.table);
                match values::predecessor(&document, kind, fields) {
                    Some(before) => applied(document.text, &source.insert(&[before], &table)),
                    None => edit::append(document.text, &table),
                }
            }
            // Its form is known to be sound: its ids were asked for.
            Some(read) => {
                let bytes = read.as_ref().map(Vec::as_slice).unwrap_or_default();
                edit::append(&String::from_utf8_lossy(bytes), &table)
            }
        };
        self.ids.entry(kind).or_default().insert(fold(id));
        self.put(kind, text)
    }

    fn remove(&mut self, entity: &Address) -> Result<(), Refused> {
        let lang = self.lang;
        values::removable(entity, lang)?;
        let documents = self.documents()?;
        let name = terminal(&entity.to_string());
        let uses: Vec<String> = load::uses(&documents, entity)
            .into_iter()
            .filter(|found| !entity.contains(&found.address) && !is_history(&found.address))
            .map(|found| format!("`{}`", terminal(&found.address.to_string())))
            .collect();
        if !uses.is_empty() {
            let list = lang.list(&uses);
            return Err(Refused::new(
                tr!(
                    lang,
                    "`{name}` est encore cité par {list}",
                    "`{name}` is still referred to by {list}"
                ),
                tr!(
                    lang,
                    "changez ou retirez d'abord ces valeurs (`nrt set`, `nrt unset`)\u{a0}; pour un autre identifiant\u{a0}: `nrt rename`",
                    "change or take out these values first (`nrt set`, `nrt unset`); for another id: `nrt rename`"
                ),
            ));
        }
        let text = self.spliced(entity, |source| source.remove(&entity.path))?;
        self.ids.clear();
        self.put(entity.kind, text)
    }

    fn rename(&mut self, entity: &Address, id: &str) -> Result<(), Refused> {
        let lang = self.lang;
        values::removable(entity, lang)?;
        let Some(old) = entity.path.last().cloned() else { return Ok(()) };
        if old == id {
            return Ok(());
        }
        // Another way to write the same id takes nobody's.
        if fold(&old) == fold(id) {
            values::well_formed(id, lang)?;
        } else {
            self.free(entity.kind, id)?;
        }
        let uses = load::uses(&self.documents()?, entity);
        let text = self.spliced(entity, |source| source.rename(&entity.path, id))?;
        self.put(entity.kind, text)?;
        let mut now = entity.clone();
        now.path.pop();
        let now = now.key(id);
        self.remember(&now, &old, id)?;
        let kinds: BTreeSet<Kind> = uses.iter().map(|found| found.address.kind).collect();
        for kind in kinds.into_iter().filter(|kind| *kind != Kind::Decision) {
            // Its own file has moved: the places are looked for again.
            let text = {
                let documents = self.documents()?;
                let Some(document) = documents.get(kind) else { continue };
                let source = Source::of(document.text, &document.table);
                let found = load::uses(&documents, entity).into_iter();
                let splices = found.filter(|found| found.address.kind == kind).map(|found| {
                    let new = values::renamed(&found.text, entity, id);
                    source.word(found.range, &found.text, &new, &edit::quoted(&new))
                });
                applied(document.text, &splices.collect::<Vec<_>>())
            };
            self.put(kind, text)?;
        }
        self.ids.clear();
        Ok(())
    }

    /// Adds the former id to those that an entity had; an id that it takes back is none any more.
    fn remember(&mut self, entity: &Address, old: &str, new: &str) -> Result<(), Refused> {
        let document = self.document(entity.kind)?;
        let address = entity.clone().key("formerly");
        let mut former = values::texts(&document, &address.path);
        let taken_back = former.iter().any(|id| id == new);
        if taken_back {
            former.retain(|id| id != new);
        } else {
            former.push(old.to_owned());
        }
        let depth = usize::from(entity.kind.holds_entities());
        let Leaf { order, .. } = leaf(&address, self.lang)?;
        let literal = edit::written(&edit::Value::Texts(former.clone()));
        let text = self.spliced(entity, |source| {
            if former.is_empty() {
                source.unset(&address.path)
            } else {
                source.set(&address.path, &literal, &order, depth)
            }
        })?;
        self.put(entity.kind, text)
    }

    fn spliced(
        &self,
        entity: &Address,
        edit: impl FnOnce(&Source<'_>) -> Result<Vec<Splice>, edit::Refused>,
    ) -> Result<String, Refused> {
        let document = self.document(entity.kind)?;
        let entity_is_there = document.value(entity_path(entity)).is_some();
        if !entity_is_there {
            return Err(values::no_entity(&document, entity, self.lang));
        }
        let source = Source::of(document.text, &document.table);
        let splices = edit(&source).map_err(|why| values::refused(why, entity, self.lang))?;
        Ok(applied(document.text, &splices))
    }

    /// Refuses an id that is taken, or that is none.
    fn free(&mut self, kind: Kind, id: &str) -> Result<(), Refused> {
        let lang = self.lang;
        values::well_formed(id, lang)?;
        let shared: &[Kind] = match kind {
            Kind::Referent | Kind::Stakeholder => &[Kind::Referent, Kind::Stakeholder],
            _ => &[kind],
        };
        for other in shared {
            if self.ids_of(*other)?.contains(&fold(id)) {
                let file = other.file();
                return Err(Refused::new(
                    tr!(
                        lang,
                        "l'identifiant `{id}` est déjà pris dans `{file}`",
                        "the id `{id}` is already taken in `{file}`"
                    ),
                    tr!(
                        lang,
                        "choisissez-en un autre, ou changez l'entité\u{a0}: `nrt set`",
                        "choose another one, or change the entity: `nrt set`"
                    ),
                ));
            }
        }
        Ok(())
    }

    fn ids_of(&mut self, kind: Kind) -> Result<&BTreeSet<String>, Refused> {
        if !self.ids.contains_key(&kind) {
            let document = self.document(kind)?;
            let facilities = document.table.get("facilities").and_then(|f| f.get_ref().as_table());
            let of_scope = facilities.filter(|_| kind == Kind::Scope);
            let table = if kind == Kind::Scope { of_scope } else { Some(&document.table) };
            let ids = table.into_iter().flat_map(|table| table.keys());
            let ids: BTreeSet<String> = ids.map(|key| fold(key.get_ref())).collect();
            self.ids.insert(kind, ids);
        }
        Ok(self.ids.entry(kind).or_default())
    }

    fn manner(&mut self, kind: Kind) -> Result<&str, Refused> {
        if !self.manners.contains_key(&kind) {
            let manner = edit::manner(self.document(kind)?.text);
            self.manners.insert(kind, manner);
        }
        Ok(self.manners.get(&kind).map_or("", String::as_str))
    }

    /// A file without a mistake in its form; an absent one is empty.
    fn document(&self, kind: Kind) -> Result<Document<'_>, Refused> {
        match self.files.known.get(&kind) {
            None => Document::sound(kind, b"", self.limit),
            Some(Ok(bytes)) => Document::sound(kind, bytes, self.limit),
            Some(Err(_)) => None,
        }
        .ok_or_else(|| values::unread(kind, self.lang))
    }

    /// Every file; none of them with a mistake in its form, so that no reference is overlooked.
    fn documents(&self) -> Result<Documents<'_>, Refused> {
        let documents = load::documents(&self.files, self.limit, self.lang);
        let broken =
            documents.iter().find(|document| document.broken).map(|document| document.kind);
        broken.map_or(Ok(documents), |kind| Err(values::unread(kind, self.lang)))
    }

    fn put(&mut self, kind: Kind, text: String) -> Result<(), Refused> {
        if text.len() as u64 > self.limit {
            let file = kind.file();
            return Err(Refused::new(
                tr!(
                    self.lang,
                    "`{file}` deviendrait trop grand pour être relu",
                    "`{file}` would become too large to be read again"
                ),
                tr!(self.lang, "rien n'a été écrit", "nothing was written"),
            ));
        }
        self.files.known.insert(kind, Ok(text.into_bytes()));
        Ok(())
    }
}

/// Whether an address is what a decision concerned, which may have vanished since.
fn is_history(address: &Address) -> bool {
    address.kind == Kind::Decision && address.keys().first().is_some_and(|key| key == "concerns")
}
