//! `nrt decide`: records a decision, and commits it with the changes that it explains.

mod answers;
mod planned;
mod refusal;

use std::io;
use std::path::PathBuf;

use clap::ArgMatches;

use super::open::{self, Opened, Version};
use super::{Edge, Error, Failure, Outcome, SUCCESS, amend, repository, usage};
use crate::address::Kind;
use crate::decide::Draft;
use crate::files::{DEFAULT_MAX_FILE_SIZE, Files, Unreadable};
use crate::git::{self, GitError, RecordError, Refusal, Source};
use crate::history::{self, Options};
use crate::lang::Lang;
use crate::load::Loaded;
use crate::text::terminal;
use crate::tr;
use crate::worktree;
use planned::Planned;

pub(super) fn run(edge: &mut Edge, args: &ArgMatches) -> Outcome {
    let lang = edge.lang;
    let root = open::root(edge, false)?;
    let commits = !args.get_flag("no-commit");
    let place = Place::of(root, commits, lang)?;
    let before = place.read(edge)?;
    readable(before.files(), lang)?;
    sound(&before.load(lang), &[Kind::Decision], lang)?;
    let draft = answers::draft(edge, args, &place, &before);
    if matches!(draft, Err(Failure::Interrupted)) {
        edge.tell(lang.pick("rien n'a été écrit\n", "nothing was written\n"))?;
    }
    let draft = draft?;
    if args.get_flag("dry-run") {
        return rehearse(edge, &place, &draft);
    }
    let _lock = amend::lock(edge, place.source.as_ref(), &place.root)?;
    // Somebody may have recorded something while this one was being written down.
    let opened = place.read(edge)?;
    readable(opened.files(), lang)?;
    let planned = Planned::of(&place, &opened, &draft, lang)?;
    if commits {
        // Now that the files are known, and before anything is written.
        place.allows(&planned.kinds, lang)?;
    }
    let path = place.root.join(Kind::Decision.file());
    let read = opened.bytes(Kind::Decision);
    if planned.again {
        edge.mention(lang.pick(
            "cette décision est déjà dans `decisions.toml`\u{a0}: elle n'y est pas écrite de nouveau\n",
            "this decision is in `decisions.toml` already: it is not written again\n",
        ));
    }
    let linked = worktree::has_other_names(&path);
    let written = if planned.again {
        Ok(())
    } else {
        worktree::replace(&path, read, planned.text.as_bytes())
    };
    written.map_err(|cause| {
        let file = Kind::Decision.file();
        if cause.kind() == io::ErrorKind::ResourceBusy {
            return Error::new(
                tr!(lang, "`{file}` vient d'être modifié", "`{file}` was changed just now"),
                tr!(lang, "rien n'est perdu\u{a0}: recommencez", "nothing is lost: do it again"),
            );
        }
        usage::unwritable(file, &cause, lang)
    })?;
    if linked && !planned.again {
        edge.mention(lang.pick(
            "`decisions.toml` avait un autre nom (lien physique)\u{a0}: sous celui-là, le texte reste l'ancien\n",
            "`decisions.toml` had another name (hard link): under that one the text stays as it was\n",
        ));
    }
    let commit = match &place.source {
        Some(source) if commits => Some(place.commit(source, &planned, &draft, lang)?),
        _ => None,
    };
    // Whoever reads on, and whether anybody does: what is recorded stays so.
    edge.print(&said(&planned, &draft, commit.as_ref(), lang)).map_err(|cause| {
        if cause.kind() == io::ErrorKind::BrokenPipe {
            return Failure::Closed;
        }
        refusal::unsaid(&planned.id, &cause, lang).into()
    })?;
    if let Some(Committed { added, .. }) = commit.as_ref().filter(|made| !made.added.is_empty()) {
        let list: Vec<String> = added.iter().map(|path| format!("`{}`", terminal(path))).collect();
        let list = lang.list(&list);
        edge.mention(&tr!(
            lang,
            "un hook de ce dépôt a ajouté au commit {list}\n",
            "a hook of this repository added {list} to the commit\n"
        ));
    }
    if let Some(twin) = planned.twin.as_deref().map(terminal) {
        edge.mention(&tr!(
            lang,
            "`{twin}` dit déjà la même chose\u{a0}: si c'est un doublon, annulez celle-ci\n",
            "`{twin}` already says the same: if this is a double, undo it\n"
        ));
    }
    if commit.is_none() && place.source.is_some() {
        let files = planned.files(" ");
        edge.mention(&tr!(
            lang,
            "pour la valider ensuite dans git\u{a0}: `git add {files}`, puis `git commit`\n",
            "to commit it later: `git add {files}`, then `git commit`\n"
        ));
    }
    edge.mention(&undo(&planned.id, commit.as_ref(), lang));
    Ok(SUCCESS)
}

