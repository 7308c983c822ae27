//! The register of decisions: for each the commit that recorded it, what that changed, and whether
//! what it concerns is still as it was decided.

mod steps;

use std::collections::BTreeSet;

use toml::de::DeValue;

use super::Options;
use crate::address::{Address, Kind};
use crate::changes::same;
use crate::files::Files;
use crate::git::{Commit, Gap, GitError, Place, Source};
use crate::load::{Documents, Loaded, load_within};

use steps::{Step, Steps};

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
    /// Whether it holds.
    pub standing: Standing,
    /// What is no longer as it was decided, of a decision that nothing supersedes.
    pub drifts: Vec<Drift>,
    /// Between which versions it took effect, the recording first.
    spans: Vec<Span>,
    /// The version in which it had taken effect.
    effective: Option<Place>,
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
    /// Where it was in the version in which the decision took effect.
    pub then: Address,
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
    let mut decisions = Vec::new();
    for (id, decision) in written {
        let at = steps.recorded(id);
        let concerns: Vec<Address> =
            decision.concerns.iter().map(|address| steps.now(address, at)).collect();
        let superseding = written.iter().filter(|(_, other)| {
            let former = other.supersedes.as_ref().map(|former| former.0.as_str());
            former.is_some_and(|former| former == id || steps.is_former(id, former))
        });
        let superseding: Vec<String> = superseding.map(|(id, _)| id.clone()).collect();
        let spans = at.map(|at| steps.spans(at, id, &concerns)).unwrap_or_default();
        let effective = spans.iter().map(|(at, _)| *at).min();
        let drifts = match history.zip(effective) {
            Some(((source, options), effective)) if superseding.is_empty() => {
                let reader = Reader { source, options, steps: &steps, now };
                reader.drifts(effective, &decision.concerns, &concerns)?
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
        let spans = spans.into_iter().map(|(_, span)| span).collect();
        let effective = effective.and_then(|at| steps.get(at)?.after.clone());
        decisions.push((
            decision.date,
            Registered {
                id: id.clone(),
                commit,
                unrecorded,
                concerns,
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

impl Registered {
    /// The versions between which it took effect, the recording first.
    ///
    /// # Errors
    ///
    /// When this clone lacks one of their files.
    pub fn effects(&self, source: &Source, limit: u64) -> Result<Vec<Effect>, GitError> {
        let files = |place: &Place| files(source, place, Kind::ALL, limit);
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

    /// The version in which it took effect, of which [`Drift::then`] speaks.
    ///
    /// # Errors
    ///
    /// When this clone lacks one of its files.
    pub fn decided(&self, source: &Source, limit: u64) -> Result<Option<Files>, GitError> {
        let place = self.effective.as_ref();
        place.map(|place| files(source, place, Kind::ALL, limit)).transpose()
    }
}

struct Reader<'r> {
    source: &'r Source,
    options: &'r Options,
    steps: &'r Steps,
    now: &'r Loaded<'r>,
}

impl Reader<'_> {
    /// What is no longer as it was after a step, of what a decision concerns: `written` in its own
    /// words, `concerns` under the ids of now.
    fn drifts(
        &self,
        effective: usize,
        written: &[Address],
        concerns: &[Address],
    ) -> Result<Vec<Drift>, GitError> {
        let Some(Step { after: Some(place), .. }) = self.steps.get(effective) else {
            return Ok(Vec::new());
        };
        let touched = |address: &&Address| self.steps.last_touching(address, effective).is_some();
        let moved: Vec<(&Address, &Address)> =
            written.iter().zip(concerns).filter(|(_, now)| touched(now)).collect();
        if moved.is_empty() {
            return Ok(Vec::new());
        }
        let kinds: BTreeSet<Kind> = moved.iter().map(|(at, _)| at.kind).collect();
        let Options { limit, lang, .. } = *self.options;
        let files = files(self.source, place, kinds, limit)?;
        let then = load_within(&files, limit, lang);
        let mut found = Vec::new();
        for (own, now) in moved {
            // What cannot be read whole is neither kept nor changed.
            if then.documents.broken(own.kind) || self.now.documents.broken(now.kind) {
                continue;
            }
            let own = if then.documents.holds(own) { own } else { now };
            for (then, address) in differing(&then.documents, own, &self.now.documents, now) {
                let Some(step) = self.steps.last_touching(&address, effective) else { continue };
                let decision = self.steps.decision(step, &address);
                let commit = self.steps.get(step).and_then(|step| step.commit.clone());
                found.push(Drift { address, then, commit, decision });
            }
        }
        Ok(found)
    }
}

/// Some of the files of a place.
fn files(
    source: &Source,
    place: &Place,
    kinds: impl IntoIterator<Item = Kind>,
    limit: u64,
) -> Result<Files, GitError> {
    let mut files = Files::default();
    for kind in kinds {
        if let Some(file) = place.file(kind) {
            files.known.insert(kind, source.content(file, limit)?);
        }
    }
    Ok(files)
}

/// The values below an address of then that are otherwise below one of now: what was completed
/// since is not.
fn differing(
    then: &Documents<'_>,
    own: &Address,
    now: &Documents<'_>,
    address: &Address,
) -> Vec<(Address, Address)> {
    let value = |documents: &'_ Documents<'_>, at: &Address| -> Option<Vec<String>> {
        let value = documents.get(at.kind)?.value(&at.path)?;
        let keys = value.get_ref().as_table()?.keys();
        Some(keys.map(|key| key.get_ref().to_string()).collect())
    };
    if let Some(keys) = value(then, own) {
        let below = keys
            .iter()
            .flat_map(|key| differing(then, &own.clone().key(key), now, &address.clone().key(key)));
        return below.collect();
    }
    let leaf = |documents: &Documents<'_>, at: &Address, like: &dyn Fn(&DeValue<'_>) -> bool| {
        let found = documents.get(at.kind).and_then(|document| document.value(&at.path));
        found.is_some_and(|found| like(found.get_ref()))
    };
    let kept = leaf(then, own, &|before| leaf(now, address, &|after| same(before, after)));
    let was = then.holds(own);
    if !was || kept { Vec::new() } else { vec![(own.clone(), address.clone())] }
}
