//! `import` and `export`: spreadsheets and calendars, in and out.

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, Command};

use super::{at, max_file_size, on};
use crate::cli::complete::Takes;
use crate::lang::Lang;

/// The forms of `nrt export`.
pub(in crate::cli) const FORMATS: [&str; 5] = ["csv", "xlsx", "ods", "json", "ics"];

pub(super) fn import(lang: Lang) -> Command {
    let say = |fr, en| lang.pick(fr, en).to_owned();
    Command::new("import")
        .about(say(
            "Reprend un tableur ou un calendrier\u{a0}: montre ce qui est compris, puis complète le projet",
            "Take in a spreadsheet or a calendar: show what is understood, then complete the project",
        ))
        .after_help(say(
            "Rien n'est effacé, et ce qui est déjà écrit n'est remplacé qu'avec --update. Une cellule vide ne change rien.",
            "Nothing is deleted, and what is written already is replaced with --update only. An empty cell changes nothing.",
        ))
        .args([
            Arg::new("file").add(Takes::File).value_name(say("FICHIER", "FILE")).required(true).help(say(
                "Un tableur (.csv, .xlsx, .ods), un export de nrt (.json), ou un calendrier (.ics)",
                "A spreadsheet (.csv, .xlsx, .ods), an export of nrt's (.json), or a calendar (.ics)",
            )),
            Arg::new("kind").add(Takes::Kind).long("kind").value_name(say("SORTE", "KIND")).help(say(
                "Ce que contiennent les lignes (referents, parties-prenantes, jalons, documents, instances, calendrier…)\u{a0}; à défaut, d'après la feuille et les en-têtes",
                "What the rows are (referents, stakeholders, milestones, documents, bodies, calendar…); by default, from the sheet and the headers",
            )),
            Arg::new("as").long("as").value_name(say("NATURE", "SORT")).help(say(
                "Ce que sont les événements d'un agenda\u{a0}: temps-fort, congés, budget, vacances\u{a0}; à défaut vacances pour le calendrier scolaire, temps-fort sinon",
                "What the events of a calendar are: busy, leave, budget, school-holiday; by default school-holiday for the school calendar, busy otherwise",
            )),
            Arg::new("zone").long("zone").value_name("ZONE").help(say(
                "Zone des vacances scolaires (A, B, C, Corse…)\u{a0}; à défaut celle du projet",
                "The zone of school holidays (A, B, C, Corse…); by default the project's",
            )),
            Arg::new("from").long("from").value_name("DATE").help(say(
                "Laisse de côté les périodes finies avant cette date\u{a0}; à défaut le début du projet",
                "Leave aside the periods that end before this date; by default the start of the project",
            )),
            Arg::new("update").long("update").action(ArgAction::SetTrue).help(say(
                "Remplace aussi les valeurs différentes de celles du fichier",
                "Also replace the values that differ from the file's",
            )),
            Arg::new("dry-run").long("dry-run").short('n').action(ArgAction::SetTrue).help(say(
                "Montre tout, n'écrit rien",
                "Show everything, write nothing",
            )),
            on(lang),
            max_file_size(lang),
        ])
}

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
