//! The project plans no launch committee.

use crate::address::{Address, Kind};
use crate::finding::Level;
use crate::method::Clause;
use crate::rule::{Check, Context, Family, Report, Rule};
use crate::tr;

pub(super) static RULE: Rule = Rule {
    name: "no-launch-committee",
    aliases: &[],
    family: Family::Recommendation,
    clause: Clause::Recommendation(4),
    level: Level::Warning,
    needs: &[Kind::Milestone],
    page: include_str!("no_launch_committee.md"),
    check: Check::Project(check),
};

fn check(cx: &Context<'_>, report: &mut Report<'_>) {
    let lang = cx.lang;
    let (id, launch) = match super::launch(cx) {
        Ok(Some(launch)) => launch,
        Err(hidden) => return report.unknown(hidden),
        Ok(None) => {
            let message = tr!(
                lang,
                "aucun comité de lancement n'est prévu",
                "no launch committee is planned"
            );
            report.missing(super::no_launch(), message).help(tr!(
                lang,
                "dans `milestones.toml` : `[launch]`, puis `title = \"Comité de lancement\"`, `kind = \"launch-committee\"` et `date = …`",
                "in `milestones.toml`: `[launch]`, then `title = \"Launch committee\"`, `kind = \"launch-committee\"` and `date = …`"
            ));
            return;
        }
    };
    let address = Address::entity(Kind::Milestone, id);
    let (date, outcome) = (address.clone().key("date"), address.key("outcome"));
    let Some(on) = launch.date else {
        let name = super::named(lang, launch.title.as_deref(), id);
        let message = tr!(lang, "{name} n'a pas encore de date", "{name} has no date yet");
        report.missing(date, message).help(tr!(
            lang,
            "fixez la date avec la direction, puis ajoutez `date = …` à `[{id}]` dans `milestones.toml`",
            "agree on the date with management, then add `date = …` to `[{id}]` in `milestones.toml`"
        ));
        return;
    };
    let said = super::said(launch.outcome.as_ref());
    if on <= cx.today && !said && cx.unknown(&outcome) {
        return report.unknown(outcome);
    }
    report.held(on, said, date, lang.pick("le comité de lancement", "the launch committee"));
}
