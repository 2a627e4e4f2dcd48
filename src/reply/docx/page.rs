//! The page: A4, margins, running header and footer with "Page x of y".

use super::inline;
use crate::reply::block::{Document, one_line};
use docx_rs::{Docx, FieldCharType, Footer, Header, InstrNUMPAGES, InstrPAGE, InstrText, PageMargin, Paragraph, Run};

/// A4, in twentieths of a point.
const WIDTH: u32 = 11_906;
const HEIGHT: u32 = 16_838;
/// Left and right margin: 2.2 cm.
const MARGIN: i32 = 1_247;
/// Width of the text.
pub(super) const TEXT_WIDTH: usize = WIDTH as usize - 2 * MARGIN as usize;

/// An empty document with its page set up.
pub(super) fn set_up(document: &Document) -> Docx {
    let margin =
        PageMargin { top: 1_531, bottom: 1_417, left: MARGIN, right: MARGIN, header: 709, footer: 624, gutter: 0 };
    let header = Paragraph::new().style("Header").add_run(inline::run(&one_line(&document.header)));
    // The style "Footer" has a tab stop at the right edge.
    let footer = Paragraph::new()
        .style("Footer")
        .add_run(inline::run(&one_line(&document.footer)))
        .add_run(Run::new().add_tab());
    let footer = field(footer.add_run(inline::run("Page ")), InstrText::PAGE(InstrPAGE::new()));
    let footer = field(footer.add_run(inline::run(" of ")), InstrText::NUMPAGES(InstrNUMPAGES::new()));
    Docx::new()
        .page_size(WIDTH, HEIGHT)
        .page_margin(margin)
        .header(Header::new().add_paragraph(header))
        .footer(Footer::new().add_paragraph(footer))
}

/// A field whose value the word processor works out; 1 stands there until then.
fn field(paragraph: Paragraph, instruction: InstrText) -> Paragraph {
    paragraph
        .add_run(Run::new().add_field_char(FieldCharType::Begin, false))
        .add_run(Run::new().add_instr_text(instruction))
        .add_run(Run::new().add_field_char(FieldCharType::Separate, false))
        .add_run(inline::run("1"))
        .add_run(Run::new().add_field_char(FieldCharType::End, false))
}
