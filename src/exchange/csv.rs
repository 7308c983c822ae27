//! CSV: as the spreadsheets of the reader's language expect it, and as any of them writes it.

use super::grid::{Gathered, Row, Sheet, Unreadable, Value, text_cell};
use super::{encoding, meaning};
use crate::lang::Lang;

/// The characters at the start of a cell that a spreadsheet would run as a formula.
const FORMULA: [char; 8] = ['=', '+', '-', '@', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}'];

/// A sheet as CSV: UTF-8 with its mark, so that Excel sees accents; CRLF; every cell quoted; `;` in
/// French, `,` in English. A cell that would be run as a formula starts with `'`.
pub fn write(sheet: &Sheet, lang: Lang) -> String {
    let mut text = String::from("\u{feff}");
    let width = sheet.rows.iter().map(|row| row.cells.len()).max().unwrap_or_default();
    for row in &sheet.rows {
        for column in 0..width {
            if column > 0 {
                text.push_str(lang.pick(";", ","));
            }
            text.push('"');
            let cell = row.cell(column);
            let cell = cell.map_or_else(String::new, |value| meaning::shown(value, lang));
            let number = matches!(row.cell(column), Some(Value::Number(_)));
            let cell = clean(&cell);
            if !number && is_formula(&cell) {
                text.push('\'');
            }
            text.push_str(&cell.replace('"', "\"\""));
            text.push('"');
        }
        text.push_str("\r\n");
    }
    text
}

/// Whether a spreadsheet might run a text as a formula, once the `'` before it are taken away: a
/// text that starts with such a `'` of its own gets one more, so that it is read back whole.
fn is_formula(text: &str) -> bool {
    let bare = text.trim_start_matches('\'');
    let blank = |c: char| c.is_whitespace() || crate::text::is_hidden(c);
    bare.trim_start_matches(blank).starts_with(FORMULA) || bare.starts_with(['\t', '\r'])
}

/// A text without what moves a cursor or reorders what is read.
fn clean(text: &str) -> String {
    let harmful = |c: &char| {
        let line = matches!(c, '\n' | '\t');
        c.is_control() && !line || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    text.chars().filter(|c| !harmful(c)).collect()
}

/// The sheet that a CSV file holds. Its separator and its encoding are found out.
///
/// # Errors
///
/// When it holds a NUL byte, or more than nrt takes.
pub fn read(bytes: &[u8]) -> Result<Sheet, Unreadable> {
    let text = encoding::decode(bytes).ok_or(Unreadable::Damaged("NUL"))?;
    let (separator, text) = separator(&text);
    let mut sheet = Sheet::default();
    let mut gathered = Gathered::default();
    let mut cells = Cells { text, separator };
    // A spreadsheet counts records, not the lines of the file.
    for number in 1.. {
        let Some(cells) = cells.row() else { break };
        gathered.push(&mut sheet, Row { number, cells })?;
    }
    Ok(sheet)
}

/// The separator of a file: the one that Excel's `sep=;` says; else that which is met most often
/// outside quotes in its first lines.
fn separator(text: &str) -> (char, &str) {
    if let Some(rest) = text.strip_prefix("sep=").or_else(|| text.strip_prefix("SEP="))
        && let Some(separator) = rest.chars().next()
    {
        let after = rest.find('\n').map_or("", |at| &rest[at + 1..]);
        return (separator, after);
    }
    let mut counts = [(';', 0_usize), ('\t', 0), (',', 0)];
    let mut quoted = false;
    let mut lines = 0;
    for c in text.chars().take(20_000) {
        match c {
            '"' => quoted = !quoted,
            '\n' if !quoted => lines += 1,
            c if !quoted => {
                for (separator, count) in &mut counts {
                    *count += usize::from(c == *separator);
                }
            }
            _ => {}
        }
        if lines >= 20 {
            break;
        }
    }
    let best = counts.iter().rev().max_by_key(|(_, count)| *count);
    (best.map_or(';', |(separator, _)| *separator), text)
}

/// What is left to read of a file.
struct Cells<'a> {
    text: &'a str,
    separator: char,
}

