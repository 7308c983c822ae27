//! No referent brings knowledge of the territory.

use crate::address::{Address, Kind};
use crate::finding::Level;
use crate::method::{Clause, Passage};
use crate::model::Contribution;
use crate::rule::{Check, Context, Family, Report, Rule};
use crate::tr;

pub(super) static RULE: Rule = Rule {
    name: "territory-unknown-to-referents",
    aliases: &[],
    family: Family::Coherence,
    clause: Clause::Passage(Passage::Territory),
    level: Level::Info,
    needs: &[Kind::Referent],
    page: include_str!("territory_unknown_to_referents.md"),
    check: Check::Project(check),
};

fn check(cx: &Context<'_>, report: &mut Report<'_>) {
    let referents = &cx.project.referents;
    let Some(first) = referents.keys().next() else { return };
    let may_bring = referents.iter().any(|(id, referent)| {
        referent.brings.contains(&Contribution::Territory)
            || cx.unknown(&Address::entity(Kind::Referent, id).key("brings"))
    });
    if may_bring {
        return;
    }
    let message = tr!(
        cx.lang,
        "aucun référent n'apporte la connaissance du territoire",
        "no referent brings knowledge of the territory"
    );
    let address = Address::file(Kind::Referent).subject("territory");
    report.find(address, message).help(tr!(
        cx.lang,
        "si l'un d'eux l'apporte, dites-le : sous `[{first}]` ou un autre, `brings = [\"territory\", …]`",
        "if one of them does, say so: under `[{first}]` or another, `brings = [\"territory\", …]`"
    ));
}
