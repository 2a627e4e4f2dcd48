//! What the style of a cell says that matters here: locked, bold, wrapped, how numbers look.

use crate::questionnaire::xml::{attribute, is_on, local};
use quick_xml::Reader;
use quick_xml::events::Event;
use std::collections::BTreeMap;

/// The cell styles of a workbook by index.
#[derive(Debug, Clone, Default)]
pub(crate) struct Styles {
    /// Cell formats in order.
    pub(crate) formats: Vec<Format>,
}

/// One cell format.
#[derive(Debug, Clone, Default)]
pub(crate) struct Format {
    /// Locked, once the sheet is protected. The default is locked.
    pub(crate) locked: bool,
    /// Bold text.
    pub(crate) strong: bool,
    /// Long text is wrapped.
    pub(crate) wraps: bool,
    /// Size of the text in points.
    pub(crate) points: f64,
    /// Digits behind the point, if the number format asks for a fixed count.
    pub(crate) decimals: Option<usize>,
}

impl Styles {
    /// The format with an index; the default where there is none.
    pub(crate) fn get(&self, index: usize) -> Format {
        self.formats.get(index).cloned().unwrap_or(Format { locked: true, points: 11.0, ..Format::default() })
    }
}

/// Reads the style part.
pub(crate) fn read_styles(xml: &str) -> Styles {
    let mut styles = Styles::default();
    let mut fonts: Vec<(bool, f64)> = Vec::new();
    let mut codes: BTreeMap<String, String> = BTreeMap::new();
    let mut within = Vec::new();
    let mut reader = Reader::from_str(xml);
    loop {
        let (element, open) = match reader.read_event() {
            Ok(Event::Start(element)) => (element, true),
            Ok(Event::Empty(element)) => (element, false),
            Ok(Event::End(_)) => {
                within.pop();
                continue;
            }
            Ok(Event::Eof) | Err(_) => break,
            Ok(_) => continue,
        };
        let name = local(element.name().0).to_owned();
        let inside = |list: &str| within.iter().any(|known: &String| known == list);
        match name.as_str() {
            "numFmt" => {
                codes.insert(
                    attribute(&element, "numFmtId").unwrap_or_default(),
                    attribute(&element, "formatCode").unwrap_or_default(),
                );
            }
            "font" if inside("fonts") => fonts.push((false, 11.0)),
            "b" if inside("fonts") => {
                if let Some(font) = fonts.last_mut() {
                    font.0 = attribute(&element, "val").is_none_or(|value| is_on(Some(&value)));
                }
            }
            "sz" if inside("fonts") => {
                if let (Some(font), Some(size)) =
                    (fonts.last_mut(), attribute(&element, "val").and_then(|value| value.parse().ok()))
                {
                    font.1 = size;
                }
            }
            "xf" if inside("cellXfs") => {
                let font = attribute(&element, "fontId").and_then(|id| id.parse::<usize>().ok());
                let (strong, points) = font.and_then(|font| fonts.get(font)).copied().unwrap_or((false, 11.0));
                let code = attribute(&element, "numFmtId").unwrap_or_default();
                let decimals = match code.as_str() {
                    "2" => Some(2),
                    _ => codes.get(&code).and_then(|code| decimals_of(code)),
                };
                styles.formats.push(Format { locked: true, strong, wraps: false, points, decimals });
            }
            "alignment" if inside("cellXfs") => {
                if let Some(format) = styles.formats.last_mut() {
                    format.wraps = is_on(attribute(&element, "wrapText").as_deref());
                }
            }
            "protection" if inside("cellXfs") => {
                if let Some(format) = styles.formats.last_mut() {
                    format.locked = attribute(&element, "locked").is_none_or(|value| is_on(Some(&value)));
                }
            }
            _ => {}
        }
        if open {
            within.push(name);
        }
    }
    styles
}

/// `0.0` and `0.00` show ids such as 1.10 as they are meant.
fn decimals_of(code: &str) -> Option<usize> {
    let digits = code.strip_prefix("0.")?;
    (!digits.is_empty() && digits.len() <= 4 && digits.bytes().all(|byte| byte == b'0')).then_some(digits.len())
}