impl Cells<'_> {
    /// The next row; nothing at the end.
    fn row(&mut self) -> Option<Vec<Option<Value>>> {
        if self.text.is_empty() {
            return None;
        }
        let mut row = Vec::new();
        loop {
            let (cell, end) = self.cell();
            row.push(text_cell(unguarded(cell)));
            if end {
                return Some(row);
            }
        }
    }

    /// The next cell, and whether it ends its row.
    fn cell(&mut self) -> (String, bool) {
        let mut cell = String::new();
        let start = self.text.trim_start_matches([' ', '\u{a0}']);
        let mut quoted = start.starts_with('"');
        let mut chars = if quoted { start[1..].char_indices() } else { self.text.char_indices() };
        let text = chars.as_str();
        while let Some((_, c)) = chars.next() {
            let rest = chars.as_str();
            match c {
                '"' if quoted && rest.starts_with('"') => {
                    cell.push('"');
                    chars.next();
                }
                '"' if quoted => quoted = false,
                c if quoted => cell.push(c),
                c if c == self.separator => {
                    self.text = &text[text.len() - rest.len()..];
                    return (lines_of(cell), false);
                }
                '\n' | '\r' => {
                    let rest =
                        if c == '\r' { rest.strip_prefix('\n').unwrap_or(rest) } else { rest };
                    self.text = &text[text.len() - rest.len()..];
                    return (lines_of(cell), true);
                }
                c => cell.push(c),
            }
        }
        self.text = "";
        (lines_of(cell), true)
    }
}

/// Lines that end with `\n`, whatever ended them.
fn lines_of(cell: String) -> String {
    if cell.contains('\r') { cell.replace("\r\n", "\n").replace('\r', "\n") } else { cell }
}

/// A cell without the `'` that kept it from being run as a formula.
fn unguarded(cell: String) -> String {
    match cell.strip_prefix('\'') {
        Some(rest) if is_formula(rest) => rest.to_owned(),
        _ => cell,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(rows: &[&[&str]]) -> Sheet {
        let cell = |text: &&str| text_cell((*text).to_owned());
        let row = |(number, cells): (usize, &&[&str])| Row {
            number,
            cells: cells.iter().map(cell).collect(),
        };
        Sheet { name: String::new(), rows: (1..).zip(rows).map(row).collect() }
    }

    fn texts(bytes: &[u8]) -> Vec<Vec<String>> {
        let cell = |cell: &Option<Value>| match cell {
            Some(Value::Text(text)) => text.clone(),
            _ => String::new(),
        };
        let sheet = read(bytes).expect("a sheet");
        sheet.rows.iter().map(|row| row.cells.iter().map(cell).collect()).collect()
    }

    #[test]
    fn what_is_written_is_read_back() {
        let hard = [
            "=1+1",
            "'=1+1",
            "''-2",
            "'abc",
            "  @x",
            "＝1",
            "\t=1",
            "a\nb",
            "« a » ; \"b\", c",
            "-5",
            "😀 œ",
            "a\tb",
        ];
        for text in hard {
            for lang in Lang::ALL {
                let sheet = sheet(&[&["identifiant", "nom"], &["x", text]]);
                let written = write(&sheet, lang);
                assert_eq!(texts(written.as_bytes())[1][1], text, "{written}");
            }
        }
        let written = write(&sheet(&[&["=1"], &["'=1"], &["'a"]]), Lang::Fr);
        assert_eq!(written, "\u{feff}\"'=1\"\r\n\"''=1\"\r\n\"'a\"\r\n");
    }

    #[test]
    fn files_of_other_programs_are_read() {
        let expected = vec![vec!["Nom", "Rôle"], vec!["DSI, réseau", "it"]];
        for (bytes, name) in [
            ("Nom;Rôle\r\nDSI, réseau;it\r\n".as_bytes().to_vec(), "UTF-8"),
            ("\u{feff}Nom,Rôle\n\"DSI, réseau\",it".as_bytes().to_vec(), "with a mark"),
            (b"Nom;R\xf4le\r\nDSI, r\xe9seau;it\r\n".to_vec(), "Windows-1252"),
            ("sep=;\r\nNom;Rôle\r\nDSI, réseau;it\r\n".as_bytes().to_vec(), "sep="),
            (
                std::iter::once(0xfeff)
                    .chain("Nom\tRôle\r\nDSI, réseau\tit\r\n".encode_utf16())
                    .flat_map(u16::to_le_bytes)
                    .collect(),
                "UTF-16",
            ),
            ("Nom;Rôle\rDSI, réseau;it\r".as_bytes().to_vec(), "CR"),
            ("Nom;Rôle\n \"DSI, réseau\" ;it".as_bytes().to_vec(), "spaces around quotes"),
        ] {
            let found = texts(&bytes);
            let found: Vec<Vec<&str>> =
                found.iter().map(|row| row.iter().map(|cell| cell.trim()).collect()).collect();
            assert_eq!(found, expected, "{name}");
        }
        assert_eq!(read(b"PK\0\0"), Err(Unreadable::Damaged("NUL")));
        assert_eq!(texts(b"a;\"b"), [["a", "b"]], "a quote that is not closed");
    }

    #[test]
    fn rows_are_numbered_as_a_spreadsheet_does() {
        let sheet = read(b"a;b\n\n\"x\ny\";z\nlast;\n").expect("a sheet");
        let numbers: Vec<usize> = sheet.rows.iter().map(|row| row.number).collect();
        assert_eq!(numbers, [1, 3, 4]);
    }
}
