//! What happened at Rivemont Agglomération, which does not exist, from 5 October to 20 November
//! 2026, and what is proposed there.

use std::collections::BTreeSet;

use super::{Says, Step};
use crate::address::Kind;
use crate::lang::Lang;
use crate::start::editors;

const CLAIRE: (&str, &str) = ("Claire Vasseur", "projets.dsi@rivemont.example");
const NADIA: (&str, &str) = ("Nadia Le Goff", "vie.locale@rivemont.example");

/// When a change of a text holds.
pub(super) enum Time {
    /// As long as a step is not made.
    Before(usize),
    /// From a step on.
    From(usize),
}

pub(super) const OPEN: usize = 0;
pub(super) const SECOND: usize = 1;
pub(super) const MANAGEMENT: usize = 2;
pub(super) const LAUNCH: usize = 3;
pub(super) const PEOPLE: usize = 4;
pub(super) const LISTED: usize = 5;
pub(super) const STUDIED: usize = 6;
pub(super) const SCOPE: usize = 7;
pub(super) const MERGED: usize = 8;
pub(super) const RENAMED: usize = 9;
pub(super) const WIDER: usize = 10;
pub(super) const CALENDAR: usize = 11;
pub(super) const CLIMATE: usize = 12;
pub(super) const INVITED: usize = 13;
pub(super) const WAIVED: usize = 14;
pub(super) const HELD: usize = 15;
pub(super) const DECEMBER: usize = 16;
pub(super) const LONGER: usize = 17;
pub(super) const PROPOSED: usize = 18;

pub(super) const BRANCHES: &[(&str, usize)] = &[("main", LONGER), ("proposition", PROPOSED)];

const fn step(
    author: (&'static str, &'static str),
    when: &'static str,
    says: Says,
    parents: &'static [usize],
) -> Step {
    Step { author, when, says, parents }
}

/// The commits; each stands at the number that its name has above.
pub(super) const STEPS: &[Step] = &[
    step(
        CLAIRE,
        "2026-10-05T09:12:00+02:00",
        Says::Text(
            "Ouvre le projet\u{a0}: Démarche Numérique responsable de Rivemont Agglomération",
        ),
        &[],
    ),
    step(
        NADIA,
        "2026-10-06T10:40:00+02:00",
        Says::Text(
            "Ajoute la seconde référente\n\nLe pôle vie locale connaît les communes\u{a0}; la DSI connaît le parc.",
        ),
        &[OPEN],
    ),
    step(
        CLAIRE,
        "2026-10-08T11:25:00+02:00",
        Says::Decision("2026-10-08-duree-etape-1"),
        &[SECOND],
    ),
    step(
        CLAIRE,
        "2026-10-13T17:05:00+02:00",
        Says::Decision("2026-10-13-lancement"),
        &[MANAGEMENT],
    ),
    step(
        NADIA,
        "2026-10-14T16:30:00+02:00",
        Says::Text(
            "Recense les premières parties prenantes (#2)\n\n* Ajoute la vice-présidence et la relation aux usagers\n* Ajoute la commande publique\n* Ajoute la transition écologique, corrige son nom\n\nTrois commits réunis en un seul à la fusion (squash).",
        ),
        &[LAUNCH],
    ),
    step(
        CLAIRE,
        "2026-10-15T14:10:00+02:00",
        Says::Text("Liste les huit documents que cite la méthode"),
        &[PEOPLE],
    ),
    step(
        CLAIRE,
        "2026-10-19T11:50:00+02:00",
        Says::Text("Étudie le schéma numérique et le programme de travail de 2023"),
        &[LISTED],
    ),
    step(NADIA, "2026-10-20T18:15:00+02:00", Says::Decision("2026-10-20-perimetre"), &[PEOPLE]),
    step(
        CLAIRE,
        "2026-10-22T09:30:00+02:00",
        Says::Text("Fusionne la branche «\u{a0}documentation\u{a0}»"),
        &[SCOPE, STUDIED],
    ),
    step(
        CLAIRE,
        "2026-10-26T10:05:00+01:00",
        Says::Text(
            "Appelle launch le comité de lancement, et fixe les échanges bilatéraux\n\nComme dans les autres projets\u{a0}; `formerly` garde l'ancien nom.",
        ),
        &[MERGED],
    ),
    step(
        NADIA,
        "2026-11-03T19:20:00+01:00",
        Says::Decision("2026-11-03-perimetre-elargi"),
        &[RENAMED],
    ),
    step(
        CLAIRE,
        "2026-11-06T17:30:00+01:00",
        Says::Text("Inscrit le cycle budgétaire, les temps forts et les congés"),
        &[WIDER],
    ),
    step(NADIA, "2026-11-10T15:45:00+01:00", Says::Text("Étudie le PCAET et le CRTE"), &[CALENDAR]),
    step(
        CLAIRE,
        "2026-11-12T09:00:00+01:00",
        Says::Text("Invite les participants au comité de lancement"),
        &[CLIMATE],
    ),
    step(NADIA, "2026-11-17T12:10:00+01:00", Says::Decision("2026-11-17-echange-elu"), &[INVITED]),
    step(
        NADIA,
        "2026-11-18T17:40:00+01:00",
        Says::Text("Note les échanges tenus, et qui vient au comité"),
        &[WAIVED],
    ),
    step(
        CLAIRE,
        "2026-11-20T11:15:00+01:00",
        Says::Text("Complète les acteurs, les instances et les jalons jusqu'à l'été"),
        &[HELD],
    ),
    step(
        CLAIRE,
        "2026-11-20T16:50:00+01:00",
        Says::Text("Laisse une semaine de plus aux derniers échanges"),
        &[DECEMBER],
    ),
    step(
        NADIA,
        "2026-11-23T10:20:00+01:00",
        Says::Text("Propose de reporter le comité de lancement en janvier"),
        &[LONGER],
    ),
];

