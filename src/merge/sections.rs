//! Merging tables: which are there, in which order, and what each one holds.

use std::collections::{BTreeMap, BTreeSet};

use super::fields::{self, Field};
use super::markers::Piece;
use super::renames::{Renames, in_base};
use super::{Clash, Conflict, Options, Three, order, remarks};
use crate::document::tables::{Entry, Section, Tables};

/// What became of a table.
enum Table {
    /// It is there no more.
    Gone,
    /// One side deleted it, the other one left it as it was.
    Deleted(Clash),
    /// One side added it; what deleting something above it by the other one would be.
    Added(Clash),
    /// Both have it.
    Merged(Vec<Piece>, Vec<Conflict>),
    /// The sides contradict each other on the whole of it.
    Clash(Clash),
}

/// Merges the tables of three texts.
pub(super) fn merged(
    layouts: &Three<Tables<'_>>,
    renames: &Three<Renames>,
    options: &Options<'_>,
) -> (Vec<Piece>, Vec<Conflict>) {
    let of = |layout: &Tables<'_>, renames: &Renames| -> Vec<Vec<String>> {
        layout.sections.iter().map(|section| in_base(renames, &section.path)).collect()
    };
    let keys = Three {
        base: of(&layouts.base, &renames.base),
        ours: of(&layouts.ours, &renames.ours),
        theirs: of(&layouts.theirs, &renames.theirs),
    };
    let index = |keys: &Vec<Vec<String>>| -> BTreeMap<Vec<String>, usize> {
        keys.iter().cloned().zip(0..).collect()
    };
    let places = keys.map(index);
    let section = |path: &Vec<String>| Three {
        base: places.base.get(path).and_then(|at| layouts.base.sections.get(*at)),
        ours: places.ours.get(path).and_then(|at| layouts.ours.sections.get(*at)),
        theirs: places.theirs.get(path).and_then(|at| layouts.theirs.sections.get(*at)),
    };
    let order = order::merged(&keys);
    let mut tables: Vec<Table> =
        order.iter().map(|path| table(path, &section(path), options)).collect();
    whole_entities(&order, &mut tables);
    let (mut pieces, mut conflicts) = (Vec::new(), Vec::new());
    for (path, table) in order.iter().zip(tables) {
        let three = section(path);
        match table {
            Table::Gone | Table::Deleted(_) => {}
            Table::Added(_) => {
                let added = three.ours.or(three.theirs);
                pieces.extend(added.map(|section| Piece::Lines(whole(section))));
            }
            Table::Merged(own, clashes) => {
                pieces.extend(own);
                conflicts.extend(clashes);
            }
            Table::Clash(clash) => {
                let goes_on = matches!(pieces.last(), Some(Piece::Clash(_)));
                pieces.extend(contradicting(&three, goes_on));
                conflicts.push(Conflict { path: path.clone(), clash });
            }
        }
    }
    let ends = layouts.map(|layout| layout.end.as_slice());
    pieces.push(lines(&remarks::merged(&ends)));
    (pieces, conflicts)
}

fn table(path: &[String], three: &Three<Option<&Section<'_>>>, options: &Options<'_>) -> Table {
    match (three.base, three.ours, three.theirs) {
        (_, None, None) => Table::Gone,
        (None, Some(_), None) => Table::Added(Clash::TheirsDeleted),
        (None, None, Some(_)) => Table::Added(Clash::OursDeleted),
        (Some(base), Some(left), None) => left_alone(base, left, Clash::TheirsDeleted),
        (Some(base), None, Some(left)) => left_alone(base, left, Clash::OursDeleted),
        (base, Some(ours), Some(theirs)) => {
            let empty = Section::default();
            let three = Three { base: base.unwrap_or(&empty), ours, theirs };
            let (pieces, conflicts) = both(path, &three, options);
            if base.is_none() && !conflicts.is_empty() {
                return Table::Clash(Clash::AddedTwice);
            }
            Table::Merged(pieces, conflicts)
        }
    }
}

fn left_alone(base: &Section<'_>, left: &Section<'_>, clash: Clash) -> Table {
    let said = |section: &Section<'_>| {
        let text = whole(section);
        let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
        let mut lines: Vec<String> = lines.map(str::to_owned).collect();
        lines.sort();
        lines
    };
    if said(base) == said(left) { Table::Deleted(clash) } else { Table::Clash(clash) }
}

