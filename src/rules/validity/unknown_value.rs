//! A word is none of those that its key accepts.

use crate::finding::Level;
use crate::method::Clause;
use crate::rule::{Check, Family, Rule};

pub(super) static RULE: Rule = Rule {
    name: "unknown-value",
    aliases: &[],
    family: Family::Validity,
    clause: Clause::Own,
    level: Level::Error,
    needs: &[],
    page: include_str!("unknown_value.md"),
    check: Check::Load,
};
