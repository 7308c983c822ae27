//! The register of decisions: for each the commit that recorded it, what that changed, and whether
//! what it concerns is still as it was decided.

mod steps;

use std::collections::{BTreeMap, BTreeSet};

use toml::de::{DeTable, DeValue};

use super::Options;
use crate::address::{Address, Kind};
use crate::changes::same;
use crate::files::{Files, Unreadable};
use crate::git::{Commit, Gap, GitError, Place, Source};
use crate::load::{Documents, Loaded, load_within};
use crate::model::{self, Shape};

use steps::Steps;

/// The decisions of a version of a project, in the light of its history.
#[derive(Debug)]
pub struct Register {
    /// The decisions, the newest first.
    pub decisions: Vec<Registered>,
    /// Why the history stops before its start.
    pub gap: Option<Gap>,
}

/// A decision of the register.
#[derive(Debug)]
pub struct Registered {
    /// Its id.
    pub id: String,
    /// The commit that recorded it; nothing where it is not recorded yet, or where the history that
    /// this clone holds does not tell.
    pub commit: Option<Commit>,
    /// Whether only the folder holds it, and no commit yet.
    pub unrecorded: bool,
    /// What it concerns, under the ids of now.
    pub concerns: Vec<Address>,
    /// The same in the versions in which it took effect.
    pub taken: Vec<Then>,
    /// Whether it holds.
    pub standing: Standing,
    /// What is no longer as it was decided, of a decision that nothing supersedes.
    pub drifts: Vec<Drift>,
    /// Between which versions it took effect, the recording first.
    spans: Vec<Span>,
    /// The versions in which it had taken effect.
    effective: Vec<Place>,
}

/// A place in one of the versions in which a decision had taken effect.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Then {
    /// Under the ids of then.
    pub address: Address,
    /// Which one of [`Registered::decided`].
    pub version: usize,
}

/// Whether a decision holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// What it concerns is as it was decided, or was changed by another decision.
    InForce,
    /// Other decisions say that they supersede it; their ids.
    Superseded(Vec<String>),
    /// Some of what it concerns was changed without a decision.
    Drifted,
}

/// A value that is no longer as it was decided.
#[derive(Debug)]
pub struct Drift {
    /// Where it is, under the ids of now.
    pub address: Address,
    /// Where it was when the decision had taken effect.
    pub then: Then,
    /// The commit that changed it last; nothing where only the folder has the change.
    pub commit: Option<Commit>,
    /// The other decision that explains this, by its id of then.
    pub decision: Option<String>,
}

/// A change that a decision explains.
#[derive(Debug)]
struct Span {
    commit: Option<Commit>,
    before: Option<Place>,
    /// Nothing where only the folder has it.
    after: Option<Place>,
    /// Whether all that changed is its effect, or only what it concerns.
    whole: bool,
    alone: bool,
}

/// Two versions of a project, as far as a decision changed it.
#[derive(Debug)]
pub struct Effect {
    /// The commit that did it; nothing where only the folder has it.
    pub commit: Option<Commit>,
    /// The files before.
    pub before: Files,
    /// The files after; nothing where they are those of the folder.
    pub after: Option<Files>,
    /// Whether all that changed is its effect, or only what it concerns.
    pub whole: bool,
    /// Whether no other decision was recorded with it.
    pub alone: bool,
}

/// Reads the register of `now`, the version at `options.from` or the folder on top of it; `head` is
/// the version at `options.from`. Without a history, who supersedes whom is all that is known.
///
/// # Errors
///
/// When the repository cannot be read.
pub fn register(
    history: Option<(&Source, &Options)>,
    head: &Loaded<'_>,
    now: &Loaded<'_>,
) -> Result<Register, GitError> {
    let steps = match history {
        Some((source, options)) => Steps::read(source, options, head, now)?,
        None => Steps::default(),
    };
    let written = &now.written().decisions;
    let superseded = superseded(&steps, now);
    let mut decisions = Vec::new();
    for (id, decision) in written {
        let at = steps.recorded(id);
        let concerns: Vec<Address> =
            decision.concerns.iter().map(|one| steps.now(one, at.unwrap_or_default())).collect();
        let superseding: Vec<String> = superseded.get(id).cloned().unwrap_or_default();
        let spans = at.map(|at| steps.spans(at, id, &concerns)).unwrap_or_default();
        let (effective, taken) = settled(&steps, id, at, &concerns);
        let drifts = match history {
            Some((source, options)) if superseding.is_empty() => {
                let reader = Reader { source, options, steps: &steps, now, id };
                reader.drifts(&effective, &taken, &concerns)?
            }
            _ => Vec::new(),
        };
        let standing = if !superseding.is_empty() {
            Standing::Superseded(superseding)
        } else if drifts.iter().any(|drift| drift.decision.is_none()) {
            Standing::Drifted
        } else {
            Standing::InForce
        };
        let step = at.and_then(|at| steps.get(at));
        let commit = step.and_then(|step| step.commit.clone());
        let unrecorded = step.is_some_and(|step| step.commit.is_none());
        let effective = effective.iter().filter_map(|at| steps.get(*at)?.after.clone()).collect();
        decisions.push((
            decision.date,
            Registered {
                id: id.clone(),
                commit,
                unrecorded,
                concerns,
                taken,
                standing,
                drifts,
                spans,
                effective,
            },
        ));
    }
    decisions.sort_by(|(a, first), (b, second)| (b, &second.id).cmp(&(a, &first.id)));
    let decisions = decisions.into_iter().map(|(_, decision)| decision).collect();
    Ok(Register { decisions, gap: steps.gap })
}

