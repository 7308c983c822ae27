//! A sound text cut into its tables, so that of another version only the tables that differ are
//! parsed. What is found so is what parsing both whole would find, or nothing.
//!
//! Parsing reads from left to right, so what two texts have in common up to the start of a table
//! is read alike in both. A stretch from one such start to another is a sound text of its own, and
//! as long as no two stretches define the same table, the whole is the sum of its stretches. The
//! lexer tells a header from an element of an array or a line of a string; the parser then reads
//! every stretch that was not in the text known to be sound.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use toml::de::DeTable;
use toml_parser::Source;
use toml_parser::lexer::TokenKind;

use super::Document;
use super::recover::{moved_table, parse_sound};
use super::tokens::{Cost, check_bounds};
use crate::address::Kind;
use crate::lang::Lang;

/// Where the tables of a sound text start, in its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outline {
    /// What stands before the first table comes first, without a name.
    tables: Vec<Table>,
    cost: Cost,
}

/// A table of the root: its headers are next to each other.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Table {
    start: usize,
    name: Range<usize>,
}

/// Two versions of a file, each as far as the other one differs.
#[derive(Debug)]
pub struct Differing<'d> {
    /// The tables that the version with the outline has otherwise, or alone.
    pub own: Document<'d>,
    /// The tables that the other version has otherwise, or alone.
    pub other: Document<'d>,
    /// The other version's own outline: it is sound as well.
    pub outline: Outline,
}

/// How much of a text the lexer is first given to find a table's end.
const WINDOW: usize = 1024;

impl Outline {
    /// Cuts a text that holds no mistake. Nothing where its tables cannot be told apart for sure:
    /// where keys stand before the first one, or one is continued further on or named in quotes.
    pub fn of(text: &str) -> Option<Self> {
        let bytes = text.as_bytes();
        let (mut tables, mut at) = (Vec::new(), 0);
        let mut names = BTreeSet::new();
        while at < bytes.len() || tables.is_empty() {
            let (name, end) = table(bytes, at, tables.is_empty())?;
            if !names.insert(bytes.get(name.clone())?) {
                return None;
            }
            tables.push(Table { start: at, name });
            at = end;
        }
        let cost = check_bounds(Kind::Project, text, u64::MAX, Lang::En).ok()?;
        Some(Self { tables, cost })
    }

