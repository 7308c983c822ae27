//! What is known of the word under the pointer: a key, a word of a list, an entity, a rule, a date,
//! the file of a document. Nothing where that is nothing, and never a personal value.

pub(super) mod card;
pub(super) mod day;
mod form;
mod key;

use gen_lsp_types::{Contents, Hover, MarkupContent, MarkupKind, Position};

use super::meaning::{self, Meaning, What};
use super::pages;
use super::view::View;
use crate::address::{Address, Kind};
use crate::check::level_here;
use crate::diff::nearest;
use crate::document::cursor::Part;
use crate::finding::Finding;
use crate::lang::Lang;
use crate::load;
use crate::model::{Key, Shape, is_placeholder};
use crate::render::{kinds, words};
use crate::rule::{Attachment, Context, Rule};
use crate::rules;
use crate::tr;
use form::{Form, list, page};

/// Most findings of one thing that are shown; a threshold of nrt's own.
const MOST_FINDINGS: usize = 5;

/// What there is to know of what stands at a position.
pub(super) fn at(view: &View<'_>, kind: Kind, position: Position) -> Option<Hover> {
    let markdown = view.client().knows("/textDocument/hover/contentFormat", "markdown");
    let told = Told { view, cx: view.context(), form: Form { markdown, lang: view.lang() } };
    let meaning = meaning::at(view, kind, position)?;
    let value = told.of(&meaning)?;
    let kind_of = if markdown { MarkupKind::Markdown } else { MarkupKind::PlainText };
    Some(Hover {
        contents: Contents::MarkupContent(MarkupContent { kind: kind_of, value }),
        range: Some(view.range(kind, &meaning.token)),
    })
}

/// What is told, of what and in which form.
struct Told<'t> {
    view: &'t View<'t>,
    cx: Context<'t>,
    form: Form,
}

