//! GitLab's code quality report: an array, empty where there is nothing to say. GitLab shows the
//! description and the severity, not the name of the check; so the description names the rule.

use serde::Serialize;

use super::forge::{Fingerprints, Run, Site, line};
use super::json::to_text;
use crate::finding::Level;

#[derive(Debug, Serialize)]
struct Issue {
    description: String,
    check_name: &'static str,
    fingerprint: String,
    severity: &'static str,
    location: Location,
}

#[derive(Debug, Serialize)]
struct Location {
    path: String,
    lines: LinesOf,
}

#[derive(Debug, Serialize)]
struct LinesOf {
    begin: usize,
    end: usize,
}

/// The document, with a final line break.
pub fn check(run: &Run<'_>) -> String {
    let positions = run.positions();
    let mut fingerprints = Fingerprints::default();
    let (shown, hidden) = run.shown();
    let mut issues: Vec<Issue> = shown
        .iter()
        .map(|finding| Issue {
            description: format!("{} ({})", line(&finding.message), finding.rule),
            check_name: finding.rule,
            fingerprint: fingerprints.of(finding),
            severity: severity(finding.level),
            location: location(run.site(finding, &positions)),
        })
        .collect();
    // What was not checked or is not listed would look like a pass.
    let skipped = run.checked.skipped.iter().map(|rule| (*rule, run.not_run(rule)));
    for (rule, description) in skipped.chain(run.hidden(hidden).map(|text| ("more", text))) {
        issues.push(Issue {
            description,
            check_name: rule,
            fingerprint: format!("not-shown:{rule}"),
            severity: severity(Level::Info),
            location: location(run.whole()),
        });
    }
    to_text(serde_json::to_string_pretty(&issues))
}

fn location(site: Site) -> Location {
    // A range that ends before the first column of a line does not touch it.
    let before = usize::from(site.end.column == 1 && site.end.line > site.start.line);
    Location {
        path: site.path,
        lines: LinesOf { begin: site.start.line, end: site.end.line - before },
    }
}

const fn severity(level: Level) -> &'static str {
    match level {
        Level::Error => "major",
        Level::Warning => "minor",
        Level::Info => "info",
    }
}
