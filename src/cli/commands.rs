//! Every command and option, with its text in both languages at one place.

mod decide;
mod history;
mod review;

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, Command, value_parser};

use crate::lang::Lang;

/// The whole command line in a language.
pub(super) fn command(lang: Lang) -> Command {
    let say = |fr, en| lang.pick(fr, en).to_owned();
    let root = Command::new("nrt")
        .version(super::usage::version())
        .about(say(
            "Vérifie et suit l'étape 1 de la démarche Numérique responsable de l'ANCT",
            "Checks and follows step 1 of the ANCT's method Numérique responsable",
        ))
        .after_help(say(
            "Sans commande, `nrt` montre où en est l'étape (`nrt status`).\nCodes de sortie : 0 rien au-dessus de --fail-on, 1 au moins un constat, 2 nrt n'a pas pu faire son travail.",
            "Without a command, `nrt` shows where the step stands (`nrt status`).\nExit codes: 0 nothing at or above --fail-on, 1 at least one finding, 2 nrt could not do the job.",
        ))
        .disable_help_subcommand(true)
        .infer_subcommands(false)
        .arg(
            Arg::new("version")
                .short('V')
                .long("version")
                .action(ArgAction::Version)
                .help(say("Affiche la version", "Show the version")),
        )
        .disable_version_flag(true)
        .subcommands([
            status(lang),
            check(lang),
            explain(lang),
            rules(lang),
            list(lang),
            diff(lang),
            history::log(lang),
            history::blame(lang),
            decide::decide(lang),
            decide::decisions(lang),
            review::review(lang),
            schema(lang),
        ]);
    let root = global_options(root, lang);
    dressed(root, lang)
}

fn global_options(root: Command, lang: Lang) -> Command {
    let say = |fr, en| lang.pick(fr, en).to_owned();
    let global = [
        Arg::new("folder")
            .short('C')
            .value_name(say("DOSSIER", "DIR"))
            .global(true)
            .help(say("Travaille dans ce dossier", "Work in this folder")),
        Arg::new("lang")
            .long("lang")
            .value_name("fr|en")
            .value_parser(PossibleValuesParser::new(["fr", "en"]))
            .global(true)
            .help(say(
                "Langue ; à défaut NRT_LANG, celle du projet, puis celle du système",
                "Language; by default NRT_LANG, the project's, then the system's",
            )),
        Arg::new("color")
            .long("color")
            .value_name("auto|always|never")
            .value_parser(PossibleValuesParser::new(["auto", "always", "never"]))
            .global(true)
            .help(say("Couleurs ; à défaut auto", "Colours; auto by default")),
        Arg::new("quiet")
            .short('q')
            .long("quiet")
            .action(ArgAction::SetTrue)
            .global(true)
            .help(say("N'affiche que les résultats", "Show nothing but results")),
        Arg::new("verbose")
            .short('v')
            .long("verbose")
            .action(ArgAction::SetTrue)
            .conflicts_with("quiet")
            .global(true)
            .help(say("Dit aussi ce qui a été lu", "Also say what was read")),
    ];
    // After those of a command, which are numbered from 0.
    root.args(global.into_iter().zip(100..).map(|(arg, order)| arg.display_order(order)))
}

