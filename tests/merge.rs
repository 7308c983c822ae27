//! Merging: by entity and by field, through git, and what a forge left.

mod documents;

mod laws;
mod settle;
mod setup;
mod situations;
mod through_git;
