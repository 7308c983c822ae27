//! .xlsx as Excel and `LibreOffice` open it: real dates, texts that stay texts, a header that stays in
//! sight and filters.

use super::WORKBOOK;
use super::formats::days;
use crate::exchange::grid::{Sheet, Value, column_name};
use crate::exchange::meaning::shown;
use crate::exchange::{package, width, xml::escaped};
use crate::lang::Lang;
use chrono::Timelike;

/// The styles of cells, by their place in [`STYLES`].
const HEADER: usize = 1;
const TEXT: usize = 2;
const DATE: usize = 3;
const TIME: usize = 4;
const NUMBER: usize = 5;

/// The format 49 is that of texts: a cell that starts with `=` stays a text when it is edited.
const STYLES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFE8EEF4"/><bgColor indexed="64"/></patternFill></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="6"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="49" fontId="1" fillId="2" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf><xf numFmtId="14" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyAlignment="1"><alignment horizontal="left" vertical="top"/></xf><xf numFmtId="20" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyAlignment="1"><alignment horizontal="left" vertical="top"/></xf><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1"><alignment vertical="top"/></xf></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>"#;

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATIONSHIPS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A workbook of some sheets, the first row of each being its header.
pub fn write(sheets: &[Sheet], lang: Lang) -> Vec<u8> {
    let mut parts = vec![
        ("[Content_Types].xml".to_owned(), content_types(sheets.len())),
        ("_rels/.rels".to_owned(), relationships(&[("officeDocument", WORKBOOK.to_owned())])),
        (WORKBOOK.to_owned(), workbook(sheets)),
    ];
    let mut targets: Vec<(&str, String)> =
        (1..=sheets.len()).map(|n| ("worksheet", format!("worksheets/sheet{n}.xml"))).collect();
    targets.push(("styles", "styles.xml".to_owned()));
    parts.push(("xl/_rels/workbook.xml.rels".to_owned(), relationships(&targets)));
    parts.push(("xl/styles.xml".to_owned(), STYLES.to_owned()));
    for (n, sheet) in (1..).zip(sheets) {
        parts.push((format!("xl/worksheets/sheet{n}.xml"), worksheet(sheet, lang)));
    }
    package::write(&parts, false)
}

fn content_types(sheets: usize) -> String {
    let base = "application/vnd.openxmlformats-officedocument.spreadsheetml";
    let mut text = format!(
        "{HEAD}<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
         <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Default Extension=\"xml\" ContentType=\"application/xml\"/>\
         <Override PartName=\"/{WORKBOOK}\" ContentType=\"{base}.sheet.main+xml\"/>\
         <Override PartName=\"/xl/styles.xml\" ContentType=\"{base}.styles+xml\"/>"
    );
    for n in 1..=sheets {
        text += &format!(
            "<Override PartName=\"/xl/worksheets/sheet{n}.xml\" ContentType=\"{base}.worksheet+xml\"/>"
        );
    }
    text + "</Types>"
}

fn relationships(targets: &[(&str, String)]) -> String {
    let mut text = format!("{HEAD}<Relationships xmlns=\"{RELATIONSHIPS}\">");
    for (n, (kind, target)) in (1..).zip(targets) {
        text +=
            &format!("<Relationship Id=\"rId{n}\" Type=\"{OFFICE}/{kind}\" Target=\"{target}\"/>");
    }
    text + "</Relationships>"
}

fn workbook(sheets: &[Sheet]) -> String {
    let mut text = format!("{HEAD}<workbook xmlns=\"{MAIN}\" xmlns:r=\"{OFFICE}\"><sheets>");
    for (n, sheet) in (1..).zip(sheets) {
        let name = escaped(&sheet.name);
        text += &format!("<sheet name=\"{name}\" sheetId=\"{n}\" r:id=\"rId{n}\"/>");
    }
    text + "</sheets></workbook>"
}

fn worksheet(sheet: &Sheet, lang: Lang) -> String {
    let header = sheet.rows.first().map_or(0, |row| row.cells.len());
    let mut text = format!(
        "{HEAD}<worksheet xmlns=\"{MAIN}\"><sheetViews><sheetView workbookViewId=\"0\">\
         <pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/>\
         </sheetView></sheetViews><cols>"
    );
    for column in 0..header {
        let (n, wide) = (column + 1, width(sheet, column, lang));
        let style = style_of(sheet, column);
        text += &format!(
            "<col min=\"{n}\" max=\"{n}\" width=\"{wide}\" style=\"{style}\" customWidth=\"1\"/>"
        );
    }
    text += "</cols><sheetData>";
    for row in &sheet.rows {
        let number = row.number;
        text += &format!("<row r=\"{number}\">");
        for (column, value) in row.cells.iter().enumerate() {
            let Some(value) = value else { continue };
            let name = format!("{}{number}", column_name(column));
            text += &cell(&name, value, number == 1, lang);
        }
        text += "</row>";
    }
    text += "</sheetData>";
    if header > 0 {
        let last = column_name(header - 1);
        let rows = sheet.rows.last().map_or(1, |row| row.number);
        text += &format!("<autoFilter ref=\"A1:{last}{rows}\"/>");
    }
    text + "</worksheet>"
}

/// The style of a column, after its first cell that is no text: what is typed there later looks so.
fn style_of(sheet: &Sheet, column: usize) -> usize {
    let cells = sheet.rows.iter().skip(1).filter_map(|row| row.cell(column));
    cells.map(style).find(|style| *style != TEXT).unwrap_or(TEXT)
}

const fn style(value: &Value) -> usize {
    match value {
        Value::Date(_) => DATE,
        Value::Time(_) => TIME,
        Value::Number(_) => NUMBER,
        _ => TEXT,
    }
}

fn cell(name: &str, value: &Value, header: bool, lang: Lang) -> String {
    let style = if header { HEADER } else { style(value) };
    let number = match value {
        Value::Number(number) => Some(number.to_string()),
        Value::Date(date) => days(*date).map(|days| days.to_string()),
        Value::Time(time) => {
            Some((f64::from(time.num_seconds_from_midnight()) / 86_400.0).to_string())
        }
        _ => None,
    };
    if let Some(number) = number {
        return format!("<c r=\"{name}\" s=\"{style}\"><v>{number}</v></c>");
    }
    let style = if header { HEADER } else { TEXT };
    let text = text(&shown(value, lang));
    format!(
        "<c r=\"{name}\" s=\"{style}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{text}</t></is></c>"
    )
}

/// A text; what XML cannot hold is written as Excel does, and what looks so is told from it.
fn text(text: &str) -> String {
    let mut coded = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        let looks = c == '_' && text[at..].starts_with("_x");
        if looks || (c < ' ' && !matches!(c, '\n' | '\t')) {
            coded.push_str(&format!("_x{:04X}_", u32::from(c)));
        } else {
            coded.push(c);
        }
    }
    escaped(&coded)
}
