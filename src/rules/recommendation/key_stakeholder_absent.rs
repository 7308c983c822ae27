//! A key stakeholder will not be at the launch committee, and nobody stands in for it.

use crate::address::{Address, Kind};
use crate::finding::Level;
use crate::method::Clause;
use crate::model::Presence;
use crate::rule::{Check, Context, Family, Report, Rule};
use crate::tr;

pub(super) static RULE: Rule = Rule {
    name: "key-stakeholder-absent",
    aliases: &[],
    family: Family::Recommendation,
    clause: Clause::Recommendation(4),
    level: Level::Warning,
    needs: &[Kind::Project, Kind::Scope, Kind::Stakeholder, Kind::Milestone],
    page: include_str!("key_stakeholder_absent.md"),
    check: Check::Project(check),
};

fn check(cx: &Context<'_>, report: &mut Report<'_>) {
    let lang = cx.lang;
    let launch = super::launch(cx);
    for (id, stakeholder) in &cx.project.stakeholders {
        let declined = stakeholder.launch == Some(Presence::Declined);
        // An importance that is not known is told as an item by launch-availability-unknown.
        if !declined || super::importance_unknown(cx, id, stakeholder) || !cx.is_key(stakeholder) {
            continue;
        }
        let address = Address::entity(Kind::Stakeholder, id).key("launch");
        let (launch_id, launch) = match &launch {
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
        let over = launch.date.is_some_and(|on| on < cx.today);
        let (message, help) = if over {
            (
                tr!(
                    lang,
                    "{name} : absence au comité de lancement, sans représentant",
                    "{name}: absent from the launch committee, and not represented"
                ),
                tr!(
                    lang,
                    "si quelqu'un y représentait cet acteur clé, écrivez `launch = \"represented\"` ; sinon, une dispense dans `waivers.toml` dit que l'écart est assumé",
                    "if someone stood in for this key stakeholder, write `launch = \"represented\"`; otherwise a waiver in `waivers.toml` says that this is accepted"
                ),
            )
        } else {
            (
                tr!(
                    lang,
                    "{name} ne sera pas au comité de lancement, et personne n'y représente cet acteur clé",
                    "{name} will not be at the launch committee, and nobody stands in for this key stakeholder"
                ),
                tr!(
                    lang,
                    "convenez d'un représentant et écrivez `launch = \"represented\"`, ou déplacez le comité",
                    "agree on someone to stand in and write `launch = \"represented\"`, or move the committee"
                ),
            )
        };
        let on = super::day_of(lang, launch);
        report
            .missing(address, message)
            .help(help)
            .related(&Address::entity(Kind::Milestone, launch_id).key("date"), on);
    }
}
