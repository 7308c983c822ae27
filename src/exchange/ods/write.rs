//! .ods as `LibreOffice` and Excel open it: real dates, texts that stay texts, a header that stays in
//! sight and filters.

use crate::exchange::grid::{Sheet, Value, column_name};
use crate::exchange::meaning::shown;
use crate::exchange::{package, width, xml::escaped};
use crate::lang::Lang;

const MIME: &str = "application/vnd.oasis.opendocument.spreadsheet";
const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
const NAMES: &str = "xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
xmlns:style=\"urn:oasis:names:tc:opendocument:xmlns:style:1.0\" \
xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" \
xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" \
xmlns:fo=\"urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0\" \
xmlns:number=\"urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0\" \
xmlns:config=\"urn:oasis:names:tc:opendocument:xmlns:config:1.0\" office:version=\"1.3\"";

/// The formats of cells: `@` keeps a text a text when it is edited.
const STYLES: &str = "<number:text-style style:name=\"N1\"><number:text-content/></number:text-style>\
<number:date-style style:name=\"N2\" number:automatic-order=\"true\"><number:day number:style=\"long\"/><number:text>/</number:text><number:month number:style=\"long\"/><number:text>/</number:text><number:year number:style=\"long\"/></number:date-style>\
<number:time-style style:name=\"N3\"><number:hours number:style=\"long\"/><number:text>:</number:text><number:minutes number:style=\"long\"/></number:time-style>\
<style:style style:name=\"header\" style:family=\"table-cell\" style:data-style-name=\"N1\"><style:table-cell-properties fo:background-color=\"#e8eef4\" fo:wrap-option=\"wrap\" style:vertical-align=\"top\"/><style:text-properties fo:font-weight=\"bold\"/></style:style>\
<style:style style:name=\"text\" style:family=\"table-cell\" style:data-style-name=\"N1\"><style:table-cell-properties fo:wrap-option=\"wrap\" style:vertical-align=\"top\"/></style:style>\
<style:style style:name=\"date\" style:family=\"table-cell\" style:data-style-name=\"N2\"><style:table-cell-properties style:vertical-align=\"top\"/><style:paragraph-properties fo:text-align=\"start\"/></style:style>\
<style:style style:name=\"time\" style:family=\"table-cell\" style:data-style-name=\"N3\"><style:table-cell-properties style:vertical-align=\"top\"/><style:paragraph-properties fo:text-align=\"start\"/></style:style>\
<style:style style:name=\"number\" style:family=\"table-cell\"><style:table-cell-properties style:vertical-align=\"top\"/></style:style>";

/// A document of some sheets, the first row of each being its header.
pub fn write(sheets: &[Sheet], lang: Lang) -> Vec<u8> {
    let part = |name: &str, text: String| (name.to_owned(), text);
    let entry = |path: &str, mime: &str| {
        format!(
            "<manifest:file-entry manifest:full-path=\"{path}\" manifest:media-type=\"{mime}\"/>"
        )
    };
    let manifest = format!(
        "{HEAD}<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\" manifest:version=\"1.3\">{}{}{}</manifest:manifest>",
        entry("/", MIME),
        entry("content.xml", "text/xml"),
        entry("settings.xml", "text/xml"),
    );
    package::write(
        &[
            part("mimetype", MIME.to_owned()),
            part("content.xml", content(sheets, lang)),
            part("settings.xml", settings(sheets)),
            part("META-INF/manifest.xml", manifest),
        ],
        true,
    )
}

fn content(sheets: &[Sheet], lang: Lang) -> String {
    let (mut styles, mut tables, mut ranges) = (STYLES.to_owned(), String::new(), String::new());
    let mut widths = std::collections::BTreeSet::new();
    for (n, sheet) in (1..).zip(sheets) {
        tables += &table(sheet, &mut widths, lang);
        let (Some(header), Some(last)) = (sheet.rows.first(), sheet.rows.last()) else { continue };
        let (name, column) = (escaped(&sheet.name), header.cells.len().saturating_sub(1));
        let (column, row) = (column_name(column), last.number);
        ranges += &format!(
            "<table:database-range table:name=\"filter{n}\" table:target-range-address=\"'{name}'.A1:'{name}'.{column}{row}\" table:display-filter-buttons=\"true\"/>"
        );
    }
    for wide in widths {
        // A character is about two millimetres wide.
        let millimetres = wide * 2;
        styles += &format!(
            "<style:style style:name=\"w{wide}\" style:family=\"table-column\"><style:table-column-properties style:column-width=\"{millimetres}mm\"/></style:style>"
        );
    }
    format!(
        "{HEAD}<office:document-content {NAMES}><office:automatic-styles>{styles}</office:automatic-styles><office:body><office:spreadsheet>{tables}<table:database-ranges>{ranges}</table:database-ranges></office:spreadsheet></office:body></office:document-content>"
    )
}

