//! The project plans no launch committee.

use crate::address::Kind;
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
    match super::launch(cx) {
        Ok(Some((id, launch))) => {
            let what = lang
                .pick("le comité de lancement est prévu le", "the launch committee is planned for");
            let name = cx.called(launch.title.as_deref(), id);
            report.milestone(id, launch, what, &name);
        }
        Ok(None) => {
            let message = tr!(
                lang,
                "aucun comité de lancement n'est prévu",
                "no launch committee is planned"
            );
            report.missing(super::no_launch(), message).help(tr!(
                lang,
                "dans `milestones.toml` : `[launch]` puis, une par ligne, `title = \"Comité de lancement\"`, `kind = \"launch-committee\"` et `date = …`",
                "in `milestones.toml`: `[launch]` then, one a line, `title = \"Launch committee\"`, `kind = \"launch-committee\"` and `date = …`"
            ));
        }
        Err(hidden) => report.unknown(hidden),
    }
}
