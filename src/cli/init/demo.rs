//! `nrt init --demo`: a fictional authority with its whole history, to try nrt on.

use crate::address::Kind;
use crate::cli::init::place::{Place, Repository};
use crate::cli::{Edge, Error, Outcome, SUCCESS, repository, usage};
use crate::git::{self, FIRST_BRANCH};
use crate::lang::Lang;
use crate::start::story;
use crate::text::terminal;
use crate::tr;
use crate::worktree;

pub(super) fn run(edge: &mut Edge, dir: Option<&str>) -> Outcome {
    let lang = edge.lang;
    let place = Place::of(edge, Some(dir.unwrap_or(story::FOLDER)), lang)?;
    free(&place, lang)?;
    let (commits, branches) = story::story();
    let head = branches.iter().find(|(name, _)| *name == FIRST_BRANCH).map_or(0, |(_, at)| *at);
    let files = commits.get(head).map(|told| told.files.as_slice()).unwrap_or_default();
    worktree::create_folder(&place.folder).map_err(|cause| unwritable(&place, &cause, lang))?;
    let _lock = worktree::lock_folder(&place.folder, || {});
    free(&place, lang)?;
    git::tell(&place.folder, &commits, branches)
        .map_err(|found| repository::error(&found, lang))?;
    // `nrt.toml` comes last: it makes the folder a project.
    let last = |name: &str| name == Kind::Project.file();
    let (own, others): (Vec<_>, Vec<_>) = files.iter().partition(|(name, _)| last(name));
    for (path, text) in others.into_iter().chain(own) {
        worktree::add(&place.folder, path, text.as_bytes())
            .map_err(|cause| unwritable(&place, &cause, lang))?;
    }
    edge.print(&said(&place, commits.len(), lang)).map_err(|cause| super::unsaid(&cause, lang))?;
    Ok(SUCCESS)
}

/// A demonstration is made in an empty folder, outside any repository.
fn free(place: &Place, lang: Lang) -> Result<(), Error> {
    let name = terminal(&place.folder.display().to_string());
    let message = if place.repository != Repository::None {
        tr!(lang, "`{name}` est dans un dépôt git", "`{name}` lies in a git repository")
    } else if worktree::is_there(&place.folder) && !worktree::is_empty_folder(&place.folder) {
        tr!(lang, "le dossier `{name}` n'est pas vide", "the folder `{name}` is not empty")
    } else {
        return Ok(());
    };
    Err(Error::new(
        message,
        tr!(
            lang,
            "la démonstration a son propre dépôt\u{a0}: donnez-lui un dossier nouveau, ailleurs\u{a0}: `nrt init --demo DOSSIER`",
            "the demonstration has its own repository: give it a new folder, elsewhere: `nrt init --demo DIR`"
        ),
    ))
}

fn unwritable(place: &Place, cause: &std::io::Error, lang: Lang) -> Error {
    usage::unwritable(&place.folder.display().to_string(), cause, lang)
}

/// What was made, and five commands to try.
fn said(place: &Place, commits: usize, lang: Lang) -> String {
    let dir = place.shown.as_deref().unwrap_or(".");
    let mut text = tr!(
        lang,
        "démonstration créée dans {dir}\u{a0}: Rivemont Agglomération, {commits} commits du 5 octobre au 23 novembre 2026\n\nCinq commandes à essayer, après `cd {dir}`\u{a0}:\n",
        "demonstration made in {dir}: Rivemont Agglomération, {commits} commits from 5 October to 23 November 2026; its texts are in French\n\nFive commands to try, after `cd {dir}`:\n"
    );
    let commands = [
        (
            "nrt status --on 2026-11-23",
            lang.pick("où en est l'étape ce jour-là", "where the step stands that day"),
        ),
        (
            "nrt check --for launch --on 2026-11-23",
            lang.pick("ce qui manque avant le comité", "what is missing before the committee"),
        ),
        ("nrt log", lang.pick("l'histoire du projet", "the story of the project")),
        ("nrt decisions", lang.pick("les décisions, et un écart", "the decisions, and a drift")),
        (
            "nrt review main..proposition --on 2026-11-23",
            lang.pick("l'avis sur une proposition", "the review of a proposal"),
        ),
    ];
    let widest = commands.iter().map(|(command, _)| command.len()).max().unwrap_or_default();
    for (command, says) in commands {
        text.push_str(&format!("    {command:widest$}  {says}\n"));
    }
    text
}
