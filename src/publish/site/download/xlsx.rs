//! A workbook of two sheets, written part by part: the answers, and where they come from.

use super::columns;
use crate::publish::site::catalog::Catalog;
use crate::publish::site::sheet::Sheet;
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// Characters that a cell may hold (ECMA-376, "string length in a cell").
const CELL: usize = 32_767;
const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// Styles of `styles.xml`, by their place.
const PLAIN: u8 = 0;
const HEADER: u8 = 1;
const BOLD: u8 = 2;

/// The workbook.
pub(super) fn workbook(catalog: &Catalog<'_>, sheet: &Sheet) -> Vec<u8> {
    let parts = [
        ("[Content_Types].xml", content_types()),
        ("_rels/.rels", package_relations()),
        ("docProps/core.xml", core(catalog, sheet)),
        ("xl/workbook.xml", book()),
        ("xl/_rels/workbook.xml.rels", book_relations()),
        ("xl/styles.xml", styles()),
        ("xl/worksheets/sheet1.xml", answers(sheet)),
        ("xl/worksheets/sheet2.xml", about(catalog, sheet)),
    ];
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    // Always the same moment, the earliest that the format knows: the same answers are the same bytes.
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::DEFAULT);
    for (name, text) in parts {
        zip.start_file(name, options)
            .map_err(std::io::Error::other)
            .and_then(|()| zip.write_all(text.as_bytes()))
            .expect("internal error: memory cannot be written to");
    }
    zip.finish().expect("internal error: memory cannot be written to").into_inner()
}

fn content_types() -> String {
    let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml";
    let mut out = format!(
        "{HEAD}<Types xmlns=\"{PACKAGE}/content-types\"><Default Extension=\"rels\" \
         ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Default Extension=\"xml\" ContentType=\"application/xml\"/>"
    );
    for (part, ending) in [
        ("/xl/workbook.xml", format!("{kind}.sheet.main+xml")),
        ("/xl/styles.xml", format!("{kind}.styles+xml")),
        ("/xl/worksheets/sheet1.xml", format!("{kind}.worksheet+xml")),
        ("/xl/worksheets/sheet2.xml", format!("{kind}.worksheet+xml")),
        ("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml".to_owned()),
    ] {
        out.push_str(&format!("<Override PartName=\"{part}\" ContentType=\"{ending}\"/>"));
    }
    out.push_str("</Types>");
    out
}

fn relations(list: &[(String, &str)]) -> String {
    let mut out = format!("{HEAD}<Relationships xmlns=\"{PACKAGE}/relationships\">");
    for (number, (kind, target)) in list.iter().enumerate() {
        out.push_str(&format!("<Relationship Id=\"rId{}\" Type=\"{kind}\" Target=\"{target}\"/>", number + 1));
    }
    out.push_str("</Relationships>");
    out
}

fn package_relations() -> String {
    relations(&[
        (format!("{OFFICE}/officeDocument"), "xl/workbook.xml"),
        (format!("{PACKAGE}/relationships/metadata/core-properties"), "docProps/core.xml"),
    ])
}

fn book_relations() -> String {
    relations(&[
        (format!("{OFFICE}/worksheet"), "worksheets/sheet1.xml"),
        (format!("{OFFICE}/worksheet"), "worksheets/sheet2.xml"),
        (format!("{OFFICE}/styles"), "styles.xml"),
    ])
}

fn core(catalog: &Catalog<'_>, sheet: &Sheet) -> String {
    let project = &catalog.knowledge.project;
    let moment = format!("{}Z", catalog.created.strftime("%Y-%m-%dT%H:%M:%S"));
    format!(
        "{HEAD}<cp:coreProperties xmlns:cp=\"{PACKAGE}/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>{}</dc:title><dc:creator>{}</dc:creator>\
         <dcterms:created xsi:type=\"dcterms:W3CDTF\">{moment}</dcterms:created>\
         <dc:language>en-GB</dc:language></cp:coreProperties>",
        escaped(&format!("{}: answers to {}", project.name, sheet.title)),
        escaped(&project.publisher),
    )
}

fn book() -> String {
    format!(
        "{HEAD}<workbook xmlns=\"{MAIN}\" xmlns:r=\"{OFFICE}\"><sheets>\
         <sheet name=\"Answers\" sheetId=\"1\" r:id=\"rId1\"/><sheet name=\"About\" sheetId=\"2\" r:id=\"rId2\"/>\
         </sheets></workbook>"
    )
}

fn styles() -> String {
    let font = |bold: &str| format!("<font>{bold}<sz val=\"11\"/><name val=\"Calibri\"/><family val=\"2\"/></font>");
    let wrap = "<alignment vertical=\"top\" wrapText=\"1\"/>";
    let cell = |font: u8, fill: u8| {
        format!(
            "<xf numFmtId=\"49\" fontId=\"{font}\" fillId=\"{fill}\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\" \
             applyFont=\"1\" applyFill=\"1\" applyAlignment=\"1\">{wrap}</xf>"
        )
    };
    format!(
        "{HEAD}<styleSheet xmlns=\"{MAIN}\"><fonts count=\"2\">{}{}</fonts><fills count=\"3\">\
         <fill><patternFill patternType=\"none\"/></fill><fill><patternFill patternType=\"gray125\"/></fill>\
         <fill><patternFill patternType=\"solid\"><fgColor rgb=\"FFE3EFD6\"/><bgColor indexed=\"64\"/></patternFill></fill>\
         </fills><borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders>\
         <cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs>\
         <cellXfs count=\"3\">{}{}{}</cellXfs><cellStyles count=\"1\">\
         <cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/></cellStyles></styleSheet>",
        font(""),
        font("<b/>"),
        cell(0, 0),
        cell(1, 2),
        cell(1, 0),
    )
}

