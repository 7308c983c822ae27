//! The document `nrt.decisions/1`. Personal values are masked: only that they changed is said.

use serde::Serialize;
use serde_json::Value;

use super::{Done, Shown, told};
use crate::address::Address;
use crate::git::Gap;
use crate::history::{Drift, Registered, Standing};
use crate::lang::Lang;
use crate::load::Loaded;
use crate::model;
use crate::render::diff::{Changed, changed};
use crate::render::json::to_text;
use crate::render::log::stops;
use crate::render::value;

/// The document, filled a decision at a time.
#[derive(Debug, Serialize)]
pub struct Document {
    schema: &'static str,
    nrt: &'static str,
    language: &'static str,
    decisions: Vec<Decided>,
    partial: Vec<String>,
    stops: Option<&'static str>,
}

#[derive(Debug, Serialize)]
struct Decided {
    id: String,
    date: Option<String>,
    body: Option<String>,
    #[serde(rename = "taken-by")]
    taken_by: Option<String>,
    title: Option<String>,
    decision: Option<String>,
    reason: Option<String>,
    concerns: Vec<String>,
    supersedes: Option<String>,
    state: &'static str,
    #[serde(rename = "superseded-by")]
    superseded_by: Vec<String>,
    commit: Option<String>,
    author: Option<String>,
    subject: Option<String>,
    recorded: bool,
    effects: Vec<Effect>,
    drift: Vec<Drifted>,
    revised: Vec<Drifted>,
}

#[derive(Debug, Serialize)]
struct Effect {
    commit: Option<String>,
    changes: Vec<Changed>,
}

#[derive(Debug, Serialize)]
struct Drifted {
    address: String,
    decided: Value,
    now: Value,
    commit: Option<String>,
    decision: Option<String>,
}

impl Document {
    /// A document without decisions.
    pub const fn new(lang: Lang) -> Self {
        Self {
            schema: "nrt.decisions/1",
            nrt: env!("CARGO_PKG_VERSION"),
            language: lang.code(),
            decisions: Vec::new(),
            partial: Vec::new(),
            stops: None,
        }
    }

    /// Adds a decision.
    pub fn push(&mut self, shown: &Shown<'_>) {
        let Registered { id, commit, unrecorded, standing, drifts, .. } = shown.registered;
        let table = shown.decision();
        let of = |pick: fn(&model::Decision) -> Option<String>| table.and_then(pick);
        let concerns = table.map(|decision| decision.concerns.as_slice()).unwrap_or_default();
        let superseded_by = match standing {
            Standing::Superseded(by) => by.clone(),
            Standing::InForce | Standing::Drifted => Vec::new(),
        };
        let of_drifts = |decided: bool| {
            let drifts = drifts.iter().filter(|drift| drift.decision.is_some() == decided);
            drifts.map(|drift| drifted(shown, drift)).collect()
        };
        self.decisions.push(Decided {
            id: id.clone(),
            date: of(|decision| decision.date.map(|day| day.to_string())),
            body: of(|decision| decision.body.as_ref().map(|body| body.0.clone())),
            taken_by: of(|decision| decision.taken_by.clone()),
            title: of(|decision| decision.title.clone()),
            decision: of(|decision| decision.decision.clone()),
            reason: of(|decision| decision.reason.clone()),
            concerns: concerns.iter().map(ToString::to_string).collect(),
            supersedes: of(|decision| decision.supersedes.as_ref().map(|id| id.0.clone())),
            state: word(standing),
            superseded_by,
            commit: commit.as_ref().map(|commit| commit.id.id()),
            author: commit.as_ref().map(|commit| commit.author.json().to_owned()),
            subject: commit.as_ref().map(|commit| commit.subject.json().to_owned()),
            recorded: !unrecorded,
            effects: shown.effects.iter().map(|done| effect(shown, done)).collect(),
            drift: of_drifts(false),
            revised: of_drifts(true),
        });
    }

    /// The whole text, with a final line break; `partial` names the files that are read in part only.
    pub fn end(&mut self, gap: Option<Gap>, partial: &[&str]) -> String {
        self.partial = partial.iter().map(|file| (*file).to_owned()).collect();
        self.stops = gap.map(stops);
        to_text(serde_json::to_string_pretty(self))
    }
}

/// The word for a state.
const fn word(standing: &Standing) -> &'static str {
    match standing {
        Standing::InForce => "in-force",
        Standing::Superseded(_) => "superseded",
        Standing::Drifted => "drifted",
    }
}

fn effect(shown: &Shown<'_>, done: &Done<'_>) -> Effect {
    let found = told::explained(shown, done);
    let commit = done.commit.map(|commit| commit.id.id());
    Effect { commit, changes: found.changes.iter().map(changed).collect() }
}

fn drifted(shown: &Shown<'_>, drift: &Drift) -> Drifted {
    Drifted {
        address: drift.address.to_string(),
        decided: value(shown.decided(&drift.then), &drift.then.address),
        now: value(shown.now, &drift.address),
        commit: drift.commit.as_ref().map(|commit| commit.id.id()),
        decision: drift.decision.clone(),
    }
}

fn value(loaded: &Loaded<'_>, address: &Address) -> Value {
    let document = loaded.documents.get(address.kind);
    let Some(found) = document.and_then(|document| document.value(&address.path)) else {
        return Value::Null;
    };
    if model::find_key(model::keys(address.kind), address.keys()).is_none_or(|key| key.personal) {
        return Value::from("••••");
    }
    value::json(found.get_ref())
}
