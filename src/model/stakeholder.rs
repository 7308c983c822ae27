//! Who must be heard (activity 3).

use chrono::NaiveDate;

use super::ReferentId;

crate::words! {
    /// The role of a stakeholder. The list is nrt's own proposal: the drawing of the method's
    /// slide 5 is not public.
    Role {
        SeniorManagement = "senior-management" | "direction-generale" | "direction" | "dgs" | "dg" | "dga" | "secretaire-general" | "secretaire-de-mairie" | "management" | "direction-generale-des-services" | "chief-executive" => "direction générale", "senior management";
        ElectedLead = "elected-lead" | "elu-reference" | "elu" | "elue" | "maire" | "mayor" | "president" | "vice-president" | "adjoint" | "adjointe" | "conseiller" | "conseillere" | "elected" | "councillor" => "élu référent", "lead elected member";
        It = "it" | "dsi" | "informatique" | "si" | "service-informatique" | "numerique" | "systemes-d-information" | "dsin" | "cio" => "DSI", "IT department";
        ItProvider = "it-provider" | "prestataire-si" | "prestataire" | "infogerant" | "fournisseur-informatique" | "contractor" | "provider" | "supplier" => "prestataire SI", "IT contractor";
        BusinessDepartments = "business-departments" | "services-metiers" | "metiers" | "services" | "metier" | "departments" => "services métiers", "business departments";
        Procurement = "procurement" | "achats" | "commande-publique" | "marches-publics" | "marches" | "purchasing" | "achat" | "purchases" => "commande publique", "procurement";
        EcologicalTransition = "ecological-transition" | "transition-ecologique" | "developpement-durable" | "environnement" | "environment" | "climat" | "climate" | "energie" | "sustainability" => "transition écologique", "ecological transition";
        HumanResources = "human-resources" | "ressources-humaines" | "rh" | "hr" | "personnel" | "drh" => "ressources humaines", "human resources";
        Communication = "communication" | "com" | "dircom" | "communications" => "communication", "communication";
        WasteCircularEconomy = "waste-circular-economy" | "dechets" | "economie-circulaire" | "dechet" | "waste" | "reemploi" | "ressourcerie" => "déchets et économie circulaire", "waste and circular economy";
        Finance = "finance" | "finances" | "comptabilite" | "accounting" | "budget" | "daf" | "comptable" => "finances", "finance";
        GeneralServices = "general-services" | "moyens-generaux" | "logistique" | "facilities" | "batiments" | "patrimoine" => "moyens généraux", "general services";
        Education = "education" | "scolaire" | "ecoles" | "schools" | "enseignement" => "éducation et équipements", "education and facilities";
        DataProtectionSecurity = "data-protection-security" | "dpo" | "rssi" | "dpo-rssi" | "rgpd" | "gdpr" | "securite" | "security" | "protection-des-donnees" => "protection des données et sécurité", "data protection and security";
        DigitalInclusion = "digital-inclusion" | "inclusion-numerique" | "inclusion" | "ccas" | "mediation-numerique" | "conseiller-numerique" | "action-sociale" => "inclusion numérique", "digital inclusion";
        MemberMunicipalities = "member-municipalities" | "communes-membres" | "communes" | "municipalities" => "communes membres", "member municipalities";
        Intercommunality = "intercommunality" | "intercommunalite" | "agglo" | "epci" | "interco" | "communaute" | "agglomeration" => "intercommunalité", "inter-municipal body";
        TerritoryActors = "territory-actors" | "acteurs-du-territoire" | "associations" | "acteurs-locaux" | "entreprises" | "partenaires" | "partners" => "acteurs du territoire", "actors of the territory";
        SharedServicesBody = "shared-services-body" | "structure-mutualisatrice" | "syndicat" => "structure mutualisatrice", "shared-services body";
        StaffRepresentatives = "staff-representatives" | "representants-du-personnel" | "partenaires-sociaux" | "syndicats" | "unions" | "cst" | "comite-social-territorial" => "représentants du personnel", "staff representatives";
        Other = "other" | "autre" => "autre", "other";
    }
}

