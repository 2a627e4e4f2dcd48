//! The parts around the body: content types, relations, properties, settings, fonts, styles.

use super::inline::link_relation;
use crate::reply::block::{Document, one_line};
use std::collections::BTreeMap;

const STYLES: &str = include_str!("../../../templates/reply.styles.xml");
const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const MAIN: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const TYPES: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/// All parts but the body, its numbering, header and footer.
pub(super) fn around(
    document: &Document,
    links: &BTreeMap<String, usize>,
    has_lists: bool,
) -> Vec<(&'static str, String)> {
    let (language, east_asian) = languages(&document.language);
    vec![
        ("[Content_Types].xml", content_types(has_lists)),
        ("_rels/.rels", relations()),
        ("docProps/app.xml", app_properties()),
        ("docProps/core.xml", core_properties(document, &language)),
        ("word/_rels/document.xml.rels", body_relations(links, has_lists)),
        ("word/fontTable.xml", fonts()),
        ("word/settings.xml", settings(&language, &east_asian)),
        ("word/styles.xml", STYLES.replace("LANGUAGE", &language).replace("EASTASIA", &east_asian)),
    ]
}

fn content_types(has_lists: bool) -> String {
    let mut xml = format!(
        "{DECLARATION}<Types xmlns=\"{PACKAGE}/content-types\">\
         <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Default Extension=\"xml\" ContentType=\"application/xml\"/>"
    );
    let mut part = |name: &str, kind: &str| {
        xml.push_str(&format!("<Override PartName=\"/{name}\" ContentType=\"{kind}+xml\"/>"));
    };
    part("docProps/app.xml", "application/vnd.openxmlformats-officedocument.extended-properties");
    part("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties");
    part("word/document.xml", &format!("{TYPES}.document.main"));
    part("word/fontTable.xml", &format!("{TYPES}.fontTable"));
    part("word/footer1.xml", &format!("{TYPES}.footer"));
    part("word/header1.xml", &format!("{TYPES}.header"));
    if has_lists {
        part("word/numbering.xml", &format!("{TYPES}.numbering"));
    }
    part("word/settings.xml", &format!("{TYPES}.settings"));
    part("word/styles.xml", &format!("{TYPES}.styles"));
    xml.push_str("</Types>");
    xml
}

fn relations() -> String {
    format!(
        "{DECLARATION}<Relationships xmlns=\"{PACKAGE}/relationships\">\
         <Relationship Id=\"rId1\" Type=\"{OFFICE}/relationships/officeDocument\" Target=\"word/document.xml\"/>\
         <Relationship Id=\"rId2\" Type=\"{PACKAGE}/relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/>\
         <Relationship Id=\"rId3\" Type=\"{OFFICE}/relationships/extended-properties\" Target=\"docProps/app.xml\"/>\
         </Relationships>"
    )
}

fn body_relations(links: &BTreeMap<String, usize>, has_lists: bool) -> String {
    let mut xml = format!("{DECLARATION}<Relationships xmlns=\"{PACKAGE}/relationships\">");
    let mut relation = |id: &str, kind: &str, target: &str, mode: &str| {
        xml.push_str(&format!(
            "<Relationship Id=\"{id}\" Type=\"{OFFICE}/relationships/{kind}\" Target=\"{target}\"{mode}/>"
        ));
    };
    relation("rId1", "styles", "styles.xml", "");
    relation("rId2", "fontTable", "fontTable.xml", "");
    relation("rId3", "settings", "settings.xml", "");
    if has_lists {
        relation("rId7", "numbering", "numbering.xml", "");
    }
    // The ids by which docx-rs names the header and the footer in the body.
    relation("rIdHeader1", "header", "header1.xml", "");
    relation("rIdFooter1", "footer", "footer1.xml", "");
    let mut links: Vec<_> = links.iter().collect();
    links.sort_by_key(|(_, place)| **place);
    for (address, place) in links {
        relation(&link_relation(*place), "hyperlink", &escape(address), " TargetMode=\"External\"");
    }
    xml.push_str("</Relationships>");
    xml
}

fn app_properties() -> String {
    format!(
        "{DECLARATION}<Properties xmlns=\"{OFFICE}/extended-properties\"><Application>Neatline</Application></Properties>"
    )
}

fn core_properties(document: &Document, language: &str) -> String {
    let date = document.created.strftime("%Y-%m-%dT%H:%M:%SZ");
    let author = escape(&document.author);
    format!(
        "{DECLARATION}<cp:coreProperties xmlns:cp=\"{PACKAGE}/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">\
         <dc:title>{}</dc:title><dc:subject>{}</dc:subject><dc:creator>{author}</dc:creator>\
         <cp:lastModifiedBy>{author}</cp:lastModifiedBy>\
         <dcterms:created xsi:type=\"dcterms:W3CDTF\">{date}</dcterms:created>\
         <dcterms:modified xsi:type=\"dcterms:W3CDTF\">{date}</dcterms:modified>\
         <dc:language>{language}</dc:language></cp:coreProperties>",
        escape(&document.title),
        escape(&document.subject),
    )
}

fn settings(language: &str, east_asian: &str) -> String {
    let compatibility: String = [
        ("compatibilityMode", "15"),
        ("overrideTableStyleFontSizeAndJustification", "1"),
        ("enableOpenTypeFeatures", "1"),
        ("doNotFlipMirrorIndents", "1"),
        ("differentiateMultirowTableHeaders", "1"),
    ]
    .iter()
    .map(|(name, value)| {
        format!(
            "<w:compatSetting w:name=\"{name}\" w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"{value}\"/>"
        )
    })
    .collect();
    format!(
        "{DECLARATION}<w:settings xmlns:w=\"{MAIN}\"><w:zoom w:percent=\"100\"/><w:defaultTabStop w:val=\"720\"/>\
         <w:characterSpacingControl w:val=\"doNotCompress\"/><w:compat>{compatibility}</w:compat>\
         <w:themeFontLang w:val=\"{language}\" w:eastAsia=\"{east_asian}\"/></w:settings>"
    )
}

/// The fonts by name, and what to take where a machine lacks them.
fn fonts() -> String {
    let font = |name: &str, instead: &str, family: &str, pitch: &str, charset: &str| {
        format!(
            "<w:font w:name=\"{name}\"><w:altName w:val=\"{instead}\"/><w:charset w:val=\"{charset}\"/>\
             <w:family w:val=\"{family}\"/><w:pitch w:val=\"{pitch}\"/></w:font>"
        )
    };
    format!(
        "{DECLARATION}<w:fonts xmlns:w=\"{MAIN}\">{}{}{}</w:fonts>",
        font("Noto Sans", "Calibri", "swiss", "variable", "00"),
        font("Noto Sans Mono", "Consolas", "modern", "fixed", "00"),
        font("Yu Gothic", "Noto Sans CJK JP", "swiss", "variable", "80"),
    )
}

/// Language of Latin text and of East Asian text, as BCP 47 tags.
fn languages(tag: &str) -> (String, String) {
    let is_tag = tag.len() <= 35
        && tag.split('-').all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric()));
    let tag = if is_tag { tag } else { "en" };
    let east_asian = match tag.split('-').next().unwrap_or_default().to_ascii_lowercase().as_str() {
        "ja" if tag.len() == 2 => "ja-JP",
        "ja" | "zh" | "ko" => tag,
        _ => "ja-JP",
    };
    (tag.to_owned(), east_asian.to_owned())
}

fn escape(text: &str) -> String {
    quick_xml::escape::escape(one_line(text).as_str()).into_owned()
}
