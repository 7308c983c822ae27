//! The command that starts a project: `nrt init`.

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, Command};

use super::on;
use crate::lang::Lang;
use crate::start::Forge;

pub(super) fn init(lang: Lang) -> Command {
    let say = |fr, en| lang.pick(fr, en).to_owned();
    let demo = Arg::new("demo").long("demo").action(ArgAction::SetTrue).help(say(
        "Crée plutôt le projet d'une collectivité fictive, avec toute son histoire, pour essayer nrt",
        "Make the project of a fictional authority instead, with its whole history, to try nrt",
    ));
    let dir = Arg::new("dir").value_name(say("DOSSIER", "DIR")).help(say(
        "Le dossier du projet, créé s'il n'existe pas\u{a0}; à défaut celui où vous êtes",
        "The project's folder, made if it is not there; by default the one you are in",
    ));
    let answers = answers(lang);
    let names = answers.each_ref().map(|arg| arg.get_id().clone());
    Command::new("init")
        .about(say("Commence un projet", "Start a project"))
        .after_help(say(
            "Sur un terminal, ce qui manque est demandé. Aucun fichier qui existe n'est modifié.",
            "On a terminal, what is missing is asked for. No file that exists is changed.",
        ))
        .arg(dir)
        .arg(demo.conflicts_with_all(names))
        .args(answers)
        .arg(on(lang).help(say(
            "Jour à partir duquel des dates sont proposées\u{a0}; à défaut aujourd'hui",
            "The day after which dates are proposed; today by default",
        )))
}

/// What a project must be told, one option each.
fn answers(lang: Lang) -> [Arg; 11] {
    let say = |fr, en| lang.pick(fr, en).to_owned();
    let value = |name: &'static str, value: String, help: String| {
        Arg::new(name).long(name).value_name(value).help(help)
    };
    let one_of = |arg: Arg, words: &'static [&'static str]| {
        arg.value_parser(PossibleValuesParser::new(words))
    };
    [
        value("name", say("NOM", "NAME"), say("Le nom de la collectivité", "The authority's name")),
        value(
            "kind",
            say("CATÉGORIE", "CATEGORY"),
            say(
                "Sa catégorie\u{a0}: commune, communaute-agglomeration, departement…",
                "Its category: commune, communaute-agglomeration, departement…",
            ),
        ),
        value(
            "population",
            say("HABITANTS", "INHABITANTS"),
            say("Sa population totale, d'après l'INSEE", "Its total population, as INSEE gives it"),
        ),
        value(
            "it-department",
            say("oui|non", "yes|no"),
            say("Si elle a sa propre DSI", "Whether it has its own IT department"),
        ),
        one_of(
            value(
                "method",
                "standard|flash".to_owned(),
                say(
                    "La variante de la méthode, quand la population et la DSI en admettent deux",
                    "The variant of the method, where population and IT department admit two",
                ),
            ),
            &["standard", "flash"],
        ),
        value(
            "method-reason",
            say("TEXTE", "TEXT"),
            say("Pourquoi cette variante, dans ce cas", "Why this variant, in that case"),
        ),
        value(
            "title",
            say("INTITULÉ", "TITLE"),
            say(
                "L'intitulé du projet\u{a0}; à défaut, d'après le nom",
                "The project's title; by default, after the name",
            ),
        ),
        one_of(
            value(
                "language",
                "fr|en".to_owned(),
                say(
                    "La langue des fichiers\u{a0}; à défaut celle de nrt",
                    "The language of the files; nrt's own by default",
                ),
            ),
            &["fr", "en"],
        ),
        value(
            "start",
            "DATE".to_owned(),
            say("Le premier jour de l'étape 1", "The first day of step 1"),
        ),
        value(
            "end",
            "DATE".to_owned(),
            say("Le dernier jour de l'étape 1", "The last day of step 1"),
        ),
        one_of(
            value(
                "ci",
                "github|gitlab|forgejo".to_owned(),
                say(
                    "Ajoute la vérification automatique pour cette forge",
                    "Add the automatic check for this forge",
                ),
            ),
            Forge::NAMES,
        ),
    ]
}
