//! Headers by which people mean a key, besides its own names: a list of nrt's own, from tables that
//! town halls keep.

use crate::address::Kind::{
    self, Body, Calendar, Decision, Document, Milestone, Referent, Stakeholder, Waiver,
};

/// The other headers of a key, in French and in English.
pub(super) fn of(kind: Kind, key: &str) -> impl Iterator<Item = &'static str> {
    let meant =
        move |(kinds, name, _): &&Row| *name == key && (kinds.is_empty() || kinds.contains(&kind));
    let rows: Vec<&Row> = TABLE.iter().filter(meant).collect();
    rows.into_iter().flat_map(|(.., headers)| headers.iter().copied())
}

/// The kinds (none: every one), the key, and its other headers.
type Row = (&'static [Kind], &'static str, &'static [&'static str]);

const TABLE: &[Row] = &[
    (&[], "note", &["commentaire", "observation", "remarques", "précision", "comment"]),
    (&[], "lead", &["responsable", "référent", "référent chargé", "suivi par", "porteur", "owner"]),
    (
        &[Stakeholder, Body],
        "contact",
        &[
            "courriel",
            "e-mail",
            "email",
            "mail",
            "adresse électronique",
            "adresse mail",
            "coordonnées",
            "secrétariat",
        ],
    ),
    (&[Referent], "email", &["e-mail", "adresse électronique", "adresse mail", "contact"]),
    (&[Referent], "function", &["poste", "qualité", "référent", "intitulé du poste"]),
    (&[Referent], "name", &["nom et prénom", "prénom et nom", "nom prénom", "personne"]),
    (&[Referent], "appointed", &["nommé le", "désigné le", "date de désignation"]),
    (&[Referent], "days-per-week", &["temps consacré", "jours par semaine", "quotité"]),
    (
        &[Stakeholder],
        "name",
        &[
            "partie prenante",
            "acteur",
            "direction",
            "service",
            "direction ou service",
            "stakeholder",
            "intitulé",
            "libellé",
            "dénomination",
        ],
    ),
    (
        &[Stakeholder],
        "organisation",
        &["structure", "organisme", "entité", "collectivité", "organization", "employeur"],
    ),
    (
        &[Stakeholder],
        "importance",
        &["clé", "acteur clé", "clé ou optionnel", "clé optionnel", "key"],
    ),
    (
        &[Stakeholder],
        "first-discussion",
        &["premier contact", "prise de contact", "première prise de contact", "premier entretien"],
    ),
    (
        &[Stakeholder],
        "bilateral",
        &["entretien bilatéral", "rendez-vous bilatéral", "entretien", "one-to-one"],
    ),
    (
        &[Stakeholder],
        "bilateral-outcome",
        &["compte rendu du bilatéral", "résultat de l'échange", "compte rendu de l'échange"],
    ),
    (
        &[Stakeholder],
        "launch",
        &[
            "présence lancement",
            "participation",
            "participation au lancement",
            "comité de lancement",
            "présence au comité de lancement",
            "réponse",
        ],
    ),
    (
        &[Milestone],
        "title",
        &["jalon", "intitulé", "libellé", "objet", "événement", "étape", "milestone"],
    ),
    (
        &[Milestone, Document, Body, Calendar],
        "kind",
        &["catégorie", "type de jalon", "type de document", "type d'instance", "category"],
    ),
    (&[Milestone], "date", &["jour", "date de début", "début", "premier jour"]),
    (&[Milestone], "end", &["date de fin", "jusqu'au", "end date"]),
    (&[Milestone], "start-time", &["heure", "horaire", "heure début", "time"]),
    (&[Milestone], "end-time", &["heure fin"]),
    (&[Milestone], "place", &["salle", "adresse", "location", "room"]),
    (&[Milestone], "participants", &["participant", "présents", "invités"]),
    (
        &[Milestone],
        "invited",
        &["date d'envoi de l'invitation", "invitation envoyée le", "invité le"],
    ),
    (&[Milestone], "outcome", &["conclusion", "relevé de décisions", "bilan"]),
    (&[Document], "title", &["document", "intitulé", "libellé", "nom", "nom du document"]),
    (
        &[Document],
        "status",
        &["avancement", "état d'avancement", "collecte", "état de la collecte"],
    ),
    (&[Document], "holder", &["détenu par", "service détenteur", "propriétaire", "source"]),
    (
        &[Document],
        "dated",
        &["date du document", "date de publication", "date d'adoption", "année"],
    ),
    (&[Document], "due", &["date limite", "attendu le", "attendu pour", "deadline"]),
    (&[Document], "collected", &["reçu le", "date de réception", "collecté le", "obtenu le"]),
    (&[Document], "path", &["fichier", "nom du fichier", "file"]),
    (&[Document], "url", &["lien internet", "adresse web", "lien web", "link"]),
    (&[Body], "name", &["instance", "intitulé", "libellé", "comité", "body", "dénomination"]),
    (
        &[Body],
        "sessions",
        &["date", "dates", "date des séances", "prochaines séances", "calendrier", "dates"],
    ),
    (&[Body], "frequency", &["rythme", "récurrence"]),
    (&[Body], "presents", &["ce qui est présenté", "sujet", "ordre du jour", "contenu"]),
    (&[Calendar], "title", &["période", "intitulé", "libellé", "événement", "objet", "nom"]),
    (&[Calendar], "start", &["date de début", "du", "premier jour", "date", "from"]),
    (&[Calendar], "end", &["date de fin", "au", "dernier jour", "jusqu'au", "to"]),
    (&[Decision], "title", &["intitulé", "libellé", "objet"]),
    (&[Decision], "decision", &["texte", "décision prise", "contenu"]),
    (&[Decision], "taken-by", &["décideur", "décidé par"]),
    (&[Waiver], "rule", &["constat"]),
];
