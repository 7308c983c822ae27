//! The command for shells: `nrt completions`.

use clap::builder::PossibleValuesParser;
use clap::{Arg, Command};

use crate::cli;
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
