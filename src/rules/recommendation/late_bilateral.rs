//! A one-to-one takes place on the day of the launch or after it.

use crate::address::{Address, Kind};
use crate::finding::Level;
use crate::holidays;
use crate::method::Clause;
use crate::rule::{Check, Context, Family, Report, Rule};
use crate::tr;

pub(super) static RULE: Rule = Rule {
    name: "late-bilateral",
    aliases: &[],
    family: Family::Recommendation,
    clause: Clause::Recommendation(5),
    level: Level::Warning,
    needs: &[Kind::Project, Kind::Scope, Kind::Stakeholder, Kind::Milestone],
    page: include_str!("late_bilateral.md"),
    check: Check::Project(check),
};

fn check(cx: &Context<'_>, report: &mut Report<'_>) {
    let lang = cx.lang;
    let Ok(Some((launch_id, launch))) = super::launch(cx) else { return };
    let Some(day) = launch.date else { return };
    let launch_date = Address::entity(Kind::Milestone, launch_id).key("date");
    let eve = std::iter::successors(day.pred_opt(), chrono::NaiveDate::pred_opt)
        .take_while(|day| *day >= cx.today)
        .find(|day| holidays::is_working_day(cx.zone(), *day));
    let help = eve.map_or_else(
        || tr!(lang, "l'échange ne peut plus précéder le comité : une dispense dans `waivers.toml` dit que l'écart est assumé", "the one-to-one can no longer come before the committee: a waiver in `waivers.toml` says that this is accepted"),
        |eve| tr!(lang, "avancez l'échange, au plus tard `bilateral = {eve}`, ou repoussez le comité", "bring the one-to-one forward, `bilateral = {eve}` at the latest, or move the committee"),
    );
    for (id, stakeholder) in &cx.project.stakeholders {
        let Some(on) = stakeholder.bilateral.filter(|on| *on >= day) else { continue };
        let days = (on - day).num_days();
        let s = lang.s(usize::try_from(days).unwrap_or_default());
        let late = match days {
            0 => lang.pick("le jour même", "the same day").to_owned(),
            _ => tr!(lang, "{days} jour{s} après", "{days} day{s} after"),
        };
        let name = cx.called(stakeholder.name.as_deref(), id);
        let message = tr!(
            lang,
            "{name} : l'échange bilatéral ne précède pas le comité de lancement",
            "{name}: the one-to-one does not come before the launch committee"
        );
        let draft = report
            .missing(Address::entity(Kind::Stakeholder, id).key("bilateral"), message)
            .label(late)
            .help(help.clone())
            .related(&launch_date, super::day_of(lang, launch));
        if cx.key(id, stakeholder) == Some(false) {
            draft.level(Level::Info);
        }
    }
}
