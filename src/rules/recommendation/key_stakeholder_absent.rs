//! A key stakeholder will not be at the launch committee, and nobody stands in for it.

use super::{Guest, day_of, guests};
use crate::address::Kind;
use crate::finding::Level;
use crate::method::Clause;
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
    for Guest { name, address, launch, launch_date, over, .. } in guests(cx, report, true) {
        let message = tr!(
            lang,
            "{name} : acteur clé absent du comité de lancement, sans représentant",
            "{name}: a key stakeholder absent from the launch committee, and not represented"
        );
        let help = if over {
            lang.pick(
                "si quelqu'un y représentait cet acteur clé, écrivez `launch = \"represented\"` ; sinon, une dispense dans `waivers.toml` dit que l'écart est assumé",
                "if someone stood in for this key stakeholder, write `launch = \"represented\"`; otherwise a waiver in `waivers.toml` says that this is accepted",
            )
        } else {
            lang.pick(
                "convenez d'un représentant et écrivez `launch = \"represented\"`, ou déplacez le comité",
                "agree on someone to stand in and write `launch = \"represented\"`, or move the committee",
            )
        };
        let day = day_of(lang, launch);
        report.missing(address, message).help(help.to_owned()).related(&launch_date, day);
    }
}
