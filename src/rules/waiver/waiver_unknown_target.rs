//! A waiver's target is not in the project.

use crate::finding::Level;
use crate::method::Clause;
use crate::rule::{Check, Family, Rule};

pub(super) static RULE: Rule = Rule {
    name: "waiver-unknown-target",
    aliases: &[],
    family: Family::Waiver,
    clause: Clause::Own,
    level: Level::Error,
    needs: &[],
    page: include_str!("waiver_unknown_target.md"),
    check: Check::Runner,
};
