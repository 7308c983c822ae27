//! `nrt explain`: a rule, an activity, a file, an entity or a key.

use clap::ArgMatches;

use super::{Edge, Error, Outcome, SUCCESS, blame, log, named, open};
use crate::address::{Address, Kind};
use crate::check;
use crate::diff::nearest;
use crate::files::Files;
use crate::lang::Lang;
use crate::load::{self, Documents};
use crate::method::Clause;
use crate::model::{self, Key, Shape};
use crate::render::explain;
use crate::rules;
use crate::tr;

/// What a word on the command line names.
enum What {
    Rule(&'static crate::rule::Rule),
    Clause(Clause),
    File(Kind),
    Entity(Address),
    Key(Kind, Vec<String>, Option<Address>),
}

pub(super) fn run(edge: &mut Edge, args: &ArgMatches) -> Outcome {
    let (lang, style) = (edge.lang, edge.style());
    let word = args.get_one::<String>("what").map_or("", |word| word.trim());
    // Rules, activities, files and keys can be explained anywhere.
    let opened = open::open_if_any(edge, args)?;
    let none = Files::default();
    let loaded = match &opened {
        Some(opened) => opened.load(lang),
        None => load::load(&none, lang),
    };
    let settings = match &opened {
        Some(opened) => opened.settings(&loaded, args, lang)?,
        None => open::settings_without_project(args, lang)?,
    };
    let what = match resolve(word, &loaded.documents, lang) {
        Ok(what) => what,
        // What only a project could hold is missing because there is none.
        Err(error) => {
            let no_project = opened.is_none() && word.contains('.');
            let why = no_project.then(|| open::root(edge, false).err()).flatten();
            return Err(why.unwrap_or(error).into());
        }
    };
    let checked = check::check(&loaded, &settings);
    let cx = check::context(&loaded, &settings);
    let mut text = match &what {
        What::Rule(rule) => explain::rule(&cx, &checked, rule, style),
        What::Clause(clause) => explain::clause(&cx, &checked, *clause, style),
        What::File(kind) => explain::kind(&cx, &checked, *kind, style),
        What::Entity(address) => explain::entity(&cx, &checked, address, style),
        What::Key(kind, path, address) => {
            explain::key(&cx, &checked, *kind, path, address.as_ref(), style)
        }
    };
    if let (What::Key(_, _, Some(address)), Some(_)) = (&what, &opened)
        && loaded.documents.holds(address)
    {
        text.extend(blame::last_change(edge, args, address, settings.today));
    }
    edge.print(&text)?;
    Ok(SUCCESS)
}

fn resolve(word: &str, documents: &Documents<'_>, lang: Lang) -> Result<What, Error> {
    if let Some(rule) = rules::find(word) {
        return Ok(What::Rule(rule));
    }
    if let Some(kind) = file(word) {
        return Ok(What::File(kind));
    }
    if let Some(clause) = clause(word) {
        return Ok(What::Clause(clause));
    }
    if let Some(what) = named::address(word).and_then(|address| at(&address, documents)) {
        return Ok(what);
    }
    let there = named::meant(word, &[documents]);
    let mut holding: Vec<Address> =
        there.into_iter().filter(|address| documents.holds(&named::entity(address))).collect();
    if holding.is_empty() {
        let kinds = Kind::ALL.into_iter().filter(|kind| kind.holds_entities());
        holding.extend(kinds.flat_map(|kind| log::heirs(kind, word, documents)));
    }
    match holding.as_slice() {
        [one] => at(one, documents).map_or_else(|| key(word, documents, lang), Ok),
        [] => key(word, documents, lang),
        several => {
            let several = choices(several.iter().map(ToString::to_string), lang);
            let message = tr!(
                lang,
                "`{word}` peut désigner plusieurs entités",
                "`{word}` may mean several entities"
            );
            Err(Error::new(message, several))
        }
    }
}

/// A file, by its name, its stem or a word for what it holds.
fn file(word: &str) -> Option<Kind> {
    let named = Kind::ALL.into_iter().find(|kind| kind.file() == word);
    named.or_else(|| Kind::from_word(word.strip_suffix(".*").unwrap_or(word)))
}

/// A clause of the method. A passage is also called `passage:NAME`, since some have the name of a
/// file.
fn clause(word: &str) -> Option<Clause> {
    let passage = word.strip_prefix("passage:").and_then(Clause::parse);
    match passage {
        Some(Clause::Passage(_)) => passage,
        _ => Clause::parse(word),
    }
}

/// A key, where only one has that name; a French name counts where no key is written so.
fn key(word: &str, documents: &Documents<'_>, lang: Lang) -> Result<What, Error> {
    let mut keys = Vec::new();
    for kind in Kind::ALL {
        let path = if kind.holds_entities() { vec!["*"] } else { Vec::new() };
        all_keys(kind, model::keys(kind), &path, &mut keys);
    }
    let written = keys.iter().any(|(_, _, key)| key.name == word);
    keys.retain(|(_, _, key)| if written { key.name == word } else { key.is_called(word) });
    let address =
        |(kind, path, _): &(Kind, Vec<&str>, &Key)| format!("{}.{}", kind.stem(), path.join("."));
    match keys.as_slice() {
        [] => Err(unknown(word, documents, lang)),
        [(kind, path, _)] => {
            let entity = usize::from(kind.holds_entities());
            let path = path.iter().skip(entity).map(|&key| key.to_owned()).collect();
            Ok(What::Key(*kind, path, None))
        }
        several => Err(Error::new(
            tr!(lang, "plusieurs clés s'appellent `{word}`", "several keys are called `{word}`"),
            choices(several.iter().map(address), lang),
        )),
    }
}

/// Every key of a kind, with the path to it.
fn all_keys<'p>(
    kind: Kind,
    keys: &'static [Key],
    path: &[&'p str],
    found: &mut Vec<(Kind, Vec<&'p str>, &'static Key)>,
) {
    for key in keys {
        let mut here = path.to_vec();
        here.push(key.name);
        match key.shape {
            Shape::Table(inner) => all_keys(kind, inner, &here, found),
            Shape::Map(Shape::Table(inner)) => {
                let mut below = here.clone();
                below.push("*");
                all_keys(kind, inner, &below, found);
            }
            _ => {}
        }
        found.push((kind, here, key));
    }
}

fn choices(names: impl Iterator<Item = String>, lang: Lang) -> String {
    let names: Vec<String> = names.map(|name| format!("`{name}`")).collect();
    let names = names.join(", ");
    tr!(lang, "choisissez : {names}", "choose: {names}")
}

/// An entity that is there, or a key that its kind knows.
fn at(address: &Address, documents: &Documents<'_>) -> Option<What> {
    let (kind, path) = (address.kind, &address.path);
    if kind.holds_entities() {
        let (id, keys) = path.split_first()?;
        if keys.is_empty() {
            return documents.holds(address).then(|| What::Entity(address.clone()));
        }
        model::find_key(model::keys(kind), keys)?;
        let there = (id != "*").then(|| address.clone());
        return Some(What::Key(kind, keys.to_vec(), there));
    }
    if path.is_empty() {
        return documents.holds(address).then(|| What::Entity(address.clone()));
    }
    model::find_key(model::keys(kind), path)?;
    Some(What::Key(kind, path.clone(), Some(address.clone())))
}

fn unknown(word: &str, documents: &Documents<'_>, lang: Lang) -> Error {
    let ids: Vec<String> = documents
        .iter()
        .filter(|document| document.kind.holds_entities())
        .flat_map(|document| document.table.keys().map(|key| key.get_ref().to_string()))
        .collect();
    let files = Kind::ALL.into_iter().flat_map(|kind| kind.words().iter().copied());
    let names = rules::all().map(|rule| rule.name).chain(ids.iter().map(String::as_str));
    let names = names.chain(files);
    let last = word.rsplit('.').next().unwrap_or(word);
    let help = match nearest(last, names) {
        Some(close) => tr!(lang, "vouliez-vous dire `{close}` ?", "did you mean `{close}`?"),
        None => tr!(
            lang,
            "donnez une règle (`nrt rules`), une activité (`A3`), un fichier (`jalons`), un identifiant (`nrt list stakeholders`) ou une clé (`stakeholders.*.launch`)",
            "give a rule (`nrt rules`), an activity (`A3`), a file (`milestones`), an id (`nrt list stakeholders`) or a key (`stakeholders.*.launch`)"
        ),
    };
    Error::new(tr!(lang, "rien ne s'appelle `{word}` ici", "nothing is called `{word}` here"), help)
}