fn answers(sheet: &Sheet) -> String {
    let columns = columns(sheet);
    let widths: Vec<u32> = columns
        .names
        .iter()
        .map(|name| match *name {
            "Id" => 14,
            "Verdict" => 15,
            "Section" => 24,
            "Question" => 44,
            "Answer" => 70,
            "Detail" => 70,
            "Facts" => 30,
            _ => 52,
        })
        .collect();
    let header: Vec<String> = columns.names.iter().map(|name| (*name).to_owned()).collect();
    let rows: Vec<(u8, &[String])> = std::iter::once((HEADER, header.as_slice()))
        .chain(columns.rows.iter().map(|row| (PLAIN, row.as_slice())))
        .collect();
    let last = format!("{}{}", column_name(widths.len()), rows.len());
    worksheet(&widths, &rows, true, &format!("<autoFilter ref=\"A1:{last}\"/>"))
}

fn about(catalog: &Catalog<'_>, sheet: &Sheet) -> String {
    let knowledge = catalog.knowledge;
    let project = &knowledge.project;
    let mut lines = vec![
        ["About".to_owned(), catalog.approval(catalog.current()).to_owned()],
        ["Product".to_owned(), format!("{} {}", project.name, catalog.subject.version)],
        ["Answers to".to_owned(), format!("{} {}", sheet.title, sheet.version).trim().to_owned()],
    ];
    if !sheet.url.is_empty() {
        lines.push(["Published at".to_owned(), sheet.url.clone()]);
    }
    lines.extend([
        ["Knowledge base".to_owned(), format!("{}, SHA-256 {}", project.version, knowledge.hash)],
        ["As of".to_owned(), catalog.as_of().to_string()],
        ["Contact".to_owned(), project.contacts.general.clone()],
        [
            "No answer yet".to_owned(),
            "No fact answers the id; this is neither a no nor \u{201c}not applicable\u{201d}.".to_owned(),
        ],
    ]);
    let rows: Vec<(u8, &[String])> = lines.iter().map(|line| (BOLD, line.as_slice())).collect();
    worksheet(&[20, 100], &rows, false, "")
}

/// A sheet; the style of a row is that of its first cell, and of all cells of a header.
fn worksheet(widths: &[u32], rows: &[(u8, &[String])], frozen: bool, after: &str) -> String {
    let mut out = format!(
        "{HEAD}<worksheet xmlns=\"{MAIN}\"><sheetPr><pageSetUpPr fitToPage=\"1\"/></sheetPr><sheetViews><sheetView workbookViewId=\"0\""
    );
    if frozen {
        out.push_str(
            " tabSelected=\"1\"><pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/></sheetView>",
        );
    } else {
        out.push_str("/>");
    }
    out.push_str("</sheetViews><sheetFormatPr defaultRowHeight=\"15\"/><cols>");
    for (number, width) in widths.iter().enumerate() {
        let column = number + 1;
        out.push_str(&format!("<col min=\"{column}\" max=\"{column}\" width=\"{width}\" customWidth=\"1\"/>"));
    }
    out.push_str("</cols><sheetData>");
    for (number, (style, cells)) in rows.iter().enumerate() {
        let row = number + 1;
        out.push_str(&format!("<row r=\"{row}\" ht=\"{}\" customHeight=\"1\">", height(widths, cells)));
        for (column, cell) in cells.iter().enumerate() {
            let style = if column == 0 || *style == HEADER { *style } else { PLAIN };
            out.push_str(&format!(
                "<c r=\"{}{row}\" s=\"{style}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{}</t></is></c>",
                column_name(column + 1),
                escaped(cell)
            ));
        }
        out.push_str("</row>");
    }
    out.push_str(&format!("</sheetData>{after}<pageMargins left=\"0.5\" right=\"0.5\" top=\"0.6\" bottom=\"0.6\" header=\"0.3\" footer=\"0.3\"/><pageSetup paperSize=\"9\" orientation=\"landscape\" fitToWidth=\"1\" fitToHeight=\"0\"/></worksheet>"));
    out
}

/// Height of a row in points: lines of its tallest cell, as wide as its column. Programs do not fit rows to text that they
/// did not enter. The most that the format knows is 409.
fn height(widths: &[u32], cells: &[String]) -> u32 {
    let lines = |(width, cell): (&u32, &String)| -> u32 {
        let per_line = (*width as usize).max(4) - 2;
        cell.lines().map(|line| (line.chars().count().max(1)).div_ceil(per_line) as u32).sum()
    };
    let most = widths.iter().zip(cells).map(lines).max().unwrap_or(1).max(1);
    most.saturating_mul(15).saturating_add(3).min(409)
}

/// `A`, `B` ... for columns from 1; no sheet here has more than 26.
fn column_name(column: usize) -> char {
    char::from(b'A' + (column.saturating_sub(1) % 26) as u8)
}

/// Text of a cell: no control characters, no longer than a cell, and `_x000D_` as it is written.
fn escaped(text: &str) -> String {
    let text = text.replace("_x", "_x005F_x");
    let mut out = String::with_capacity(text.len());
    for c in text.chars().take(CELL) {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\u{fffe}' | '\u{ffff}' => {}
            c if c.is_control() && c != '\n' => {}
            c => out.push(c),
        }
    }
    out
}
