//! Every command and option, with its text in both languages at one place.

mod check;
mod decide;
mod edit;
pub(super) mod exchange;
mod git;
mod history;
mod init;
mod reading;
mod review;
mod shell;

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, Command, value_parser};

use super::complete::Takes;
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
        .subcommands(vec![
            init::init(lang),
            check::status(lang),
            check::check(lang),
            reading::explain(lang),
            reading::rules(lang),
            reading::list(lang),
            edit::add(lang),
            edit::set(lang),
            edit::unset(lang),
            edit::remove(lang),
            edit::rename(lang),
            edit::waive(lang),
            history::diff(lang),
            history::log(lang),
            history::blame(lang),
            decide::decide(lang),
            decide::decisions(lang),
            review::review(lang),
            git::git(lang),
            git::merge(lang),
            exchange::import(lang),
            exchange::export(lang),
            reading::schema(lang),
            reading::lsp(lang),
            shell::completions(lang),
            shell::man(lang),
        ]);
    let root = global_options(root, lang);
    dressed(root, lang)
}

fn global_options(root: Command, lang: Lang) -> Command {
    let say = |fr, en| lang.pick(fr, en).to_owned();
    let global = [
        Arg::new("folder")
            .add(Takes::Folder)
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
    let mut order = 0..;
    command = command.mut_args(|arg| {
        // In the order they are typed: under a heading, clap puts them in that of their ids.
        let place = order.next().filter(|_| arg.is_positional());
        let arg = match place {
            Some(place) => arg.display_order(place),
            None => arg,
        };
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
    Arg::new("at")
        .add(Takes::Revision)
        .long("at")
        .value_name(lang.pick("RÉVISION", "REVISION"))
        .help(
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
    Arg::new("for")
        .add(Takes::Horizon)
        .long("for")
        .value_name(lang.pick("JALON|INSTANCE", "MILESTONE|BODY"))
        .help(
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
    let arg = Arg::new("only")
        .add(Takes::Significance)
        .long("only")
        .action(ArgAction::Append)
        .value_delimiter(',');
    arg.value_name(name).help(
        lang.pick(
            "Seulement decision (les décisions), commitment (les points structurants\u{a0}: périmètre, date du lancement), content (le reste), ou une sorte d'entité\u{a0}: jalons, périmètre…",
            "Only decision (decisions), commitment (what was agreed upon: scope, launch date), content (the rest), or a kind of entity: milestones, scope…",
        )
        .to_owned(),
    )
}

fn report(lang: Lang, formats: &'static [&'static str]) -> Arg {
    Arg::new("report")
        .add(Takes::Report(formats))
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
    Arg::new("policy-from").add(Takes::Revision).long("policy-from").value_name(lang.pick("RÉVISION", "REVISION")).help(
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
