//! Commands that GitHub's and Forgejo's runners read from the log: one annotation a line.

use super::concise::Positions;
use super::forge::{Run, Site, line};
use super::words;
use crate::finding::{Finding, Level};

/// How many annotations of one level a step shows.
const SHOWN: usize = 10;

/// Annotations: errors, then warnings, then what the check says as a whole, then information.
pub fn check(run: &Run<'_>) -> String {
    let positions = run.positions();
    let of = |level| run.checked.open().filter(move |finding| finding.level == level);
    let mut text = String::new();
    let mut hidden = 0;
    for (level, most) in [(Level::Error, SHOWN), (Level::Warning, SHOWN)] {
        hidden += of(level).count().saturating_sub(most);
        for finding in of(level).take(most) {
            text.push_str(&annotation(run, finding, &positions));
        }
    }
    // The summary is a notice itself.
    hidden += of(Level::Info).count().saturating_sub(SHOWN - 1);
    text.push_str(&summary(run, hidden));
    for finding in of(Level::Info).take(SHOWN - 1) {
        text.push_str(&annotation(run, finding, &positions));
    }
    text
}

fn annotation(run: &Run<'_>, finding: &Finding, positions: &Positions<'_>) -> String {
    let mut message = line(&finding.message);
    for detail in run.details(finding) {
        message.push('\n');
        message.push_str(&detail);
    }
    let site = run.site(finding, positions);
    let mut properties = place(&site);
    properties.push(("title", finding.rule.to_owned()));
    command(name(finding.level), &properties, &message)
}

/// The runner refuses columns where a range has several lines.
fn place(site: &Site) -> Vec<(&'static str, String)> {
    let mut properties = vec![("file", site.path.clone()), ("line", site.start.line.to_string())];
    if site.exact && site.end.line > site.start.line {
        properties.push(("endLine", site.end.line.to_string()));
    } else if site.exact {
        properties.push(("col", site.start.column.to_string()));
        properties.push(("endColumn", site.end.column.to_string()));
    }
    properties
}

/// The verdict, with what a step cannot show.
fn summary(run: &Run<'_>, hidden: usize) -> String {
    let lang = run.lang();
    let colon = lang.pick("\u{a0}:", ":");
    let verdict = words::verdict(run.checked.verdict, lang);
    let activities = words::activities(run.checked, lang);
    let counts = words::counts(run.checked, lang);
    let mut message = format!("{verdict}{colon} {activities} · {counts}");
    if let Some(more) = run.hidden(hidden) {
        message.push('\n');
        message.push_str(&more);
    }
    message.push('\n');
    message.push_str(words::caveat(lang));
    command("notice", &[("title", "nrt".to_owned())], &message)
}

const fn name(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Info => "notice",
    }
}

/// One command, on one line.
fn command(name: &str, properties: &[(&str, String)], message: &str) -> String {
    let properties: Vec<String> =
        properties.iter().map(|(key, value)| format!("{key}={}", property(value))).collect();
    format!("::{name} {}::{}\n", properties.join(","), data(message))
}

/// A message: the runner takes back `%25`, `%0D` and `%0A`.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A property: `:` and `,` as well, which would end it.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::position::Position;

    #[test]
    fn nothing_ends_a_command_or_a_property_early() {
        assert_eq!(
            command("error", &[("file", "a::b,c=%0A\n".into())], "100 % ::warning::\r\nx"),
            "::error file=a%3A%3Ab%2Cc=%250A%0A::100 %25 ::warning::%0D%0Ax\n"
        );
    }

    #[test]
    fn a_range_of_several_lines_has_no_columns() {
        let at = |line, column| Position { line, column };
        let site = |end| Site { path: "a".into(), start: at(1, 2), end, exact: true };
        let keys = |site: &Site| place(site).into_iter().map(|(key, _)| key).collect::<Vec<_>>();
        assert_eq!(keys(&site(at(1, 4))), ["file", "line", "col", "endColumn"]);
        assert_eq!(keys(&site(at(2, 1))), ["file", "line", "endLine"]);
    }
}
