//! .ods as `LibreOffice` and libraries write it: values only, those of formulas as they were last
//! computed.

use chrono::NaiveTime;

use crate::exchange::grid::{
    Gathered, MAX_COLUMNS, MAX_ROWS, MAX_TEXT, Row, Sheet, Unreadable, Value, text_cell, weight,
};
use crate::exchange::package::Package;
use crate::exchange::xlsx;
use crate::exchange::xml::{Element, Node, Xml};

/// The visible sheets of a document.
///
/// # Errors
///
/// When it is damaged, locked, or larger than nrt takes.
pub fn read(bytes: &[u8]) -> Result<Vec<Sheet>, Unreadable> {
    let mut package = Package::open(bytes)?;
    let manifest = package.text("META-INF/manifest.xml").ok().flatten().unwrap_or_default();
    if manifest.contains("encryption-data") {
        return Err(Unreadable::Locked);
    }
    let text = package.text("content.xml")?.ok_or(Unreadable::Damaged("content.xml"))?;
    let mut xml = Xml::new(&text);
    let mut gathered = Gathered::default();
    let mut found = Vec::new();
    // The styles of sheets that are hidden, and the one that is being read.
    let (mut hidden, mut style) = (Vec::new(), String::new());
    loop {
        match xml.next()? {
            Node::Start(element) if element.name() == "style" => {
                style = element.attribute("name").unwrap_or_default();
            }
            Node::Start(element) if element.name() == "table-properties" => {
                let shown = element.attribute("display").is_none_or(|display| display != "false");
                hidden.extend((!shown).then(|| style.clone()));
            }
            Node::Start(element) if element.name() == "table" => {
                let style = element.attribute("style-name");
                if style.is_some_and(|style| hidden.contains(&style)) {
                    xml.text(&[])?;
                    continue;
                }
                let name = element.attribute("name").unwrap_or_default();
                let mut sheet = Sheet { name, rows: Vec::new() };
                table(&mut xml, &mut sheet, &mut gathered)?;
                found.push(sheet);
            }
            Node::Eof => return Ok(found),
            _ => {}
        }
    }
}

/// The rows of the table that has just started, be they in groups or not.
fn table(xml: &mut Xml<'_>, sheet: &mut Sheet, gathered: &mut Gathered) -> Result<(), Unreadable> {
    let mut number = 1_usize;
    loop {
        match xml.next()? {
            Node::Start(element) if element.name() == "table-row" => {
                let times = element.number("number-rows-repeated").unwrap_or(1);
                let cells = row(xml)?;
                let shown = cells.iter().any(Option::is_some);
                for n in 0..if shown { times.min(MAX_ROWS + 1) } else { 0 } {
                    gathered.push(sheet, Row { number: number + n, cells: cells.clone() })?;
                }
                number = number.saturating_add(times);
            }
            // A sheet within a sheet, or its drawings.
            Node::Start(element)
                if matches!(element.name().as_str(), "shapes" | "table" | "forms") =>
            {
                xml.text(&[])?;
            }
            Node::End(name) if name == "table" => return Ok(()),
            Node::Eof => return Err(Unreadable::Damaged("XML")),
            _ => {}
        }
    }
}

/// The cells of the row that has just started.
fn row(xml: &mut Xml<'_>) -> Result<Vec<Option<Value>>, Unreadable> {
    let mut cells: Vec<Option<Value>> = Vec::new();
    let mut text = 0_usize;
    loop {
        match xml.next()? {
            Node::Start(element) if element.name() == "table-cell" => {
                let value = cell(xml, &element)?;
                let size = value.as_ref().map_or(0, weight);
                let added = repeat(&mut cells, value, &element);
                text += size.saturating_mul(added);
                if text > MAX_TEXT {
                    return Err(Unreadable::TooLarge);
                }
            }
            Node::Start(element) if element.name() == "covered-table-cell" => {
                xml.text(&[])?;
                repeat(&mut cells, None, &element);
            }
            Node::End(name) if name == "table-row" => return Ok(cells),
            Node::Eof => return Err(Unreadable::Damaged("XML")),
            _ => {}
        }
    }
}

