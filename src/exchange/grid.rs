//! What a spreadsheet holds, whatever its format: sheets, rows and typed cells.

use chrono::{NaiveDate, NaiveTime};

/// Most rows that hold something, in all the sheets of a file; a threshold of nrt's own.
pub const MAX_ROWS: usize = 5_000;

/// Most cells that hold something, in all the sheets of a file; a threshold of nrt's own.
pub const MAX_CELLS: usize = 200_000;

/// Columns that are looked at: those past it hold nothing of ours; a threshold of nrt's own.
pub const MAX_COLUMNS: usize = 1_000;

/// Most bytes of text in all the cells of a file; a threshold of nrt's own.
pub const MAX_TEXT: usize = 16 << 20;

/// Most bytes of a file that is read; a threshold of nrt's own.
pub const MAX_FILE: u64 = 16 << 20;

/// What a cell holds.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Text; its lines end with `\n`.
    Text(String),
    /// A number.
    Number(f64),
    /// True or false.
    Flag(bool),
    /// A day.
    Date(NaiveDate),
    /// A time of the day.
    Time(NaiveTime),
    /// A day and a time of it.
    Moment(NaiveDate, NaiveTime),
    /// Several texts: of JSON alone; a spreadsheet has them in one text.
    List(Vec<String>),
}

/// A sheet: rows of cells.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Sheet {
    /// Its name; empty in a file that has none.
    pub name: String,
    /// The rows that hold something, in order.
    pub rows: Vec<Row>,
}

/// A row of a sheet.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Row {
    /// Its number, from 1.
    pub number: usize,
    /// Its cells, from the first column; `None` where one is empty.
    pub cells: Vec<Option<Value>>,
}

impl Row {
    /// The cell of a column, counted from 0.
    pub fn cell(&self, column: usize) -> Option<&Value> {
        self.cells.get(column)?.as_ref()
    }
}

/// Why a file could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unreadable {
    /// It is not of the format that its name says, or it is damaged; what was found, for a person.
    Damaged(&'static str),
    /// It holds more than nrt takes.
    TooLarge,
    /// A format of spreadsheets or calendars that nrt does not read.
    Format,
    /// It cannot be opened without its password.
    Locked,
}

/// The name of a cell as spreadsheets show it: `C7`. The column is counted from 0, the row from 1.
pub fn cell_name(column: usize, row: usize) -> String {
    format!("{}{row}", column_name(column))
}

/// The name of a column: `A` to `Z`, then `AA`; counted from 0.
pub fn column_name(column: usize) -> String {
    let mut letters = Vec::new();
    let mut left = column + 1;
    while left > 0 {
        left -= 1;
        letters.push(char::from(b'A' + u8::try_from(left % 26).unwrap_or_default()));
        left /= 26;
    }
    letters.iter().rev().collect()
}

/// Gathers the rows of a file within the bounds above, and refuses one that passes them.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    rows: usize,
    cells: usize,
    text: usize,
}

impl Gathered {
    /// Adds a row to a sheet, but for one that holds nothing.
    pub(super) fn push(&mut self, sheet: &mut Sheet, mut row: Row) -> Result<(), Unreadable> {
        row.cells.truncate(MAX_COLUMNS);
        while row.cells.last().is_some_and(Option::is_none) {
            row.cells.pop();
        }
        if row.cells.is_empty() {
            return Ok(());
        }
        self.rows += 1;
        self.cells += row.cells.len();
        self.text += row.cells.iter().flatten().map(weight).sum::<usize>();
        if self.rows > MAX_ROWS || self.cells > MAX_CELLS || self.text > MAX_TEXT {
            return Err(Unreadable::TooLarge);
        }
        sheet.rows.push(row);
        Ok(())
    }
}

/// The bytes of text in a cell.
pub(super) fn weight(value: &Value) -> usize {
    match value {
        Value::Text(text) => text.len(),
        Value::List(texts) => texts.iter().map(String::len).sum(),
        _ => 0,
    }
}

/// A cell of a text: none where there is nothing but spaces in it.
pub(super) fn text_cell(text: String) -> Option<Value> {
    let nothing = |c: char| c.is_whitespace() || c == '\u{feff}' || c == '\u{200b}';
    (!text.chars().all(nothing)).then_some(Value::Text(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_named_as_spreadsheets_do() {
        assert_eq!(cell_name(2, 7), "C7");
        assert_eq!(column_name(25), "Z");
        assert_eq!(column_name(26), "AA");
        assert_eq!(column_name(16_383), "XFD");
    }

    #[test]
    fn rows_without_anything_are_left_out() {
        let (mut gathered, mut sheet) = (Gathered::default(), Sheet::default());
        let empty = Row { number: 1, cells: vec![None, None] };
        let row = Row { number: 2, cells: vec![Some(Value::Flag(true)), None] };
        for row in [empty, row] {
            assert_eq!(gathered.push(&mut sheet, row), Ok(()));
        }
        assert_eq!(sheet.rows, [Row { number: 2, cells: vec![Some(Value::Flag(true))] }]);
        let long = Row { number: 3, cells: vec![Some(Value::Text("x".repeat(MAX_TEXT + 1)))] };
        assert_eq!(gathered.push(&mut sheet, long), Err(Unreadable::TooLarge));
    }
}