/// The decisions that others of now say they supersede, with the ids of those: under its id, or one
/// that it had and no other has now.
fn superseded(steps: &Steps, now: &Loaded<'_>) -> BTreeMap<String, Vec<String>> {
    let written = &now.written().decisions;
    let ids = |id: &str| -> Vec<String> {
        let at = [id.to_owned(), "formerly".to_owned()];
        let said = now.documents.get(Kind::Decision).and_then(|document| document.value(&at));
        let said = said.and_then(|said| said.get_ref().as_array()).into_iter().flatten();
        let said = said.filter_map(|id| id.get_ref().as_str().map(str::to_owned));
        let former = said.chain(steps.former(id)).filter(|id| !written.contains_key(id));
        std::iter::once(id.to_owned()).chain(former).collect()
    };
    let mut names: BTreeMap<String, BTreeSet<&String>> = BTreeMap::new();
    for id in written.keys() {
        for name in ids(id) {
            names.entry(name).or_default().insert(id);
        }
    }
    let mut found: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (by, decision) in written {
        let former = decision.supersedes.as_ref().and_then(|former| names.get(&former.0));
        for id in former.into_iter().flatten().filter(|id| **id != by) {
            found.entry((*id).clone()).or_default().push(by.clone());
        }
    }
    found
}

/// The steps that have a version in which a decision had taken effect, and where in them lies what it
/// concerns.
fn settled(
    steps: &Steps,
    id: &str,
    at: Option<usize>,
    concerns: &[Address],
) -> (Vec<usize>, Vec<Then>) {
    // What only the folder has took effect in no version.
    let Some(at) = at.filter(|at| steps.get(*at).is_some_and(|step| step.after.is_some())) else {
        let then = |address: &Address| Then { address: address.clone(), version: 0 };
        return (Vec::new(), concerns.iter().map(then).collect());
    };
    let own: Vec<usize> = concerns.iter().map(|one| steps.settled(at, id, one)).collect();
    let all: Vec<usize> = own.iter().copied().collect::<BTreeSet<_>>().into_iter().collect();
    let then = |(address, step): (&Address, &usize)| {
        let version = all.iter().position(|at| at == step).unwrap_or_default();
        Then { address: steps.then(address, *step), version }
    };
    let places = concerns.iter().zip(&own).map(then).collect();
    (all, places)
}

impl Registered {
    /// The versions between which it took effect, the recording first.
    ///
    /// # Errors
    ///
    /// When the repository cannot be read.
    pub fn effects(&self, source: &Source, limit: u64) -> Result<Vec<Effect>, GitError> {
        // What it does to the register is that it stands there.
        let kinds = || Kind::ALL.into_iter().filter(|kind| *kind != Kind::Decision);
        let files = |place: &Place| reading(source, place, kinds(), limit);
        let effect = |span: &Span| {
            let before = span.before.as_ref().map(files).transpose()?.unwrap_or_default();
            let after = span.after.as_ref().map(files).transpose()?;
            Ok(Effect {
                commit: span.commit.clone(),
                before,
                after,
                whole: span.whole,
                alone: span.alone,
            })
        };
        self.spans.iter().map(effect).collect()
    }

    /// The versions in which it took effect, of which [`Then`] speaks; none where it is not recorded.
    ///
    /// # Errors
    ///
    /// When the repository cannot be read.
    pub fn decided(&self, source: &Source, limit: u64) -> Result<Vec<Files>, GitError> {
        // A register grows with its decisions: it is read again only where one concerns another.
        let asked = |kind: &Kind| {
            *kind != Kind::Decision || self.concerns.iter().any(|at| at.kind == Kind::Decision)
        };
        let kinds = || Kind::ALL.into_iter().filter(asked);
        let files = |place: &Place| reading(source, place, kinds(), limit);
        self.effective.iter().map(files).collect()
    }
}

