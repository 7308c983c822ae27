//! The versions that a check compares with, or takes its levels and waivers from.

use clap::ArgMatches;

use super::open::{self, Opened, Version};
use super::{Edge, Error, repository};
use crate::changes::{Changes, changes};
use crate::check::{self, Checked, Settings};
use crate::git::{self, GitError, Revision};
use crate::lang::Lang;
use crate::load::Loaded;
use crate::tr;

/// The versions beside the one that is checked.
pub(super) struct Beside {
    /// The commit from which the version that is checked went its own way; nothing where there was
    /// no project yet.
    base: Option<Opened>,
    /// What `--new-since` compares with, as people write it.
    since: Option<String>,
    /// The version that `--policy-from` names.
    policy: Option<Opened>,
}

/// Finds them: `--new-since`, else `--policy-from`, else HEAD of what is staged, else none.
pub(super) fn beside(edge: &Edge, opened: &Opened, args: &ArgMatches) -> Result<Beside, Error> {
    let lang = edge.lang;
    let named = |option| -> Result<Option<Revision>, Error> {
        let name = args.get_one::<String>(option);
        name.map(|name| repository::revision(&opened.root, name, lang)).transpose()
    };
    let (since, from) = (named("new-since")?, named("policy-from")?);
    let base = match since.or(from) {
        Some(revision) => Some(merge_base(opened, revision, lang)?),
        None if opened.version == Version::Staged => head(opened, lang)?,
        None => None,
    };
    let read =
        |revision| open::read(edge, opened.root.clone(), Version::At(revision), opened.limit);
    let since = since.and(base).map(Revision::short);
    let base = base.map(read).transpose()?.filter(Opened::is_there);
    Ok(Beside { base, since, policy: from.map(read).transpose()? })
}

/// Where the version that is checked and a revision went apart.
fn merge_base(opened: &Opened, revision: Revision, lang: Lang) -> Result<Revision, Error> {
    let base = git::open(&opened.root).and_then(|source| {
        let own = match opened.version {
            Version::At(revision) => revision,
            Version::Worktree | Version::Staged => source.revision("HEAD")?,
        };
        source.merge_base(revision, own)
    });
    base.map_err(|found| {
        let mut error = repository::error(&found, lang);
        if found == GitError::NoMergeBase {
            error.help = Some(tr!(
                lang,
                "un clone superficiel n'a pas toute l'histoire : `git fetch --unshallow` ; sinon, nommez une autre révision",
                "a shallow clone does not have the whole history: `git fetch --unshallow`; otherwise name another revision"
            ));
        }
        error
    })
}

/// The last commit; nothing where there is none yet.
fn head(opened: &Opened, lang: Lang) -> Result<Option<Revision>, Error> {
    match git::open(&opened.root).and_then(|source| source.revision("HEAD")) {
        Ok(revision) => Ok(Some(revision)),
        Err(GitError::Unborn) => Ok(None),
        Err(found) => Err(repository::error(&found, lang)),
    }
}

impl Beside {
    /// Checks a version with what stands beside it.
    pub(super) fn check(
        &self,
        loaded: &mut Loaded<'_>,
        settings: &Settings,
    ) -> Result<Checked, Error> {
        let lang = settings.lang;
        let mut before = self.base.as_ref().map(|base| base.load(lang));
        if let Some(policy) = &self.policy {
            let policy = policy.load(lang).project;
            if let Some(before) = &mut before {
                before.put_under(&policy);
            }
            loaded.put_under(&policy);
        }
        let mut checked = match &before {
            Some(before) => check::check_since(before, loaded, settings),
            None => check::check(loaded, settings),
        };
        let Some(revision) = self.since.clone() else { return Ok(checked) };
        // The same day and the same committee, or each day would make findings of its own.
        match self.base.as_ref().zip(before.as_ref()) {
            Some((base, before)) => {
                let attachments = base.attachments(before, lang)?;
                let settings = Settings { attachments, ..settings.clone() };
                let was = check::check(before, &settings);
                check::compare(&mut checked, Some(&was), &changes(before, loaded), revision);
            }
            None => check::compare(&mut checked, None, &Changes::default(), revision),
        }
        Ok(checked)
    }
}
