//! The command for whoever approves a change: `nrt review`.

use clap::builder::PossibleValuesParser;
use clap::{Arg, Command};

use super::{format, horizon, max_file_size, on, policy_from, report};
use crate::cli;
use crate::cli::complete::Takes;
use crate::lang::Lang;

pub(super) fn review(lang: Lang) -> Command {
    let say = |fr, en| lang.pick(fr, en).to_owned();
    Command::new("review")
        .about(say(
            "L'avis sur une demande de fusion : ce qu'il faut décider, ce qui s'ensuit",
            "The review of a merge request: what needs a decision, what follows from it",
        ))
        .args([
            Arg::new("range").add(Takes::Range).value_name("BASE[..HEAD]").required(true).help(say(
                "La branche qui reçoit la demande, et le commit proposé ; à défaut le dernier (HEAD). La comparaison part de leur séparation",
                "The branch that receives the request, and the proposed commit; the last one (HEAD) by default. The comparison starts where they went apart",
            )),
            horizon(lang),
            on(lang),
            policy_from(lang),
            format(lang, cli::review::FORMATS).value_name("FORMAT").help(say(
                "Forme du résultat : markdown (à défaut) pour un commentaire, json pour un programme ; github, gitlab, sarif, junit ou rdjson ne donnent que les constats nouveaux ou plus graves",
                "The form of the result: markdown (by default) for a comment, json for a program; github, gitlab, sarif, junit or rdjson give only the findings that are new or weigh more",
            )),
            report(lang, cli::review::FORMATS),
            Arg::new("fail-on")
                .long("fail-on")
                .value_name("[new:]error|warning|info|never")
                .value_parser(PossibleValuesParser::new(cli::review::FAIL_ON))
                .default_value("new:error")
                .help(say(
                    "Gravité à partir de laquelle le code de sortie est 1 ; avec new:, seuls comptent les constats nouveaux ou devenus plus graves ; à défaut new:error",
                    "The level from which the exit code is 1; with new: only the findings that are new, or weigh more, count; new:error by default",
                )),
            max_file_size(lang),
        ])
}
