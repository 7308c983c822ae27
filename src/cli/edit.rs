//! The commands that change a project: `add`, `set`, `unset`, `remove`, `rename`, `waive`.

use clap::ArgMatches;

use super::{Edge, Error, Failure, Outcome, amend, ask, named, open};
use crate::address::{Address, Kind};
use crate::amend::{Request, waiver_id};
use crate::diff::nearest;
use crate::lang::Lang;
use crate::literal::fold;
use crate::load::{Documents, Loaded};
use crate::model::{self, Key, Shape};
use crate::rules;
use crate::slug::{slug, untaken};
use crate::text::terminal;
use crate::tr;

pub(super) fn set(edge: &mut Edge, args: &ArgMatches) -> Outcome {
    let value = args.get_one::<String>("value").cloned().unwrap_or_default();
    change(edge, args, |address| Request::Set { address, value })
}

pub(super) fn unset(edge: &mut Edge, args: &ArgMatches) -> Outcome {
    change(edge, args, |address| Request::Unset { address })
}

pub(super) fn remove(edge: &mut Edge, args: &ArgMatches) -> Outcome {
    change(edge, args, |entity| Request::Remove { entity })
}

pub(super) fn rename(edge: &mut Edge, args: &ArgMatches) -> Outcome {
    let id = args.get_one::<String>("id").cloned().unwrap_or_default();
    change(edge, args, |entity| Request::Rename { entity, id })
}

/// Makes one change, at the address that a person names.
fn change(edge: &mut Edge, args: &ArgMatches, request: impl FnOnce(Address) -> Request) -> Outcome {
    let opened = open::open(edge, args)?;
    let word = args.get_one::<String>("address").map_or("", String::as_str);
    let address = address(word, &opened.load(edge.lang), edge.lang)?;
    amend::carry_out(edge, args, opened, &[request(address)])
}

/// The one address that a word means.
fn address(word: &str, loaded: &Loaded<'_>, lang: Lang) -> Result<Address, Error> {
    let meant = named::meant(word, &[&loaded.documents]);
    match meant.as_slice() {
        [one] => Ok(one.clone()),
        [] => {
            let otherwise = tr!(
                lang,
                "donnez une adresse\u{a0}: `stakeholders.dgs`, `scope.coverage`\u{a0}; `nrt list` donne les identifiants",
                "give an address: `stakeholders.dgs`, `scope.coverage`; `nrt list` gives the ids"
            );
            Err(Error::new(
                tr!(lang, "rien ne s'appelle `{word}`", "nothing is called `{word}`"),
                named::help(word, &loaded.documents, otherwise, lang),
            ))
        }
        several => {
            let list: Vec<String> = several.iter().map(|at| format!("`{at}`")).collect();
            let list = list.join(", ");
            Err(Error::new(
                tr!(
                    lang,
                    "`{word}` peut désigner plusieurs entités",
                    "`{word}` may mean several entities"
                ),
                tr!(lang, "choisissez\u{a0}: {list}", "choose: {list}"),
            ))
        }
    }
}

pub(super) fn add(edge: &mut Edge, args: &ArgMatches) -> Outcome {
    let lang = edge.lang;
    let opened = open::open(edge, args)?;
    let kind = kind(args.get_one::<String>("kind").map_or("", String::as_str), lang)?;
    let mut words: Vec<&String> = args.get_many::<String>("field").into_iter().flatten().collect();
    // The id may be left out: it comes from the title then.
    let given = match words.first() {
        Some(first) if !first.contains('=') => Some(words.remove(0).clone()),
        _ => None,
    };
    let fields: Result<Vec<(String, String)>, Error> =
        words.into_iter().map(|word| field(kind, word, lang)).collect();
    let mut fields = fields?;
    complete(edge, kind, &mut fields, ("", "="))?;
    let id = match given {
        Some(id) => id,
        None => proposed(kind, &fields, &opened.load(lang).documents),
    };
    let request = Request::Add { kind, id, fields };
    amend::carry_out(edge, args, opened, &[request])
}

/// The words for a facility of the scope, folded.
const FACILITY: &[&str] = &["facility", "facilities", "equipement", "equipements"];

