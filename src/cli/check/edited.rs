//! The text of a file that an editor has open, in the place of what is on the disk.

use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};

use clap::ArgMatches;

use crate::address::Kind;
use crate::cli::open::{self, Opened, Version};
use crate::cli::{Edge, Error, usage};
use crate::files::Unreadable;
use crate::finding::Finding;
use crate::lang::Lang;
use crate::tr;
use crate::worktree;

/// A file that an editor has open.
pub(super) struct Edited {
    kind: Kind,
    /// Its folder as the editor names it, with a separator at the end, or nothing: an editor finds
    /// its files again by the names it knows, whichever folder it works in.
    pub(super) folder: String,
}

impl Edited {
    /// Whether a finding is shown in this file.
    pub(super) fn is_about(&self, finding: &Finding) -> bool {
        let place = finding.place.as_ref();
        place.map_or(finding.address.kind.file(), |place| &place.path) == self.kind.file()
    }
}

/// The project of the file that `--stdin-filename` names, as it would be if what the standard input
/// gives were saved; nothing where no file is named.
pub(super) fn open(edge: &mut Edge, args: &ArgMatches) -> Result<Option<(Opened, Edited)>, Error> {
    let Some(file) = args.get_one::<PathBuf>("stdin-filename") else { return Ok(None) };
    open::there(edge)?;
    let (root, kind) = place(edge, file)?;
    let limit = open::limit(args);
    // After what may be wrong with the name: nobody waits for a text to be told so.
    let text = text(file, limit, edge.lang)?;
    let mut opened = open::read(edge, root, Version::Worktree, limit)?;
    opened.put(kind, text);
    // The text may be that of the file that says the language.
    edge.lang = opened.language(args).unwrap_or(edge.lang);
    let name = file.to_string_lossy();
    let folder = name.strip_suffix(kind.file()).unwrap_or_default().to_owned();
    Ok(Some((opened.with_a_project(edge.lang)?, Edited { kind, folder })))
}

/// The folder of the project that a file belongs to, and its kind.
fn place(edge: &Edge, file: &Path) -> Result<(PathBuf, Kind), Error> {
    let lang = edge.lang;
    let path = edge.folder.join(file);
    let shown = file.display().to_string();
    let Some(folder) = worktree::folder_of(&path) else {
        return Err(Error::new(
            tr!(
                lang,
                "`{shown}`\u{a0}: le dossier de ce fichier n'existe pas",
                "`{shown}`: the folder of this file does not exist"
            ),
            tr!(
                lang,
                "donnez à `--stdin-filename` le chemin du fichier que l'éditeur a ouvert",
                "give `--stdin-filename` the path of the file that the editor has open"
            ),
        ));
    };
    let kind =
        Kind::ALL.into_iter().find(|kind| path.file_name().is_some_and(|n| n == kind.file()));
    // It may be the first file of a project, not saved yet.
    if kind == Some(Kind::Project) {
        return Ok((folder, Kind::Project));
    }
    let Some(root) = worktree::find_root(&folder) else {
        let help = open::misnamed(&folder, lang).unwrap_or_else(|| {
            tr!(
                lang,
                "nommez le fichier que l'éditeur a ouvert dans le dossier d'un projet\u{a0}; pour en commencer un\u{a0}: `nrt init`",
                "name the file that the editor has open in the folder of a project; to start one: `nrt init`"
            )
        });
        let message = tr!(
            lang,
            "`{shown}` n'est dans aucun projet\u{a0}: il n'y a de `nrt.toml` ni à côté de lui ni dans un dossier au-dessus",
            "`{shown}` is in no project: there is no `nrt.toml` beside it or in a folder above"
        );
        return Err(Error::new(message, help));
    };
    match kind {
        Some(kind) if root == folder => Ok((root, kind)),
        _ => Err(no_file_of(&root, kind, &shown, lang)),
    }
}

fn no_file_of(root: &Path, kind: Option<Kind>, shown: &str, lang: Lang) -> Error {
    let folder = root.display().to_string();
    if let Some(kind) = kind {
        let meant = root.join(kind.file()).display().to_string();
        return Error::new(
            tr!(
                lang,
                "`{shown}` n'est pas un fichier du projet\u{a0}: ceux du projet sont dans `{folder}`, à côté de son `nrt.toml`",
                "`{shown}` is not a file of the project: those of the project are in `{folder}`, beside its `nrt.toml`"
            ),
            tr!(
                lang,
                "si c'est lui que vous modifiez, nommez `{meant}`",
                "if that is the one you edit, name `{meant}`"
            ),
        );
    }
    let names: Vec<&str> = Kind::ALL.into_iter().map(Kind::file).collect();
    let names = names.join(", ");
    Error::new(
        tr!(
            lang,
            "`{shown}` n'est pas un fichier du projet de `{folder}`\u{a0}: nrt ne le lit pas",
            "`{shown}` is not a file of the project in `{folder}`: nrt does not read it"
        ),
        tr!(
            lang,
            "les fichiers d'un projet s'appellent {names}",
            "the files of a project are called {names}"
        ),
    )
}

/// What the standard input gives, in bounds.
fn text(file: &Path, limit: u64, lang: Lang) -> Result<Result<Vec<u8>, Unreadable>, Error> {
    let file = file.display().to_string();
    let mut input = io::stdin().lock();
    // Waiting there would look like hanging; no editor gives a text so.
    if input.is_terminal() {
        return Err(Error::new(
            tr!(
                lang,
                "le texte de `{file}` est attendu sur l'entrée standard, et c'est un terminal",
                "the text of `{file}` is expected on the standard input, which is a terminal"
            ),
            tr!(
                lang,
                "c'est l'éditeur qui le donne\u{a0}; sans éditeur, `nrt check` lit le fichier lui-même",
                "an editor gives it; without one, `nrt check` reads the file itself"
            ),
        ));
    }
    worktree::read_stream(&mut input, limit).map_err(|cause| {
        let cause = usage::cause(&cause, lang);
        Error::new(
            tr!(
                lang,
                "l'entrée standard ne peut pas être lue\u{a0}: {cause}",
                "the standard input cannot be read: {cause}"
            ),
            tr!(lang, "donnez-y le texte de `{file}`", "give the text of `{file}` there"),
        )
    })
}
