//! The local authority that leads the project.

use crate::holidays::Zone;

crate::words! {
    /// The category of the authority; the official French names stay French.
    AuthorityKind {
        Commune = "commune" | "ville" | "mairie" | "town" | "city" | "municipality" => "commune", "commune";
        CommunauteCommunes = "communaute-communes" | "cc" | "communaute-de-communes" | "comcom" => "communauté de communes", "communauté de communes";
        CommunauteAgglomeration = "communaute-agglomeration" | "ca" | "communaute-d-agglomeration" | "agglomeration" | "agglo" => "communauté d'agglomération", "communauté d'agglomération";
        CommunauteUrbaine = "communaute-urbaine" | "cu" => "communauté urbaine", "communauté urbaine";
        Metropole = "metropole" => "métropole", "métropole";
        Ept = "ept" => "établissement public territorial", "établissement public territorial";
        MetropoleLyon = "metropole-lyon" | "metropole-de-lyon" => "Métropole de Lyon", "Métropole de Lyon";
        Syndicat = "syndicat" | "syndicat-mixte" => "syndicat", "syndicat";
        Departement = "departement" => "département", "département";
        Region = "region" => "région", "région";
        Ctu = "ctu" | "collectivite-territoriale-unique" => "collectivité territoriale unique", "collectivité territoriale unique";
        Other = "other" | "autre" => "autre", "other";
    }
}

crate::words! {
    /// The zone whose public holidays count.
    HolidayZone {
        Metropole = "metropole" => "métropole", "mainland France";
        AlsaceMoselle = "alsace-moselle" => "Alsace-Moselle", "Alsace-Moselle";
        Guadeloupe = "guadeloupe" => "Guadeloupe", "Guadeloupe";
        Guyane = "guyane" => "Guyane", "French Guiana";
        LaReunion = "la-reunion" | "reunion" => "La Réunion", "La Réunion";
        Martinique = "martinique" => "Martinique", "Martinique";
        Mayotte = "mayotte" => "Mayotte", "Mayotte";
        NouvelleCaledonie = "nouvelle-caledonie" => "Nouvelle-Calédonie", "New Caledonia";
        PolynesieFrancaise = "polynesie-francaise" => "Polynésie française", "French Polynesia";
        SaintBarthelemy = "saint-barthelemy" => "Saint-Barthélemy", "Saint-Barthélemy";
        SaintMartin = "saint-martin" => "Saint-Martin", "Saint-Martin";
        SaintPierreEtMiquelon = "saint-pierre-et-miquelon" => "Saint-Pierre-et-Miquelon", "Saint-Pierre-et-Miquelon";
        WallisEtFutuna = "wallis-et-futuna" => "Wallis-et-Futuna", "Wallis and Futuna";
    }
}

crate::words! {
    /// The zone of school holidays: a label, since the dates are imported.
    SchoolZone {
        A = "A" | "zone-a" => "zone A", "zone A";
        B = "B" | "zone-b" => "zone B", "zone B";
        C = "C" | "zone-c" => "zone C", "zone C";
        Corse = "corse" => "Corse", "Corsica";
        Guadeloupe = "guadeloupe" => "Guadeloupe", "Guadeloupe";
        Guyane = "guyane" => "Guyane", "French Guiana";
        LaReunion = "la-reunion" | "reunion" => "La Réunion", "La Réunion";
        Martinique = "martinique" => "Martinique", "Martinique";
        Mayotte = "mayotte" => "Mayotte", "Mayotte";
        NouvelleCaledonie = "nouvelle-caledonie" => "Nouvelle-Calédonie", "New Caledonia";
        PolynesieFrancaise = "polynesie-francaise" => "Polynésie française", "French Polynesia";
        SaintPierreEtMiquelon = "saint-pierre-et-miquelon" => "Saint-Pierre-et-Miquelon", "Saint-Pierre-et-Miquelon";
        WallisEtFutuna = "wallis-et-futuna" => "Wallis-et-Futuna", "Wallis and Futuna";
    }
}

crate::table! {
    /// The local authority (collectivité).
    Authority {
        "name" | "nom" => name: Option<String> [required],
            "Nom de la collectivité.",
            "The authority's name.";
        "kind" | "nature" | "type" => kind: Option<AuthorityKind> [required],
            "Catégorie de la collectivité.",
            "The authority's category.";
        "siren" => siren: Option<String>,
            "Numéro SIREN : neuf chiffres, entre guillemets.",
            "SIREN number: nine digits, between quotes.";
        "insee" | "code-insee" => insee: Option<String>,
            "Code INSEE de la commune (communes seulement), entre guillemets.",
            "INSEE code of the commune (communes only), between quotes.";
        "population" | "habitants" => population: Option<u64> [required],
            "Population totale (INSEE), en habitants.",
            "Total population (INSEE), in inhabitants.";
        "it-department" | "dsi" => it_department: Option<bool> [required],
            "Si la collectivité a sa propre DSI ; avec la population, indique la variante de la méthode.",
            "Whether the authority has its own IT department; with the population, points to the method's variant.";
        "staff" | "agents" | "effectif" => staff: Option<u64>,
            "Nombre d'agents.",
            "Number of staff members.";
        "annual-purchases" | "achats-annuels" => annual_purchases: Option<u64>,
            "Montant annuel des achats, en euros hors taxes.",
            "Annual purchases, in euros excluding tax.";
        "holiday-zone" | "zone-jours-fériés" => holiday_zone: Option<HolidayZone>,
            "Zone des jours fériés ; la métropole à défaut.",
            "The zone of public holidays; mainland France by default.";
        "school-zone" | "zone-scolaire" => school_zone: Option<SchoolZone>,
            "Zone scolaire : une étiquette, car les dates s'importent.",
            "The school zone: a label, since its dates are imported.";
    }
}

impl Authority {
    /// The zone whose public holidays count; mainland France where none is written.
    pub fn zone(&self) -> Zone {
        match self.holiday_zone {
            None | Some(HolidayZone::Metropole) => Zone::Metropole,
            Some(HolidayZone::AlsaceMoselle) => Zone::AlsaceMoselle,
            Some(HolidayZone::Guadeloupe) => Zone::Guadeloupe,
            Some(HolidayZone::Guyane) => Zone::Guyane,
            Some(HolidayZone::LaReunion) => Zone::LaReunion,
            Some(HolidayZone::Martinique) => Zone::Martinique,
            Some(HolidayZone::Mayotte) => Zone::Mayotte,
            Some(HolidayZone::NouvelleCaledonie) => Zone::NouvelleCaledonie,
            Some(HolidayZone::PolynesieFrancaise) => Zone::PolynesieFrancaise,
            Some(HolidayZone::SaintBarthelemy) => Zone::SaintBarthelemy,
            Some(HolidayZone::SaintMartin) => Zone::SaintMartin,
            Some(HolidayZone::SaintPierreEtMiquelon) => Zone::SaintPierreEtMiquelon,
            Some(HolidayZone::WallisEtFutuna) => Zone::WallisEtFutuna,
        }
    }
}