/// Adds a cell as often as its element says, where the columns are looked at; how often it was.
fn repeat(cells: &mut Vec<Option<Value>>, value: Option<Value>, element: &Element<'_>) -> usize {
    let times = element.number("number-columns-repeated").unwrap_or(1);
    let room = MAX_COLUMNS.saturating_sub(cells.len());
    // A long text said a thousand times is nobody's table: the first ones tell as much.
    let long = value.as_ref().map_or(0, weight) > MAX_TEXT / MAX_COLUMNS;
    let times = times.min(room).min(if long { 2 } else { room });
    cells.extend(std::iter::repeat_n(value, times));
    times
}

/// What the cell holds that has just started.
fn cell(xml: &mut Xml<'_>, start: &Element<'_>) -> Result<Option<Value>, Unreadable> {
    let text = paragraphs(xml)?;
    let get = |name| start.attribute(name);
    let typed = match get("value-type").unwrap_or_default().as_str() {
        "float" | "percentage" | "currency" => {
            let number = get("value").and_then(|text| text.trim().parse::<f64>().ok());
            number.filter(|number| number.is_finite()).map(Value::Number)
        }
        "date" => get("date-value").and_then(|text| xlsx::moment(text.trim())),
        "time" => get("time-value").and_then(|text| duration(text.trim())).map(Value::Time),
        "boolean" => get("boolean-value").map(|text| Value::Flag(text.trim() == "true")),
        _ => None,
    };
    let said =
        || text_cell(text.clone().unwrap_or_else(|| get("string-value").unwrap_or_default()));
    Ok(typed.or_else(said))
}

/// The time of a duration of less than a day: `PT14H30M00S`.
fn duration(text: &str) -> Option<NaiveTime> {
    let (hours, rest) = text.strip_prefix("PT")?.split_once('H')?;
    let (minutes, seconds) = rest.split_once('M')?;
    let seconds = seconds.strip_suffix('S')?.split(['.', ',']).next()?;
    NaiveTime::from_hms_opt(hours.parse().ok()?, minutes.parse().ok()?, seconds.parse().ok()?)
}

/// The paragraphs of the cell that has just started, without the comment that somebody pinned to
/// it; nothing where it has none.
fn paragraphs(xml: &mut Xml<'_>) -> Result<Option<String>, Unreadable> {
    let mut text: Option<String> = None;
    let (mut depth, mut pinned) = (1_usize, 0_usize);
    let mut within = 0_usize;
    while depth > 0 {
        match xml.next()? {
            Node::Start(element) => {
                depth += 1;
                let name = element.name();
                if pinned > 0 || name == "annotation" {
                    pinned += 1;
                    continue;
                }
                match name.as_str() {
                    "p" if within == 0 => {
                        if let Some(text) = &mut text {
                            text.push('\n');
                        }
                        text.get_or_insert_default();
                        within = depth;
                    }
                    "s" => {
                        let n = element.number("c").unwrap_or(1).min(1_000);
                        text.get_or_insert_default().extend(std::iter::repeat_n(' ', n));
                    }
                    "tab" => text.get_or_insert_default().push('\t'),
                    "line-break" => text.get_or_insert_default().push('\n'),
                    _ => {}
                }
            }
            Node::End(_) => {
                if depth == within {
                    within = 0;
                }
                depth -= 1;
                pinned = pinned.saturating_sub(1);
            }
            Node::Text(part) if pinned == 0 && within > 0 => {
                text.get_or_insert_default().push_str(&spaced(&part));
            }
            Node::Text(_) => {}
            Node::Eof => return Err(Unreadable::Damaged("XML")),
        }
    }
    Ok(text)
}

/// A text in which several spaces are one, as the format reads it.
fn spaced(part: &str) -> String {
    let mut text = String::with_capacity(part.len());
    for c in part.chars() {
        let space = matches!(c, ' ' | '\t' | '\n' | '\r');
        if !(space && text.ends_with(' ')) {
            text.push(if space { ' ' } else { c });
        }
    }
    text
}