/// Gives every command its help flag and its layout in the language.
fn dressed(command: Command, lang: Lang) -> Command {
    let template = lang.pick(
        "{about}\n\nUtilisation\u{a0}: {usage}\n\n{all-args}{after-help}",
        "{about}\n\nUsage: {usage}\n\n{all-args}{after-help}",
    );
    let help = Arg::new("help")
        .short('h')
        .long("help")
        .action(ArgAction::Help)
        .display_order(200)
        .help(lang.pick("Affiche cette aide", "Show this help").to_owned());
    let names: Vec<String> =
        command.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
    let mut command = command
        .disable_help_flag(true)
        .arg(help)
        .help_template(template)
        .subcommand_help_heading(lang.pick("Commandes\u{a0}", "Commands"))
        .subcommand_value_name(lang.pick("COMMANDE", "COMMAND"));
    command = command.mut_args(|arg| {
        let heading = if arg.is_positional() {
            lang.pick("Arguments\u{a0}", "Arguments")
        } else {
            lang.pick("Options\u{a0}", "Options")
        };
        let arg = arg.help_heading(heading);
        // The values and defaults are said in the texts themselves, in both languages.
        let hides = arg.get_action().takes_values();
        if hides { arg.hide_possible_values(true).hide_default_value(true) } else { arg }
    });
    for name in names {
        command = command.mut_subcommand(name, |sub| dressed(sub, lang));
    }
    command
}

fn on(lang: Lang) -> Arg {
    Arg::new("on").long("on").value_name("DATE").help(
        lang.pick(
            "Jour de l'évaluation (2026-11-23) ; à défaut aujourd'hui",
            "The day of the evaluation (2026-11-23); today by default",
        )
        .to_owned(),
    )
}

fn at(lang: Lang) -> Arg {
    Arg::new("at").long("at").value_name(lang.pick("RÉVISION", "REVISION")).help(
        lang.pick(
            "Lit le projet tel qu'il est à une révision de git\u{a0}: `main`, `HEAD~2`, un commit",
            "Read the project as it is at a revision of git: `main`, `HEAD~2`, a commit",
        )
        .to_owned(),
    )
}

fn staged(lang: Lang) -> Arg {
    Arg::new("staged").long("staged").action(ArgAction::SetTrue).help(
        lang.pick(
            "Lit le projet tel que le prochain commit l'enregistrera (l'index de git)",
            "Read the project as the next commit will record it (git's index)",
        )
        .to_owned(),
    )
}

fn horizon(lang: Lang) -> Arg {
    Arg::new("for").long("for").value_name(lang.pick("JALON|INSTANCE", "MILESTONE|BODY")).help(
        lang.pick(
            "Comité que la vérification prépare : `launch`, `codir`, `codir@2026-12-08`",
            "The committee that it prepares: `launch`, `codir`, `codir@2026-12-08`",
        )
        .to_owned(),
    )
}

fn format(lang: Lang, values: &'static [&'static str]) -> Arg {
    let names = values.join("|");
    let first = values.first().copied().unwrap_or_default();
    Arg::new("format")
        .long("format")
        .value_name(names)
        .value_parser(PossibleValuesParser::new(values))
        .default_value(first)
        .help(match lang {
            Lang::Fr => format!("Forme du résultat ; à défaut {first}"),
            Lang::En => format!("The form of the result; {first} by default"),
        })
}

fn only(lang: Lang) -> Arg {
    let name = lang.pick("QUOI", "WHAT");
    let arg = Arg::new("only").long("only").action(ArgAction::Append).value_delimiter(',');
    arg.value_name(name).help(
        lang.pick(
            "Seulement decision (les décisions), commitment (les points structurants\u{a0}: périmètre, date du lancement), content (le reste), ou une sorte d'entité\u{a0}: jalons, périmètre…",
            "Only decision (decisions), commitment (what was agreed upon: scope, launch date), content (the rest), or a kind of entity: milestones, scope…",
        )
        .to_owned(),
    )
}

fn report(lang: Lang) -> Arg {
    Arg::new("report")
        .long("report")
        .value_name(lang.pick("FORMAT=CHEMIN", "FORMAT=PATH"))
        .action(ArgAction::Append)
        .help(
            lang.pick(
                "Écrit aussi le résultat dans un fichier, par exemple `sarif=nrt.sarif` ; se répète",
                "Also write the result to a file, for instance `sarif=nrt.sarif`; may be repeated",
            )
            .to_owned(),
        )
}