fn table(sheet: &Sheet, widths: &mut std::collections::BTreeSet<usize>, lang: Lang) -> String {
    let name = escaped(&sheet.name);
    let mut text = format!("<table:table table:name=\"{name}\">");
    let header = sheet.rows.first().map_or(0, |row| row.cells.len());
    for column in 0..header {
        let wide = width(sheet, column, lang);
        widths.insert(wide);
        let cells = sheet.rows.iter().skip(1).filter_map(|row| row.cell(column));
        let style = cells.map(style).find(|style| *style != "text").unwrap_or("text");
        text += &format!(
            "<table:table-column table:style-name=\"w{wide}\" table:default-cell-style-name=\"{style}\"/>"
        );
    }
    for row in &sheet.rows {
        text += "<table:table-row>";
        for value in &row.cells {
            text += &match value {
                Some(value) => cell(value, row.number == 1, lang),
                None => "<table:table-cell/>".to_owned(),
            };
        }
        text += "</table:table-row>";
    }
    text + "</table:table>"
}

const fn style(value: &Value) -> &'static str {
    match value {
        Value::Date(_) => "date",
        Value::Time(_) => "time",
        Value::Number(_) => "number",
        _ => "text",
    }
}

fn cell(value: &Value, header: bool, lang: Lang) -> String {
    let said = shown(value, lang);
    let typed = match value {
        Value::Number(number) => format!("office:value-type=\"float\" office:value=\"{number}\""),
        Value::Date(date) => format!("office:value-type=\"date\" office:date-value=\"{date}\""),
        Value::Time(time) => {
            let time = time.format("PT%HH%MM%SS");
            format!("office:value-type=\"time\" office:time-value=\"{time}\"")
        }
        _ => "office:value-type=\"string\"".to_owned(),
    };
    let style = if header { "header" } else { style(value) };
    let lines: Vec<String> =
        said.split('\n').map(|line| format!("<text:p>{}</text:p>", paragraph(line))).collect();
    let lines = lines.concat();
    format!("<table:table-cell table:style-name=\"{style}\" {typed}>{lines}</table:table-cell>")
}

/// A line: the format takes several spaces for one, unless they are said to be several.
fn paragraph(line: &str) -> String {
    let mut text = String::with_capacity(line.len());
    let mut plain = String::new();
    for (at, c) in line.char_indices() {
        let around = at == 0 || at + 1 == line.len() || line[..at].ends_with([' ', '\t']);
        match c {
            '\t' | ' ' if c == '\t' || around => {
                text += &escaped(&std::mem::take(&mut plain));
                text += if c == '\t' { "<text:tab/>" } else { "<text:s/>" };
            }
            c => plain.push(c),
        }
    }
    text + &escaped(&plain)
}

/// What keeps the header of each sheet in sight.
fn settings(sheets: &[Sheet]) -> String {
    let item = |name: &str, kind: &str, value: &str| {
        format!(
            "<config:config-item config:name=\"{name}\" config:type=\"{kind}\">{value}</config:config-item>"
        )
    };
    let frozen = [
        item("VerticalSplitMode", "short", "2"),
        item("VerticalSplitPosition", "int", "1"),
        item("ActiveSplitRange", "short", "2"),
        item("PositionTop", "int", "0"),
        item("PositionBottom", "int", "1"),
    ]
    .concat();
    let tables: Vec<String> = sheets
        .iter()
        .map(|sheet| {
            let name = escaped(&sheet.name);
            format!("<config:config-item-map-entry config:name=\"{name}\">{frozen}</config:config-item-map-entry>")
        })
        .collect();
    let tables = tables.concat();
    format!(
        "{HEAD}<office:document-settings {NAMES}><office:settings><config:config-item-set config:name=\"ooo:view-settings\"><config:config-item-map-indexed config:name=\"Views\"><config:config-item-map-entry><config:config-item-map-named config:name=\"Tables\">{tables}</config:config-item-map-named></config:config-item-map-entry></config:config-item-map-indexed></config:config-item-set></office:settings></office:document-settings>"
    )
}
