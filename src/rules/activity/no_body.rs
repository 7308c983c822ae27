//! No existing body is identified where the work can be presented.

use crate::address::{Address, Kind};
use crate::finding::Level;
use crate::method::Clause;
use crate::rule::{Check, Context, Family, Report, Rule};
use crate::tr;

pub(super) static RULE: Rule = Rule {
    name: "no-body",
    aliases: &[],
    family: Family::Activity,
    clause: Clause::Activity(7),
    level: Level::Error,
    needs: &[Kind::Body],
    page: include_str!("no_body.md"),
    check: Check::Project(check),
};

fn check(cx: &Context<'_>, report: &mut Report<'_>) {
    let bodies = &cx.project.bodies;
    let at = |id: &str| Address::entity(Kind::Body, id);
    let unsure = |id: &str| cx.unknown(&at(id).key("existing"));
    let existing = bodies.iter().find(|(id, body)| body.is_existing() && !unsure(id));
    if let Some((id, _)) = existing {
        report.present(at(id));
        return;
    }
    if let Some(id) = bodies.keys().find(|id| unsure(id)) {
        report.unknown(at(id).key("existing"));
        return;
    }
    let message = if bodies.is_empty() {
        tr!(cx.lang, "aucune instance existante n'est identifiée", "no existing body is identified")
    } else {
        tr!(
            cx.lang,
            "aucune instance existante n'est identifiée : celles qui sont listées sont créées pour le projet",
            "no existing body is identified: those listed are created for the project"
        )
    };
    report.missing(Address::file(Kind::Body), message).help(tr!(
        cx.lang,
        "dans `bodies.toml` : `[codir]` puis, une par ligne, `name = \"Comité de direction\"` et `kind = \"management-committee\"`",
        "in `bodies.toml`: `[codir]` then, one a line, `name = \"Management committee\"` and `kind = \"management-committee\"`"
    ));
}
