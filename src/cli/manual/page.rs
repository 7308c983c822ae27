//! The page of a command: what it says of itself, its options, examples, exit codes.

use clap::{Arg, ArgAction, Command};

use super::roff::{Roff, bold, italic};
use super::{beside, examples, shown};
use crate::address::Kind;
use crate::lang::Lang;
use crate::render::kinds;

/// The page of a command, which is called by these words.
pub(super) fn page(root: &Command, command: &Command, words: &[&str], lang: Lang) -> String {
    let name = words.join("-");
    let mut page = Roff::new(&name, 1, lang.pick("Manuel de nrt", "nrt manual"));
    page.section(lang.pick("NOM", "NAME"));
    let about = command.get_about().map(ToString::to_string).unwrap_or_default();
    page.prose(&format!("{name} - {about}"));
    page.section("SYNOPSIS");
    synopsis(&mut page, command, &words.join(" "), lang);
    page.section("DESCRIPTION");
    page.prose(&format!("{about}."));
    if words.len() == 1 {
        project(&mut page, lang);
    }
    if let Some(more) = beside::more(&name, lang) {
        page.paragraph(more);
    }
    if let (true, Some(more)) = (words.len() > 1, command.get_after_help()) {
        page.paragraph(&more.to_string());
    }
    let inner: Vec<&Command> = shown(command).collect();
    if !inner.is_empty() {
        page.section(lang.pick("COMMANDES", "COMMANDS"));
        for command in inner {
            let says = command.get_about().map(ToString::to_string).unwrap_or_default();
            let called = format!("{name}-{}", command.get_name());
            page.term(&format!("{}(1)", bold(&called)), &format!("{says}."));
        }
    }
    arguments(&mut page, command, lang);
    page.section(lang.pick("EXEMPLES", "EXAMPLES"));
    for example in examples::of(&name) {
        let (typed, says) = example.pick(lang);
        page.paragraph(&format!("{says}{}", lang.pick("\u{a0}:", ":")));
        page.lines(&[typed]);
    }
    page.section(lang.pick("CODES DE SORTIE", "EXIT STATUS"));
    for (code, says) in exits(command, words.len() == 1, lang) {
        page.term(&bold(code), says);
    }
    environment(&mut page, command, lang);
    files(&mut page, words.len() == 1, lang);
    page.section(lang.pick("VOIR AUSSI", "SEE ALSO"));
    page.prose(&also(root, command, words).join(", "));
    page.end()
}

fn synopsis(page: &mut Roff, command: &Command, called: &str, lang: Lang) {
    let mut line = format!("{} [{}]", bold(called), italic("OPTIONS"));
    for arg in command.get_positionals() {
        let name = value_names(arg);
        let several = arg.get_num_args().is_some_and(|range| range.max_values() > 1);
        let name = if several { format!("{name}...") } else { name };
        let name = if arg.is_last_set() { format!("{} {name}", bold("--")) } else { name };
        line.push_str(&if arg.is_required_set() {
            format!(" {name}")
        } else {
            format!(" [{name}]")
        });
    }
    page.line(&line);
    if shown(command).next().is_some() {
        page.line(".br");
        let command = italic(lang.pick("COMMANDE", "COMMAND"));
        let options = italic("OPTIONS");
        page.line(&format!("{} {command} [{options}] ...", bold(called)));
    }
}

/// What a value is called, as roff.
fn value_names(arg: &Arg) -> String {
    let names = arg.get_value_names().unwrap_or_default();
    let names: Vec<String> = names.iter().map(|name| italic(name)).collect();
    names.join(" ")
}

fn project(page: &mut Roff, lang: Lang) {
    page.paragraph(lang.pick(
        "Un projet est un dossier de fichiers TOML, que git suit. Le fichier `nrt.toml` en marque le dossier\u{a0}: `nrt` le cherche en remontant à partir du dossier courant. Sans commande, `nrt` montre où en est l'étape, comme `nrt status`.",
        "A project is a folder of TOML files that git follows. The file `nrt.toml` marks its folder: `nrt` looks for it from the working directory upwards. Without a command, `nrt` shows where the step stands, as `nrt status` does.",
    ));
    page.paragraph(lang.pick(
        "`nrt` vérifie que les éléments sont là, non leur qualité. Il n'envoie rien à personne\u{a0}: ni réseau, ni télémétrie.",
        "`nrt` checks that the elements are there, not that they are good. It sends nothing to anybody: no network, no telemetry.",
    ));
}

fn arguments(page: &mut Roff, command: &Command, lang: Lang) {
    let said = |arg: &Arg| {
        let text = arg.get_help().map(ToString::to_string).unwrap_or_default();
        if text.ends_with(['.', '…', '?']) { text } else { format!("{text}.") }
    };
    let mut own = command.get_positionals().peekable();
    if own.peek().is_some() {
        page.section("ARGUMENTS");
        for arg in own {
            // Two that are declared as one: `ID] [KEY=VALUE`.
            let names = value_names(arg);
            let several = names.contains("] [");
            page.term(&if several { format!("[{names}]") } else { names }, &said(arg));
        }
    }
    let common = |arg: &Arg| arg.is_global_set() || arg.get_id() == "help";
    let options = command.get_arguments().filter(|arg| !arg.is_positional() && !arg.is_hide_set());
    let (mut common, own): (Vec<&Arg>, Vec<&Arg>) = options.partition(|arg| common(arg));
    common.sort_by_key(|arg| arg.get_id() == "help");
    page.section("OPTIONS");
    for arg in own {
        page.term(&option(arg), &said(arg));
    }
    page.subsection(lang.pick("Options communes", "Common options"));
    for arg in common {
        page.term(&option(arg), &said(arg));
    }
}

