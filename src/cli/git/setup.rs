//! `nrt git setup`: shows what it will write, asks, and writes it.

use std::path::PathBuf;

use clap::ArgMatches;

use super::{Clone, comment, shown, unwritten};
use crate::cli::ask::{self, Ask};
use crate::cli::{Edge, Error, Failure, Outcome, SUCCESS, repository};
use crate::files::DEFAULT_MAX_FILE_SIZE;
use crate::git::{self, BEFORE, HOOKS, Hooks};
use crate::lang::Lang;
use crate::text::terminal;
use crate::tr;
use crate::worktree;

/// A file to write.
struct Step {
    path: PathBuf,
    /// What it holds now.
    before: Option<Vec<u8>>,
    after: String,
    /// What is new in it.
    added: String,
    what: What,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum What {
    Config,
    Attributes,
    Hook,
}

pub(super) fn run(edge: &mut Edge, args: &ArgMatches) -> Outcome {
    let lang = edge.lang;
    let clone = Clone::of(edge)?;
    let program = program(lang)?;
    let mut steps = vec![config(&clone, &program, lang)?];
    steps.extend(attributes(&clone, lang)?);
    if args.get_flag("hooks") {
        steps.extend(hooks(&clone, &program, lang)?);
    }
    steps.retain(|step| step.before.as_deref() != Some(step.after.as_bytes()));
    if steps.is_empty() {
        edge.print(lang.pick(
            "rien à faire\u{a0}: tout est en place (`nrt git status` le montre)\n",
            "nothing to do: all is in place (`nrt git status` shows it)\n",
        ))?;
        return Ok(SUCCESS);
    }
    let shown: String = steps.iter().map(|step| said(&clone, step, lang)).collect();
    // Where nobody reads it, it is written all the same: that is what was asked for.
    edge.announce(&shown)?;
    if args.get_flag("dry-run") {
        edge.mention(lang.pick("rien n'a été écrit\n", "nothing was written\n"));
        return Ok(SUCCESS);
    }
    if !args.get_flag("yes") {
        if !ask::is_possible() {
            return Err(Error::new(
                tr!(
                    lang,
                    "il n'y a personne à qui demander\u{a0}: rien n'a été écrit",
                    "there is nobody to ask: nothing was written"
                ),
                tr!(
                    lang,
                    "`nrt git setup --yes` l'écrit sans demander",
                    "`nrt git setup --yes` writes it without asking"
                ),
            )
            .into());
        }
        let asked = Ask { lang, colour: edge.err.colour };
        if !asked.confirm(lang.pick("Écrire cela\u{a0}?", "Write this?"))? {
            edge.tell(lang.pick("rien n'a été écrit\n", "nothing was written\n"))?;
            return Err(Failure::Interrupted);
        }
    }
    let mut done: Vec<String> = Vec::new();
    for step in &steps {
        let name = super::shown(&clone, &step.path);
        written(step).map_err(|cause| unwritten(&name, &cause, &done, lang))?;
        done.push(name);
    }
    edge.mention(lang.pick(
        "installé dans ce clone\u{a0}; `nrt git status` le montre, `nrt git remove` l'enlève\n",
        "installed in this clone; `nrt git status` shows it, `nrt git remove` takes it out\n",
    ));
    if steps.iter().any(|step| step.what == What::Attributes) {
        edge.mention(lang.pick(
            "`.gitattributes` appartient au projet\u{a0}: `git add .gitattributes`, puis `git commit`\n",
            "`.gitattributes` belongs to the project: `git add .gitattributes`, then `git commit`\n",
        ));
    }
    Ok(SUCCESS)
}

/// This very program, by its whole path.
fn program(lang: Lang) -> Result<String, Error> {
    let own = std::env::current_exe().ok();
    let text = own.as_deref().and_then(|path| path.to_str());
    let text = text.map(|text| text.strip_prefix(r"\\?\").unwrap_or(text).to_owned());
    text.filter(|text| !text.contains(['\n', '\r'])).ok_or_else(|| {
        Error::new(
            tr!(
                lang,
                "le chemin du programme nrt ne peut pas être écrit dans une configuration",
                "the path of the program nrt cannot be written into a configuration"
            ),
            tr!(
                lang,
                "installez-le dans un dossier au nom plus simple",
                "install it in a folder with a simpler name"
            ),
        )
    })
}

fn config(clone: &Clone, program: &str, lang: Lang) -> Result<Step, Error> {
    let (path, text) = clone.config(lang)?;
    let after = git::with_block(&text, program);
    let added = git::with_block("", program);
    Ok(Step { path, before: Some(text.into_bytes()), after, added, what: What::Config })
}

/// The lines that are not in the project's `.gitattributes` yet; what is there stays.
fn attributes(clone: &Clone, lang: Lang) -> Result<Option<Step>, Error> {
    let missing = clone.source.unattributed().map_err(|error| repository::error(&error, lang))?;
    if missing.is_empty() {
        return Ok(None);
    }
    let (path, text) = clone.attributes(lang)?;
    let names: Vec<&str> = missing.iter().map(|kind| kind.file()).collect();
    let lines = git::ATTRIBUTES.lines();
    let lines =
        lines.filter(|line| line.split(' ').next().is_some_and(|name| names.contains(&name)));
    let added: String =
        std::iter::once(comment(lang)).chain(lines).map(|line| format!("{line}\n")).collect();
    let mut after = text.clone().unwrap_or_default();
    let end = if after.contains("\r\n") { "\r\n" } else { "\n" };
    if !after.is_empty() && !after.ends_with('\n') {
        after.push_str(end);
    }
    after.push_str(&added.replace('\n', end));
    let before = text.map(String::into_bytes);
    Ok(Some(Step { path, before, after, added, what: What::Attributes }))
}

fn hooks(clone: &Clone, program: &str, lang: Lang) -> Result<Vec<Step>, Error> {
    let folder = match clone.source.hooks() {
        Hooks::Own(folder) => folder,
        Hooks::Elsewhere(path) => {
            let path = terminal(&path);
            return Err(Error::new(
                tr!(
                    lang,
                    "les hooks de ce dépôt sont ailleurs (`core.hooksPath` = `{path}`)\u{a0}: nrt n'y écrit pas",
                    "the hooks of this repository are elsewhere (`core.hooksPath` = `{path}`): nrt does not write there"
                ),
                tr!(
                    lang,
                    "ajoutez-y vous-même `nrt check --staged --new-since HEAD`, ou installez sans `--hooks`",
                    "add `nrt check --staged --new-since HEAD` there yourself, or install without `--hooks`"
                ),
            ));
        }
    };
    let mut steps = Vec::new();
    for name in HOOKS {
        let path = folder.join(name);
        let read = || worktree::read_file(&path, DEFAULT_MAX_FILE_SIZE);
        let before = worktree::is_there(&path).then(read).transpose();
        let before = before.map_err(|_| super::unread(&path, lang))?;
        let own = before.as_deref().is_some_and(git::is_hook);
        let kept = folder.join(format!("{name}{BEFORE}"));
        if !own && worktree::is_there(&kept) && !worktree::is_same(&path, &kept) {
            let path = shown(clone, &kept);
            return Err(Error::new(
                tr!(
                    lang,
                    "`{path}` est déjà là, et le hook à côté n'est pas celui de nrt",
                    "`{path}` is there already, and the hook beside it is not nrt's"
                ),
                tr!(
                    lang,
                    "rangez l'un des deux, puis recommencez\u{a0}; rien n'a été écrit",
                    "put one of them away, then do it again; nothing was written"
                ),
            ));
        }
        let after = git::hook(name, program);
        steps.push(Step { path, before, added: after.clone(), after, what: What::Hook });
    }
    Ok(steps)
}

/// What a step writes, as a person reads it.
fn said(clone: &Clone, step: &Step, lang: Lang) -> String {
    let path = shown(clone, &step.path);
    let other = step.before.as_deref().is_some_and(|text| !git::is_hook(text));
    let about = match step.what {
        What::Attributes => {
            lang.pick("le projet, à valider dans git", "the project, to be committed")
        }
        What::Hook if other => lang.pick(
            "ce clone seulement\u{a0}; le hook qui y est reste, et passe d'abord",
            "this clone only; the hook that is there stays, and runs first",
        ),
        What::Config | What::Hook => lang.pick("ce clone seulement", "this clone only"),
    };
    let lines: String =
        step.added.lines().map(|line| format!("  + {}\n", terminal(line))).collect();
    format!("{path} ({about})\n{lines}\n")
}

fn written(step: &Step) -> std::io::Result<()> {
    let before = step.before.as_deref();
    match (step.what, before) {
        (What::Config, Some(before)) => {
            worktree::replace_under_lock(&step.path, before, step.after.as_bytes())
        }
        (What::Hook, Some(before)) if git::is_hook(before) => {
            worktree::replace_program(&step.path, &step.after)
        }
        (What::Hook, _) => {
            let mut kept = step.path.clone().into_os_string();
            kept.push(BEFORE);
            worktree::put_program(&step.path, kept.as_ref(), &step.after)
        }
        (What::Config | What::Attributes, _) => {
            worktree::replace(&step.path, before, step.after.as_bytes())
        }
    }
}
