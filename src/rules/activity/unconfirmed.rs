//! A date is past, and nothing says that what was planned took place.

use super::say_unconfirmed;
use crate::address::{Address, Kind};
use crate::finding::Level;
use crate::method::Clause;
use crate::rule::{Check, Context, Family, Report, Rule};
use crate::tr;

pub(super) static RULE: Rule = Rule {
    name: "unconfirmed",
    aliases: &[],
    family: Family::Activity,
    clause: Clause::Own,
    level: Level::Warning,
    needs: &[Kind::Milestone, Kind::Stakeholder],
    page: include_str!("unconfirmed.md"),
    check: Check::Project(check),
};

/// The rules of the activities and recommendations give the states; this one only says it.
fn check(cx: &Context<'_>, report: &mut Report<'_>) {
    for (id, milestone) in &cx.project.milestones {
        let at = Address::entity(Kind::Milestone, id);
        if milestone.outcome.is_none() && !cx.unsure(&at, &["end", "outcome"]) {
            let title = cx.called(milestone.title.as_deref(), id);
            let what = tr!(cx.lang, "le jalon {title}", "the milestone {title}");
            let help = tr!(
                cx.lang,
                "sous `[{id}]` dans `milestones.toml` : `outcome = \"…\"` si c'est fait, sinon une autre `date`, ou `cancelled = true`",
                "under `[{id}]` in `milestones.toml`: `outcome = \"…\"` if it is done, otherwise another `date`, or `cancelled = true`"
            );
            say_unconfirmed(cx, report, at.key("date"), milestone.last_day(), &what, help);
        }
    }
    for (id, one) in &cx.project.stakeholders {
        let at = Address::entity(Kind::Stakeholder, id);
        if one.bilateral_outcome.is_none() && !cx.unsure(&at, &["bilateral-outcome"]) {
            let name = cx.called(one.name.as_deref(), id);
            let what =
                tr!(cx.lang, "l'échange bilatéral avec {name}", "the one-to-one with {name}");
            let help = tr!(
                cx.lang,
                "sous `[{id}]` dans `stakeholders.toml` : `bilateral-outcome = \"…\"` s'il a eu lieu, sinon une autre date pour `bilateral`",
                "under `[{id}]` in `stakeholders.toml`: `bilateral-outcome = \"…\"` if it was held, otherwise another date for `bilateral`"
            );
            say_unconfirmed(cx, report, at.key("bilateral"), one.bilateral, &what, help);
        }
    }
}
