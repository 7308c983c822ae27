//! A table has a key that nrt does not know.

use crate::finding::Level;
use crate::method::Clause;
use crate::rule::{Check, Family, Rule};

pub(super) static RULE: Rule = Rule {
    name: "unknown-key",
    aliases: &[],
    family: Family::Validity,
    clause: Clause::Own,
    level: Level::Error,
    needs: &[],
    page: include_str!("unknown_key.md"),
    check: Check::Load,
};
