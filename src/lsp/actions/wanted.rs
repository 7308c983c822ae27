//! What can be added for a finding: derived from its rule, its address and what the project says.

use crate::address::{Address, Kind, is_bare_key};
use crate::document::cursor;
use crate::edit::quoted;
use crate::finding::{Finding, Place};
use crate::literal::fold;
use crate::lsp::meaning::{innermost, key_at};
use crate::lsp::view::View;
use crate::method::LISTED_DOCUMENTS;
use crate::model::{
    AuthorityKind, BodyKind, Coverage, DocumentKind, MilestoneKind, PeriodKind, Profile, Role,
    Shape, Status, Topic,
};
use crate::rule::wanted::{New, document, entity, sort, stakeholder};
use crate::rules::coherence::{missing_roles, unlisted_documents};
use crate::slug::untaken;

/// What can be added for a finding: of several of one kind each is wanted, of several kinds one.
/// Nothing that waits to be completed already.
pub(super) fn of(view: &View<'_>, finding: &Finding) -> Vec<New> {
    if finding.rule == "dangling-reference" {
        return referred(view, finding);
    }
    let wanted = match (&finding.address.subject, finding.address.path.is_empty()) {
        (Some(word), true) => called(view, finding, word),
        _ => of_rule(view, finding),
    };
    wanted.into_iter().filter(|new| !waits(view, new)).collect()
}

/// What a file lacks that is called by a word of its own.
fn called(view: &View<'_>, finding: &Finding, word: &str) -> Vec<New> {
    let lang = view.lang();
    let settings = &view.loaded.project.settings;
    let found = match finding.address.kind {
        Kind::Document => {
            DocumentKind::ALL.iter().find(|kind| kind.word().name == word).map(|kind| {
                // A commune asks its inter-municipal body for it.
                let asked = *kind == DocumentKind::Crte
                    && settings.authority.kind == Some(AuthorityKind::Commune);
                document(*kind, if asked { Status::Requested } else { Status::ToFind }, lang)
            })
        }
        Kind::Stakeholder => {
            let role = Role::ALL.iter().find(|role| role.word().name == word);
            role.map(|role| stakeholder(*role, lang))
        }
        Kind::Calendar => {
            let kind = PeriodKind::ALL.iter().find(|kind| kind.word().name == word);
            kind.map(|kind| entity(Kind::Calendar, kind.word().id(lang), &[("kind", word)]))
        }
        Kind::Milestone if word == MilestoneKind::LaunchCommittee.word().name => Some(launch(view)),
        Kind::Milestone if word == MilestoneKind::KnowledgeSharing.word().name => {
            let id = lang.pick("partage-referents", "referents-sharing");
            let title = lang.pick(
                "Partage de connaissance entre les référents",
                "Referents share what they know",
            );
            Some(entity(Kind::Milestone, id, &[("title", title), ("kind", word)]))
        }
        Kind::Milestone if Topic::WORDS.iter().any(|topic| topic.name == word) => {
            Some(exchange(view, word))
        }
        _ => None,
    };
    found.into_iter().collect()
}

fn launch(view: &View<'_>) -> New {
    let title = view.lang().pick("Comité de lancement", "Launch committee");
    let kind = MilestoneKind::LaunchCommittee.word().name;
    entity(Kind::Milestone, "launch", &[("title", title), ("kind", kind)])
}

/// An exchange with management about a topic, and about the other one where that is missing as well.
fn exchange(view: &View<'_>, word: &str) -> New {
    let lang = view.lang();
    let id = lang.pick("echange-dg", "management");
    let title = lang.pick("Échange avec la direction générale", "Exchange with senior management");
    let kind = MilestoneKind::ManagementExchange.word().name;
    let mut new = entity(Kind::Milestone, id, &[("title", title), ("kind", kind)]);
    let missing = |word: &str| {
        let at = Address::file(Kind::Milestone).subject(word);
        view.findings().any(|finding| finding.address == at)
    };
    let topics = Topic::WORDS.iter().map(|topic| topic.name);
    let covers = topics.filter(|topic| *topic == word || missing(topic)).map(quoted);
    let covers: Vec<String> = covers.collect();
    new.known.push(("covers", format!("[{}]", covers.join(", "))));
    new
}

