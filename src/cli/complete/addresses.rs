//! Addresses, a step at a time: the files, what is in the one that is typed, its keys; and what a
//! key may hold.

use toml::Spanned;
use toml::de::{DeString, DeValue};

use super::project::{Project, entities, segment};
use super::{Candidate, plain};
use crate::address::{Address, Kind};
use crate::cli::named;
use crate::load::Documents;
use crate::model::{self, Key, Shape};
use crate::render::words;
use crate::rule::page::Page;
use crate::rules;

/// Which steps are an answer of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reach {
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

/// A step on the way to a value.
struct Step {
    /// The address so far, as it is typed.
    text: String,
    says: String,
    kind: Kind,
    path: Vec<String>,
    holds: Holds,
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

/// Ids or addresses of anything; addresses alone where ids are not taken.
pub(super) fn any(project: &Project, typed: &str, ids: bool) -> Vec<Candidate> {
    from_roots(project, typed, ids, Reach::All)
}

/// The same, of entities; of the files that are one, where they count.
pub(super) fn entities_of(project: &Project, typed: &str, files: bool) -> Vec<Candidate> {
    from_roots(project, typed, true, if files { Reach::Named } else { Reach::Entities })
}

/// The keys that an entity may have.
pub(super) fn keys(project: &Project, typed: &str) -> Vec<Candidate> {
    from_roots(project, typed, true, Reach::Keys)
}

/// The keys that are there.
pub(super) fn present(project: &Project, typed: &str) -> Vec<Candidate> {
    from_roots(project, typed, true, Reach::Present)
}

/// What the key at an address may hold.
pub(super) fn values(project: &Project, address: &str, typed: &str) -> Vec<Candidate> {
    let documents = project.documents();
    let meant = named::meant(address, &[&documents]);
    let [address] = meant.as_slice() else { return Vec::new() };
    let key = model::find_key(model::keys(address.kind), address.keys());
    key.map(|key| held(project, &key.shape, typed)).unwrap_or_default()
}

/// A key of a new entity of the kind that the first of the words names, with what it may hold.
pub(super) fn pairs(project: &Project, words: &[String], typed: &str) -> Vec<Candidate> {
    let kind = words.first().and_then(|word| Kind::from_word(word));
    let Some(kind) = kind else { return Vec::new() };
    if let Some((name, value)) = typed.split_once('=') {
        let path: Vec<String> = name.split('.').map(str::to_owned).collect();
        let key = model::find_key(model::keys(kind), &path);
        let mut found = key.map(|key| held(project, &key.shape, value)).unwrap_or_default();
        for candidate in &mut found {
            candidate.value.insert_str(0, &format!("{name}="));
        }
        return found;
    }
    let given: Vec<&str> = words.iter().filter_map(|word| Some(word.split_once('=')?.0)).collect();
    let mut found = Vec::new();
    for key in model::keys(kind) {
        if key.name == "formerly" || given.iter().any(|name| key.is_called(name)) {
            continue;
        }
        match key.shape {
            Shape::Map(_) => {}
            Shape::Table(inner) => found.extend(inner.iter().map(|inner| {
                plain(&format!("{}.{}=", key.name, inner.name), inner.meaning(project.lang))
            })),
            _ => found.push(plain(&format!("{}=", key.name), key.meaning(project.lang))),
        }
    }
    found
}

/// What a value of a shape may be.
fn held(project: &Project, shape: &Shape, typed: &str) -> Vec<Candidate> {
    let say = |fr, en| project.lang.pick(fr, en);
    match shape {
        Shape::Word(words) => {
            words.iter().map(|word| plain(word.name, word.label(project.lang))).collect()
        }
        Shape::Flag => vec![plain("true", say("oui", "yes")), plain("false", say("non", "no"))],
        Shape::Reference(kinds) => project.ids(kinds),
        Shape::Rule => project.rules(),
        Shape::Address => any(project, typed, false),
        Shape::List(inner) => {
            let (done, typed) = typed.rfind(',').map_or(("", typed), |at| typed.split_at(at + 1));
            let given: Vec<&str> = done.split(',').collect();
            let mut found = held(project, inner, typed);
            found.retain(|candidate| !given.contains(&candidate.value.as_str()));
            for candidate in &mut found {
                candidate.value.insert_str(0, done);
            }
            found
        }
        Shape::Map(inner) => held(project, inner, typed),
        Shape::Text
        | Shape::Date
        | Shape::Time
        | Shape::Count
        | Shape::Number
        | Shape::Table(_) => Vec::new(),
    }
}

fn from_roots(project: &Project, typed: &str, ids: bool, reach: Reach) -> Vec<Candidate> {
    let documents = project.documents();
    let mut roots: Vec<Step> =
        Kind::ALL.into_iter().filter_map(|kind| file(kind, typed, project)).collect();
    if ids {
        roots.extend(known_by_id(&documents));
    }
    let view = View { documents: &documents, project, reach };
    let mut found = Vec::new();
    view.collect(roots, typed, &mut found);
    found
}

/// A file, by the word that is typed for it.
fn file(kind: Kind, typed: &str, project: &Project) -> Option<Step> {
    let fits = |word: &&&str| match typed.split_once('.') {
        Some((file, _)) => **word == file,
        None => word.starts_with(typed),
    };
    let word = kind.words().iter().find(fits)?;
    let keys = model::keys(kind);
    let holds = if kind.holds_entities() { Holds::Entities } else { Holds::Entity(keys) };
    let says = words::kind(kind, project.lang).to_owned();
    Some(Step { text: (*word).to_owned(), says, kind, path: Vec::new(), holds })
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
    };
    found.map(step).collect()
}