/// The tables, by the step that brings them; the others are there from the first one on.
pub(super) const TABLES: &[(Kind, usize, &[&str])] = &[
    (Kind::Referent, SECOND, &["responsable-vie-locale"]),
    (Kind::Stakeholder, MANAGEMENT, &["dgs", "dsi"]),
    (
        Kind::Stakeholder,
        PEOPLE,
        &["elu-numerique", "relation-usagers", "commande-publique", "transition-ecologique"],
    ),
    (Kind::Stakeholder, WIDER, &["education", "communes-membres"]),
    (
        Kind::Stakeholder,
        DECEMBER,
        &[
            "ressources-humaines",
            "communication",
            "dechets",
            "finances",
            "dpo-rssi",
            "representants-personnel",
        ],
    ),
    (Kind::Scope, SCOPE, &[""]),
    (
        Kind::Scope,
        WIDER,
        &[
            "facilities.mediatheques",
            "facilities.piscines",
            "facilities.conservatoire",
            "facilities.ecoles",
        ],
    ),
    (Kind::Scope, DECEMBER, &["facilities.dechetteries"]),
    (Kind::Milestone, MANAGEMENT, &["echange-dg", "launch"]),
    (Kind::Milestone, LAUNCH, &["codir-presentation"]),
    (Kind::Milestone, WIDER, &["bureau-perimetre"]),
    (Kind::Milestone, CALENDAR, &["partage-methode", "visite-pilote"]),
    (
        Kind::Milestone,
        DECEMBER,
        &[
            "inventaire-documentaire",
            "conference-maires",
            "partage-terrain",
            "reunion-achats",
            "note-cadrage",
            "codir-cadrage",
            "entretiens",
            "copil-methode",
            "bilan-conseil",
            "inventaire-parc",
            "atelier-mediatheque",
            "diagnostic",
            "copil-priorites",
            "feuille-de-route",
            "conseil-adoption",
        ],
    ),
    (
        Kind::Document,
        LISTED,
        &[
            "pcaet",
            "crte",
            "rapport-developpement-durable",
            "spaser",
            "bilan-emissions",
            "schema-numerique",
            "sdus",
            "plan-numerique-territorial",
        ],
    ),
    (
        Kind::Document,
        STUDIED,
        &["schema-numerique.findings", "programme-reen", "programme-reen.findings"],
    ),
    (Kind::Document, CLIMATE, &["pcaet.findings"]),
    (Kind::Document, DECEMBER, &["strategie-reen", "charte-usages", "charte-usages.findings"]),
    (Kind::Body, LAUNCH, &["codir"]),
    (Kind::Body, WIDER, &["bureau", "conference-maires"]),
    (Kind::Body, CALENDAR, &["conseil", "point-dg"]),
    (Kind::Body, INVITED, &["copil-nr"]),
    (Kind::Body, DECEMBER, &["reunion-dsi", "reunion-finances-achats"]),
    (
        Kind::Calendar,
        CALENDAR,
        &[
            "dob-2027",
            "budget-2027",
            "cloture-2026",
            "voeux-2027",
            "conges-fin-annee-2026",
            "vacances-toussaint-2026",
            "vacances-noel-2026",
            "vacances-hiver-2027",
            "vacances-printemps-2027",
        ],
    ),
    (Kind::Decision, MANAGEMENT, &["2026-10-08-duree-etape-1"]),
    (Kind::Decision, LAUNCH, &["2026-10-13-lancement"]),
    (Kind::Decision, SCOPE, &["2026-10-20-perimetre"]),
    (Kind::Decision, WIDER, &["2026-11-03-perimetre-elargi"]),
    (Kind::Decision, WAIVED, &["2026-11-17-echange-elu"]),
    (Kind::Waiver, WAIVED, &["echange-elu-apres-lancement"]),
];

