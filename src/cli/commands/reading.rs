//! The commands that show what a project holds and what nrt knows, to people and to editors:
//! `explain`, `rules`, `list`, `schema`, `lsp`.

use clap::{Arg, ArgAction, Command};

use super::{at, format, horizon, max_file_size, on};
use crate::cli::complete::Takes;
use crate::lang::Lang;

pub(super) fn explain(lang: Lang) -> Command {
    let say = |fr, en| lang.pick(fr, en).to_owned();
    Command::new("explain")
        .about(say(
            "Explique une règle, une activité, un fichier, une entité ou une clé",
            "Explain a rule, an activity, a file, an entity or a key",
        ))
        .args([
            Arg::new("what").add(Takes::Explained).value_name(say("QUOI", "WHAT")).required(true).help(say(
                "Une règle (`late-bilateral`), une activité (`A3`), un fichier (`jalons`, `nrt.toml`), une adresse (`stakeholders.dgs`), un identifiant (`dgs`) ou une clé (`stakeholders.*.launch`)",
                "A rule (`late-bilateral`), an activity (`A3`), a file (`milestones`, `nrt.toml`), an address (`stakeholders.dgs`), an id (`dgs`) or a key (`stakeholders.*.launch`)",
            )),
            on(lang),
            horizon(lang),
            at(lang),
        ])
}

pub(super) fn rules(lang: Lang) -> Command {
    let say = |fr, en| lang.pick(fr, en).to_owned();
    Command::new("rules")
        .about(say(
            "Toutes les règles, leur origine et leur gravité dans ce projet",
            "Every rule, where it comes from and how it weighs in this project",
        ))
        .args([format(lang, &["table", "json", "markdown"]), on(lang), horizon(lang), at(lang)])
}

pub(super) fn list(lang: Lang) -> Command {
    let say = |fr, en| lang.pick(fr, en).to_owned();
    Command::new("list")
        .about(say(
            "Montre parties prenantes, jalons, documents… en tableau",
            "Show stakeholders, milestones, documents… as a table",
        ))
        .args([
            Arg::new("kind").add(Takes::Kind).value_name(say("SORTE", "KIND")).help(say(
                "referents, stakeholders, scope, milestones, documents, bodies, calendar, decisions ou waivers\u{a0}; les noms français conviennent\u{a0}; à défaut, les identifiants de chacune",
                "referents, stakeholders, scope, milestones, documents, bodies, calendar, decisions or waivers; by default the ids of each",
            )),
            format(lang, &["table", "json", "csv"]),
            at(lang),
        ])
}

pub(super) fn schema(lang: Lang) -> Command {
    let say = |fr, en| lang.pick(fr, en).to_owned();
    Command::new("schema")
        .about(say(
            "Écrit les schémas JSON qui font compléter et expliquer les clés par les éditeurs",
            "Write the JSON Schemas with which editors complete and explain keys",
        ))
        .arg(
            Arg::new("dir")
                .add(Takes::Folder)
                .value_name(say("DOSSIER", "DIR"))
                .default_value("schema")
                .help(say(
                    "Dossier où les écrire, créé s'il n'existe pas ; à défaut schema",
                    "The folder to write them to, made if it is not there; schema by default",
                )),
        )
}

pub(super) fn lsp(lang: Lang) -> Command {
    let say = |fr, en| lang.pick(fr, en).to_owned();
    Command::new("lsp")
        .about(say(
            "Le serveur de langage\u{a0}: les constats, les explications et les corrections dans l'éditeur",
            "The language server: findings, explanations and fixes in the editor",
        ))
        .args([
            max_file_size(lang),
            // Many clients add it to every command.
            Arg::new("stdio").long("stdio").action(ArgAction::SetTrue).hide(true),
        ])
}
