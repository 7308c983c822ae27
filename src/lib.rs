//! Checks and follows step 1 of the ANCT's method « Numérique responsable », on a folder of TOML
//! files in a git repository. One direction: load, check, render; see `docs/architecture.md`.

pub mod address;
pub mod amend;
pub mod changes;
pub mod check;
pub mod choices;
pub mod cli;
pub mod decide;
pub mod diff;
pub mod document;
pub mod edit;
pub mod exchange;
pub mod files;
pub mod finding;
pub mod git;
pub mod history;
pub mod holidays;
pub mod lang;
pub mod literal;
pub mod load;
pub mod lsp;
pub mod merge;
pub mod method;
pub mod model;
pub mod reconcile;
pub mod render;
pub mod review;
pub mod rule;
pub mod rules;
pub mod slug;
pub mod splice;
pub mod start;
pub mod text;
pub mod worktree;
