//! Pointers to the law: information, never legal advice, never a failure.

mod crte_unaccounted;
mod ghg_assessment_due;
mod near_threshold;
mod pcaet_due;
mod reen_strategy_due;
mod reen_territory_scope;
mod reen_work_programme_due;
mod spaser_due;
mod special_status;
mod sustainable_report_due;

use crate::address::{Address, Kind};
use crate::lang::{Lang, dates};
use crate::model::{Authority, AuthorityKind, DocumentKind};
use crate::rule::{Context, Report, Rule};
use crate::tr;

/// The rules of this family, in the order they are shown.
pub static RULES: &[&Rule] = &[
    &reen_strategy_due::RULE,
    &reen_work_programme_due::RULE,
    &reen_territory_scope::RULE,
    &sustainable_report_due::RULE,
    &pcaet_due::RULE,
    &ghg_assessment_due::RULE,
    &spaser_due::RULE,
    &crte_unaccounted::RULE,
    &special_status::RULE,
    &near_threshold::RULE,
];

/// What makes a text apply to an authority of some kind: a figure must exceed the threshold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Threshold {
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
pub(crate) struct Duty {
    kind: AuthorityKind,
    threshold: Threshold,
    /// The figure that exceeds the threshold; the population, where it is known and there is none.
    figure: Option<u64>,
    /// The text, in French and in English.
    text: (&'static str, &'static str),
}

const REEN: (&str, &str) = ("article 35 de la loi REEN", "article 35 of the REEN law");
const REPORT: (&str, &str) = ("article L. 2311-1-1 du CGCT", "article L. 2311-1-1 of the CGCT");
const REPORT_DEPARTEMENT: (&str, &str) =
    ("article L. 3311-2 du CGCT", "article L. 3311-2 of the CGCT");
const REPORT_REGION: (&str, &str) = ("article L. 4310-1 du CGCT", "article L. 4310-1 of the CGCT");
const PCAET: (&str, &str) = (
    "article L. 229-26 du code de l'environnement",
    "article L. 229-26 of the code de l'environnement",
);
const GHG: (&str, &str) = (
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
fn asked(
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
pub(crate) fn duty(authority: &Authority, document: DocumentKind) -> Option<Duty> {
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

impl Duty {
    /// Whom the text binds, with the threshold and the figure that exceeds it.
    pub(crate) fn bound(&self, lang: Lang) -> String {
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
    pub(crate) const fn text(&self, lang: Lang) -> &'static str {
        lang.pick(self.text.0, self.text.1)
    }
}

/// Points at a document that the law asks for, unless an entry of any status accounts for it.
///
/// `noun` names it in French and in English, with its article; `note` says more of it. A `none`
/// without a reason is `reason-missing`'s business.
fn point(
    cx: &Context<'_>,
    report: &mut Report<'_>,
    document: DocumentKind,
    noun: (&str, &str),
    note: Option<String>,
) {
    let Some(duty) = duty(&cx.project.settings.authority, document) else {
        return;
    };
    // An entry whose kind could not be taken may be this one.
    let noted = |kind: Option<DocumentKind>| kind.is_none_or(|kind| kind == document);
    if cx.project.documents.values().any(|entry| noted(entry.kind)) {
        return;
    }
    let lang = cx.lang;
    let (noun, word) = (lang.pick(noun.0, noun.1), document.word().name);
    let (bound, text) = (duty.bound(lang), duty.text(lang));
    let message = tr!(
        lang,
        "la loi demande {noun} à {bound}, et `documents.toml` n'en dit rien ({text})",
        "the law asks {bound} for {noun}, and `documents.toml` says nothing of it ({text})"
    );
    let draft = report.find(Address::file(Kind::Document).subject(word), message).help(tr!(
        lang,
        "dans `documents.toml` : `[{word}]`, puis `title = \"…\"`, `kind = \"{word}\"` et `status = \"to-find\"` ; si le document n'existe pas : `status = \"none\"` et `reason = \"…\"`",
        "in `documents.toml`: `[{word}]`, then `title = \"…\"`, `kind = \"{word}\"` and `status = \"to-find\"`; if there is no such document: `status = \"none\"` and `reason = \"…\"`"
    ));
    let draft = match note {
        Some(note) => draft.note(note),
        None => draft,
    };
    draft.note(advice(lang));
}

/// What every pointer says of itself.
fn advice(lang: Lang) -> String {
    tr!(
        lang,
        "repère donné pour information, à faire vérifier : ce n'est pas un avis juridique",
        "a pointer for information, to have checked: this is not legal advice"
    )
}

/// Whether authorities of a kind are inter-municipal bodies with taxes of their own (EPCI à
/// fiscalité propre).
const fn has_own_taxes(kind: AuthorityKind) -> bool {
    use AuthorityKind as A;
    matches!(
        kind,
        A::CommunauteCommunes | A::CommunauteAgglomeration | A::CommunauteUrbaine | A::Metropole
    )
}

/// A kind of authority, with its article.
const fn a_kind(kind: AuthorityKind, lang: Lang) -> &'static str {
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
fn number(lang: Lang, figure: u64) -> String {
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
