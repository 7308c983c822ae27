//! No document is collected, and the method's list is not settled either.

use crate::address::{Address, Kind};
use crate::finding::Level;
use crate::method::{Clause, LISTED_DOCUMENTS};
use crate::model::Status;
use crate::rule::{Check, Context, Family, Report, Rule};
use crate::tr;

pub(super) static RULE: Rule = Rule {
    name: "no-document-collected",
    aliases: &[],
    family: Family::Activity,
    clause: Clause::Activity(6),
    level: Level::Error,
    needs: &[Kind::Document],
    page: include_str!("no_document_collected.md"),
    check: Check::Project(check),
};

/// Documents that are there are the items of `document-outstanding`: only their absence is said.
fn check(cx: &Context<'_>, report: &mut Report<'_>) {
    let documents = &cx.project.documents;
    let at = |id: &str| Address::entity(Kind::Document, id);
    let comes = documents.iter().any(|(id, document)| match document.status {
        Some(Status::Collected | Status::Studied) | None => true,
        Some(Status::ToFind | Status::Requested) => match document.due {
            Some(due) => due >= cx.today,
            None => cx.unknown(&at(id).key("due")),
        },
        Some(Status::None | Status::NotApplicable) => false,
    });
    let settled = LISTED_DOCUMENTS.iter().all(|kind| {
        documents.iter().any(|(id, document)| {
            let none = matches!(document.status, Some(Status::None | Status::NotApplicable));
            none && (document.kind == Some(*kind) || cx.unknown(&at(id).key("kind")))
        })
    });
    if comes || settled {
        return;
    }
    let wanted = |status| matches!(status, Some(Status::ToFind | Status::Requested));
    if documents.values().any(|document| wanted(document.status)) {
        // `document-outstanding` says which ones are waited for.
        return;
    }
    let message = if documents.is_empty() {
        tr!(cx.lang, "aucun document n'est recensé", "no document is listed")
    } else {
        tr!(cx.lang, "aucun document n'est encore collecté", "no document is collected yet")
    };
    report.missing(Address::file(Kind::Document), message).help(tr!(
        cx.lang,
        "dans `documents.toml` : `[schema-numerique]` puis, une par ligne, `title = \"…\"`, `kind = \"digital-plan\"` et `status = \"collected\"`",
        "in `documents.toml`: `[digital-plan]` then, one a line, `title = \"…\"`, `kind = \"digital-plan\"` and `status = \"collected\"`"
    ));
}
