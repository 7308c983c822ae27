//! An exchange with management that management does not attend.

use super::roles_known;
use crate::address::{Address, Kind};
use crate::finding::Level;
use crate::method::Clause;
use crate::model::{ActorId, MilestoneKind, Project, Role};
use crate::rule::{Check, Context, Family, Report, Rule};
use crate::tr;

pub(super) static RULE: Rule = Rule {
    name: "management-absent",
    aliases: &[],
    family: Family::Coherence,
    clause: Clause::Activity(2),
    level: Level::Warning,
    needs: &[Kind::Milestone, Kind::Stakeholder, Kind::Referent],
    page: include_str!("management_absent.md"),
    check: Check::Project(check),
};

fn check(cx: &Context<'_>, report: &mut Report<'_>) {
    let Project { stakeholders, milestones, .. } = cx.project;
    if stakeholders.is_empty() || !roles_known(cx) {
        return;
    }
    let manager = stakeholders.iter().find(|(_, s)| s.role == Some(Role::SeniorManagement));
    let who = manager.map_or("dgs", |(id, _)| id);
    for (id, milestone) in milestones {
        let exchange = milestone.kind == Some(MilestoneKind::ManagementExchange);
        let mut participants = milestone.participants.iter();
        if !exchange || milestone.date.is_none() || participants.any(|p| may_manage(cx, p)) {
            continue;
        }
        let name = cx.called(milestone.title.as_deref(), id);
        let message = tr!(
            cx.lang,
            "la direction générale n'est pas parmi les participants de {name}",
            "senior management is not among the participants of {name}"
        );
        let address = Address::entity(Kind::Milestone, id).key("participants");
        report.find(address, message).help(tr!(
            cx.lang,
            "dans `milestones.toml`, sous `[{id}]` : `participants = [\"{who}\", …]`, où `{who}` est une partie prenante de rôle `senior-management`",
            "in `milestones.toml`, under `[{id}]`: `participants = [\"{who}\", …]`, where `{who}` is a stakeholder with the role `senior-management`"
        ));
    }
}

/// Whether a participant is of management, or unknown: a wrong id may well be meant for it.
fn may_manage(cx: &Context<'_>, who: &ActorId) -> bool {
    match cx.project.stakeholders.get(&who.0) {
        Some(stakeholder) => stakeholder.role == Some(Role::SeniorManagement),
        None => !cx.project.referents.contains_key(&who.0),
    }
}
