//! Findings mended as they say themselves, round after round, as long as that leaves fewer.

use super::{Amended, Request, amend};
use crate::address::{Address, Kind};
use crate::check::{self, Settings};
use crate::files::Files;
use crate::finding::{Act, Finding, Level};
use crate::load::load_within;
use crate::splice::{Splice, applied};

/// How often a project is read again to mend what only shows then; a threshold of nrt's own.
const MOST_ROUNDS: usize = 20;

/// How many findings are tried one by one where all at once do not do; a threshold of nrt's own.
const MOST_ALONE: usize = 200;

/// What becomes of a project when its findings are mended.
#[derive(Debug)]
pub struct Mended {
    /// The files that change.
    pub amended: Vec<Amended>,
    /// What was mended, as it was found; of a later round, the places are those of then.
    pub done: Vec<Finding>,
}

/// Mends what can be, the unsure as well if that is asked for.
pub fn mend(files: &Files, settings: &Settings, limit: u64, unsure: bool) -> Mended {
    let mut now = files.clone();
    let mut done = Vec::new();
    for _ in 0..MOST_ROUNDS {
        let state = State::of(&now, settings, limit, unsure);
        let found = &state.open;
        if found.is_empty() {
            break;
        }
        let all: Vec<&Finding> = found.iter().collect();
        let mut mended = attempt(&now, &all, &state, (settings, limit, unsure));
        let mut met: Vec<Finding> = found.clone();
        if mended.is_none() {
            // One of them stands in the way: each has to do alone.
            let mut next: Option<(Files, Finding)> = None;
            for one in found.iter().take(MOST_ALONE) {
                if let Some(files) = attempt(&now, &[one], &state, (settings, limit, unsure)) {
                    next = Some((files, one.clone()));
                    break;
                }
            }
            let Some((files, one)) = next else { break };
            (mended, met) = (Some(files), vec![one]);
        }
        let Some(files) = mended else { break };
        now = files;
        done.extend(met);
    }
    Mended { amended: changed(files, &now), done }
}

/// What becomes of the files when one of their findings is mended, be it unsure; nothing where that
/// leaves more to mend. It may show one that it hid: two dates of a list are mended one by one.
pub fn mend_one(
    files: &Files,
    settings: &Settings,
    limit: u64,
    finding: &Finding,
) -> Option<Vec<Amended>> {
    let state = State::of(files, settings, limit, true);
    let (now, weight) = tried(files, &[finding], (settings, limit, true))?;
    (weight <= state.weight).then(|| changed(files, &now))
}

fn changed(files: &Files, now: &Files) -> Vec<Amended> {
    let changed = now.known.iter().filter_map(|(kind, after)| {
        let before = files.known.get(kind).and_then(|read| read.as_ref().ok());
        let after = after.as_ref().ok().filter(|after| before != Some(*after))?;
        Some(Amended { kind: *kind, before: before.cloned(), after: after.clone() })
    });
    changed.collect()
}

/// How far a project is from having nothing to mend.
struct State {
    /// Its errors of form, its unknown keys, its other misreads, and what else could be mended: what
    /// comes first weighs most, since mending it shows more of what comes after.
    weight: [usize; 4],
    /// What can be mended.
    open: Vec<Finding>,
}

impl State {
    fn of(files: &Files, settings: &Settings, limit: u64, unsure: bool) -> Self {
        let loaded = load_within(files, limit, settings.lang);
        let checked = check::check(&loaded, settings);
        let form = |finding: &&Finding| {
            matches!(
                finding.rule,
                "invalid-toml" | "duplicate-id" | "merge-conflict-left" | "not-utf8"
            )
        };
        let errors = loaded.findings.iter().filter(|finding| finding.level == Level::Error);
        let forms = errors.clone().filter(form).count();
        let keys = errors.clone().filter(|finding| finding.rule == "unknown-key").count();
        let misreads = errors.count() - forms - keys;
        let open: Vec<Finding> = checked
            .open()
            .filter(|finding| finding.fix.as_ref().is_some_and(|fix| fix.safe || unsure))
            .cloned()
            .collect();
        Self { weight: [forms, keys, misreads, open.len()], open }
    }
}

/// The files with some findings mended; nothing where that leaves no less.
fn attempt(
    files: &Files,
    findings: &[&Finding],
    state: &State,
    given: (&Settings, u64, bool),
) -> Option<Files> {
    let (after, weight) = tried(files, findings, given)?;
    (weight < state.weight).then_some(after)
}

/// The files with some findings mended, and how far they are then from having nothing to mend.
fn tried(
    files: &Files,
    findings: &[&Finding],
    (settings, limit, unsure): (&Settings, u64, bool),
) -> Option<(Files, [usize; 4])> {
    let mut after = spliced(files, findings);
    for finding in findings {
        let request = match finding.fix.as_ref().map(|fix| &fix.act)? {
            Act::Splice(_) => continue,
            Act::Set(address, value) => {
                Request::Set { address: address.clone(), value: value.clone() }
            }
            Act::Rename(id) => Request::Rename { entity: entity(finding), id: id.clone() },
            Act::Remove => Request::Remove { entity: entity(finding) },
        };
        for one in amend(&after, &[request], limit, settings.lang, &|_| String::new()).ok()? {
            after.known.insert(one.kind, Ok(one.after));
        }
    }
    let weight = State::of(&after, settings, limit, unsure).weight;
    Some((after, weight))
}

/// The entity that a finding is about.
fn entity(finding: &Finding) -> Address {
    let mut address = Address { subject: None, ..finding.address.clone() };
    address.path = super::entity_path(&address).to_vec();
    address
}

/// The files with all the bytes that findings want instead; of two that meet, the first.
fn spliced(files: &Files, findings: &[&Finding]) -> Files {
    let mut all: Vec<(Kind, &Splice)> = Vec::new();
    for finding in findings {
        if let Some(Act::Splice(splices)) = finding.fix.as_ref().map(|fix| &fix.act) {
            all.extend(splices.iter().map(|(kind, splice)| (*kind, splice)));
        }
    }
    all.sort_by_key(|(kind, splice)| (*kind, splice.range.start, splice.range.end));
    let mut after = files.clone();
    for of_kind in all.chunk_by(|(a, _), (b, _)| a == b) {
        let Some((kind, _)) = of_kind.first() else { continue };
        let Some(Ok(bytes)) = files.known.get(kind) else { continue };
        let Ok(text) = std::str::from_utf8(bytes) else { continue };
        let mut kept: Vec<Splice> = Vec::new();
        for (_, splice) in of_kind {
            let free = kept.last().is_none_or(|last| {
                last.range.end < splice.range.start
                    || last.range.end == splice.range.start && !last.range.is_empty()
            });
            let sound = text.is_char_boundary(splice.range.start)
                && text.is_char_boundary(splice.range.end);
            if free && sound {
                kept.push((*splice).clone());
            }
        }
        after.known.insert(*kind, Ok(applied(text, &kept).into_bytes()));
    }
    after
}
