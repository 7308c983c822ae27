//! `DiagnosticResult` of the reviewdog diagnostic format. Its columns count bytes of UTF-8 from 1,
//! and its ends are exclusive.

use serde::Serialize;

use super::forge::{Run, Site, line};
use super::json::to_text;
use crate::finding::{Finding, Level, Place};

#[derive(Debug, Serialize)]
struct DiagnosticResult {
    source: Source,
    diagnostics: Vec<Diagnostic>,
}

#[derive(Debug, Serialize)]
struct Source {
    name: &'static str,
}

#[derive(Debug, Serialize)]
struct Diagnostic {
    message: String,
    location: Location,
    severity: &'static str,
    code: Code,
}

#[derive(Debug, Serialize)]
struct Code {
    value: &'static str,
}

#[derive(Debug, Serialize)]
struct Location {
    path: String,
    range: Range,
}

#[derive(Debug, Serialize)]
struct Range {
    start: Point,
    #[serde(skip_serializing_if = "Option::is_none")]
    end: Option<Point>,
}

#[derive(Debug, Serialize)]
struct Point {
    line: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    column: Option<usize>,
}

/// The document, with a final line break.
pub fn check(run: &Run<'_>) -> String {
    let positions = run.positions();
    let (shown, hidden) = run.shown();
    let mut diagnostics: Vec<Diagnostic> = shown
        .iter()
        .map(|finding| Diagnostic {
            message: message(run, finding),
            location: location(run, run.site(finding, &positions), finding.place.as_ref()),
            severity: severity(finding.level),
            code: Code { value: finding.rule },
        })
        .collect();
    // What was not checked or is not listed would look like a pass.
    let skipped = run.checked.skipped.iter().map(|rule| (*rule, run.not_run(rule)));
    for (value, message) in skipped.chain(run.hidden(hidden).map(|text| ("more", text))) {
        let location = location(run, run.whole(), None);
        let severity = severity(Level::Info);
        diagnostics.push(Diagnostic { message, location, severity, code: Code { value } });
    }
    let result = DiagnosticResult { source: Source { name: "nrt" }, diagnostics };
    to_text(serde_json::to_string_pretty(&result))
}

fn message(run: &Run<'_>, finding: &Finding) -> String {
    let details = run.details(finding).into_iter();
    std::iter::once(line(&finding.message)).chain(details).collect::<Vec<_>>().join("\n")
}

/// A line alone where no stretch of the file is meant.
fn location(run: &Run<'_>, site: Site, place: Option<&Place>) -> Location {
    let exact = place.filter(|_| site.exact);
    let point = |line, offset| {
        let column = exact.and_then(|place| byte_column(run, place, offset));
        Point { line, column }
    };
    let start = point(site.start.line, exact.map_or(0, |place| place.range.start));
    let end = exact.map(|place| point(site.end.line, place.range.end));
    Location { path: site.path, range: Range { start, end } }
}

/// The column of an offset in bytes, from 1; a byte-order mark counts, as it does in the file.
fn byte_column(run: &Run<'_>, place: &Place, offset: usize) -> Option<usize> {
    let document = run.loaded.documents.iter().find(|d| d.kind.file() == place.path)?;
    let before = document.text.as_bytes().get(..offset)?;
    let start = before.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
    Some(offset - start + 1)
}

const fn severity(level: Level) -> &'static str {
    match level {
        Level::Error => "ERROR",
        Level::Warning => "WARNING",
        Level::Info => "INFO",
    }
}
