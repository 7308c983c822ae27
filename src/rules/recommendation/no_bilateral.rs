//! A stakeholder has no one-to-one before the launch.

use crate::address::{Address, Kind};
use crate::finding::Level;
use crate::method::Clause;
use crate::rule::{Check, Context, Family, Report, Rule, State};
use crate::tr;

pub(super) static RULE: Rule = Rule {
    name: "no-bilateral",
    aliases: &[],
    family: Family::Recommendation,
    clause: Clause::Recommendation(5),
    level: Level::Warning,
    needs: &[Kind::Project, Kind::Scope, Kind::Stakeholder, Kind::Milestone],
    page: include_str!("no_bilateral.md"),
    check: Check::Project(check),
};

fn check(cx: &Context<'_>, report: &mut Report<'_>) {
    super::without_stakeholder(cx, report);
    let launch = super::launch(cx).map(|launch| launch.and_then(|(_, launch)| launch.date));
    let is_late = |day| matches!(launch, Ok(Some(launch)) if day >= launch);
    for (id, stakeholder) in &cx.project.stakeholders {
        let date = Address::entity(Kind::Stakeholder, id).key("bilateral");
        let name = cx.called(stakeholder.name.as_deref(), id);
        let state = cx.bilateral_state(id, stakeholder);
        let draft = match stakeholder.bilateral {
            Some(day) if is_late(day) => continue, // Told by late-bilateral.
            day if state == State::Unknown || (day.is_some() && launch.is_err()) => {
                report.unknown(date);
                continue;
            }
            Some(day) => {
                let what = tr!(
                    cx.lang,
                    "l'échange bilatéral avec {name} est prévu le",
                    "the one-to-one with {name} is planned for"
                );
                report.held(day, stakeholder.bilateral_outcome.is_some(), date, &what)
            }
            None => {
                let message = tr!(
                    cx.lang,
                    "{name} : aucun échange bilatéral avant le lancement",
                    "{name}: no one-to-one before the launch"
                );
                Some(report.missing(date, message).help(if is_late(cx.today) {
                    tr!(cx.lang, "si l'échange a eu lieu, écrivez-en la date : `bilateral = …` ; sinon, une dispense dans `waivers.toml` dit que l'écart est assumé", "if it was held, write its date: `bilateral = …`; otherwise a waiver in `waivers.toml` says that this is accepted")
                } else {
                    tr!(cx.lang, "convenez d'une date avant le lancement, puis ajoutez `bilateral = …` à `[{id}]` dans `stakeholders.toml`", "agree on a date before the launch, then add `bilateral = …` to `[{id}]` in `stakeholders.toml`")
                }))
            }
        };
        if let (Some(draft), Some(false)) = (draft, cx.key(id, stakeholder)) {
            draft.level(Level::Info);
        }
    }
}
