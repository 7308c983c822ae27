//! The one integration-test binary: the vendored libgit2 links once.
#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    clippy::expect_used,
    clippy::panic,
    unreachable_pub,
    reason = "tests read the repository and speak"
)]

mod formats;
mod gallery;
mod generated;
mod house;
mod languages;
mod privacy;
mod properties;
mod readme;
mod rule_pages;
mod runner;
mod support;
mod transcripts;
mod versions;
