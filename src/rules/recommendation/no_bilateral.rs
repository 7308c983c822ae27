//! A stakeholder has no one-to-one before the launch.

use crate::address::{Address, Kind};
use crate::finding::Level;
use crate::lang::dates;
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
    let lang = cx.lang;
    if cx.project.stakeholders.is_empty() {
        report.follows(Address::file(Kind::Stakeholder));
    }
    let launch = super::launch(cx);
    let launch_hidden = launch.is_err();
    let launch = launch.ok().flatten().and_then(|(_, launch)| launch.date);
    for (id, stakeholder) in &cx.project.stakeholders {
        let entity = Address::entity(Kind::Stakeholder, id);
        let (date, outcome) = (entity.clone().key("bilateral"), entity.key("bilateral-outcome"));
        let said = super::said(stakeholder.bilateral_outcome.as_ref());
        let known =
            super::state(cx, stakeholder.bilateral, said, &date, &outcome) != State::Unknown;
        let name = super::named(lang, stakeholder.name.as_deref(), id);
        match stakeholder.bilateral {
            // Told by late-bilateral.
            Some(on) if launch.is_some_and(|launch| on >= launch) => {}
            Some(_) if launch_hidden || !known => report.unknown(date),
            Some(on) => {
                let what =
                    tr!(lang, "l'échange bilatéral avec {name}", "the one-to-one with {name}");
                report.held(on, said, date, &what);
            }
            None if !known => report.unknown(date),
            None => {
                let message = tr!(
                    lang,
                    "{name} : aucun échange bilatéral avant le lancement",
                    "{name}: no one-to-one before the launch"
                );
                let before = launch.filter(|on| *on > cx.today).map(|on| {
                    let on = dates::date(lang, on);
                    tr!(lang, " avant le {on}", " before {on}")
                });
                let before = before.unwrap_or_default();
                let draft = report.missing(date, message).help(tr!(
                    lang,
                    "convenez d'une date{before}, puis ajoutez `bilateral = …` à `[{id}]` dans `stakeholders.toml`",
                    "agree on a date{before}, then add `bilateral = …` to `[{id}]` in `stakeholders.toml`"
                ));
                if !super::importance_unknown(cx, id, stakeholder) && !cx.is_key(stakeholder) {
                    draft.level(Level::Info);
                }
            }
        }
    }
}
