//! The files cannot be understood, or contradict themselves.

mod bad_id;
mod bad_identifier;
mod dangling_reference;
mod document_file_missing;
mod duplicate_id;
mod hidden_characters;
mod invalid_toml;
mod merge_conflict_left;
mod missing_key;
mod not_utf8;
mod path_outside_repository;
mod placeholder_left;
mod reason_missing;
mod reversed_dates;
mod toml_1_1_syntax;
mod too_complex;
mod unknown_file;
mod unknown_key;
mod unknown_value;
mod unreadable_file;
mod unsupported_format;
mod wrong_type;

use crate::address::Address;
use crate::finding::Level;
use crate::lang::Lang;
use crate::model::misread::fold;
use crate::model::{Document, Status};
use crate::rule::{Context, Report, Rule};
use crate::rules::duty::duty;
use crate::tr;

/// The rules of this family, in the order they are shown.
pub static RULES: &[&Rule] = &[
    &invalid_toml::RULE,
    &merge_conflict_left::RULE,
    &unreadable_file::RULE,
    &too_complex::RULE,
    &not_utf8::RULE,
    &toml_1_1_syntax::RULE,
    &unsupported_format::RULE,
    &unknown_file::RULE,
    &unknown_key::RULE,
    &unknown_value::RULE,
    &wrong_type::RULE,
    &missing_key::RULE,
    &bad_id::RULE,
    &duplicate_id::RULE,
    &dangling_reference::RULE,
    &reversed_dates::RULE,
    &bad_identifier::RULE,
    &reason_missing::RULE,
    &document_file_missing::RULE,
    &path_outside_repository::RULE,
    &hidden_characters::RULE,
    &placeholder_left::RULE,
];

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

/// What to say of a document whose status needs a reason, as long as it has none, and how much it
/// weighs: what the law asks for is a pointer, never a failure.
fn unexplained(cx: &Context<'_>, id: &str, document: &Document) -> Option<(String, Level)> {
    let name = cx.called(document.title.as_deref(), id);
    match document.status? {
        Status::NotApplicable => {
            let message = tr!(
                cx.lang,
                "{name} est sans objet, et rien ne dit pourquoi",
                "{name} is not applicable, and nothing says why"
            );
            Some((message, Level::Error))
        }
        Status::None => {
            let duty = duty(&cx.project.settings.authority, document.kind?)?;
            let (bound, text) = (duty.bound(cx.lang), duty.text(cx.lang));
            let message = tr!(
                cx.lang,
                "{name} n'existe pas et rien ne dit pourquoi, alors que la loi demande ce document à {bound} : {text}",
                "{name} does not exist and nothing says why, although the law asks {bound} for this document: {text}"
            );
            Some((message, Level::Warning))
        }
        Status::ToFind | Status::Requested | Status::Collected | Status::Studied => None,
    }
}

/// Says that the second of two moments of a table comes before the first, each given with its key.
fn check_order<T: PartialOrd + Copy>(
    cx: &Context<'_>,
    report: &mut Report<'_>,
    table: &Address,
    (first, start): (&str, Option<T>),
    (last, end): (&str, Option<T>),
    shown: fn(Lang, T) -> String,
) {
    let (Some(start), Some(end)) = (start, end) else { return };
    if end >= start {
        return;
    }
    let (lang, start, end) = (cx.lang, shown(cx.lang, start), shown(cx.lang, end));
    let message = tr!(
        lang,
        "`{last}` ({end}) vient avant `{first}` ({start})",
        "`{last}` ({end}) comes before `{first}` ({start})"
    );
    report
        .find(table.clone().key(last), message)
        .help(tr!(lang, "corrigez `{first}` ou `{last}`", "correct `{first}` or `{last}`"))
        .related(&table.clone().key(first), tr!(lang, "`{first}` : {start}", "`{first}`: {start}"));
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
