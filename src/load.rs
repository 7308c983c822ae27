//! How text becomes a project: typed model, places, and every misread of every file. Never fails.

mod ids;
mod language;
mod names;
mod references;
mod uses;

use std::collections::BTreeMap;

use toml::Spanned;
use toml::de::DeValue;

use crate::address::{Address, Kind};
use crate::document::Document;
use crate::files::{DEFAULT_MAX_FILE_SIZE, Files};
use crate::finding::{Act, Finding, Fix, Level, Place};
use crate::lang::Lang;
use crate::model::{Decision, Entities, Field, Project, Reader, hint};
use crate::text::Text;
use crate::tr;

pub use language::language;
pub use references::meant;
pub use uses::{Spot, Use, each_value, uses, wanted};

/// The newest layout of files that this program knows.
pub const FORMAT: u64 = 1;

/// How many findings about ids, and about references, are reported; a threshold of nrt's own.
const MAX_FINDINGS: usize = 1_000;

/// A project as read.
#[derive(Debug)]
pub struct Loaded<'a> {
    /// What it says.
    pub project: Project,
    /// Its files; absent ones are absent here.
    pub documents: Documents<'a>,
    /// Every misread, sorted by place.
    pub findings: Vec<Finding>,
    /// What it says itself, where levels, thresholds, roles and waivers are those of another
    /// version.
    written: Option<Box<Project>>,
    /// The decisions, by their ids, that were recorded in the last few commits by whoever makes what
    /// follows, and what each may explain of it.
    pub recent: Vec<(String, Vec<Address>)>,
}

impl Loaded<'_> {
    /// The project as its own files give it.
    pub fn written(&self) -> &Project {
        self.written.as_deref().unwrap_or(&self.project)
    }

    /// Whether levels, thresholds, roles and waivers are those of another version.
    pub const fn is_under_another(&self) -> bool {
        self.written.is_some()
    }

    /// Takes levels, thresholds, roles and waivers from another version.
    pub fn put_under(&mut self, policy: &Project) {
        self.written.get_or_insert_with(|| Box::new(self.project.clone()));
        let settings = &mut self.project.settings;
        settings.levels.clone_from(&policy.settings.levels);
        settings.thresholds = policy.settings.thresholds.clone();
        settings.roles.clone_from(&policy.settings.roles);
        self.project.waivers.clone_from(&policy.waivers);
    }
}

/// The files of a project as read.
#[derive(Debug, Default)]
pub struct Documents<'a>(BTreeMap<Kind, Document<'a>>);

impl<'a> Documents<'a> {
    /// A file, if it is there.
    pub fn get(&self, kind: Kind) -> Option<&Document<'a>> {
        self.0.get(&kind)
    }

    /// The files that are there.
    pub fn iter(&self) -> impl Iterator<Item = &Document<'a>> {
        self.0.values()
    }

    /// Where to show an address; `None` when its file is absent.
    pub fn place(&self, address: &Address) -> Option<Place> {
        self.get(address.kind).map(|document| document.place(address))
    }

    /// Whether something stands at an address, even if it could not be taken. A subject is not
    /// looked at.
    pub fn holds(&self, address: &Address) -> bool {
        self.get(address.kind).is_some_and(|document| {
            address.path.is_empty() || document.value(&address.path).is_some()
        })
    }

    /// Whether the value at an address, or one above it, could not be taken: it is unknown.
    pub fn misread(&self, address: &Address) -> bool {
        let Some(document) = self.get(address.kind).filter(|document| !document.misread.is_empty())
        else {
            return false;
        };
        let mut above = Address { subject: None, ..address.clone() };
        loop {
            if document.misread.contains(&above) {
                return true;
            }
            if above.path.pop().is_none() {
                return false;
            }
        }
    }

    /// Whether any value of a file could not be taken.
    pub fn misreads(&self, kind: Kind) -> bool {
        self.get(kind).is_some_and(|document| !document.misread.is_empty())
    }

    /// Whether a file could only be read in part.
    pub fn broken(&self, kind: Kind) -> bool {
        self.get(kind).is_some_and(|document| document.broken)
    }
}

