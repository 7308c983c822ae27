//! `nrt export`: the project for a spreadsheet, a calendar or another program.

use std::path::{Path, PathBuf};

use clap::ArgMatches;

use super::commands::exchange::FORMATS;
use super::open::{Opened, Version};
use super::{Edge, Error, Outcome, SUCCESS, list, open, usage};
use crate::address::Kind;
use crate::exchange::ics::{self, Stamp};
use crate::exchange::tables::{self, Wanted};
use crate::exchange::{csv, json, ods, xlsx};
use crate::git;
use crate::lang::Lang;
use crate::load::Loaded;
use crate::tr;
use crate::worktree;

pub(super) fn run(edge: &mut Edge, args: &ArgMatches) -> Outcome {
    let lang = edge.lang;
    let kind = args.get_one::<String>("kind").map(|word| list::kind(word, lang)).transpose()?;
    let path = args.get_one::<String>("output").map(Path::new);
    let format = format(args, path, lang)?;
    let opened = open::open(edge, args)?;
    let loaded = opened.load(lang);
    let wanted = Wanted { lang, kind, anonymous: args.get_flag("anonymous") };
    let made = made(edge, &opened, &loaded, format, wanted)?;
    let Some(path) = path else {
        return print(edge, format, &made);
    };
    let folder = made.len() > 1;
    if folder && path.extension().is_some_and(|end| end.eq_ignore_ascii_case("csv")) {
        return Err(several_csv(lang).into());
    }
    let files: Vec<(PathBuf, &[u8])> = made
        .iter()
        .map(|(name, bytes)| {
            let path = if folder { path.join(name) } else { path.to_path_buf() };
            (path, bytes.as_slice())
        })
        .collect();
    for (file, _) in &files {
        allowed(file, &opened.root, args.get_flag("force"), lang)?;
    }
    for (file, bytes) in files {
        let shown = file.display().to_string();
        let write = if folder { worktree::write_below } else { worktree::write };
        write(&file, bytes).map_err(|cause| usage::unwritable(&shown, &cause, lang))?;
        edge.tell(&tr!(lang, "écrit\u{a0}: {shown}\n", "written: {shown}\n"))?;
    }
    Ok(SUCCESS)
}

fn several_csv(lang: Lang) -> Error {
    Error::new(
        tr!(lang, "il y a un fichier csv par sorte", "there is a csv file for each kind"),
        tr!(
            lang,
            "donnez un dossier où les écrire (`-o DOSSIER`), ou une seule sorte (`--kind jalons`)",
            "give a folder to write them to (`-o DIR`), or one kind (`--kind milestones`)"
        ),
    )
}

/// The form that is asked for: by its name, else by the end of the file's.
fn format(args: &ArgMatches, path: Option<&Path>, lang: Lang) -> Result<&'static str, Error> {
    let asked = args.get_one::<String>("format").map(String::as_str);
    let end = path.and_then(Path::extension).and_then(|end| end.to_str()).map(str::to_lowercase);
    let known = |word: &str| FORMATS.into_iter().find(|format| *format == word);
    asked.or(end.as_deref()).and_then(known).ok_or_else(|| {
        let all = FORMATS.join(", ");
        Error::new(
            tr!(lang, "sous quelle forme\u{a0}?", "in which form?"),
            tr!(
                lang,
                "ajoutez `--format`, ou un nom de fichier qui le dit\u{a0}: `nrt export -o projet.xlsx`\u{a0}; formes\u{a0}: {all}",
                "add `--format`, or the name of a file that says it: `nrt export -o project.xlsx`; forms: {all}"
            ),
        )
    })
}

