//! The commands about decisions: `nrt decide`, `nrt decisions`.

use clap::{Arg, ArgAction, Command};

use super::{at, format};
use crate::address::Kind;
use crate::cli;
use crate::cli::complete::Takes;
use crate::lang::Lang;

pub(super) fn decide(lang: Lang) -> Command {
    let say = |fr, en| lang.pick(fr, en).to_owned();
    let value = |name: &'static str, value: String, help: String| {
        Arg::new(name).long(name).value_name(value).help(help)
    };
    let flag = |name: &'static str, help: String| {
        Arg::new(name).long(name).action(ArgAction::SetTrue).help(help)
    };
    Command::new("decide")
        .about(say(
            "Enregistre une décision, et la valide dans git (commit) avec les modifications qu'elle explique",
            "Record a decision, and commit it to git with the changes that it explains",
        ))
        .after_help(say(
            "Ce qui manque est demandé, sur un terminal. L'identifiant vient de la date et de l'intitulé.",
            "What is missing is asked for, on a terminal. The id comes from the date and the title.",
        ))
        .args([
            Arg::new("title").value_name(say("INTITULÉ", "TITLE")).help(say(
                "Ce qui est décidé, en quelques mots",
                "What is decided, in a few words",
            )),
            value("decision", say("TEXTE", "TEXT"), say("La décision, en une phrase", "The decision, in a sentence")),
            value("body", say("INSTANCE", "BODY"), say(
                "L'instance qui a décidé, par son identifiant dans `bodies.toml`",
                "The body that decided, by its id in `bodies.toml`",
            )).add(Takes::Id(Kind::Body)).conflicts_with("taken-by"),
            value("taken-by", say("FONCTION", "FUNCTION"), say(
                "La fonction qui a décidé, si ce n'est pas une instance\u{a0}: «\u{a0}Direction générale\u{a0}»",
                "The function that decided, where it is no body: \"Senior management\"",
            )),
            value("date", "DATE".to_owned(), say(
                "Le jour de la décision\u{a0}; à défaut aujourd'hui",
                "The day of the decision; today by default",
            )),
            value("reason", say("TEXTE", "TEXT"), say("Pourquoi", "Why")),
            value("concerns", say("ADRESSE", "ADDRESS"), say(
                "Ce que la décision concerne\u{a0}: `scope.coverage`, `milestones.launch.date`\u{a0}; se répète\u{a0}; à défaut, les points structurants modifiés",
                "What the decision concerns: `scope.coverage`, `milestones.launch.date`; may be repeated; by default the commitments that changed",
            )).add(Takes::Written).action(ArgAction::Append).value_delimiter(','),
            value("supersedes", "ID".to_owned(), say(
                "La décision que celle-ci remplace",
                "The decision that this one supersedes",
            )).add(Takes::Id(Kind::Decision)),
            flag("no-commit", say(
                "Écrit dans `decisions.toml` sans rien valider dans git",
                "Write to `decisions.toml` and commit nothing to git",
            )),
            flag("dry-run", say(
                "Montre ce qui serait enregistré, sans rien écrire",
                "Show what would be recorded, and write nothing",
            )),
        ])
}

pub(super) fn decisions(lang: Lang) -> Command {
    let say = |fr, en| lang.pick(fr, en).to_owned();
    let show = Command::new("show")
        .about(say(
            "Une décision entière, et tout ce qu'elle a changé",
            "One decision whole, and all that it changed",
        ))
        .args([
            Arg::new("id")
                .add(Takes::Id(Kind::Decision))
                .value_name("ID")
                .required(true)
                .help(say("L'identifiant de la décision", "The id of the decision")),
            format(lang, cli::decisions::FORMATS),
        ]);
    Command::new("decisions")
        .about(say(
            "Le registre des décisions\u{a0}: en vigueur, remplacées, écarts constatés",
            "The register of decisions: in force, superseded, drifted",
        ))
        .args([at(lang), format(lang, cli::decisions::FORMATS)])
        .subcommand(show)
}
