//! .xlsx as Excel, `LibreOffice` and libraries write it: values only, those of formulas as they were
//! last computed.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveTime};

use super::WORKBOOK;
use super::formats::Format;
use crate::exchange::grid::{
    Gathered, MAX_COLUMNS, MAX_TEXT, Row, Sheet, Unreadable, Value, text_cell, weight,
};
use crate::exchange::package::Package;
use crate::exchange::xml::{Element, Node, Xml};

/// Phonetic marks of a text say it again.
const PHONETIC: &[&str] = &["rPh", "phoneticPr"];

/// The visible sheets of a workbook.
///
/// # Errors
///
/// When it is damaged, locked, or larger than nrt takes.
pub fn read(bytes: &[u8]) -> Result<Vec<Sheet>, Unreadable> {
    let mut package = Package::open(bytes)?;
    let path = workbook(&mut package)?;
    let text = package.text(&path)?.ok_or(Unreadable::Damaged("workbook.xml"))?;
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", &path));
    let targets = package.text(&format!("{folder}/_rels/{name}.rels"))?;
    let targets = targets.as_deref().map(|text| relationships(text, folder)).transpose()?;
    let targets = targets.unwrap_or_default();
    let of_type = |end: &str| targets.values().find(|(kind, _)| kind.ends_with(end));
    let part = |package: &mut Package<'_>, end| match of_type(end) {
        Some((_, path)) => package.text(path),
        None => Ok(None),
    };
    let (sheets, from_1904) = sheets(&text)?;
    let strings = part(&mut package, "/sharedStrings")?;
    let strings = strings.as_deref().map(strings_of).transpose()?.unwrap_or_default();
    let formats = part(&mut package, "/styles")?;
    let formats = formats.as_deref().map(formats_of).transpose()?.unwrap_or_default();
    let mut gathered = Gathered::default();
    let mut found = Vec::new();
    for (name, id) in sheets {
        let Some((_, path)) = targets.get(&id) else { continue };
        let Some(text) = package.text(path)? else { continue };
        let cells = Cells { strings: &strings, formats: &formats, from_1904 };
        let mut sheet = Sheet { name, rows: Vec::new() };
        rows(&text, &cells, &mut sheet, &mut gathered)?;
        found.push(sheet);
    }
    Ok(found)
}

/// The path of the workbook's own part.
fn workbook(package: &mut Package<'_>) -> Result<String, Unreadable> {
    let Some(text) = package.text("_rels/.rels")? else { return Ok(WORKBOOK.to_owned()) };
    let targets = relationships(&text, "")?;
    let found = targets.into_values().find(|(kind, _)| kind.ends_with("/officeDocument"));
    Ok(found.map_or_else(|| WORKBOOK.to_owned(), |(_, path)| path))
}

/// The relationships of a part: by id, the type and the path.
fn relationships(
    text: &str,
    folder: &str,
) -> Result<BTreeMap<String, (String, String)>, Unreadable> {
    let mut found = BTreeMap::new();
    let mut xml = Xml::new(text);
    loop {
        match xml.next()? {
            Node::Start(element) if element.name() == "Relationship" => {
                let get = |name| element.attribute(name).unwrap_or_default();
                let target = get("Target");
                let path = match target.strip_prefix('/') {
                    Some(path) => path.to_owned(),
                    None if folder.is_empty() => target,
                    None => format!("{folder}/{target}"),
                };
                found.insert(get("Id"), (get("Type"), path));
            }
            Node::Eof => return Ok(found),
            _ => {}
        }
    }
}

/// The visible sheets, each with the id of its part; and whether days count from 1904.
fn sheets(text: &str) -> Result<(Vec<(String, String)>, bool), Unreadable> {
    let (mut found, mut from_1904) = (Vec::new(), false);
    let mut xml = Xml::new(text);
    loop {
        match xml.next()? {
            Node::Start(element) if element.name() == "sheet" => {
                let hidden = element.attribute("state").is_some_and(|state| state != "visible");
                let id = element.attribute("id").filter(|_| !hidden);
                found.extend(id.map(|id| (element.attribute("name").unwrap_or_default(), id)));
            }
            Node::Start(element) if element.name() == "workbookPr" => {
                let flag = element.attribute("date1904");
                from_1904 = flag.is_some_and(|flag| matches!(flag.as_str(), "1" | "true"));
            }
            Node::Eof => return Ok((found, from_1904)),
            _ => {}
        }
    }
}

/// The texts that cells share.
fn strings_of(text: &str) -> Result<Vec<String>, Unreadable> {
    let (mut found, mut size) = (Vec::new(), 0);
    let mut xml = Xml::new(text);
    loop {
        match xml.next()? {
            Node::Start(element) if element.name() == "si" => {
                let text = unescaped(&xml.text(PHONETIC)?);
                size += text.len();
                if size > MAX_TEXT {
                    return Err(Unreadable::TooLarge);
                }
                found.push(text);
            }
            Node::Eof => return Ok(found),
            _ => {}
        }
    }
}

/// What each style of a cell shows of a number.
fn formats_of(text: &str) -> Result<Vec<Format>, Unreadable> {
    let mut described: BTreeMap<usize, Format> = BTreeMap::new();
    let (mut found, mut of_cells) = (Vec::new(), false);
    let mut xml = Xml::new(text);
    loop {
        match xml.next()? {
            Node::Start(element) => match element.name().as_str() {
                "numFmt" => {
                    let code = element.attribute("formatCode").unwrap_or_default();
                    if let Some(id) = element.number("numFmtId") {
                        described.insert(id, Format::described(&code));
                    }
                }
                "cellXfs" => of_cells = true,
                "xf" if of_cells => {
                    let id = element.number("numFmtId").unwrap_or_default();
                    let format = described.get(&id).copied();
                    found.push(format.unwrap_or(Format::built_in(id)));
                }
                _ => {}
            },
            Node::End(name) if name == "cellXfs" => of_cells = false,
            Node::Eof => return Ok(found),
            _ => {}
        }
    }
}