struct Reader<'r> {
    source: &'r Source,
    options: &'r Options,
    steps: &'r Steps,
    now: &'r Loaded<'r>,
    /// The decision.
    id: &'r str,
}

impl Reader<'_> {
    /// What is no longer as it was after some steps, of what a decision concerns: `taken` in these,
    /// `concerns` under the ids of now.
    fn drifts(
        &self,
        effective: &[usize],
        taken: &[Then],
        concerns: &[Address],
    ) -> Result<Vec<Drift>, GitError> {
        let mut found: Vec<Drift> = Vec::new();
        for (version, step) in effective.iter().enumerate() {
            let of_version = taken.iter().zip(concerns).filter(|(then, _)| then.version == version);
            let touched = |now: &Address| self.steps.last_touching(now, *step).is_some();
            let moved: Vec<&Address> =
                of_version.filter(|(_, now)| touched(now)).map(|(then, _)| &then.address).collect();
            let place = self.steps.get(*step).and_then(|step| step.after.as_ref());
            let Some(place) = place.filter(|_| !moved.is_empty()) else { continue };
            let kinds: BTreeSet<Kind> = moved.iter().map(|at| at.kind).collect();
            let Options { limit, lang, .. } = *self.options;
            let files = reading(self.source, place, kinds, limit)?;
            let then = load_within(&files, limit, lang);
            for own in moved {
                for (address, value) in values(&then.documents, own) {
                    let drift = self.drift(*step, Then { address, version }, value);
                    let known =
                        |drift: &Drift| found.iter().any(|one| one.address == drift.address);
                    found.extend(drift.filter(|drift| !known(drift)));
                }
            }
        }
        Ok(found)
    }

    /// Whether a value that a decision had given at a step is another one now.
    fn drift(&self, step: usize, then: Then, value: &DeValue<'_>) -> Option<Drift> {
        let address = self.steps.now(&then.address, step);
        let now = self.now.documents.get(address.kind);
        // What cannot be read whole is neither kept nor changed.
        if now.is_some_and(|document| document.broken) {
            return None;
        }
        let kept = now.and_then(|document| document.value(&address.path)).is_some_and(|now| {
            // What was empty may be completed.
            value.is_table() && now.get_ref().is_table() || same(value, now.get_ref())
        });
        if kept {
            return None;
        }
        let last = self.steps.last_touching(&address, step)?;
        let decision = self.steps.decision(last, &address, self.id);
        let commit = self.steps.get(last).and_then(|step| step.commit.clone());
        Some(Drift { address, then, commit, decision })
    }
}

/// Some of the files of a place; what this clone lacks cannot be read.
fn reading(
    source: &Source,
    place: &Place,
    kinds: impl IntoIterator<Item = Kind>,
    limit: u64,
) -> Result<Files, GitError> {
    let mut files = Files::default();
    for kind in kinds {
        let Some(file) = place.file(kind) else { continue };
        let content = match source.content(file, limit) {
            Err(GitError::Missing) => Err(Unreadable::NotCloned),
            read => read?,
        };
        files.known.insert(kind, content);
    }
    Ok(files)
}

/// Whether an address is that of a table within an entity, or within a file that is one.
fn is_inner(at: &Address) -> bool {
    let key = model::find_key(model::keys(at.kind), at.keys());
    key.is_some_and(|key| matches!(key.shape, Shape::Table(_)))
}

/// The values at or below an address, an empty entity among them, but for the ids that an entity had;
/// none of what cannot be read whole.
fn values<'d>(documents: &'d Documents<'_>, at: &Address) -> Vec<(Address, &'d DeValue<'d>)> {
    fn below<'d>(
        at: &Address,
        table: &'d DeTable<'_>,
        found: &mut Vec<(Address, &'d DeValue<'d>)>,
    ) {
        for (key, value) in table.iter().filter(|(key, _)| key.get_ref() != "formerly") {
            take(at.clone().key(key.get_ref()), value.get_ref(), found);
        }
    }
    fn take<'d>(at: Address, value: &'d DeValue<'_>, found: &mut Vec<(Address, &'d DeValue<'d>)>) {
        match value.as_table().filter(|table| !table.is_empty()) {
            Some(table) => below(&at, table, found),
            // An inner table says nothing but what its keys do.
            None if value.is_table() && is_inner(&at) => {}
            None => found.push((at, value)),
        }
    }
    let mut found = Vec::new();
    let Some(document) = documents.get(at.kind).filter(|document| !document.broken) else {
        return found;
    };
    if at.path.is_empty() {
        below(at, &document.table, &mut found);
    } else if let Some(value) = document.value(&at.path) {
        take(at.clone(), value.get_ref(), &mut found);
    }
    found
}
