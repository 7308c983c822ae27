//! The files cannot be understood, or contradict themselves.

use crate::rule::Rule;

/// The rules of this family, in the order they are shown.
pub static RULES: &[&Rule] = &[];
