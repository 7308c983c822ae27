//! A document is still to find, or requested and not received.

use crate::address::{Address, Kind};
use crate::finding::Level;
use crate::lang::dates;
use crate::method::Clause;
use crate::model::{Document, Status};
use crate::rule::{Check, Context, Family, Report, Rule};
use crate::tr;

pub(super) static RULE: Rule = Rule {
    name: "document-outstanding",
    aliases: &[],
    family: Family::Activity,
    clause: Clause::Activity(6),
    level: Level::Error,
    needs: &[Kind::Document],
    page: include_str!("document_outstanding.md"),
    check: Check::Project(check),
};

fn check(cx: &Context<'_>, report: &mut Report<'_>) {
    for (id, document) in &cx.project.documents {
        let status = Address::entity(Kind::Document, id).key("status");
        match document.status {
            None => report.unknown(status),
            Some(Status::ToFind | Status::Requested) => outstanding(cx, report, id, document),
            Some(Status::Collected | Status::Studied | Status::None | Status::NotApplicable) => {
                report.present(status);
            }
        }
    }
}

fn outstanding(cx: &Context<'_>, report: &mut Report<'_>, id: &str, document: &Document) {
    let at = |key| Address::entity(Kind::Document, id).key(key);
    let title = cx.called(document.title.as_deref(), id);
    let what = tr!(cx.lang, "le document {title}", "the document {title}");
    let (at, why) = match document.due.map(|day| (day, dates::date(cx.lang, day))) {
        Some((day, _)) if day >= cx.today => {
            let what = tr!(cx.lang, "{what} est attendu le", "{what} is expected on");
            report.held(day, false, at("due"), &what);
            return;
        }
        Some((_, on)) => {
            (at("due"), tr!(cx.lang, "en retard, attendu le {on}", "overdue, expected by {on}"))
        }
        None if cx.unknown(&at("due")) => return report.unknown(at("due")),
        None => (at("status"), tr!(cx.lang, "aucune date n'est donnée", "no date is given")),
    };
    let message = tr!(cx.lang, "{what} manque encore : {why}", "{what} is still missing: {why}");
    report.missing(at, message).help(tr!(
        cx.lang,
        "sous `[{id}]` dans `documents.toml` : `status = \"collected\"` s'il est arrivé, `status = \"none\"` s'il n'existe pas, sinon une date à venir pour `due`",
        "under `[{id}]` in `documents.toml`: `status = \"collected\"` if it has come, `status = \"none\"` if there is none, otherwise a date to come for `due`"
    ));
}
