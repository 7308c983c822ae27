//! Parsing with every syntax error: a broken file is read again table by table, so that every
//! sound table stays checkable and every id exists.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};
use toml_parser::Source;
use toml_parser::lexer::TokenKind;

use super::{Hints, at, syntax};
use crate::address::{Address, Kind};
use crate::finding::{Finding, Level, Place, Related};
use crate::lang::Lang;
use crate::tr;

/// How many syntax errors of a file are kept; a threshold of nrt's own.
const MAX_FAULTS: usize = 100;

/// A syntax error: where, and the parser's own words.
struct Fault {
    range: Range<usize>,
    message: String,
}

/// What could be read of a text.
#[derive(Debug)]
pub(super) struct Parsed<'a> {
    /// Its sound tables, and of the others the header.
    pub(super) table: DeTable<'a>,
    /// A finding for each line that could not be read.
    pub(super) findings: Vec<Finding>,
    /// The tables that were read in part or not at all: what they lack may be there.
    pub(super) partial: BTreeSet<Address>,
}

/// Reads a text: whole where it is sound, else table by table.
pub(super) fn parse<'a>(kind: Kind, text: &'a str, lang: Lang, hints: Hints) -> Parsed<'a> {
    let (table, faults) = parse_once(text);
    if faults.is_empty() {
        return Parsed { table, findings: Vec::new(), partial: BTreeSet::new() };
    }
    let mut partial = BTreeSet::new();
    let conflicts = conflicts(text);
    let mut whole = DeTable::new();
    let mut findings: Vec<Finding> = conflict_finding(kind, &conflicts, lang).into_iter().collect();
    let mut faults = Vec::new();
    let mut headers: BTreeMap<&str, Range<usize>> = BTreeMap::new();
    for chunk in chunks(text) {
        let part = &text[chunk.clone()];
        let (table, found) = parse_once(part);
        let next = conflicts.partition_point(|conflict| conflict.end <= chunk.start);
        let conflicted = conflicts.get(next).is_some_and(|conflict| conflict.start < chunk.end);
        let header = header(part).map(|range| shift(range, chunk.start));
        if let Some(range) = &header {
            let name = text[range.clone()].trim();
            match headers.get(name) {
                Some(first) if !conflicted && findings.len() < MAX_FAULTS => {
                    findings.push(twice(kind, name, first, range, lang));
                    continue;
                }
                Some(_) => continue,
                None => drop(headers.insert(name, range.clone())),
            }
        }
        if conflicted || !found.is_empty() {
            let path = header.as_ref().map(|range| header_path(&text[range.clone()]));
            partial.insert(Address { path: path.unwrap_or_default(), ..Address::file(kind) });
        }
        if found.is_empty() {
            merge(&mut whole, moved_table(table, chunk.start));
        } else if let Some(line) = part.split_inclusive('\n').next().filter(|_| header.is_some()) {
            merge(&mut whole, moved_table(parse_once(line).0, chunk.start));
        }
        if !conflicted {
            faults.extend(found.into_iter().map(|fault| Fault {
                range: shift(fault.range, chunk.start),
                message: fault.message,
            }));
        }
    }
    findings.extend(report(kind, text, &faults, lang, hints));
    if findings.is_empty() {
        // The fault lies between tables that are each sound.
        findings.extend(report(kind, text, &parse_once(text).1, lang, hints));
    }
    Parsed { table: whole, findings, partial }
}

/// The table of a text that holds no mistake.
pub(super) fn parse_sound(text: &str) -> Option<DeTable<'_>> {
    let (table, faults) = parse_once(text);
    faults.is_empty().then_some(table)
}

fn parse_once(text: &str) -> (DeTable<'_>, Vec<Fault>) {
    let (table, errors) = DeTable::parse_recoverable(text);
    let mut faults: Vec<Fault> = errors
        .iter()
        .map(|error| Fault {
            range: on_boundaries(text, error.span().unwrap_or(0..0)),
            message: error.message().to_owned(),
        })
        .collect();
    faults.sort_by_key(|fault| (fault.range.start, fault.range.end));
    (table.into_inner(), faults)
}

