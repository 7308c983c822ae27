//! Nobody is named to lead the work.

use crate::address::{Address, Kind};
use crate::finding::Level;
use crate::method::Clause;
use crate::rule::{Check, Context, Family, Report, Rule};
use crate::tr;

pub(super) static RULE: Rule = Rule {
    name: "no-referent",
    aliases: &[],
    family: Family::Activity,
    clause: Clause::Activity(1),
    level: Level::Error,
    needs: &[Kind::Referent],
    page: include_str!("no_referent.md"),
    check: Check::Project(check),
};

fn check(cx: &Context<'_>, report: &mut Report<'_>) {
    if let Some(id) = cx.project.referents.keys().next() {
        report.present(Address::entity(Kind::Referent, id));
        return;
    }
    let message = tr!(
        cx.lang,
        "aucun référent n'est nommé pour piloter la démarche",
        "no referent is named to lead the work"
    );
    report.missing(Address::file(Kind::Referent), message).help(tr!(
        cx.lang,
        "dans `referents.toml` : `[cheffe-projet-dsi]` puis, une par ligne, `function = \"…\"` et `profile = \"it\"`",
        "in `referents.toml`: `[it-project-lead]` then, one a line, `function = \"…\"` and `profile = \"it\"`"
    ));
}
