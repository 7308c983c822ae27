//! Changes to the files of a project: shown or written, one writer at a time, all or nothing a file.

pub(super) mod undo;

use std::io;
use std::path::Path;

use chrono::NaiveDate;
use clap::ArgMatches;

use super::open::{self, Opened, Version};
use super::{Edge, Error, Failure, Outcome, SUCCESS, usage};
use crate::address::Kind;
use crate::amend::{Amended, Request, amend};
use crate::changes::{Change, ChangeKind, Edit, Significance, changes};
use crate::check;
use crate::files::Files;
use crate::finding::{Finding, Level, News};
use crate::git::{self, Source};
use crate::lang::Lang;
use crate::load::{self, load_within};
use crate::render::diff::{self, Diff};
use crate::render::patch;
use crate::rule::Family;
use crate::rules;
use crate::start;
use crate::tr;
use crate::worktree::{self, Lock};

impl From<crate::amend::Refused> for Error {
    fn from(refused: crate::amend::Refused) -> Self {
        Self { message: refused.message, help: refused.help }
    }
}

/// Makes the changes that are asked for and says what they are; with `--dry-run`, only shows what
/// they would be.
pub(super) fn carry_out(
    edge: &mut Edge,
    args: &ArgMatches,
    opened: Opened,
    requests: &[Request],
) -> Outcome {
    let lang = edge.lang;
    let today = open::today(args, lang)?;
    let compute = |opened: &Opened| {
        // What stays in the project is in its language, whoever writes it.
        let language = load::language(opened.files()).unwrap_or(lang);
        let heading = |kind| start::heading(kind, language);
        amend(opened.files(), requests, opened.limit, lang, &heading).map_err(Error::from)
    };
    if args.get_flag("dry-run") {
        let amended = compute(&opened)?;
        return show(edge, &opened, &amended, today);
    }
    let source = git::open(&opened.root).ok();
    let _lock = lock(edge, source.as_ref(), &opened.root)?;
    // Somebody may have written while this was being asked for.
    let opened = open::read(edge, opened.root, Version::Worktree, opened.limit)?;
    let mut amended = compute(&opened)?;
    if amended.is_empty() {
        edge.tell(lang.pick(
            "rien à changer\u{a0}: c'est déjà écrit ainsi\n",
            "nothing to change: it is written so already\n",
        ))?;
        return Ok(SUCCESS);
    }
    // What takes the place of an id comes last: a second run finds what is left to do.
    amended.sort_by_key(|one| requests.iter().any(|request| renames(request, one.kind)));
    let undo = undo::undo(edge, source.as_ref(), &opened, requests, &amended, lang);
    let mut told = String::new();
    if requests.iter().any(|request| matches!(request, Request::Remove { .. })) {
        // What is gone is seen once more.
        told.push_str(&lines(edge, &amended));
        told.push('\n');
    }
    let (text, heaviest) = tell(edge, &opened, &amended, today)?;
    told.push_str(&text);
    write(edge, &opened, &amended)?;
    // What is written stays so, whoever reads on.
    edge.print(&told).map_err(|cause| unsaid(&undo, &cause, lang))?;
    match heaviest {
        Some(Significance::Commitment) => edge.mention(lang.pick(
            "c'est un point structurant\u{a0}: `nrt decide` enregistre la décision qui l'explique\n",
            "this is a commitment: `nrt decide` records the decision that explains it\n",
        )),
        Some(Significance::Decision) => edge.mention(lang.pick(
            "une décision enregistrée ne se réécrit pas\u{a0}: si elle change, `nrt decide --supersedes` la remplace\n",
            "a recorded decision is not rewritten: where it changes, `nrt decide --supersedes` supersedes it\n",
        )),
        Some(Significance::Content) | None => {}
    }
    edge.mention(&undo);
    Ok(SUCCESS)
}

/// The change is written, and that could not be said; `undo` says how to undo it.
fn unsaid(undo: &str, cause: &io::Error, lang: Lang) -> Failure {
    let done = lang.pick("la modification est écrite", "the change is written");
    usage::unsaid(done, undo.trim_end().to_owned(), cause, lang)
}

fn renames(request: &Request, kind: Kind) -> bool {
    matches!(request, Request::Rename { entity, .. } if entity.kind == kind)
}

/// Waits for any other nrt that writes here.
pub(super) fn lock(
    edge: &mut Edge,
    source: Option<&Source>,
    root: &Path,
) -> Result<Option<Lock>, Error> {
    let lang = edge.lang;
    let waits = || {
        edge.mention(&tr!(
            lang,
            "un autre nrt écrit ici\u{a0}: j'attends\n",
            "another nrt writes here: waiting\n"
        ));
    };
    let Some(source) = source else {
        // Where a folder cannot be locked, whoever comes second is told that the file changed.
        return Ok(worktree::lock_folder(root, waits).ok());
    };
    let folder = source.own_folder();
    let lock = worktree::lock(folder, waits);
    let lock =
        lock.map_err(|cause| usage::unwritable(&folder.display().to_string(), &cause, lang))?;
    Ok(Some(lock))
}

