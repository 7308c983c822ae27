//! What the law asks of which authority: documents, from which threshold, by which text.

use crate::lang::{Lang, dates};
use crate::model::{Authority, AuthorityKind, DocumentKind};
use crate::tr;

/// What makes a text apply to an authority of some kind: a figure must exceed the threshold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Threshold {
    /// None: the kind is enough.
    Kind,
    /// In inhabitants.
    Population(u64),
    /// In staff members.
    Staff(u64),
    /// Annual purchases in euros, excluding tax.
    Purchases(u64),
}

/// A document that a text asks this authority for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Duty {
    kind: AuthorityKind,
    threshold: Threshold,
    /// The figure that exceeds the threshold; the population, where it is known and there is none.
    figure: Option<u64>,
    /// The text, in French and in English.
    text: (&'static str, &'static str),
}

pub(super) const REEN: (&str, &str) = ("article 35 de la loi REEN", "article 35 of the REEN law");
const REPORT: (&str, &str) = ("article L. 2311-1-1 du CGCT", "article L. 2311-1-1 of the CGCT");
const REPORT_DEPARTEMENT: (&str, &str) =
    ("article L. 3311-2 du CGCT", "article L. 3311-2 of the CGCT");
const REPORT_REGION: (&str, &str) = ("article L. 4310-1 du CGCT", "article L. 4310-1 of the CGCT");
pub(super) const PCAET: (&str, &str) = (
    "article L. 229-26 du code de l'environnement",
    "article L. 229-26 of the code de l'environnement",
);
pub(super) const GHG: (&str, &str) = (
    "article L. 229-25 du code de l'environnement",
    "article L. 229-25 of the code de l'environnement",
);
const SPASER: (&str, &str) = (
    "article L. 2111-3 du code de la commande publique",
    "article L. 2111-3 of the code de la commande publique",
);

/// Whether authorities of a kind are asked for a document, past which threshold, and by which text.
///
/// `None` also where the texts do not say it plainly: `special-status` tells those kinds so.
pub(super) fn asked(
    kind: AuthorityKind,
    document: DocumentKind,
) -> Option<(Threshold, (&'static str, &'static str))> {
    use AuthorityKind as A;
    let community = has_own_taxes(kind);
    let asked = match document {
        DocumentKind::ReenStrategy | DocumentKind::ReenWorkProgramme => match kind {
            A::Commune => (Threshold::Population(50_000), REEN),
            _ if community => (Threshold::Population(50_000), REEN),
            _ => return None,
        },
        DocumentKind::SustainableDevelopmentReport => match kind {
            A::Departement => (Threshold::Kind, REPORT_DEPARTEMENT),
            A::Region => (Threshold::Kind, REPORT_REGION),
            A::Commune => (Threshold::Population(50_000), REPORT),
            _ if community => (Threshold::Population(50_000), REPORT),
            _ => return None,
        },
        DocumentKind::Pcaet => match kind {
            A::MetropoleLyon => (Threshold::Kind, PCAET),
            _ if community => (Threshold::Population(20_000), PCAET),
            _ => return None,
        },
        DocumentKind::GhgAssessment => match kind {
            A::Region
            | A::Departement
            | A::Metropole
            | A::CommunauteUrbaine
            | A::CommunauteAgglomeration => (Threshold::Kind, GHG),
            A::Commune | A::CommunauteCommunes => (Threshold::Population(50_000), GHG),
            A::Ept | A::Syndicat | A::Other => (Threshold::Staff(250), GHG),
            A::MetropoleLyon | A::Ctu => return None,
        },
        DocumentKind::Spaser => (Threshold::Purchases(50_000_000), SPASER),
        DocumentKind::Crte
        | DocumentKind::DigitalPlan
        | DocumentKind::Sdus
        | DocumentKind::TerritorialDigitalPlan
        | DocumentKind::Other => return None,
    };
    Some(asked)
}

/// The duty of an authority to have a document; `None` also where the figure is not known.
pub(super) fn duty(authority: &Authority, document: DocumentKind) -> Option<Duty> {
    let kind = authority.kind?;
    let (threshold, text) = asked(kind, document)?;
    let (figure, past) = match threshold {
        Threshold::Kind => (authority.population, None),
        Threshold::Population(past) => (authority.population, Some(past)),
        Threshold::Staff(past) => (authority.staff, Some(past)),
        Threshold::Purchases(past) => (authority.annual_purchases, Some(past)),
    };
    let applies = past.is_none_or(|past| figure.is_some_and(|figure| figure > past));
    applies.then_some(Duty { kind, threshold, figure, text })
}

/// The threshold of population closest to a figure and within some per cent of it, with every text
/// that has it.
pub(super) fn near_threshold(
    kind: AuthorityKind,
    here: u64,
    percent: i64,
    lang: Lang,
) -> Option<(u64, Vec<&'static str>)> {
    let near = |past: u64| {
        let allowed = u128::from(past) * u128::from(percent.unsigned_abs());
        u128::from(here.abs_diff(past)) * 100 <= allowed
    };
    let asked = DocumentKind::ALL.iter().filter_map(|document| match asked(kind, *document)? {
        (Threshold::Population(past), text) if near(past) => Some((past, text)),
        _ => None,
    });
    let asked: Vec<_> = asked.collect();
    let closest = asked.iter().map(|(past, _)| *past).min_by_key(|past| here.abs_diff(*past))?;
    let texts = asked.iter().filter(|(past, _)| *past == closest);
    let mut texts: Vec<&str> = texts.map(|(_, text)| lang.pick(text.0, text.1)).collect();
    texts.dedup();
    Some((closest, texts))
}

