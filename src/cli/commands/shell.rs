//! The commands for shells and for the system's manual: `nrt completions`, `nrt man`.

use clap::builder::PossibleValuesParser;
use clap::{Arg, Command};

use crate::cli;
use crate::cli::complete::Takes;
use crate::lang::Lang;

pub(super) fn completions(lang: Lang) -> Command {
    let say = |fr, en| lang.pick(fr, en).to_owned();
    Command::new("completions")
        .about(say(
            "Le script qui fait compléter commandes, identifiants et adresses à la touche de tabulation",
            "The script that completes commands, ids and addresses at the tabulation key",
        ))
        .arg(
            Arg::new("shell")
                .value_name("SHELL")
                .required(true)
                .value_parser(PossibleValuesParser::new(cli::completions::SHELLS))
                .help(say(
                    "bash, zsh, fish ou powershell\u{a0}; le script dit en tête où le mettre",
                    "bash, zsh, fish or powershell; the script says on top where to put it",
                )),
        )
}

pub(super) fn man(lang: Lang) -> Command {
    let say = |fr, en| lang.pick(fr, en).to_owned();
    Command::new("man")
        .about(say(
            "Écrit les pages de manuel, en français et en anglais",
            "Write the manual pages, in French and in English",
        ))
        .arg(Arg::new("dir").add(Takes::Folder).value_name(say("DOSSIER", "DIR")).required(true).help(say(
            "Dossier où les écrire, créé s'il n'existe pas\u{a0}: `~/.local/share/man` pour soi, `/usr/local/share/man` pour tous",
            "The folder to write them to, made if it is not there: `~/.local/share/man` for oneself, `/usr/local/share/man` for everybody",
        )))
}