    /// Some of the tables of the text that this is the outline of.
    pub fn named<'d>(&self, kind: Kind, own: &'d [u8], names: &BTreeSet<&str>) -> Document<'d> {
        let name = |table: &Table| std::str::from_utf8(own.get(table.name.clone())?).ok();
        let is_named = |at: &usize| {
            let table = self.tables.get(*at);
            table.and_then(name).is_some_and(|name| names.contains(name))
        };
        let asked = (0..self.tables.len()).filter(is_named).map(|at| self.range(at, own));
        let parsed = parsed(own, asked.collect(), u64::MAX);
        document(kind, parsed.map(|(table, _)| table).unwrap_or_default())
    }

    /// Compares the text that this is the outline of with the bytes of another version. Nothing
    /// where the other one holds a mistake, or anything else for which it must be read whole.
    pub fn differing<'d>(
        &self,
        kind: Kind,
        own: &'d [u8],
        other: &'d [u8],
        limit: u64,
    ) -> Option<Differing<'d>> {
        let Matched { tables, mine, theirs } = self.matched(own, other)?;
        let mine = mine.into_iter().map(|at| self.range(at, own)).collect();
        let (before, gone) = parsed(own, mine, u64::MAX)?;
        let (after, come) = parsed(other, theirs, limit)?;
        let cost = Cost {
            containers: (self.cost.containers + come.containers).checked_sub(gone.containers)?,
            tokens: (self.cost.tokens + come.tokens).checked_sub(gone.tokens)?,
        };
        let outline = Self { tables, cost };
        let [own, other] = [before, after].map(|table| document(kind, table));
        cost.is_within(limit).then_some(Differing { own, other, outline })
    }

    fn range(&self, at: usize, own: &[u8]) -> Range<usize> {
        let start = |at: usize| self.tables.get(at).map_or(own.len(), |table| table.start);
        start(at)..start(at + 1)
    }

    /// Walks both texts at once: past a table that is the same in both without looking into it.
    fn matched(&self, own: &[u8], other: &[u8]) -> Option<Matched> {
        let mut found = Matched {
            tables: Vec::with_capacity(self.tables.len() + 1),
            mine: BTreeSet::new(),
            theirs: Vec::new(),
        };
        let text = |at: usize| own.get(self.range(at, own)).unwrap_or_default();
        let name_of = |at: usize| self.tables.get(at).and_then(|table| own.get(table.name.clone()));
        let mut names: Option<BTreeMap<&[u8], usize>> = None;
        // Tables that were passed over, and may still come; names of those that are new.
        let (mut passed, mut new) = (BTreeSet::new(), BTreeSet::new());
        let (mut next, mut at) = (0, 0);
        while at < other.len() || found.tables.is_empty() {
            if let Some(table) = self.tables.get(next) {
                let end = at + text(next).len();
                if other.get(at..end) == Some(text(next)) && ends(other, end, name_of(next)?) {
                    let name = at + table.name.start - table.start;
                    let name = name..name + table.name.len();
                    found.tables.push(Table { start: at, name });
                    (next, at) = (next + 1, end);
                    continue;
                }
            }
            let (name, end) = table(other, at, found.tables.is_empty())?;
            let called = other.get(name.clone())?;
            if Some(called) == name_of(next) {
                found.mine.insert(next);
                found.theirs.push(at..end);
                next += 1;
            } else {
                let names = names.get_or_insert_with(|| {
                    let all = 0..self.tables.len();
                    all.filter_map(|at| Some((name_of(at)?, at))).collect()
                });
                match names.get(called).copied() {
                    Some(place) if place > next => {
                        passed.extend(next..place);
                        next = place;
                        continue;
                    }
                    // It stood elsewhere; what was met already is written twice.
                    Some(place) if passed.remove(&place) => {
                        if other.get(at..end) != Some(text(place)) {
                            found.mine.insert(place);
                            found.theirs.push(at..end);
                        }
                    }
                    None if new.insert(called) => found.theirs.push(at..end),
                    Some(_) | None => return None,
                }
            }
            found.tables.push(Table { start: at, name });
            at = end;
        }
        found.mine.extend(passed);
        found.mine.extend(next..self.tables.len());
        Some(found)
    }
}

/// What two texts do not share.
struct Matched {
    /// The tables of the other text.
    tables: Vec<Table>,
    /// Which of its own tables the other one has otherwise, or not at all.
    mine: BTreeSet<usize>,
    /// Where the other one has them, and those that are new.
    theirs: Vec<Range<usize>>,
}

/// Whether a table called so that ends with the byte before `end` is not continued there.
fn ends(bytes: &[u8], end: usize, name: &[u8]) -> bool {
    let line = end.checked_sub(1).is_none_or(|last| bytes.get(last) == Some(&b'\n'));
    let other = || header(bytes, end).and_then(|next| bytes.get(next)).is_some_and(|n| n != name);
    end == bytes.len() || line && other()
}

