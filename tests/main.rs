//! The one integration-test binary: the vendored libgit2 links once.
#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    reason = "tests read the repository and speak"
)]

mod rule_pages;
mod support;
