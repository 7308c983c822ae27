//! Who leads the work (activity 1).

crate::words! {
    /// The profile of a referent.
    Profile {
        It = "it" | "informatique" | "dsi" | "si" | "technique" | "technical" => "informatique", "IT";
        Business = "business" | "metier" | "service-metier" | "services" => "métier", "business";
        ProjectOfficer = "project-officer" | "charge-de-mission" | "charge-de-mission-nr" | "chargee-de-mission" | "cheffe-de-projet" | "chef-de-projet" | "project-manager" => "chargé de mission", "project officer";
        Elected = "elected" | "elu" | "elue" | "maire" | "mayor" | "conseiller" | "councillor" => "élu", "elected member";
        Other = "other" | "autre" => "autre", "other";
    }
}

crate::words! {
    /// What a referent brings to the team.
    Contribution {
        It = "it" | "informatique" | "si" | "technique" => "compétences informatiques", "IT skills";
        Business = "business" | "metier" => "compétences métier", "business skills";
        Territory = "territory" | "territoire" => "connaissance du territoire", "knowledge of the territory";
        ElectedMandate = "elected-mandate" | "mandat" | "elu" | "politique" => "mandat d'élu", "elected mandate";
        ProjectManagement = "project-management" | "gestion-de-projet" | "conduite-de-projet" | "projet" | "pilotage" => "conduite de projet", "project management";
    }
}

crate::entity! {
    /// A referent: a function, rather than a person, that leads the work.
    Referent {
        "function" | "fonction" => function: Option<String> [required],
            "Fonction exercée, telle qu'elle paraîtra dans les documents : « Cheffe de projet, DSI ».",
            "The function held, as documents will show it: \"Project lead, IT department\".";
        "name" | "nom" => name: Option<String> [personal],
            "Nom de la personne. Facultatif : l'historique de git n'oublie pas.",
            "The person's name. Optional: git history does not forget.";
        "profile" | "profil" => profile: Option<Profile> [required],
            "Profil du référent. La méthode conseille un binôme de profils différents.",
            "The referent's profile. The method advises a pair of different profiles.";
        "brings" | "apporte" | "apports" => brings: Vec<Contribution>,
            "Ce que ce référent apporte : compétences informatiques, métier, connaissance du territoire…",
            "What this referent brings: IT skills, business skills, knowledge of the territory…";
        "email" | "courriel" | "mail" => email: Option<String> [personal],
            "Adresse électronique professionnelle.",
            "Professional mail address.";
        "appointed" | "nommé" | "nomination" => appointed: Option<chrono::NaiveDate>,
            "Date de nomination.",
            "Date of appointment, inclusive.";
        "days-per-week" | "jours-par-semaine" => days_per_week: Option<f64>,
            "Temps consacré à la démarche, en jours par semaine.",
            "Time given to the work, in days a week.";
    }
}