/// Stretches of a text that each start at a table's header, the first one at the start.
fn chunks(text: &str) -> Vec<Range<usize>> {
    let strings = closed_multiline_strings(text);
    let mut inside = strings.iter().peekable();
    let mut starts = vec![0];
    let mut offset = 0;
    for line in text.split_inclusive('\n') {
        while inside.next_if(|string| string.end <= offset).is_some() {}
        let within = inside.peek().is_some_and(|string| string.start < offset);
        if offset > 0 && !within && looks_like_header(line) {
            starts.push(offset);
        }
        offset += line.len();
    }
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    starts.iter().copied().zip(ends).map(|(start, end)| start..end).collect()
}

fn closed_multiline_strings(text: &str) -> Vec<Range<usize>> {
    Source::new(text)
        .lex()
        .filter(|t| matches!(t.kind(), TokenKind::MlBasicString | TokenKind::MlLiteralString))
        .map(|t| t.span().start()..t.span().end())
        .filter(|range| {
            let raw = &text[range.clone()];
            raw.len() >= 6 && (raw.ends_with("\"\"\"") || raw.ends_with("'''"))
        })
        .collect()
}

/// Whether a line looks like `[table]`, closed or not, rather than like an array's element.
fn looks_like_header(line: &str) -> bool {
    let Some(inner) = line.trim_start().strip_prefix('[') else {
        return false;
    };
    let name = inner.trim_start_matches('[').split([']', '#']).next().unwrap_or_default().trim();
    !name.is_empty() && !name.contains([',', '=', '[', '{'])
}

/// Where the name stands in a chunk's first line, when that is a sound header.
fn header(chunk: &str) -> Option<Range<usize>> {
    let line = chunk.split_inclusive('\n').next()?;
    let start = line.find('[')? + 1;
    let end = line.find(']')?;
    (line.trim_start().starts_with('[') && start < end && parse_once(line).1.is_empty())
        .then_some(start..end)
}

/// The keys of a header's name.
fn header_path(name: &str) -> Vec<String> {
    name.split('.').map(|key| key.trim().trim_matches(['"', '\'']).to_owned()).collect()
}

/// Joins the tables of one chunk to those of the others; what is there first stays.
fn merge<'a>(whole: &mut DeTable<'a>, part: DeTable<'a>) {
    for (key, value) in part {
        let Some(there) = whole.get_mut(key.get_ref().as_ref()) else {
            whole.insert(key, value);
            continue;
        };
        if let (DeValue::Table(there), DeValue::Table(more)) = (there.get_mut(), value.into_inner())
        {
            merge(there, more);
        }
    }
}

fn shift(range: Range<usize>, by: usize) -> Range<usize> {
    range.start + by..range.end + by
}