impl Duty {
    /// Whom the text binds, with the threshold and the figure that exceeds it.
    pub(super) fn bound(&self, lang: Lang) -> String {
        let kind = a_kind(self.kind, lang);
        let here = self.figure.map_or_else(String::new, |figure| number(lang, figure));
        match self.threshold {
            Threshold::Kind if here.is_empty() => {
                tr!(lang, "{kind}, quelle que soit sa population", "{kind} of any population")
            }
            Threshold::Kind => {
                tr!(
                    lang,
                    "{kind}, quelle que soit sa population (ici {here} habitants)",
                    "{kind} of any population (here {here} inhabitants)"
                )
            }
            Threshold::Population(past) => {
                let past = number(lang, past);
                tr!(
                    lang,
                    "{kind} de plus de {past} habitants (ici {here})",
                    "{kind} of more than {past} inhabitants (here {here})"
                )
            }
            Threshold::Staff(past) => {
                tr!(
                    lang,
                    "{kind} de plus de {past} agents (ici {here})",
                    "{kind} of more than {past} staff (here {here})"
                )
            }
            Threshold::Purchases(past) => {
                let past = number(lang, past);
                tr!(
                    lang,
                    "{kind} dont les achats annuels dépassent {past} € hors taxes (ici {here})",
                    "{kind} whose annual purchases exceed €{past} excluding tax (here {here})"
                )
            }
        }
    }

    /// The text behind it: « article 35 de la loi REEN ».
    pub(super) const fn text(&self, lang: Lang) -> &'static str {
        lang.pick(self.text.0, self.text.1)
    }
}

/// Whether authorities of a kind are inter-municipal bodies with taxes of their own (EPCI à
/// fiscalité propre).
pub(super) const fn has_own_taxes(kind: AuthorityKind) -> bool {
    use AuthorityKind as A;
    matches!(
        kind,
        A::CommunauteCommunes | A::CommunauteAgglomeration | A::CommunauteUrbaine | A::Metropole
    )
}

/// A kind of authority, with its article.
pub(super) const fn a_kind(kind: AuthorityKind, lang: Lang) -> &'static str {
    use AuthorityKind as A;
    let (fr, en) = match kind {
        A::Commune => ("une commune", "a commune"),
        A::CommunauteCommunes => ("une communauté de communes", "a communauté de communes"),
        A::CommunauteAgglomeration => {
            ("une communauté d'agglomération", "a communauté d'agglomération")
        }
        A::CommunauteUrbaine => ("une communauté urbaine", "a communauté urbaine"),
        A::Metropole => ("une métropole", "a métropole"),
        A::Ept => ("un établissement public territorial", "an établissement public territorial"),
        A::MetropoleLyon => ("la Métropole de Lyon", "the Métropole de Lyon"),
        A::Syndicat => ("un syndicat", "a syndicat"),
        A::Departement => ("un département", "a département"),
        A::Region => ("une région", "a région"),
        A::Ctu => ("une collectivité territoriale unique", "a collectivité territoriale unique"),
        A::Other => ("une personne morale de droit public", "a public body"),
    };
    lang.pick(fr, en)
}

/// A figure as people write it.
pub(super) fn number(lang: Lang, figure: u64) -> String {
    dates::number(lang, i64::try_from(figure).unwrap_or(i64::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// For each kind, the documents that the law asks for, as `reen-strategy>50000`.
    fn table(kind: AuthorityKind) -> String {
        let asked = DocumentKind::ALL.iter().filter_map(|document| {
            let (threshold, _) = asked(kind, *document)?;
            let name = document.word().name;
            Some(match threshold {
                Threshold::Kind => name.to_owned(),
                Threshold::Population(past) => format!("{name}>{past}"),
                Threshold::Staff(past) => format!("{name}>{past} agents"),
                Threshold::Purchases(_) => return None,
            })
        });
        asked.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn what_the_law_asks_of_each_kind() {
        use AuthorityKind as A;
        let reen = "reen-work-programme>50000 reen-strategy>50000";
        let report = "sustainable-development-report";
        for (kind, expected) in [
            (A::Commune, format!("{report}>50000 ghg-assessment>50000 {reen}")),
            (
                A::CommunauteCommunes,
                format!("pcaet>20000 {report}>50000 ghg-assessment>50000 {reen}"),
            ),
            (A::Metropole, format!("pcaet>20000 {report}>50000 ghg-assessment {reen}")),
            (A::MetropoleLyon, "pcaet".to_owned()),
            (A::Departement, format!("{report} ghg-assessment")),
            (A::Region, format!("{report} ghg-assessment")),
            (A::Syndicat, "ghg-assessment>250 agents".to_owned()),
            (A::Ept, "ghg-assessment>250 agents".to_owned()),
            (A::Ctu, String::new()),
        ] {
            assert_eq!(table(kind), expected, "{kind:?}");
        }
    }
}
