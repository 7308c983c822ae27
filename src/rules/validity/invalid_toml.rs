//! A file does not follow TOML's syntax.

use crate::finding::Level;
use crate::method::Clause;
use crate::rule::{Check, Family, Rule};

pub(super) static RULE: Rule = Rule {
    name: "invalid-toml",
    aliases: &[],
    family: Family::Validity,
    clause: Clause::Own,
    level: Level::Error,
    needs: &[],
    page: include_str!("invalid_toml.md"),
    check: Check::Load,
};