/// What a file says at the end of the story, but for the changes above.
pub(super) fn base(kind: Kind) -> String {
    let example = match kind {
        Kind::Project => include_str!("../../../example-project/nrt.toml"),
        Kind::Referent => include_str!("../../../example-project/referents.toml"),
        Kind::Stakeholder => include_str!("../../../example-project/stakeholders.toml"),
        Kind::Scope => include_str!("../../../example-project/scope.toml"),
        Kind::Milestone => include_str!("../../../example-project/milestones.toml"),
        Kind::Document => include_str!("../../../example-project/documents.toml"),
        Kind::Body => include_str!("../../../example-project/bodies.toml"),
        Kind::Calendar => include_str!("../../../example-project/calendar.toml"),
        Kind::Decision => include_str!("../../../example-project/decisions.toml"),
        Kind::Waiver => include_str!("../../../example-project/waivers.toml"),
    };
    let first = "[2026-10-13-lancement]";
    match kind {
        Kind::Decision => example.replacen(first, &format!("{DURATION}{first}"), 1),
        _ => example.to_owned(),
    }
}

/// The decision that nobody took back when the step was made longer.
const DURATION: &str = "[2026-10-08-duree-etape-1]\ntitle = \"Conduire l'étape 1 du 5 octobre au 27 novembre 2026\"\ndate = 2026-10-08\ntaken-by = \"Direction générale des services\"\ndecision = \"L'étape 1 se termine le 27 novembre 2026, avant la clôture des engagements.\"\nreason = \"Huit semaines au lieu de six, les vacances de la Toussaint en occupant deux.\"\nconcerns = [\"nrt.project.end\"]\n\n";

/// The other files of the folder, once these steps are made.
pub(super) fn beside(known: &BTreeSet<usize>) -> Vec<(String, String)> {
    let mut files = vec![
        (".gitattributes".to_owned(), editors::gitattributes(Lang::Fr)),
        ("LISEZMOI.md".to_owned(), README.to_owned()),
    ];
    let pieces = [
        (
            STUDIED,
            "pieces/programme-travail-2023.txt",
            include_str!("../../../example-project/pieces/programme-travail-2023.txt"),
        ),
        (
            CLIMATE,
            "pieces/pcaet-extraits-numerique.md",
            include_str!("../../../example-project/pieces/pcaet-extraits-numerique.md"),
        ),
    ];
    let there = pieces.into_iter().filter(|(step, ..)| known.contains(step));
    files.extend(there.map(|(_, path, text)| (path.to_owned(), text.to_owned())));
    files
}

const README: &str = "# Rivemont Agglomération\n\nCette collectivité n'existe pas\u{a0}: `nrt init --demo` a créé ce dossier, et son histoire, pour essayer nrt.\n\nNous sommes le 23 novembre 2026\u{a0}: le comité de lancement a lieu dans dix-sept jours. Deux référentes tiennent le projet depuis sept semaines. Sur la branche `proposition`, l'une d'elles propose de le reporter.\n";
