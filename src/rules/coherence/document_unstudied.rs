//! A document was collected, and nothing says what it brings.

use crate::address::{Address, Kind};
use crate::finding::Level;
use crate::method::{Clause, Passage};
use crate::model::{Findings, Status, Table};
use crate::rule::{Check, Context, Family, Report, Rule};
use crate::tr;

pub(super) static RULE: Rule = Rule {
    name: "document-unstudied",
    aliases: &[],
    family: Family::Coherence,
    clause: Clause::Passage(Passage::DocumentStudy),
    level: Level::Warning,
    needs: &[Kind::Document],
    page: include_str!("document_unstudied.md"),
    check: Check::Project(check),
};

fn check(cx: &Context<'_>, report: &mut Report<'_>) {
    for (id, document) in &cx.project.documents {
        let Some(status @ (Status::Collected | Status::Studied)) = document.status else {
            continue;
        };
        let address = Address::entity(Kind::Document, id);
        let answered = document.nothing_found == Some(true)
            || document.findings.as_ref().is_some_and(Findings::any);
        if answered || unknown(cx, &address) {
            continue;
        }
        let name = cx.called(document.title.as_deref(), id);
        let message = if status == Status::Collected {
            tr!(
                cx.lang,
                "le document {name} est collecté, mais pas encore étudié",
                "the document {name} was collected, but not studied yet"
            )
        } else {
            tr!(
                cx.lang,
                "le document {name} est étudié, mais rien ne dit ce qu'on y a trouvé",
                "the document {name} was studied, but nothing says what was found in it"
            )
        };
        report.find(address.key("status"), message).help(tr!(
            cx.lang,
            "notez ce qu'il dit déjà : `[{id}.findings]` puis, sur la ligne suivante, `procurement = [\"…\"]` ; s'il ne dit rien du sujet : `status = \"studied\"` et `nothing-found = true`",
            "note what it already says: `[{id}.findings]` then, on the next line, `procurement = [\"…\"]`; if it says nothing on the subject: `status = \"studied\"` and `nothing-found = true`"
        ));
    }
}

/// Whether an answer stands there that could not be taken.
fn unknown(cx: &Context<'_>, document: &Address) -> bool {
    let findings = document.clone().key("findings");
    cx.unknown(&document.clone().key("nothing-found"))
        || Findings::KEYS.iter().any(|key| cx.unknown(&findings.clone().key(key.name)))
}
