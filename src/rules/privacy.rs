//! Personal data that should not be in a git history.

mod personal_contact;

use crate::rule::Rule;

/// The rules of this family, in the order they are shown.
pub static RULES: &[&Rule] = &[&personal_contact::RULE];
