//! An entity in a few lines, beside its id.

use std::collections::BTreeSet;

use toml::de::DeValue;

use super::Spot;
use crate::address::Kind;
use crate::load::Documents;
use crate::model::{self, Key, Shape};
use crate::render::{kinds, value, words};
use crate::text::terminal;
use crate::tr;

/// How many lines a card has at most under its title; a threshold of nrt's own.
const MAX_LINES: usize = 6;

/// What kind of entity it is and what stands in it, without free texts and without what is personal.
pub(super) fn of(spot: &Spot<'_>, kind: Kind, id: &str) -> Option<String> {
    let lang = spot.cx.lang;
    let table = spot.cx.documents.get(kind)?.table.get(id)?.get_ref().as_table()?;
    let shown = |key: &&Key| !key.personal && is_short(&key.shape);
    let lines = model::keys(kind).iter().filter(shown).filter_map(|key| {
        let here = value::human(table.get(key.name)?.get_ref(), &key.shape, lang);
        let (name, here) = (words::title(key, lang), terminal(&here));
        Some(tr!(lang, "{name}\u{a0}: {here}", "{name}: {here}"))
    });
    let mut card = vec![kinds::one(kind, lang).to_owned()];
    card.extend(lines.take(MAX_LINES));
    Some(card.join("\n"))
}

const fn is_short(shape: &Shape) -> bool {
    match shape {
        Shape::Date | Shape::Time | Shape::Flag | Shape::Word(_) | Shape::Reference(_) => true,
        Shape::List(inner) => matches!(inner, Shape::Word(_)),
        _ => false,
    }
}

/// The entities of some kinds that nobody should refer to any more: cancelled milestones, decisions
/// that another one took the place of.
pub(super) fn outdated(documents: &Documents<'_>, kinds: &[Kind]) -> BTreeSet<(Kind, String)> {
    let mut found = BTreeSet::new();
    for kind in kinds {
        let table = documents.get(*kind).map(|document| &document.table);
        for (id, entity) in table.into_iter().flatten() {
            let Some(entity) = entity.get_ref().as_table() else { continue };
            let at = |key: &str| entity.get(key).map(toml::Spanned::get_ref);
            let cancelled = at("cancelled").and_then(DeValue::as_bool) == Some(true);
            if *kind == Kind::Milestone && cancelled {
                found.insert((*kind, id.get_ref().to_string()));
            }
            if let Some(before) = at("supersedes").and_then(DeValue::as_str)
                && *kind == Kind::Decision
            {
                found.insert((*kind, before.to_owned()));
            }
        }
    }
    found
}
