//! The method's step 1, in its own words: seven activities, five recommendations, and the passages
//! that ask or advise something. Source: ANCT, démarche « Numérique responsable », étape 1.

use crate::lang::Lang;
use crate::model::{DocumentKind, Method, Role};

/// Where a rule comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Clause {
    /// One of the seven activities, from 1.
    Activity(u8),
    /// One of the five recommendations, from 1.
    Recommendation(u8),
    /// Another passage of the method.
    Passage(Passage),
    /// A law or a decree: a pointer, never legal advice.
    Law,
    /// No text: a rule of nrt's own.
    Own,
}

/// A passage of the method outside the lists of activities and recommendations.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Passage {
    /// Which variant of the method to use.
    Variant,
    /// Flash needs the IT contractor.
    FlashProvider,
    /// How long step 1 should last.
    Duration,
    /// The pilots' word on the knowledge of the territory.
    Territory,
    /// The first wave's word on the right moment.
    Timing,
    /// The minimum scope, and when to decide it.
    ScopeMinimum,
    /// The wider scopes.
    ScopeWider,
    /// The scope in terms of organisation.
    ScopeOrganisation,
    /// What the scope matters for.
    ScopeUse,
    /// The list of documents.
    Documents,
    /// Why documents are studied.
    DocumentStudy,
    /// That not every authority needs every document.
    DocumentDuty,
    /// The stakeholders of slide 5.
    Stakeholders,
    /// The step that follows.
    NextStep,
}

impl Passage {
    /// Every passage, in the order of the method's text.
    pub const ALL: [Self; 14] = [
        Self::Variant,
        Self::FlashProvider,
        Self::Duration,
        Self::Territory,
        Self::Timing,
        Self::Stakeholders,
        Self::ScopeMinimum,
        Self::ScopeWider,
        Self::ScopeOrganisation,
        Self::ScopeUse,
        Self::Documents,
        Self::DocumentStudy,
        Self::DocumentDuty,
        Self::NextStep,
    ];

    /// The name used in JSON and on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Variant => "variant",
            Self::FlashProvider => "flash",
            Self::Duration => "duration",
            Self::Territory => "territory",
            Self::Timing => "timing",
            Self::ScopeMinimum => "scope-minimum",
            Self::ScopeWider => "scope-wider",
            Self::ScopeOrganisation => "scope-organisation",
            Self::ScopeUse => "scope-use",
            Self::Documents => "documents",
            Self::DocumentStudy => "document-study",
            Self::DocumentDuty => "document-duty",
            Self::Stakeholders => "stakeholders",
            Self::NextStep => "next-step",
        }
    }

    /// The activity whose text refers to the slide that the passage stands on.
    pub const fn activity(self) -> Option<Clause> {
        match self {
            Self::Stakeholders => Some(Clause::Activity(3)),
            Self::ScopeMinimum | Self::ScopeWider | Self::ScopeOrganisation | Self::ScopeUse => {
                Some(Clause::Activity(4))
            }
            Self::Documents | Self::DocumentStudy | Self::DocumentDuty => Some(Clause::Activity(6)),
            Self::Variant
            | Self::FlashProvider
            | Self::Duration
            | Self::Territory
            | Self::Timing
            | Self::NextStep => None,
        }
    }

    /// The passage, verbatim but for its bold marks; the method's own spelling is kept.
    pub const fn quote(self) -> &'static str {
        match self {
            Self::Variant => {
                "Veillez utiliser cette version du pas à pas méthodologique si votre collectivité a plus de 3 500 habitants et/ou sa propre DSI."
            }
            Self::FlashProvider => "Elle nécessite une collaboration avec le prestataire SI.",
            Self::Duration => "Durée recommandée : 4-6 semaines",
            Self::Territory => {
                "Notre équipe de référents constituée d'un binôme technico-fonctionnel permet de s'appuyer sur des compétences informatiques, ainsi que des compétences de services métiers, auxquelles s'ajoutent une nécessaire connaissance du territoire."
            }
            Self::Timing => {
                "Chaque collectivité doit choisir la période de l'année qui lui permettra d'appliquer le périmètre qui lui est optimal. En effet, celui-ci influencera la durée du projet, ainsi que les moyens et les parties prenantes à mobiliser."
            }
            Self::Stakeholders => {
                "Acteurs clés (principaux acteurs sollicités lors de l'expérimentation menée par l'ANCT)"
            }
            Self::ScopeMinimum => {
                "Il est important pour la collectivité de déterminer dès le début du projet le périmètre à adresser sur le sujet du Numérique responsable. La DSI et les services de la collectivité constituent le périmètre minimal à adresser."
            }
            Self::ScopeWider => {
                "En fonction de l'ambition que porte la collectivité, elle peut choisir de s'engager sur un périmètre plus large, à savoir l'intercommunalité ou/et le territoire."
            }
            Self::ScopeOrganisation => {
                "La collectivité devrait également déterminer dès le début le périmètre du projet en matière d'organisation, à savoir si elle prend en compte uniquement les services généraux de la collectivité ou adresse également les équipements et infrastructures publics (écoles, médiathèques, etc.) qu'elle gère."
            }
            Self::ScopeUse => {
                "Le choix de ce périmètre est important notamment dans la réalisation de l'Inventaire Quantitatif Flash et la mise en place des actions concernant les équipements / infrastructures numériques."
            }
            Self::Documents => {
                "La prise en connaissance et l'appropriation de la documentation existante est nécessaire au bon déroulement de la démarche. Ci-dessous une liste non exhaustive de documents pouvant être utiles à l'analyse qualitative."
            }
            Self::DocumentStudy => {
                "L'étude de ces documents doit permettre d'identifier les éléments déjà formalisés par la collectivité autour d'initiatives ou d'une démarche Numérique responsable"
            }
            Self::DocumentDuty => {
                "Toutes les collectivités ne sont pas tenues de disposer des documents ci-dessus"
            }
            Self::NextStep => "Lancer officiellement la démarche Numérique responsable",
        }
    }
}

