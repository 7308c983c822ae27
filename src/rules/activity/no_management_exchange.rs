//! No exchange with management on the objectives of the project.

use super::{Wanted, settle_with_management};
use crate::address::Kind;
use crate::finding::Level;
use crate::method::Clause;
use crate::model::Topic;
use crate::rule::{Check, Context, Family, Report, Rule};
use crate::tr;

pub(super) static RULE: Rule = Rule {
    name: "no-management-exchange",
    aliases: &[],
    family: Family::Activity,
    clause: Clause::Activity(2),
    level: Level::Error,
    needs: &[Kind::Milestone],
    page: include_str!("no_management_exchange.md"),
    check: Check::Project(check),
};

fn check(cx: &Context<'_>, report: &mut Report<'_>) {
    let wanted = Wanted {
        topic: Topic::Objectives,
        what: tr!(
            cx.lang,
            "l'échange avec la direction sur les objectifs",
            "the exchange with management on the objectives"
        ),
        absent: tr!(
            cx.lang,
            "aucun échange avec la direction ne porte sur les objectifs du projet",
            "no exchange with management is about the objectives of the project"
        ),
    };
    settle_with_management(cx, report, &wanted);
}
