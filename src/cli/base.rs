//! The versions that a check compares with, or takes its levels and waivers from.

use super::open::{self, Opened, Version};
use super::{Edge, Error, repository};
use crate::address::Address;
use crate::changes::{Changes, changes};
use crate::check::{self, Checked, Settings};
use crate::decide;
use crate::finding::Finding;
use crate::git::{self, GitError, Revision};
use crate::history::{self, Options};
use crate::lang::Lang;
use crate::load::Loaded;
use crate::tr;

/// The versions beside the one that is checked.
pub(super) struct Beside {
    /// The commit from which the version that is checked went its own way; nothing where there was
    /// no project yet.
    base: Option<Opened>,
    /// That commit, where the findings of the two are to be compared.
    pub(super) since: Option<Revision>,
    /// The version whose levels, thresholds, roles and waivers count.
    policy: Option<Opened>,
    /// The version that is checked.
    version: Version,
}

/// Finds them: where the version that is checked went apart from `since`, else from `policy`; else
/// HEAD of what is staged, else none.
pub(super) fn beside(
    edge: &Edge,
    opened: &Opened,
    since: Option<Revision>,
    policy: Option<Revision>,
) -> Result<Beside, Error> {
    let lang = edge.lang;
    let base = match since.or(policy) {
        Some(revision) => Some(merge_base(opened, revision, lang)?),
        None if opened.version == Version::Staged => head(opened, lang)?,
        None => None,
    };
    let read =
        |revision| open::read(edge, opened.root.clone(), Version::At(revision), opened.limit);
    let since = since.and(base);
    let base = base.map(read).transpose()?.filter(Opened::is_there);
    let policy = policy.map(read).transpose()?;
    Ok(Beside { base, since, policy, version: opened.version })
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
                "un clone superficiel n'a pas toute l'histoire\u{a0}: `git fetch --unshallow`\u{a0}; sinon, nommez une autre révision",
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
    /// The base as read, if there was a project; it and the version that is checked are put under
    /// the levels, thresholds, roles and waivers that count.
    pub(super) fn load(
        &self,
        loaded: &mut Loaded<'_>,
        lang: Lang,
    ) -> Result<Option<Loaded<'_>>, Error> {
        let mut before = self.base.as_ref().map(|base| base.load(lang));
        if let Some((base, before)) = self.base.as_ref().zip(before.as_mut()) {
            // Nothing is asked of the history where nothing is to be explained.
            if !decide::commitments(&changes(before, loaded)).is_empty() {
                let recent = self.recent(base, lang);
                before.recent = recent.map_err(|error| repository::error(&error, lang))?;
            }
        }
        if let Some(policy) = &self.policy {
            let policy = policy.load(lang).project;
            if let Some(before) = &mut before {
                before.put_under(&policy);
            }
            loaded.put_under(&policy);
        }
        Ok(before)
    }

    /// The decisions that the last commits of the base record, where one author made them and all
    /// that follows.
    fn recent(&self, base: &Opened, lang: Lang) -> Result<Vec<(String, Vec<Address>)>, GitError> {
        let Version::At(from) = base.version else { return Ok(Vec::new()) };
        let source = git::open(&base.root)?;
        let (until, until_now) = match self.version {
            Version::At(head) => (head, false),
            Version::Staged => (source.revision("HEAD")?, true),
            Version::Worktree => (source.revision("HEAD")?, !source.pending()?.is_empty()),
        };
        let source = source.as_of(from)?;
        history::nearby(&source, &Options::whole(from, base.limit, lang), Some(until), until_now)
    }

    /// Checks a version with its base; and the base too, where the findings of the two are to be
    /// compared: on the same day and for the same committee, or each day would make findings of
    /// its own.
    pub(super) fn check(
        &self,
        before: Option<&Loaded<'_>>,
        loaded: &Loaded<'_>,
        settings: &Settings,
    ) -> Result<(Checked, Option<Checked>), Error> {
        let checked = match before {
            Some(before) => check::check_since(before, loaded, settings),
            None => check::check(loaded, settings),
        };
        let both = self.base.as_ref().zip(before).filter(|_| self.since.is_some());
        let Some((base, before)) = both else { return Ok((checked, None)) };
        let attachments = base.attachments(before, settings.lang)?;
        let settings = Settings { attachments, ..settings.clone() };
        Ok((checked, Some(check::check(before, &settings))))
    }

    /// What changed since the base, where the findings of the two are to be compared.
    pub(super) fn changes<'c>(
        &self,
        before: Option<&'c Loaded<'_>>,
        loaded: &'c Loaded<'_>,
    ) -> Changes<'c> {
        let before = before.filter(|_| self.since.is_some());
        before.map_or_else(Changes::default, |before| changes(before, loaded))
    }

    /// Says of each finding how it stands to the base, where that was asked; gives the findings that
    /// the base alone has.
    pub(super) fn compare<'b>(
        &self,
        checked: &mut Checked,
        was: Option<&'b Checked>,
        changed: &Changes<'_>,
    ) -> Vec<&'b Finding> {
        let Some(since) = self.since else { return Vec::new() };
        check::compare(checked, was, changed, since.short())
    }
}
