//! `nrt git remove`: takes out what `nrt git setup` wrote, and nothing else.

use std::path::PathBuf;

use super::{ATTRIBUTES_FILE, Clone, comment, shown, unread, unwritten};
use crate::cli::{Edge, Failure, Outcome, SUCCESS, usage};
use crate::files::DEFAULT_MAX_FILE_SIZE;
use crate::git::{self, BEFORE, HOOKS, Hooks};
use crate::lang::Lang;
use crate::tr;
use crate::worktree;

pub(super) fn run(edge: &mut Edge) -> Outcome {
    let lang = edge.lang;
    let clone = Clone::of(edge)?;
    // All is read before anything is taken out.
    let (path, text) = clone.config(lang)?;
    let attributes_file = clone.attributes(lang)?;
    let mut done: Vec<String> = Vec::new();
    hooks(&clone, lang, &mut done)?;
    let without = git::without_block(&text);
    if without != text {
        let name = shown(&clone, &path);
        worktree::replace_under_lock(&path, text.as_bytes(), without.as_bytes())
            .map_err(|cause| unwritten(&name, &cause, &done, lang))?;
        done.push(name);
    }
    let kept = attributes(&clone, attributes_file, lang, &mut done)?;
    if done.is_empty() {
        edge.print(lang.pick(
            "rien à faire\u{a0}: nrt n'a rien installé dans ce clone\n",
            "nothing to do: nrt has installed nothing in this clone\n",
        ))?;
    } else {
        let list: Vec<String> = done.iter().map(|path| format!("`{path}`")).collect();
        let list = lang.list(&list);
        let said = tr!(
            lang,
            "comme avant `nrt git setup`\u{a0}: {list}\n",
            "as before `nrt git setup`: {list}\n"
        );
        edge.print(&said).map_err(|cause| {
            let done = lang.pick("tout est enlevé", "all is taken out");
            let help = tr!(lang, "`nrt git status` le montre", "`nrt git status` shows it");
            usage::unsaid(done, help, &cause, lang)
        })?;
        edge.mention(lang.pick(
            "pour l'installer de nouveau\u{a0}: `nrt git setup`\n",
            "to install it again: `nrt git setup`\n",
        ));
    }
    if kept {
        edge.mention(lang.pick(
            "`.gitattributes` est enregistré dans le projet et reste\u{a0}: sans nrt, git fusionne ligne à ligne\n",
            "`.gitattributes` is recorded in the project and stays: without nrt, git merges line by line\n",
        ));
    }
    Ok(SUCCESS)
}

fn hooks(clone: &Clone, lang: Lang, done: &mut Vec<String>) -> Result<(), Failure> {
    let Hooks::Own(folder) = clone.source.hooks() else { return Ok(()) };
    let mut own = Vec::new();
    for name in HOOKS {
        let path = folder.join(name);
        if !worktree::is_there(&path) {
            continue;
        }
        let read = worktree::read_file(&path, DEFAULT_MAX_FILE_SIZE);
        if git::is_hook(&read.map_err(|_| unread(&path, lang))?) {
            own.push((path, folder.join(format!("{name}{BEFORE}"))));
        }
    }
    for (path, kept) in own {
        let shown = shown(clone, &path);
        worktree::put_back(&path, &kept).map_err(|cause| unwritten(&shown, &cause, done, lang))?;
        done.push(shown);
    }
    Ok(())
}

/// Takes the lines out of `.gitattributes` as long as they are the clone's own; whether they are
/// the project's.
fn attributes(
    clone: &Clone,
    (path, text): (PathBuf, Option<String>),
    lang: Lang,
    done: &mut Vec<String>,
) -> Result<bool, Failure> {
    let Some(text) = text else { return Ok(false) };
    let begins = Lang::ALL.into_iter().find_map(|lang| text.rfind(comment(lang)));
    let Some(at) =
        begins.filter(|at| *at == 0 || text.get(..*at).is_some_and(|t| t.ends_with('\n')))
    else {
        return Ok(false);
    };
    let (before, added) = text.split_at(at);
    let own = |line: &str| git::ATTRIBUTES.lines().any(|known| known == line);
    if !added.lines().skip(1).all(own) {
        return Ok(true);
    }
    let staged = clone.source.staged_bytes(ATTRIBUTES_FILE, DEFAULT_MAX_FILE_SIZE);
    let plain = |bytes: &[u8]| String::from_utf8_lossy(bytes).replace('\r', "");
    let staged = staged.map(|bytes| plain(&bytes));
    if staged.as_deref() == Some(plain(text.as_bytes()).as_str()) {
        return Ok(true);
    }
    // The last line may have had no end.
    let ended = plain(before.as_bytes());
    let open = staged.is_some_and(|staged| staged != ended && format!("{staged}\n") == ended);
    let before = if open { before.trim_end_matches(['\r', '\n']) } else { before };
    let taken = if before.is_empty() {
        worktree::remove(&path, text.as_bytes())
    } else {
        worktree::replace(&path, Some(text.as_bytes()), before.as_bytes())
    };
    let name = shown(clone, &path);
    taken.map_err(|cause| unwritten(&name, &cause, done, lang))?;
    done.push(name);
    Ok(false)
}
