//! A file's name is so close to a known one that it is probably meant.

use crate::finding::Level;
use crate::method::Clause;
use crate::rule::{Check, Family, Rule};

pub(super) static RULE: Rule = Rule {
    name: "unknown-file",
    aliases: &[],
    family: Family::Validity,
    clause: Clause::Own,
    level: Level::Warning,
    needs: &[],
    page: include_str!("unknown_file.md"),
    check: Check::Load,
};
