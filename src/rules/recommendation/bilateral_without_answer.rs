//! A one-to-one was held, and presence at the launch is still open.

use crate::address::{Address, Kind};
use crate::finding::Level;
use crate::lang::dates;
use crate::method::Clause;
use crate::model::Presence;
use crate::rule::{Check, Context, Family, Report, Rule};
use crate::tr;

pub(super) static RULE: Rule = Rule {
    name: "bilateral-without-answer",
    aliases: &[],
    family: Family::Recommendation,
    clause: Clause::Recommendation(5),
    level: Level::Info,
    needs: &[Kind::Stakeholder, Kind::Milestone, Kind::Scope, Kind::Project],
    page: include_str!("bilateral_without_answer.md"),
    check: Check::Project(check),
};

fn check(cx: &Context<'_>, report: &mut Report<'_>) {
    let lang = cx.lang;
    let Ok(Some((launch_id, launch))) = super::launch(cx) else {
        return;
    };
    if launch.last_day().is_some_and(|day| day < cx.today) {
        return;
    }
    let launch_date = Address::entity(Kind::Milestone, launch_id).key("date");
    for (id, stakeholder) in &cx.project.stakeholders {
        let held = stakeholder.bilateral_outcome.is_some();
        let Some(on) = stakeholder.bilateral.filter(|on| held && *on <= cx.today) else {
            continue;
        };
        let address = Address::entity(Kind::Stakeholder, id);
        let open = matches!(stakeholder.launch, None | Some(Presence::Unasked | Presence::Invited));
        // Of a key stakeholder `launch-availability-unknown` says it, and more loudly.
        let said = cx.key(id, stakeholder) != Some(false);
        if said || !open || cx.unknown(&address.clone().key("launch")) {
            continue;
        }
        let name = cx.called(stakeholder.name.as_deref(), id);
        let on = dates::date(lang, on);
        let message = tr!(
            lang,
            "{name} : échange bilatéral tenu le {on}, présence au lancement toujours sans réponse",
            "{name}: one-to-one held on {on}, presence at the launch still without an answer"
        );
        report.find(address.key("bilateral"), message).help(tr!(
            lang,
            "écrivez la réponse obtenue : `launch = \"confirmed\"`, `\"represented\"` ou `\"declined\"`",
            "write the answer you were given: `launch = \"confirmed\"`, `\"represented\"` or `\"declined\"`"
        )).related(&launch_date, super::day_of(lang, launch));
    }
}
