//! A document names a file that is not there.

use crate::address::{Address, Kind};
use crate::finding::Level;
use crate::method::Clause;
use crate::rule::{Attachment, Check, Context, Family, Report, Rule};
use crate::tr;

pub(super) static RULE: Rule = Rule {
    name: "document-file-missing",
    aliases: &[],
    family: Family::Validity,
    clause: Clause::Own,
    level: Level::Error,
    needs: &[Kind::Document],
    page: include_str!("document_file_missing.md"),
    check: Check::Project(check),
};

fn check(cx: &Context<'_>, report: &mut Report<'_>) {
    for (id, document) in &cx.project.documents {
        let Some(path) = &document.path else { continue };
        if cx.attachments.get(path) != Some(&Attachment::Missing) {
            continue;
        }
        let name = cx.called(document.title.as_deref(), id);
        let message = tr!(
            cx.lang,
            "le fichier de {name} n'est pas à cette place",
            "the file of {name} is not at this place"
        );
        let address = Address::entity(Kind::Document, id).key("path");
        report.find(address, message).help(tr!(
            cx.lang,
            "déposez-le à ce chemin, compté depuis le dossier du projet, ou effacez `path` ; majuscules et accents comptent",
            "put it at this path, counted from the project's folder, or delete `path`; capitals and accents matter"
        ));
    }
}
