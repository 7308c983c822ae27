//! One TOML file as read: its text, its table, the places of every key and value, and every
//! misread. Knows TOML, not the method.

mod causes;
pub mod cursor;
mod dialect;
mod encoding;
pub mod layout;
pub mod meaning;
mod outline;
pub mod position;
mod recover;
mod syntax;
pub mod tables;
mod tokens;

use std::collections::BTreeSet;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::address::{Address, Kind};
use crate::files::Unreadable;
use crate::finding::{Finding, Level, Place};
use crate::lang::Lang;

pub use causes::day_missing;
pub use encoding::unreadable;
pub use outline::{Differing, Outline};
use recover::Parsed;

/// What is known of the value of a key, for a line that cannot be read.
#[derive(Debug, Clone, Default)]
pub struct Hint {
    /// What the key holds.
    pub wanted: Wanted,
    /// A value that the key may hold, to follow.
    pub example: Option<String>,
    /// What the value as it is written was meant to be; nothing where it must not be shown.
    pub exact: Option<String>,
    /// Whether that is sure, and not only likely.
    pub sure: bool,
}

/// What a key holds, as far as a line that cannot be read needs to know it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Wanted {
    /// Nothing is known of it.
    #[default]
    Unknown,
    /// A date, or several.
    Date,
    /// `true` or `false`.
    Flag,
    /// A list of something else than dates.
    List,
    /// Something else.
    Other,
}

/// Tells of the value that a file gives to a key, from the key's name and the value's text.
pub type Hints = fn(Kind, &str, &str) -> Hint;

/// A TOML file, as far as it could be read.
#[derive(Debug)]
pub struct Document<'a> {
    /// Which file.
    pub kind: Kind,
    /// The file's text, a byte-order mark included; empty when it is not UTF-8, and where only some
    /// of its tables were read.
    pub text: &'a str,
    /// Every sound table; where a table is broken, its header is kept so that its id exists.
    pub table: DeTable<'a>,
    /// Whether the file could only be read in part, so that what is absent may be there.
    pub broken: bool,
    /// Addresses that hold a value nrt could not take: not absent, not known.
    pub misread: BTreeSet<Address>,
}

impl<'a> Document<'a> {
    /// Reads a file's bytes: whatever can be read, and a finding for whatever cannot.
    ///
    /// `limit` is the largest size in bytes that the reader accepted; the bounds on what the
    /// parser may be given grow with it.
    pub fn read(kind: Kind, bytes: &'a [u8], limit: u64, lang: Lang) -> (Self, Vec<Finding>) {
        Self::read_knowing(kind, bytes, limit, lang, |_, _, _| Hint::default())
    }

    /// As [`Self::read`], with what is known of the keys.
    pub fn read_knowing(
        kind: Kind,
        bytes: &'a [u8],
        limit: u64,
        lang: Lang,
        hints: Hints,
    ) -> (Self, Vec<Finding>) {
        let text = match encoding::decode(kind, bytes, lang) {
            Ok(text) => text,
            Err(finding) => return (Self::empty(kind, "", true), vec![finding]),
        };
        if let Err(finding) = tokens::check_bounds(kind, text, limit, lang) {
            return (Self::empty(kind, text, true), vec![finding]);
        }
        let Parsed { table, mut findings, partial } = recover::parse(kind, text, lang, hints);
        let broken = findings.iter().any(|f| f.rule != "duplicate-id");
        findings.extend(dialect::findings(kind, text, lang));
        findings.sort_by_key(|f| f.place.as_ref().map(|p| p.range.start));
        let document = Self { kind, text, table, broken, misread: partial };
        (document, findings)
    }

    /// Reads a file's bytes, where they hold no mistake.
    pub fn sound(kind: Kind, bytes: &'a [u8], limit: u64) -> Option<Self> {
        let text = encoding::decode(kind, bytes, Lang::En).ok()?;
        tokens::check_bounds(kind, text, limit, Lang::En).ok()?;
        let table = recover::parse_sound(text)?;
        Some(Self { table, ..Self::empty(kind, text, false) })
    }

    /// A file of which nothing could be read.
    pub fn unreadable(kind: Kind, why: &Unreadable, lang: Lang) -> (Self, Vec<Finding>) {
        (Self::empty(kind, "", true), vec![unreadable(kind, why, lang)])
    }

    fn empty(kind: Kind, text: &'a str, broken: bool) -> Self {
        Self { kind, text, table: DeTable::new(), broken, misread: BTreeSet::new() }
    }

    /// The value at `path`, if there is one.
    pub fn value(&self, path: &[String]) -> Option<&Spanned<DeValue<'a>>> {
        let (first, rest) = path.split_first()?;
        let mut value = self.table.get(first.as_str())?;
        for key in rest {
            value = value.get_ref().as_table()?.get(key.as_str())?;
        }
        Some(value)
    }

    /// Where to show `address`: the member it names, else the value, else the key or header of
    /// what encloses it, else the start of the file.
    pub fn place(&self, address: &Address) -> Place {
        Place { path: self.kind.file().to_owned(), range: self.range(address) }
    }

    fn range(&self, address: &Address) -> Range<usize> {
        let mut table = &self.table;
        let mut best = 0..0;
        for (depth, key) in address.path.iter().enumerate() {
            let Some((found, value)) = table.get_key_value(key.as_str()) else {
                return best;
            };
            let last = depth + 1 == address.path.len();
            match value.get_ref() {
                DeValue::Table(inner) => {
                    best = found.span();
                    table = inner;
                }
                DeValue::Array(items) if last => {
                    return member(items, address.subject.as_deref()).unwrap_or(value.span());
                }
                _ => return value.span(),
            }
        }
        best
    }

    /// The place of the key at `path`, rather than of its value.
    pub fn key_place(&self, path: &[String]) -> Option<Place> {
        let (last, parents) = path.split_last()?;
        let table = if parents.is_empty() {
            &self.table
        } else {
            self.value(parents)?.get_ref().as_table()?
        };
        let (key, _) = table.get_key_value(last.as_str())?;
        Some(Place { path: self.kind.file().to_owned(), range: key.span() })
    }
}

fn member(items: &[Spanned<DeValue<'_>>], subject: Option<&str>) -> Option<Range<usize>> {
    let subject = subject?;
    items.iter().find(|item| item.get_ref().as_str() == Some(subject)).map(Spanned::span)
}

/// A finding about a file's own form, at a stretch of its text.
fn at(
    rule: &'static str,
    level: Level,
    address: Address,
    range: Range<usize>,
    message: String,
) -> Finding {
    let path = address.kind.file().to_owned();
    let mut finding = Finding::new(rule, level, address, message);
    finding.place = Some(Place { path, range });
    finding
}
