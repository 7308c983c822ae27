//! Parts of a project that do not fit together.

use crate::rule::Rule;

/// The rules of this family, in the order they are shown.
pub static RULES: &[&Rule] = &[];
