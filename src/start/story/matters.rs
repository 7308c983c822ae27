//! What was not known yet, or not decided, of the project, the milestones and the documents of
//! Rivemont Agglomération.

use super::Change;
use super::rivemont::Time::{self, Before, From};
use super::rivemont::{
    CALENDAR, CLIMATE, DECEMBER, INVITED, LAUNCH, LONGER, MANAGEMENT, PROPOSED, RENAMED, STUDIED,
    WIDER,
};
use crate::address::Kind;

const fn change(
    kind: Kind,
    table: &'static str,
    time: Time,
    from: &'static str,
    to: &'static str,
) -> Change {
    Change { kind, table, time, from, to }
}

const fn about(time: Time, from: &'static str, to: &'static str) -> Change {
    change(Kind::Project, "project", time, from, to)
}

const fn scope(time: Time, from: &'static str, to: &'static str) -> Change {
    change(Kind::Scope, "", time, from, to)
}

const fn paper(table: &'static str, time: Time, from: &'static str, to: &'static str) -> Change {
    change(Kind::Document, table, time, from, to)
}

const fn when(table: &'static str, time: Time, from: &'static str, to: &'static str) -> Change {
    change(Kind::Milestone, table, time, from, to)
}

/// The changes of the other files, the later ones first.
pub(super) const CHANGES: &[Change] = &[
    // The proposal, on its branch.
    when("launch", From(PROPOSED), "date = 2026-12-10", "date = 2027-01-14"),
    when(
        "launch",
        From(PROPOSED),
        "start-time = 14:00:00\nend-time = 16:00:00",
        "start-time = 09:30:00\nend-time = 11:30:00",
    ),
    // One week more, without a decision.
    about(Before(LONGER), "end = 2026-12-04", "end = 2026-11-27"),
    paper("bilan-emissions", Before(LONGER), "status = \"requested\"", "status = \"to-find\""),
    paper("bilan-emissions", Before(LONGER), "due = 2026-12-01\n", ""),
    // What is planned for December and after.
    scope(
        Before(DECEMBER),
        "resources = \"1,5 jour d'agent par semaine pour les deux référents, un stage de six mois pour l'inventaire, 15\u{a0}000\u{a0}€ inscrits au budget primitif 2027\"\n",
        "",
    ),
    when(
        "visite-pilote",
        Before(DECEMBER),
        "\n# Un jalon annulé reste lisible, et ne compte pour rien.\ncancelled = true\nnote = \"Annulée par la collectivité d'accueil\u{a0}; à reprogrammer au printemps.\"",
        "",
    ),
    paper(
        "rapport-developpement-durable",
        Before(DECEMBER),
        "status = \"collected\"",
        "status = \"requested\"",
    ),
    paper("rapport-developpement-durable", Before(DECEMBER), "collected = 2026-11-16\n", ""),
    paper("spaser", Before(DECEMBER), "due = 2026-12-04\n", ""),
    paper(
        "spaser",
        Before(DECEMBER),
        "\nnote = \"Un projet aurait été rédigé en 2024\u{a0}: à demander lors du premier échange du 26 novembre.\"",
        "",
    ),
    paper(
        "sdus",
        Before(DECEMBER),
        "status = \"not-applicable\"\nreason = \"Document facultatif porté à l'échelle du département, qui n'en a pas adopté.\"",
        "status = \"to-find\"",
    ),
    paper(
        "plan-numerique-territorial",
        Before(DECEMBER),
        "status = \"none\"\nreason = \"Aucun plan propre au territoire\u{a0}: le schéma numérique en tient lieu.\"",
        "status = \"to-find\"",
    ),
    // The invitations.
    when(
        "launch",
        Before(INVITED),
        "start-time = 14:00:00\nend-time = 16:00:00\nplace = \"Salle du conseil, hôtel d'agglomération\"\nbody = \"copil-nr\"\n# Date à laquelle on a demandé aux participants de réserver le créneau.\ninvited = 2026-11-12\n",
        "",
    ),
    // What the two plans say.
    paper("pcaet", Before(CLIMATE), "status = \"studied\"", "status = \"requested\""),
    paper(
        "pcaet",
        Before(CLIMATE),
        "path = \"pieces/pcaet-extraits-numerique.md\"\ndated = 2023-06-29\ncollected = 2026-11-06\n",
        "",
    ),
    paper("crte", Before(CLIMATE), "status = \"studied\"", "status = \"requested\""),
    paper(
        "crte",
        Before(CLIMATE),
        "dated = 2021-12-14\ncollected = 2026-11-06\n# Lu en entier\u{a0}: rien sur le numérique, et c'est un résultat.\nnothing-found = true\n",
        "",
    ),
    // The calendar explains the moment.
    about(
        Before(CALENDAR),
        "\ntiming = \"Commencer après la rentrée pour tenir le comité de lancement avant les congés de fin d'année\u{a0}; le diagnostic tombe alors entre le débat d'orientation et le vote du budget 2027, et la feuille de route est prête pour préparer celui de 2028.\"",
        "",
    ),
    // The scope becomes wider.
    scope(
        Before(WIDER),
        "coverage = [\"authority\", \"intercommunality\"]\norganisation = \"central-services-and-facilities\"",
        "coverage = [\"authority\"]\norganisation = \"central-services\"",
    ),
    scope(
        Before(WIDER),
        "# Obligatoire dès que l'on dépasse le minimum\u{a0}: c'est ce que l'on relira dans deux ans.\nreason = \"Les communes membres partagent déjà avec l'agglomération le service commun informatique et le groupement d'achat\u{a0}: un périmètre limité aux services laisserait de côté plus de la moitié des équipements. Le territoire (habitants, entreprises) sera examiné avec la feuille de route.\"\n",
        "",
    ),
    // Another id, and the first dates of one-to-ones.
    when(
        "launch",
        From(RENAMED),
        "lead = \"cheffe-projet-dsi\"",
        "lead = \"cheffe-projet-dsi\"\nformerly = [\"comite-lancement\"]",
    ),
    when("launch", Before(RENAMED), "[launch]", "[comite-lancement]"),
    // The documents of the IT department.
    paper("schema-numerique", Before(STUDIED), "status = \"studied\"", "status = \"to-find\""),
    paper(
        "schema-numerique",
        Before(STUDIED),
        "url = \"https://www.rivemont.example/numerique/schema-2022-2026\"\ndated = 2022-03-24\ncollected = 2026-10-12\n",
        "",
    ),
    // The day of the launch, agreed upon with management; the decision says what it was called then.
    change(
        Kind::Decision,
        "2026-10-13-lancement",
        From(LAUNCH),
        "milestones.launch.date",
        "milestones.comite-lancement.date",
    ),
    when("launch", Before(LAUNCH), "date = 2026-12-10", "date = 2026-12-03"),
    // What management asked for.
    about(
        Before(MANAGEMENT),
        "objectives = [\n    \"Réduire de 20\u{a0}% l'empreinte environnementale du parc informatique d'ici à 2029\",\n    \"Porter à 50\u{a0}% la part des équipements réemployés ou reconditionnés dans les renouvellements\",\n    \"Adopter par délibération, avant l'été 2027, une feuille de route partagée avec les communes membres\",\n]\n",
        "",
    ),
    about(
        Before(MANAGEMENT),
        "à titre indicatif\u{a0}; la nôtre\n# est plus longue, les vacances de la Toussaint en occupant deux.",
        "à titre indicatif.",
    ),
    about(Before(MANAGEMENT), "end = 2026-11-27", "end = 2026-11-13"),
    about(
        Before(MANAGEMENT),
        "\n# Fin de tout le projet, et non de l'étape 1.\ntarget-end = 2027-06-30",
        "",
    ),
];
