//! A text holds characters that a reader cannot see.

use crate::finding::Level;
use crate::method::Clause;
use crate::rule::{Check, Family, Rule};

pub(super) static RULE: Rule = Rule {
    name: "hidden-characters",
    aliases: &[],
    family: Family::Validity,
    clause: Clause::Own,
    level: Level::Warning,
    needs: &[],
    page: include_str!("hidden_characters.md"),
    check: Check::Load,
};
