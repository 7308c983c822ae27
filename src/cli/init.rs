//! `nrt init`: a new project, its repository and its first commit, over nothing that is there.

mod answers;
mod demo;
mod place;
mod recorded;
mod said;

use std::io;
use std::path::Path;

use clap::ArgMatches;

use super::{Edge, Error, Failure, Outcome, SUCCESS, usage};
use crate::git;
use crate::lang::Lang;
use crate::start::{self, Answers, Forge};
use crate::tr;
use crate::worktree;
use place::{Place, Repository};
use recorded::Recorded;

pub(super) fn run(edge: &mut Edge, args: &ArgMatches) -> Outcome {
    let lang = edge.lang;
    let dir = args.get_one::<String>("dir").map(String::as_str);
    if args.get_flag("demo") {
        return demo::run(edge, dir);
    }
    let place = Place::of(edge, dir, lang)?;
    let answers = answers::answers(edge, args, &place);
    if matches!(answers, Err(Failure::Interrupted)) {
        edge.tell(lang.pick("rien n'a été écrit\n", "nothing was written\n"))?;
    }
    let answers = answers?;
    let forge = args.get_one::<String>("ci").and_then(|name| Forge::from_name(name));
    let made = make(&place, &answers, forge, lang)?;
    // Whoever reads on, and whether anybody does: what is made stays so.
    edge.print(&said::said(&place, &answers, &made, lang)).map_err(|cause| unsaid(&cause, lang))?;
    Ok(SUCCESS)
}

/// The project is made, and that could not be said.
fn unsaid(cause: &io::Error, lang: Lang) -> Failure {
    let help = tr!(
        lang,
        "ne recommencez pas\u{a0}: `nrt check`, dans son dossier, le vérifie",
        "do not do it again: `nrt check`, in its folder, checks it"
    );
    usage::unsaid(lang.pick("le projet est créé", "the project is made"), help, cause, lang)
}

/// What was made.
#[derive(Default)]
struct Made {
    /// The files of the project's folder that were written, by their paths from there.
    written: Vec<String>,
    /// The job of a forge that was written, by its path from the top of the repository.
    job: Option<String>,
    /// Whether the forge must be told to read it.
    aside: bool,
    /// The files that were there.
    kept: Vec<String>,
    /// What became of the first commit; nothing where the repository is not new.
    recorded: Option<Recorded>,
}

impl Made {
    /// Writes a file, unless one is there; says whether it did.
    fn add(&mut self, root: &Path, path: &str, text: &str, lang: Lang) -> Result<bool, Error> {
        let written = worktree::add(root, path, text.as_bytes()).map_err(|cause| {
            usage::unwritable(&root.join(path).display().to_string(), &cause, lang)
        })?;
        if !written {
            self.kept.push(path.to_owned());
        }
        Ok(written)
    }

    /// The same in the folder of the project.
    fn own(&mut self, place: &Place, path: &str, text: &str, lang: Lang) -> Result<(), Error> {
        if self.add(&place.folder, path, text, lang)? {
            self.written.push(path.to_owned());
        }
        Ok(())
    }

    /// The job of a forge, where it looks; beside, where GitLab has one of its own.
    fn job(&mut self, place: &Place, forge: Forge, lang: Lang) -> Result<(), Error> {
        let (top, below) = place.top();
        let text = start::workflow(forge, &below);
        let mut path = forge.path();
        let mut written = self.add(&top, path, &text, lang)?;
        if !written && forge == Forge::GitLab {
            path = start::GITLAB_ASIDE;
            written = self.add(&top, path, &text, lang)?;
            self.aside = written;
        }
        self.job = written.then(|| path.to_owned());
        Ok(())
    }
}

fn make(place: &Place, answers: &Answers, forge: Option<Forge>, lang: Lang) -> Result<Made, Error> {
    worktree::create_folder(&place.folder)
        .map_err(|cause| usage::unwritable(&place.folder.display().to_string(), &cause, lang))?;
    // Where a folder cannot be locked, no file is written over all the same.
    let _lock = worktree::lock_folder(&place.folder, || {});
    // Somebody may have made one while this one was being described.
    place.is_still_free(lang)?;
    // What one that was killed left, also where the repository is there since.
    worktree::remove_left_beside(&place.folder, ".git");
    let mut made = Made::default();
    let filled = fill(&mut made, place, answers, forge, lang);
    filled
        .map_err(|error| if made.written.is_empty() { error } else { unfinished(error, lang) })?;
    Ok(made)
}

/// Some files are written, and the folder is no project yet.
fn unfinished(error: Error, lang: Lang) -> Error {
    let help = tr!(
        lang,
        "le projet n'est pas encore créé\u{a0}; une fois l'obstacle levé, recommencez\u{a0}: ce qui est écrit reste, le reste s'y ajoute",
        "the project is not made yet; once nothing is in the way, do it again: what is written stays, the rest is added"
    );
    Error::new(error.message, help)
}

fn fill(
    made: &mut Made,
    place: &Place,
    answers: &Answers,
    forge: Option<Forge>,
    lang: Lang,
) -> Result<(), Error> {
    for (path, text) in start::tools(answers.lang) {
        made.own(place, &path, &text, lang)?;
    }
    let mut files = start::files(answers);
    // It makes the folder a project: the last one, so that what was cut short can be done again.
    let last = files.pop();
    for (path, text) in &files {
        made.own(place, path, text, lang)?;
    }
    if let Some(forge) = forge {
        made.job(place, forge, lang)?;
    }
    let new = place.repository == Repository::None;
    if new {
        git::create(&place.folder).map_err(|error| super::repository::error(&error, lang))?;
    }
    if let Some((path, text)) = &last {
        made.own(place, path, text, lang)?;
    }
    if new {
        let paths = made.written.iter().chain(&made.job).chain(&made.kept);
        made.recorded =
            Some(recorded::record(place, &paths.cloned().collect::<Vec<_>>(), answers, lang));
    }
    Ok(())
}
