//! Import and export: a file per format, from bytes and to bytes; nothing here touches the disk.

pub mod cells;
pub mod columns;
pub mod csv;
mod encoding;
pub mod grid;
pub mod ics;
pub mod json;
pub mod meaning;
pub mod merge;
mod names;
pub mod ods;
mod package;
pub mod periods;
pub mod requests;
pub mod school;
mod synonyms;
pub mod tables;
pub mod told;
pub mod understood;
pub mod xlsx;
mod xml;

use crate::address::Kind;
use crate::lang::Lang;
use grid::{Sheet, Unreadable};

/// What a file holds.
#[derive(Debug)]
pub enum Found {
    /// Sheets, each with its kind where the file itself says it.
    Sheets(Vec<(Option<Kind>, Sheet)>),
    /// The events of a calendar.
    Events(Vec<ics::Foreign>),
}

/// Reads a file, whatever its name: its first bytes tell what it is.
///
/// # Errors
///
/// When it is damaged, locked, of a format that nrt does not read, or larger than it takes.
pub fn read(bytes: &[u8]) -> Result<Found, Unreadable> {
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    let sheets =
        |sheets: Vec<Sheet>| Found::Sheets(sheets.into_iter().map(|sheet| (None, sheet)).collect());
    match text {
        [b'P', b'K', 3, 4, ..] => {
            // The type of an OpenDocument file is its first part, not compressed.
            let start = &bytes[..bytes.len().min(200)];
            if start.windows(8).any(|part| part == b"mimetype") {
                ods::read(bytes).map(sheets)
            } else {
                xlsx::read(bytes).map(sheets)
            }
        }
        [0xd0, 0xcf, 0x11, 0xe0, ..] => Err(Unreadable::Locked),
        [b'%', b'P', b'D', b'F', ..] => Err(Unreadable::Format),
        [b'{', ..] => json::read(bytes).map(|sheets| {
            Found::Sheets(sheets.into_iter().map(|(kind, sheet)| (Some(kind), sheet)).collect())
        }),
        _ if starts_as_calendar(text) => ics::read(bytes).map(Found::Events),
        _ => csv::read(bytes).map(|sheet| sheets(vec![sheet])),
    }
}

fn starts_as_calendar(text: &[u8]) -> bool {
    let start = b"BEGIN:VCALENDAR";
    text.get(..start.len()).is_some_and(|found| found.eq_ignore_ascii_case(start))
}

/// How wide a column is shown, in characters: as its texts ask, within bounds that fit a screen.
fn width(sheet: &Sheet, column: usize, lang: Lang) -> usize {
    let line = |text: &str| text.lines().map(|line| line.chars().count()).max().unwrap_or_default();
    let cells = sheet.rows.iter().take(200).filter_map(|row| row.cell(column));
    let widest = cells.map(|value| line(&meaning::shown(value, lang))).max().unwrap_or_default();
    // Dates are shown as the reader's spreadsheet likes them.
    (widest + 2).clamp(12, 48)
}