fn policy_from(lang: Lang) -> Arg {
    Arg::new("policy-from").long("policy-from").value_name(lang.pick("RÉVISION", "REVISION")).help(
        lang.pick(
            "Prend gravités, seuils, rôles et dispenses à cette révision, par exemple la branche qui reçoit une demande dont on ne connaît pas l'auteur",
            "Take levels, thresholds, roles and waivers from this revision, for instance the branch that receives a request whose author is not known",
        )
        .to_owned(),
    )
}

fn max_file_size(lang: Lang) -> Arg {
    Arg::new("max-file-size")
        .long("max-file-size")
        .value_name(lang.pick("OCTETS", "BYTES"))
        .value_parser(value_parser!(u64).range(1..=1 << 30))
        .help(
            lang.pick(
                "Taille maximale d'un fichier ; à défaut 1048576",
                "The largest size of a file; 1048576 by default",
            )
            .to_owned(),
        )
}

fn status(lang: Lang) -> Command {
    Command::new("status")
        .about(lang.pick(
            "Où en est l'étape : activités, recommandations, prochaines dates, qui a quoi à faire",
            "Where the step stands: activities, recommendations, next dates, who has what to do",
        ).to_owned())
        .args([on(lang), horizon(lang), at(lang), max_file_size(lang)])
}

fn check(lang: Lang) -> Command {
    let say = |fr, en| lang.pick(fr, en).to_owned();
    Command::new("check")
        .about(say("Vérifie le projet avant un comité", "Check the project before a committee"))
        .args([
            horizon(lang),
            on(lang),
            at(lang),
            staged(lang).conflicts_with("at"),
            Arg::new("new-since").long("new-since").value_name(say("RÉVISION", "REVISION")).help(say(
                "Ne montre que ce qui est nouveau, ou plus grave, depuis la séparation d'avec cette révision ; le code de sortie en dépend seul",
                "Show only what is new, or weighs more, since the version went apart from this revision; the exit code depends on that alone",
            )),
            policy_from(lang),
            format(lang, super::check::FORMATS).value_name("FORMAT").help(say(
                "Forme du résultat : full (à défaut) ou concise pour lire, json ou json-lines pour un programme, github, gitlab, sarif, junit, rdjson ou markdown pour une forge",
                "The form of the result: full (by default) or concise to read, json or json-lines for a program, github, gitlab, sarif, junit, rdjson or markdown for a forge",
            )),
            report(lang),
            Arg::new("group-by")
                .long("group-by")
                .value_name("file|rule|clause|level")
                .value_parser(PossibleValuesParser::new(["file", "rule", "clause", "level"]))
                .default_value("file")
                .help(say(
                    "Regroupe les constats par fichier, règle, activité ou gravité ; à défaut file",
                    "Group findings by file, rule, activity or level; file by default",
                )),
            Arg::new("fail-on")
                .long("fail-on")
                .value_name("error|warning|info|never")
                .value_parser(PossibleValuesParser::new(["error", "warning", "info", "never"]))
                .default_value("error")
                .help(say(
                    "Gravité à partir de laquelle le code de sortie est 1 ; à défaut error",
                    "The level from which the exit code is 1; error by default",
                )),
            Arg::new("statistics")
                .long("statistics")
                .action(ArgAction::SetTrue)
                .help(say("Compte les constats par règle", "Count the findings by rule")),
            Arg::new("show-waived")
                .long("show-waived")
                .action(ArgAction::SetTrue)
                .help(say("Montre aussi les constats dispensés", "Show waived findings too")),
            max_file_size(lang),
        ])
}

