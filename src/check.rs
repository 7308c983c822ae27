//! Runs the rules on a project: findings with their levels and waivers, states, and the verdict.

mod horizon;
mod levels;
pub mod plan;
mod states;
mod waivers;

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::finding::{Finding, Level};
use crate::lang::Lang;
use crate::load::Loaded;
use crate::method::Clause;
use crate::rule::{Attachment, Check, Context, Family, Horizon, Report};
use crate::rules;

pub use horizon::{HorizonError, horizon};
pub use levels::level_here;
pub use states::{ClauseState, Verdict};

/// How a project is to be checked.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The day of the evaluation.
    pub today: NaiveDate,
    /// The committee it is for, if any.
    pub horizon: Option<Horizon>,
    /// The reader's language.
    pub lang: Lang,
    /// What stands at the paths that documents name.
    pub attachments: BTreeMap<String, Attachment>,
}

/// What a check says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    /// Every finding, waived ones included, sorted by place.
    pub findings: Vec<Finding>,
    /// The variant, the seven activities, the five recommendations.
    pub states: Vec<ClauseState>,
    /// Whether step 1 is ready, from the activities and the variant.
    pub verdict: Verdict,
    /// The rules that were not run, since a file they need could only be read in part.
    pub skipped: Vec<&'static str>,
}

impl Checked {
    /// The findings that no waiver covers.
    pub fn open(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(|finding| finding.waiver.is_none())
    }

    /// How many open findings have a level.
    pub fn count(&self, level: Level) -> usize {
        self.open().filter(|finding| finding.level == level).count()
    }

    /// How many findings a waiver covers.
    pub fn waived(&self) -> usize {
        self.findings.len() - self.open().count()
    }
}

/// Checks a project that was read.
pub fn check(loaded: &Loaded<'_>, settings: &Settings) -> Checked {
    let cx = context(loaded, settings);
    let mut findings = loaded.findings.clone();
    for finding in &mut findings {
        levels::apply(&cx, finding, false);
    }
    findings.extend(levels::findings(&cx));
    let mut states = states::States::new();
    let mut skipped = Vec::new();
    for rule in rules::all() {
        let Check::Project(run) = rule.check else {
            continue;
        };
        if rule.needs.iter().any(|kind| cx.documents.broken(*kind)) {
            skipped.push(rule.name);
            states.skip(rule);
            continue;
        }
        let mut report = Report::new(&cx, rule);
        run(&cx, &mut report);
        let (found, items) = report.finish();
        let mut kept = Vec::with_capacity(found.len());
        for (mut finding, pinned) in found {
            // No cascade: what is said of a value that could not be taken is not known to be true.
            let known = rule.family == Family::Validity || !cx.unknown(&finding.address);
            let shown = known && levels::apply(&cx, &mut finding, pinned);
            kept.push(shown.then_some(findings.len()));
            findings.extend(shown.then_some(finding));
        }
        states.take(&cx, rule, items, &kept);
    }
    waivers::apply(&cx, &skipped, &mut findings);
    let states = states.finish(&findings);
    let verdict = states::verdict(&states, &findings);
    // At one place, in the order of the rules, which is that of the method.
    let ranks: BTreeMap<&str, usize> = rules::all().map(|rule| rule.name).zip(0..).collect();
    findings.sort_by_cached_key(|f| (f.order(), ranks.get(f.rule).copied(), f.address.clone()));
    Checked { findings, states, verdict, skipped }
}

/// The context in which the rules of a check run; reports and plans use the same.
pub fn context<'c>(loaded: &'c Loaded<'_>, settings: &'c Settings) -> Context<'c> {
    Context {
        project: &loaded.project,
        documents: &loaded.documents,
        attachments: &settings.attachments,
        today: settings.today,
        horizon: settings.horizon.clone(),
        lang: settings.lang,
    }
}

/// The clause under which a rule's items are counted: the IT contractor of Flash with the referents.
const fn counted_under(clause: Clause) -> Clause {
    match clause {
        Clause::Passage(crate::method::Passage::FlashProvider) => Clause::Activity(1),
        clause => clause,
    }
}
