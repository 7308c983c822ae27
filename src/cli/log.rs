//! `nrt log`: the story of the project, of an entity or of a field, newest first.

use std::io;
use std::ops::ControlFlow;

use chrono::NaiveDate;
use clap::ArgMatches;

use super::open::Version;
use super::{Edge, Error, Outcome, SUCCESS, named, open, repository};
use crate::address::{Address, Kind};
use crate::changes::Significance;
use crate::files::DEFAULT_MAX_FILE_SIZE;
use crate::git::{self, Revision, Source};
use crate::history::{self, End, Entry, Options, Wanted};
use crate::lang::Lang;
use crate::load::{Documents, documents};
use crate::render::log;
use crate::tr;

/// The forms of the result, the default first.
pub(super) const FORMATS: &[&str] = &["text", "json", "csv", "markdown"];

pub(super) fn run(edge: &mut Edge, args: &ArgMatches) -> Outcome {
    let lang = edge.lang;
    let (source, from) = start(edge, args)?;
    let format = args.get_one::<String>("format").map_or("text", String::as_str);
    let options = Options {
        from,
        all_parents: args.get_flag("all-parents"),
        cosmetic: args.get_flag("cosmetic"),
        titles: matches!(format, "text" | "markdown"),
        since: day(args, "since", lang)?,
        until: day(args, "until", lang)?,
        most: args.get_one::<u64>("count").map(|n| usize::try_from(*n).unwrap_or(usize::MAX)),
        limit: DEFAULT_MAX_FILE_SIZE,
        lang,
    };
    let mut wanted = wanted(&source, from, args, lang)?;
    // A whole file may well be without a history; what is called by a name is not.
    let Wanted { addresses, significance, kinds } = &wanted;
    let whole = significance.is_empty()
        && kinds.is_empty()
        && addresses.iter().any(|address| !address.path.is_empty());
    let mut document = log::Document::new(lang);
    if format == "csv" {
        edge.print(&log::csv_header(lang))?;
    }
    let style = edge.style();
    let mut written = Ok(());
    let mut tell = |entry: Entry<'_>| {
        let text = match format {
            "json" => {
                document.push(&entry);
                return ControlFlow::Continue(());
            }
            "csv" => log::csv(&entry, lang),
            "markdown" => log::markdown(entry, lang),
            _ => log::text(entry, style),
        };
        written = edge.print(&text);
        if written.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    };
    let asked = args.get_one::<String>("address");
    let end = history::history(&source, &options, &mut wanted, &mut tell)
        .map_err(|error| repository::error(&error, lang))?;
    written?;
    if format == "json" {
        edge.print(&document.end(&end))?;
    }
    let never = end.changed == 0 && end.gap.is_none() && !limited(&options);
    if let Some(word) = asked.filter(|_| never && whole) {
        return Err(unknown(edge, (&source, from), word).into());
    }
    say_ending(edge, &end, format)?;
    Ok(SUCCESS)
}

/// The repository, and the revision to start from.
pub(super) fn start(edge: &Edge, args: &ArgMatches) -> Result<(Source, Revision), Error> {
    let name = args.get_one::<String>("at").map_or("HEAD", String::as_str);
    let root = open::root(edge, true)?;
    let source = git::open(&root).map_err(|error| repository::error(&error, edge.lang))?;
    let from = source.revision(name).map_err(|error| repository::error(&error, edge.lang))?;
    let source = source.as_of(from).map_err(|error| repository::error(&error, edge.lang))?;
    Ok((source, from))
}

/// The addresses that a word means: itself, or every entity that has or had this id in a version;
/// where none has, any entity of any time.
pub(super) fn addresses(word: &str, documents: &Documents<'_>) -> Vec<Address> {
    if let Some(address) = named::address(word) {
        let now = now(&address, documents);
        return std::iter::once(address).chain(now).collect();
    }
    if let Some(kind) = Kind::from_word(word) {
        return vec![Address::file(kind)];
    }
    let any = named::of_any_kind(word);
    let known = |address: &&Address| {
        documents.holds(&named::entity(address)) || !now(address, documents).is_empty()
    };
    let of_now: Vec<&Address> = any.iter().filter(known).collect();
    if of_now.is_empty() {
        return any;
    }
    let both = |address: &Address| [vec![address.clone()], now(address, documents)].concat();
    of_now.into_iter().flat_map(both).collect()
}

/// The same address in the entities that say they formerly had its id.
fn now(address: &Address, documents: &Documents<'_>) -> Vec<Address> {
    let Some(id) = address.entity_id() else { return Vec::new() };
    let mut heirs = heirs(address.kind, id, documents);
    for heir in &mut heirs {
        heir.path.extend(address.path.iter().skip(1).cloned());
    }
    heirs
}

