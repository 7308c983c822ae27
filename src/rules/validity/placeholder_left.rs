//! A value that a scaffold left to complete is still there.

use crate::finding::Level;
use crate::method::Clause;
use crate::rule::{Check, Family, Rule};

pub(super) static RULE: Rule = Rule {
    name: "placeholder-left",
    aliases: &[],
    family: Family::Validity,
    clause: Clause::Own,
    level: Level::Info,
    needs: &[],
    page: include_str!("placeholder_left.md"),
    check: Check::Load,
};
