//! An exception gives no reason: a waiver, or a document that the law asks for.

use crate::address::{Address, Kind};
use crate::finding::Level;
use crate::method::Clause;
use crate::model::misread::fold;
use crate::model::{Document, Status};
use crate::rule::{Check, Context, Family, Report, Rule};
use crate::rules::legal;
use crate::tr;

pub(super) static RULE: Rule = Rule {
    name: "reason-missing",
    aliases: &[],
    family: Family::Validity,
    clause: Clause::Own,
    level: Level::Error,
    needs: &[Kind::Project, Kind::Document, Kind::Waiver],
    page: include_str!("reason_missing.md"),
    check: Check::Project(check),
};

/// Shortest reason, in characters; a threshold of nrt's own.
const SHORTEST: usize = 10;

/// What people write to write something, without case, accents or final dots.
const PLACEHOLDERS: &[&str] = &[
    "a-completer",
    "a-definir",
    "a-justifier",
    "a-motiver",
    "a-preciser",
    "a-renseigner",
    "a-venir",
    "motif-a-completer",
    "non-applicable",
    "not-applicable",
    "sans-objet",
    "to-be-completed",
    "to-be-defined",
    "to-complete",
    "voir-plus-tard",
];

/// Whether a text says why, as far as a program can tell: long enough, and no placeholder.
pub(crate) fn is_reason(text: &str) -> bool {
    let text = text.trim();
    let written = text.chars().filter(|c| c.is_alphanumeric()).count() >= SHORTEST / 2;
    let ends = |c: char| !c.is_alphanumeric();
    let folded = fold(text.trim_matches(ends));
    text.chars().count() >= SHORTEST && written && !PLACEHOLDERS.contains(&folded.as_str())
}

fn check(cx: &Context<'_>, report: &mut Report<'_>) {
    for (id, waiver) in &cx.project.waivers {
        let message = tr!(
            cx.lang,
            "la dispense `{id}` ne dit pas pourquoi",
            "the waiver `{id}` does not say why"
        );
        unless_said(cx, report, Kind::Waiver, id, waiver.reason.as_deref(), message);
    }
    for (id, document) in &cx.project.documents {
        if let Some(message) = wanted(cx, id, document) {
            unless_said(cx, report, Kind::Document, id, document.reason.as_deref(), message);
        }
    }
}

/// What to say of a document whose status needs a reason.
fn wanted(cx: &Context<'_>, id: &str, document: &Document) -> Option<String> {
    let name = document.title.as_deref().unwrap_or(id);
    match document.status? {
        Status::NotApplicable => Some(tr!(
            cx.lang,
            "« {name} » (`{id}`) est sans objet, et rien ne dit pourquoi",
            "\"{name}\" (`{id}`) is not applicable, and nothing says why"
        )),
        Status::None => {
            let duty = legal::duty(&cx.project.settings.authority, document.kind?)?;
            let (bound, text) = (duty.bound(cx.lang), duty.text(cx.lang));
            Some(tr!(
                cx.lang,
                "« {name} » (`{id}`) n'existe pas, et rien ne dit pourquoi alors que la loi le demande à {bound} : {text}",
                "\"{name}\" (`{id}`) does not exist, and nothing says why although the law asks {bound} for it: {text}"
            ))
        }
        Status::ToFind | Status::Requested | Status::Collected | Status::Studied => None,
    }
}

fn unless_said(
    cx: &Context<'_>,
    report: &mut Report<'_>,
    kind: Kind,
    id: &str,
    reason: Option<&str>,
    message: String,
) {
    let address = Address::entity(kind, id).key("reason");
    if reason.is_some_and(is_reason) || cx.unknown(&address) {
        return;
    }
    let help = match reason {
        Some(_) => tr!(
            cx.lang,
            "remplacez ce texte par une phrase : `reason = \"…\"`",
            "replace this text by a sentence: `reason = \"…\"`"
        ),
        None => tr!(
            cx.lang,
            "ajoutez `reason = \"…\"`, en une phrase",
            "add `reason = \"…\"`, in a sentence"
        ),
    };
    report.find(address, message).help(help);
}

#[cfg(test)]
mod tests {
    use super::is_reason;

    #[test]
    fn a_placeholder_is_no_reason() {
        for text in [
            "",
            "…",
            "............",
            "x",
            "À compléter",
            "à compléter…",
            "Sans objet.",
            "- - - - - -",
        ] {
            assert!(!is_reason(text), "{text}");
        }
        for text in ["Gel budgétaire.", "Adopté en 2027", "Aucun créneau commun avant le comité."]
        {
            assert!(is_reason(text), "{text}");
        }
    }
}