/// The first name of a header that starts at `at`, where it is a bare one.
fn header(bytes: &[u8], at: usize) -> Option<Range<usize>> {
    let past = |from: usize, skipped: fn(&u8) -> bool| {
        from + bytes.get(from..).unwrap_or_default().iter().take_while(|b| skipped(b)).count()
    };
    let blank: fn(&u8) -> bool = |byte| matches!(byte, b' ' | b'\t');
    let open = past(at, blank);
    let inner = past(open, |byte| *byte == b'[');
    let start = past(inner, blank);
    let end = past(start, |b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-'));
    let closed = matches!(bytes.get(past(end, blank)), Some(b'.' | b']'));
    ((1..=2).contains(&(inner - open)) && end > start && closed).then_some(start..end)
}

/// The name and the end of the table that starts at `at`; or of what stands before the `first` one,
/// which has no name.
fn table(bytes: &[u8], at: usize, first: bool) -> Option<(Range<usize>, usize)> {
    let rest = bytes.get(at..)?;
    let name = if first { 0..0 } else { header(bytes, at)? };
    let mut size = WINDOW;
    loop {
        let window = rest.get(..size).unwrap_or(rest);
        let text = match std::str::from_utf8(window) {
            Ok(text) => text,
            // The window ends in the middle of a character.
            Err(error) if error.error_len().is_none() && size < rest.len() => {
                std::str::from_utf8(window.get(..error.valid_up_to())?).ok()?
            }
            Err(_) => return None,
        };
        match end(text, bytes.get(name.clone())?) {
            Scan::Ends(end) => return Some((name, at + end)),
            Scan::Doubt if size >= rest.len() => return None,
            Scan::GoesOn if size >= rest.len() => return Some((name, bytes.len())),
            Scan::Doubt | Scan::GoesOn => size = size.saturating_mul(4),
        }
    }
}

/// What a stretch of text says of the table that starts with it.
enum Scan {
    /// Another one starts there.
    Ends(usize),
    /// It goes on.
    GoesOn,
    /// There is something for which the text must be read whole.
    Doubt,
}

fn end(text: &str, name: &[u8]) -> Scan {
    // Where the line starts, and whether nothing but blanks stands on it so far.
    let (mut line, mut blank) = (if text.starts_with('\u{feff}') { 3 } else { 0 }, true);
    let mut depth = 0_usize;
    for token in Source::new(text).lex() {
        match token.kind() {
            TokenKind::LeftSquareBracket if blank => {
                let called = header(text.as_bytes(), line).and_then(|n| text.as_bytes().get(n));
                match called {
                    None => return Scan::Doubt,
                    Some(called) if called != name => return Scan::Ends(line),
                    Some(_) => depth += 1,
                }
            }
            TokenKind::Newline if depth == 0 => {
                (line, blank) = (token.span().end(), true);
                continue;
            }
            TokenKind::Whitespace | TokenKind::Newline | TokenKind::Comment | TokenKind::Eof => {
                continue;
            }
            // Keys before the first table are tables too.
            _ if name.is_empty() => return Scan::Doubt,
            TokenKind::LeftSquareBracket | TokenKind::LeftCurlyBracket => depth += 1,
            TokenKind::RightSquareBracket | TokenKind::RightCurlyBracket => {
                depth = depth.saturating_sub(1);
            }
            _ => {}
        }
        blank = false;
    }
    Scan::GoesOn
}

/// The tables of some stretches of a text, and what they cost; nothing where one holds a mistake.
fn parsed(bytes: &[u8], stretches: Vec<Range<usize>>, limit: u64) -> Option<(DeTable<'_>, Cost)> {
    let mut joined: Vec<Range<usize>> = Vec::new();
    for stretch in stretches {
        match joined.last_mut() {
            Some(last) if last.end == stretch.start => last.end = stretch.end,
            _ => joined.push(stretch),
        }
    }
    let (mut whole, mut cost) = (DeTable::new(), Cost::default());
    for Range { start, end } in joined {
        let text = std::str::from_utf8(bytes.get(start..end)?).ok()?;
        let own = check_bounds(Kind::Project, text, limit, Lang::En).ok()?;
        cost.containers += own.containers;
        cost.tokens += own.tokens;
        whole.extend(moved_table(parse_sound(text)?, start));
    }
    Some((whole, cost))
}

fn document(kind: Kind, table: DeTable<'_>) -> Document<'_> {
    Document { table, ..Document::empty(kind, "", false) }
}
