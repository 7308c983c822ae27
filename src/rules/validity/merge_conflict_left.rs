//! A merge was not finished: conflict markers stand in a file.

use crate::finding::Level;
use crate::method::Clause;
use crate::rule::{Check, Family, Rule};

pub(super) static RULE: Rule = Rule {
    name: "merge-conflict-left",
    aliases: &[],
    family: Family::Validity,
    clause: Clause::Own,
    level: Level::Error,
    needs: &[],
    page: include_str!("merge_conflict_left.md"),
    check: Check::Load,
};
