//! `export`: the project for spreadsheets, calendars and other programs.

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, Command};

use super::at;
use crate::cli::complete::Takes;
use crate::lang::Lang;

/// The forms of `nrt export`.
pub(in crate::cli) const FORMATS: [&str; 5] = ["csv", "xlsx", "ods", "json", "ics"];

pub(super) fn export(lang: Lang) -> Command {
    let say = |fr, en| lang.pick(fr, en).to_owned();
    Command::new("export")
        .about(say(
            "Donne le projet à un tableur, à un agenda ou à un autre programme",
            "Give the project to a spreadsheet, a calendar or another program",
        ))
        .after_help(say(
            "csv s'ouvre dans Excel ou LibreOffice, accents et colonnes en place\u{a0}; ce qui est exporté puis repris par `nrt import` ne change rien.",
            "csv opens in Excel or LibreOffice, accents and columns in place; what is exported and then taken in by `nrt import` changes nothing.",
        ))
        .args([
            Arg::new("format")
                .long("format")
                .value_name(FORMATS.join("|"))
                .value_parser(PossibleValuesParser::new(FORMATS))
                .help(say(
                    "Forme du résultat\u{a0}; à défaut, d'après le nom donné à -o",
                    "The form of the result; by default, from the name given to -o",
                )),
            Arg::new("kind").add(Takes::Kind).long("kind").value_name(say("SORTE", "KIND")).help(say(
                "Une seule sorte (parties-prenantes, jalons…)\u{a0}; à défaut, toutes",
                "One kind alone (stakeholders, milestones…); all of them by default",
            )),
            Arg::new("output").add(Takes::File).short('o').long("output").value_name(say("CHEMIN", "PATH")).help(say(
                "Fichier à écrire\u{a0}; pour csv sans --kind, dossier où écrire un fichier par sorte",
                "The file to write; for csv without --kind, the folder where to write a file for each kind",
            )),
            Arg::new("force").long("force").action(ArgAction::SetTrue).help(say(
                "Remplace les fichiers qui existent déjà",
                "Replace the files that are there already",
            )),
            Arg::new("anonymous").long("anonymous").action(ArgAction::SetTrue).help(say(
                "Les fonctions seulement\u{a0}: ni noms, ni courriels, ni contacts\u{a0}; les textes libres restent, relisez-les",
                "Functions only: no names, mail addresses or contacts; free texts stay, read them again",
            )),
            at(lang),
        ])
}