crate::words! {
    /// Whether the method's launch needs this stakeholder.
    Importance {
        Key = "key" | "cle" | "cles" | "essentiel" | "principal" | "acteur-cle" => "acteur clé", "key";
        Optional = "optional" | "optionnel" | "facultatif" | "secondaire" | "acteur-optionnel" => "acteur optionnel", "optional";
    }
}

crate::words! {
    /// The presence of a stakeholder at the launch committee.
    Presence {
        Unasked = "unasked" | "non-sollicite" | "pas-encore-sollicite" | "a-inviter" | "a-solliciter" | "pending" | "not-asked" => "pas encore sollicité", "not asked yet";
        Invited = "invited" | "invite" | "convie" | "sollicite" | "en-attente" | "asked" | "sans-reponse" => "invité, sans réponse", "invited, no answer";
        Confirmed = "confirmed" | "confirme" | "present" | "oui" | "attending" | "accepte" | "accepted" | "yes" | "participe" | "presence-confirmee" | "coming" => "présence confirmée", "confirmed";
        Declined = "declined" | "decline" | "absent" | "excuse" | "excused" | "non" | "no" | "refuse" | "indisponible" | "unavailable" | "missing" | "not-attending" | "non-present" | "ne-vient-pas" | "absent-excuse" => "absent", "declined";
        Represented = "represented" | "represente" | "remplace" | "replaced" | "supplee" | "delegue" => "représenté", "represented";
    }
}

crate::entity! {
    /// A stakeholder of the project.
    Stakeholder {
        "name" | "nom" => name: Option<String> [required],
            "Nom de la direction, du service ou de la fonction, plutôt que d'une personne.",
            "The name of the department or function, rather than of a person.";
        "role" | "rôle" => role: Option<Role> [required],
            "Rôle dans la démarche. Liste proposée par nrt, à adapter.",
            "Role in the work. A list proposed by nrt, to adapt.";
        "organisation" => organisation: Option<String>,
            "Organisation à laquelle appartient la partie prenante.",
            "The organisation that the stakeholder belongs to.";
        "importance" => importance: Option<Importance>,
            "Acteur clé ou optionnel ; à défaut, d'après les listes de rôles de `nrt.toml`.",
            "Key or optional; by default, from the lists of roles in `nrt.toml`.";
        "contact" => contact: Option<String> [personal],
            "Contact professionnel, de préférence l'adresse d'un service.",
            "A professional contact, preferably the address of a department.";
        "first-discussion" | "premier-échange" | "première-discussion" => first_discussion: Option<NaiveDate>,
            "Date de la première discussion (activité 3).",
            "Date of the first discussion (activity 3).";
        "bilateral" | "échange-bilatéral" => bilateral: Option<NaiveDate>,
            "Date de l'échange bilatéral, avant le lancement (recommandation 5).",
            "Date of the one-to-one, before the launch (recommendation 5).";
        "bilateral-outcome" | "résultat-du-bilatéral" => bilateral_outcome: Option<String>,
            "Une fois l'échange tenu : réponses données, présence au lancement.",
            "Once it was held: answers given, presence at the launch.";
        "questions" => questions: Option<String>,
            "Questions auxquelles répondre.",
            "Questions to answer.";
        "launch" | "lancement" | "présence" => launch: Option<Presence>,
            "Présence au comité de lancement ; ses participants en sont déduits.",
            "Presence at the launch committee; its participants are derived from this.";
        "expectations" | "attentes" => expectations: Option<String>,
            "Ce que la partie prenante attend de la démarche.",
            "What the stakeholder expects from the work.";
        "lead" | "pilote" => lead: Option<ReferentId>,
            "Référent qui s'en charge.",
            "The referent who takes care of it.";
    }
}
