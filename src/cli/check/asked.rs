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
    let clash = both("stdin-filename", &["at", "staged", "fix", "report"]);
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

fn refused(option: &str, other: &str, lang: Lang) -> Error {
    let why = match other {
        "at" | "staged" => tr!(
            lang,
            "le texte reçu prend la place d'un fichier du dossier, et `--{other}` lit une autre version",
            "the text takes the place of a file of the folder, and `--{other}` reads another version"
        ),
        "fix" => tr!(
            lang,
            "nrt n'écrit rien d'un texte que l'éditeur n'a pas enregistré\u{a0}: enregistrez-le, puis `nrt check --fix`",
            "nrt writes nothing of a text that the editor has not saved: save it, then `nrt check --fix`"
        ),
        _ => tr!(
            lang,
            "sur un texte qui n'est pas enregistré, nrt n'écrit aucun fichier\u{a0}: `--format` donne la même forme à l'écran",
            "of a text that is not saved, nrt writes no file: `--format` gives the same form on the output"
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
