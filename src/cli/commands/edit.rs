//! The commands that change a project: `add`, `set`, `unset`, `remove`, `rename`, `waive`.

use clap::{Arg, ArgAction, Command};

use super::on;
use crate::address::Kind;
use crate::cli::complete::Takes;
use crate::lang::Lang;

fn dry_run(lang: Lang) -> Arg {
    Arg::new("dry-run").long("dry-run").short('n').action(ArgAction::SetTrue).help(
        lang.pick(
            "Montre ce qui serait écrit, sans rien écrire",
            "Show what would be written, and write nothing",
        )
        .to_owned(),
    )
}

fn address(takes: Takes, lang: Lang, fr: &'static str, en: &'static str) -> Arg {
    let name = lang.pick("ADRESSE", "ADDRESS");
    Arg::new("address")
        .add(takes)
        .value_name(name)
        .required(true)
        .help(lang.pick(fr, en).to_owned())
}

fn command(name: &'static str, lang: Lang, fr: &'static str, en: &'static str) -> Command {
    Command::new(name).about(lang.pick(fr, en).to_owned())
}

pub(super) fn add(lang: Lang) -> Command {
    let say = |fr, en| lang.pick(fr, en).to_owned();
    command("add", lang, "Ajoute une entité, à sa place dans son fichier", "Add an entity, in its place in its file")
        .after_help(say(
            "Sans identifiant, il vient du nom ou du titre. Sur un terminal, les clés obligatoires qui manquent sont demandées. Par exemple\u{a0}: nrt add jalon titre=\"Comité de lancement\" nature=launch-committee date=2026-12-10",
            "Without an id, it comes from the name or the title. On a terminal, the required keys that are missing are asked for. For instance: nrt add milestone title=\"Launch committee\" kind=launch-committee date=2026-12-10",
        ))
        .args([
            Arg::new("kind").add(Takes::Kind).value_name(say("SORTE", "KIND")).required(true).help(say(
                "referent, stakeholder, milestone, document, body, calendar, facility ou waiver\u{a0}; les noms français conviennent",
                "referent, stakeholder, milestone, document, body, calendar, facility or waiver",
            )),
            Arg::new("field").add(Takes::Pair).value_name(say("IDENTIFIANT] [CLÉ=VALEUR", "ID] [KEY=VALUE")).num_args(0..).help(say(
                "L'identifiant, puis les valeurs\u{a0}; une liste se donne avec des virgules, une clé d'une table avec un point\u{a0}: findings.procurement=…",
                "The id, then the values; a list with commas, a key of a table with a dot: findings.procurement=…",
            )),
            dry_run(lang),
            on(lang),
        ])
}

pub(super) fn set(lang: Lang) -> Command {
    let say = |fr, en| lang.pick(fr, en).to_owned();
    command("set", lang, "Donne une valeur, sans toucher au reste du fichier", "Set a value, and touch nothing else of the file").args([
        address(
            Takes::Field,
            lang,
            "Où\u{a0}: `stakeholders.dgs.bilateral`, `dgs.bilateral`, `scope.coverage`",
            "Where: `stakeholders.dgs.bilateral`, `dgs.bilateral`, `scope.coverage`",
        ),
        Arg::new("value").add(Takes::Value).value_name(say("VALEUR", "VALUE")).required(true).allow_hyphen_values(true).help(say(
            "Comme on l'écrit\u{a0}: une date, un nombre, un mot, un texte\u{a0}; une liste avec des virgules (`\\,` pour une virgule dans un élément)",
            "As one writes it: a date, a number, a word, a text; a list with commas (`\\,` for a comma within a member)",
        )),
        dry_run(lang),
            on(lang),
    ])
}

pub(super) fn unset(lang: Lang) -> Command {
    command(
        "unset",
        lang,
        "Efface une valeur\u{a0}; le commentaire à côté reste",
        "Take a value out; the comment beside it stays",
    )
    .args([
        address(
            Takes::Present,
            lang,
            "La valeur, ou la table de valeurs",
            "The value, or the table of values",
        ),
        dry_run(lang),
        on(lang),
    ])
}

pub(super) fn remove(lang: Lang) -> Command {
    command(
        "remove",
        lang,
        "Retire une entité\u{a0}; refuse tant que quelque chose la cite",
        "Remove an entity; refused while something refers to it",
    )
    .args([
        address(
            Takes::Entity,
            lang,
            "L'entité\u{a0}: `stakeholders.dgs`, `dgs`",
            "The entity: `stakeholders.dgs`, `dgs`",
        ),
        dry_run(lang),
        on(lang),
    ])
}

pub(super) fn rename(lang: Lang) -> Command {
    let say = |fr, en| lang.pick(fr, en).to_owned();
    command(
        "rename",
        lang,
        "Change un identifiant partout où il est cité, et garde l'ancien pour l'historique (`formerly`)",
        "Change an id wherever it is referred to, and keep the old one for history (`formerly`)",
    )
    .args([
        address(Takes::Entity, lang, "L'entité\u{a0}: `stakeholders.dgs`, `dgs`", "The entity: `stakeholders.dgs`, `dgs`"),
        Arg::new("id").value_name(say("NOUVEAU", "NEW-ID")).required(true).help(say(
            "Le nouvel identifiant\u{a0}: lettres sans accent, chiffres, `-` et `_`",
            "The new id: letters without accents, digits, `-` and `_`",
        )),
        dry_run(lang),
            on(lang),
    ])
}

pub(super) fn waive(lang: Lang) -> Command {
    let say = |fr, en| lang.pick(fr, en).to_owned();
    let value = |name: &'static str, value: String, help: String| {
        Arg::new(name).long(name).value_name(value).help(help)
    };
    command(
        "waive",
        lang,
        "Accepte un constat, avec un motif et une fin",
        "Accept a finding, with a reason and an end",
    )
    .args([
        Arg::new("rule").add(Takes::Rule).value_name(say("RÈGLE", "RULE")).required(true).help(
            say(
                "Son nom, tel que le constat le donne\u{a0}: `late-bilateral`",
                "Its name, as the finding gives it: `late-bilateral`",
            ),
        ),
        Arg::new("target")
            .add(Takes::Written)
            .value_name(say("ADRESSE", "ADDRESS"))
            .required(true)
            .help(say(
                "L'entité ou le fichier\u{a0}: `stakeholders.dgs`, `documents#spaser`",
                "The entity or the file: `stakeholders.dgs`, `documents#spaser`",
            )),
        value(
            "reason",
            say("MOTIF", "REASON"),
            say("Pourquoi, en une phrase", "Why, in a sentence"),
        ),
        value(
            "until",
            "DATE".to_owned(),
            say("Jusqu'à quel jour, inclus", "Until which day, inclusive"),
        ),
        value(
            "decision",
            "ID".to_owned(),
            say(
                "La décision qui l'a voulu, par son identifiant",
                "The decision that wanted it, by its id",
            ),
        )
        .add(Takes::Id(Kind::Decision)),
        dry_run(lang),
        on(lang),
    ])
}
