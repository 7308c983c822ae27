//! SARIF 2.1.0, as code-scanning services read it. Waived findings are left out, and the only
//! fingerprint is ours, under the one name that the services look at.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use super::concise::Positions;
use super::forge::{Fingerprints, Run, Site, line, plain_line};
use super::json::to_text;
use crate::finding::{Finding, Level};
use crate::rule::Rule;
use crate::rule::page::Page;
use crate::rules;
use crate::text::percent_encoded;

/// The document, with a final line break.
pub fn check(run: &Run<'_>) -> String {
    let positions = run.positions();
    let mut fingerprints = Fingerprints::default();
    let (shown, hidden) = run.shown();
    let used: BTreeSet<&str> =
        shown.iter().map(|f| f.rule).chain(run.checked.skipped.iter().copied()).collect();
    let rules: Vec<&Rule> = rules::all().filter(|rule| used.contains(rule.name)).collect();
    let results: Vec<Value> = shown
        .iter()
        .map(|finding| result(run, finding, &rules, &positions, &fingerprints.of(finding)))
        .collect();
    let document = json!({
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": driver(run, &rules) },
            "language": run.lang().code(),
            "columnKind": "unicodeCodePoints",
            // Several projects of one repository do not replace each other's results.
            "automationDetails": { "id": format!("nrt/{}", plain_line(run.folder)) },
            "invocations": [{
                "executionSuccessful": true,
                "toolExecutionNotifications": notifications(run, hidden),
            }],
            "results": results,
            "properties": properties(run),
        }],
    });
    to_text(serde_json::to_string_pretty(&document))
}

fn driver(run: &Run<'_>, rules: &[&Rule]) -> Value {
    let rules: Vec<Value> = rules.iter().map(|rule| descriptor(run, rule)).collect();
    json!({
        "name": "nrt",
        "version": env!("CARGO_PKG_VERSION"),
        "semanticVersion": env!("CARGO_PKG_VERSION"),
        "language": run.lang().code(),
        "rules": rules,
    })
}

/// A rule: its page is its help.
fn descriptor(run: &Run<'_>, rule: &Rule) -> Value {
    let lang = run.lang();
    let page = Page::parse(rule.page);
    let (title, body) = (page.title(lang), page.body(lang));
    let mut tags = vec![rule.family.word().to_owned(), rule.clause.name()];
    tags.dedup();
    json!({
        "id": rule.name,
        "shortDescription": { "text": title },
        "fullDescription": { "text": title },
        "help": { "text": body, "markdown": body },
        "defaultConfiguration": { "level": level(rule.level) },
        "properties": { "tags": tags },
    })
}

fn result(
    run: &Run<'_>,
    finding: &Finding,
    rules: &[&Rule],
    positions: &Positions<'_>,
    fingerprint: &str,
) -> Value {
    let mut text = line(&finding.message);
    for detail in run.details(finding) {
        text.push_str("\n\n");
        text.push_str(&detail);
    }
    let mut result = Map::new();
    result.insert("ruleId".into(), finding.rule.into());
    if let Some(index) = rules.iter().position(|rule| rule.name == finding.rule) {
        result.insert("ruleIndex".into(), index.into());
    }
    result.insert("level".into(), level(finding.level).into());
    result.insert("message".into(), json!({ "text": message(&text) }));
    let place = physical(&run.site(finding, positions));
    result.insert("locations".into(), json!([{ "physicalLocation": place }]));
    if !finding.related.is_empty() {
        let related = finding.related.iter().zip(1..).map(|(related, id)| {
            let place = physical(&run.site_of(&related.place, positions));
            let text = message(&line(&related.message));
            json!({ "id": id, "physicalLocation": place, "message": { "text": text } })
        });
        result.insert("relatedLocations".into(), related.collect());
    }
    result.insert("partialFingerprints".into(), json!({ "primaryLocationLineHash": fingerprint }));
    let address = plain_line(&finding.address.to_string());
    result.insert("properties".into(), json!({ "address": address }));
    result.into()
}

fn physical(site: &Site) -> Value {
    let mut region = json!({ "startLine": site.start.line });
    if site.exact {
        region["startColumn"] = site.start.column.into();
        region["endLine"] = site.end.line.into();
        region["endColumn"] = site.end.column.into();
    }
    json!({
        "artifactLocation": { "uri": percent_encoded(&site.path), "uriBaseId": "%SRCROOT%" },
        "region": region,
    })
}

/// What was not checked or is not shown: a silence would look like a pass.
fn notifications(run: &Run<'_>, hidden: usize) -> Vec<Value> {
    let skipped = run.checked.skipped.iter().map(|rule| run.not_run(rule));
    skipped
        .chain(run.hidden(hidden))
        .map(|text| json!({ "level": "warning", "message": { "text": message(&text) } }))
        .collect()
}

fn properties(run: &Run<'_>) -> Value {
    let settings = run.settings;
    let method = run.loaded.project.settings.project.method.map(|method| method.word().name);
    let horizon = settings.horizon.as_ref().map(|horizon| {
        json!({ "address": plain_line(&horizon.address.to_string()), "date": horizon.date })
    });
    json!({
        "date": settings.today,
        "method": method,
        "for": horizon,
        "verdict": run.checked.verdict.word(),
    })
}

const fn level(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Info => "note",
    }
}

/// A text in which a viewer finds neither a link, `[text](target)`, nor a placeholder, `{0}`: both
/// are syntax of SARIF messages, and a space makes them plain.
fn message(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut before = ' ';
    for c in text.chars() {
        if before == ']' && c == '(' || before == '{' && c.is_ascii_digit() {
            plain.push(' ');
        }
        plain.push(c);
        before = c;
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_holds_no_link_and_no_placeholder() {
        assert_eq!(message("[a](http://x) {0} {a}"), "[a] (http://x) { 0} {a}");
    }
}
