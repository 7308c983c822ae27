//! Key stakeholders with whom no first discussion and no one-to-one is dated.

use super::{earlier_discussion, first_discussion};
use crate::address::{Address, Kind};
use crate::finding::Level;
use crate::method::Clause;
use crate::rule::{Check, Context, Family, Report, Rule, State};
use crate::tr;

pub(super) static RULE: Rule = Rule {
    name: "no-first-discussion",
    aliases: &[],
    family: Family::Activity,
    clause: Clause::Activity(3),
    level: Level::Error,
    needs: &[Kind::Stakeholder, Kind::Scope, Kind::Project],
    page: include_str!("no_first_discussion.md"),
    check: Check::Project(check),
};

fn check(cx: &Context<'_>, report: &mut Report<'_>) {
    let mut names = Vec::new();
    for (id, stakeholder) in &cx.project.stakeholders {
        let (at, key) = (Address::entity(Kind::Stakeholder, id), cx.key(id, stakeholder));
        if key == Some(false) {
            continue;
        }
        let dates = ["first-discussion", "bilateral", "bilateral-outcome"];
        let unsure = key.is_none() || cx.unsure(&at, &dates);
        let name = cx.called(stakeholder.name.as_deref(), id);
        match first_discussion(cx, stakeholder) {
            Some((state, day, held, key)) if state < State::Unknown || !unsure => {
                let what = tr!(
                    cx.lang,
                    "le premier échange avec {name} est prévu le",
                    "the first discussion with {name} is planned for"
                );
                let late = report.held(day, held, at.key(key), &what);
                earlier_discussion(cx, late.filter(|_| stakeholder.first_discussion.is_none()), id);
            }
            _ if unsure => report.unknown(at),
            _ => names.push(name),
        }
    }
    if names.is_empty() {
        return;
    }
    let (n, s, names) = (names.len(), cx.lang.s(names.len()), cx.lang.list(&names));
    let message = tr!(
        cx.lang,
        "{n} acteur{s} clé{s} sans premier échange daté : {names}",
        "{n} key stakeholder{s} without a dated first discussion: {names}"
    );
    report.missing(Address::file(Kind::Stakeholder), message).stands_for(n).help(tr!(
        cx.lang,
        "dans `stakeholders.toml`, sous chaque identifiant : `first-discussion = …`, ou `bilateral = …` pour un échange bilatéral",
        "in `stakeholders.toml`, under each id: `first-discussion = …`, or `bilateral = …` for a one-to-one"
    ));
}