/// The second sentence on the variants, for Flash.
pub const FLASH_QUOTE: &str = "Veillez utiliser cette version du pas à pas méthodologique vous si votre collectivité a moins de 3 500 habitants et/ou n'a pas sa propre DSI.";

/// The population that separates the two variants, in inhabitants; at exactly this figure the
/// method names neither.
pub const VARIANT_POPULATION: u64 = 3_500;

/// The variant that population, in inhabitants, and IT department point to; nothing where the
/// method's text admits both.
pub const fn variant(population: u64, it_department: bool) -> Option<Method> {
    match (population, it_department) {
        (VARIANT_POPULATION, _) => None,
        (VARIANT_POPULATION.., true) => Some(Method::Standard),
        (..VARIANT_POPULATION, false) => Some(Method::Flash),
        _ => None,
    }
}

/// The recommended length of step 1, in weeks, « à titre indicatif uniquement ».
pub const WEEKS: std::ops::RangeInclusive<i64> = 4..=6;

/// An activity or a recommendation: its short name in both languages, and its verbatim text.
#[derive(Debug, Clone, Copy)]
pub struct Article {
    /// A short name, in French and in English.
    pub name: (&'static str, &'static str),
    /// The method's text, verbatim but for its bold marks.
    pub quote: &'static str,
}

/// The seven activities, « activités à mener ».
pub const ACTIVITIES: [Article; 7] = [
    Article {
        name: ("Référents", "Referents"),
        quote: "Nommer un référént ou une équipe de référents pour piloter la démarche",
    },
    Article {
        name: ("Échange avec la direction", "Exchange with management"),
        quote: "Echanger avec la direction sur les objectifs du projet et présenter le Numérique responsable",
    },
    Article {
        name: ("Parties prenantes", "Stakeholders"),
        quote: "Identifier les parties prenantes du projet (cf. diapositive 5) et lancer les premières discussions",
    },
    Article {
        name: ("Périmètre", "Scope"),
        quote: "Déterminer le périmètre de la démarche (cf. diapositives 6-7)",
    },
    Article {
        name: ("Planning et jalons", "Schedule and milestones"),
        quote: "Définir le planning et les jalons clés du projet",
    },
    Article {
        name: ("Documentation", "Documents"),
        quote: "Collecter la documentation utile à analyser (cf. diapositive 8)",
    },
    Article {
        name: ("Instances existantes", "Existing bodies"),
        quote: "Identifier les instances existantes de la collectivité dans lesquelles l'équipe de référents pourrait intervenir pour présenter la démarche NR et les avancées tout au long du projet (ex : CODIR, Bureau Communautaire, réunions de service, points d'avancement avec la DG...)",
    },
];

