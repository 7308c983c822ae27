//! Parts of a project that do not fit together.

mod body_undated;
mod body_without_purpose;
mod core_role_missing;
mod document_unaccounted;
mod document_unstudied;
mod facilities_unlisted;
mod management_absent;
mod milestone_before_start;
mod no_lead;
mod no_milestone_after_launch;
mod no_objectives;
mod no_session_after_launch;
mod scope_below_minimum;
mod scope_late;
mod scope_unrecorded;
mod scope_without_actors;
mod scope_without_means;
mod territory_unknown_to_referents;
mod unusual_duration;
mod wider_scope_unexplained;

use chrono::NaiveDate;

use crate::address::{Address, Kind};
use crate::lang::Lang;
use crate::model::{Coverage, Decision, Method, MilestoneKind, Role, Status};
use crate::rule::{Context, Rule};

pub use document_unaccounted::unlisted_documents;

/// The rules of this family, in the order they are shown.
pub static RULES: &[&Rule] = &[
    &document_unaccounted::RULE,
    &document_unstudied::RULE,
    &management_absent::RULE,
    &wider_scope_unexplained::RULE,
    &scope_below_minimum::RULE,
    &scope_without_actors::RULE,
    &scope_without_means::RULE,
    &scope_late::RULE,
    &scope_unrecorded::RULE,
    &facilities_unlisted::RULE,
    &core_role_missing::RULE,
    &no_objectives::RULE,
    &no_lead::RULE,
    &territory_unknown_to_referents::RULE,
    &body_without_purpose::RULE,
    &body_undated::RULE,
    &no_milestone_after_launch::RULE,
    &no_session_after_launch::RULE,
    &unusual_duration::RULE,
    &milestone_before_start::RULE,
];

/// Whether the scope goes beyond the authority itself: « un périmètre plus large ».
fn is_wider(cx: &Context<'_>) -> bool {
    cx.project.scope.coverage.iter().any(|coverage| *coverage != Coverage::Authority)
}

/// Whether the role of every stakeholder is known: else nothing can be said of an absent one.
fn roles_known(cx: &Context<'_>) -> bool {
    cx.project.stakeholders.values().all(|stakeholder| stakeholder.role.is_some())
}

/// Whether a stakeholder has one of these roles.
fn has_role(cx: &Context<'_>, roles: &[Role]) -> bool {
    let mut known = cx.project.stakeholders.values().filter_map(|stakeholder| stakeholder.role);
    known.any(|role| roles.contains(&role))
}

/// The roles that the work usually needs, and no stakeholder has.
pub fn missing_roles(cx: &Context<'_>) -> Vec<Role> {
    let missing = |role: &Role| cx.key_role(*role) == Some(true) && !has_role(cx, &[*role]);
    let all = Role::ALL.iter().copied();
    all.filter(|role| missing(role) && !reported_elsewhere(cx, *role)).collect()
}

/// Whether `scope-without-actors` or `flash-without-provider` already looks for this role.
fn reported_elsewhere(cx: &Context<'_>, role: Role) -> bool {
    let settings = &cx.project.settings;
    let scope = [Role::Education, Role::MemberMunicipalities, Role::TerritoryActors];
    (scope.contains(&role) && settings.roles.is_none())
        || (role == Role::ItProvider && settings.project.method == Some(Method::Flash))
}

/// The decisions that concern the scope, by id; `None` where it is unknown what one concerns.
fn scope_decisions<'c>(cx: &Context<'c>) -> Option<Vec<(&'c str, &'c Decision)>> {
    let mut found = Vec::new();
    for (id, decision) in &cx.project.decisions {
        if cx.unknown(&Address::entity(Kind::Decision, id).key("concerns")) {
            return None;
        }
        if decision.concerns.iter().any(|address| address.kind == Kind::Scope) {
            found.push((id.as_str(), decision));
        }
    }
    Some(found)
}

/// What should have a referent in charge and has none: key stakeholders, milestones to come or
/// undated, documents to obtain, existing bodies.
fn without_lead(cx: &Context<'_>) -> Vec<Address> {
    let project = cx.project;
    let wanted = [Some(Status::ToFind), Some(Status::Requested)];
    let actors = cx.key_stakeholders().map(|(id, s)| (Kind::Stakeholder, id, &s.lead));
    let milestones =
        project.milestones.iter().filter(|(_, m)| m.date.is_none_or(|d| d >= cx.today));
    let documents = project.documents.iter().filter(|(_, d)| wanted.contains(&d.status));
    let bodies = project.bodies.iter().filter(|(_, b)| b.is_existing());
    actors
        .chain(milestones.map(|(id, m)| (Kind::Milestone, id.as_str(), &m.lead)))
        .chain(documents.map(|(id, d)| (Kind::Document, id.as_str(), &d.lead)))
        .chain(bodies.map(|(id, b)| (Kind::Body, id.as_str(), &b.lead)))
        .filter(|(.., lead)| lead.is_none())
        .map(|(kind, id, _)| Address::entity(kind, id))
        .filter(|address| !cx.unsure(address, &["lead"]))
        .collect()
}

/// The last session of any body; `None` where there is none, or where some date is unknown.
fn last_session(cx: &Context<'_>) -> Option<NaiveDate> {
    let mut last = None;
    for (id, body) in &cx.project.bodies {
        if cx.unknown(&Address::entity(Kind::Body, id).key("sessions")) {
            return None;
        }
        last = last.max(body.sessions.iter().max().copied());
    }
    for (id, milestone) in &cx.project.milestones {
        if cx.unknown(&Address::entity(Kind::Milestone, id).key("date")) {
            return None;
        }
        if milestone.kind == Some(MilestoneKind::BodySession) {
            last = last.max(milestone.date);
        }
    }
    last
}

/// Whether someone is there, or may be, to fill in the inventory of a facility.
fn has_inventory_contact(cx: &Context<'_>) -> bool {
    let facilities = Address::file(Kind::Scope).key("facilities");
    let mut listed = cx.project.scope.facilities.iter();
    let found = listed.any(|(id, facility)| {
        let contact = facilities.clone().key(id).key("inventory-contact");
        facility.inventory_contact.is_some() || cx.unknown(&contact)
    });
    found || cx.unknown(&facilities)
}

/// What a referent can be in charge of, by kind.
const fn to_lead(lang: Lang, kind: Kind, many: bool) -> &'static str {
    match (kind, many) {
        (Kind::Stakeholder, false) => lang.pick("partie prenante clé", "key stakeholder"),
        (Kind::Stakeholder, true) => lang.pick("parties prenantes clés", "key stakeholders"),
        (Kind::Milestone, false) => lang.pick("jalon à venir", "milestone to come"),
        (Kind::Milestone, true) => lang.pick("jalons à venir", "milestones to come"),
        (Kind::Document, false) => lang.pick("document à obtenir", "document to obtain"),
        (Kind::Document, true) => lang.pick("documents à obtenir", "documents to obtain"),
        (_, false) => lang.pick("instance existante", "existing body"),
        (_, true) => lang.pick("instances existantes", "existing bodies"),
    }
}
