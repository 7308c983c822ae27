//! How results look: one file per format; each returns text and prints nothing.

pub mod blame;
pub mod concise;
pub mod decisions;
pub mod diff;
mod excerpt;
pub mod explain;
pub mod forge;
pub mod full;
pub mod github;
pub mod gitlab;
pub mod groups;
pub mod json;
pub mod junit;
pub mod kinds;
pub mod list;
pub mod log;
pub mod markdown;
pub mod merge;
pub mod patch;
pub mod phrase;
pub mod plan;
mod prose;
pub mod rdjson;
pub mod reference;
pub mod review;
pub mod rules;
pub mod sarif;
pub mod schema;
pub mod summary;
mod table;
pub mod value;
pub mod words;
mod wrap;

use crate::lang::Lang;

pub(crate) use explain::plain;
pub(crate) use prose::{code, prose};
pub(crate) use wrap::indented;
pub use wrap::sentences;

/// How wide, in which language and whether with colours.
#[derive(Debug, Clone, Copy)]
pub struct Style {
    /// The reader's language.
    pub lang: Lang,
    /// Columns of the terminal, or of the page.
    pub width: usize,
    /// Whether to add colours; a terminal that shows none must not get any.
    pub colour: bool,
}
