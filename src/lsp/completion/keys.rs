//! Keys that are not there yet, with what they mean; on a line of its own after the last key of an
//! entity, also what may come after the entity.

use gen_lsp_types::CompletionItemKind;

use super::offer::{Offer, Offers, Says};
use super::{Spot, snippets, values};
use crate::choices;
use crate::document::cursor::{keys_of, table_at};
use crate::model::{Key, Shape};
use crate::render::kinds;
use crate::tr;

/// What may stand in the place of a key.
pub(super) fn offers(spot: &Spot<'_>) -> Option<Offers> {
    let lead = spot.raw().chars().next().filter(|first| matches!(first, '"' | '\''));
    let ends = ends_entity(spot);
    let mut list = match choices::shape(spot.kind, spot.table()) {
        Some(Shape::Table(keys)) => of_table(spot, keys, ends),
        Some(Shape::Map(inner)) => of_map(spot, *inner),
        _ => Vec::new(),
    };
    if ends {
        list.extend(snippets::entities(spot));
    }
    let range = spot.cursor.token.clone();
    (!list.is_empty()).then_some(Offers { range, lead, list, more: false })
}

/// The keys of a table that it does not have, those first without which it is incomplete.
fn of_table(spot: &Spot<'_>, keys: &'static [Key], ends: bool) -> Vec<Offer> {
    let there = keys_of(spot.text, spot.table());
    let typed = &spot.cursor.text;
    let is_typed = |key: &Key| !typed.is_empty() && key.is_called(typed);
    let is_there = |key: &Key| !is_typed(key) && there.iter().any(|name| key.is_called(name));
    let mut absent: Vec<&Key> = choices::absent(keys, is_there).collect();
    absent.sort_by_key(|key| !key.required);
    absent.into_iter().map(|key| of_key(spot, key, ends)).collect()
}

fn of_key(spot: &Spot<'_>, key: &'static Key, ends: bool) -> Offer {
    let mut offer = named(spot, key);
    if spot.goes_on() {
        return offer;
    }
    match key.shape {
        Shape::Table(_) | Shape::Map(_) if ends => {
            (offer.insert, offer.snippet) = snippets::header(spot, spot.table(), key);
        }
        Shape::Table(_) | Shape::Map(_) => offer.insert = format!("{}.", key.name),
        _ if spot.snippets => {
            let value = snippets::value(&spot.cx, &key.shape, 1, "");
            (offer.insert, offer.snippet) = (format!("{} = {value}", key.name), true);
        }
        _ => offer.insert = format!("{} = ", key.name),
    }
    offer
}

/// A key by its name alone.
pub(super) fn named(spot: &Spot<'_>, key: &'static Key) -> Offer {
    let lang = spot.cx.lang;
    let shape = kinds::shape(&key.shape, lang).replace('`', "");
    let detail =
        if key.required { tr!(lang, "obligatoire, {shape}", "required, {shape}") } else { shape };
    let mut offer = Offer::new(key.name, &detail, CompletionItemKind::Property)
        .also(key.aliases.iter().copied());
    offer.says = Some(Says::Markdown(key.meaning(lang).to_owned()));
    offer
}

/// The names that are free but known: rules.
fn of_map(spot: &Spot<'_>, inner: Shape) -> Vec<Offer> {
    let levels = spot.table().last().is_some_and(|key| key == "levels");
    if !levels {
        return Vec::new();
    }
    let there = keys_of(spot.text, spot.table());
    let mut found: Vec<Offer> = Vec::new();
    for mut offer in values::rules(spot) {
        if there.contains(&offer.label) && offer.label != spot.cursor.text {
            continue;
        }
        if !spot.goes_on() {
            let words = inner.words().unwrap_or_default().iter().map(|word| word.name);
            let words = words.filter(|word| *word != "off" || values::may_be_off(&offer.label));
            let value = snippets::words(1, words);
            let value = if spot.snippets { value.as_str() } else { "" };
            (offer.insert, offer.snippet) = (format!("{} = {value}", offer.label), spot.snippets);
        }
        found.push(offer);
    }
    found
}

impl Spot<'_> {
    /// Whether the rest of the line goes on from a key.
    fn goes_on(&self) -> bool {
        self.after().trim_start().starts_with(['=', '.'])
    }
}

/// Whether the line has nothing else and nothing of its table follows it, so that another table may
/// start there.
fn ends_entity(spot: &Spot<'_>) -> bool {
    let alone = spot.before().trim().is_empty() && spot.after().trim().is_empty();
    if !alone || table_at(spot.text, spot.line()).is_none_or(|table| table != spot.table()) {
        return false;
    }
    let rest = spot.text.get(spot.cursor.token.end..).unwrap_or_default();
    let mut lines = rest.lines().map(str::trim_start);
    let next = lines.find(|line| !line.is_empty() && !line.starts_with('#'));
    next.is_none_or(|line| line.starts_with('['))
}
