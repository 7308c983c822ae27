//! The commands that tell what changed: `nrt diff`, `nrt log`, `nrt blame`.

use clap::{Arg, ArgAction, Command, value_parser};

use super::{at, format, on, only, staged};
use crate::cli;
use crate::cli::complete::Takes;
use crate::lang::Lang;

pub(super) fn log(lang: Lang) -> Command {
    let say = |fr, en| lang.pick(fr, en).to_owned();
    let day =
        |name: &'static str, fr, en| Arg::new(name).long(name).value_name("DATE").help(say(fr, en));
    let flag = |name: &'static str, fr, en| {
        Arg::new(name).long(name).action(ArgAction::SetTrue).help(say(fr, en))
    };
    Command::new("log")
        .about(say(
            "L'histoire du projet, d'une entité ou d'un champ, commit par commit",
            "The story of the project, of an entity or of a field, commit by commit",
        ))
        .args([
            Arg::new("address").add(Takes::Address).value_name(say("ADRESSE", "ADDRESS")).help(say(
                "Seulement cette entité ou ce champ, sous tous ses identifiants : `dgs`, `scope.coverage`, `milestones.launch.date`",
                "Only this entity or field, under every id it had: `dgs`, `scope.coverage`, `milestones.launch.date`",
            )),
            at(lang).help(say(
                "Remonte à partir de cette révision de git ; à défaut le dernier commit (HEAD)",
                "Go back from this revision of git; the last commit (HEAD) by default",
            )),
            Arg::new("count").short('n').value_name("N").value_parser(value_parser!(u64)).help(say(
                "Seulement les N commits les plus récents",
                "Only the N newest commits",
            )),
            day(
                "since",
                "Depuis ce jour compris (2026-11-23)",
                "Since this day, inclusive (2026-11-23)",
            ),
            day("until", "Jusqu'à ce jour compris", "Until this day, inclusive"),
            several("kind", say("SORTE", "KIND")).add(Takes::Kind).help(say(
                "Seulement cette sorte d'entité : jalons, périmètre… ; se répète",
                "Only this kind of entity: milestones, scope…; may be repeated",
            )),
            only(lang),
            flag(
                "all-parents",
                "Tous les commits, ceux des branches fusionnées compris ; à défaut la branche principale seule, où une fusion montre ce qu'elle apporte",
                "Every commit, those of merged branches included; by default the main line alone, in which a merge shows what it brings",
            ),
            flag(
                "cosmetic",
                "Montre aussi les commits de mise en forme seulement",
                "Show commits of layout only too",
            ),
            format(lang, cli::log::FORMATS),
        ])
}

pub(super) fn blame(lang: Lang) -> Command {
    let say = |fr, en| lang.pick(fr, en).to_owned();
    Command::new("blame")
        .about(say(
            "Qui a changé chaque champ d'une entité pour la dernière fois, quand, par quelle décision",
            "Who last changed each field of an entity, when, by which decision",
        ))
        .args([
            Arg::new("entity").add(Takes::Named).value_name(say("ENTITÉ", "ENTITY")).required(true).help(say(
                "Un identifiant ou une adresse : `dgs`, `scope`, `milestones.launch`",
                "An id or an address: `dgs`, `scope`, `milestones.launch`",
            )),
            at(lang).help(say(
                "Remonte à partir de cette révision de git ; à défaut le dernier commit (HEAD)",
                "Go back from this revision of git; the last commit (HEAD) by default",
            )),
            on(lang),
            format(lang, cli::blame::FORMATS),
        ])
}

fn several(name: &'static str, value: String) -> Arg {
    Arg::new(name).long(name).action(ArgAction::Append).value_delimiter(',').value_name(value)
}

pub(super) fn diff(lang: Lang) -> Command {
    let say = |fr, en| lang.pick(fr, en).to_owned();
    Command::new("diff")
        .about(say(
            "Ce qui a changé sur le fond entre deux versions du projet",
            "What changed in meaning between two versions of the project",
        ))
        .args([
            Arg::new("range").add(Takes::Range).value_name("A[..B]").help(say(
                "`A`\u{a0}: de A au dossier tel qu'il est\u{a0}; `A..`\u{a0}: de A au dernier commit (HEAD)\u{a0}; `A..B`\u{a0}: de A à B\u{a0}; `A...B`\u{a0}: de leur séparation à B\u{a0}; à défaut HEAD",
                "`A`: from A to the folder as it is; `A..`: from A to the last commit (HEAD); `A..B`: from A to B; `A...B`: from where they went apart to B; HEAD by default",
            )),
            Arg::new("address").add(Takes::Address).value_name(say("ADRESSE", "ADDRESS")).num_args(0..).last(true).help(say(
                "Après `--`\u{a0}: seulement ces entités ou ces champs",
                "After `--`: only these entities or fields",
            )),
            staged(lang),
            format(lang, cli::diff::FORMATS),
            only(lang),
            Arg::new("stat").long("stat").action(ArgAction::SetTrue).help(say("Seulement les nombres", "Only the counts")),
            Arg::new("exit-code").long("exit-code").action(ArgAction::SetTrue).help(say(
                "Code de sortie 1 si le fond a changé",
                "Exit code 1 if the meaning changed",
            )),
            on(lang),
        ])
}
