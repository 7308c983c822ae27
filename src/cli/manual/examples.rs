//! Examples of every command, which a test runs.

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
            one(
                "nrt check --watch --for launch",
                "La refaire à chaque enregistrement, dans un terminal à côté de l'éditeur",
                "Do it again at each save, in a terminal beside the editor",
            ),
            one(
                "nrt check --stdin-filename milestones.toml --format concise -",
                "Pour un éditeur\u{a0}: vérifier le projet avec un texte qui n'est pas encore enregistré",
                "For an editor: check the project with a text that is not saved yet",
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
        "nrt-lsp",
        &[one(
            "nrt lsp",
            "Donner à l'éditeur la commande qu'il lance",
            "Give the editor the command that it starts",
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