fn explain(lang: Lang) -> Command {
    let say = |fr, en| lang.pick(fr, en).to_owned();
    Command::new("explain")
        .about(say(
            "Explique une règle, une activité, un fichier, une entité ou une clé",
            "Explain a rule, an activity, a file, an entity or a key",
        ))
        .args([
            Arg::new("what").value_name(say("QUOI", "WHAT")).required(true).help(say(
                "Une règle (`late-bilateral`), une activité (`A3`), un fichier (`jalons`, `nrt.toml`), une adresse (`stakeholders.dgs`), un identifiant (`dgs`) ou une clé (`stakeholders.*.launch`)",
                "A rule (`late-bilateral`), an activity (`A3`), a file (`milestones`, `nrt.toml`), an address (`stakeholders.dgs`), an id (`dgs`) or a key (`stakeholders.*.launch`)",
            )),
            on(lang),
            horizon(lang),
            at(lang),
        ])
}

fn rules(lang: Lang) -> Command {
    let say = |fr, en| lang.pick(fr, en).to_owned();
    Command::new("rules")
        .about(say(
            "Toutes les règles, leur origine et leur gravité dans ce projet",
            "Every rule, where it comes from and how it weighs in this project",
        ))
        .args([format(lang, &["table", "json", "markdown"]), on(lang), horizon(lang), at(lang)])
}

fn list(lang: Lang) -> Command {
    let say = |fr, en| lang.pick(fr, en).to_owned();
    Command::new("list")
        .about(say(
            "Parties prenantes, jalons, documents… en tableau",
            "Stakeholders, milestones, documents… as a table",
        ))
        .args([
            Arg::new("kind").value_name(say("SORTE", "KIND")).required(true).help(say(
                "referents, stakeholders, scope, milestones, documents, bodies, calendar, decisions ou waivers ; les noms français conviennent",
                "referents, stakeholders, scope, milestones, documents, bodies, calendar, decisions or waivers",
            )),
            format(lang, &["table", "json", "csv"]),
            at(lang),
        ])
}

fn schema(lang: Lang) -> Command {
    let say = |fr, en| lang.pick(fr, en).to_owned();
    Command::new("schema")
        .about(say(
            "Écrit les schémas JSON qui font compléter et expliquer les clés par les éditeurs",
            "Write the JSON Schemas with which editors complete and explain keys",
        ))
        .arg(Arg::new("dir").value_name(say("DOSSIER", "DIR")).default_value("schema").help(say(
            "Dossier où les écrire, créé s'il n'existe pas ; à défaut schema",
            "The folder to write them to, made if it is not there; schema by default",
        )))
}

fn diff(lang: Lang) -> Command {
    let say = |fr, en| lang.pick(fr, en).to_owned();
    Command::new("diff")
        .about(say(
            "Ce qui a changé sur le fond entre deux versions du projet",
            "What changed in meaning between two versions of the project",
        ))
        .args([
            Arg::new("range").value_name("A[..B]").help(say(
                "`A`\u{a0}: de A au dossier tel qu'il est\u{a0}; `A..`\u{a0}: de A au dernier commit (HEAD)\u{a0}; `A..B`\u{a0}: de A à B\u{a0}; `A...B`\u{a0}: de leur séparation à B\u{a0}; à défaut HEAD",
                "`A`: from A to the folder as it is; `A..`: from A to the last commit (HEAD); `A..B`: from A to B; `A...B`: from where they went apart to B; HEAD by default",
            )),
            Arg::new("address").value_name(say("ADRESSE", "ADDRESS")).num_args(0..).last(true).help(say(
                "Après `--`\u{a0}: seulement ces entités ou ces champs",
                "After `--`: only these entities or fields",
            )),
            staged(lang),
            format(lang, super::diff::FORMATS),
            only(lang),
            Arg::new("stat").long("stat").action(ArgAction::SetTrue).help(say("Seulement les nombres", "Only the counts")),
            Arg::new("exit-code").long("exit-code").action(ArgAction::SetTrue).help(say(
                "Code de sortie 1 si le fond a changé",
                "Exit code 1 if the meaning changed",
            )),
            on(lang),
        ])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_sound_in_both_languages() {
        for lang in Lang::ALL {
            command(lang).debug_assert();
        }
    }
}
