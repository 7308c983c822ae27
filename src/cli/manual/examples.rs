//! Examples of every command, which a test runs; what there is to say beside its help; and the
//! commands that lie near it.

use crate::lang::Lang;

/// A command to type, and what for, as a phrase that a colon follows.
pub(super) struct Example {
    fr: (&'static str, &'static str),
    en: (&'static str, &'static str),
}

impl Example {
    /// The command and what it is for.
    pub(super) const fn pick(&self, lang: Lang) -> (&'static str, &'static str) {
        match lang {
            Lang::Fr => self.fr,
            Lang::En => self.en,
        }
    }
}

/// The same command in both languages.
const fn one(typed: &'static str, fr: &'static str, en: &'static str) -> Example {
    Example { fr: (typed, fr), en: (typed, en) }
}

/// The examples of each command, by the name of its page.
pub(super) const ALL: &[(&str, &[Example])] = &[
    (
        "nrt",
        &[
            one("nrt", "Voir où en est l'étape", "See where the step stands"),
            one(
                "nrt check --for launch",
                "Vérifier le projet avant le comité de lancement",
                "Check the project before the launch committee",
            ),
        ],
    ),
    (
        "nrt-status",
        &[
            one(
                "nrt status",
                "Voir où en est l'étape aujourd'hui",
                "See where the step stands today",
            ),
            one(
                "nrt status --for codir --on 2026-12-01",
                "Voir où elle en sera le 1er décembre pour la prochaine séance du CODIR",
                "See where it will stand on 1 December for the next session of a body",
            ),
        ],
    ),
    (
        "nrt-check",
        &[
            one(
                "nrt check --for launch",
                "Vérifier le projet avant le comité de lancement",
                "Check the project before the launch committee",
            ),
            one(
                "nrt check --new-since main --report sarif=nrt.sarif",
                "Ne montrer que ce qu'une branche apporte, et l'écrire aussi pour une forge",
                "Show only what a branch brings, and write it for a forge as well",
            ),
        ],
    ),
    (
        "nrt-explain",
        &[
            one("nrt explain late-bilateral", "Comprendre une règle", "Understand a rule"),
            one(
                "nrt explain stakeholders.dgs",
                "Savoir pourquoi une partie prenante est signalée",
                "Know why a stakeholder is reported",
            ),
        ],
    ),
    (
        "nrt-rules",
        &[one(
            "nrt rules --format markdown",
            "Donner la liste des règles dans un document",
            "Give the list of rules in a document",
        )],
    ),
    (
        "nrt-list",
        &[
            Example {
                fr: ("nrt list jalons", "Voir les jalons en tableau"),
                en: ("nrt list milestones", "See the milestones as a table"),
            },
            Example {
                fr: ("nrt list parties-prenantes --format csv", "Les donner à un tableur"),
                en: ("nrt list stakeholders --format csv", "Give stakeholders to a spreadsheet"),
            },
        ],
    ),
    (
        "nrt-add",
        &[Example {
            fr: (
                "nrt add jalon bilan titre=\"Bilan de l'étape\" nature=body-session date=2027-01-12",
                "Ajouter un jalon",
            ),
            en: (
                "nrt add milestone review title=\"Review of the step\" kind=body-session date=2027-01-12",
                "Add a milestone",
            ),
        }],
    ),
    (
        "nrt-set",
        &[
            one(
                "nrt set stakeholders.dgs.bilateral 2026-12-01",
                "Donner la date d'un échange bilatéral",
                "Give the date of a one-to-one",
            ),
            one(
                "nrt set milestones.launch.participants dgs,dsi --dry-run",
                "Voir ce que donnerait une liste, sans rien écrire",
                "See what a list would give, and write nothing",
            ),
        ],
    ),
    (
        "nrt-unset",
        &[one(
            "nrt unset stakeholders.dgs.bilateral-outcome",
            "Effacer ce qui est sorti d'un échange bilatéral",
            "Take out what came of a one-to-one",
        )],
    ),
    (
        "nrt-remove",
        &[one(
            "nrt remove milestones.atelier-mediatheque",
            "Retirer un jalon que rien ne cite",
            "Remove a milestone that nothing refers to",
        )],
    ),
    (
        "nrt-rename",
        &[one(
            "nrt rename stakeholders.dgs direction-generale",
            "Changer un identifiant, partout où il est cité",
            "Change an id, wherever it is referred to",
        )],
    ),
    (
        "nrt-waive",
        &[Example {
            fr: (
                "nrt waive late-bilateral stakeholders.elu-numerique --reason \"Agenda de l'élu\" --until 2027-01-31",
                "Accepter un constat jusqu'à une date",
            ),
            en: (
                "nrt waive late-bilateral stakeholders.elu-numerique --reason \"The member is away\" --until 2027-01-31",
                "Accept a finding until a day",
            ),
        }],
    ),
    (
        "nrt-diff",
        &[
            one(
                "nrt diff",
                "Voir ce qui a changé depuis le dernier commit",
                "See what changed since the last commit",
            ),
            one(
                "nrt diff HEAD~1..HEAD -- milestones.launch",
                "Voir ce que le dernier commit a changé au lancement",
                "See what the last commit changed about the launch",
            ),
        ],
    ),
    (
        "nrt-log",
        &[
            one(
                "nrt log milestones.launch.date",
                "Retrouver chaque changement de la date du lancement",
                "Find every change of the launch's date",
            ),
            one(
                "nrt log -n 5 --only commitment",
                "Voir les cinq derniers changements de points structurants",
                "See the five last changes of commitments",
            ),
        ],
    ),
    (
        "nrt-blame",
        &[one(
            "nrt blame launch",
            "Savoir qui a changé chaque champ du lancement, et quand",
            "Know who changed each field of the launch, and when",
        )],
    ),
    (
        "nrt-decide",
        &[Example {
            fr: (
                "nrt decide \"Reporter le lancement\" --decision \"Le comité de lancement est reporté.\" --body codir --reason \"Salle indisponible\" --concerns milestones.launch.date --dry-run",
                "Voir ce qu'enregistrerait une décision, sans rien écrire",
            ),
            en: (
                "nrt decide \"Put the launch off\" --decision \"The launch committee is put off.\" --body codir --reason \"The room is taken\" --concerns milestones.launch.date --dry-run",
                "See what a decision would record, and write nothing",
            ),
        }],
    ),
    (
        "nrt-decisions",
        &[one(
            "nrt decisions",
            "Voir les décisions en vigueur, remplacées, et les écarts",
            "See the decisions in force, superseded, and what drifted from them",
        )],
    ),
    (
        "nrt-decisions-show",
        &[one(
            "nrt decisions show 2026-10-13-lancement",
            "Voir une décision entière",
            "See a decision whole",
        )],
    ),
    (
        "nrt-review",
        &[one(
            "nrt review main",
            "Préparer l'avis sur la branche où l'on est, à fusionner dans main",
            "Prepare the review of the branch one is on, to be merged into main",
        )],
    ),
    (
        "nrt-schema",
        &[one(
            "nrt schema",
            "Écrire les schémas dans le dossier schema",
            "Write the schemas to the folder schema",
        )],
    ),
    (
        "nrt-import",
        &[one(
            "nrt import calendrier-scolaire.ics --dry-run",
            "Voir ce que changerait le calendrier scolaire",
            "See what the school calendar would change",
        )],
    ),
    (
        "nrt-export",
        &[one("nrt export --format ics", "Voir ce qu'un agenda lira", "See what a calendar reads")],
    ),
    (
        "nrt-completions",
        &[
            one("nrt completions bash", "Voir le script de bash", "See the script of bash"),
            one(
                "nrt completions powershell",
                "Voir celui de PowerShell, et où le mettre",
                "See PowerShell's, and where to put it",
            ),
        ],
    ),
    (
        "nrt-init",
        &[one(
            "nrt init ../essai --demo",
            "Créer le projet d'une collectivité fictive, pour essayer",
            "Make the project of a fictional authority, to try nrt",
        )],
    ),
    (
        "nrt-git",
        &[one(
            "nrt git",
            "Voir ce qui est installé dans ce clone",
            "See what this clone has installed",
        )],
    ),
    (
        "nrt-git-setup",
        &[one(
            "nrt git setup --hooks --yes",
            "Installer la fusion par entité et les hooks",
            "Install merging by entity, and the hooks",
        )],
    ),
    (
        "nrt-git-status",
        &[one("nrt git status", "Vérifier que cela fonctionne", "See whether that works")],
    ),
    ("nrt-git-remove", &[one("nrt git remove", "Tout enlever", "Take it all out")]),
    (
        "nrt-merge",
        &[one(
            "nrt merge",
            "Régler les conflits d'une fusion, puis relire ce qui reste",
            "Settle the conflicts of a merge, then read what is left",
        )],
    ),
    (
        "nrt-man",
        &[one(
            "nrt man ~/.local/share/man",
            "Installer le manuel pour soi",
            "Install the manual for oneself",
        )],
    ),
];

/// The examples of a page.
pub(super) fn of(name: &str) -> &'static [Example] {
    ALL.iter().find(|(own, _)| *own == name).map_or(&[], |(_, examples)| *examples)
}

/// What a page says beside the help of its command.
pub(super) const fn more(name: &str, lang: Lang) -> Option<&'static str> {
    let (fr, en) = match name.as_bytes() {
        b"nrt-status" => (
            "L'état de chaque activité et de chaque recommandation à un jour donné, ce qui est à faire en premier, et par qui. Rien n'est écrit.",
            "The state of each activity and each recommendation on a given day, what is to be done first, and by whom. Nothing is written.",
        ),
        b"nrt-check" => (
            "Lit tous les fichiers, applique les règles et dit si les prérequis de l'étape sont réunis. Un fichier abîmé n'arrête pas la lecture\u{a0}: ce qui n'a pas pu être vérifié est compté. Rien n'est écrit, hors les rapports demandés par `--report`.",
            "Reads every file, applies the rules and says whether the prerequisites of the step are met. A broken file does not stop it: what could not be checked is counted. Nothing is written but the reports that `--report` asks for.",
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