/// A commit that was made, and how to take it back.
struct Committed {
    id: String,
    /// The branch it is on; clean.
    branch: String,
    undo: &'static str,
    /// What a hook added to it; paths.
    added: Vec<String>,
}

/// What was done, for the standard output.
fn said(planned: &Planned, draft: &Draft, commit: Option<&Committed>, lang: Lang) -> String {
    let (id, title) = (&planned.id, terminal(&draft.title));
    let colon = lang.pick("\u{a0}:", ":");
    let word = lang.pick("décision enregistrée", "decision recorded");
    let mut text = format!("{word}{colon} {id}  {title}\n{}", concerned(draft, lang));
    if let Some(Committed { id, branch, .. }) = commit {
        let files = planned.files(", ");
        text.push_str(&tr!(
            lang,
            "commit {id} sur la branche {branch}\u{a0}: {files}\n",
            "commit {id} on the branch {branch}: {files}\n"
        ));
    }
    text
}

/// How to undo it.
fn undo(id: &str, commit: Option<&Committed>, lang: Lang) -> String {
    match commit {
        Some(Committed { undo, .. }) => tr!(
            lang,
            "pour annuler, tant que rien n'est envoyé\u{a0}: `{undo}`, puis retirez la table de `decisions.toml`\n",
            "to undo it, as long as nothing was pushed: `{undo}`, then take the table out of `decisions.toml`\n"
        ),
        None => tr!(
            lang,
            "pour annuler, retirez la table `[{id}]` de `decisions.toml`\n",
            "to undo it, take the table `[{id}]` out of `decisions.toml`\n"
        ),
    }
}

/// The project, its repository, and the git program.
struct Place {
    root: PathBuf,
    source: Option<Source>,
    program: Option<PathBuf>,
}

impl Place {
    /// Looks, before anything is asked or written, whether a decision can be recorded here.
    fn of(root: PathBuf, commits: bool, lang: Lang) -> Result<Self, Error> {
        let source = match git::open(&root) {
            Ok(source) => Some(source),
            Err(GitError::None) if !commits => None,
            Err(found) => {
                let mut error = repository::error(&found, lang);
                if found == GitError::None {
                    error.help = Some(tr!(
                        lang,
                        "`git init` pour garder l'histoire des décisions, ou `--no-commit` pour seulement l'écrire dans `decisions.toml`",
                        "`git init` to keep the history of decisions, or `--no-commit` only to write it to `decisions.toml`"
                    ));
                }
                return Err(error);
            }
        };
        let program = repository::program(&root);
        if source.as_ref().is_some_and(repository::is_recording) {
            return Err(refusal::in_a_hook(lang));
        }
        let place = Self { root, source, program };
        if commits {
            place.allows(&[Kind::Decision], lang)?;
        }
        Ok(place)
    }

    /// Refuses where something stands against a commit of these files.
    fn allows(&self, kinds: &[Kind], lang: Lang) -> Result<(), Error> {
        let Some(source) = &self.source else { return Ok(()) };
        if let Some(name) = repository::said_of_who().filter(|_| self.program.is_none()) {
            return Err(refusal::error(&Refusal::NeedsProgram(name.to_owned()), lang));
        }
        let refused = source.refusal(self.program.as_deref(), kinds);
        let refused = refused.map_err(|error| repository::error(&error, lang))?;
        refused.map_or(Ok(()), |refused| Err(refusal::error(&refused, lang)))
    }

    fn read(&self, edge: &Edge) -> Result<Opened, Error> {
        open::read(edge, self.root.clone(), Version::Worktree, DEFAULT_MAX_FILE_SIZE)
    }

    /// The files to record: those that are pending, and the register.
    fn pending(&self, lang: Lang) -> Result<Vec<Kind>, Error> {
        let Some(source) = &self.source else { return Ok(Vec::new()) };
        let mut pending = source.pending().map_err(|error| repository::error(&error, lang))?;
        if !pending.contains(&Kind::Decision) {
            pending.push(Kind::Decision);
            pending.sort();
        }
        Ok(pending)
    }

