//! Headers: ids that others refer to and that no file has, what the method looks for in the file, the
//! tables below an entity.

use std::collections::BTreeSet;

use gen_lsp_types::CompletionItemKind;

use super::offer::{Offer, Offers};
use super::{Spot, keys, snippets};
use crate::address::Kind;
use crate::choices;
use crate::document::cursor::{keys_of, table_at};
use crate::load;
use crate::method::LISTED_DOCUMENTS;
use crate::model::{DocumentKind, Key, MilestoneKind, Role, Shape, Word};
use crate::rule::Context;
use crate::tr;

/// What may stand between the brackets of a header.
pub(super) fn offers(spot: &Spot<'_>) -> Option<Offers> {
    let lead = spot.raw().chars().next().filter(|first| matches!(first, '"' | '\''));
    let mut list = match (spot.kind.holds_entities(), spot.table()) {
        (true, []) => {
            let mut found = entities(spot);
            found.extend(below_the_last(spot));
            found
        }
        _ => tables(spot),
    };
    let closed = spot.after().trim_start().starts_with([']', '.']);
    for offer in &mut list {
        if offer.insert.ends_with('.') {
            if spot.snippets && !closed {
                (offer.insert, offer.snippet) =
                    (format!("{}$0]", snippets::plain(&offer.insert)), true);
            }
        } else if !closed {
            offer.insert.push(']');
        }
    }
    let range = spot.cursor.token.clone();
    (!list.is_empty()).then_some(Offers { range, lead, list, more: false })
}

/// The entities that miss: first those that something refers to.
fn entities(spot: &Spot<'_>) -> Vec<Offer> {
    let (lang, typed) = (spot.cx.lang, &spot.cursor.text);
    let there = keys_of(spot.text, &[]);
    let mut seen: BTreeSet<&str> =
        there.iter().filter(|id| *id != typed).map(String::as_str).collect();
    let wanted = load::wanted(spot.cx.documents, spot.kind);
    let mut found: Vec<Offer> = Vec::new();
    for (id, from) in &wanted {
        if seen.insert(id) {
            let says = tr!(lang, "cité dans {from}", "referred to in {from}");
            found.push(entity(id, &says));
        }
    }
    for word in unmet(&spot.cx, spot.kind) {
        if seen.insert(word.name) {
            let says = word.label(lang);
            let says = tr!(lang, "pas encore là\u{a0}: {says}", "not there yet: {says}");
            let names = word.aliases.iter().copied().chain([word.label(lang)]);
            found.push(entity(word.name, &says).also(names));
        }
    }
    found
}

/// What the method looks for in a file, and no entity of it is.
fn unmet(cx: &Context<'_>, kind: Kind) -> Vec<&'static Word> {
    let project = cx.project;
    match kind {
        Kind::Document => {
            let there = |kind| project.documents.values().any(|one| one.kind == Some(kind));
            LISTED_DOCUMENTS
                .into_iter()
                .filter(|kind| !there(*kind))
                .map(DocumentKind::word)
                .collect()
        }
        Kind::Stakeholder => {
            let there = |role| project.stakeholders.values().any(|one| one.role == Some(role));
            let key = Role::ALL.iter().filter(|role| cx.key_role(**role) == Some(true));
            key.filter(|role| !there(**role)).map(|role| role.word()).collect()
        }
        Kind::Milestone => {
            let there = |kind| project.milestones.values().any(|one| one.kind == Some(kind));
            let asked = [MilestoneKind::ManagementExchange, MilestoneKind::LaunchCommittee];
            asked.into_iter().filter(|kind| !there(*kind)).map(MilestoneKind::word).collect()
        }
        _ => Vec::new(),
    }
}

fn entity(id: &str, says: &str) -> Offer {
    let mut offer = Offer::new(id, says, CompletionItemKind::Class);
    offer.insert = snippets::dotted(&[id]);
    offer
}

/// The tables that the entity above does not have yet.
fn below_the_last(spot: &Spot<'_>) -> Vec<Offer> {
    let above = table_at(spot.text, spot.line()).unwrap_or_default();
    let Some(id) = above.first() else { return Vec::new() };
    absent(spot, std::slice::from_ref(id))
}

/// The tables below those that are typed.
fn tables(spot: &Spot<'_>) -> Vec<Offer> {
    absent(spot, spot.table())
}

fn absent(spot: &Spot<'_>, path: &[String]) -> Vec<Offer> {
    let Some(Shape::Table(all)) = choices::shape(spot.kind, path) else { return Vec::new() };
    let typed = &spot.cursor.text;
    let there = keys_of(spot.text, path);
    let is_there = |key: &Key| {
        let full = matches!(key.shape, Shape::Table(_) | Shape::Map(Shape::Word(_)));
        full && there.iter().any(|name| key.is_called(name)) && !key.is_called(typed)
    };
    let mut found = Vec::new();
    for key in choices::absent(all, is_there) {
        let mut offer = keys::named(spot, key);
        let typed = spot.table().len();
        let below: Vec<&str> =
            path.iter().skip(typed).map(String::as_str).chain([key.name]).collect();
        match key.shape {
            Shape::Table(_) | Shape::Map(Shape::Word(_)) => offer.insert = snippets::dotted(&below),
            Shape::Map(_) => offer.insert = format!("{}.", snippets::dotted(&below)),
            _ => continue,
        }
        offer.icon = CompletionItemKind::Module;
        offer.label.clone_from(&offer.insert);
        offer.other.insert(0, key.name.to_owned());
        found.push(offer);
    }
    found
}
