//! The exceptions themselves.

mod waiver_expiring;
mod waiver_refused;
mod waiver_unknown_rule;
mod waiver_unknown_target;
mod waiver_unused;

use crate::rule::Rule;

/// The rules of this family, in the order they are shown.
pub static RULES: &[&Rule] = &[
    &waiver_unused::RULE,
    &waiver_unknown_rule::RULE,
    &waiver_unknown_target::RULE,
    &waiver_expiring::RULE,
    &waiver_refused::RULE,
];
