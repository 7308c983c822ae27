//! The commands that tell where the step stands: `nrt check` and `nrt status`.

use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, Command, value_parser};

use super::{at, format, horizon, max_file_size, on, policy_from, report, staged};
use crate::cli;
use crate::cli::complete::Takes;
use crate::lang::Lang;

pub(super) fn status(lang: Lang) -> Command {
    Command::new("status")
        .about(lang.pick(
            "Où en est l'étape : activités, recommandations, prochaines dates, qui a quoi à faire",
            "Where the step stands: activities, recommendations, next dates, who has what to do",
        ).to_owned())
        .args([on(lang), horizon(lang), at(lang), max_file_size(lang)])
}

pub(super) fn check(lang: Lang) -> Command {
    let say = |fr, en| lang.pick(fr, en).to_owned();
    Command::new("check")
        .about(say("Vérifie le projet avant un comité", "Check the project before a committee"))
        .args([
            Arg::new("stdin").value_name("-").help(say(
                "Le texte du fichier que nomme --stdin-filename est sur l'entrée standard",
                "The text of the file that --stdin-filename names is on the standard input",
            )),
            horizon(lang),
            on(lang),
            at(lang),
            staged(lang).conflicts_with("at"),
            Arg::new("new-since").add(Takes::Revision).long("new-since").value_name(say("RÉVISION", "REVISION")).help(say(
                "Ne montre que ce qui est nouveau, ou plus grave, depuis la séparation d'avec cette révision ; le code de sortie en dépend seul",
                "Show only what is new, or weighs more, since the version went apart from this revision; the exit code depends on that alone",
            )),
            policy_from(lang),
            format(lang, cli::check::FORMATS).value_name("FORMAT").help(say(
                "Forme du résultat : full (à défaut) ou concise pour lire, json ou json-lines pour un programme, github, gitlab, sarif, junit, rdjson ou markdown pour une forge",
                "The form of the result: full (by default) or concise to read, json or json-lines for a program, github, gitlab, sarif, junit, rdjson or markdown for a forge",
            )),
            report(lang, cli::check::FORMATS),
            Arg::new("group-by")
                .long("group-by")
                .value_name("file|rule|clause|level")
                .value_parser(PossibleValuesParser::new(["file", "rule", "clause", "level"]))
                .default_value("file")
                .help(say(
                    "Regroupe les constats par fichier, règle, activité ou gravité ; à défaut file",
                    "Group findings by file, rule, activity or level; file by default",
                )),
            Arg::new("fail-on")
                .long("fail-on")
                .value_name("error|warning|info|never")
                .value_parser(PossibleValuesParser::new(["error", "warning", "info", "never"]))
                .default_value("error")
                .help(say(
                    "Gravité à partir de laquelle le code de sortie est 1 ; à défaut error",
                    "The level from which the exit code is 1; error by default",
                )),
            Arg::new("statistics")
                .long("statistics")
                .action(ArgAction::SetTrue)
                .help(say("Compte les constats par règle", "Count the findings by rule")),
            Arg::new("show-waived")
                .long("show-waived")
                .action(ArgAction::SetTrue)
                .help(say("Montre aussi les constats dispensés", "Show waived findings too")),
            Arg::new("stdin-filename").add(Takes::File).long("stdin-filename").value_name(say("FICHIER", "FILE")).value_parser(value_parser!(PathBuf)).help(say(
                "Pour un éditeur\u{a0}: lit sur l'entrée standard le texte de ce fichier du projet, à la place de ce qui est sur le disque, et vérifie le projet où il est",
                "For an editor: read the text of this file of the project from the standard input, in the place of what is on the disk, and check the project it lies in",
            )),
            Arg::new("watch").long("watch").action(ArgAction::SetTrue).help(say(
                "Recommence à chaque modification d'un fichier du projet, jusqu'à Ctrl-C",
                "Start again whenever a file of the project changes, until Ctrl-C",
            )),
            Arg::new("fix").long("fix").action(ArgAction::SetTrue).conflicts_with_all(["at", "staged"]).help(say(
                "Écrit d'abord ce que les constats disent d'écrire, là où c'est sûr",
                "First write what the findings say to write, where that is sure",
            )),
            Arg::new("unsafe").long("unsafe").action(ArgAction::SetTrue).requires("fix").help(say(
                "Avec --fix, écrit aussi ce qui n'est que probable, après l'avoir montré",
                "With --fix, also write what is only likely, after showing it",
            )),
            Arg::new("dry-run").long("dry-run").short('n').action(ArgAction::SetTrue).requires("fix").help(say(
                "Avec --fix, montre ce qui serait écrit, sans rien écrire",
                "With --fix, show what would be written, and write nothing",
            )),
            max_file_size(lang),
        ])
}
