//! The one integration-test binary: the vendored libgit2 links once.
#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    clippy::expect_used,
    clippy::panic,
    unreachable_pub,
    reason = "tests read the repository and speak"
)]

mod bounds;
mod complete;
mod decide;
mod decisions;
mod edge;
mod edits;
mod exchange;
mod formats;
mod gallery;
mod generated;
mod hidden;
mod history;
mod house;
mod init;
mod items;
mod json_document;
mod languages;
mod lsp;
mod manual;
mod merge;
mod neighbours;
mod oracle;
mod outline;
mod privacy;
mod properties;
mod readme;
mod rebuilt;
mod repository;
mod review;
mod rule_pages;
mod runner;
mod since;
mod small;
mod stdin;
mod support;
mod transcripts;
mod verdict;
mod versions;
mod watch;
