//! Pointers to the law: information, never legal advice, never a failure.

use crate::rule::Rule;

/// The rules of this family, in the order they are shown.
pub static RULES: &[&Rule] = &[];
