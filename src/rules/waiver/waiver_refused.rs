//! A waiver is about a finding that cannot be waived.

use crate::finding::Level;
use crate::method::Clause;
use crate::rule::{Check, Family, Rule};

pub(super) static RULE: Rule = Rule {
    name: "waiver-refused",
    aliases: &[],
    family: Family::Waiver,
    clause: Clause::Own,
    level: Level::Error,
    needs: &[],
    page: include_str!("waiver_refused.md"),
    check: Check::Runner,
};