/// What a rule asks for whose address does not say it.
fn of_rule(view: &View<'_>, finding: &Finding) -> Vec<New> {
    let (lang, project, cx) = (view.lang(), &view.loaded.project, view.context());
    let referent = |profile: Profile| {
        let id = match profile {
            Profile::It => lang.pick("cheffe-projet-dsi", "it-project-lead"),
            _ => lang.pick("responsable-vie-locale", "community-life-lead"),
        };
        entity(Kind::Referent, id, &[("profile", profile.word().name)])
    };
    let people = |roles: Vec<Role>| -> Vec<New> {
        roles.into_iter().map(|role| stakeholder(role, lang)).collect()
    };
    let documents = |kinds: Vec<DocumentKind>| -> Vec<New> {
        kinds.into_iter().map(|kind| document(kind, Status::ToFind, lang)).collect()
    };
    match finding.rule {
        "no-referent" => vec![referent(Profile::It)],
        "single-referent" => {
            let only = finding.address.entity_id().and_then(|id| project.referents.get(id));
            let other = match only.and_then(|referent| referent.profile) {
                Some(Profile::It) | None => Profile::Business,
                Some(_) => Profile::It,
            };
            vec![referent(other)]
        }
        "no-stakeholder" | "core-role-missing" => people(missing_roles(&cx)),
        "scope-without-actors" => people(actors(view, &finding.address).into_iter().collect()),
        "document-unaccounted" => documents(unlisted_documents(&cx)),
        "no-document-collected" if project.documents.is_empty() => {
            documents(LISTED_DOCUMENTS.to_vec())
        }
        "no-milestone" if finding.address.path.is_empty() => vec![launch(view)],
        "no-milestone-after-launch" => {
            let kind = MilestoneKind::Deliverable.word().name;
            vec![entity(Kind::Milestone, lang.pick("restitution", "results"), &[("kind", kind)])]
        }
        "no-body" => {
            let (id, kind) = (lang.pick("codir", "board"), BodyKind::ManagementCommittee);
            vec![entity(Kind::Body, id, &[("kind", kind.word().name)])]
        }
        _ => Vec::new(),
    }
}

/// Who speaks for the part of the scope that an address names.
fn actors(view: &View<'_>, address: &Address) -> Option<Role> {
    let commune = view.loaded.project.settings.authority.kind == Some(AuthorityKind::Commune);
    match address.subject.as_deref() {
        None => Some(Role::Education),
        Some(part) if part == Coverage::Territory.word().name => Some(Role::TerritoryActors),
        Some(part) if part == Coverage::Intercommunality.word().name => {
            Some(if commune { Role::Intercommunality } else { Role::MemberMunicipalities })
        }
        Some(_) => None,
    }
}

/// Whether an entity of the same sort stands there, to be completed.
fn waits(view: &View<'_>, new: &New) -> bool {
    let Some(word) = sort(new) else { return false };
    let document = view.loaded.documents.get(new.kind);
    let aside = view.loaded.project.aside.iter().filter(|aside| aside.kind == new.kind);
    aside.into_iter().any(|aside| {
        ["role", "kind", "profile"].iter().any(|key| {
            let value = document.and_then(|one| one.value(&aside.clone().key(key).path));
            value.and_then(|value| value.get_ref().as_str()) == Some(word.name)
        })
    })
}

/// What a reference to nothing may be meant for: one entity for each kind that it may name.
fn referred(view: &View<'_>, finding: &Finding) -> Vec<New> {
    let places = finding.place.iter().chain(finding.related.iter().map(|related| &related.place));
    let mut named = places.filter_map(|place| reference(view, place));
    let Some((id, first)) = named.next().filter(|(id, _)| is_bare_key(id)) else {
        return Vec::new();
    };
    // A decision is recorded otherwise.
    let can = |kind: &Kind| *kind != Kind::Decision && !is_taken(view, *kind, &id);
    let mut kinds: Vec<Kind> = first.iter().copied().filter(can).collect();
    // Those of a file that is not there may be of several ids.
    for (_, allowed) in named.filter(|(other, _)| *other == id) {
        kinds.retain(|kind| allowed.contains(kind));
    }
    kinds.into_iter().map(|kind| New { kind, id: id.clone(), known: Vec::new() }).collect()
}

/// The id at a place, and the kinds that it may be of.
fn reference(view: &View<'_>, place: &Place) -> Option<(String, &'static [Kind])> {
    let kind = Kind::ALL.into_iter().find(|kind| kind.file() == place.path)?;
    let cursor = cursor::at(view.text(kind), place.range.start + 1);
    let at = Address { path: cursor.path, ..Address::file(kind) };
    match innermost(&key_at(&at)?.shape) {
        Shape::Reference(kinds) => Some((cursor.text, *kinds)),
        _ => None,
    }
}

/// Whether an id is taken among those that must differ from it.
pub(super) fn is_taken(view: &View<'_>, kind: Kind, id: &str) -> bool {
    let shared: &[Kind] = match kind {
        Kind::Referent | Kind::Stakeholder => &[Kind::Referent, Kind::Stakeholder],
        _ => &[kind],
    };
    let all = shared.iter().filter_map(|kind| view.loaded.documents.get(*kind));
    all.flat_map(|document| document.table.keys()).any(|key| fold(key.get_ref()) == fold(id))
}

/// The id of a new entity, with a number where it is taken by another, or by one of those before.
pub(super) fn free(view: &View<'_>, new: &New, before: &[String]) -> String {
    untaken(&new.id, &|id| is_taken(view, new.kind, id) || before.iter().any(|one| one == id))
}
