//! Documents of the method's list of which nothing is said.

use crate::address::{Address, Kind};
use crate::finding::Level;
use crate::method::{Clause, LISTED_DOCUMENTS, Passage};
use crate::model::{DocumentKind, Word};
use crate::rule::{Check, Context, Family, Report, Rule};
use crate::tr;

pub(super) static RULE: Rule = Rule {
    name: "document-unaccounted",
    aliases: &[],
    family: Family::Coherence,
    clause: Clause::Passage(Passage::Documents),
    level: Level::Info,
    needs: &[Kind::Document],
    page: include_str!("document_unaccounted.md"),
    check: Check::Project(check),
};

fn check(cx: &Context<'_>, report: &mut Report<'_>) {
    let documents = &cx.project.documents;
    if documents.is_empty() || documents.values().any(|document| document.kind.is_none()) {
        return;
    }
    let missing: Vec<&Word> = unlisted_documents(cx).into_iter().map(DocumentKind::word).collect();
    let Some(first) = missing.first() else { return };
    let names: Vec<&str> = missing.iter().map(|word| word.label(cx.lang)).collect();
    let (n, list, word) = (names.len(), cx.lang.list(&names), first.name);
    let (address, message) = if n == 1 {
        let message = tr!(
            cx.lang,
            "rien n'est dit d'un document de la liste de la méthode : {list}",
            "nothing is said of a document of the method's list: {list}"
        );
        (Address::file(Kind::Document).subject(word), message)
    } else {
        let message = tr!(
            cx.lang,
            "rien n'est dit de {n} documents de la liste de la méthode",
            "nothing is said of {n} documents of the method's list"
        );
        (Address::file(Kind::Document), message)
    };
    let draft = report.find(address, message).help(tr!(
        cx.lang,
        "dans `documents.toml` : `[{word}]` puis, une par ligne, `title = \"…\"`, `kind = \"{word}\"` et `status = \"to-find\"`, ou `\"none\"` s'il n'existe pas, ou `\"not-applicable\"` avec `reason = \"…\"`",
        "in `documents.toml`: `[{word}]` then, one a line, `title = \"…\"`, `kind = \"{word}\"` and `status = \"to-find\"`, or `\"none\"` if it does not exist, or `\"not-applicable\"` with `reason = \"…\"`"
    ));
    if n > 1 {
        draft.note(tr!(cx.lang, "manquent : {list}", "missing: {list}"));
    }
}

/// The documents of the method's list of which nothing is said.
pub fn unlisted_documents(cx: &Context<'_>) -> Vec<DocumentKind> {
    let listed = |kind: &DocumentKind| cx.project.documents.values().any(|d| d.kind == Some(*kind));
    LISTED_DOCUMENTS.into_iter().filter(|kind| !listed(kind)).collect()
}
