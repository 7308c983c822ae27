//! Edits of files: what changes, and that nothing else does.

mod generated;
pub mod text;
