//! How the value of each key of the model is called, in both languages.

use crate::address::Kind;

/// How the value of a key is called; `{}` stands for its entity.
pub(super) fn template(
    kind: Kind,
    of_entity: bool,
    key: &str,
) -> Option<(&'static str, &'static str)> {
    let of = |table: &[(&str, &'static str, &'static str)]| {
        table.iter().find(|(name, ..)| *name == key).map(|(_, fr, en)| (*fr, *en))
    };
    match kind {
        Kind::Project => of(PROJECT),
        Kind::Scope if !of_entity => of(SCOPE),
        Kind::Scope => of(FACILITY).or_else(|| of(ANY)),
        Kind::Referent => of(REFERENT).or_else(|| of(ANY)),
        Kind::Stakeholder => of(STAKEHOLDER).or_else(|| of(ANY)),
        Kind::Milestone => of(MILESTONE).or_else(|| of(ANY)),
        Kind::Document => of(DOCUMENT).or_else(|| of(ANY)),
        Kind::Body => of(BODY).or_else(|| of(ANY)),
        Kind::Calendar => of(PERIOD).or_else(|| of(ANY)),
        Kind::Decision => of(DECISION).or_else(|| of(ANY)),
        Kind::Waiver => of(WAIVER).or_else(|| of(ANY)),
    }
}

type Templates = &'static [(&'static str, &'static str, &'static str)];

/// What every entity may have.
const ANY: Templates = &[
    ("title", "l'intitulé {}", "the title {}"),
    ("name", "le nom {}", "the name {}"),
    ("kind", "la nature {}", "the kind {}"),
    ("reason", "le motif {}", "the reason {}"),
    ("lead", "le référent chargé {}", "the referent in charge {}"),
    ("contact", "le contact {}", "the contact {}"),
    ("note", "la remarque au sujet {}", "the note on the subject {}"),
    ("formerly", "les anciens identifiants {}", "the former ids {}"),
];

const PROJECT: Templates = &[
    ("format", "le format des fichiers", "the format of the files"),
    ("project", "le projet", "the project"),
    ("project.title", "l'intitulé du projet", "the project's title"),
    ("project.language", "la langue du projet", "the project's language"),
    ("project.method", "la variante de la méthode", "the method's variant"),
    (
        "project.method-reason",
        "le motif de la variante de la méthode",
        "the reason for the method's variant",
    ),
    ("project.objectives", "les objectifs du projet", "the project's objectives"),
    ("project.start", "le début de l'étape 1", "the start of step 1"),
    ("project.end", "la fin de l'étape 1", "the end of step 1"),
    ("project.target-end", "la fin visée du projet entier", "the target end of the whole project"),
    ("project.timing", "les raisons du calendrier choisi", "the reasons for this time of the year"),
    ("project.note", "la remarque sur le projet", "the note on the project"),
    ("authority", "la collectivité", "the authority"),
    ("authority.name", "le nom de la collectivité", "the authority's name"),
    ("authority.kind", "la catégorie de la collectivité", "the authority's category"),
    ("authority.siren", "le numéro SIREN de la collectivité", "the authority's SIREN number"),
    ("authority.insee", "le code INSEE de la commune", "the municipality's INSEE code"),
    ("authority.population", "la population de la collectivité", "the authority's population"),
    (
        "authority.it-department",
        "l'existence d'une DSI dans la collectivité",
        "whether the authority has an IT department",
    ),
    ("authority.staff", "l'effectif de la collectivité", "the authority's staff"),
    (
        "authority.annual-purchases",
        "les achats annuels de la collectivité",
        "the authority's annual purchases",
    ),
    ("authority.holiday-zone", "la zone des jours fériés", "the zone of public holidays"),
    ("authority.school-zone", "la zone scolaire", "the school zone"),
    ("roles", "la liste des rôles", "the list of roles"),
    ("roles.key", "la liste des rôles clés", "the list of key roles"),
    ("roles.optional", "la liste des rôles optionnels", "the list of optional roles"),
    ("levels", "la gravité des constats", "the levels of findings"),
    ("thresholds", "les seuils", "the thresholds"),
    (
        "thresholds.launch-notice-working-days",
        "le délai d'invitation au comité de lancement",
        "the notice given for the launch committee",
    ),
    (
        "thresholds.waiver-expiring-days",
        "le préavis avant la fin d'une dispense",
        "the notice before the end of a waiver",
    ),
    (
        "thresholds.near-threshold-percent",
        "la marge autour des seuils légaux",
        "the margin around legal thresholds",
    ),
];

const SCOPE: Templates = &[
    ("coverage", "le périmètre : qui est concerné", "the scope: who is covered"),
    (
        "organisation",
        "le périmètre : services seuls, ou équipements publics compris",
        "the scope: departments alone, or public facilities as well",
    ),
    ("departments", "le périmètre : les services compris", "the scope: the departments within it"),
    ("reason", "le motif du périmètre", "the reason for the scope"),
    ("resources", "les moyens prévus pour le périmètre", "the means planned for the scope"),
    ("excluded", "le périmètre : ce qui en est exclu", "the scope: what is left out"),
    ("facilities", "le périmètre : les équipements publics", "the scope: the public facilities"),
    ("note", "la remarque sur le périmètre", "the note on the scope"),
];

