//! .xlsx: read and written.

mod formats;
mod read;
mod write;

pub(super) use read::moment;
pub use read::read;
pub use write::write;

/// The parts of a file that both know.
const WORKBOOK: &str = "xl/workbook.xml";