/// What the cells of every sheet refer to.
struct Cells<'a> {
    strings: &'a [String],
    formats: &'a [Format],
    from_1904: bool,
}

fn rows(
    text: &str,
    cells: &Cells<'_>,
    sheet: &mut Sheet,
    gathered: &mut Gathered,
) -> Result<(), Unreadable> {
    let mut xml = Xml::new(text);
    let mut row = Row::default();
    // One text may be shared by every cell of a row.
    let mut size = 0;
    loop {
        match xml.next()? {
            Node::Start(element) if element.name() == "row" => {
                let number = element.number("r").unwrap_or(row.number + 1);
                row = Row { number, cells: Vec::new() };
                size = 0;
            }
            Node::Start(element) if element.name() == "c" => {
                let column = element.attribute("r").and_then(|name| column_of(&name));
                let column = column.unwrap_or(row.cells.len());
                let value = cell(&mut xml, &element, cells)?;
                size += value.as_ref().map_or(0, weight);
                if size > MAX_TEXT {
                    return Err(Unreadable::TooLarge);
                }
                if column < MAX_COLUMNS {
                    let width = row.cells.len().max(column + 1);
                    row.cells.resize(width, None);
                    row.cells[column] = value;
                }
            }
            Node::End(name) if name == "row" => {
                let number = row.number;
                gathered.push(sheet, std::mem::take(&mut row))?;
                row.number = number;
            }
            Node::Eof => return Ok(()),
            _ => {}
        }
    }
}

/// The column that the name of a cell says, from 0.
fn column_of(name: &str) -> Option<usize> {
    let letters = name.bytes().take_while(u8::is_ascii_alphabetic).take(4);
    let number =
        letters.fold(0, |n, letter| n * 26 + usize::from(letter.to_ascii_uppercase() - b'A') + 1);
    number.checked_sub(1)
}

/// What the cell holds that has just started.
fn cell(
    xml: &mut Xml<'_>,
    start: &Element<'_>,
    cells: &Cells<'_>,
) -> Result<Option<Value>, Unreadable> {
    let kind = start.attribute("t").unwrap_or_default();
    let format = start.number("s").and_then(|style| cells.formats.get(style).copied());
    let mut text = String::new();
    loop {
        match xml.next()? {
            Node::Start(element) => match element.name().as_str() {
                "v" => text = xml.text(&[])?,
                "is" => text = xml.text(PHONETIC)?,
                _ => drop(xml.text(&[])?),
            },
            Node::End(name) if name == "c" => break,
            Node::Eof => return Err(Unreadable::Damaged("XML")),
            _ => {}
        }
    }
    let number = || {
        let number = text.trim().parse::<f64>().ok().filter(|number| number.is_finite())?;
        Some(format.unwrap_or_default().value(number, cells.from_1904))
    };
    Ok(match kind.as_str() {
        "s" => {
            let shared = text.trim().parse().ok().and_then(|at: usize| cells.strings.get(at));
            shared.cloned().and_then(text_cell)
        }
        "inlineStr" | "str" | "e" => text_cell(unescaped(&text)),
        "b" => Some(Value::Flag(text.trim() == "1" || text.trim() == "true")),
        "d" => moment(text.trim()).or_else(|| text_cell(text)),
        _ => number(),
    })
}

/// A date as ISO 8601 writes it, with or without a time.
pub(in crate::exchange) fn moment(text: &str) -> Option<Value> {
    let (date, time) = text.split_once('T').unwrap_or((text, ""));
    let date: NaiveDate = date.parse().ok()?;
    let time = time.trim_end_matches('Z');
    let time = time.split('.').next().unwrap_or_default();
    match NaiveTime::parse_from_str(time, "%H:%M:%S") {
        Ok(time) if time != NaiveTime::MIN => Some(Value::Moment(date, time)),
        _ => Some(Value::Date(date)),
    }
}

/// A text in which Excel wrote `_x000D_` for a character that XML cannot hold; lines end with `\n`.
fn unescaped(text: &str) -> String {
    let mut found = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        found.push_str(&rest[..at]);
        let code = rest.get(at + 2..at + 6).filter(|_| rest.as_bytes().get(at + 6) == Some(&b'_'));
        let hex = code.filter(|code| code.bytes().all(|b| b.is_ascii_hexdigit()));
        let c = hex.and_then(|code| u32::from_str_radix(code, 16).ok()).and_then(char::from_u32);
        match c {
            Some(c) => {
                found.push(c);
                rest = &rest[at + 7..];
            }
            None => {
                found.push_str("_x");
                rest = &rest[at + 2..];
            }
        }
    }
    found.push_str(rest);
    found.replace("\r\n", "\n").replace('\r', "\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_say_their_column() {
        assert_eq!(column_of("C7"), Some(2));
        assert_eq!(column_of("AA1"), Some(26));
        assert_eq!(column_of("7"), None);
        assert_eq!(column_of("ZZZZZZZZZZZZZZZZ1"), Some(475_253));
    }

    #[test]
    fn characters_that_xml_cannot_hold() {
        assert_eq!(unescaped("a_x000D_\nb_x005F_x0007_ _xyz_ _x00"), "a\nb_x0007_ _xyz_ _x00");
        assert_eq!(unescaped("é_x00é9_"), "é_x00é9_");
    }
}
