//! A milestone falls within a budget or busy period.

use crate::address::{Address, Kind};
use crate::finding::Level;
use crate::method::Clause;
use crate::model::PeriodKind;
use crate::rule::{Check, Context, Family, Report, Rule};
use crate::rules::upcoming::{another_date, overlap, period_text, periods_around, upcoming};

pub(super) static RULE: Rule = Rule {
    name: "milestone-in-busy-period",
    aliases: &[],
    family: Family::Recommendation,
    clause: Clause::Recommendation(3),
    level: Level::Warning,
    needs: &[Kind::Project, Kind::Milestone, Kind::Calendar],
    page: include_str!("milestone_in_busy_period.md"),
    check: Check::Project(check),
};

fn check(cx: &Context<'_>, report: &mut Report<'_>) {
    for milestone in upcoming(cx) {
        let periods = periods_around(cx, &milestone, &[PeriodKind::Budget, PeriodKind::Busy]);
        let lang = cx.lang;
        let during: Vec<String> =
            periods.iter().map(|(id, period)| period_text(lang, id, period)).collect();
        if during.is_empty() {
            continue;
        }
        let during = lang.list(&during);
        let message = overlap(cx, &milestone, &during);
        let mut draft = report
            .missing(Address::entity(Kind::Milestone, milestone.id).key("date"), message)
            .help(another_date(cx, &milestone));
        for (id, period) in periods {
            let Some((fr, en)) = period.kind.map(|kind| kind.word().label) else {
                continue;
            };
            let kind = lang.pick(fr, en).to_owned();
            draft = draft.related(&Address::entity(Kind::Calendar, id).key("start"), kind);
        }
    }
}
