//! A waiver names a rule that does not exist.

use crate::finding::Level;
use crate::method::Clause;
use crate::rule::{Check, Family, Rule};

pub(super) static RULE: Rule = Rule {
    name: "waiver-unknown-rule",
    aliases: &[],
    family: Family::Waiver,
    clause: Clause::Own,
    level: Level::Error,
    needs: &[],
    page: include_str!("waiver_unknown_rule.md"),
    check: Check::Runner,
};
