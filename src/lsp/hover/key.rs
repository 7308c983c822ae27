//! What a key means, which passage of the method it serves, what it may hold.

use toml::de::DeValue;

use super::Told;
use super::form::{list, page};
use crate::address::Address;
use crate::model::{Key, Shape};
use crate::render::kinds;
use crate::rules;
use crate::tr;

/// Most rules that are named of a key; a threshold of nrt's own.
const MOST_RULES: usize = 8;

impl Told<'_> {
    /// A key, at an address of its own.
    pub(super) fn key(&self, at: &Address, key: &'static Key) -> Option<String> {
        let (form, lang) = (self.form, self.form.lang);
        let head = format!("{} · `{}`", form.strong(key.name), at.kind.file());
        let mut lines: Vec<String> =
            kinds::notes(at.kind, key, lang).iter().map(|note| form.own(note)).collect();
        lines.extend(self.clause(at, key));
        lines.extend(speaking(at, key).map(|rules| {
            tr!(lang, "Règles qui en parlent\u{a0}: {rules}", "Rules about it: {rules}")
        }));
        if let Shape::Table(keys) | Shape::Map(&Shape::Table(keys)) = key.shape {
            let names: Vec<String> = keys.iter().map(|key| format!("`{}`", key.name)).collect();
            lines.push(form.named(("Ses clés", "Its keys"), &names.join(", ")));
        }
        page(&[
            head,
            form.own(key.meaning(lang)),
            list(&lines),
            self.words(at, key),
            self.findings(at),
        ])
    }

    /// The passage of the method that it serves, in the method's words.
    fn clause(&self, at: &Address, key: &Key) -> Option<String> {
        let clause = kinds::clause(at.kind, key.name)?;
        let (lang, quote) = (self.form.lang, clause.quote()?);
        let (title, quote) = (clause.title(lang), self.form.own(quote));
        Some(tr!(
            lang,
            "Origine\u{a0}: {title}, «\u{a0}{quote}\u{a0}»",
            "From: {title}, «\u{a0}{quote}\u{a0}»"
        ))
    }

    /// The words that it may hold; those that it holds are marked.
    fn words(&self, at: &Address, key: &Key) -> String {
        let (form, lang) = (self.form, self.form.lang);
        let words = match key.shape {
            Shape::Map(inner) => inner.words(),
            shape => shape.words(),
        };
        let Some(words) = words else { return String::new() };
        let document = self.cx.documents.get(at.kind);
        let held = document.and_then(|document| document.value(&at.path));
        let holds = |name: &str| match held.map(toml::Spanned::get_ref) {
            Some(DeValue::String(text)) => text == name,
            Some(DeValue::Array(items)) => {
                items.iter().any(|item| item.get_ref().as_str() == Some(name))
            }
            _ => false,
        };
        let lines = words.iter().map(|word| {
            let name = format!("`{}`", word.name);
            let line = form.named((&name, &name), word.label(lang));
            if holds(word.name) {
                format!("{} {}", form.strong(&line), lang.pick("← ici", "← here"))
            } else {
                line
            }
        });
        let title = form.strong(lang.pick("Valeurs", "Values"));
        format!("{title}\n\n{}", list(&lines.collect::<Vec<_>>()))
    }
}

/// The names of the rules that speak of a key.
fn speaking(at: &Address, key: &Key) -> Option<String> {
    let rules = rules::about(at.kind, key.name);
    let names = rules.iter().take(MOST_RULES).map(|rule| format!("`{}`", rule.name));
    let mut names: Vec<String> = names.collect();
    if rules.len() > MOST_RULES {
        names.push("…".to_owned());
    }
    (!names.is_empty()).then(|| names.join(", "))
}
