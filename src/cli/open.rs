//! From the working directory to a project that was read.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::ArgMatches;

use super::usage::Early;
use super::{Edge, Error};
use crate::check::{self, Settings};
use crate::files::{DEFAULT_MAX_FILE_SIZE, Files};
use crate::git;
use crate::lang::Lang;
use crate::load::{self, Loaded};
use crate::tr;
use crate::worktree;

/// The language to speak: `--lang`, then `NRT_LANG`, then the project's, then the locale, then
/// French.
pub(super) fn language(early: &Early) -> Lang {
    let from = |name: &str| std::env::var(name).ok().and_then(|code| Lang::from_code(&code));
    let project = || {
        let root = worktree::find_root(&early.folder)?;
        let bytes = worktree::read_file(&root.join("nrt.toml"), DEFAULT_MAX_FILE_SIZE);
        let files =
            Files { known: [(crate::address::Kind::Project, bytes)].into(), others: Vec::new() };
        load::language(&files)
    };
    early
        .lang
        .as_deref()
        .and_then(Lang::from_code)
        .or_else(|| from("NRT_LANG"))
        .or_else(project)
        .or_else(|| ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(from))
        .unwrap_or_default()
}

/// A project's folder and its files.
pub(super) struct Opened {
    /// The folder that holds `nrt.toml`.
    pub(super) root: PathBuf,
    files: Files,
    limit: u64,
}

/// Finds and reads the project that the working directory lies in.
pub(super) fn open(edge: &Edge, args: Option<&ArgMatches>) -> Result<Opened, Error> {
    let lang = edge.lang;
    let limit = args
        .and_then(|args| args.try_get_one::<u64>("max-file-size").ok().flatten().copied())
        .unwrap_or(DEFAULT_MAX_FILE_SIZE);
    if !edge.folder.is_dir() {
        let folder = edge.folder.display().to_string();
        return Err(Error::new(
            tr!(lang, "le dossier `{folder}` n'existe pas", "there is no folder `{folder}`"),
            tr!(lang, "vérifiez le chemin donné à `-C`", "check the path given to `-C`"),
        ));
    }
    let Some(root) = worktree::find_root(&edge.folder) else {
        return Err(Error::new(
            tr!(
                lang,
                "il n'y a pas de projet ici : aucun `nrt.toml` dans ce dossier ni au-dessus",
                "there is no project here: no `nrt.toml` in this folder or above"
            ),
            tr!(
                lang,
                "allez dans le dossier du projet, ou donnez-le : `nrt -C DOSSIER`",
                "go to the project's folder, or give it: `nrt -C DIR`"
            ),
        ));
    };
    let files = worktree::read(&root, limit).map_err(|cause| {
        let folder = root.display().to_string();
        Error::new(
            tr!(
                lang,
                "le dossier `{folder}` ne peut pas être lu : {cause}",
                "the folder `{folder}` cannot be read: {cause}"
            ),
            tr!(
                lang,
                "demandez le droit de lecture sur ce dossier",
                "ask for the right to read this folder"
            ),
        )
    })?;
    Ok(Opened { root, files, limit })
}

impl Opened {
    /// The project as read.
    pub(super) fn load(&self, lang: Lang) -> Loaded<'_> {
        load::load_within(&self.files, self.limit, lang)
    }

    /// How to check it: the day, the committee, and what stands at the paths of documents.
    pub(super) fn settings(
        &self,
        loaded: &Loaded<'_>,
        args: Option<&ArgMatches>,
        lang: Lang,
    ) -> Result<Settings, Error> {
        let today = today(args, lang)?;
        let spec = args.and_then(|args| args.try_get_one::<String>("for").ok().flatten());
        let horizon = spec
            .map(|spec| check::horizon(loaded, spec, today, lang))
            .transpose()
            .map_err(|error| Error::new(error.message, error.help))?;
        let repository = git::workdir(&self.root).unwrap_or_else(|| self.root.clone());
        let attachments = worktree::attachments(&self.root, &repository, &loaded.project);
        Ok(Settings { today, horizon, lang, attachments })
    }
}

/// The same where there is no project: the day alone.
pub(super) fn settings_without_project(args: &ArgMatches, lang: Lang) -> Result<Settings, Error> {
    let today = today(Some(args), lang)?;
    Ok(Settings { today, horizon: None, lang, attachments: std::collections::BTreeMap::new() })
}

/// `--on`, else what the clock says.
fn today(args: Option<&ArgMatches>, lang: Lang) -> Result<NaiveDate, Error> {
    let asked = args.and_then(|args| args.try_get_one::<String>("on").ok().flatten());
    asked.map_or_else(|| Ok(chrono::Local::now().date_naive()), |text| day(text, lang))
}

fn day(text: &str, lang: Lang) -> Result<NaiveDate, Error> {
    let found = text.parse().ok().or_else(|| crate::literal::date(text));
    found.ok_or_else(|| {
        Error::new(
            tr!(lang, "`{text}` n'est pas une date", "`{text}` is not a date"),
            tr!(lang, "par exemple `--on 2026-12-10`", "for instance `--on 2026-12-10`"),
        )
    })
}
