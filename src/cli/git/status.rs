//! `nrt git status`: what this clone has installed, and whether it still works.

use std::path::Path;

use super::Clone;
use crate::address::Kind;
use crate::cli::{Edge, FINDINGS, Outcome, SUCCESS, repository};
use crate::files::DEFAULT_MAX_FILE_SIZE;
use crate::git::{self, HOOKS, Hooks};
use crate::lang::Lang;
use crate::text::terminal;
use crate::tr;
use crate::worktree;

pub(super) fn run(edge: &mut Edge) -> Outcome {
    let lang = edge.lang;
    let clone = Clone::of(edge)?;
    let (said, works) = driver(&clone, lang);
    let missing = clone.source.unattributed().map_err(|error| repository::error(&error, lang))?;
    let attributes = attributes(&missing, lang);
    let hooks = hooks(&clone, lang);
    let names = [
        lang.pick("fusion par entité", "merging by entity"),
        ".gitattributes",
        lang.pick("hooks (facultatifs)", "hooks (optional)"),
    ];
    let widest = names.iter().map(|name| name.chars().count()).max().unwrap_or(0);
    let mut text = String::new();
    for (name, said) in names.into_iter().zip([said, attributes, hooks]) {
        let pad = " ".repeat(widest - name.chars().count());
        text.push_str(&format!("{name}{pad}  {said}\n"));
    }
    edge.print(&text)?;
    if works && missing.is_empty() {
        return Ok(SUCCESS);
    }
    edge.mention(lang.pick(
        "`nrt git setup` installe ce qui manque, après vous l'avoir montré\n",
        "`nrt git setup` installs what is missing, after showing it to you\n",
    ));
    Ok(FINDINGS)
}

/// The merge driver, in words, and whether it works.
fn driver(clone: &Clone, lang: Lang) -> (String, bool) {
    let Some(line) = clone.source.driver() else {
        let none = lang
            .pick("absente\u{a0}: git fusionne ligne à ligne", "missing: git merges line by line");
        return (none.to_owned(), false);
    };
    let Some(program) = git::named_program(&line) else {
        let line = terminal(&line);
        return (
            tr!(
                lang,
                "une autre commande est installée\u{a0}: `{line}`",
                "another command is installed: `{line}`"
            ),
            false,
        );
    };
    let path = terminal(&program);
    if !worktree::is_there(Path::new(&program)) {
        return (
            tr!(
                lang,
                "le programme n'est plus là\u{a0}: `{path}`\u{a0}; git fusionne ligne à ligne",
                "the program is there no more: `{path}`; git merges line by line"
            ),
            false,
        );
    }
    if line != git::driver_line(&program) {
        return (
            tr!(
                lang,
                "installée par une autre version de nrt\u{a0}: `{path}`",
                "installed by another version of nrt: `{path}`"
            ),
            false,
        );
    }
    (tr!(lang, "installée\u{a0}: `{path}`", "installed: `{path}`"), true)
}

fn attributes(missing: &[Kind], lang: Lang) -> String {
    let all = Kind::ALL.len();
    if missing.is_empty() {
        return tr!(lang, "les {all} fichiers du projet", "all {all} files of the project");
    }
    if missing.len() == all {
        let none = lang.pick("ne confie aucun fichier à nrt", "hands no file to nrt");
        return none.to_owned();
    }
    let list: Vec<String> = missing.iter().map(|kind| format!("`{}`", kind.file())).collect();
    let list = lang.list(&list);
    tr!(lang, "il y manque {list}", "lacks {list}")
}

fn hooks(clone: &Clone, lang: Lang) -> String {
    let folder = match clone.source.hooks() {
        Hooks::Own(folder) => folder,
        Hooks::Elsewhere(path) => {
            let path = terminal(&path);
            return tr!(
                lang,
                "ailleurs (`core.hooksPath` = `{path}`)\u{a0}: nrt n'y touche pas",
                "elsewhere (`core.hooksPath` = `{path}`): nrt leaves them alone"
            );
        }
    };
    let is_ours = |name: &&str| {
        let read = worktree::read_file(&folder.join(name), DEFAULT_MAX_FILE_SIZE);
        read.is_ok_and(|text| git::is_hook(&text))
    };
    let ours: Vec<String> =
        HOOKS.iter().filter(|name| is_ours(name)).map(ToString::to_string).collect();
    if ours.is_empty() {
        return tr!(lang, "aucun (`nrt git setup --hooks`)", "none (`nrt git setup --hooks`)");
    }
    ours.join(", ")
}
