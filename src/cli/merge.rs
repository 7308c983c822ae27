//! `nrt merge`: settles what a merge without nrt left in the files of a project, and says what only
//! a person can settle.

use std::path::Path;

use clap::ArgMatches;

use super::{Edge, Error, FAILURE, FINDINGS, Outcome, SUCCESS, amend, open, repository, usage};
use crate::address::Kind;
use crate::files::{DEFAULT_MAX_FILE_SIZE, Files};
use crate::git::{self, GitError, Source};
use crate::lang::Lang;
use crate::load;
use crate::merge::{Clash, Conflict, Style, Three};
use crate::reconcile::settle::{Settled, Settlement, Why, settle};
use crate::render::{merge, patch};
use crate::text::terminal;
use crate::tr;
use crate::worktree;

pub(super) fn run(edge: &mut Edge, args: &ArgMatches) -> Outcome {
    let lang = edge.lang;
    let root = open::root(edge, false)?;
    let source = match git::open(&root) {
        Ok(source) => Some(source),
        Err(GitError::None) => None,
        Err(found) => return Err(repository::error(&found, lang).into()),
    };
    let named: Vec<&String> = args.get_many("file").into_iter().flatten().collect();
    let kinds = named.iter().map(|name| kind(&edge.folder, &root, name, lang));
    let mut kinds = kinds.collect::<Result<Vec<Kind>, Error>>()?;
    if kinds.is_empty() {
        kinds.extend(Kind::ALL);
    }
    let rehearse = args.get_flag("dry-run");
    let _lock = if rehearse { None } else { amend::lock(edge, source.as_ref(), &root)? };
    let mut told = Told::default();
    let done = kinds
        .into_iter()
        .try_for_each(|kind| file(edge, &root, source.as_ref(), kind, rehearse, &mut told));
    if done.is_ok() && told.seen == 0 {
        edge.print(lang.pick("aucun conflit dans le projet\n", "no conflict in the project\n"))?;
        return Ok(SUCCESS);
    }
    // Whoever reads on, each file was looked at.
    let said = edge.print(&told.text);
    done?;
    if !told.written {
        said?;
    } else if let Err(cause) = said {
        let done = lang.pick("ce qui se règle seul est écrit", "what settles by itself is written");
        let help = tr!(
            lang,
            "`git diff` le montre, `nrt merge` redit ce qui reste",
            "`git diff` shows it, `nrt merge` says again what is left"
        );
        return Err(usage::unsaid(done, help, &cause, lang));
    }
    next(edge, &told, rehearse);
    Ok(if told.failed {
        FAILURE
    } else if told.left == 0 {
        SUCCESS
    } else {
        FINDINGS
    })
}

/// What was said so far.
#[derive(Default)]
struct Told {
    /// What became of each file.
    text: String,
    /// Whether a file was written.
    written: bool,
    /// Files in conflict.
    seen: usize,
    /// Files with conflicts left.
    left: usize,
    /// Files to be added to the index.
    settled: Vec<&'static str>,
    undo: Vec<String>,
    failed: bool,
}

/// The file that a person names, by its path or its kind.
fn kind(folder: &Path, root: &Path, name: &str, lang: Lang) -> Result<Kind, Error> {
    let path = Path::new(name);
    let file = Kind::ALL.into_iter().find(|kind| path.file_name() == Some(kind.file().as_ref()));
    if let Some(kind) = file
        && (worktree::is_project_file(root, &folder.join(path)) || path == Path::new(kind.file()))
    {
        return Ok(kind);
    }
    Kind::from_word(name).filter(|_| file.is_none()).ok_or_else(|| {
        let name = terminal(name);
        Error::new(
            tr!(
                lang,
                "`{name}` n'est pas un fichier du projet",
                "`{name}` is no file of the project"
            ),
            tr!(
                lang,
                "par exemple `nrt merge stakeholders.toml`\u{a0}; sans nom, tous sont regardés",
                "for instance `nrt merge stakeholders.toml`; without a name, all are looked at"
            ),
        )
    })
}

