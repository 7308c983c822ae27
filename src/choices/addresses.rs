//! Addresses, a step at a time: the files, what is in the one that is typed, its keys.

use toml::Spanned;
use toml::de::{DeString, DeValue};

use super::{Choice, Sort, Source, entities};
use crate::address::{Address, Kind};
use crate::load::Documents;
use crate::model::{self, Key, Shape};
use crate::render::words;
use crate::rule::page::Page;
use crate::rules;

/// Which addresses are an answer; the others are steps on the way to one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// Entities, tables and keys.
    All,
    /// Entities, and the files that are one.
    Named,
    /// Entities.
    Entities,
    /// Keys that hold a value.
    Keys,
    /// The same, where it is there.
    Present,
}

/// The addresses, and the steps on the way to one, that go on from what is typed; with `ids`, an
/// entity is also called by its id alone.
pub fn addresses(source: Source<'_>, typed: &str, ids: bool, reach: Reach) -> Vec<Choice> {
    let mut roots: Vec<Step> =
        Kind::ALL.into_iter().filter_map(|kind| file(kind, typed, source)).collect();
    if ids {
        roots.extend(known_by_id(source.documents));
    }
    let mut found = Vec::new();
    View { source, reach }.collect(roots, typed, &mut found);
    found
}

/// A step on the way to a value.
struct Step {
    /// The address so far, as it is typed.
    text: String,
    says: String,
    kind: Kind,
    path: Vec<String>,
    holds: Holds,
    of: Sort,
}