/// The entities of a kind that say they were formerly called so.
pub(super) fn heirs(kind: Kind, id: &str, documents: &Documents<'_>) -> Vec<Address> {
    let Some(document) = documents.get(kind) else { return Vec::new() };
    let was = |entity: &toml::de::DeValue<'_>| {
        let former = entity.get("formerly").and_then(|value| value.get_ref().as_array());
        former.is_some_and(|ids| ids.iter().any(|one| one.get_ref().as_str() == Some(id)))
    };
    let entities = document.table.iter().filter(|(_, entity)| was(entity.get_ref()));
    entities.map(|(id, _)| Address::entity(kind, id.get_ref())).collect()
}

fn wanted(source: &Source, from: Revision, args: &ArgMatches, lang: Lang) -> Result<Wanted, Error> {
    let mut wanted = Wanted::default();
    if let Some(word) = args.get_one::<String>("address") {
        let files = source
            .files_at(from, DEFAULT_MAX_FILE_SIZE)
            .map_err(|error| repository::error(&error, lang))?;
        wanted.addresses = addresses(word, &documents(&files, DEFAULT_MAX_FILE_SIZE, lang));
    }
    let words = |name| args.get_many::<String>(name).into_iter().flatten();
    for word in words("only") {
        let all = [Significance::Decision, Significance::Commitment, Significance::Content];
        match all.into_iter().find(|one| one.word() == word) {
            Some(significance) => wanted.significance.push(significance),
            None => wanted.kinds.push(kind(word, "only", lang)?),
        }
    }
    for word in words("kind") {
        wanted.kinds.push(kind(word, "kind", lang)?);
    }
    Ok(wanted)
}

pub(super) fn kind(word: &str, option: &str, lang: Lang) -> Result<Kind, Error> {
    Kind::from_word(word).ok_or_else(|| {
        let kinds = Kind::ALL.map(Kind::stem).join(", ");
        let weights = if option == "only" { "decision, commitment, content, " } else { "" };
        Error::new(
            tr!(
                lang,
                "`{word}` n'est pas une valeur de `--{option}`",
                "`{word}` is not a value of `--{option}`"
            ),
            tr!(
                lang,
                "valeurs possibles\u{a0}: {weights}{kinds}",
                "possible values: {weights}{kinds}"
            ),
        )
    })
}

fn day(args: &ArgMatches, name: &str, lang: Lang) -> Result<Option<NaiveDate>, Error> {
    args.get_one::<String>(name).map(|text| open::day(text, name, lang)).transpose()
}

const fn limited(options: &Options) -> bool {
    options.since.is_some() || options.until.is_some() || options.most.is_some()
}

/// That nothing in the history was ever called so.
pub(super) fn unknown(edge: &Edge, (source, from): (&Source, Revision), word: &str) -> Error {
    let lang = edge.lang;
    let message = tr!(
        lang,
        "rien ne s'appelle `{word}` dans cet historique",
        "nothing is called `{word}` in this history"
    );
    if is_in_the_folder(edge, word) {
        return Error::new(
            message,
            tr!(
                lang,
                "le dossier l'a, mais aucun commit\u{a0}: `git add .`, puis `git commit`",
                "the folder has it, but no commit does: `git add .`, then `git commit`"
            ),
        );
    }
    let otherwise = tr!(
        lang,
        "donnez un identifiant ou une adresse\u{a0}: `dgs`, `stakeholders.dgs`, `scope.coverage`",
        "give an id or an address: `dgs`, `stakeholders.dgs`, `scope.coverage`"
    );
    let files = source.files_at(from, DEFAULT_MAX_FILE_SIZE).unwrap_or_default();
    let documents = documents(&files, DEFAULT_MAX_FILE_SIZE, lang);
    Error::new(message, named::help(word, &documents, otherwise, lang))
}

fn is_in_the_folder(edge: &Edge, word: &str) -> bool {
    let folder = open::root(edge, true)
        .and_then(|root| open::read(edge, root, Version::Worktree, DEFAULT_MAX_FILE_SIZE));
    let Ok(folder) = folder else { return false };
    let documents = documents(folder.files(), DEFAULT_MAX_FILE_SIZE, edge.lang);
    named::meant(word, &[&documents]).iter().any(|address| documents.holds(address))
}

/// What was left out, and why the history stops.
fn say_ending(edge: &mut Edge, end: &End, format: &str) -> io::Result<()> {
    let lang = edge.lang;
    if let Some(gap) = end.gap {
        edge.tell(&log::gap(gap, lang))?;
    }
    if end.told == 0 && format != "json" {
        let none = tr!(lang, "aucun commit à montrer\n", "no commit to show\n");
        edge.tell(&none)?;
    }
    if matches!(format, "text" | "markdown") { edge.tell(&log::ending(end, lang)) } else { Ok(()) }
}
