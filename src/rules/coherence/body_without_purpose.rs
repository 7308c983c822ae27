//! An existing body, and nothing says what is presented there.

use crate::address::{Address, Kind};
use crate::finding::Level;
use crate::method::Clause;
use crate::rule::{Check, Context, Family, Report, Rule};
use crate::tr;

pub(super) static RULE: Rule = Rule {
    name: "body-without-purpose",
    aliases: &[],
    family: Family::Coherence,
    clause: Clause::Activity(7),
    level: Level::Info,
    needs: &[Kind::Body],
    page: include_str!("body_without_purpose.md"),
    check: Check::Project(check),
};

fn check(cx: &Context<'_>, report: &mut Report<'_>) {
    for (id, body) in &cx.project.bodies {
        if body.presents.is_some() || !body.is_existing() {
            continue;
        }
        let name = cx.called(body.name.as_deref(), id);
        let message = tr!(
            cx.lang,
            "rien ne dit ce que les référents présentent à l'instance {name}",
            "nothing says what the referents present to the body {name}"
        );
        let address = Address::entity(Kind::Body, id).key("presents");
        report.find(address, message).help(tr!(
            cx.lang,
            "dans `bodies.toml`, sous `[{id}]` : `presents = \"Présentation de la démarche, puis point d'avancement\"`",
            "in `bodies.toml`, under `[{id}]`: `presents = \"Presentation of the work, then progress reports\"`"
        ));
    }
}
