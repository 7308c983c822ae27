//! A key stakeholder has not said whether it comes to the launch committee.

use crate::address::{Address, Kind};
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
    if cx.project.stakeholders.is_empty() {
        report.follows(Address::file(Kind::Stakeholder));
    }
    let launch = super::launch(cx);
    for (id, stakeholder) in &cx.project.stakeholders {
        let address = Address::entity(Kind::Stakeholder, id).key("launch");
        if super::importance_unknown(cx, id, stakeholder) || cx.unknown(&address) {
            report.unknown(address);
            continue;
        }
        if !cx.is_key(stakeholder) {
            continue;
        }
        let invited = match stakeholder.launch {
            // Told by key-stakeholder-absent.
            Some(Presence::Declined) => continue,
            Some(Presence::Confirmed | Presence::Represented) => {
                report.present(address);
                continue;
            }
            Some(Presence::Invited) => true,
            Some(Presence::Unasked) | None => false,
        };
        let launch = match &launch {
            // Once it is over, who came is history.
            Ok(Some((_, launch))) if launch.date.is_some_and(|on| on < cx.today) => {
                report.present(address);
                continue;
            }
            Ok(Some(launch)) => launch,
            Ok(None) => {
                report.follows(address);
                continue;
            }
            Err(_) => {
                report.unknown(address);
                continue;
            }
        };
        let name = super::named(lang, stakeholder.name.as_deref(), id);
        let (message, help) = if invited {
            (
                tr!(
                    lang,
                    "{name} : pas de réponse à l'invitation au comité de lancement",
                    "{name}: no answer to the invitation to the launch committee"
                ),
                tr!(
                    lang,
                    "relancez, puis écrivez `launch = \"confirmed\"`, `\"represented\"` ou `\"declined\"`",
                    "ask again, then write `launch = \"confirmed\"`, `\"represented\"` or `\"declined\"`"
                ),
            )
        } else {
            (
                tr!(
                    lang,
                    "{name} : présence au comité de lancement pas encore demandée",
                    "{name}: presence at the launch committee not asked for yet"
                ),
                tr!(
                    lang,
                    "demandez de réserver la date, puis écrivez `launch = \"invited\"`, et `\"confirmed\"` dès la réponse",
                    "ask to hold the date, then write `launch = \"invited\"`, and `\"confirmed\"` upon the answer"
                ),
            )
        };
        let on = super::day_of(lang, launch.1);
        report
            .missing(address, message)
            .help(help)
            .related(&Address::entity(Kind::Milestone, launch.0).key("date"), on);
    }
}
