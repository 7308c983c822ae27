//! Existing governance bodies (activity 7).

use chrono::NaiveDate;

use super::ReferentId;

crate::words! {
    /// What sort of body it is.
    BodyKind {
        ManagementCommittee = "management-committee" | "codir" | "comite-de-direction" | "comite-direction" | "comdir" => "comité de direction", "management committee";
        ExecutiveBoard = "executive-board" | "bureau" | "bureau-communautaire" | "bureau-municipal" | "bureau-executif" | "board" => "bureau", "executive board";
        Council = "council" | "conseil" | "conseil-municipal" | "conseil-communautaire" | "assemblee" | "assemblee-deliberante" | "conseil-departemental" | "conseil-regional" => "assemblée délibérante", "council";
        SteeringCommittee = "steering-committee" | "copil" | "comite-de-pilotage" => "comité de pilotage", "steering committee";
        TechnicalCommittee = "technical-committee" | "cotech" | "comite-technique" => "comité technique", "technical committee";
        DepartmentMeeting = "department-meeting" | "reunion-de-service" | "reunion-service" | "team-meeting" => "réunion de service", "department meeting";
        ManagementBriefing = "management-briefing" | "point-dg" | "point-avec-la-dg" => "point avec la direction générale", "briefing with management";
        Other = "other" | "autre" => "autre", "other";
    }
}

crate::words! {
    /// How often a body meets.
    Frequency {
        Weekly = "weekly" | "hebdomadaire" | "chaque-semaine" | "hebdo" | "toutes-les-semaines" => "chaque semaine", "weekly";
        Fortnightly = "fortnightly" | "bimensuelle" | "bimensuel" | "tous-les-quinze-jours" | "quinzaine" => "toutes les deux semaines", "fortnightly";
        Monthly = "monthly" | "mensuelle" | "mensuel" | "chaque-mois" | "tous-les-mois" => "chaque mois", "monthly";
        Bimonthly = "bimonthly" | "bimestrielle" => "tous les deux mois", "every two months";
        Quarterly = "quarterly" | "trimestrielle" | "trimestriel" => "chaque trimestre", "quarterly";
        Yearly = "yearly" | "annuelle" | "annuel" | "annual" | "tous-les-ans" => "chaque année", "yearly";
        OnDemand = "on-demand" | "a-la-demande" | "ponctuel" | "au-besoin" | "as-needed" => "à la demande", "on demand";
    }
}

crate::entity! {
    /// A governance body where the work can be presented.
    Body {
        "name" | "nom" => name: Option<String> [required],
            "Nom de l'instance.",
            "The body's name.";
        "kind" | "nature" | "type" => kind: Option<BodyKind> [required],
            "Nature de l'instance.",
            "What sort of body it is.";
        "existing" | "existante" => existing: Option<bool>,
            "`false` si elle est créée pour le projet : seules les instances existantes répondent à l'activité 7. `true` à défaut.",
            "`false` if it is created for the project: only existing bodies settle activity 7. `true` by default.";
        "frequency" | "fréquence" | "périodicité" => frequency: Option<Frequency>,
            "Rythme de ses séances.",
            "How often it meets.";
        "sessions" | "séances" => sessions: Vec<NaiveDate>,
            "Dates de ses séances.",
            "The dates of its sessions.";
        "presents" | "présente" => presents: Option<String>,
            "Ce que les référents y présentent.",
            "What the referents present there.";
        "contact" => contact: Option<String> [personal],
            "Contact professionnel, de préférence l'adresse d'un secrétariat.",
            "A professional contact, preferably the address of a secretariat.";
        "lead" | "pilote" => lead: Option<ReferentId>,
            "Référent qui s'en charge.",
            "The referent who takes care of it.";
    }
}

impl Body {
    /// Whether the body existed before the project.
    pub fn is_existing(&self) -> bool {
        self.existing != Some(false)
    }
}
