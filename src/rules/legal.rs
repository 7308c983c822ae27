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
use crate::lang::Lang;
use crate::model::{AuthorityKind, DocumentKind, Status};
use crate::rule::{Context, Report, Rule};
use crate::rules::duty::{duty, number};
use crate::rules::validity::is_reason;
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
        "dans `documents.toml` : `[{word}]` puis, une par ligne, `title = \"…\"`, `kind = \"{word}\"` et `status = \"to-find\"` ; si le document n'existe pas : `status = \"none\"` et `reason = \"…\"`",
        "in `documents.toml`: `[{word}]` then, one a line, `title = \"…\"`, `kind = \"{word}\"` and `status = \"to-find\"`; if there is no such document: `status = \"none\"` and `reason = \"…\"`"
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

/// The population, in brackets, for a message that is about a kind of authority.
fn population_here(cx: &Context<'_>) -> String {
    let population = cx.project.settings.authority.population;
    population.map_or_else(String::new, |population| {
        let here = number(cx.lang, population);
        tr!(cx.lang, " (ici {here} habitants)", " (here {here} inhabitants)")
    })
}

/// Where to point at a missing account of the CRTE: an entry that says without a reason that there
/// is none, else the file; `None` where an entry accounts for it, or may.
fn unaccounted_crte(cx: &Context<'_>) -> Option<Address> {
    let mut address = Address::file(Kind::Document).subject(DocumentKind::Crte.word().name);
    for (id, entry) in &cx.project.documents {
        if entry.kind? != DocumentKind::Crte {
            continue;
        }
        if entry.status != Some(Status::None) || entry.reason.as_deref().is_some_and(is_reason) {
            return None;
        }
        address = Address::entity(Kind::Document, id).key("status");
    }
    Some(address)
}

/// What to do where nothing is said of the CRTE: a commune asks its inter-municipal body for it.
fn crte_help(lang: Lang, kind: AuthorityKind) -> String {
    let (before, status) = match kind {
        AuthorityKind::Commune => (
            lang.pick(
                "demandez-le à votre intercommunalité, et ",
                "ask your inter-municipal body for it, and ",
            ),
            "requested",
        ),
        _ => ("", "to-find"),
    };
    tr!(
        lang,
        "{before}dans `documents.toml` : `[crte]` puis, une par ligne, `title = \"…\"`, `kind = \"crte\"` et `status = \"{status}\"`",
        "{before}in `documents.toml`: `[crte]` then, one a line, `title = \"…\"`, `kind = \"crte\"` and `status = \"{status}\"`"
    )
}
