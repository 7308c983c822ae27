//! A waiver ends soon.

use crate::finding::Level;
use crate::method::Clause;
use crate::rule::{Check, Family, Rule};

pub(super) static RULE: Rule = Rule {
    name: "waiver-expiring",
    aliases: &[],
    family: Family::Waiver,
    clause: Clause::Own,
    level: Level::Info,
    needs: &[],
    page: include_str!("waiver_expiring.md"),
    check: Check::Runner,
};
