//! A key stakeholder has not said whether it comes to the launch committee.

use super::{Guest, day_of, guests};
use crate::address::Kind;
use crate::finding::Level;
use crate::method::Clause;
use crate::model::Presence;
use crate::rule::{Check, Context, Family, Report, Rule};
use crate::tr;

pub(super) static RULE: Rule = Rule {
    name: "launch-availability-unknown",
    aliases: &[],
    family: Family::Recommendation,
    clause: Clause::Recommendation(4),
    level: Level::Warning,
    needs: &[Kind::Project, Kind::Scope, Kind::Stakeholder, Kind::Milestone],
    page: include_str!("launch_availability_unknown.md"),
    check: Check::Project(check),
};

fn check(cx: &Context<'_>, report: &mut Report<'_>) {
    let lang = cx.lang;
    super::without_stakeholder(cx, report);
    for Guest { name, stakeholder, address, launch, launch_date, over } in guests(cx, report, false)
    {
        if over {
            // Who came is history.
            report.present(address);
            continue;
        }
        let (message, help) = if stakeholder.launch == Some(Presence::Invited) {
            (
                tr!(lang, "{name} : pas de réponse à l'invitation au comité de lancement", "{name}: no answer to the invitation to the launch committee"),
                lang.pick("relancez, puis écrivez `launch = \"confirmed\"`, `\"represented\"` ou `\"declined\"`", "ask again, then write `launch = \"confirmed\"`, `\"represented\"` or `\"declined\"`"),
            )
        } else {
            (
                tr!(lang, "{name} : présence au comité de lancement pas encore demandée", "{name}: presence at the launch committee not asked for yet"),
                lang.pick("demandez de réserver la date, puis écrivez `launch = \"invited\"`, et `\"confirmed\"` dès la réponse", "ask to hold the date, then write `launch = \"invited\"`, and `\"confirmed\"` upon the answer"),
            )
        };
        let day = day_of(lang, launch);
        report.missing(address, message).help(help.to_owned()).related(&launch_date, day);
    }
}