/// A table with every place in it further on.
pub(super) fn moved_table(table: DeTable<'_>, by: usize) -> DeTable<'_> {
    table
        .into_iter()
        .map(|(key, value)| {
            let span = shift(key.span(), by);
            (Spanned::new(span, key.into_inner()), moved(value, by))
        })
        .collect()
}

fn moved(value: Spanned<DeValue<'_>>, by: usize) -> Spanned<DeValue<'_>> {
    let span = shift(value.span(), by);
    let value = match value.into_inner() {
        DeValue::Table(table) => DeValue::Table(moved_table(table, by)),
        DeValue::Array(items) => {
            DeValue::Array(items.into_iter().map(|item| moved(item, by)).collect())
        }
        value => value,
    };
    Spanned::new(span, value)
}

/// The stretches from each `<<<<<<<` line to its `>>>>>>>` line, both included.
fn conflicts(text: &str) -> Vec<Range<usize>> {
    let (mut found, mut open, mut offset) = (Vec::new(), None, 0);
    for line in text.split_inclusive('\n') {
        let end = offset + line.len();
        match line.get(..7) {
            Some("<<<<<<<") => open = open.or(Some(offset)),
            Some(">>>>>>>") => found.extend(open.take().map(|start| start..end)),
            _ => {}
        }
        offset = end;
    }
    found.extend(open.map(|start| start..text.len()));
    found
}

fn conflict_finding(kind: Kind, conflicts: &[Range<usize>], lang: Lang) -> Option<Finding> {
    let (first, rest) = conflicts.split_first()?;
    let message = tr!(
        lang,
        "une fusion n'est pas terminée : des marques de conflit sont restées",
        "a merge is not finished: conflict markers were left"
    );
    let range = first.start..first.start + 7;
    let mut finding = at("merge-conflict-left", Level::Error, Address::file(kind), range, message);
    finding.help = Some(
        tr!(
            lang,
            "gardez l'une des deux versions (ou les deux), puis effacez les lignes `<<<<<<<`, `=======` et `>>>>>>>`",
            "keep one of the two versions (or both), then delete the lines `<<<<<<<`, `=======` and `>>>>>>>`"
        )
        .into(),
    );
    finding.related = rest
        .iter()
        .take(3)
        .map(|range| Related {
            place: Place { path: kind.file().to_owned(), range: range.start..range.start + 7 },
            message: tr!(lang, "et ici", "and here").into(),
        })
        .collect();
    Some(finding)
}

/// One finding a line: what follows on the same line is usually an echo. The last one counts those
/// that are left out.
fn report(kind: Kind, text: &str, faults: &[Fault], lang: Lang, hints: Hints) -> Vec<Finding> {
    let mut findings: Vec<Finding> = Vec::new();
    let (mut read_until, mut more) = (0, 0_usize);
    for fault in faults {
        let start = fault.range.start;
        if start < read_until {
            continue;
        }
        read_until = text[start..].find('\n').map_or(text.len() + 1, |end| start + end + 1);
        if findings.len() == MAX_FAULTS {
            more += 1;
            continue;
        }
        let n = findings.len() + 1;
        let range = fault.range.clone();
        findings.push(syntax::finding(kind, n, text, range, &fault.message, (lang, hints)));
    }
    if let Some(last) = findings.last_mut().filter(|_| more > 0) {
        let s = lang.s(more);
        last.notes.push(
            tr!(
                lang,
                "et {more} autre{s} ligne{s} que nrt ne sait pas lire",
                "and {more} more line{s} that nrt cannot read"
            )
            .into(),
        );
    }
    findings
}

/// A table written twice: both places; the first one is kept.
fn twice(
    kind: Kind,
    name: &str,
    first: &Range<usize>,
    second: &Range<usize>,
    lang: Lang,
) -> Finding {
    let message = tr!(
        lang,
        "`{name}` est défini deux fois ; la première définition est gardée",
        "`{name}` is defined twice; the first definition is kept"
    );
    let mut address = Address::file(kind);
    address.path = header_path(name);
    let mut finding = at("duplicate-id", Level::Error, address, second.clone(), message);
    finding.help = Some(
        tr!(
            lang,
            "donnez un autre identifiant à l'un des deux, ou réunissez-les",
            "give one of them another id, or join them"
        )
        .into(),
    );
    finding.related.push(Related {
        place: Place { path: kind.file().to_owned(), range: first.clone() },
        message: tr!(lang, "première définition", "first definition").into(),
    });
    finding
}

/// `range` inside `text`, widened to character boundaries.
fn on_boundaries(text: &str, range: Range<usize>) -> Range<usize> {
    let mut start = range.start.min(text.len());
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    let mut end = range.end.clamp(start, text.len());
    while !text.is_char_boundary(end) {
        end += 1;
    }
    start..end
}