/// The five recommendations, « nos recommandations ».
pub const RECOMMENDATIONS: [Article; 5] = [
    Article {
        name: ("Équipe de référents", "Team of referents"),
        quote: "Identifier une équipe de référents avec au minimum 2 personnes (exemple de référents en binôme: DSI / Métier, Chargé de mission NR / Elu, etc.) qui seront chargés de mettre en œuvre l'intégralité des activités prévues dans le pas à pas méthodologique",
    },
    Article {
        name: ("Partage de connaissance", "Knowledge sharing"),
        quote: "Prévoir un temps de transfert et de partage de connaissance entre les référents du projet",
    },
    Article {
        name: ("Calendrier de la collectivité", "The authority's calendar"),
        quote: "Définir le planning et les jalons clés du projet en fonction des réunions/cycles budgétaires de la collectivité ainsi que des temps forts et périodes de congés prévisibles",
    },
    Article {
        name: ("Délai avant le lancement", "Notice before the launch"),
        quote: "Prévoir un délai suffisant avant le comité de lancement du projet, afin de prépositionner les acteurs concernés et s'assurer de leur disponibilité",
    },
    Article {
        name: ("Échanges bilatéraux", "One-to-one meetings"),
        quote: "Planifier un temps d'échange en bilatéral avec les parties prenantes identifiées avant le lancement du projet pour répondre à d'éventuelles questions et s'assurer de leur présence",
    },
];

/// The eight documents of the method's own list.
pub const LISTED_DOCUMENTS: [DocumentKind; 8] = [
    DocumentKind::Pcaet,
    DocumentKind::Crte,
    DocumentKind::SustainableDevelopmentReport,
    DocumentKind::Spaser,
    DocumentKind::GhgAssessment,
    DocumentKind::DigitalPlan,
    DocumentKind::Sdus,
    DocumentKind::TerritorialDigitalPlan,
];

/// The roles of key stakeholders where a project gives no list: « liste proposée par nrt, à
/// adapter », since the drawing of the method's slide 5 is not public.
pub const KEY_ROLES: [Role; 6] = [
    Role::SeniorManagement,
    Role::ElectedLead,
    Role::It,
    Role::BusinessDepartments,
    Role::Procurement,
    Role::EcologicalTransition,
];

impl Clause {
    /// The name used in JSON, in tables and on the command line: `A1`, `R5`, `variant`, `law`, `own`.
    pub fn name(self) -> String {
        match self {
            Self::Activity(n) => format!("A{n}"),
            Self::Recommendation(n) => format!("R{n}"),
            Self::Passage(passage) => passage.name().to_owned(),
            Self::Law => "law".to_owned(),
            Self::Own => "own".to_owned(),
        }
    }

    /// The clause of a name, in either case.
    pub fn parse(name: &str) -> Option<Self> {
        let activities = (1..=7).map(Self::Activity);
        let recommendations = (1..=5).map(Self::Recommendation);
        let passages = Passage::ALL.into_iter().map(Self::Passage);
        activities
            .chain(recommendations)
            .chain(passages)
            .find(|clause| clause.name().eq_ignore_ascii_case(name))
    }

    /// The activity or recommendation, if it is one.
    pub fn article(self) -> Option<&'static Article> {
        match self {
            Self::Activity(n) => ACTIVITIES.get(usize::from(n).checked_sub(1)?),
            Self::Recommendation(n) => RECOMMENDATIONS.get(usize::from(n).checked_sub(1)?),
            Self::Passage(_) | Self::Law | Self::Own => None,
        }
    }

    /// The method's text behind the clause, verbatim; `None` for the law and for nrt's own rules.
    pub fn quote(self) -> Option<&'static str> {
        match self {
            Self::Passage(passage) => Some(passage.quote()),
            Self::Activity(_) | Self::Recommendation(_) => self.article().map(|a| a.quote),
            Self::Law | Self::Own => None,
        }
    }

    /// What to say of the clause in a note: « recommandation 5 », "the method", "nrt's own rule".
    pub fn title(self, lang: Lang) -> String {
        match self {
            Self::Activity(n) => crate::tr!(lang, "activité {n}", "activity {n}"),
            Self::Recommendation(n) => crate::tr!(lang, "recommandation {n}", "recommendation {n}"),
            Self::Passage(_) => crate::tr!(lang, "la méthode", "the method"),
            Self::Law => crate::tr!(lang, "repère juridique", "legal pointer"),
            Self::Own => crate::tr!(lang, "règle propre à nrt", "nrt's own rule"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn population_and_it_department_point_to_a_variant_or_admit_both() {
        for (population, it, pointed) in [
            (3_501, true, Some(Method::Standard)),
            (3_499, false, Some(Method::Flash)),
            (3_501, false, None),
            (3_499, true, None),
            (3_500, true, None),
            (3_500, false, None),
        ] {
            assert_eq!(variant(population, it), pointed, "{population}, {it}");
        }
    }

    #[test]
    fn names_of_clauses_are_read_back() {
        for clause in
            [Clause::Activity(7), Clause::Recommendation(5), Clause::Passage(Passage::Timing)]
        {
            assert_eq!(Clause::parse(&clause.name().to_lowercase()), Some(clause));
        }
        assert_eq!(Clause::parse("A8"), None);
        assert_eq!(Clause::Activity(0).quote(), None);
    }
}
