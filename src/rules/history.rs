//! What changed since a base, and should not have, or not so.

mod commitment_without_decision;
mod confirmation_stale;
mod control_weakened;
mod decision_rewritten;

use crate::rule::Rule;

/// The rules of this family, in the order they are shown.
pub static RULES: &[&Rule] = &[
    &control_weakened::RULE,
    &decision_rewritten::RULE,
    &commitment_without_decision::RULE,
    &confirmation_stale::RULE,
];
