//! A value is of another type than its key wants.

use crate::finding::Level;
use crate::method::Clause;
use crate::rule::{Check, Family, Rule};

pub(super) static RULE: Rule = Rule {
    name: "wrong-type",
    aliases: &[],
    family: Family::Validity,
    clause: Clause::Own,
    level: Level::Error,
    needs: &[],
    page: include_str!("wrong_type.md"),
    check: Check::Load,
};
