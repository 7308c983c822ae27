//! Options of `nrt check` that say opposite things together, and why.

use clap::ArgMatches;
use clap::parser::ValueSource;

use crate::cli::{Error, usage};
use crate::lang::Lang;
use crate::tr;

/// That the options can be met together.
pub(super) fn agrees(args: &ArgMatches, lang: Lang) -> Result<(), Error> {
    operand(args, lang)?;
    let given = |option: &str| args.value_source(option) == Some(ValueSource::CommandLine);
    let both = |option: &'static str, others: &[&'static str]| {
        let other = others.iter().copied().find(|other| given(option) && given(other));
        other.map(|other| (option, other))
    };
    let clash = both("stdin-filename", &["at", "staged", "fix", "report", "watch"])
        .or_else(|| both("watch", &["at", "staged", "fix", "report", "fail-on"]))
        .or_else(|| both("watch", &["format"]).filter(|_| !reads_well(args)));
    clash.map_or(Ok(()), |(option, other)| Err(refused(option, other, lang)))
}

/// The one word that a check takes: `-`, for a text on the standard input, whose file is named. The
/// name alone says as much: it is accepted without the word.
fn operand(args: &ArgMatches, lang: Lang) -> Result<(), Error> {
    match args.get_one::<String>("stdin").map(String::as_str) {
        Some("-") if !args.contains_id("stdin-filename") => Err(Error::new(
            tr!(
                lang,
                "`-` annonce un texte sur l'entrée standard, et rien ne dit de quel fichier il est",
                "`-` announces a text on the standard input, and nothing says of which file it is"
            ),
            tr!(
                lang,
                "nommez-le, par exemple `nrt check --stdin-filename milestones.toml -`",
                "name it, for instance `nrt check --stdin-filename milestones.toml -`"
            ),
        )),
        Some("-") | None => Ok(()),
        Some(word) => Err(usage::one_too_many(word, "nrt check", lang)),
    }
}

/// Whether the form of the result is one for people.
fn reads_well(args: &ArgMatches) -> bool {
    let format = args.get_one::<String>("format").map_or("full", String::as_str);
    matches!(format, "full" | "concise")
}

fn refused(option: &str, other: &str, lang: Lang) -> Error {
    let why = match (option, other) {
        ("stdin-filename", "at" | "staged") => tr!(
            lang,
            "le texte reçu prend la place d'un fichier du dossier, et `--{other}` lit une autre version",
            "the text takes the place of a file of the folder, and `--{other}` reads another version"
        ),
        ("stdin-filename", "fix") => tr!(
            lang,
            "nrt n'écrit rien d'un texte que l'éditeur n'a pas enregistré\u{a0}: enregistrez-le, puis `nrt check --fix`",
            "nrt writes nothing of a text that the editor has not saved: save it, then `nrt check --fix`"
        ),
        ("stdin-filename", "watch") => tr!(
            lang,
            "l'entrée standard ne se lit qu'une fois\u{a0}; `nrt check --watch` seul suit ce que l'éditeur enregistre",
            "the standard input is read once; `nrt check --watch` alone follows what the editor saves"
        ),
        ("stdin-filename", _) => tr!(
            lang,
            "sur un texte qui n'est pas enregistré, nrt n'écrit aucun fichier\u{a0}: `--format` donne la même forme à l'écran",
            "of a text that is not saved, nrt writes no file: `--format` gives the same form on the output"
        ),
        (_, "at" | "staged") => tr!(
            lang,
            "`--watch` suit les fichiers du dossier, et `--{other}` lit une autre version",
            "`--watch` follows the files of the folder, and `--{other}` reads another version"
        ),
        (_, "format") => tr!(
            lang,
            "`--watch` se lit à l'écran\u{a0}: `--format full` ou `concise`",
            "`--watch` is read on the screen: `--format full` or `concise`"
        ),
        (_, "fail-on") => tr!(
            lang,
            "`--watch` ne s'arrête que sur Ctrl-C\u{a0}: son code de sortie ne dit rien des constats",
            "`--watch` ends only by Ctrl-C: its exit code says nothing of the findings"
        ),
        _ => tr!(
            lang,
            "`--watch` n'écrit rien\u{a0}: lancez `nrt check --{other}` dans un autre terminal",
            "`--watch` writes nothing: run `nrt check --{other}` in another terminal"
        ),
    };
    Error::new(
        tr!(
            lang,
            "`--{option}` ne va pas avec `--{other}`",
            "`--{option}` does not go with `--{other}`"
        ),
        why,
    )
}