impl Step {
    /// A step further, to a key or a free name.
    fn below(&self, name: &str, says: &str, shape: &'static Shape) -> Step {
        let mut path = self.path.clone();
        path.push(name.to_owned());
        let holds = match shape {
            Shape::Table(keys) => Holds::Table(keys),
            Shape::Map(inner) => Holds::Map(inner),
            _ => Holds::Nothing,
        };
        let text = format!("{}.{}", self.text, segment(name));
        Step { text, says: says.to_owned(), kind: self.kind, path, holds }
    }
}

struct View<'v> {
    documents: &'v Documents<'v>,
    project: &'v Project,
    reach: Reach,
}

impl View<'_> {
    /// The steps that go on from what is typed; below one that is alone, also what is there.
    fn collect(&self, steps: Vec<Step>, typed: &str, found: &mut Vec<Candidate>) {
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
                found.push(plain(&step.text, &step.says));
            }
            return self.collect_all(self.below(step), found);
        }
        self.collect_all(fits, found);
    }

    fn collect_all(&self, steps: Vec<Step>, found: &mut Vec<Candidate>) {
        for step in steps {
            if self.ends(&step) {
                found.push(plain(&step.text, &step.says));
            } else if !self.below(&step).is_empty() {
                found.push(plain(&format!("{}.", step.text), &step.says));
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
        self.documents.holds(&address)
    }

    fn below(&self, step: &Step) -> Vec<Step> {
        if let (Reach::Named | Reach::Entities, Holds::Entity(_)) = (self.reach, step.holds) {
            return Vec::new();
        }
        let steps = match step.holds {
            Holds::Nothing => Vec::new(),
            Holds::Entities => in_file(step.kind, &format!("{}.", step.text), self.documents),
            Holds::Entity(keys) | Holds::Table(keys) => {
                let of = |key: &'static Key| {
                    step.below(key.name, key.meaning(self.project.lang), &key.shape)
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
        let document = self.documents.get(step.kind);
        let table = document.and_then(|document| document.value(&step.path)?.get_ref().as_table());
        let called = |value: &DeValue<'_>| {
            Some(value.as_table()?.get("name")?.get_ref().as_str()?.to_owned())
        };
        let member = |(name, value): (&Spanned<DeString<'_>>, &Spanned<DeValue<'_>>)| {
            let says = called(value.get_ref()).unwrap_or_default();
            step.below(name.get_ref(), &says, shape)
        };
        let mut found: Vec<Step> = table.into_iter().flatten().map(member).collect();
        if step.path.last().is_some_and(|key| key == "levels") {
            let title = |page| Page::parse(page).title(self.project.lang);
            let rule =
                |rule: &'static crate::rule::Rule| step.below(rule.name, title(rule.page), shape);
            let there: Vec<String> = found.iter().map(|step| step.text.clone()).collect();
            found.extend(rules::all().map(rule).filter(|step| !there.contains(&step.text)));
        }
        found
    }
}
