//! `nrt man`: the manual, a page for each command and one for the files, in both languages, laid out
//! as `man` looks for them: English on top, French below `fr`.

mod beside;
mod examples;
mod files;
mod page;
mod roff;

use clap::{ArgMatches, Command};

use super::{Edge, Outcome, SUCCESS, commands, usage};
use crate::lang::Lang;
use crate::tr;
use crate::worktree;

pub(super) fn run(edge: &mut Edge, args: &ArgMatches) -> Outcome {
    let lang = edge.lang;
    let asked = args.get_one::<String>("dir").map_or("man", String::as_str);
    let folder = edge.folder.join(asked);
    let mut written = 0;
    for page in Lang::ALL.into_iter().flat_map(pages) {
        let path = folder.join(&page.path);
        worktree::write_below(&path, page.text.as_bytes())
            .map_err(|cause| usage::unwritable(&path.display().to_string(), &cause, lang))?;
        written += 1;
    }
    let (folder, s) = (folder.display().to_string(), lang.s(written));
    edge.print(&tr!(
        lang,
        "{written} page{s} écrite{s} dans {folder}\n",
        "{written} page{s} written to {folder}\n"
    ))?;
    // With -M, `man` does not look for a language.
    edge.tell(&tr!(
        lang,
        "Pour les lire\u{a0}: `man -M {folder}/fr nrt`, ou `man nrt` si ce dossier est de ceux de `manpath`\n",
        "To read them: `man -M {folder} nrt`, or `man nrt` where this folder is one of `manpath`'s\n"
    ))?;
    Ok(SUCCESS)
}

/// A page, and where it goes.
struct Page {
    path: String,
    text: String,
}

fn pages(lang: Lang) -> Vec<Page> {
    let mut root = commands::command(lang);
    root.build();
    let below = lang.pick("fr/", "");
    let mut pages = Vec::new();
    let mut ahead = vec![(&root, vec!["nrt"])];
    while let Some((command, words)) = ahead.pop() {
        let name = words.join("-");
        let text = page::page(&root, command, &words, lang);
        pages.push(Page { path: format!("{below}man1/{name}.1"), text });
        for inner in shown(command) {
            let mut words = words.clone();
            words.push(inner.get_name());
            ahead.push((inner, words));
        }
    }
    pages.push(Page { path: format!("{below}man5/nrt.toml.5"), text: files::page(lang) });
    pages
}

/// The commands of a command that people are told of.
fn shown(command: &Command) -> impl Iterator<Item = &Command> {
    command.get_subcommands().filter(|inner| !inner.is_hide_set() && inner.get_name() != "help")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_has_an_example_and_no_example_is_of_another() {
        let mut root = commands::command(Lang::Fr);
        root.build();
        let names: Vec<String> = pages(Lang::En)
            .iter()
            .filter_map(|page| {
                page.path.strip_prefix("man1/")?.strip_suffix(".1").map(str::to_owned)
            })
            .collect();
        for name in &names {
            assert!(
                !examples::of(name).is_empty(),
                "{name} has no example in cli/manual/examples.rs"
            );
        }
        for (name, _) in examples::ALL {
            assert!(names.iter().any(|own| own == name), "{name} is no command");
        }
    }
}
