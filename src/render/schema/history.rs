//! The JSON Schemas of the documents that tell a history: diff, log, blame, decisions, review.

use serde_json::{Value, json};

use super::documents::{
    VERDICTS, choice, committee, count, date, document, finding, list_of, nullable, object, text,
    word_names,
};
use crate::changes::Significance;
use crate::check::Verdict;
use crate::lang::Lang;
use crate::model::Method;

/// The schema of `nrt.diff/1`.
pub fn diff() -> Value {
    document(
        "nrt.diff/1",
        "What `nrt diff --format json` prints; a value is null where there is none.",
        [
            ("language", choice(&Lang::ALL.map(Lang::code))),
            ("changes", list_of(change())),
            ("cosmetic", list_of(text())),
            ("partial", list_of(text())),
            ("opened", list_of(finding())),
            ("closed", list_of(finding())),
        ],
    )
}

/// The schema of `nrt.log/1`.
pub fn log() -> Value {
    let entry = object([
        ("commit", commit()),
        ("date", nullable(date())),
        ("author", text()),
        ("subject", text()),
        ("decision", nullable(text())),
        ("decisions", list_of(text())),
        ("moved", nullable(object([("from", text()), ("to", text())]))),
        ("changes", list_of(change())),
        ("cosmetic", list_of(text())),
        ("unreadable", list_of(text())),
        ("readable", json!({ "type": "boolean" })),
        ("boundary", json!({ "type": "boolean" })),
    ]);
    document(
        "nrt.log/1",
        "What `nrt log --format json` prints, newest first; `hidden` counts commits of layout only, and `stops` says why the history ends before its start.",
        [
            ("language", choice(&Lang::ALL.map(Lang::code))),
            ("entries", list_of(entry)),
            ("hidden", count()),
            ("stops", nullable(choice(&STOPS))),
        ],
    )
}

/// The schema of `nrt.blame/1`.
pub fn blame() -> Value {
    let field = object([
        ("address", text()),
        ("entity", text()),
        ("title", nullable(text())),
        ("value", json!({})),
        ("age", nullable(json!({ "type": "integer" }))),
        ("commit", nullable(commit())),
        ("date", nullable(date())),
        ("author", nullable(text())),
        ("subject", nullable(text())),
        ("decision", nullable(text())),
        ("decisions", list_of(text())),
        ("ignored", json!({ "type": "boolean" })),
    ]);
    document(
        "nrt.blame/1",
        "What `nrt blame --format json` prints; `age` is in days, and what is not known of the last change is null.",
        [
            ("language", choice(&Lang::ALL.map(Lang::code))),
            ("on", date()),
            ("fields", list_of(field)),
            ("stops", nullable(choice(&STOPS))),
        ],
    )
}

/// The schema of `nrt.decisions/1`.
pub fn decisions() -> Value {
    let effect = object([("commit", nullable(commit())), ("changes", list_of(change()))]);
    let drift = object([
        ("address", text()),
        ("decided", json!({})),
        ("now", json!({})),
        ("commit", nullable(commit())),
        ("decision", nullable(text())),
    ]);
    let decision = object([
        ("id", text()),
        ("date", nullable(date())),
        ("body", nullable(text())),
        ("taken-by", nullable(text())),
        ("title", nullable(text())),
        ("decision", nullable(text())),
        ("reason", nullable(text())),
        ("concerns", list_of(text())),
        ("supersedes", nullable(text())),
        ("state", choice(&["in-force", "superseded", "drifted"])),
        ("superseded-by", list_of(text())),
        ("commit", nullable(commit())),
        ("author", nullable(text())),
        ("subject", nullable(text())),
        ("recorded", json!({ "type": "boolean" })),
        ("effects", list_of(effect)),
        ("drift", list_of(drift.clone())),
        ("revised", list_of(drift)),
    ]);
    document(
        "nrt.decisions/1",
        "What `nrt decisions --format json` prints, newest first; `recorded` is false where no commit holds the decision yet, and `commit` is null there and where the history does not tell; what it concerns was changed without a decision in `drift`, by another one in `revised`; `partial` names the files that can be read in part only.",
        [
            ("language", choice(&Lang::ALL.map(Lang::code))),
            ("decisions", list_of(decision)),
            ("partial", list_of(text())),
            ("stops", nullable(choice(&STOPS))),
        ],
    )
}

/// The schema of `nrt.review/1`.
pub fn review() -> Value {
    let commitment = object([
        ("address", text()),
        ("title", nullable(text())),
        ("decisions", list_of(text())),
        ("supersedable", list_of(text())),
    ]);
    let lenient = object([("address", text()), ("message", text())]);
    let findings = ["new", "fixed", "unchanged", "now-due"].map(|name| (name, list_of(finding())));
    let head = [
        ("method", nullable(choice(&word_names(Method::WORDS)))),
        ("language", choice(&Lang::ALL.map(Lang::code))),
        ("on", date()),
        ("for", nullable(committee())),
        ("base", commit()),
        ("head", commit()),
        ("policy", nullable(commit())),
        ("verdict-before", nullable(choice(&VERDICTS.map(Verdict::word)))),
        ("verdict-after", choice(&VERDICTS.map(Verdict::word))),
        ("to-decide", count()),
        ("changes", list_of(change())),
        ("cosmetic", list_of(text())),
        ("partial", list_of(text())),
        ("decided", list_of(commitment.clone())),
        ("undecided", list_of(commitment)),
        ("lenient", list_of(lenient)),
        ("stale-presences", list_of(text())),
        ("proposed-decision", nullable(text())),
        ("waived", count()),
        ("skipped", list_of(text())),
    ];
    document(
        "nrt.review/1",
        "What `nrt review --format json` prints; `base` is where the change starts, `policy` what `--policy-from` names, and `verdict-before` is null where there was no project.",
        head.into_iter().chain(findings),
    )
}

/// Why a history ends before its start.
const STOPS: [&str; 2] = ["shallow", "missing-objects"];

fn commit() -> Value {
    json!({ "type": "string", "pattern": "^[0-9a-f]{40}$" })
}

/// An entity that changed: what a renamed one adds is `from`.
fn change() -> Value {
    let value = || json!({});
    let edit = object([("address", text()), ("before", value()), ("after", value())]);
    let kinds = ["added", "removed", "renamed", "edited"];
    let mut change = object([
        ("address", text()),
        ("title", nullable(text())),
        ("kind", choice(&kinds)),
        ("significance", choice(&SIGNIFICANCE.map(Significance::word))),
        ("edits", list_of(edit)),
    ]);
    change["properties"]["from"] = text();
    change
}

const SIGNIFICANCE: [Significance; 3] =
    [Significance::Decision, Significance::Commitment, Significance::Content];
