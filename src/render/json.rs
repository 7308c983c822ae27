//! JSON documents that other programs read: `nrt.check/1` and its lines. Keys are kebab-case,
//! places 1-based in Unicode scalar values with exclusive ends, unknown is `null`, never missing.

use serde::Serialize;

use super::concise::Positions;
use crate::address::{Address, Kind};
use crate::check::{self, Checked};
use crate::document::position::Position;
use crate::finding::{Finding, Level, News};
use crate::load::Loaded;
use crate::rules;
use crate::text::Text;

#[derive(Debug, Serialize)]
struct Document<'d> {
    schema: &'static str,
    nrt: &'static str,
    method: Option<&'static str>,
    language: &'static str,
    on: String,
    r#for: Option<For>,
    verdict: &'static str,
    counts: Counts,
    since: Option<Since<'d>>,
    states: Vec<State>,
    #[serde(skip_serializing_if = "Option::is_none")]
    findings: Option<Vec<Shown<'d>>>,
}

/// The committee that a check is made for.
#[derive(Debug, Serialize)]
pub(super) struct For {
    address: String,
    date: String,
}

#[derive(Debug, Serialize)]
struct Counts {
    error: usize,
    warning: usize,
    info: usize,
    waived: usize,
    skipped: usize,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
struct Since<'d> {
    revision: &'d str,
    new: usize,
    fixed: usize,
    unchanged: usize,
    now_due: usize,
}

#[derive(Debug, Serialize)]
struct State {
    clause: String,
    state: &'static str,
    done: usize,
    total: usize,
    rules: Vec<&'static str>,
}

/// A finding, as every document shows it.
#[derive(Debug, Serialize)]
pub(super) struct Shown<'d> {
    rule: &'static str,
    level: &'static str,
    clause: Option<String>,
    address: String,
    message: &'d str,
    help: Option<&'d str>,
    notes: Vec<&'d str>,
    location: Option<Location<'d>>,
    related: Vec<Related<'d>>,
    waiver: Option<String>,
    fixable: bool,
    new: Option<bool>,
    fingerprint: String,
}

#[derive(Debug, Serialize)]
struct Location<'d> {
    path: &'d str,
    start: Point,
    end: Point,
}

#[derive(Debug, Serialize)]
struct Related<'d> {
    path: &'d str,
    start: Point,
    end: Point,
    message: &'d str,
}

#[derive(Debug, Serialize)]
struct Point {
    line: usize,
    column: usize,
}

/// The document `nrt.check/1`, with a final line break.
pub fn check(loaded: &Loaded<'_>, checked: &Checked, settings: &check::Settings) -> String {
    let positions = Positions::new(&loaded.documents);
    let findings = checked.findings.iter().map(|f| shown(f, &positions)).collect();
    let document = document(loaded, checked, settings, Some(findings));
    to_text(serde_json::to_string_pretty(&document))
}

/// The same as lines: first the document without its findings, then one finding a line.
pub fn lines(loaded: &Loaded<'_>, checked: &Checked, settings: &check::Settings) -> String {
    let positions = Positions::new(&loaded.documents);
    let document = document(loaded, checked, settings, None);
    let mut text = to_text(serde_json::to_string(&document));
    for finding in &checked.findings {
        text.push_str(&to_text(serde_json::to_string(&shown(finding, &positions))));
    }
    text
}

/// A JSON text with a final line break. Plain data always serialises.
pub(super) fn to_text(json: serde_json::Result<String>) -> String {
    json.map(|text| text + "\n").unwrap_or_default()
}

/// The committee, as every document shows it.
pub(super) fn committee(settings: &check::Settings) -> Option<For> {
    settings
        .horizon
        .as_ref()
        .map(|horizon| For { address: horizon.address.to_string(), date: horizon.date.to_string() })
}

fn document<'d>(
    loaded: &Loaded<'_>,
    checked: &'d Checked,
    settings: &check::Settings,
    findings: Option<Vec<Shown<'d>>>,
) -> Document<'d> {
    Document {
        schema: "nrt.check/1",
        nrt: env!("CARGO_PKG_VERSION"),
        method: loaded.project.settings.project.method.map(|method| method.word().name),
        language: settings.lang.code(),
        on: settings.today.to_string(),
        r#for: committee(settings),
        verdict: checked.verdict.word(),
        counts: Counts {
            error: checked.count(Level::Error),
            warning: checked.count(Level::Warning),
            info: checked.count(Level::Info),
            waived: checked.waived(),
            skipped: checked.skipped.len(),
        },
        since: checked.since.as_ref().map(|since| Since {
            revision: &since.revision,
            new: since.new,
            fixed: since.fixed,
            unchanged: since.unchanged,
            now_due: since.now_due,
        }),
        states: checked
            .states
            .iter()
            .map(|state| State {
                clause: state.clause.name(),
                state: state.state.word(),
                done: state.done,
                total: state.total,
                rules: state.rules.clone(),
            })
            .collect(),
        findings,
    }
}

/// A finding, with its places as lines and columns.
pub(super) fn shown<'d>(finding: &'d Finding, positions: &Positions<'_>) -> Shown<'d> {
    Shown {
        rule: finding.rule,
        level: finding.level.word(),
        clause: rules::find(finding.rule).map(|rule| rule.clause.name()),
        address: finding.address.to_string(),
        message: finding.message.json(),
        help: finding.help.as_ref().map(Text::json),
        notes: finding.notes.iter().map(Text::json).collect(),
        location: finding.place.as_ref().map(|place| {
            let (start, end) = positions.of(place);
            Location { path: &place.path, start: point(start), end: point(end) }
        }),
        related: finding
            .related
            .iter()
            .map(|related| {
                let (start, end) = positions.of(&related.place);
                let path = related.place.path.as_str();
                let message = related.message.json();
                Related { path, start: point(start), end: point(end), message }
            })
            .collect(),
        waiver: finding.waiver.as_ref().map(|id| Address::entity(Kind::Waiver, id).to_string()),
        fixable: finding.fix.is_some(),
        new: finding.news.map(|news| news == News::New),
        fingerprint: finding.fingerprint(),
    }
}

const fn point(position: Position) -> Point {
    Point { line: position.line, column: position.column }
}
