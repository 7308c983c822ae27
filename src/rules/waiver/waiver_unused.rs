//! A waiver covers no finding.

use crate::finding::Level;
use crate::method::Clause;
use crate::rule::{Check, Family, Rule};

pub(super) static RULE: Rule = Rule {
    name: "waiver-unused",
    aliases: &[],
    family: Family::Waiver,
    clause: Clause::Own,
    level: Level::Warning,
    needs: &[],
    page: include_str!("waiver_unused.md"),
    check: Check::Runner,
};
