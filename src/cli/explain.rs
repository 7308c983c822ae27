//! `nrt explain`: a rule, an activity, an entity or a key.

use clap::ArgMatches;

use super::{Edge, Error, Outcome, SUCCESS, open};
use crate::address::{Address, Kind};
use crate::check;
use crate::diff::nearest;
use crate::files::Files;
use crate::lang::Lang;
use crate::load::{self, Documents};
use crate::method::Clause;
use crate::model;
use crate::render::explain;
use crate::rules;
use crate::tr;

/// What a word on the command line names.
enum What {
    Rule(&'static crate::rule::Rule),
    Clause(Clause),
    Entity(Address),
    Key(Kind, Vec<String>, Option<Address>),
}

pub(super) fn run(edge: &mut Edge, args: &ArgMatches) -> Outcome {
    let (lang, style) = (edge.lang, edge.style());
    let word = args.get_one::<String>("what").map_or("", |word| word.trim());
    // Rules, activities and keys can be explained anywhere.
    let opened = open::open(edge, args);
    let opened = if args.contains_id("at") { Ok(opened?) } else { opened };
    let none = Files::default();
    let loaded = match &opened {
        Ok(opened) => opened.load(lang),
        Err(_) => load::load(&none, lang),
    };
    let settings = match &opened {
        Ok(opened) => opened.settings(&loaded, args, lang)?,
        Err(_) => open::settings_without_project(args, lang)?,
    };
    let what = match resolve(word, &loaded.documents, lang) {
        Ok(what) => what,
        Err(error) => {
            return Err(opened.err().filter(|_| word.contains('.')).unwrap_or(error).into());
        }
    };
    let checked = check::check(&loaded, &settings);
    let cx = check::context(&loaded, &settings);
    let text = match what {
        What::Rule(rule) => explain::rule(&cx, &checked, rule, style),
        What::Clause(clause) => explain::clause(&cx, &checked, clause, style),
        What::Entity(address) => explain::entity(&cx, &checked, &address, style),
        What::Key(kind, path, address) => {
            explain::key(&cx, &checked, kind, &path, address.as_ref(), style)
        }
    };
    edge.print(&text)?;
    Ok(SUCCESS)
}

fn resolve(word: &str, documents: &Documents<'_>, lang: Lang) -> Result<What, Error> {
    if let Some(rule) = rules::find(word) {
        return Ok(What::Rule(rule));
    }
    if let Some(clause) = Clause::parse(word) {
        return Ok(What::Clause(clause));
    }
    if let Some(what) = Address::parse(word).and_then(|address| at(&address, documents)) {
        return Ok(what);
    }
    let holding: Vec<Address> = Kind::ALL
        .into_iter()
        .filter(|kind| kind.holds_entities())
        .map(|kind| Address::entity(kind, word))
        .filter(|address| documents.holds(address))
        .collect();
    match holding.as_slice() {
        [one] => Ok(What::Entity(one.clone())),
        [] => Err(unknown(word, documents, lang)),
        several => {
            let several: Vec<String> = several.iter().map(ToString::to_string).collect();
            let several = several.join(", ");
            Err(Error::new(
                tr!(
                    lang,
                    "`{word}` peut désigner plusieurs entités",
                    "`{word}` may mean several entities"
                ),
                tr!(lang, "choisissez : {several}", "choose: {several}"),
            ))
        }
    }
}

/// An entity that is there, or a key that its kind knows.
fn at(address: &Address, documents: &Documents<'_>) -> Option<What> {
    let (kind, path) = (address.kind, &address.path);
    if kind.holds_entities() {
        let (id, keys) = path.split_first()?;
        if keys.is_empty() {
            return documents.holds(address).then(|| What::Entity(address.clone()));
        }
        explain::find_key(model::keys(kind), keys)?;
        let there = (id != "*").then(|| address.clone());
        return Some(What::Key(kind, keys.to_vec(), there));
    }
    if path.is_empty() {
        return documents.holds(address).then(|| What::Entity(address.clone()));
    }
    explain::find_key(model::keys(kind), path)?;
    Some(What::Key(kind, path.clone(), Some(address.clone())))
}

fn unknown(word: &str, documents: &Documents<'_>, lang: Lang) -> Error {
    let ids: Vec<String> = documents
        .iter()
        .filter(|document| document.kind.holds_entities())
        .flat_map(|document| document.table.keys().map(|key| key.get_ref().to_string()))
        .collect();
    let names = rules::all().map(|rule| rule.name).chain(ids.iter().map(String::as_str));
    let last = word.rsplit('.').next().unwrap_or(word);
    let help = match nearest(last, names) {
        Some(close) => tr!(lang, "vouliez-vous dire `{close}` ?", "did you mean `{close}`?"),
        None => tr!(
            lang,
            "donnez une règle (`nrt rules`), une activité (`A3`), un identifiant (`nrt list stakeholders`) ou une clé (`stakeholders.*.launch`)",
            "give a rule (`nrt rules`), an activity (`A3`), an id (`nrt list stakeholders`) or a key (`stakeholders.*.launch`)"
        ),
    };
    Error::new(tr!(lang, "rien ne s'appelle `{word}` ici", "nothing is called `{word}` here"), help)
}