const FACILITY: Templates = &[
    ("count", "le nombre {}", "the number {}"),
    ("managed", "la gestion {} par la collectivité", "the management {} by the authority"),
    ("inventory-contact", "qui renseigne l'inventaire {}", "who fills in the inventory {}"),
];

const REFERENT: Templates = &[
    ("function", "la fonction {}", "the function {}"),
    ("profile", "le profil {}", "the profile {}"),
    ("brings", "l'apport {}", "the contribution {}"),
    ("email", "l'adresse électronique {}", "the mail address {}"),
    ("appointed", "la date de nomination {}", "the date of appointment {}"),
    ("days-per-week", "le temps consacré à la démarche, {}", "the time given to the work, {}"),
];

const STAKEHOLDER: Templates = &[
    ("role", "le rôle {}", "the role {}"),
    ("organisation", "l'organisation {}", "the organisation {}"),
    ("importance", "le caractère clé ou optionnel {}", "the importance {}"),
    ("first-discussion", "la date du premier échange, {}", "the date of the first discussion, {}"),
    ("bilateral", "la date de l'échange bilatéral {}", "the date of the one-to-one {}"),
    (
        "bilateral-outcome",
        "le résultat de l'échange bilatéral {}",
        "the outcome of the one-to-one {}",
    ),
    ("questions", "les questions {}", "the questions {}"),
    ("launch", "la présence {} au lancement", "the presence {} at the launch"),
    ("expectations", "les attentes {}", "the expectations {}"),
];

const MILESTONE: Templates = &[
    ("date", "la date {}", "the date {}"),
    ("end", "le dernier jour {}", "the last day {}"),
    ("start-time", "l'heure de début {}", "the starting time {}"),
    ("end-time", "l'heure de fin {}", "the ending time {}"),
    ("place", "le lieu {}", "the place {}"),
    ("body", "l'instance qui se réunit lors {}", "the body that meets on the day {}"),
    ("invited", "la date d'invitation {}", "the date of invitation {}"),
    ("participants", "les participants {}", "the participants {}"),
    ("covers", "les sujets {}", "the subjects {}"),
    ("date-reason", "le motif de la date {}", "the reason for the date {}"),
    ("outcome", "le résultat {}", "the outcome {}"),
    ("cancelled", "l'annulation {}", "the cancellation {}"),
];

const DOCUMENT: Templates = &[
    ("status", "l'état de la collecte {}", "the state of collection {}"),
    ("holder", "le détenteur {}", "the holder {}"),
    ("path", "le fichier {}", "the file {}"),
    ("url", "le lien {}", "the link {}"),
    ("dated", "la date {}", "the date {}"),
    ("due", "l'échéance {}", "the due date {}"),
    ("collected", "la date de collecte {}", "the date of collection {}"),
    ("nothing-found", "l'absence de constat dans l'étude {}", "the absence of findings {}"),
    ("findings", "les constats {}", "the findings {}"),
    (
        "findings.strategy-governance",
        "la stratégie et gouvernance, d'après l'étude {}",
        "strategy and governance, after the study {}",
    ),
    ("findings.measurement", "la mesure, d'après l'étude {}", "measurement, after the study {}"),
    ("findings.procurement", "les achats, d'après l'étude {}", "procurement, after the study {}"),
    (
        "findings.transforming-digital",
        "la transformation du numérique, d'après l'étude {}",
        "transforming digital, after the study {}",
    ),
    (
        "findings.weee-circular-economy",
        "les DEEE et l'économie circulaire, d'après l'étude {}",
        "WEEE and circular economy, after the study {}",
    ),
    (
        "findings.awareness",
        "la sensibilisation, d'après l'étude {}",
        "awareness, after the study {}",
    ),
    (
        "findings.eco-responsible-territory",
        "le territoire éco-responsable, d'après l'étude {}",
        "the eco-responsible territory, after the study {}",
    ),
];

const BODY: Templates = &[
    ("existing", "l'existence {} avant le projet", "the existence {} before the project"),
    ("frequency", "le rythme {}", "the frequency {}"),
    ("sessions", "les séances {}", "the sessions {}"),
    ("presents", "ce qui est présenté lors {}", "what is presented at a session {}"),
];

const PERIOD: Templates = &[
    ("start", "le premier jour {}", "the first day {}"),
    ("end", "le dernier jour {}", "the last day {}"),
    ("source", "l'origine {}", "the source {}"),
];

const DECISION: Templates = &[
    ("date", "la date {}", "the date {}"),
    ("body", "l'instance à l'origine {}", "the body at the origin {}"),
    ("taken-by", "l'auteur {}", "the author {}"),
    ("decision", "le texte {}", "the text {}"),
    ("concerns", "l'objet {}", "the object {}"),
    ("supersedes", "ce que remplace le texte {}", "what is superseded by the text {}"),
];

const WAIVER: Templates = &[
    ("rule", "le constat visé, au sujet {}", "the finding aimed at, on the subject {}"),
    ("target", "la cible {}", "the target {}"),
    ("until", "la fin {}", "the end {}"),
    ("decision", "la décision à l'origine {}", "the decision at the origin {}"),
];