/// The kind of entity that a person names, the scope for a facility; decisions are recorded otherwise.
fn kind(word: &str, lang: Lang) -> Result<Kind, Error> {
    let kinds = || Kind::ALL.into_iter().filter(|kind| kind.holds_entities());
    let error = |help| {
        let message =
            tr!(lang, "`{word}` n'est pas une sorte d'entité", "`{word}` is not a kind of entity");
        Error::new(message, help)
    };
    if FACILITY.contains(&fold(word).as_str()) {
        return Ok(Kind::Scope);
    }
    match Kind::from_word(word) {
        Some(Kind::Decision) => Err(Error::new(
            tr!(
                lang,
                "une décision s'enregistre par `nrt decide`",
                "a decision is recorded by `nrt decide`"
            ),
            tr!(
                lang,
                "`nrt decide` pose les questions, puis l'écrit avec ce qu'elle explique",
                "`nrt decide` asks the questions, then writes it with what it explains"
            ),
        )),
        Some(kind) if kind.holds_entities() => Ok(kind),
        Some(kind) => {
            let stem = kind.stem();
            Err(error(tr!(
                lang,
                "ce fichier n'a que des valeurs\u{a0}: `nrt set {stem}.… VALEUR`",
                "this file only has values: `nrt set {stem}.… VALUE`"
            )))
        }
        None => {
            let words = kinds().flat_map(|kind| kind.words().iter().copied());
            let help = nearest(word, words).map_or_else(
                || {
                    let all: Vec<&str> =
                        kinds().filter(|kind| *kind != Kind::Decision).map(Kind::stem).collect();
                    let all = all.join(", ") + lang.pick(", équipement", ", facility");
                    tr!(lang, "sortes possibles\u{a0}: {all}", "possible kinds: {all}")
                },
                |close| tr!(lang, "vouliez-vous dire `{close}`\u{a0}?", "did you mean `{close}`?"),
            );
            Err(error(help))
        }
    }
}

/// A field as it is typed, `key=value`, under the name that the file gives its key.
fn field(kind: Kind, word: &str, lang: Lang) -> Result<(String, String), Error> {
    let Some((name, value)) = word.split_once('=') else {
        let word = terminal(word);
        return Err(Error::new(
            tr!(
                lang,
                "`{word}` n'est pas de la forme `clé=valeur`",
                "`{word}` is not of the form `key=value`"
            ),
            tr!(
                lang,
                "par exemple `title=\"Comité de lancement\"`, sans espace autour du signe égal",
                "for instance `title=\"Launch committee\"`, without spaces around the equals sign"
            ),
        ));
    };
    let mut entity = crate::amend::entity(kind, "x");
    let depth = entity.path.len();
    entity.path.extend(name.trim().split('.').map(str::to_owned));
    let path = named::address(&entity.to_string()).map(|address| address.path[depth..].join("."));
    Ok((path.unwrap_or_else(|| name.trim().to_owned()), value.to_owned()))
}

/// Asks for the required keys that are missing, on a terminal; elsewhere names them all. What
/// stands before a name and before its value on the command line comes last.
fn complete(
    edge: &mut Edge,
    kind: Kind,
    fields: &mut Vec<(String, String)>,
    (dash, equals): (&str, &str),
) -> Result<(), Failure> {
    let lang = edge.lang;
    // A waiver needs a reason as well, which may be read in a decision where it is written by hand.
    let needed = |key: &&Key| key.required || kind == Kind::Waiver && key.name == "reason";
    let required = model::entity_keys(kind).iter().filter(needed);
    let missing: Vec<&Key> =
        required.filter(|key| !fields.iter().any(|(name, _)| name == key.name)).collect();
    if missing.is_empty() {
        return Ok(());
    }
    if !ask::is_possible() {
        let names: Vec<String> =
            missing.iter().map(|key| format!("`{dash}{}`", key.name)).collect();
        let names = lang.list(&names);
        let lines: Vec<String> = missing
            .iter()
            .map(|key| {
                let value = model::misread::example_for(key.name, &key.shape);
                format!("{dash}{}{equals}{value}", key.name)
            })
            .collect();
        let lines = lines.join(" ");
        return Err(Error::new(
            tr!(lang, "il manque {names}", "missing: {names}"),
            tr!(lang, "par exemple `{lines}`", "for instance `{lines}`"),
        )
        .into());
    }
    for key in missing {
        let text = ask_for(edge, kind, key)?;
        fields.push((key.name.to_owned(), text));
    }
    Ok(())
}

