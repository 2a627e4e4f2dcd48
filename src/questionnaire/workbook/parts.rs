//! Which parts of a workbook are which: sheets in order, names, styles, strings.

use super::lists::Names;
use crate::questionnaire::Error;
use crate::questionnaire::package::Package;
use crate::questionnaire::xml::{attribute, local};
use quick_xml::Reader;
use quick_xml::events::Event;
use std::collections::BTreeMap;

/// The parts of a workbook.
#[derive(Debug, Clone, Default)]
pub(crate) struct WorkbookParts {
    /// Path of the workbook part.
    pub(crate) workbook: String,
    /// Its text.
    pub(crate) workbook_xml: String,
    /// Worksheets in order; chart sheets and macro sheets are left out.
    pub(crate) sheets: Vec<SheetPart>,
    /// Names of ranges.
    pub(crate) names: Names,
    /// Path of the style part.
    pub(crate) styles: Option<String>,
}

/// A worksheet.
#[derive(Debug, Clone)]
pub(crate) struct SheetPart {
    /// Its name.
    pub(crate) name: String,
    /// Path of its part.
    pub(crate) path: String,
    /// Whether it is hidden.
    pub(crate) hidden: bool,
}

/// Reads the directory of a workbook.
///
/// # Errors
///
/// A container without a workbook.
pub(crate) fn read_parts(name: &str, package: &mut Package<'_>) -> Result<WorkbookParts, Error> {
    let missing = || Error::Malformed { name: name.to_owned(), why: "no workbook part in it".to_owned() };
    let root = relations(package.text("_rels/.rels")?.as_deref().unwrap_or_default(), "");
    let workbook = root.values().find(|(kind, _)| kind.ends_with("/officeDocument")).map(|(_, target)| target.clone());
    let workbook = workbook.unwrap_or_else(|| "xl/workbook.xml".to_owned());
    let workbook = package.find(&workbook).ok_or_else(missing)?.to_owned();
    let xml = package.text(&workbook)?.ok_or_else(missing)?;
    let (folder, file) = workbook.rsplit_once('/').unwrap_or(("", &workbook));
    let rels = if folder.is_empty() { format!("_rels/{file}.rels") } else { format!("{folder}/_rels/{file}.rels") };
    let targets = relations(package.text(&rels)?.as_deref().unwrap_or_default(), folder);
    let mut parts = WorkbookParts { workbook: workbook.clone(), ..WorkbookParts::default() };
    parts.styles = targets.values().find(|(kind, _)| kind.ends_with("/styles")).map(|(_, target)| target.clone());
    let mut reader = Reader::from_str(&xml);
    let mut named: Option<(String, Option<usize>)> = None;
    let mut formula = String::new();
    loop {
        match reader.read_event() {
            Ok(Event::Start(element) | Event::Empty(element)) => match local(element.name().0) {
                "sheet" => {
                    let id = attribute(&element, "id").unwrap_or_default();
                    let Some((kind, target)) = targets.get(&id) else { continue };
                    if kind.ends_with("/worksheet") {
                        parts.sheets.push(SheetPart {
                            name: attribute(&element, "name").unwrap_or_default(),
                            path: target.clone(),
                            hidden: attribute(&element, "state").is_some_and(|state| state != "visible"),
                        });
                    }
                }
                "definedName" => {
                    let name = attribute(&element, "name").unwrap_or_default().to_lowercase();
                    named = Some((name, attribute(&element, "localSheetId").and_then(|id| id.parse().ok())));
                    formula.clear();
                }
                _ => {}
            },
            Ok(Event::Text(text)) if named.is_some() => formula.push_str(&text.xml10_content()),
            Ok(Event::GeneralRef(reference)) if named.is_some() => {
                crate::questionnaire::xml::push_reference(&mut formula, &reference);
            }
            Ok(Event::End(element)) if local(element.name().0) == "definedName" => {
                if let Some((name, sheet)) = named.take() {
                    parts.names.entry((name, sheet)).or_insert_with(|| std::mem::take(&mut formula));
                }
            }
            Ok(Event::Eof) => break,
            Ok(_) => {}
            Err(error) => return Err(Error::Malformed { name: name.to_owned(), why: format!("{workbook}: {error}") }),
        }
    }
    parts.workbook_xml = xml;
    Ok(parts)
}

/// Relations of a part: id to kind and path. External targets are left out and never followed.
fn relations(xml: &str, folder: &str) -> BTreeMap<String, (String, String)> {
    let mut found = BTreeMap::new();
    let mut reader = Reader::from_str(xml);
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Start(element) | Event::Empty(element) if local(element.name().0) == "Relationship" => {
                let target = attribute(&element, "Target").unwrap_or_default();
                if attribute(&element, "TargetMode").as_deref() == Some("External") {
                    continue;
                }
                let path = match target.strip_prefix('/') {
                    Some(absolute) => absolute.to_owned(),
                    None => joined(folder, &target),
                };
                let kind = attribute(&element, "Type").unwrap_or_default();
                found.insert(attribute(&element, "Id").unwrap_or_default(), (kind, path));
            }
            Event::Eof => break,
            _ => {}
        }
    }
    found
}

/// A path below a folder, `..` resolved.
fn joined(folder: &str, target: &str) -> String {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in target.split('/') {
        match part {
            ".." => {
                parts.pop();
            }
            "." | "" => {}
            other => parts.push(other),
        }
    }
    parts.join("/")
}

/// Tables of a sheet by their areas: the cells of a table's first row are its column names.
///
/// # Errors
///
/// A part beyond the limits.
pub(crate) fn table_areas(package: &mut Package<'_>, sheet: &str) -> Result<Vec<String>, Error> {
    let (folder, file) = sheet.rsplit_once('/').unwrap_or(("", sheet));
    let rels = package.text(&format!("{folder}/_rels/{file}.rels"))?.unwrap_or_default();
    let tables: Vec<String> = relations(&rels, folder)
        .into_values()
        .filter(|(kind, _)| kind.ends_with("/table"))
        .map(|(_, path)| path)
        .collect();
    let mut areas = Vec::new();
    for path in tables.iter().take(200) {
        let xml = package.text(path)?.unwrap_or_default();
        let mut reader = Reader::from_str(&xml);
        while let Ok(event) = reader.read_event() {
            match event {
                Event::Start(element) | Event::Empty(element) if local(element.name().0) == "table" => {
                    let headed = attribute(&element, "headerRowCount").is_none_or(|count| count != "0");
                    areas.extend(attribute(&element, "ref").filter(|_| headed));
                    break;
                }
                Event::Eof => break,
                _ => {}
            }
        }
    }
    Ok(areas)
}
