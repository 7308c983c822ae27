//! What a key may hold: the one declaration that reading, schemas, hover and tables all use.

use super::misread::fold;
use crate::address::Kind;
use crate::lang::Lang;

/// A key of a table.
#[derive(Debug, Clone, Copy)]
pub struct Key {
    /// Its name in the file, in kebab-case English.
    pub name: &'static str,
    /// Other names by which it is recognised in a message, the French one first.
    pub aliases: &'static [&'static str],
    /// What it holds.
    pub shape: Shape,
    /// Whether an entity is incomplete without it.
    pub required: bool,
    /// Whether it holds personal data, which findings and excerpts never show.
    pub personal: bool,
    /// Whether changing it changes a commitment: the scope, the variant, the end of the step, the
    /// date of the launch. First setting it does not.
    pub commitment: bool,
    /// What it means, in French and in English; Markdown.
    pub says: (&'static str, &'static str),
}

impl Key {
    /// A key that may be left out and holds nothing personal.
    pub const fn new(
        name: &'static str,
        aliases: &'static [&'static str],
        shape: Shape,
        says: (&'static str, &'static str),
    ) -> Self {
        Self { name, aliases, shape, required: false, personal: false, commitment: false, says }
    }

    /// The same key, which an entity is incomplete without.
    #[must_use]
    pub const fn required(mut self) -> Self {
        self.required = true;
        self
    }

    /// The same key, which holds personal data.
    #[must_use]
    pub const fn personal(mut self) -> Self {
        self.personal = true;
        self
    }

    /// The same key, which a commitment rests on.
    #[must_use]
    pub const fn commitment(mut self) -> Self {
        self.commitment = true;
        self
    }

    /// Whether a person means this key by a word: its name or one of the others, whatever the case
    /// and the accents.
    pub fn is_called(&self, word: &str) -> bool {
        let word = fold(word);
        self.name == word || self.aliases.iter().any(|alias| fold(alias) == word)
    }

    /// What it means, in a language.
    pub const fn meaning(&self, lang: Lang) -> &'static str {
        lang.pick(self.says.0, self.says.1)
    }
}

/// The type of a value.
#[derive(Debug, Clone, Copy)]
pub enum Shape {
    /// Free text.
    Text,
    /// A local date.
    Date,
    /// A local time.
    Time,
    /// A whole number, not negative.
    Count,
    /// A number, not negative.
    Number,
    /// `true` or `false`.
    Flag,
    /// One of some words.
    Word(&'static [Word]),
    /// The id of an entity of one of these kinds.
    Reference(&'static [Kind]),
    /// The address of an entity, a file or a value.
    Address,
    /// The name of a rule.
    Rule,
    /// A list.
    List(&'static Shape),
    /// A table with these keys.
    Table(&'static [Key]),
    /// A table whose keys are free: ids, names of rules or of thresholds.
    Map(&'static Shape),
}

impl Shape {
    /// The words that a value, or each member of a list, may be.
    pub const fn words(&self) -> Option<&'static [Word]> {
        match self {
            Self::Word(words) => Some(*words),
            Self::List(inner) => inner.words(),
            _ => None,
        }
    }
}

/// A word that a key accepts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word {
    /// The word in the file, in kebab-case English.
    pub name: &'static str,
    /// Other words by which it is recognised in a message, the French one first.
    pub aliases: &'static [&'static str],
    /// How it is called, in French and in English.
    pub label: (&'static str, &'static str),
}

impl Word {
    /// An id for what it stands for, as people call that.
    pub const fn id(&self, lang: Lang) -> &'static str {
        match (lang, self.aliases) {
            (Lang::Fr, [first, ..]) => first,
            _ => self.name,
        }
    }

    /// How it is called, in a language.
    pub const fn label(&self, lang: Lang) -> &'static str {
        lang.pick(self.label.0, self.label.1)
    }
}
