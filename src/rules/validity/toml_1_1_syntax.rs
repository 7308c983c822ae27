//! A file uses syntax that the tools of TOML 1.0 reject.

use crate::finding::Level;
use crate::method::Clause;
use crate::rule::{Check, Family, Rule};

pub(super) static RULE: Rule = Rule {
    name: "toml-1-1-syntax",
    aliases: &[],
    family: Family::Validity,
    clause: Clause::Own,
    level: Level::Warning,
    needs: &[],
    page: include_str!("toml_1_1_syntax.md"),
    check: Check::Load,
};