/// What stands below a step.
#[derive(Clone, Copy)]
enum Holds {
    /// Entities.
    Entities,
    /// The keys of an entity, or of a file that is one.
    Entity(&'static [Key]),
    Table(&'static [Key]),
    /// Free names.
    Map(&'static Shape),
    /// A value.
    Nothing,
}

/// A file, by the word that is typed for it.
fn file(kind: Kind, typed: &str, source: Source<'_>) -> Option<Step> {
    let fits = |word: &&&str| match typed.split_once('.') {
        Some((file, _)) => **word == file,
        None => word.starts_with(typed),
    };
    let word = kind.words().iter().find(fits)?;
    let keys = model::keys(kind);
    let holds = if kind.holds_entities() { Holds::Entities } else { Holds::Entity(keys) };
    let says = words::kind(kind, source.lang).to_owned();
    let (text, of) = ((*word).to_owned(), Sort::File(kind));
    Some(Step { text, says, kind, path: Vec::new(), holds, of })
}

/// The entities whose id no other has, and means no file.
fn known_by_id(documents: &Documents<'_>) -> Vec<Step> {
    let kinds = documents.iter().filter(|document| document.kind.holds_entities());
    let all: Vec<Step> = kinds.flat_map(|document| in_file(document.kind, "", documents)).collect();
    let mut count = std::collections::BTreeMap::<String, usize>::new();
    for step in &all {
        *count.entry(step.text.clone()).or_default() += 1;
    }
    let own =
        |step: &Step| count.get(&step.text) == Some(&1) && Kind::from_word(&step.text).is_none();
    all.into_iter().filter(own).collect()
}

/// The entities of a file, after `before`.
fn in_file(kind: Kind, before: &str, documents: &Documents<'_>) -> Vec<Step> {
    let table = documents.get(kind).map(|document| &document.table);
    let found = table.into_iter().flat_map(|table| entities(table, kind));
    let step = |(id, title): (&str, &str)| Step {
        text: format!("{before}{}", segment(id)),
        says: title.to_owned(),
        kind,
        path: vec![id.to_owned()],
        holds: Holds::Entity(model::keys(kind)),
        of: Sort::Entity(kind),
    };
    found.map(step).collect()
}

impl Step {
    fn chosen(&self, end: &str) -> Choice {
        Choice { value: format!("{}{end}", self.text), says: self.says.clone(), of: self.of }
    }

    /// A step further, to a key or a free name.
    fn below(&self, name: &str, says: &str, shape: &'static Shape, of: Sort) -> Step {
        let mut path = self.path.clone();
        path.push(name.to_owned());
        let holds = match shape {
            Shape::Table(keys) => Holds::Table(keys),
            Shape::Map(inner) => Holds::Map(inner),
            _ => Holds::Nothing,
        };
        let text = format!("{}.{}", self.text, segment(name));
        Step { text, says: says.to_owned(), kind: self.kind, path, holds, of }
    }
}

struct View<'v> {
    source: Source<'v>,
    reach: Reach,
}

impl View<'_> {
    /// The steps that go on from what is typed; below one that is alone, also what is there.
    fn collect(&self, steps: Vec<Step>, typed: &str, found: &mut Vec<Choice>) {
        let passed = |step: &Step| {
            typed.strip_prefix(step.text.as_str()).is_some_and(|rest| rest.starts_with('.'))
        };
        let (passed, steps): (Vec<Step>, Vec<Step>) = steps.into_iter().partition(passed);
        for step in passed {
            self.collect(self.below(&step), typed, found);
        }
        let fits: Vec<Step> =
            steps.into_iter().filter(|step| step.text.starts_with(typed)).collect();
        if let ([step], true) = (fits.as_slice(), found.is_empty()) {
            if self.ends(step) {
                found.push(step.chosen(""));
            }
            return self.collect_all(self.below(step), found);
        }
        self.collect_all(fits, found);
    }

    fn collect_all(&self, steps: Vec<Step>, found: &mut Vec<Choice>) {
        for step in steps {
            if self.ends(&step) {
                found.push(step.chosen(""));
            } else if !self.below(&step).is_empty() {
                found.push(step.chosen("."));
            }
        }
    }

    /// Whether an address may end with a step.
    fn ends(&self, step: &Step) -> bool {
        let entity = step.kind.holds_entities() && matches!(step.holds, Holds::Entity(_));
        let file = matches!(step.holds, Holds::Entity(_)) && !entity;
        match self.reach {
            Reach::All => !matches!(step.holds, Holds::Entities),
            Reach::Named => entity || file,
            Reach::Entities => entity,
            Reach::Keys => matches!(step.holds, Holds::Nothing),
            Reach::Present => matches!(step.holds, Holds::Nothing) && self.holds(step),
        }
    }

    fn holds(&self, step: &Step) -> bool {
        let address = Address { path: step.path.clone(), ..Address::file(step.kind) };
        self.source.documents.holds(&address)
    }

    fn below(&self, step: &Step) -> Vec<Step> {
        if let (Reach::Named | Reach::Entities, Holds::Entity(_)) = (self.reach, step.holds) {
            return Vec::new();
        }
        let steps = match step.holds {
            Holds::Nothing => Vec::new(),
            Holds::Entities => {
                in_file(step.kind, &format!("{}.", step.text), self.source.documents)
            }
            Holds::Entity(keys) | Holds::Table(keys) => {
                let of = |key: &'static Key| {
                    step.below(key.name, key.meaning(self.source.lang), &key.shape, Sort::Key(key))
                };
                keys.iter().map(of).collect()
            }
            Holds::Map(shape) => self.members(step, shape),
        };
        let there = |inner: &Step| self.reach != Reach::Present || self.holds(inner);
        steps.into_iter().filter(there).collect()
    }

    /// The free names below a step: those that are there; of a rule's level, every rule.
    fn members(&self, step: &Step, shape: &'static Shape) -> Vec<Step> {
        let document = self.source.documents.get(step.kind);
        let table = document.and_then(|document| document.value(&step.path)?.get_ref().as_table());
        let called = |value: &DeValue<'_>| {
            Some(value.as_table()?.get("name")?.get_ref().as_str()?.to_owned())
        };
        let member = |(name, value): (&Spanned<DeString<'_>>, &Spanned<DeValue<'_>>)| {
            let says = called(value.get_ref()).unwrap_or_default();
            step.below(name.get_ref(), &says, shape, Sort::Name)
        };
        let mut found: Vec<Step> = table.into_iter().flatten().map(member).collect();
        if step.path.last().is_some_and(|key| key == "levels") {
            let title = |page| Page::parse(page).title(self.source.lang);
            let rule = |rule: &'static crate::rule::Rule| {
                step.below(rule.name, title(rule.page), shape, Sort::Rule)
            };
            let there: Vec<String> = found.iter().map(|step| step.text.clone()).collect();
            found.extend(rules::all().map(rule).filter(|step| !there.contains(&step.text)));
        }
        found
    }
}

/// An id, as an address has it.
fn segment(id: &str) -> String {
    let address = Address::entity(Kind::Body, id).to_string();
    address.split_once('.').map(|(_, id)| id.to_owned()).unwrap_or_default()
}