/// Writes the files; where one cannot be, says which ones are.
pub(super) fn write(edge: &mut Edge, opened: &Opened, amended: &[Amended]) -> Result<(), Error> {
    let lang = edge.lang;
    let mut written: Vec<String> = Vec::new();
    for Amended { kind, before, after } in amended {
        let (path, file) = (opened.root.join(kind.file()), kind.file());
        let linked = worktree::has_other_names(&path);
        if let Err(cause) = worktree::replace(&path, before.as_deref(), after) {
            let mut error = if cause.kind() == io::ErrorKind::ResourceBusy {
                Error::new(
                    tr!(lang, "`{file}` vient d'être modifié", "`{file}` was changed just now"),
                    tr!(
                        lang,
                        "rien n'est perdu\u{a0}: recommencez",
                        "nothing is lost: do it again"
                    ),
                )
            } else {
                usage::unwritten(file, &cause, lang)
            };
            error.message.push_str(&usage::already(&written, lang));
            return Err(error);
        }
        written.push(file.to_owned());
        if linked {
            edge.mention(&tr!(
                lang,
                "`{file}` avait un autre nom (lien physique)\u{a0}: sous celui-là, le texte reste l'ancien\n",
                "`{file}` had another name (hard link): under that one the text stays as it was\n"
            ));
        }
    }
    Ok(())
}

/// The files with the changes made.
fn after(opened: &Opened, amended: &[Amended]) -> Files {
    let mut files = opened.files().clone();
    for one in amended {
        files.known.insert(one.kind, Ok(one.after.clone()));
    }
    files
}

/// What changed in meaning, and what becomes of the findings; how much the heaviest change weighs.
fn tell(
    edge: &Edge,
    opened: &Opened,
    amended: &[Amended],
    today: NaiveDate,
) -> Result<(String, Option<Significance>), Error> {
    let lang = edge.lang;
    let files = after(opened, amended);
    let (old, new) = (opened.load(lang), load_within(&files, opened.limit, lang));
    let settings = |loaded: &load::Loaded<'_>| {
        Ok::<_, Error>(check::Settings {
            today,
            horizon: None,
            lang,
            attachments: opened.attachments(loaded, lang)?,
        })
    };
    let was = check::check(&old, &settings(&old)?);
    let mut is = check::check(&new, &settings(&new)?);
    let found = changes(&old, &new);
    // A decision that is added rewrites none, and a note is free.
    let weighs = |one: &&Change<'_>| {
        let free = |edit: &Edit<'_>| edit.address.keys().first().is_some_and(|key| key == "note");
        one.address.kind != Kind::Decision
            || one.kind == ChangeKind::Edited && !one.edits.iter().all(free)
    };
    let heaviest = found.changes.iter().filter(weighs).map(|one| one.significance).max();
    let closed = check::compare(&mut is, Some(&was), &found, String::new());
    let opened: Vec<&Finding> =
        is.open().filter(|finding| finding.news == Some(News::New)).collect();
    // What the files themselves must not say is not written.
    let wrong = |finding: &&Finding| {
        let family = rules::find(finding.rule).map(|rule| rule.family);
        finding.level == Level::Error && matches!(family, Some(Family::Validity | Family::Waiver))
    };
    if let Some(finding) = opened.iter().copied().find(wrong) {
        let help = finding.help.as_ref().map(crate::text::Text::terminal);
        return Err(Error { message: finding.message.terminal(), help });
    }
    let diff =
        Diff { before: &old.documents, after: &new.documents, changes: found, opened, closed };
    Ok((diff::text(&diff, edge.style()), heaviest))
}

/// What becomes of the files, line by line.
pub(super) fn lines(edge: &Edge, amended: &[Amended]) -> String {
    let mut text = String::new();
    for Amended { kind, before, after } in amended {
        let before = String::from_utf8_lossy(before.as_deref().unwrap_or_default());
        text.push_str(&patch::text(*kind, &before, &String::from_utf8_lossy(after), edge.style()));
    }
    text
}

/// Shows what would be written, line by line.
pub(super) fn show(
    edge: &mut Edge,
    opened: &Opened,
    amended: &[Amended],
    today: NaiveDate,
) -> Outcome {
    let lang = edge.lang;
    let mut text = lines(edge, amended);
    if amended.is_empty() {
        text.push_str(lang.pick("rien à changer\n", "nothing to change\n"));
    } else {
        text.push('\n');
        text.push_str(&tell(edge, opened, amended, today)?.0);
    }
    edge.print(&text)?;
    edge.tell(lang.pick("rien n'a été écrit (--dry-run)\n", "nothing was written (--dry-run)\n"))?;
    Ok(SUCCESS)
}