/// An entity is its table and those below it: where one side deletes some of them and the other
/// one changes, or adds to, what goes with them, all of them stay in conflict.
fn whole_entities(order: &[Vec<String>], tables: &mut [Table]) {
    let is_deleted_by = |table: &Table, side: Clash| matches!(table, Table::Deleted(by) | Table::Clash(by) if *by == side);
    for side in [Clash::OursDeleted, Clash::TheirsDeleted] {
        let deleted: BTreeSet<&Vec<String>> = order
            .iter()
            .zip(tables.iter())
            .filter(|(_, table)| is_deleted_by(table, side))
            .map(|(path, _)| path)
            .collect();
        let above = |path: &[String]| {
            let mut depths = 1..path.len();
            depths.any(|depth| deleted.contains(&path[..depth].to_vec()))
        };
        let touched: BTreeSet<Vec<String>> = order
            .iter()
            .zip(tables.iter())
            .filter(|(path, table)| match table {
                Table::Clash(by) => *by == side,
                Table::Added(by) => *by == side && above(path),
                Table::Gone | Table::Deleted(_) | Table::Merged(..) => false,
            })
            .map(|(path, _)| path.clone())
            .collect();
        let is_touched = |path: &Vec<String>| {
            // What lies below a path comes right after it.
            let below = touched.range(path.clone()..).next();
            below.is_some_and(|below| below.starts_with(path))
                || (0..path.len()).any(|end| touched.contains(&path[..end]))
        };
        for (path, table) in order.iter().zip(tables.iter_mut()) {
            let joins = match table {
                Table::Deleted(by) => *by == side,
                Table::Added(by) => *by == side && above(path),
                Table::Gone | Table::Merged(..) | Table::Clash(_) => false,
            };
            if joins && is_touched(path) {
                *table = Table::Clash(side);
            }
        }
    }
}

/// A table that both sides have.
fn both(
    path: &[String],
    three: &Three<&Section<'_>>,
    options: &Options<'_>,
) -> (Vec<Piece>, Vec<Conflict>) {
    let (mut pieces, mut conflicts) = (Vec::new(), Vec::new());
    pieces.push(lines(&remarks::merged(&three.map(|section| section.lead.as_slice()))));
    match header(three) {
        Ok(header) => pieces.push(Piece::Lines(header)),
        Err(clash) => {
            let text = |section: &&Section<'_>| header_of(section);
            pieces.push(Piece::Clash(three.map(text)));
            conflicts.push(Conflict { path: path.to_vec(), clash });
        }
    }
    let keys = three.map(|section| -> Vec<&[String]> {
        section.entries.iter().map(|entry| entry.path.as_slice()).collect()
    });
    let index = three.map(|section| -> BTreeMap<&[String], &Entry<'_>> {
        section.entries.iter().map(|entry| (entry.path.as_slice(), entry)).collect()
    });
    for key in order::merged(&keys) {
        let field = index.map(|entries| entries.get(key).copied());
        let address = [path, key].concat();
        match fields::merged(&field, !(options.whole)(&address)) {
            Field::Gone => {}
            Field::Kept(own) => pieces.extend(own),
            Field::Clash(own, clash) => {
                pieces.extend(own);
                conflicts.push(Conflict { path: address, clash });
            }
        }
    }
    pieces.push(lines(&remarks::merged(&three.map(|section| section.rest.as_slice()))));
    (pieces, conflicts)
}

/// The header of both sides.
fn header(three: &Three<&Section<'_>>) -> Result<String, Clash> {
    let of = three.map(|section| section.header);
    let (Some(ours), Some(theirs)) = (of.ours, of.theirs) else { return Ok(String::new()) };
    let base = of.base;
    let renamed = |path: &[String]| base.is_some() && path != three.base.path;
    let (our, their) = (&three.ours.path, &three.theirs.path);
    if renamed(our) && renamed(their) && our != their {
        return Err(Clash::Renamed);
    }
    let kept = base.is_some_and(|(head, _)| head == ours.0) || renamed(their) && !renamed(our);
    let head = if kept { theirs.0 } else { ours.0 };
    let tails =
        Three { base: base.map(|(_, tail)| tail), ours: Some(ours.1), theirs: Some(theirs.1) };
    let tail = fields::tail(&tails).ok_or(Clash::Value)?;
    Ok(format!("{head}{tail}\n"))
}

/// A table of which the sides do not say the same; the empty lines above it stay outside, unless it
/// goes on with the table before it.
fn contradicting(three: &Three<Option<&Section<'_>>>, goes_on: bool) -> Vec<Piece> {
    let text = three.map(|section| section.map(whole).unwrap_or_default());
    let empty =
        |text: &String| text.split_inclusive('\n').take_while(|l| l.trim().is_empty()).count();
    let sides = [&text.ours, &text.theirs].into_iter().filter(|text| !text.is_empty());
    let above = sides.map(empty).min().filter(|_| !goes_on).unwrap_or(0);
    let without = |text: &String| {
        let skipped = empty(text).min(above);
        text.split_inclusive('\n').skip(skipped).collect::<String>()
    };
    vec![Piece::Lines("\n".repeat(above)), Piece::Clash(text.map(without))]
}

/// A table as a side has it.
fn whole(section: &Section<'_>) -> String {
    let line = |line: &&str| format!("{line}\n");
    let mut text: String = section.lead.iter().map(line).collect();
    text.push_str(&header_of(section));
    for entry in &section.entries {
        text.extend(entry.lead.iter().map(line));
        text.push_str(&fields::line_of(entry));
    }
    text.extend(section.rest.iter().map(line));
    text
}

fn header_of(section: &Section<'_>) -> String {
    section.header.map(|(head, tail)| format!("{head}{tail}\n")).unwrap_or_default()
}

fn lines(lines: &[String]) -> Piece {
    Piece::Lines(lines.iter().map(|line| format!("{line}\n")).collect())
}