/// Asks for the value of a key: a word from its list, anything else as a text that it takes.
fn ask_for(edge: &Edge, kind: Kind, key: &Key) -> Result<String, Failure> {
    let lang = edge.lang;
    let ask = ask::Ask { lang, colour: edge.err.colour };
    let meaning = key.meaning(lang).trim_end_matches('.');
    if let Shape::Word(words) = key.shape {
        let labels = words.iter().map(|word| word.label(lang).to_owned()).collect();
        let chosen = ask.one(meaning, labels)?;
        return Ok(words.get(chosen).map(|word| word.name.to_owned()).unwrap_or_default());
    }
    let (name, shape) = (key.name, key.shape);
    let example = model::misread::example_for(name, &shape);
    let help = match shape {
        Shape::Text => String::new(),
        _ => tr!(lang, "par exemple {example}", "for instance {example}"),
    };
    let own = *key;
    let reads =
        move |text: &str| model::typed(kind, &own, text, lang).ok().map(|_| text.to_owned());
    ask.read(meaning, &help, None, reads)
}

/// An id from what the entity is called.
fn proposed(kind: Kind, fields: &[(String, String)], documents: &Documents<'_>) -> String {
    let title = if kind == Kind::Scope { "name" } else { model::title_key(kind) };
    let title = fields.iter().find(|(name, _)| name == title).map_or("", |(_, text)| text.as_str());
    let taken = |id: &str| {
        let shared = [Kind::Referent, Kind::Stakeholder];
        let kinds = if shared.contains(&kind) { shared.to_vec() } else { vec![kind] };
        let all = kinds.iter().filter_map(|kind| documents.get(*kind));
        let facility = documents.holds(&crate::amend::entity(kind, id));
        facility
            || all
                .flat_map(|document| document.table.keys())
                .any(|key| fold(key.get_ref()) == fold(id))
    };
    let named = slug(title);
    untaken(if named.is_empty() { kind.words()[1] } else { &named }, &taken)
}

pub(super) fn waive(edge: &mut Edge, args: &ArgMatches) -> Outcome {
    let lang = edge.lang;
    let opened = open::open(edge, args)?;
    let text = |name: &str| args.get_one::<String>(name).cloned();
    let word = text("rule").unwrap_or_default();
    let Some(rule) = rules::find(&word) else {
        let names = rules::all().map(|rule| rule.name);
        return Err(Error::new(
            tr!(lang, "aucune règle ne s'appelle `{word}`", "no rule is called `{word}`"),
            nearest(&word, names).map_or_else(
                || tr!(lang, "`nrt rules` les donne toutes", "`nrt rules` gives them all"),
                |close| tr!(lang, "vouliez-vous dire `{close}`\u{a0}?", "did you mean `{close}`?"),
            ),
        )
        .into());
    };
    let loaded = opened.load(lang);
    let word = text("target").unwrap_or_default();
    let file = Kind::ALL.into_iter().find(|kind| kind.file() == word);
    let target = match file.or_else(|| Kind::from_word(&word)) {
        Some(kind) => Address::file(kind),
        None => address(&word, &loaded, lang)?,
    };
    let mut fields =
        vec![("rule".to_owned(), rule.name.to_owned()), ("target".to_owned(), target.to_string())];
    for key in ["reason", "until", "decision"] {
        let given = text(key).filter(|text| !text.trim().is_empty());
        fields.extend(given.map(|text| (key.to_owned(), text)));
    }
    complete(edge, Kind::Waiver, &mut fields, ("--", " "))?;
    let reason = fields.iter().find(|(name, _)| name == "reason");
    if let Some((_, reason)) = reason.filter(|(_, text)| model::is_placeholder(text)) {
        let reason = terminal(reason);
        return Err(Error::new(
            tr!(
                lang,
                "`--reason`\u{a0}: «\u{a0}{reason}\u{a0}» ne dit pas pourquoi",
                "`--reason`: \"{reason}\" does not say why"
            ),
            tr!(
                lang,
                "une phrase suffit, par exemple «\u{a0}Accord oral du DGS le 5 novembre\u{a0}»",
                "a sentence will do, for instance \"Agreed orally on 5 November\""
            ),
        )
        .into());
    }
    let until = fields.iter().find(|(name, _)| name == "until");
    let until = until.and_then(|(_, text)| open::day(text, "until", lang).ok());
    if until.is_some_and(|day| open::today(args, lang).is_ok_and(|today| day < today)) {
        return Err(Error::new(
            tr!(
                lang,
                "`--until`\u{a0}: cette date est passée, la dispense ne vaudrait déjà plus",
                "`--until`: this date is past, the waiver would be over already"
            ),
            tr!(lang, "donnez une date à venir", "give a date to come"),
        )
        .into());
    }
    let id = waiver_id(&loaded.documents, rule.name, &target);
    let request = Request::Add { kind: Kind::Waiver, id, fields };
    amend::carry_out(edge, args, opened, &[request])
}
