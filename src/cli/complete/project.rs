//! What a project and its repository give to choose from: files are read as far as they can be, no
//! rule is run, no history is read.

use std::path::PathBuf;

use toml::de::{DeTable, DeValue};

use super::{Candidate, meant, plain};
use crate::address::Kind;
use crate::choices::{self, Reach, Source, entities};
use crate::files::{DEFAULT_MAX_FILE_SIZE, Files};
use crate::git::{self, Name};
use crate::lang::{Lang, dates};
use crate::load::{self, Documents};
use crate::method::{ACTIVITIES, Clause, Passage, RECOMMENDATIONS};
use crate::render::words;
use crate::worktree;

/// A project to choose from; there may be none.
pub(super) struct Project {
    folder: PathBuf,
    files: Files,
    pub(super) lang: Lang,
}

impl Project {
    /// The project that a folder lies in, as it stands in the folder.
    pub(super) fn open(folder: PathBuf, lang: Lang) -> Self {
        let root = worktree::find_root(&folder);
        let read = root.as_ref().and_then(|root| worktree::read(root, DEFAULT_MAX_FILE_SIZE).ok());
        Self { folder: root.unwrap_or(folder), files: read.unwrap_or_default(), lang }
    }

    /// Its files, as far as they can be read.
    pub(super) fn documents(&self) -> Documents<'_> {
        load::documents(&self.files, DEFAULT_MAX_FILE_SIZE, self.lang)
    }

    /// Every kind by its stem; by the word that is being typed, where it is another one.
    pub(super) fn kinds(&self, typed: &str) -> Vec<Candidate> {
        let kinds = Kind::ALL.into_iter().filter(|kind| *kind != Kind::Project);
        let word = |kind: Kind| {
            let fits = kind.words().iter().find(|word| word.starts_with(typed))?;
            Some(plain(fits, words::kind(kind, self.lang)))
        };
        kinds.filter_map(word).collect()
    }

    /// The entities of a kind, by their ids.
    pub(super) fn ids(&self, kind: Kind) -> Vec<Candidate> {
        meant(choices::ids(&self.documents(), &[kind]))
    }

    pub(super) fn rules(&self) -> Vec<Candidate> {
        meant(choices::rules(self.lang))
    }

    /// Addresses that go on from what is typed, with ids where they are taken.
    pub(super) fn addresses(&self, typed: &str, ids: bool, reach: Reach) -> Vec<Candidate> {
        let documents = self.documents();
        let source = Source { documents: &documents, lang: self.lang };
        meant(choices::addresses(source, typed, ids, reach))
    }

    /// The passages of the method, the rules, the files, and all that is in them.
    pub(super) fn explained(&self, typed: &str) -> Vec<Candidate> {
        let named = |clause: Clause| plain(&clause.name(), words::clause(clause, self.lang));
        let activities = (1..=ACTIVITIES.len()).filter_map(|n| u8::try_from(n).ok());
        let recommendations = (1..=RECOMMENDATIONS.len()).filter_map(|n| u8::try_from(n).ok());
        let clauses = activities
            .map(Clause::Activity)
            .chain(recommendations.map(Clause::Recommendation))
            .chain(Passage::ALL.into_iter().map(Clause::Passage));
        let mut found: Vec<Candidate> = clauses.map(named).collect();
        found.extend(self.rules());
        found.extend(self.kinds(typed));
        found.extend(Kind::ALL.map(|kind| plain(kind.file(), words::kind(kind, self.lang))));
        found.extend(self.addresses(typed, true, Reach::All));
        found
    }

    /// The milestones that have a date, the bodies, and the sessions of the body that is typed.
    pub(super) fn horizons(&self, typed: &str) -> Vec<Candidate> {
        let documents = self.documents();
        let table = |kind| documents.get(kind).map(|document| &document.table);
        let mut found = Vec::new();
        if let Some(milestones) = table(Kind::Milestone) {
            let dated = |id: &str| value(milestones, id, "date").is_some();
            let dated = entities(milestones, Kind::Milestone).filter(|(id, _)| dated(id));
            found.extend(dated.map(|(id, title)| plain(id, title)));
        }
        let Some(bodies) = table(Kind::Body) else { return found };
        for (id, name) in entities(bodies, Kind::Body) {
            found.push(plain(id, name));
        }
        let mut fits = found.iter().filter(|candidate| candidate.value.starts_with(typed));
        let alone = fits.next().filter(|_| fits.next().is_none());
        let body = typed.split_once('@').map(|(id, _)| id.to_owned());
        if let Some(id) = body.or_else(|| alone.map(|candidate| candidate.value.clone())) {
            found.extend(self.sessions(bodies, &id));
        }
        found
    }

    fn sessions(&self, bodies: &DeTable<'_>, id: &str) -> Vec<Candidate> {
        let sessions = value(bodies, id, "sessions").and_then(DeValue::as_array);
        let days =
            sessions.into_iter().flatten().filter_map(|day| day.get_ref().as_datetime()?.date);
        let days = days.filter_map(|day| {
            chrono::NaiveDate::from_ymd_opt(day.year.into(), day.month.into(), day.day.into())
        });
        days.map(|day| plain(&format!("{id}@{day}"), &dates::date(self.lang, day))).collect()
    }

    /// What `--only` takes.
    pub(super) fn significances(&self, typed: &str) -> Vec<Candidate> {
        let say = |fr, en| self.lang.pick(fr, en);
        let mut found = vec![
            plain("decision", say("les décisions", "decisions")),
            plain("commitment", say("les points structurants", "commitments")),
            plain("content", say("le reste", "the rest")),
        ];
        found.extend(self.kinds(typed));
        found
    }

    /// The last commit, the branches and the tags.
    pub(super) fn revisions(&self) -> Vec<Candidate> {
        let say = |fr, en| self.lang.pick(fr, en);
        let names = git::open(&self.folder).map(|source| source.names()).unwrap_or_default();
        if names.is_empty() {
            return Vec::new();
        }
        let mut found = vec![plain("HEAD", say("le dernier commit", "the last commit"))];
        found.extend(names.iter().map(|(name, kind)| {
            let says = match kind {
                Name::Branch => say("branche", "branch"),
                Name::Remote => say("branche distante", "remote branch"),
                Name::Tag => say("étiquette", "tag"),
            };
            plain(name, says)
        }));
        found
    }

    /// One revision, or a second one after dots.
    pub(super) fn ranges(&self, typed: &str) -> Vec<Candidate> {
        let mut found = self.revisions();
        if let Some(at) = typed.rfind("..") {
            let (kept, _) = typed.split_at(at + 2);
            for candidate in &mut found {
                candidate.value.insert_str(0, kept);
            }
        }
        found
    }
}

fn value<'t, 'd>(table: &'t DeTable<'d>, id: &str, key: &str) -> Option<&'t DeValue<'d>> {
    Some(table.get(id)?.get_ref().as_table()?.get(key)?.get_ref())
}
