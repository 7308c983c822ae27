//! No time is set aside for the referents to share what they know.

use crate::address::{Address, Kind};
use crate::finding::Level;
use crate::method::Clause;
use crate::model::MilestoneKind;
use crate::rule::{Check, Context, Family, Report, Rule, State};
use crate::tr;

pub(super) static RULE: Rule = Rule {
    name: "no-knowledge-sharing",
    aliases: &[],
    family: Family::Recommendation,
    clause: Clause::Recommendation(2),
    level: Level::Warning,
    needs: &[Kind::Referent, Kind::Milestone],
    page: include_str!("no_knowledge_sharing.md"),
    check: Check::Project(check),
};

fn check(cx: &Context<'_>, report: &mut Report<'_>) {
    let nowhere = Address::file(Kind::Milestone).subject("knowledge-sharing");
    if cx.project.referents.len() < 2 {
        report.follows(nowhere);
        return;
    }
    let sharing = cx
        .project
        .milestones
        .iter()
        .filter(|(_, milestone)| milestone.kind == Some(MilestoneKind::KnowledgeSharing));
    let best = sharing.min_by_key(|(id, milestone)| {
        let address = Address::entity(Kind::Milestone, id);
        let (date, outcome) = (address.clone().key("date"), address.key("outcome"));
        let said = super::said(milestone.outcome.as_ref());
        let state = super::state(cx, milestone.date, said, &date, &outcome);
        (state, milestone.date.is_none(), milestone.date)
    });
    let Some((id, milestone)) = best else {
        if let Some(address) = super::milestone_of_unknown_kind(cx) {
            report.unknown(address);
            return;
        }
        let message = tr!(
            cx.lang,
            "aucun temps de partage de connaissance entre les référents n'est prévu",
            "no time is planned for the referents to share what they know"
        );
        report.missing(nowhere, message).help(tr!(
            cx.lang,
            "dans `milestones.toml` : `[partage-referents]`, puis `title = \"…\"`, `kind = \"knowledge-sharing\"` et `date = …`",
            "in `milestones.toml`: `[referents-sharing]`, then `title = \"…\"`, `kind = \"knowledge-sharing\"` and `date = …`"
        ));
        return;
    };
    let address = Address::entity(Kind::Milestone, id);
    let (date, outcome) = (address.clone().key("date"), address.key("outcome"));
    let said = super::said(milestone.outcome.as_ref());
    match milestone.date {
        _ if super::state(cx, milestone.date, said, &date, &outcome) == State::Unknown => {
            report.unknown(date);
        }
        Some(on) => report.held(
            on,
            said,
            date,
            cx.lang.pick("le partage de connaissance", "the knowledge sharing"),
        ),
        None => {
            let name = super::named(cx.lang, milestone.title.as_deref(), id);
            let message = tr!(cx.lang, "{name} n'a pas encore de date", "{name} has no date yet");
            report.missing(date, message).help(tr!(
                cx.lang,
                "ajoutez `date = …` à `[{id}]` dans `milestones.toml`",
                "add `date = …` to `[{id}]` in `milestones.toml`"
            ));
        }
    }
}