impl<'a> Extend<Document<'a>> for Documents<'a> {
    /// Of a file that is there, more tables are added.
    fn extend<T: IntoIterator<Item = Document<'a>>>(&mut self, documents: T) {
        for document in documents {
            if let Some(there) = self.0.get_mut(&document.kind) {
                there.table.extend(document.table);
            } else {
                self.0.insert(document.kind, document);
            }
        }
    }
}

/// The files of a project with what they say, and nothing of what is wrong in them.
pub fn documents(files: &Files, limit: u64, lang: Lang) -> Documents<'_> {
    let mut documents = Documents::default();
    for (kind, bytes) in &files.known {
        documents.extend([match bytes {
            Ok(bytes) => Document::sound(*kind, bytes, limit)
                .unwrap_or_else(|| Document::read(*kind, bytes, limit, lang).0),
            Err(why) => Document::unreadable(*kind, why, lang).0,
        }]);
    }
    documents
}

/// The decisions of a file as it was read, as far as they are well-formed.
pub fn decisions(documents: &Documents<'_>, lang: Lang) -> Entities<Decision> {
    let table = documents.get(Kind::Decision).map(|document| document.table.clone());
    let root = Spanned::new(0..0, DeValue::Table(table.unwrap_or_default()));
    Field::read(&root, &mut Reader::new(Kind::Decision, lang))
}

/// Reads a project's files with the default limit of size.
pub fn load(files: &Files, lang: Lang) -> Loaded<'_> {
    load_within(files, DEFAULT_MAX_FILE_SIZE, lang)
}

/// Reads a project's files; `limit` is the largest size in bytes that their reader accepted.
pub fn load_within(files: &Files, limit: u64, lang: Lang) -> Loaded<'_> {
    let mut findings = Vec::new();
    let mut documents = Documents::default();
    for (kind, bytes) in &files.known {
        let (document, found) = match bytes {
            Ok(bytes) => Document::read_knowing(*kind, bytes, limit, lang, hint),
            Err(why) => Document::unreadable(*kind, why, lang),
        };
        findings.extend(found);
        documents.0.insert(*kind, document);
    }
    findings.extend(names::findings(files, lang));

    let mut project = Project::default();
    for (kind, document) in &mut documents.0 {
        // The root of a file is a table whatever it holds.
        let table = std::mem::take(&mut document.table);
        let root = Spanned::new(0..0, DeValue::Table(table));
        let mut reader = Reader::new(*kind, lang);
        read_kind(&mut project, *kind, &root, &mut reader);
        let Reader { findings: mut found, more, misread, aside, .. } = reader;
        if let Some(last) = found.last_mut().filter(|_| more > 0) {
            last.notes.push(and_more(more, lang));
        }
        if let DeValue::Table(table) = root.into_inner() {
            document.table = table;
        }
        project.aside.extend(aside);
        // In a table that was read in part, a key that misses may be in the other part.
        let partial = std::mem::take(&mut document.misread);
        let lost = |finding: &Finding| {
            let in_part = |address: &Address| address.contains(&finding.address);
            finding.rule == "missing-key" && partial.iter().any(in_part)
        };
        let known: Vec<Finding> = found.into_iter().filter(|finding| !lost(finding)).collect();
        document.misread = misread;
        document.misread.extend(partial.iter().cloned());
        findings.retain(|finding| !echoes(finding, &known));
        findings.extend(known.into_iter().map(|mut finding| {
            finding.place.get_or_insert_with(|| document.place(&finding.address));
            finding
        }));
    }
    findings.extend(format(&project, &documents, lang));
    let dangling = references::findings(&documents, &names::misnamed(files), lang);
    for mut found in [ids::findings(&documents, lang), dangling] {
        let more = found.len().saturating_sub(MAX_FINDINGS);
        found.truncate(MAX_FINDINGS);
        if let Some(last) = found.last_mut().filter(|_| more > 0) {
            last.notes.push(and_more(more, lang));
        }
        findings.extend(found);
    }
    drop_cancelled(&mut project);
    findings.sort_by_key(Finding::order);
    Loaded { project, documents, findings, written: None, recent: Vec::new() }
}

