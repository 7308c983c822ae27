//! An exception gives no reason: a waiver, or a document that the law asks for.

use super::{is_reason, unexplained};
use crate::address::{Address, Kind};
use crate::finding::Level;
use crate::method::Clause;
use crate::rule::{Check, Context, Family, Report, Rule};
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

fn check(cx: &Context<'_>, report: &mut Report<'_>) {
    let project = cx.project;
    let waivers = project.waivers.iter().map(|(id, waiver)| {
        let message = tr!(
            cx.lang,
            "la dispense `{id}` ne dit pas pourquoi",
            "the waiver `{id}` does not say why"
        );
        (Address::entity(Kind::Waiver, id), &waiver.reason, message, Level::Error)
    });
    let documents = project.documents.iter().filter_map(|(id, document)| {
        let (message, level) = unexplained(cx, id, document)?;
        Some((Address::entity(Kind::Document, id), &document.reason, message, level))
    });
    for (entity, reason, message, level) in waivers.chain(documents) {
        let address = entity.key("reason");
        if reason.as_deref().is_some_and(is_reason) || cx.unknown(&address) {
            continue;
        }
        let draft = report.find(address, message).help(match reason {
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
        });
        if level != RULE.level {
            draft.level(level);
        }
    }
}
