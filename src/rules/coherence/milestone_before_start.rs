//! A milestone dated before the step starts.

use crate::address::{Address, Kind};
use crate::finding::Level;
use crate::lang::dates;
use crate::method::Clause;
use crate::rule::{Check, Context, Family, Report, Rule};
use crate::tr;

pub(super) static RULE: Rule = Rule {
    name: "milestone-before-start",
    aliases: &[],
    family: Family::Coherence,
    clause: Clause::Own,
    level: Level::Info,
    needs: &[Kind::Milestone, Kind::Project],
    page: include_str!("milestone_before_start.md"),
    check: Check::Project(check),
};

fn check(cx: &Context<'_>, report: &mut Report<'_>) {
    let about = &cx.project.settings.project;
    // A start after the end is `reversed-dates`: it may be the one that is wrong.
    let start = about.start.filter(|start| about.end.is_none_or(|end| end >= *start));
    let Some(start) = start else { return };
    for (id, milestone) in &cx.project.milestones {
        let Some(date) = milestone.date.filter(|date| *date < start) else { continue };
        let name = cx.called(milestone.title.as_deref(), id);
        let (on, from) = (dates::date(cx.lang, date), dates::date(cx.lang, start));
        let message = tr!(
            cx.lang,
            "le jalon {name} est daté du {on}, avant le début de l'étape 1 ({from})",
            "the milestone {name} is dated {on}, before the start of step 1 ({from})"
        );
        let help = tr!(
            cx.lang,
            "vérifiez l'année de la date, ou avancez `start` dans `nrt.toml`",
            "check the year of the date, or move `start` earlier in `nrt.toml`"
        );
        let project = Address::file(Kind::Project).key("project").key("start");
        let label = tr!(cx.lang, "début de l'étape", "start of the step");
        let address = Address::entity(Kind::Milestone, id).key("date");
        report.find(address, message).help(help).related(&project, label);
    }
}
