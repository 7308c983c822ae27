//! What the history told, kept until a commit is made: it is read only when a lens is looked at.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use crate::address::{Address, Kind};
use crate::git::{self, Revision, Source};
use crate::history::{self, Last, Options};
use crate::lang::Lang;
use crate::load::{Documents, documents};

/// Who last changed an entity, when, and with which decisions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Told {
    pub(super) date: Option<NaiveDate>,
    pub(super) author: String,
    /// The titles of the decisions that were recorded with it, or their ids.
    pub(super) decisions: Vec<String>,
}

/// What is known of each entity of some files, at the last commit of a project.
#[derive(Debug, Default)]
pub(super) struct Memory {
    at: Option<(PathBuf, Revision)>,
    files: BTreeMap<Kind, BTreeMap<Address, Option<Told>>>,
}

impl Memory {
    /// What the history tells of an entity. Nothing where there is no history, where the last commit
    /// does not have the entity, or where what this clone holds does not tell.
    pub(super) fn of(
        &mut self,
        root: &Path,
        address: &Address,
        limit: u64,
        lang: Lang,
    ) -> Option<Told> {
        let source = git::open(root).ok()?;
        let head = source.revision("HEAD").ok()?;
        if self.at.as_ref().is_none_or(|(known, at)| known != root || *at != head) {
            *self = Self { at: Some((root.to_path_buf(), head)), files: BTreeMap::new() };
        }
        let known = self.files.entry(address.kind);
        let known = known.or_insert_with(|| read(&source, head, address.kind, limit, lang));
        known.get(address).cloned().flatten()
    }

    /// Whether there is a history to ask.
    pub(super) fn is_there(root: &Path) -> bool {
        git::open(root).is_ok_and(|source| source.revision("HEAD").is_ok())
    }
}

/// The last change of each entity of a file.
fn read(
    source: &Source,
    head: Revision,
    kind: Kind,
    limit: u64,
    lang: Lang,
) -> BTreeMap<Address, Option<Told>> {
    let Ok(files) = source.files_at(head, limit) else { return BTreeMap::new() };
    let (nothing, now) = (Documents::default(), documents(&files, limit, lang));
    let options = Options::whole(head, limit, lang);
    let (file, versions) = (Address::file(kind), (&nothing, &now));
    let found = history::blame(source, &options, &file, &source.ignored(), versions);
    let found = found.unwrap_or_default().into_iter();
    found
        .map(|blame| {
            let last = blame.fields.into_iter().filter_map(|field| field.last);
            let last = last.max_by_key(|last| last.commit.date);
            let told = last.map(|last| told(last, &blame.address, &now));
            (blame.address, told)
        })
        .collect()
}

/// A change, with the decision that it was recorded with; of several, those that concern the entity.
fn told(last: Last, entity: &Address, documents: &Documents<'_>) -> Told {
    let several = last.decisions.len() > 1;
    let decisions = last.decisions.into_iter();
    let decisions = decisions.filter(|decision| {
        !several || concerns(documents, &decision.id).iter().any(|at| entity.contains(at))
    });
    Told {
        date: last.commit.date,
        author: last.commit.author.terminal(),
        decisions: decisions.map(|decision| decision.title.unwrap_or(decision.id)).collect(),
    }
}

/// What a decision says that it concerns.
fn concerns(documents: &Documents<'_>, id: &str) -> Vec<Address> {
    let path = [id.to_owned(), "concerns".to_owned()];
    let value = documents.get(Kind::Decision).and_then(|decisions| decisions.value(&path));
    let list = value.and_then(|value| value.get_ref().as_array()).into_iter().flatten();
    list.filter_map(|item| Address::parse(item.get_ref().as_str()?)).collect()
}
