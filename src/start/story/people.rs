//! What was not known yet of the stakeholders of Rivemont Agglomération.

use super::Change;
use super::rivemont::Time::{self, Before, From};
use super::rivemont::{CALENDAR, DECEMBER, HELD, INVITED, LONGER, PROPOSED, RENAMED, WAIVED};
use crate::address::Kind;

const fn who(table: &'static str, time: Time, from: &'static str, to: &'static str) -> Change {
    Change { kind: Kind::Stakeholder, table, time, from, to }
}

const CONFIRMED: &str = "launch = \"confirmed\"";
const TOLD: &str = "launch = \"invited\"";
const TOLD_LINE: &str = "launch = \"invited\"\n";

/// The changes of `stakeholders.toml`, the later ones first.
pub(super) const CHANGES: &[Change] = &[
    // The proposal, on its branch.
    who(
        "education",
        From(PROPOSED),
        "note = \"Pas encore de date pour l'échange bilatéral\u{a0}: proposer le 4 ou le 7 décembre.\"",
        "bilateral = 2026-12-17",
    ),
    // One week more, without a decision.
    who(
        "commande-publique",
        Before(LONGER),
        "# Relancé le 20 novembre, réponse attendue lors du premier échange.\n",
        "",
    ),
    who("education", Before(LONGER), CONFIRMED, TOLD),
    // What is planned for December and after.
    who(
        "commande-publique",
        Before(DECEMBER),
        "first-discussion = 2026-11-26\nbilateral = 2026-12-03\n",
        "",
    ),
    who(
        "commande-publique",
        Before(DECEMBER),
        "questions = \"Quels marchés informatiques arrivent à échéance en 2027\u{a0}? Quelle part d'équipements reconditionnés est déclarée\u{a0}?\"\n",
        "",
    ),
    who(
        "education",
        Before(DECEMBER),
        "\nnote = \"Pas encore de date pour l'échange bilatéral\u{a0}: proposer le 4 ou le 7 décembre.\"",
        "",
    ),
    who("communes-membres", Before(DECEMBER), "launch = \"represented\"", TOLD),
    who(
        "communes-membres",
        Before(DECEMBER),
        "\nnote = \"Représentées au comité par la commune qui préside la conférence des maires.\"",
        "",
    ),
    // What the one-to-ones gave, and who comes.
    who(
        "dgs",
        Before(HELD),
        "bilateral-outcome = \"Préside le comité de lancement et en signe les invitations. Accord pour 1,5 jour d'agent par semaine jusqu'en juin 2027.\"\nexpectations = \"Un plan d'action chiffré, compatible avec la préparation du budget 2028\"\n",
        "",
    ),
    who("dgs", Before(HELD), CONFIRMED, TOLD),
    who(
        "elu-numerique",
        Before(HELD),
        "expectations = \"Une démarche visible des habitants, et pas seulement une politique d'achat\"\n",
        "",
    ),
    who("elu-numerique", Before(HELD), CONFIRMED, TOLD),
    who(
        "dsi",
        Before(HELD),
        "bilateral-outcome = \"Export du parc fourni pour l'inventaire. Demande que la durée d'usage des postes soit discutée avec les services, et non décidée par la DSI seule.\"\nexpectations = \"Des règles de renouvellement validées par la direction générale\"\n",
        "",
    ),
    who("dsi", Before(HELD), CONFIRMED, TOLD),
    who(
        "relation-usagers",
        Before(HELD),
        "bilateral-outcome = \"Portera la voix des services métiers au comité. Souhaite revoir les 14 téléservices, dont 5 très peu utilisés.\"\n",
        "",
    ),
    who("relation-usagers", Before(HELD), CONFIRMED, TOLD),
    who(
        "transition-ecologique",
        Before(HELD),
        "bilateral-outcome = \"PCAET et CRTE transmis. Le bilan des émissions est en cours de mise à jour\u{a0}: version provisoire promise pour le 1er décembre.\"\nexpectations = \"Que les indicateurs retenus alimentent le suivi du PCAET\"\n",
        "",
    ),
    who("transition-ecologique", Before(HELD), CONFIRMED, TOLD),
    who(
        "education",
        Before(HELD),
        "first-discussion = 2026-11-17\nquestions = \"Qui peut compter les postes en accès libre des médiathèques avant janvier\u{a0}?\"\n",
        "",
    ),
    // The elected lead cannot come earlier.
    who(
        "elu-numerique",
        Before(WAIVED),
        "# Après le comité\u{a0}: écart assumé, voir waivers.toml.\nbilateral = 2026-12-15\nquestions = \"Quelle place donner aux communes dans la gouvernance\u{a0}? Faut-il viser un label\u{a0}?\"\n",
        "",
    ),
    // The invitations.
    who("dgs", Before(INVITED), TOLD_LINE, ""),
    who("elu-numerique", Before(INVITED), TOLD_LINE, ""),
    who("dsi", Before(INVITED), TOLD_LINE, ""),
    who("relation-usagers", Before(INVITED), TOLD_LINE, ""),
    who("commande-publique", Before(INVITED), TOLD_LINE, ""),
    who("transition-ecologique", Before(INVITED), TOLD_LINE, ""),
    who("education", Before(INVITED), TOLD_LINE, ""),
    who("communes-membres", Before(INVITED), TOLD_LINE, ""),
    // The calendar explains the moment.
    who(
        "communes-membres",
        Before(CALENDAR),
        "bilateral = 2026-12-01\nquestions = \"Que faire pour les communes sans informaticien\u{a0}? Les achats groupés leur seront-ils ouverts\u{a0}?\"\n",
        "",
    ),
    // Another id, and the first dates of one-to-ones.
    who("dgs", Before(RENAMED), "bilateral = 2026-11-05\n", ""),
    who("dsi", Before(RENAMED), "bilateral = 2026-11-09\n", ""),
    who("relation-usagers", Before(RENAMED), "bilateral = 2026-11-13\n", ""),
    who("transition-ecologique", Before(RENAMED), "bilateral = 2026-11-06\n", ""),
];