    /// The files beside the register that a commit of this decision would hold.
    fn others(&self, args: &ArgMatches, lang: Lang) -> Result<Vec<&'static str>, Error> {
        if args.get_flag("no-commit") || args.get_flag("dry-run") {
            return Ok(Vec::new());
        }
        let pending = self.pending(lang)?.into_iter();
        Ok(pending.filter(|kind| *kind != Kind::Decision).map(Kind::file).collect())
    }

    /// The project's files as the last commit has them; none where there is none yet.
    fn recorded(&self, lang: Lang) -> Result<Files, Error> {
        let Some(source) = &self.source else { return Ok(Files::default()) };
        let found = match source.revision("HEAD") {
            Ok(head) => source.files_at(head, DEFAULT_MAX_FILE_SIZE),
            Err(GitError::Unborn) => Ok(Files::default()),
            Err(error) => Err(error),
        };
        let found = found.map_err(|error| repository::error(&error, lang))?;
        // A history that cannot be read is not one in which nothing was there.
        let damaged = found.known.values().find_map(|read| match read {
            Err(Unreadable::Other(cause)) => Some(GitError::Other(cause.clone())),
            _ => None,
        });
        damaged.map_or(Ok(found), |error| Err(repository::error(&error, lang)))
    }

    /// What the register finds changed without a decision; nothing where no history tells.
    fn drifted(&self, recorded: &Loaded<'_>, now: &Loaded<'_>, lang: Lang) -> Vec<String> {
        let found = self.source.as_ref().and_then(|source| {
            let head = source.revision("HEAD").ok()?;
            let options = Options::whole(head, DEFAULT_MAX_FILE_SIZE, lang);
            history::register(Some((source, &options)), recorded, now).ok()
        });
        let decisions = found.into_iter().flat_map(|register| register.decisions);
        let drifts = decisions.flat_map(|decision| decision.drifts);
        let open = drifts.filter(|drift| drift.decision.is_none());
        open.map(|drift| drift.address.to_string()).collect()
    }

    fn commit(
        &self,
        source: &Source,
        planned: &Planned,
        draft: &Draft,
        lang: Lang,
    ) -> Result<Committed, Error> {
        let first = source.revision("HEAD") == Err(GitError::Unborn);
        let made = source.record(self.program.as_deref(), &planned.kinds, &planned.message);
        let commit = made.map_err(|error| {
            refusal::failed(&error, &source.paths_of(&planned.kinds), &draft.title, lang)
        })?;
        let undo = if first { "git update-ref -d HEAD" } else { "git reset --soft HEAD~1" };
        let id = commit.short();
        let own = source.paths_of(&planned.kinds);
        let changed = source.changed_by(commit).map_err(|error| {
            refusal::failed(&RecordError::Made(error), &own, &draft.title, lang)
        })?;
        if !source.paths_of(&[Kind::Decision]).iter().all(|path| changed.contains(path)) {
            return Err(refusal::left_out(&id, lang));
        }
        let added = changed.into_iter().filter(|path| !own.contains(path)).collect();
        let branch = source.branch().map(|name| terminal(&name)).unwrap_or_default();
        Ok(Committed { id, branch, undo, added })
    }
}

/// A file that cannot be read is not one that is gone: what changed is not known.
fn readable(files: &Files, lang: Lang) -> Result<(), Error> {
    let Some((kind, _)) = files.known.iter().find(|(_, read)| read.is_err()) else {
        return Ok(());
    };
    Err(unread(kind.file(), lang))
}

/// A file that can only be read in part is not recorded: what it says is not known.
fn sound(loaded: &Loaded<'_>, kinds: &[Kind], lang: Lang) -> Result<(), Error> {
    let Some(broken) = kinds.iter().find(|kind| loaded.documents.broken(**kind)) else {
        return Ok(());
    };
    Err(unread(broken.file(), lang))
}

fn unread(file: &str, lang: Lang) -> Error {
    Error::new(
        tr!(lang, "`{file}` ne peut pas être lu en entier", "`{file}` cannot be read whole"),
        tr!(
            lang,
            "corrigez-le d'abord\u{a0}: `nrt check` montre où\u{a0}; rien n'a été écrit",
            "mend it first: `nrt check` shows where; nothing was written"
        ),
    )
}

/// What the decision concerns, as a line; nothing where it concerns nothing.
fn concerned(draft: &Draft, lang: Lang) -> String {
    if draft.concerns.is_empty() {
        return String::new();
    }
    let list: Vec<String> = draft.concerns.iter().map(|at| terminal(at)).collect();
    let list = list.join(", ");
    tr!(lang, "    concerne {list}\n", "    concerns {list}\n")
}

/// Shows what would be written and recorded.
fn rehearse(edge: &mut Edge, place: &Place, draft: &Draft) -> Outcome {
    let lang = edge.lang;
    let opened = place.read(edge)?;
    let planned = Planned::of(place, &opened, draft, lang)?;
    let table: Vec<String> = draft.table(&planned.id).lines().map(terminal).collect();
    let (table, files) = (table.join("\n"), planned.files(", "));
    let colon = lang.pick("\u{a0}:", ":");
    let added = lang.pick("à la fin de `decisions.toml`", "at the end of `decisions.toml`");
    edge.print(&format!("{added}{colon}\n\n{table}\n"))?;
    if place.source.is_some() {
        let commit = lang.pick("dans le commit", "in the commit");
        edge.print(&format!("\n{commit}{colon} {files}\n\n{}", planned.message))?;
    }
    edge.tell(lang.pick("rien n'a été écrit\n", "nothing was written\n"))?;
    Ok(SUCCESS)
}
