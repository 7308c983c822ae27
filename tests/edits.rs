//! Edits of files: what changes, and that nothing else does.

mod generated;
mod sessions;
pub mod text;
