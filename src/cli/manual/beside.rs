//! What there is to say of a command beside its help and its examples, and the commands that lie near
//! it.

use crate::lang::Lang;

/// What a page says beside the help of its command.
pub(super) const fn more(name: &str, lang: Lang) -> Option<&'static str> {
    let (fr, en) = match name.as_bytes() {
        b"nrt-status" => (
            "L'état de chaque activité et de chaque recommandation à un jour donné, ce qui est à faire en premier, et par qui. Rien n'est écrit.",
            "The state of each activity and each recommendation on a given day, what is to be done first, and by whom. Nothing is written.",
        ),
        b"nrt-check" => (
            "Lit tous les fichiers, applique les règles et dit si les prérequis de l'étape sont réunis. Un fichier abîmé n'arrête pas la lecture\u{a0}: ce qui n'a pas pu être vérifié est compté. Rien n'est écrit, hors les rapports demandés par `--report`. Avec `--stdin-filename`, tous les constats du projet sont montrés, ceux du fichier nommé d'abord\u{a0}; `--format concise` met devant chaque nom de fichier le dossier, tel que `--stdin-filename` le donne. `--watch` finit par Ctrl-C.",
            "Reads every file, applies the rules and says whether the prerequisites of the step are met. A broken file does not stop it: what could not be checked is counted. Nothing is written but the reports that `--report` asks for. With `--stdin-filename`, all findings of the project are shown, those of the named file first; `--format concise` puts the folder before each name of a file, as `--stdin-filename` gives it. `--watch` ends by Ctrl-C.",
        ),
        b"nrt-explain" => (
            "D'une règle\u{a0}: ce qu'elle signale, d'où elle vient et un exemple. D'une entité\u{a0}: ce qu'elle contient, pourquoi elle est signalée, qui la cite. D'une clé\u{a0}: ce qu'elle veut dire, ce qu'elle accepte, sa dernière modification.",
            "Of a rule: what it reports, where it comes from, and an example. Of an entity: what it holds, why it is reported, who refers to it. Of a key: what it means, what it accepts, its last change.",
        ),
        b"nrt-diff" => (
            "Parle d'entités et de valeurs, non de lignes\u{a0}: un commentaire déplacé ou une table rangée ailleurs n'est qu'une mise en forme.",
            "Speaks of entities and values, not of lines: a comment moved or a table put elsewhere is layout only.",
        ),
        b"nrt-review" => (
            "Le texte s'adresse à qui approuve la demande, et se colle dans un commentaire tel quel. Rien n'est envoyé.",
            "The text is for whoever approves the request, and can be pasted into a comment as it is. Nothing is sent.",
        ),
        b"nrt-completions" => (
            "Le script demande à nrt, à chaque tabulation, ce qui peut suivre\u{a0}: commandes et options, mais aussi identifiants, adresses, valeurs d'une clé, jalons, instances et leurs séances, branches et étiquettes. Ce qui est écrit dans les fichiers du projet n'est jamais exécuté.",
            "At each tabulation the script asks nrt what may follow: commands and options, and also ids, addresses, the values of a key, milestones, bodies and their sessions, branches and tags. What stands in the project's files is never run.",
        ),
        b"nrt-man" => (
            "Les pages anglaises vont dans `man1` et `man5`, les françaises dans `fr/man1` et `fr/man5`\u{a0}: `man` choisit d'après la langue du système.",
            "English pages go to `man1` and `man5`, French ones to `fr/man1` and `fr/man5`: `man` chooses by the language of the system.",
        ),
        b"nrt-merge" => (
            "Prend les trois versions que git garde d'un conflit, ou les marques laissées dans le fichier, et fusionne par entité et par valeur\u{a0}: commentaires et mise en page des deux côtés restent. Seuls les vrais désaccords gardent leurs marques.",
            "Takes the three versions that git keeps of a conflict, or the markers left in the file, and merges by entity and by value: comments and layout of both sides stay. Only true disagreements keep their markers.",
        ),
        b"nrt-init" => (
            "Écrit les fichiers commentés, avec ce que la méthode cite à compléter, crée le dépôt git s'il n'y en a pas, et n'écrit jamais par-dessus un fichier.",
            "Writes the commented files, with what the method names to complete, makes the git repository where there is none, and never writes over a file.",
        ),
        _ => return None,
    };
    Some(lang.pick(fr, en))
}

/// The commands that people look for after this one.
pub(super) fn near(name: &str) -> &'static [&'static str] {
    match name {
        "nrt-status" => &["check"],
        "nrt-check" => &["explain", "rules", "status"],
        "nrt-explain" => &["check", "rules"],
        "nrt-rules" => &["check", "explain"],
        "nrt-add" | "nrt-set" | "nrt-unset" | "nrt-remove" | "nrt-rename" | "nrt-review" => {
            &["check", "diff"]
        }
        "nrt-init" => &["status", "check", "add"],
        "nrt-git" | "nrt-git-setup" | "nrt-git-status" | "nrt-git-remove" => &["merge"],
        "nrt-merge" => &["git", "diff"],
        "nrt-waive" => &["check", "decide"],
        "nrt-diff" => &["log", "review"],
        "nrt-log" => &["blame", "diff"],
        "nrt-blame" => &["log"],
        "nrt-decide" => &["decisions", "diff"],
        "nrt-decisions" | "nrt-decisions-show" => &["decide"],
        _ => &[],
    }
}
