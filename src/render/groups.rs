//! Findings in groups, and how many there are by rule.

use std::collections::BTreeMap;

use super::table::Rows;
use super::{Style, words};
use crate::check::Checked;
use crate::finding::{Finding, Level};
use crate::lang::Lang;
use crate::rules;

/// What findings are grouped by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Grouping {
    /// By file and place, without headings.
    File,
    /// By rule.
    Rule,
    /// By activity, recommendation or passage of the method.
    Clause,
    /// By level, errors first.
    Level,
}

/// A group, with its heading and a line break after it; empty for the default grouping.
#[derive(Debug)]
pub struct Group<'f> {
    /// The heading, or nothing.
    pub heading: String,
    /// Its findings, by place.
    pub findings: Vec<&'f Finding>,
}

/// Findings in groups, in the order of the rules, of the method or of the levels.
pub fn group(findings: Vec<&Finding>, grouping: Grouping, lang: Lang) -> Vec<Group<'_>> {
    if grouping == Grouping::File {
        return vec![Group { heading: String::new(), findings }];
    }
    let mut groups: BTreeMap<(usize, String), Vec<&Finding>> = BTreeMap::new();
    for finding in findings {
        groups.entry(key(finding, grouping, lang)).or_default().push(finding);
    }
    groups
        .into_iter()
        .map(|((_, title), findings)| Group { heading: format!("== {title} ==\n"), findings })
        .collect()
}

fn key(finding: &Finding, grouping: Grouping, lang: Lang) -> (usize, String) {
    let at = rules::all().position(|rule| rule.name == finding.rule).unwrap_or(usize::MAX);
    match grouping {
        Grouping::File => (0, String::new()),
        Grouping::Rule => (at, finding.rule.to_owned()),
        Grouping::Level => {
            let rank = match finding.level {
                Level::Error => 0,
                Level::Warning => 1,
                Level::Info => 2,
            };
            (rank, words::level(finding.level, lang).to_owned())
        }
        Grouping::Clause => rules::find(finding.rule).map_or_else(Default::default, |rule| {
            let title = rule.clause.title(lang);
            let title = match rule.clause.article() {
                Some(_) => format!("{title} — {}", words::clause(rule.clause, lang)),
                None => title,
            };
            (clause_rank(rule.clause), title)
        }),
    }
}

fn clause_rank(clause: crate::method::Clause) -> usize {
    use crate::method::Clause;
    match clause {
        Clause::Activity(n) => usize::from(n),
        Clause::Recommendation(n) => 10 + usize::from(n),
        Clause::Passage(_) => 20,
        Clause::Law => 30,
        Clause::Own => 40,
    }
}

/// How many findings each rule gives, the most frequent first.
pub fn statistics(checked: &Checked, style: Style) -> String {
    let mut counts: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for finding in &checked.findings {
        let (open, waived) = counts.entry(finding.rule).or_default();
        if finding.waiver.is_none() {
            *open += 1;
        } else {
            *waived += 1;
        }
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by_key(|(rule, (open, waived))| (std::cmp::Reverse(open + waived), *rule));
    let lang = style.lang;
    let header = [
        lang.pick("Règle", "Rule"),
        lang.pick("Constats", "Findings"),
        lang.pick("Dispensés", "Waived"),
    ];
    let mut rows = Rows::new(&header).right(1).right(2);
    for (rule, (open, waived)) in counts {
        rows.push(vec![rule.to_owned(), open.to_string(), waived.to_string()]);
    }
    rows.render(style)
}
