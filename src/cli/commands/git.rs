//! The commands that work with git: `nrt git`, `nrt merge`.

use clap::{Arg, ArgAction, Command, value_parser};

use crate::lang::Lang;

pub(super) fn git(lang: Lang) -> Command {
    let say = |fr, en| lang.pick(fr, en).to_owned();
    Command::new("git")
        .about(say(
            "Ce que ce clone a d'installé pour travailler avec git\u{a0}: fusion, différences, hooks",
            "What this clone has installed to work with git: merging, differences, hooks",
        ))
        .after_help(say(
            "Sans commande, `nrt git` montre ce qui est installé (`nrt git status`).",
            "Without a command, `nrt git` shows what is installed (`nrt git status`).",
        ))
        .subcommands([setup(lang), status(lang), remove(lang), merge_driver(lang)])
}

fn setup(lang: Lang) -> Command {
    let say = |fr, en| lang.pick(fr, en).to_owned();
    let flag = |name: &'static str, help: String| {
        Arg::new(name).long(name).action(ArgAction::SetTrue).help(help)
    };
    Command::new("setup")
        .about(say(
            "Installe la fusion par entité dans ce clone\u{a0}: montre ce qui sera écrit, et demande",
            "Install merging by entity in this clone: shows what will be written, and asks",
        ))
        .args([
            flag("hooks", say(
                "Installe aussi des hooks\u{a0}: avant un commit, `nrt check` refuse ce qui apporte une erreur\u{a0}; après une fusion, il la vérifie. Ceux qui y sont restent, et passent d'abord",
                "Install hooks as well: before a commit, `nrt check` refuses what brings in an error; after a merge, it checks it. Those that are there stay, and run first",
            )),
            flag("yes", say("N'attend pas de réponse", "Do not wait for an answer")),
            flag("dry-run", say("Montre ce qui serait écrit, sans rien écrire", "Show what would be written, and write nothing")),
        ])
}

fn status(lang: Lang) -> Command {
    let say = |fr, en| lang.pick(fr, en).to_owned();
    Command::new("status")
        .about(say(
            "Ce qui est installé dans ce clone, et si cela fonctionne encore",
            "What is installed in this clone, and whether it still works",
        ))
        .after_help(say(
            "Code de sortie 1 si la fusion par entité n'est pas installée.",
            "Exit code 1 where merging by entity is not installed.",
        ))
}

fn remove(lang: Lang) -> Command {
    let say = |fr, en| lang.pick(fr, en).to_owned();
    Command::new("remove").about(say(
        "Enlève de ce clone ce que `nrt git setup` y a mis, et rien d'autre",
        "Take out of this clone what `nrt git setup` put there, and nothing else",
    ))
}

pub(super) fn merge(lang: Lang) -> Command {
    let say = |fr, en| lang.pick(fr, en).to_owned();
    Command::new("merge")
        .about(say(
            "Règle les conflits qu'une fusion sans nrt a laissés dans les fichiers, et liste ceux qui restent",
            "Settle the conflicts that a merge without nrt left in the files, and list those that stay",
        ))
        .after_help(say(
            "N'ajoute rien à l'index\u{a0}: `git add` reste à faire, après relecture.\nCodes de sortie\u{a0}: 0 plus aucun conflit, 1 il en reste, 2 nrt n'a pas pu faire son travail.",
            "Adds nothing to the index: `git add` is left to do, once you have read the result.\nExit codes: 0 no conflict is left, 1 some are, 2 nrt could not do the job.",
        ))
        .args([
            Arg::new("file")
                .value_name(say("FICHIER", "FILE"))
                .num_args(0..)
                .help(say(
                    "Les fichiers à régler\u{a0}; à défaut, tous ceux du projet",
                    "The files to settle; by default all those of the project",
                )),
            Arg::new("dry-run").long("dry-run").action(ArgAction::SetTrue).help(say(
                "Montre ce que les fichiers deviendraient, sans rien écrire",
                "Show what the files would become, and write nothing",
            )),
        ])
}

fn merge_driver(lang: Lang) -> Command {
    let say = |fr, en| lang.pick(fr, en).to_owned();
    let word = |name: &'static str, shown: &'static str, help: String| {
        Arg::new(name).value_name(shown).allow_hyphen_values(true).help(help)
    };
    Command::new("merge-driver")
        // Git calls it, nobody else.
        .hide(true)
        .about(say(
            "Appelée par git quand deux branches ont modifié un fichier\u{a0}; `nrt git setup` l'installe",
            "Called by git where two branches changed a file; `nrt git setup` installs it",
        ))
        .args([
            word("base", "%O", say("La version commune", "The version that both come from")).required(true),
            word("ours", "%A", say("La nôtre\u{a0}; le résultat y est écrit", "Ours; the result is written there")).required(true),
            word("theirs", "%B", say("L'autre", "The other one")).required(true),
            word("size", "%L", say("Longueur des marques de conflit", "The length of conflict markers"))
                .value_parser(value_parser!(u16).range(1..=200))
                .required(true),
            word("path", "%P", say("Le fichier, dans le dépôt", "The file, in the repository")).required(true),
            word("base-label", "%S", say("Le nom de la version commune", "What the common version is called")),
            word("our-label", "%X", say("Le nom de la nôtre", "What ours is called")),
            word("their-label", "%Y", say("Le nom de l'autre", "What the other one is called")),
        ])
}
