//! The entities of a text, one after the other, with their lines: for symbols, folding and lenses.

use std::ops::Range;

use crate::address::{Address, Kind};
use crate::amend::entity_path;
use crate::document::layout::{Layout, Statement};

/// An entity, or a table of a file that is one, and the statements that follow its header.
#[derive(Debug)]
pub(super) struct Section {
    /// Where it is; the file, for what stands above the first header.
    pub(super) address: Address,
    /// Its header, or its first line.
    pub(super) head: Statement,
    /// What follows, headers of its inner tables included.
    pub(super) rest: Vec<Statement>,
}

impl Section {
    /// The bytes of its lines, from its header to the end of its last statement.
    pub(super) fn range(&self, text: &str) -> Range<usize> {
        let last = self.rest.last().unwrap_or(&self.head);
        self.head.lines.start..end(text, last)
    }

    /// The bytes that name it: its key in its header, or in that of its inner table.
    pub(super) fn name(&self) -> Range<usize> {
        let Statement { keys, path, lines, .. } = &self.head;
        let above = path.len().saturating_sub(keys.len());
        let own = self.address.path.len().checked_sub(above + 1);
        let name = own.and_then(|own| keys.get(own)).or_else(|| keys.last()).cloned();
        name.unwrap_or(lines.start..lines.start)
    }
}

/// Where the last line of a statement ends, its line break not included.
pub(super) fn end(text: &str, statement: &Statement) -> usize {
    let lines = text.get(statement.lines.clone()).unwrap_or_default();
    statement.lines.start + lines.trim_end_matches(['\n', '\r']).len()
}

/// The sections of a file's text, from top to bottom.
pub(super) fn of(kind: Kind, text: &str) -> Vec<Section> {
    let mut found: Vec<Section> = Vec::new();
    for statement in Layout::of(text).statements {
        let address = section(kind, &statement);
        match found.last_mut() {
            Some(last) if last.address == address => last.rest.push(statement),
            _ => found.push(Section { address, head: statement, rest: Vec::new() }),
        }
    }
    found
}

/// Which section a statement belongs to: its entity, else its table, else the file.
fn section(kind: Kind, statement: &Statement) -> Address {
    let own = Address { path: statement.path.clone(), ..Address::file(kind) };
    let entity = entity_path(&own);
    if !entity.is_empty() {
        return Address { path: entity.to_vec(), ..Address::file(kind) };
    }
    let table = usize::from(statement.is_header() || statement.path.len() > 1);
    let path = statement.path.iter().take(table).cloned().collect();
    Address { path, ..Address::file(kind) }
}