/// Whether a finding on a value's form is said of a value that could not be taken at all: the help
/// for the latter gives another form.
fn echoes(form: &Finding, misreads: &[Finding]) -> bool {
    let Some(place) = form.place.as_ref().filter(|_| form.rule == "toml-1-1-syntax") else {
        return false;
    };
    misreads.iter().filter(|misread| misread.rule == "wrong-type").any(|misread| {
        let taken = misread.place.as_ref().filter(|taken| taken.path == place.path);
        taken.is_some_and(|taken| {
            taken.range.start <= place.range.start && place.range.end <= taken.range.end
        })
    })
}

fn read_kind<'v>(
    project: &mut Project,
    kind: Kind,
    root: &'v Spanned<DeValue<'v>>,
    reader: &mut Reader<'v>,
) {
    match kind {
        Kind::Project => project.settings = Field::read(root, reader),
        Kind::Referent => project.referents = Field::read(root, reader),
        Kind::Stakeholder => project.stakeholders = Field::read(root, reader),
        Kind::Scope => project.scope = Field::read(root, reader),
        Kind::Milestone => project.milestones = Field::read(root, reader),
        Kind::Document => project.documents = Field::read(root, reader),
        Kind::Body => project.bodies = Field::read(root, reader),
        Kind::Calendar => project.calendar = Field::read(root, reader),
        Kind::Decision => project.decisions = Field::read(root, reader),
        Kind::Waiver => project.waivers = Field::read(root, reader),
    }
}

/// That more was found than is reported.
fn and_more(more: usize, lang: Lang) -> Text {
    let s = lang.s(more);
    tr!(
        lang,
        "et {more} autre{s} constat{s} dans ce fichier",
        "and {more} more finding{s} in this file"
    )
    .into()
}

fn drop_cancelled(project: &mut Project) {
    let Project { milestones, aside, .. } = project;
    milestones.retain(|id, milestone| {
        let cancelled = milestone.cancelled == Some(true);
        if cancelled {
            aside.push(Address::entity(Kind::Milestone, id));
        }
        !cancelled
    });
}

/// A layout of files that this program does not know, or that is not said.
fn format(project: &Project, documents: &Documents<'_>, lang: Lang) -> Option<Finding> {
    let known = FORMAT;
    let address = Address::file(Kind::Project).key("format");
    let document = documents.get(Kind::Project)?;
    let message = match project.settings.format {
        Some(found) if found == known => return None,
        Some(found) => tr!(
            lang,
            "ce projet est au format {found} ; ce programme ne connaît que le format {known}",
            "this project has format {found}; this program only knows format {known}"
        ),
        None if document.broken || documents.misread(&address) => return None,
        None => tr!(lang, "le format du projet n'est pas dit", "the project's format is not said"),
    };
    let help = if project.settings.format.is_some_and(|found| found > known) {
        tr!(lang, "installez une version plus récente de nrt", "install a newer version of nrt")
    } else {
        tr!(
            lang,
            "écrivez `format = {known}` au début de `nrt.toml`",
            "write `format = {known}` at the start of `nrt.toml`"
        )
    };
    let mut finding = Finding::new("unsupported-format", Level::Error, address, message);
    finding.place = Some(document.place(&finding.address));
    finding.help = Some(help.into());
    if project.settings.format.is_none() {
        let act = Act::Set(finding.address.clone(), known.to_string());
        finding.fix = Some(Fix { safe: true, act });
    }
    Some(finding)
}