/// What is exported: one file, or several with their names.
fn made(
    edge: &Edge,
    opened: &Opened,
    loaded: &Loaded<'_>,
    format: &str,
    wanted: Wanted,
) -> Result<Vec<(String, Vec<u8>)>, Error> {
    let (lang, documents) = (wanted.lang, &loaded.documents);
    let one = |bytes: Vec<u8>| Ok(vec![(String::new(), bytes)]);
    let sheets = || tables::sheets(documents, wanted);
    let alone = || sheets().into_iter().map(|(_, sheet)| sheet).collect::<Vec<_>>();
    match format {
        "xlsx" => one(xlsx::write(&alone(), lang)),
        "ods" => one(ods::write(&alone(), lang)),
        "json" => one(json::write(documents, wanted).into_bytes()),
        "ics" => {
            dated(wanted.kind, lang)?;
            let events = ics::events(loaded, wanted.kind, lang);
            let stamp = stamp(edge, opened);
            one(ics::write(&events, tables::title(documents), stamp).into_bytes())
        }
        _ => {
            let file = |(kind, sheet): (Kind, _)| {
                let name = format!("{}.csv", tables::file_name(kind, lang));
                (name, csv::write(&sheet, lang).into_bytes())
            };
            Ok(sheets().into_iter().map(file).collect())
        }
    }
}

/// Whether a calendar can show a kind.
fn dated(kind: Option<Kind>, lang: Lang) -> Result<(), Error> {
    let Some(kind) = kind.filter(|kind| !ics::has_dates(*kind)) else { return Ok(()) };
    let stem = kind.stem();
    Err(Error::new(
        tr!(lang, "un agenda ne montre pas `{stem}`", "a calendar does not show `{stem}`"),
        tr!(
            lang,
            "sortes possibles\u{a0}: jalons, instances (leurs séances), parties-prenantes (les échanges bilatéraux), calendrier (les périodes)",
            "possible kinds: milestones, bodies (their sessions), stakeholders (the one-to-ones), calendar (the periods)"
        ),
    ))
}

/// When the project was last changed, by its history: a calendar tells by it which version of an
/// event is the newer one. A folder that differs from its last commit is newer than that.
fn stamp(edge: &Edge, opened: &Opened) -> Stamp {
    let found = || {
        let source = git::open(&opened.root).ok()?;
        let (revision, worktree) = match opened.version {
            Version::At(revision) => (revision, false),
            Version::Worktree | Version::Staged => (source.revision("HEAD").ok()?, true),
        };
        let recorded = source.as_of(revision).ok()?.recorded(revision).ok()??;
        let at = Version::At(revision);
        let differs = worktree
            && open::read(edge, opened.root.clone(), at, opened.limit)
                .is_ok_and(|committed| !committed.same_texts(opened));
        Some(Stamp::of(recorded.saturating_add(i64::from(differs))))
    };
    found().unwrap_or_default()
}

/// To the standard output, where it is one text.
fn print(edge: &mut Edge, format: &str, made: &[(String, Vec<u8>)]) -> Outcome {
    let lang = edge.lang;
    let text = match made {
        [(_, bytes)] if !matches!(format, "xlsx" | "ods") => std::str::from_utf8(bytes).ok(),
        _ => None,
    };
    let Some(text) = text else {
        return Err(if format == "csv" {
            several_csv(lang)
        } else {
            Error::new(
                tr!(
                    lang,
                    "un tableur s'écrit dans un fichier",
                    "a spreadsheet is written to a file"
                ),
                tr!(
                    lang,
                    "donnez son nom\u{a0}: `nrt export -o projet.{format}`",
                    "give its name: `nrt export -o project.{format}`"
                ),
            )
        }
        .into());
    };
    edge.print(text)?;
    Ok(SUCCESS)
}

/// Whether a file may be written: never one of the project's; one that is there already, which a
/// person may have filled in, only where it was asked for.
fn allowed(file: &Path, root: &Path, force: bool, lang: Lang) -> Result<(), Error> {
    let path = file.display().to_string();
    if worktree::is_project_file(root, file) {
        return Err(Error::new(
            tr!(lang, "`{path}` est un fichier du projet", "`{path}` is a file of the project"),
            tr!(
                lang,
                "choisissez un autre nom pour l'export",
                "choose another name for the export"
            ),
        ));
    }
    if worktree::is_there(file) && !force {
        return Err(Error::new(
            tr!(lang, "`{path}` existe déjà", "`{path}` is there already"),
            tr!(
                lang,
                "choisissez un autre nom, ou ajoutez `--force` pour le remplacer",
                "choose another name, or add `--force` to replace it"
            ),
        ));
    }
    Ok(())
}
