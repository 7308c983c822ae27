//! The step is not finished without it: the seven activities and the method's variant.

mod no_referent;

use crate::rule::Rule;

/// The rules of this family, in the order they are shown.
pub static RULES: &[&Rule] = &[&no_referent::RULE];
