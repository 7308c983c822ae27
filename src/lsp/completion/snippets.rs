//! What has gaps to fill in: a value by its type, an entity with the keys that it is incomplete
//! without.

use gen_lsp_types::CompletionItemKind;

use super::offer::{Offer, Says};
use super::{Spot, keys};
use crate::address::{Kind, is_bare_key};
use crate::choices;
use crate::document::cursor::keys_of;
use crate::lang::Lang;
use crate::model::{self, Key, Shape};
use crate::render::explain;
use crate::rule::Context;

/// A text that a snippet takes for its letters.
pub(super) fn plain(text: &str) -> String {
    text.replace('\\', "\\\\").replace('$', "\\$").replace('}', "\\}")
}

/// A gap for a value of a type, the `n`-th of its snippet; a text is `otherwise` as long as nothing
/// is typed.
pub(super) fn value(cx: &Context<'_>, shape: &Shape, n: usize, otherwise: &str) -> String {
    match shape {
        Shape::Word(words) => self::words(n, words.iter().map(|word| word.name)),
        Shape::Flag => format!("${{{n}|true,false|}}"),
        Shape::Date => format!("${{{n}:{}}}", cx.today),
        Shape::Time => format!("${{{n}:14:00:00}}"),
        Shape::Count | Shape::Number => format!("${n}"),
        Shape::Text | Shape::Reference(_) | Shape::Address | Shape::Rule
            if otherwise.is_empty() =>
        {
            format!("\"${n}\"")
        }
        Shape::Text | Shape::Reference(_) | Shape::Address | Shape::Rule => {
            format!("\"${{{n}:{otherwise}}}\"")
        }
        Shape::List(inner) => format!("[{}]", value(cx, inner, n, otherwise)),
        Shape::Table(_) | Shape::Map(_) => format!("{{ ${n} }}"),
    }
}

/// A gap for one of some words.
pub(super) fn words<'w>(n: usize, words: impl Iterator<Item = &'w str>) -> String {
    let words: Vec<&str> = words.collect();
    format!("\"${{{n}|{}|}}\"", words.join(","))
}

/// What may start on a line: an entity of the file; a table that a file without entities does not
/// have yet.
pub(super) fn entities(spot: &Spot<'_>) -> Vec<Offer> {
    let mut found = Vec::new();
    if spot.kind.holds_entities() || spot.kind == Kind::Scope {
        found.extend(entity(spot));
    }
    if !spot.kind.holds_entities() && !spot.table().is_empty() {
        found.extend(tables(spot));
    }
    found
}

/// An entity as small as it may be, as `nrt explain` shows it.
fn entity(spot: &Spot<'_>) -> Option<Offer> {
    if !spot.snippets {
        return None;
    }
    let lang = spot.cx.lang;
    let (name, kind) = (new(spot.kind, lang), spot.kind);
    let id = lang.pick("mon-identifiant", "my-id");
    let prefix = if kind == Kind::Scope { "facilities." } else { "" };
    let mut text = format!("{}[{prefix}${{1:{id}}}]", gap(spot));
    let keys: Vec<&Key> = if kind == Kind::Scope {
        model::entity_keys(kind).iter().filter(|key| key.required).collect()
    } else {
        explain::model_keys(kind).collect()
    };
    for (at, key) in keys.iter().enumerate() {
        let value = value(&spot.cx, &key.shape, at + 2, "…");
        text.push_str(&format!("\n{} = {value}", key.name));
    }
    text.push('\n');
    let names = kind.words().iter().copied();
    let mut offer = Offer::new(name, &keys_told(&keys), CompletionItemKind::Snippet).also(names);
    offer.says = Some(Says::Plain(crate::render::kinds::says(kind, lang).to_owned()));
    (offer.insert, offer.snippet) = (text, true);
    Some(offer)
}

fn keys_told(keys: &[&Key]) -> String {
    keys.iter().map(|key| key.name).collect::<Vec<_>>().join(", ")
}

/// Between two tables stands an empty line.
fn gap(spot: &Spot<'_>) -> &'static str {
    let above = spot.text.get(..spot.line()).unwrap_or_default();
    let above = above.lines().last().unwrap_or_default().trim();
    if above.is_empty() || above.starts_with('#') { "" } else { "\n" }
}

/// The tables of a file that it does not have yet, by their headers.
fn tables(spot: &Spot<'_>) -> Vec<Offer> {
    let there = keys_of(spot.text, &[]);
    let table = |key: &&Key| matches!(key.shape, Shape::Table(_) | Shape::Map(_));
    let absent =
        choices::absent(model::keys(spot.kind), |key| there.iter().any(|name| key.is_called(name)));
    let of = |key: &'static Key| {
        let mut offer = keys::named(spot, key);
        offer.label = format!("[{}]", key.name);
        offer.other.insert(0, key.name.to_owned());
        offer.icon = CompletionItemKind::Module;
        (offer.insert, offer.snippet) = header(spot, &[], key);
        offer.insert.insert_str(0, gap(spot));
        offer
    };
    absent.filter(table).map(of).collect()
}

/// The header of a table that a key holds; of one with free names, up to where the name is typed.
pub(super) fn header(spot: &Spot<'_>, above: &[String], key: &Key) -> (String, bool) {
    let path: Vec<&str> = above.iter().map(String::as_str).chain([key.name]).collect();
    let path = dotted(&path);
    match (key.shape, spot.snippets) {
        (Shape::Map(Shape::Table(_)), true) => (format!("[{}.$1]", plain(&path)), true),
        (Shape::Map(Shape::Table(_)), false) => (format!("[{path}."), false),
        _ => (format!("[{path}]"), false),
    }
}

/// How a new entity of a kind is called.
const fn new(kind: Kind, lang: Lang) -> &'static str {
    match kind {
        Kind::Project => lang.pick("nouveau projet", "new project"),
        Kind::Referent => lang.pick("nouveau référent", "new referent"),
        Kind::Stakeholder => lang.pick("nouvelle partie prenante", "new stakeholder"),
        Kind::Scope => lang.pick("nouvel équipement", "new facility"),
        Kind::Milestone => lang.pick("nouveau jalon", "new milestone"),
        Kind::Document => lang.pick("nouveau document", "new document"),
        Kind::Body => lang.pick("nouvelle instance", "new body"),
        Kind::Calendar => lang.pick("nouvelle période", "new period"),
        Kind::Decision => lang.pick("nouvelle décision", "new decision"),
        Kind::Waiver => lang.pick("nouvelle dispense", "new waiver"),
    }
}

/// Keys as a header has them.
pub(super) fn dotted(path: &[&str]) -> String {
    let one = |key: &&str| {
        if is_bare_key(key) {
            (*key).to_owned()
        } else {
            format!("\"{}\"", key.replace('\\', "\\\\").replace('"', "\\\""))
        }
    };
    path.iter().map(one).collect::<Vec<_>>().join(".")
}