impl Told<'_> {
    fn of(&self, meaning: &Meaning) -> Option<String> {
        let Meaning { what, at, key, cursor, .. } = meaning;
        if cursor.part == Part::Value {
            let key = (*key)?;
            if key.personal {
                return Some(self.personal(key));
            }
            return match what {
                What::Entity(address) => self.entity_or_nearest(key, address),
                What::Value(address) => self.value(address),
                What::Rule(rule) => Some(self.rule(rule)),
                What::Plain => self.plain(meaning, key),
            };
        }
        match what {
            What::Entity(address) => self.card(address),
            What::Rule(rule) => Some(self.rule(rule)),
            What::Value(_) => match *key {
                // What is below the keys that are known is none, but a name of one's own.
                Some(key) if at.path.last().is_some_and(|last| last == key.name) => {
                    self.key(at, key)
                }
                Some(key) if key.name == "levels" => self.no_rule(&cursor.text),
                _ => None,
            },
            What::Plain => None,
        }
    }

    fn personal(&self, key: &Key) -> String {
        let lang = self.form.lang;
        let shown = lang.pick(
            "Donnée personnelle\u{a0}: elle n'est pas montrée ici.",
            "Personal data: it is not shown here.",
        );
        format!("{}\n\n{shown}", self.form.own(key.meaning(lang)))
    }

    /// What a value is that names nothing.
    fn plain(&self, meaning: &Meaning, key: &'static Key) -> Option<String> {
        let (cursor, at) = (&meaning.cursor, &meaning.at);
        match meaning::innermost(&key.shape) {
            Shape::Word(words) => {
                let Some(word) = words.iter().find(|word| word.name == cursor.text) else {
                    return self.key(at, key);
                };
                let lang = self.form.lang;
                let head = self.form.own(&format!("`{}`", word.name));
                let head = self.form.named((&head, &head), word.label(lang));
                page(&[head, self.form.own(key.meaning(lang))])
            }
            Shape::Date => {
                let raw = self.view.text(at.kind).get(meaning.token.clone())?;
                self.day(day::of(raw)?, Some(at))
            }
            Shape::Rule => self.no_rule(&cursor.text),
            Shape::Flag => Some(self.form.own(key.meaning(self.form.lang))),
            Shape::Text if at.kind == Kind::Document && key.name == "path" => {
                Some(self.attached(&cursor.text, key))
            }
            Shape::Text if at.kind == Kind::Document && key.name == "url" => {
                Some(self.form.own(key.meaning(self.form.lang)))
            }
            _ => None,
        }
    }

    /// A path that a document names.
    fn attached(&self, path: &str, key: &Key) -> String {
        let lang = self.form.lang;
        let there = self.view.settings.attachments.get(path).map(|there| match there {
            Attachment::Present => lang.pick("Le fichier est là.", "The file is there."),
            Attachment::Missing => lang.pick(
                "Rien à cet emplacement\u{a0}: le fichier n'est pas là.",
                "Nothing stands there: the file is missing.",
            ),
            Attachment::Outside => lang.pick(
                "Le chemin sort du dépôt\u{a0}: nrt n'y regarde pas.",
                "The path leaves the repository: nrt does not look there.",
            ),
        });
        let path = self.form.code(path);
        let parts = [path, there.unwrap_or_default().to_owned()];
        let parts = parts.into_iter().chain([self.form.own(key.meaning(lang))]);
        page(&parts.collect::<Vec<_>>()).unwrap_or_default()
    }

    /// The entity that a value names, or the one that it should probably name.
    fn entity_or_nearest(&self, key: &'static Key, address: &Address) -> Option<String> {
        if let Some(card) = self.card(address) {
            return Some(card);
        }
        let id = address.path.last().filter(|id| !is_placeholder(id))?;
        let own = [address.kind];
        let kinds = match meaning::innermost(&key.shape) {
            Shape::Reference(kinds) => kinds,
            _ => own.as_slice(),
        };
        let documents = self.cx.documents;
        let files: Vec<String> = kinds.iter().map(|kind| format!("`{}`", kind.file())).collect();
        let (lang, shown) = (self.form.lang, self.form.code(id));
        let partly = kinds.iter().any(|kind| documents.broken(*kind));
        let files = files.join(match (lang, partly) {
            (Lang::Fr, false) => " ni dans ",
            (Lang::Fr, true) => " et ",
            (Lang::En, _) => " or ",
        });
        if partly {
            return Some(tr!(
                lang,
                "{shown} n'a pas été trouvé\u{a0}: {files} n'a pu être lu qu'en partie.",
                "{shown} was not found: {files} could only be read in part."
            ));
        }
        let missing =
            tr!(lang, "{shown} n'existe pas dans {files}.", "There is no {shown} in {files}.");
        // The names of the scope's own file are keys: none of them is an entity.
        let entities = kinds.iter().all(|kind| kind.holds_entities());
        let near = entities.then(|| load::meant(documents, kinds, id)).flatten();
        let near = near.map(|near| {
            let entity = kinds.iter().map(|kind| Address::entity(*kind, near));
            let entity = entity.into_iter().find(|entity| documents.holds(entity));
            let title = entity.as_ref().and_then(|entity| card::title(documents, entity));
            let near = self.form.called(title, near);
            tr!(lang, "Le plus proche\u{a0}: {near}", "The nearest: {near}")
        });
        page(&[missing, near.unwrap_or_default()])
    }

    /// What an address leads to that is no entity: a file, a table or a value.
    fn value(&self, address: &Address) -> Option<String> {
        let lang = self.form.lang;
        if address.path.is_empty() {
            let name = words::kind(address.kind, lang);
            let file = format!("`{}`", address.kind.file());
            let head = format!("{} · {file}", self.form.strong(name));
            let found = self.findings(address);
            return page(&[head, kinds::says(address.kind, lang).to_owned(), found]);
        }
        self.key(address, meaning::key_at(address)?)
    }

    fn rule(&self, rule: &'static Rule) -> String {
        let lang = self.form.lang;
        let page = self.form.own(&pages::of_rule(rule, lang));
        let page = if self.form.markdown { page } else { page.replacen("## ", "", 1) };
        let here = level_here(&self.cx, rule)
            .map_or_else(|| lang.pick("désactivée", "off"), |level| words::level(level, lang));
        let here = self.form.named(("Gravité ici", "Level here"), here);
        let found = self.view.findings().filter(|found| found.rule == rule.name).count();
        let s = lang.s(found);
        let found = match found {
            0 => lang.pick("aucun constat", "no finding").to_owned(),
            found => tr!(lang, "{found} constat{s}", "{found} finding{s}"),
        };
        format!("{}\n\n{here} · {found}", page.trim_end())
    }

    /// A name of a rule that is none.
    fn no_rule(&self, name: &str) -> Option<String> {
        if name.trim().is_empty() || is_placeholder(name) {
            return None;
        }
        let (lang, shown) = (self.form.lang, self.form.code(name));
        let missing = tr!(lang, "Il n'y a pas de règle {shown}.", "There is no rule {shown}.");
        let near = nearest(name, rules::all().map(|rule| rule.name))
            .map(|near| tr!(lang, "La plus proche\u{a0}: `{near}`", "The nearest: `{near}`"));
        page(&[missing, near.unwrap_or_default()])
    }

    /// What is open at an address or below it, and how much is waived.
    fn findings(&self, address: &Address) -> String {
        let (lang, form) = (self.form.lang, self.form);
        let about = |found: &&Finding| address.contains(&found.address);
        let mut found: Vec<&Finding> = self.view.findings().filter(about).collect();
        found.sort_by_key(|found| std::cmp::Reverse(found.level));
        let mut lines: Vec<String> = found
            .iter()
            .take(MOST_FINDINGS)
            .map(|found| {
                let level = words::level_noun(found.level, lang);
                let (rule, message) = (found.rule, form.text(&found.message.terminal()));
                tr!(lang, "{level} `{rule}`\u{a0}: {message}", "{level} `{rule}`: {message}")
            })
            .collect();
        let more = found.len().saturating_sub(MOST_FINDINGS);
        let s = lang.s(more);
        if more > 0 {
            lines.push(tr!(lang, "et {more} autre{s} constat{s}", "and {more} more finding{s}"));
        }
        let waived = self.view.checked.findings.iter().filter(|found| found.waiver.is_some());
        let waived = waived.filter(about).count();
        let s = lang.s(waived);
        if waived > 0 {
            lines.push(tr!(
                lang,
                "{waived} constat{s} couvert{s} par une dispense",
                "{waived} finding{s} covered by a waiver"
            ));
        }
        if lines.is_empty() {
            return String::new();
        }
        let head = form.strong(lang.pick("Constats", "Findings"));
        format!("{head}\n\n{}", list(&lines))
    }
}
