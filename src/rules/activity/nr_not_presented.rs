//! Responsible digital is not presented to management.

use super::{Wanted, settle_with_management};
use crate::address::Kind;
use crate::finding::Level;
use crate::method::Clause;
use crate::model::Topic;
use crate::rule::{Check, Context, Family, Report, Rule};
use crate::tr;

pub(super) static RULE: Rule = Rule {
    name: "nr-not-presented",
    aliases: &[],
    family: Family::Activity,
    clause: Clause::Activity(2),
    level: Level::Error,
    needs: &[Kind::Milestone],
    page: include_str!("nr_not_presented.md"),
    check: Check::Project(check),
};

fn check(cx: &Context<'_>, report: &mut Report<'_>) {
    let wanted = Wanted {
        topic: Topic::NrPresentation,
        what: tr!(
            cx.lang,
            "le temps de présentation du Numérique responsable à la direction",
            "the presentation of responsible digital to management"
        ),
        absent: tr!(
            cx.lang,
            "aucun jalon ne présente le Numérique responsable à la direction",
            "no milestone presents responsible digital to management"
        ),
    };
    settle_with_management(cx, report, &wanted);
}