fn file(
    edge: &Edge,
    root: &Path,
    source: Option<&Source>,
    kind: Kind,
    rehearse: bool,
    told: &mut Told,
) -> Result<(), Error> {
    let (lang, limit) = (edge.lang, DEFAULT_MAX_FILE_SIZE);
    let name = kind.file();
    let path = root.join(name);
    let stages = source.map(|source| source.stages(kind, limit)).transpose();
    let stages = stages.map_err(|error| repository::error(&error, lang))?.flatten();
    if !worktree::is_there(&path) && stages.is_none() {
        return Ok(());
    }
    let read =
        if worktree::is_there(&path) { worktree::read_file(&path, limit) } else { Ok(Vec::new()) };
    let Ok(before) = read else {
        told.seen += 1;
        told.failed = true;
        told.text.push_str(&tr!(
            lang,
            "{name}\u{a0}: ne peut pas être lu\n",
            "{name}: cannot be read\n"
        ));
        return Ok(());
    };
    let style = source.map_or(Style::Merge, Source::conflict_style);
    let size = source.map_or(7, |source| source.marker_size(kind));
    let settled = settle(kind, &before, stages.as_ref(), (style, size), limit);
    if settled != Settled::Nothing {
        told.seen += 1;
    }
    match settled {
        Settled::Nothing => {}
        Settled::ByHand => {
            told.settled.push(name);
            told.text.push_str(&tr!(
                lang,
                "{name}\u{a0}: déjà réglé à la main, rien n'y est changé\n",
                "{name}: settled by hand already, nothing is changed in it\n"
            ));
        }
        Settled::Deleted(clash) => {
            told.left += 1;
            let whose = match clash {
                Clash::OursDeleted => lang.pick("votre branche", "your branch"),
                _ => lang.pick("l'autre branche", "the other branch"),
            };
            told.text.push_str(&tr!(
                lang,
                "{name}\u{a0}: supprimé par {whose}, modifié ailleurs\u{a0}: `git add {name}` le garde, `git rm {name}` le supprime\n",
                "{name}: deleted by {whose}, changed elsewhere: `git add {name}` keeps it, `git rm {name}` deletes it\n"
            ));
        }
        Settled::Unsettled(why) => {
            told.left += 1;
            let why = reason(why, lang);
            told.text.push_str(&tr!(
                lang,
                "{name}\u{a0}: laissé tel quel, {why}\n",
                "{name}: left as it is, {why}\n"
            ));
        }
        Settled::Merged(settlement) => {
            if rehearse {
                let texts = [&before, &settlement.bytes].map(|text| String::from_utf8_lossy(text));
                told.text.push_str(&patch::text(kind, &texts[0], &texts[1], edge.style()));
            } else if settlement.bytes != before {
                let undo = undo(source, kind, &before, &settlement, lang);
                worktree::replace(&path, Some(&before), &settlement.bytes)
                    .map_err(|cause| usage::unwritten(name, &cause, lang))?;
                told.undo.extend(undo);
                told.written = true;
            }
            told.text.push_str(&said(kind, &settlement, lang));
            if settlement.conflicts.is_empty() {
                told.settled.push(name);
            } else {
                told.left += 1;
            }
        }
    }
    Ok(())
}

fn reason(why: Why, lang: Lang) -> &'static str {
    match why {
        Why::Marks => {
            lang.pick("des marques de conflit y manquent", "conflict markers are missing in it")
        }
        Why::NoBase => lang.pick(
            "rien ne dit ce qu'un côté a supprimé ou l'autre ajouté",
            "nothing tells what one side deleted or the other one added",
        ),
        Why::Unmerged(_) => lang.pick(
            "l'une des versions ne peut pas être lue en entier",
            "one of the versions cannot be read whole",
        ),
    }
}

/// What became of a file, and what is left for a person.
fn said(kind: Kind, settlement: &Settlement, lang: Lang) -> String {
    let (file, left) = (kind.file(), settlement.conflicts.len());
    if left == 0 {
        return tr!(
            lang,
            "{file}\u{a0}: réglé, plus aucun conflit\n",
            "{file}: settled, no conflict is left\n"
        );
    }
    let s = lang.s(left);
    let mut text = tr!(
        lang,
        "{file}\u{a0}: il reste {left} conflit{s}\n",
        "{file}: {left} conflict{s} left\n"
    );
    let versions = settlement.versions.map(Vec::as_slice);
    text.push_str(&listed(kind, &settlement.conflicts, &versions, &settlement.labels, lang));
    text
}

/// Conflicts in words, a line each.
pub(super) fn listed(
    kind: Kind,
    conflicts: &[Conflict],
    versions: &Three<&[u8]>,
    labels: &Three<String>,
    lang: Lang,
) -> String {
    let files = versions
        .map(|bytes| Files { known: [(kind, Ok(bytes.to_vec()))].into(), others: Vec::new() });
    let documents = files.map(|files| load::documents(files, DEFAULT_MAX_FILE_SIZE, lang));
    let lines = conflicts.iter().map(|conflict| {
        format!("    {}\n", merge::conflict(lang, kind, conflict, &documents, labels))
    });
    lines.collect()
}

/// The command that puts a file back as it was.
fn undo(
    source: Option<&Source>,
    kind: Kind,
    before: &[u8],
    settlement: &Settlement,
    lang: Lang,
) -> Option<String> {
    let (source, file) = (source?, kind.file());
    if settlement.untouched {
        return Some(format!("git checkout --merge -- {file}"));
    }
    if source.staged_bytes(file, DEFAULT_MAX_FILE_SIZE).as_deref() == Some(before) {
        return Some(format!("git restore {file}"));
    }
    let id = source.kept(before).ok()?;
    let id = id.get(..12).unwrap_or(&id);
    Some(tr!(lang, "git cat-file -p {id} > {file}", "git cat-file -p {id} > {file}"))
}

/// What to do next.
fn next(edge: &mut Edge, told: &Told, rehearse: bool) {
    let lang = edge.lang;
    if rehearse {
        edge.mention(
            lang.pick("rien n'a été écrit (--dry-run)\n", "nothing was written (--dry-run)\n"),
        );
        return;
    }
    let files = told.settled.join(" ");
    if told.left > 0 {
        edge.mention(lang.pick(
            "dans chaque fichier, gardez l'un des deux côtés (ou les deux) et effacez les lignes `<<<<<<<`, `=======` et `>>>>>>>`, puis `git add` et `git commit`\n",
            "in each file, keep one of the two sides (or both) and delete the lines `<<<<<<<`, `=======` and `>>>>>>>`, then `git add` and `git commit`\n",
        ));
    } else if !told.settled.is_empty() {
        edge.mention(&tr!(
            lang,
            "relisez (`git diff`), vérifiez (`nrt check`), puis `git add {files}` et `git commit`\n",
            "read it (`git diff`), check it (`nrt check`), then `git add {files}` and `git commit`\n"
        ));
    }
    for command in &told.undo {
        edge.mention(&tr!(lang, "pour annuler\u{a0}: `{command}`\n", "to undo it: `{command}`\n"));
    }
}
