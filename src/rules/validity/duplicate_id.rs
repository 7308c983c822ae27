//! Two entities have the same id, or ids that differ only by case or accents.

use crate::finding::Level;
use crate::method::Clause;
use crate::rule::{Check, Family, Rule};

pub(super) static RULE: Rule = Rule {
    name: "duplicate-id",
    aliases: &[],
    family: Family::Validity,
    clause: Clause::Own,
    level: Level::Error,
    needs: &[],
    page: include_str!("duplicate_id.md"),
    check: Check::Load,
};
