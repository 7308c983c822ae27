//! One referent alone leads the work.

use crate::address::{Address, Kind};
use crate::finding::Level;
use crate::method::Clause;
use crate::model::Profile;
use crate::rule::{Check, Context, Family, Report, Rule};
use crate::tr;

pub(super) static RULE: Rule = Rule {
    name: "single-referent",
    aliases: &[],
    family: Family::Recommendation,
    clause: Clause::Recommendation(1),
    level: Level::Warning,
    needs: &[Kind::Referent],
    page: include_str!("single_referent.md"),
    check: Check::Project(check),
};

fn check(cx: &Context<'_>, report: &mut Report<'_>) {
    let mut referents = cx.project.referents.iter();
    let Some((id, referent)) = referents.next() else {
        report.follows(Address::file(Kind::Referent));
        return;
    };
    if let Some((second, _)) = referents.next() {
        report.present(Address::entity(Kind::Referent, second));
        return;
    }
    let name = cx.called(referent.function.as_deref(), id);
    let message = tr!(
        cx.lang,
        "la démarche n'a qu'un référent, {name} : la méthode conseille d'être au moins deux",
        "the work has a single referent, {name}: the method advises at least two"
    );
    let (table, profile) = match referent.profile {
        Some(Profile::It) | None => {
            (cx.lang.pick("responsable-vie-locale", "community-life-lead"), "business")
        }
        Some(_) => (cx.lang.pick("chef-projet-dsi", "it-project-lead"), "it"),
    };
    report.missing(Address::entity(Kind::Referent, id), message).help(tr!(
        cx.lang,
        "ajoutez un second référent à `referents.toml`, par exemple `[{table}]` puis, une par ligne, `function = \"…\"` et `profile = \"{profile}\"`",
        "add a second referent to `referents.toml`, for instance `[{table}]` then, one a line, `function = \"…\"` and `profile = \"{profile}\"`"
    ));
}
