//! One line a finding: `path:line:column level rule: message`.

use std::collections::BTreeMap;

use super::{Style, words};
use crate::document::position::{Lines, Position};
use crate::finding::{Finding, Place};
use crate::load::Documents;
use crate::text::terminal;
use crate::tr;

/// Finds lines and columns, each file's line starts being looked for once.
#[derive(Debug)]
pub struct Positions<'d>(BTreeMap<&'static str, Lines<'d>>);

impl<'d> Positions<'d> {
    /// The positions of the files of a project.
    pub fn new(documents: &'d Documents<'_>) -> Self {
        let files = documents.iter().map(|d| (d.kind.file(), Lines::new(d.text)));
        Self(files.collect())
    }

    /// The start and the end of a place; the first character of a file that was not read.
    pub fn of(&self, place: &Place) -> (Position, Position) {
        self.0.get(place.path.as_str()).map_or_else(
            || {
                let start = Position { line: 1, column: 1 };
                (start, start)
            },
            |lines| (lines.position(place.range.start), lines.position(place.range.end)),
        )
    }
}

/// Findings, one a line; `folder` stands before the names of files: nothing, or what ends with a
/// separator.
pub fn findings<'f>(
    findings: impl IntoIterator<Item = &'f Finding>,
    positions: &Positions<'_>,
    folder: &str,
    style: Style,
) -> String {
    let mut text = String::new();
    let folder = terminal(folder);
    for finding in findings {
        let at = match &finding.place {
            Some(place) => {
                let (start, _) = positions.of(place);
                format!("{folder}{}:{}:{}", terminal(&place.path), start.line, start.column)
            }
            None => format!("{folder}{}", finding.address.kind.file()),
        };
        let level = words::level(finding.level, style.lang);
        let colon = style.lang.pick("\u{a0}:", ":");
        let message = finding.message.terminal();
        let message = match &finding.waiver {
            Some(id) => {
                let id = terminal(id);
                tr!(style.lang, "{message} (dispensé : {id})", "{message} (waived: {id})")
            }
            None => message,
        };
        text.push_str(&format!("{at}: {level} {}{colon} {message}\n", finding.rule));
    }
    text
}
