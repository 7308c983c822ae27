//! Entities that a project lacks, as far as is known what they say; the rest is to be completed.

use crate::address::Kind;
use crate::edit::{self, Value, quoted};
use crate::lang::Lang;
use crate::model::{self, DocumentKind, PLACEHOLDER, Role, Status, Word};

/// An entity that a project lacks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct New {
    /// Its kind, one that holds entities.
    pub kind: Kind,
    /// What it is best called.
    pub id: String,
    /// The keys whose values are known, with these as TOML writes them.
    pub known: Vec<(&'static str, String)>,
}

/// An entity with the texts of some of its keys.
pub fn entity(kind: Kind, id: &str, known: &[(&'static str, &str)]) -> New {
    let known = known.iter().map(|(key, text)| (*key, quoted(text))).collect();
    New { kind, id: id.to_owned(), known }
}

/// A stakeholder that has a role.
pub fn stakeholder(role: Role, lang: Lang) -> New {
    let word = role.word();
    entity(Kind::Stakeholder, word.id(lang), &[("role", word.name)])
}

/// A document of some sort.
pub fn document(kind: DocumentKind, status: Status, lang: Lang) -> New {
    let word = kind.word();
    // A word of one part is an acronym, and is called so in French as well.
    let id = if word.name.contains('-') { word.id(lang) } else { word.name };
    entity(Kind::Document, id, &[("kind", word.name), ("status", status.word().name)])
}

/// The word that says what sort of entity it is.
pub fn sort(new: &New) -> Option<&'static Word> {
    model::entity_keys(new.kind).iter().find_map(|key| {
        let words =
            key.shape.words().filter(|_| matches!(key.name, "role" | "kind" | "profile"))?;
        let (_, known) = new.known.iter().find(|(name, _)| *name == key.name)?;
        words.iter().find(|word| quoted(word.name) == *known)
    })
}

/// Its table under an id, with a mark for each key that it is incomplete without.
pub fn table(new: &New, id: &str, lang: Lang) -> String {
    let mut fields: Vec<(&str, Value)> = Vec::new();
    for key in model::entity_keys(new.kind) {
        let known = new.known.iter().find(|(name, _)| *name == key.name);
        let titles = key.name == model::title_key(new.kind);
        let value = match (known, sort(new).filter(|_| titles)) {
            (Some((_, known)), _) => Value::Literal(known.clone()),
            (None, _) if !key.required => continue,
            (None, Some(word)) => {
                let (label, colon) = (word.label(lang), lang.pick("\u{a0}:", ":"));
                Value::Text(format!("{PLACEHOLDER}{colon} {label}"))
            }
            (None, None) => Value::Text(PLACEHOLDER.to_owned()),
        };
        fields.push((key.name, value));
    }
    edit::table(id, &fields)
}
