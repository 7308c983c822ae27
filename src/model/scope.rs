//! What is covered (activity 4): the two axes of the method, and the public facilities.

use super::{Entities, StakeholderId};

crate::words! {
    /// The first axis: whom the work covers.
    Coverage {
        Authority = "authority" | "collectivite" | "mairie" | "commune" | "dsi" | "services" => "la collectivité (DSI et services)", "the authority (IT and departments)";
        Intercommunality = "intercommunality" | "intercommunalite" | "interco" | "epci" | "communaute" => "l'intercommunalité", "the inter-municipal body";
        Territory = "territory" | "territoire" => "le territoire", "the territory";
    }
}

crate::words! {
    /// The second axis: which parts of the organisation.
    Organisation {
        CentralServices = "central-services" | "services-generaux" | "services-centraux" | "siege" => "services généraux", "central services";
        CentralServicesAndFacilities = "central-services-and-facilities" | "services-generaux-et-equipements" | "services-et-equipements" | "equipements" | "equipements-publics" | "facilities" => "services généraux et équipements publics", "central services and public facilities";
    }
}

crate::words! {
    /// What sort of facility it is.
    FacilityKind {
        School = "school" | "ecole" | "ecoles" | "college" | "creche" => "école", "school";
        MediaLibrary = "media-library" | "mediatheque" | "bibliotheque" | "library" => "médiathèque", "media library";
        Sports = "sports" | "sport" | "gymnase" | "piscine" | "stade" | "equipement-sportif" => "équipement sportif", "sports facility";
        Culture = "culture" | "musee" | "theatre" | "museum" | "salle-de-spectacle" => "équipement culturel", "cultural facility";
        Social = "social" | "ccas" | "ehpad" | "centre-social" => "équipement social", "social facility";
        Technical = "technical" | "technique" | "atelier" | "ateliers" | "dechetterie" | "centre-technique" => "équipement technique", "technical facility";
        Other = "other" | "autre" => "autre", "other";
    }
}

crate::entity! {
    /// A sort of public facility within the scope.
    Facility {
        "name" | "nom" => name: Option<String> [required],
            "Nom des équipements.",
            "The name of the facilities.";
        "kind" | "nature" | "type" => kind: Option<FacilityKind> [required],
            "Nature des équipements.",
            "What sort of facilities they are.";
        "count" | "nombre" => count: Option<u64>,
            "Nombre d'équipements.",
            "How many there are.";
        "managed" | "géré" | "gérés" => managed: Option<bool>,
            "Si la collectivité les gère : la méthode parle des équipements « qu'elle gère ».",
            "Whether the authority manages them: the method speaks of those it manages.";
        "inventory-contact" | "contact-inventaire" => inventory_contact: Option<StakeholderId>,
            "Partie prenante qui renseignera l'inventaire.",
            "The stakeholder who will fill in the inventory.";
    }
}

crate::table! {
    /// The scope of the work.
    Scope {
        "coverage" | "portée" => coverage: Vec<Coverage> [commitment],
            "Premier axe : la collectivité toujours, et au choix l'intercommunalité ou le territoire.",
            "First axis: the authority always, and the inter-municipal body or the territory by choice.";
        "organisation" => organisation: Option<Organisation> [commitment],
            "Second axe : les services généraux seuls, ou aussi les équipements publics.",
            "Second axis: central services alone, or public facilities as well.";
        "departments" | "services" | "directions" => departments: Vec<String> [commitment],
            "Services compris dans le périmètre.",
            "The departments within the scope.";
        "reason" | "motif" => reason: Option<String>,
            "Pourquoi ce périmètre ; nécessaire s'il dépasse le minimum.",
            "Why this scope; needed where it is wider than the minimum.";
        "resources" | "moyens" => resources: Option<String>,
            "Moyens prévus pour le couvrir.",
            "The means planned to cover it.";
        "excluded" | "exclus" => excluded: Vec<String> [commitment],
            "Ce qui est exclu, en toutes lettres.",
            "What is excluded, in words.";
        "facilities" | "équipements" => facilities: Entities<Facility> [commitment],
            "Équipements publics compris dans le périmètre.",
            "The public facilities within the scope.";
        "note" | "remarque" => note: Option<String>,
            "Remarque libre, pour les personnes.",
            "A free note, for people.";
    }
}
