//! What already exists on paper (activity 6).

use chrono::NaiveDate;

use super::{ActorId, ReferentId};

crate::words! {
    /// What sort of document it is; the first eight are the method's own list.
    DocumentKind {
        Pcaet = "pcaet" | "plan-climat" => "plan climat-air-énergie territorial (PCAET)", "territorial climate-air-energy plan (PCAET)";
        Crte = "crte" => "contrat pour la réussite de la transition écologique (CRTE)", "ecological-transition contract (CRTE)";
        SustainableDevelopmentReport = "sustainable-development-report" | "rapport-odd" | "rapport-developpement-durable" => "rapport de développement durable (ODD)", "sustainable-development report";
        Spaser = "spaser" => "schéma de promotion des achats responsables (SPASER)", "responsible-procurement scheme (SPASER)";
        GhgAssessment = "ghg-assessment" | "bges" | "beges" | "bilan-carbone" | "carbon-footprint" => "bilan d'émissions de gaz à effet de serre (BGES)", "greenhouse-gas inventory (BGES)";
        DigitalPlan = "digital-plan" | "schema-numerique" | "schema-directeur" | "sdsi" | "strategie-numerique" | "schema-directeur-informatique" => "schéma numérique", "digital plan";
        Sdus = "sdus" => "schéma directeur des usages et services numériques (SDUS)", "digital uses and services master plan (SDUS)";
        TerritorialDigitalPlan = "territorial-digital-plan" | "plan-numerique-territorial" => "plan numérique territorial", "territorial digital plan";
        ReenWorkProgramme = "reen-work-programme" | "programme-de-travail-reen" => "programme de travail REEN", "REEN work programme";
        ReenStrategy = "reen-strategy" | "strategie-reen" | "strategie-numerique-responsable" => "stratégie numérique responsable (REEN)", "responsible-digital strategy (REEN)";
        Other = "other" | "autre" => "autre", "other";
    }
}

crate::words! {
    /// How far the collection of a document is.
    Status {
        ToFind = "to-find" | "a-trouver" | "a-chercher" | "manquant" | "missing" | "a-recuperer" | "inconnu" => "à trouver", "to find";
        Requested = "requested" | "demande" | "en-cours" | "en-attente" | "asked" | "pending" => "demandé", "requested";
        Collected = "collected" | "collecte" | "recu" | "received" | "obtenu" | "recupere" | "disponible" => "collecté", "collected";
        Studied = "studied" | "etudie" | "lu" | "read" | "analyse" | "exploite" | "done" => "étudié", "studied";
        None = "none" | "aucun" | "inexistant" | "n-existe-pas" | "absent" | "nonexistent" => "n'existe pas", "none";
        NotApplicable = "not-applicable" | "sans-objet" | "na" | "n-a" | "non-applicable" | "non-concerne" => "sans objet", "not applicable";
    }
}

crate::table! {
    /// What a document already says, by dimension of the roadmap.
    Findings {
        "strategy-governance" | "stratégie-gouvernance" => strategy_governance: Vec<String>,
            "Stratégie et gouvernance.",
            "Strategy and governance.";
        "measurement" | "mesure" => measurement: Vec<String>,
            "Mesure.",
            "Measurement.";
        "procurement" | "achats" => procurement: Vec<String>,
            "Achats.",
            "Procurement.";
        "transforming-digital" | "transformation-du-numerique" => transforming_digital: Vec<String>,
            "Transformation du numérique.",
            "Transforming digital itself.";
        "weee-circular-economy" | "deee-economie-circulaire" => weee_circular_economy: Vec<String>,
            "DEEE et économie circulaire.",
            "WEEE and circular economy.";
        "awareness" | "sensibilisation" => awareness: Vec<String>,
            "Sensibilisation.",
            "Awareness.";
        "eco-responsible-territory" | "territoire-éco-responsable" => eco_responsible_territory: Vec<String>,
            "Le numérique pour un territoire éco-responsable.",
            "Digital for an eco-responsible territory.";
    }
}

crate::entity! {
    /// A document to collect and study.
    Document {
        "title" | "titre" => title: Option<String> [required],
            "Titre du document.",
            "The document's title.";
        "kind" | "nature" | "type" => kind: Option<DocumentKind> [required],
            "Nature du document ; les huit premières sont la liste de la méthode.",
            "What sort of document it is; the first eight are the method's own list.";
        "status" | "statut" | "état" => status: Option<Status> [required],
            "Où en est la collecte.",
            "How far its collection is.";
        "reason" | "motif" => reason: Option<String>,
            "Pourquoi il est sans objet, ou n'existe pas alors que la loi le demande.",
            "Why it is not applicable, or does not exist although the law asks for it.";
        "holder" | "détenteur" => holder: Option<ActorId>,
            "Qui le détient.",
            "Who holds it.";
        "path" | "chemin" => path: Option<String>,
            "Chemin du fichier dans le dépôt, depuis le dossier du projet.",
            "The file's path in the repository, from the project's folder.";
        "url" | "lien" => url: Option<String>,
            "Adresse web ; jamais consultée par nrt.",
            "Web address; never fetched by nrt.";
        "dated" | "date" => dated: Option<NaiveDate>,
            "Date du document lui-même.",
            "The date of the document itself.";
        "due" | "échéance" => due: Option<NaiveDate>,
            "Date à laquelle il est attendu.",
            "The date by which it is expected.";
        "collected" | "collecté" => collected: Option<NaiveDate>,
            "Date à laquelle il a été collecté.",
            "The date on which it was collected.";
        "nothing-found" | "rien-trouvé" => nothing_found: Option<bool>,
            "`true` s'il a été étudié et ne dit rien du sujet.",
            "`true` if it was studied and says nothing on the subject.";
        "findings" | "constats" => findings: Option<Findings>,
            "Ce qu'il dit déjà, par dimension de la feuille de route.",
            "What it already says, by dimension of the roadmap.";
        "lead" | "pilote" => lead: Option<ReferentId>,
            "Référent qui s'en charge.",
            "The referent who takes care of it.";
    }
}

impl Findings {
    /// Whether a document says something in any dimension.
    pub fn any(&self) -> bool {
        let Self {
            strategy_governance,
            measurement,
            procurement,
            transforming_digital,
            weee_circular_economy,
            awareness,
            eco_responsible_territory,
        } = self;
        [
            strategy_governance,
            measurement,
            procurement,
            transforming_digital,
            weee_circular_economy,
            awareness,
            eco_responsible_territory,
        ]
        .iter()
        .any(|found| !found.is_empty())
    }
}
