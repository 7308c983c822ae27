//! An entity in a few lines, beside its id.

use super::Spot;
use crate::address::Kind;
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
