//! Runs the rules on a project: findings with their levels and waivers, states, and the verdict.

mod horizon;
mod levels;
pub mod plan;
mod since;
mod states;
mod waivers;

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::changes::{Changes, changes};
use crate::finding::{Finding, Level};
use crate::lang::Lang;
use crate::load::Loaded;
use crate::method::{Clause, Passage};
use crate::model::Method;
use crate::rule::{Attachment, Check, Context, Family, Horizon, Report, Rule, Versions};
use crate::rules;

pub use horizon::{HorizonError, horizon};
pub use levels::level_here;
pub use since::{Since, compare};
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
    /// Whether there was a base, and the rules of history were run.
    pub history: bool,
    /// How the findings compare with those of a base, where that was asked.
    pub since: Option<Since>,
}

impl Checked {
    /// The findings that no waiver covers.
    pub fn open(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(|finding| finding.waiver.is_none())
    }

    /// The same without the open findings that a base had already.
    #[must_use]
    pub fn news(&self) -> Self {
        let mut news = self.clone();
        news.findings.retain(|finding| finding.waiver.is_some() || finding.is_news());
        news
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
    run(loaded, None, settings)
}

/// The same, with what changed since a base.
pub fn check_since(before: &Loaded<'_>, loaded: &Loaded<'_>, settings: &Settings) -> Checked {
    let changes = changes(before, loaded);
    run(loaded, Some((before, &changes)), settings)
}

fn run(
    loaded: &Loaded<'_>,
    base: Option<(&Loaded<'_>, &Changes<'_>)>,
    settings: &Settings,
) -> Checked {
    let cx = context(loaded, settings);
    let versions =
        base.map(|(before, changes)| Versions { before, after: loaded, changes, cx: &cx });
    // A change cannot make quieter what reports it.
    let base_cx = base.map(|(before, _)| context(before, settings));
    let mut findings = loaded.findings.clone();
    // The verdict does not depend on how loud a project wants a rule to be.
    let mut invalid = findings.iter().any(|finding| finding.level == Level::Error);
    for finding in &mut findings {
        levels::apply(&cx, finding, false);
    }
    let refused = levels::findings(&cx);
    invalid |= !refused.is_empty();
    findings.extend(refused);
    let mut states = states::States::new();
    let mut skipped = Vec::new();
    for rule in rules::all() {
        let before = match (rule.check, &versions) {
            (Check::Project(_), _) => None,
            (Check::Versions(_), Some(versions)) => Some(&versions.before.documents),
            _ => continue,
        };
        if !applies(&cx, rule) {
            continue;
        }
        let read = [Some(cx.documents), before];
        let broken = |kind| read.iter().flatten().any(|documents| documents.broken(kind));
        if rule.needs.iter().any(|kind| broken(*kind)) {
            skipped.push(rule.name);
            states.skip(rule);
            continue;
        }
        let mut report = Report::new(&cx, rule);
        match (rule.check, &versions) {
            (Check::Project(run), _) => run(&cx, &mut report),
            (Check::Versions(run), Some(versions)) => run(versions, &mut report),
            _ => {}
        }
        let (found, items) = report.finish();
        let mut kept = Vec::with_capacity(found.len());
        for (mut finding, pinned) in found {
            // No cascade: what is said of a value that could not be taken is not known to be true.
            let known = rule.family == Family::Validity || !cx.unknown(&finding.address);
            invalid |= rule.family == Family::Validity && finding.level == Level::Error;
            let under = base_cx.as_ref().filter(|_| rule.family == Family::History);
            let shown = known && levels::apply(under.unwrap_or(&cx), &mut finding, pinned);
            kept.push(shown.then_some(findings.len()));
            findings.extend(shown.then_some(finding));
        }
        states.take(&cx, rule, items, &kept);
    }
    let history = rules::all().filter(|rule| matches!(rule.check, Check::Versions(_)));
    let unrun: Vec<&str> = history.filter(|_| base.is_none()).map(|rule| rule.name).collect();
    waivers::apply(&cx, &[skipped.as_slice(), &unrun].concat(), &mut findings);
    let states = states.finish(&findings);
    let verdict = states::verdict(&states, invalid);
    // At one place, in the order of the rules, which is that of the method.
    let ranks: BTreeMap<&str, usize> = rules::all().map(|rule| rule.name).zip(0..).collect();
    findings.sort_by_cached_key(|f| (f.order(), ranks.get(f.rule).copied(), f.address.clone()));
    Checked { findings, states, verdict, skipped, history: base.is_some(), since: None }
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

/// Whether a rule can have something to say here: one of Flash does not where the variant is known to
/// be the standard one, whatever the files it needs.
fn applies(cx: &Context<'_>, rule: &Rule) -> bool {
    let standard = cx.project.settings.project.method == Some(Method::Standard);
    rule.clause != Clause::Passage(Passage::FlashProvider) || !standard
}

/// The clause under which a rule's items are counted: the IT contractor of Flash with the referents.
const fn counted_under(clause: Clause) -> Clause {
    match clause {
        Clause::Passage(Passage::FlashProvider) => Clause::Activity(1),
        clause => clause,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::Files;
    use crate::load::load;
    use crate::rule::State;
    use crate::text::Text;

    const PROJECT: &str = "\
format = 1

[project]
title = \"Démarche\"
method = \"standard\"

[authority]
name = \"Rivemont Agglomération\"
kind = \"communaute-agglomeration\"
population = 86_400
it-department = true
";

    /// A project of these files, checked; `horizon` as `--for` takes it.
    fn checked(files: &[(&str, &str)], horizon: Option<&str>) -> Checked {
        let texts = [("nrt.toml", PROJECT)].into_iter().chain(files.iter().copied());
        let files = Files::from_texts(texts);
        let (loaded, lang) = (load(&files, Lang::Fr), Lang::Fr);
        let today = "2026-11-23".parse().expect("a date");
        let horizon =
            horizon.map(|spec| super::horizon(&loaded, spec, today, lang).expect("a committee"));
        check(&loaded, &Settings { today, horizon, lang, attachments: BTreeMap::new() })
    }

    /// The message and the help of the only finding of a rule.
    fn said(checked: &Checked, rule: &str) -> String {
        let found: Vec<&Finding> = checked.findings.iter().filter(|f| f.rule == rule).collect();
        let [found] = found.as_slice() else { panic!("{rule}: {found:?}") };
        let help = found.help.as_ref().map(Text::terminal).unwrap_or_default();
        format!("{} | {help}", found.message.terminal()).replace('\u{a0}', " ")
    }

    #[test]
    fn a_broken_file_hides_nothing_of_a_rule_that_does_not_apply() {
        let referents = "[a]\nfunction = \"Cheffe de projet\"\nprofile = \"it\"\n";
        let files = [("referents.toml", referents), ("stakeholders.toml", "[dgs\n")];
        let checked = checked(&files, None);
        let state = checked.states.iter().find(|state| state.clause == Clause::Activity(1));
        assert_eq!(state.map(|state| (state.state, state.total)), Some((State::Done, 1)));
        assert!(!checked.skipped.contains(&"flash-without-provider"));
    }

    #[test]
    fn one_exchange_is_proposed_for_both_topics() {
        let checked = checked(&[("milestones.toml", "")], None);
        let first = said(&checked, "no-management-exchange");
        assert!(first.contains("`covers = [\"objectives\", \"nr-presentation\"]`"), "{first}");
        let second = said(&checked, "nr-not-presented");
        let expected = "le même échange peut présenter le Numérique responsable : ajoutez `\"nr-presentation\"` à son `covers`";
        assert!(second.ends_with(expected), "{second}");
    }

    #[test]
    fn a_document_that_the_law_asks_for_is_never_a_failure() {
        let documents = "[s]\ntitle = \"Stratégie\"\nkind = \"reen-strategy\"\nstatus = \"none\"\n";
        let checked = checked(&[("documents.toml", documents)], None);
        let found = checked.findings.iter().find(|found| found.rule == "reason-missing");
        assert_eq!(found.map(|found| found.level), Some(Level::Warning));
        let said = said(&checked, "reason-missing");
        assert!(
            said.contains("alors que la loi demande ce document à une communauté d'"),
            "{said}"
        );
    }

    #[test]
    fn a_target_without_its_file_is_completed() {
        let stakeholders = "[elu]\nname = \"Élue\"\nrole = \"elected-lead\"\n";
        let waivers = "[w]\nrule = \"no-bilateral\"\ntarget = \"elu\"\nreason = \"Élections en mars.\"\nuntil = 2027-01-31\n";
        let files = [("stakeholders.toml", stakeholders), ("waivers.toml", waivers)];
        let said = said(&checked(&files, None), "wrong-type");
        assert!(said.ends_with("| écrivez `\"stakeholders.elu\"`"), "{said}");
    }

    #[test]
    fn the_launch_is_moved_to_a_day_that_is_free() {
        let milestones = "[launch]\ntitle = \"Lancement\"\nkind = \"launch-committee\"\ndate = 2026-12-07\nend = 2026-12-08\ninvited = 2026-11-23\n";
        let calendar = "[conges]\ntitle = \"Congés\"\nkind = \"leave\"\nstart = 2026-12-15\nend = 2027-01-03\n";
        let files = [("milestones.toml", milestones), ("calendar.toml", calendar)];
        let said = said(&checked(&files, None), "short-launch-notice");
        assert!(said.contains("`date = 2027-01-04` et `end = 2027-01-05` ou plus tard"), "{said}");
    }

    #[test]
    fn recommendations_are_measured_at_the_launch() {
        let bodies =
            "[codir]\nname = \"CODIR\"\nkind = \"management-committee\"\nsessions = [2026-12-01]\n";
        let milestones =
            "[launch]\ntitle = \"Lancement\"\nkind = \"launch-committee\"\ndate = 2026-12-17\n";
        let stakeholders = "[dsi]\nname = \"DSI\"\nrole = \"it\"\nbilateral = 2026-12-08\n";
        let files = [
            ("bodies.toml", bodies),
            ("milestones.toml", milestones),
            ("stakeholders.toml", stakeholders),
        ];
        let checked = checked(&files, Some("codir"));
        let state = |clause| checked.states.iter().find(|s| s.clause == clause).map(|s| s.state);
        assert_eq!(state(Clause::Recommendation(5)), Some(State::Planned));
        assert_eq!(state(Clause::Activity(3)), Some(State::ToDo));
        assert_eq!(
            said(&checked, "no-first-discussion"),
            "le premier échange avec « DSI » (`dsi`) est prévu le 8 décembre 2026, après « CODIR » | ajoutez à `[dsi]` un premier échange, au plus tard le 1er décembre 2026 : `first-discussion = 2026-12-01`"
        );
    }
}
