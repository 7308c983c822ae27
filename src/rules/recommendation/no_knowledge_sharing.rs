//! No time is set aside for the referents to share what they know.

use crate::address::{Address, Kind};
use crate::finding::Level;
use crate::method::Clause;
use crate::model::{Milestone, MilestoneKind};
use crate::rule::{Check, Context, Family, Report, Rule};
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
    let lang = cx.lang;
    let nowhere = Address::file(Kind::Milestone).subject("knowledge-sharing");
    if cx.project.referents.len() < 2 {
        return report.follows(nowhere);
    }
    let sharing = |milestone: &Milestone| milestone.kind == Some(MilestoneKind::KnowledgeSharing);
    let best = cx.project.milestones.iter().filter(|(_, milestone)| sharing(milestone)).min_by_key(
        |(id, milestone)| {
            (report.milestone_state(id, milestone), milestone.date.is_none(), milestone.date)
        },
    );
    if let Some((id, milestone)) = best {
        let what = lang.pick(
            "le partage de connaissance est prévu le",
            "the knowledge sharing is planned for",
        );
        let name = cx.called(milestone.title.as_deref(), id);
        return report.milestone(id, milestone, what, &name);
    }
    if let Some(hidden) = super::milestone_of_unknown_kind(cx) {
        return report.unknown(hidden);
    }
    let message = tr!(
        lang,
        "aucun temps de partage de connaissance entre les référents n'est prévu",
        "no time is planned for the referents to share what they know"
    );
    report.missing(nowhere, message).help(tr!(
        lang,
        "dans `milestones.toml` : `[partage-referents]` puis, une par ligne, `title = \"…\"`, `kind = \"knowledge-sharing\"` et `date = …`",
        "in `milestones.toml`: `[referents-sharing]` then, one a line, `title = \"…\"`, `kind = \"knowledge-sharing\"` and `date = …`"
    ));
}