/// An option as it is typed, as roff.
fn option(arg: &Arg) -> String {
    let short = arg.get_short().map(|letter| bold(&format!("-{letter}")));
    let long = arg.get_long().map(|name| bold(&format!("--{name}")));
    let value = value_names(arg);
    let takes =
        !matches!(arg.get_action(), ArgAction::SetTrue | ArgAction::Help | ArgAction::Version);
    let long = match (long, takes) {
        (Some(long), true) => Some(format!("{long}={value}")),
        (long, _) => long,
    };
    let short = match (short, takes && long.is_none()) {
        (Some(short), true) => Some(format!("{short} {value}")),
        (short, _) => short,
    };
    [short, long].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

fn exits(command: &Command, all: bool, lang: Lang) -> Vec<(&'static str, &'static str)> {
    let has = |id: &str| command.get_arguments().any(|arg| arg.get_id() == id);
    let failed = ("2", lang.pick(
        "nrt n'a pas pu faire son travail\u{a0}: mauvaise option, pas de projet, dépôt illisible.",
        "nrt could not do the job: a wrong option, no project, a repository that cannot be read.",
    ));
    let gave_up = ("130", lang.pick("Interrompu par la personne.", "Interrupted by the person."));
    let bug = (
        "101",
        lang.pick(
            "Une erreur de nrt lui-même, à signaler.",
            "A mistake of nrt's own, to be reported.",
        ),
    );
    let weighed = [
        (
            "0",
            lang.pick(
                "Aucun constat n'atteint la gravité de `--fail-on`.",
                "No finding reaches the level of `--fail-on`.",
            ),
        ),
        ("1", lang.pick("Au moins un l'atteint.", "At least one does.")),
    ];
    let mut exits = if has("fail-on") || all {
        weighed.to_vec()
    } else if has("exit-code") {
        vec![
            ("0", lang.pick("C'est fait.", "It is done.")),
            (
                "1",
                lang.pick(
                    "Avec `--exit-code`\u{a0}: le fond a changé.",
                    "With `--exit-code`: the meaning changed.",
                ),
            ),
        ]
    } else {
        vec![("0", lang.pick("C'est fait.", "It is done."))]
    };
    exits.push(failed);
    if all {
        exits.push(bug);
    }
    exits.push(gave_up);
    exits
}

fn environment(page: &mut Roff, command: &Command, lang: Lang) {
    page.section(lang.pick("ENVIRONNEMENT", "ENVIRONMENT"));
    page.term(&bold("NRT_LANG"), lang.pick(
        "La langue, `fr` ou `en`, avant celle du projet\u{a0}; `--lang` l'emporte. À défaut de tout, celle du système (`LC_ALL`, `LC_MESSAGES`, `LANG`).",
        "The language, `fr` or `en`, before the project's; `--lang` counts more. Where none is said, the system's (`LC_ALL`, `LC_MESSAGES`, `LANG`).",
    ));
    page.term(
        &format!("{}, {}", bold("NO_COLOR"), bold("CLICOLOR_FORCE")),
        lang.pick(
            "Jamais de couleurs, ou toujours\u{a0}; `--color` l'emporte.",
            "Colours never, or always; `--color` counts more.",
        ),
    );
    page.term(
        &bold("COLUMNS"),
        lang.pick(
            "Le nombre de colonnes, à la place de celui du terminal.",
            "The number of columns, in the place of the terminal's.",
        ),
    );
    if command.get_arguments().any(|arg| arg.get_id() == "staged") {
        page.term(
            &bold("GIT_INDEX_FILE"),
            lang.pick(
                "L'index que lit `--staged`, dans un hook de git.",
                "The index that `--staged` reads, in a hook of git's.",
            ),
        );
    }
}

fn files(page: &mut Roff, all: bool, lang: Lang) {
    page.section(lang.pick("FICHIERS", "FILES"));
    if all {
        for kind in Kind::ALL {
            page.term(&bold(kind.file()), kinds::says(kind, lang));
        }
    } else {
        page.term(
            &bold("nrt.toml"),
            lang.pick(
                "Marque le dossier du projet\u{a0}; `nrt.toml(5)` décrit tous ses fichiers.",
                "Marks the project's folder; `nrt.toml(5)` describes all its files.",
            ),
        );
    }
}

/// The pages that lie near a command's.
fn also(root: &Command, command: &Command, words: &[&str]) -> Vec<String> {
    let mut also: Vec<String> = Vec::new();
    if words.len() > 1 {
        also.push("nrt".to_owned());
        let above = words.get(1).copied().unwrap_or_default();
        let near = beside::near(&words.join("-")).iter().map(|name| format!("nrt-{name}"));
        also.extend(near);
        if words.len() > 2 {
            also.push(format!("nrt-{above}"));
        }
    } else {
        also.extend(shown(root).map(|inner| format!("nrt-{}", inner.get_name())));
    }
    if words.len() > 1 {
        let inner = shown(command).map(|inner| format!("{}-{}", words.join("-"), inner.get_name()));
        also.extend(inner);
    }
    let mut seen = std::collections::BTreeSet::new();
    also.retain(|name| seen.insert(name.clone()));
    let own = also.into_iter().map(|name| format!("`{name}`(1)"));
    own.chain(["`nrt.toml`(5)".to_owned(), "`git`(1)".to_owned()]).collect()
}
