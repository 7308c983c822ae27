//! XML of `JUnit`, as jobs show tests: a suite for each activity, recommendation and other family, a
//! case for each rule. Errors and warnings fail a case; a case that a waiver covers, that is off or
//! that was not run is skipped; information is the suite's output.

use super::concise::Positions;
use super::forge::{Run, Site, line, plain_line};
use super::words;
use crate::check::{self, level_here};
use crate::finding::{Finding, Level};
use crate::method::Clause;
use crate::rule::page::Page;
use crate::rule::{Context, Family, Rule};
use crate::rules;
use crate::tr;

/// How many findings of one rule are listed.
const MAX_PER_RULE: usize = 200;

/// The document, with a final line break.
pub fn check(run: &Run<'_>) -> String {
    let cx = check::context(run.loaded, run.settings);
    let positions = run.positions();
    let activities = (1..=7).map(|n| Suite::Clause(Clause::Activity(n)));
    let recommendations = (1..=5).map(|n| Suite::Clause(Clause::Recommendation(n)));
    let families = Family::ALL.into_iter().map(Suite::Family);
    let mut text = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n");
    let mut id = 0;
    for suite in activities.chain(recommendations).chain(families) {
        let cases: Vec<Case> = rules::all()
            .filter(|rule| Suite::of(rule) == suite)
            .filter(|rule| run.checked.history || rule.family != Family::History)
            .map(|rule| case(run, &cx, rule, &positions))
            .collect();
        if !cases.is_empty() {
            text.push_str(&suite_element(run, suite, &cases, id));
            id += 1;
        }
    }
    text.push_str("</testsuites>\n");
    text
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Suite {
    Clause(Clause),
    Family(Family),
}

impl Suite {
    const fn of(rule: &Rule) -> Self {
        match rule.clause {
            Clause::Activity(_) | Clause::Recommendation(_) => Self::Clause(rule.clause),
            Clause::Passage(_) | Clause::Law | Clause::Own => Self::Family(rule.family),
        }
    }

    /// The name that people see, and the one that does not change with the language.
    fn names(self, run: &Run<'_>) -> (String, String) {
        let lang = run.lang();
        match self {
            Self::Clause(clause) => {
                let (name, title) = (clause.name(), words::clause(clause, lang));
                (format!("{name} · {title}"), name)
            }
            Self::Family(family) => {
                (words::family(family, lang).to_owned(), family.word().to_owned())
            }
        }
    }
}

/// A rule, what became of it, and what it only tells.
struct Case {
    rule: &'static str,
    outcome: Outcome,
    output: Vec<String>,
}

enum Outcome {
    Passed,
    Skipped(String),
    Failed { message: String, level: Level, body: String },
}

fn case(run: &Run<'_>, cx: &Context<'_>, rule: &'static Rule, positions: &Positions<'_>) -> Case {
    let lang = run.lang();
    let found: Vec<&Finding> =
        run.checked.findings.iter().filter(|finding| finding.rule == rule.name).collect();
    let fails = |f: &Finding| f.waiver.is_none() && f.level > Level::Info;
    let (failing, told): (Vec<&Finding>, Vec<&Finding>) = found.into_iter().partition(|f| fails(f));
    let waived = told.iter().filter(|finding| finding.waiver.is_some()).count();
    let s = lang.s(waived);
    let outcome = if let Some(level) = failing.iter().map(|finding| finding.level).max() {
        let message = match failing.as_slice() {
            [one] => line(&one.message),
            many => {
                let (n, title) = (many.len(), Page::parse(rule.page).title(lang));
                tr!(lang, "{n} constats : {title}", "{n} findings: {title}")
            }
        };
        let body = list(run, &failing, positions).join("\n");
        Outcome::Failed { message, level, body }
    } else if run.checked.skipped.contains(&rule.name) {
        Outcome::Skipped(run.not_run(rule.name))
    } else if waived > 0 {
        Outcome::Skipped(tr!(lang, "{waived} constat{s} dispensé{s}", "{waived} waived finding{s}"))
    } else if level_here(cx, rule).is_none() {
        Outcome::Skipped(tr!(lang, "désactivée dans ce projet", "off in this project"))
    } else {
        Outcome::Passed
    };
    Case { rule: rule.name, outcome, output: list(run, &told, positions) }
}

/// Findings, one a line with what to do below it.
fn list(run: &Run<'_>, findings: &[&Finding], positions: &Positions<'_>) -> Vec<String> {
    let lang = run.lang();
    let colon = lang.pick("\u{a0}:", ":");
    let mut lines = Vec::new();
    for finding in findings.iter().take(MAX_PER_RULE) {
        let Site { path, start, .. } = run.site(finding, positions);
        let level = words::level(finding.level, lang);
        let waived = finding.waiver.as_ref().map_or_else(String::new, |id| {
            let id = plain_line(id);
            tr!(lang, " (dispensé : {id})", " (waived: {id})")
        });
        let (path, message) = (plain_line(&path), line(&finding.message));
        let (at, rule) = (start.line, finding.rule);
        lines.push(format!("{path}:{at}: {level} {rule}{colon} {message}{waived}"));
        lines.extend(run.details(finding).iter().map(|detail| format!("  {detail}")));
    }
    lines.extend(run.hidden(findings.len().saturating_sub(MAX_PER_RULE)));
    lines
}

fn suite_element(run: &Run<'_>, suite: Suite, cases: &[Case], id: usize) -> String {
    let (name, package) = suite.names(run);
    let count = |wanted: fn(&Outcome) -> bool| cases.iter().filter(|c| wanted(&c.outcome)).count();
    let failures = count(|outcome| matches!(outcome, Outcome::Failed { .. }));
    let skipped = count(|outcome| matches!(outcome, Outcome::Skipped(_)));
    // Strict readers want a moment, a host and a duration: the evaluation's day, nobody's machine,
    // and none, so that the same project gives the same bytes.
    let mut text = format!(
        "  <testsuite name=\"{}\" package=\"{package}\" id=\"{id}\" timestamp=\"{}T00:00:00\" hostname=\"localhost\" tests=\"{}\" failures=\"{failures}\" errors=\"0\" skipped=\"{skipped}\" time=\"0\">\n    <properties>\n",
        escaped(&name),
        run.settings.today,
        cases.len(),
    );
    for (name, value) in properties(run) {
        let value = escaped(&value);
        text.push_str(&format!("      <property name=\"{name}\" value=\"{value}\"/>\n"));
    }
    text.push_str("    </properties>\n");
    for case in cases {
        text.push_str(&case_element(case, &package));
    }
    let output: Vec<&str> =
        cases.iter().flat_map(|case| &case.output).map(String::as_str).collect();
    text.push_str(&format!("    <system-out>{}</system-out>\n", escaped(&output.join("\n"))));
    text.push_str("    <system-err></system-err>\n  </testsuite>\n");
    text
}

fn properties(run: &Run<'_>) -> Vec<(&'static str, String)> {
    let mut properties = vec![
        ("nrt", env!("CARGO_PKG_VERSION").to_owned()),
        ("on", run.settings.today.to_string()),
        ("verdict", run.checked.verdict.word().to_owned()),
    ];
    if let Some(method) = run.loaded.project.settings.project.method {
        properties.push(("method", method.word().name.to_owned()));
    }
    if let Some(horizon) = &run.settings.horizon {
        properties.push(("for", plain_line(&horizon.address.to_string())));
    }
    properties
}

fn case_element(case: &Case, package: &str) -> String {
    let open =
        format!("    <testcase name=\"{}\" classname=\"nrt.{package}\" time=\"0\"", case.rule);
    match &case.outcome {
        Outcome::Passed => format!("{open}/>\n"),
        Outcome::Skipped(why) => {
            format!("{open}>\n      <skipped message=\"{}\"/>\n    </testcase>\n", escaped(why))
        }
        Outcome::Failed { message, level, body } => format!(
            "{open}>\n      <failure type=\"{}\" message=\"{}\">{}</failure>\n    </testcase>\n",
            level.word(),
            escaped(message),
            escaped(body)
        ),
    }
}

/// Text of an element or of an attribute between double quotes. Characters that XML 1.0 forbids
/// become the replacement character.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&apos;"),
            '\t' | '\n' => escaped.push(c),
            '\u{0}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => escaped.push('\u{fffd}'),
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_neither_a_tag_nor_a_forbidden_character() {
        assert_eq!(escaped("]]><a b=\"c\">&'"), "]]&gt;&lt;a b=&quot;c&quot;&gt;&amp;&apos;");
        assert_eq!(escaped("a\u{0}b\u{1b}\u{ffff}\nc"), "a\u{fffd}b\u{fffd}\u{fffd}\nc");
    }
}
