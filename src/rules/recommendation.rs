//! What the method advises: its five recommendations.

use crate::rule::Rule;

/// The rules of this family, in the order they are shown.
pub static RULES: &[&Rule] = &[];
