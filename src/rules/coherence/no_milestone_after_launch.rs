//! The schedule of the project stops at the launch.

use crate::address::{Address, Kind};
use crate::finding::Level;
use crate::lang::dates;
use crate::method::Clause;
use crate::rule::{Check, Context, Family, Report, Rule};
use crate::tr;

pub(super) static RULE: Rule = Rule {
    name: "no-milestone-after-launch",
    aliases: &[],
    family: Family::Coherence,
    clause: Clause::Activity(5),
    level: Level::Info,
    needs: &[Kind::Milestone],
    page: include_str!("no_milestone_after_launch.md"),
    check: Check::Project(check),
};

fn check(cx: &Context<'_>, report: &mut Report<'_>) {
    let Some((launch, milestone)) = cx.launch() else { return };
    let Some(date) = milestone.date else { return };
    let later = cx.project.milestones.iter().any(|(id, milestone)| {
        let unknown = cx.unknown(&Address::entity(Kind::Milestone, id).key("date"));
        unknown || milestone.date.is_some_and(|known| known > date)
    });
    if later {
        return;
    }
    let on = dates::date(cx.lang, date);
    let message = tr!(
        cx.lang,
        "le planning s'arrête au lancement ({on}) : aucun jalon n'est daté après lui",
        "the schedule stops at the launch ({on}): no milestone is dated after it"
    );
    let address = Address::entity(Kind::Milestone, launch).key("date");
    report.find(address, message).help(tr!(
        cx.lang,
        "dans `milestones.toml` : `[restitution]` puis, une par ligne, `title = \"Restitution du diagnostic\"`, `kind = \"deliverable\"` et `date = AAAA-MM-JJ`",
        "in `milestones.toml`: `[results]` then, one a line, `title = \"Results of the diagnosis\"`, `kind = \"deliverable\"` and `date = YYYY-MM-DD`"
    ));
}
