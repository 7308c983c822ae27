//! A milestone falls within leave or school holidays.

use crate::address::{Address, Kind};
use crate::finding::Level;
use crate::method::Clause;
use crate::model::PeriodKind;
use crate::rule::{Check, Context, Family, Report, Rule};
use crate::rules::upcoming::{another_date, overlap, period_text, periods_around, upcoming};

pub(super) static RULE: Rule = Rule {
    name: "milestone-in-leave",
    aliases: &[],
    family: Family::Recommendation,
    clause: Clause::Recommendation(3),
    level: Level::Warning,
    needs: &[Kind::Project, Kind::Milestone, Kind::Calendar],
    page: include_str!("milestone_in_leave.md"),
    check: Check::Project(check),
};

fn check(cx: &Context<'_>, report: &mut Report<'_>) {
    for milestone in upcoming(cx) {
        let leave = periods_around(cx, &milestone, &[PeriodKind::Leave]);
        let school = periods_around(cx, &milestone, &[PeriodKind::SchoolHoliday]);
        // Leave that the authority declares says more than the school calendar around it.
        let Some((id, period)) = leave.first().or(school.first()) else {
            continue;
        };
        let lang = cx.lang;
        let during = period_text(lang, id, period);
        let message = overlap(cx, &milestone, &during);
        let (label, pinned) = if leave.is_empty() {
            (lang.pick("vacances scolaires", "school holidays"), Some(Level::Info))
        } else {
            (lang.pick("congés", "leave"), None)
        };
        let draft = report
            .missing(Address::entity(Kind::Milestone, milestone.id).key("date"), message)
            .label(label.to_owned())
            .help(another_date(cx, &milestone))
            .related(&Address::entity(Kind::Calendar, id).key("start"), label.to_owned());
        if let Some(level) = pinned {
            draft.level(level);
        }
    }
}
