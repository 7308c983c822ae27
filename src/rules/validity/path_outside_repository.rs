//! A document's path leaves the repository.

use crate::address::{Address, Kind};
use crate::files::is_plain_relative;
use crate::finding::Level;
use crate::method::Clause;
use crate::rule::{Attachment, Check, Context, Family, Report, Rule};
use crate::tr;

pub(super) static RULE: Rule = Rule {
    name: "path-outside-repository",
    aliases: &[],
    family: Family::Validity,
    clause: Clause::Own,
    level: Level::Error,
    needs: &[Kind::Document],
    page: include_str!("path_outside_repository.md"),
    check: Check::Project(check),
};

fn check(cx: &Context<'_>, report: &mut Report<'_>) {
    for (id, document) in &cx.project.documents {
        let Some(path) = &document.path else { continue };
        let message = if !is_plain_relative(path) {
            tr!(
                cx.lang,
                "ce chemin sort du dossier du projet, ou ne vaut pas sur tous les postes",
                "this path leaves the project's folder, or does not hold on every machine"
            )
        } else if cx.attachments.get(path) == Some(&Attachment::Outside) {
            tr!(
                cx.lang,
                "ce chemin passe par un lien qui sort du dépôt",
                "this path goes through a link that leaves the repository"
            )
        } else {
            continue;
        };
        let slashed = path.replace('\\', "/");
        let plain = slashed.trim_start_matches("./");
        let help = if is_plain_relative(plain) && plain != path {
            tr!(cx.lang, "écrivez `path = \"{plain}\"`", "write `path = \"{plain}\"`")
        } else {
            tr!(
                cx.lang,
                "copiez le fichier dans le dossier du projet, puis par exemple `path = \"pieces/{id}.pdf\"` ; pour une adresse web, la clé est `url`",
                "copy the file into the project's folder, then for instance `path = \"pieces/{id}.pdf\"`; for a web address, the key is `url`"
            )
        };
        let address = Address::entity(Kind::Document, id).key("path");
        report.find(address, message).help(help);
    }
}
