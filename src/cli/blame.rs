//! `nrt blame`: the last change of each field of an entity.

use chrono::NaiveDate;
use clap::ArgMatches;

use super::{Edge, Outcome, SUCCESS, log as story, open, repository};
use crate::address::Address;
use crate::files::DEFAULT_MAX_FILE_SIZE;
use crate::history::{self, Options};
use crate::load::{Documents, documents};
use crate::render::{blame, log};
use crate::tr;

/// The forms of the result, the default first.
pub(super) const FORMATS: &[&str] = &["text", "json"];

pub(super) fn run(edge: &mut Edge, args: &ArgMatches) -> Outcome {
    let lang = edge.lang;
    let today = open::today(args, lang)?;
    let (source, from) = story::start(edge, args)?;
    let files = source
        .files_at(from, DEFAULT_MAX_FILE_SIZE)
        .map_err(|error| repository::error(&error, lang))?;
    let (nothing, now) = (Documents::default(), documents(&files, DEFAULT_MAX_FILE_SIZE, lang));
    let options = Options::whole(from, DEFAULT_MAX_FILE_SIZE, lang);
    let ignored = source.ignored();
    let word = args.get_one::<String>("entity").map_or("", String::as_str);
    let mut found = Vec::new();
    for address in story::addresses(word, &now) {
        let versions = (&nothing, &now);
        let blames = history::blame(&source, &options, &address, &ignored, versions)
            .map_err(|error| repository::error(&error, lang))?;
        found.extend(blames);
    }
    if found.is_empty() {
        return Err(story::unknown(edge, (&source, from), word).into());
    }
    let text = match args.get_one::<String>("format").map(String::as_str) {
        Some("json") => blame::json(&found, today, lang),
        _ => blame::text(&found, today, edge.style()),
    };
    edge.print(&text)?;
    for path in &ignored.unreadable {
        let path = crate::text::terminal(&path.display().to_string());
        edge.tell(&tr!(
            lang,
            "`blame.ignoreRevsFile` nomme `{path}`, qui ne peut pas être lu\n",
            "`blame.ignoreRevsFile` names `{path}`, which cannot be read\n"
        ))?;
    }
    if let Some(gap) = found.iter().find_map(|blame| blame.gap) {
        edge.tell(&log::gap(gap, lang))?;
    }
    Ok(SUCCESS)
}

/// The last change of a value that the repository records, as text; nothing where no history tells.
pub(super) fn last_change(
    edge: &Edge,
    args: &ArgMatches,
    address: &Address,
    today: NaiveDate,
) -> Option<String> {
    let lang = edge.lang;
    let (source, from) = story::start(edge, args).ok()?;
    let files = source.files_at(from, DEFAULT_MAX_FILE_SIZE).ok()?;
    let (nothing, now) = (Documents::default(), documents(&files, DEFAULT_MAX_FILE_SIZE, lang));
    let options = Options::whole(from, DEFAULT_MAX_FILE_SIZE, lang);
    let versions = (&nothing, &now);
    let found = history::blame(&source, &options, address, &source.ignored(), versions).ok()?;
    blame::last_change(&found, today, edge.style())
}
