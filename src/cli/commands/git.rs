//! The commands that work with git: `nrt git`.

use clap::{Arg, Command, value_parser};

use crate::lang::Lang;

pub(super) fn git(lang: Lang) -> Command {
    let say = |fr, en| lang.pick(fr, en).to_owned();
    Command::new("git")
        .about(say(
            "Ce que ce clone a d'installé pour travailler avec git\u{a0}: fusion, différences, hooks",
            "What this clone has installed to work with git: merging, differences, hooks",
        ))
        .subcommand_required(true)
        .subcommands([merge_driver(lang)])
}

fn merge_driver(lang: Lang) -> Command {
    let say = |fr, en| lang.pick(fr, en).to_owned();
    let word = |name: &'static str, shown: &'static str, help: String| {
        Arg::new(name).value_name(shown).allow_hyphen_values(true).help(help)
    };
    Command::new("merge-driver")
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
