//! The schedule holds no milestone besides the exchange with management.

use crate::address::{Address, Kind};
use crate::finding::Level;
use crate::method::Clause;
use crate::model::MilestoneKind;
use crate::rule::{Check, Context, Family, Report, Rule, State};
use crate::tr;

pub(super) static RULE: Rule = Rule {
    name: "no-milestone",
    aliases: &[],
    family: Family::Activity,
    clause: Clause::Activity(5),
    level: Level::Error,
    needs: &[Kind::Milestone],
    page: include_str!("no_milestone.md"),
    check: Check::Project(check),
};

fn check(cx: &Context<'_>, report: &mut Report<'_>) {
    let milestones = cx.project.milestones.iter().filter_map(|(id, milestone)| {
        let at = Address::entity(Kind::Milestone, id);
        let state = match milestone.kind {
            Some(MilestoneKind::ManagementExchange) => return None,
            Some(MilestoneKind::BodySession) if !milestone.covers.is_empty() => return None,
            _ if cx.unsure(&at, &["kind", "date", "covers"]) => State::Unknown,
            _ if milestone.date.is_some() => State::Done,
            _ => State::ToDo,
        };
        Some((state, id, milestone))
    });
    match milestones.min_by_key(|(state, id, _)| (*state, *id)) {
        Some((State::ToDo, id, milestone)) => {
            let title = cx.called(milestone.title.as_deref(), id);
            let message = tr!(
                cx.lang,
                "aucun jalon n'a encore de date, pas même {title}",
                "no milestone has a date yet, not even {title}"
            );
            report.undated(id, message);
        }
        Some((State::Done, id, _)) => report.present(Address::entity(Kind::Milestone, id)),
        Some((_, id, _)) => report.unknown(Address::entity(Kind::Milestone, id)),
        None => {
            let message = tr!(
                cx.lang,
                "aucun jalon n'est défini en dehors de l'échange avec la direction",
                "no milestone is defined besides the exchange with management"
            );
            report.missing(Address::file(Kind::Milestone), message).help(tr!(
                cx.lang,
                "dans `milestones.toml` : `[launch]` puis, une par ligne, `title = \"Comité de lancement\"`, `kind = \"launch-committee\"` et `date = …`",
                "in `milestones.toml`: `[launch]` then, one a line, `title = \"Launch committee\"`, `kind = \"launch-committee\"` and `date = …`"
            ));
        }
    }
}
