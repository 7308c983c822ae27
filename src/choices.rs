//! What may stand at a place of a project, for the shells and the editors: ids, rules, addresses a
//! step at a time, what a key may hold, the keys of a table. Files are looked at as they were read;
//! no rule is run.

mod addresses;

use toml::de::DeTable;

use crate::address::Kind;
use crate::lang::Lang;
use crate::load::Documents;
use crate::model::{self, Key, Shape, Word};
use crate::rule::page::Page;
use crate::rules;

pub use addresses::{Reach, addresses};

/// One thing that may stand at a place.
#[derive(Debug, Clone)]
pub struct Choice {
    /// Its text, without quotes; of an address, it may be a step on the way to one.
    pub value: String,
    /// What it means, in a few words, or nothing.
    pub says: String,
    /// What it is.
    pub of: Sort,
}

/// What a choice is.
#[derive(Debug, Clone, Copy)]
pub enum Sort {
    /// A file, or the file that an address starts with.
    File(Kind),
    /// An entity of this kind.
    Entity(Kind),
    /// A key, or an address that ends with it.
    Key(&'static Key),
    /// A free name of a table.
    Name,
    /// A rule.
    Rule,
    /// A word of an enumeration.
    Word(&'static Word),
    /// `true` or `false`.
    Flag,
}

/// A project to choose from.
#[derive(Debug, Clone, Copy)]
pub struct Source<'s> {
    /// Its files, as far as they could be read.
    pub documents: &'s Documents<'s>,
    /// The language that choices are told in.
    pub lang: Lang,
}

/// The entities of some kinds, by their ids.
pub fn ids(documents: &Documents<'_>, kinds: &[Kind]) -> Vec<Choice> {
    let tables = kinds.iter().filter_map(|kind| Some((*kind, &documents.get(*kind)?.table)));
    let of = |(kind, table)| {
        entities(table, kind).map(move |(id, title)| choice(id, title, Sort::Entity(kind)))
    };
    tables.flat_map(of).collect()
}

/// Every rule, by its name.
pub fn rules(lang: Lang) -> Vec<Choice> {
    let title = |page| Page::parse(page).title(lang);
    rules::all().map(|rule| choice(rule.name, title(rule.page), Sort::Rule)).collect()
}

/// What a value may be, or a member of a list; of an address, `typed` is what stands there so far.
pub fn held(source: Source<'_>, shape: Shape, typed: &str) -> Vec<Choice> {
    let lang = source.lang;
    let flag = |value, says| choice(value, says, Sort::Flag);
    match shape {
        Shape::Word(words) => {
            let of = |word: &'static Word| choice(word.name, word.label(lang), Sort::Word(word));
            words.iter().map(of).collect()
        }
        Shape::Flag => {
            vec![flag("true", lang.pick("oui", "yes")), flag("false", lang.pick("non", "no"))]
        }
        Shape::Reference(kinds) => ids(source.documents, kinds),
        Shape::Rule => rules(lang),
        Shape::Address => addresses(source, typed, false, Reach::All),
        Shape::List(inner) | Shape::Map(inner) => held(source, *inner, typed),
        Shape::Text
        | Shape::Date
        | Shape::Time
        | Shape::Count
        | Shape::Number
        | Shape::Table(_) => Vec::new(),
    }
}

/// What stands at a path of keys of a file, by whatever names; nothing at the root of a file that
/// holds entities.
pub fn shape(kind: Kind, path: &[String]) -> Option<Shape> {
    let entity = usize::from(kind.holds_entities());
    let mut shape = Shape::Table(model::keys(kind));
    for name in path.get(entity..)? {
        shape = match shape {
            Shape::Table(keys) => named(keys, name)?.shape,
            Shape::Map(inner) => *inner,
            _ => return None,
        };
    }
    Some(shape)
}

/// The key of a table that a word means: by its own name, else by another one.
pub fn named(keys: &'static [Key], word: &str) -> Option<&'static Key> {
    let written = keys.iter().find(|key| key.name == word);
    written.or_else(|| keys.iter().find(|key| key.is_called(word)))
}

/// Whether what a value may be depends on what the files say.
pub const fn is_of_files(shape: &Shape) -> bool {
    match shape {
        Shape::Reference(_) | Shape::Address => true,
        Shape::List(inner) | Shape::Map(inner) => is_of_files(inner),
        _ => false,
    }
}

/// The keys that a table may still have, in the order of their declaration. What an entity was
/// called is written by a renaming alone.
pub fn absent(
    keys: &'static [Key],
    is_there: impl Fn(&Key) -> bool,
) -> impl Iterator<Item = &'static Key> {
    keys.iter().filter(move |key| key.name != "formerly" && !is_there(key))
}

/// The entities of a file: ids, and titles as far as they are texts.
pub fn entities<'t>(
    table: &'t DeTable<'_>,
    kind: Kind,
) -> impl Iterator<Item = (&'t str, &'t str)> {
    let title = model::title_key(kind);
    let tables = table.iter().filter(|(_, entity)| entity.get_ref().is_table());
    tables.map(move |(id, entity)| {
        let said =
            entity.get_ref().as_table().and_then(|table| table.get(title)?.get_ref().as_str());
        (id.get_ref().as_ref(), said.unwrap_or_default())
    })
}

fn choice(value: &str, says: &str, of: Sort) -> Choice {
    Choice { value: value.to_owned(), says: says.to_owned(), of }
}
