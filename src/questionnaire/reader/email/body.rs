//! The letter itself: the better of its plain and its HTML version.

use super::mime::Part;
use crate::questionnaire::charset::{UnknownCharset, decode};
use crate::questionnaire::clean::clean;
use crate::questionnaire::draft::{Draft, Reading};
use crate::questionnaire::prose::{Options, lines_of, read_prose, unquote};
use crate::questionnaire::reader::html::{is_laid_out_as_table, read_body};
use crate::questionnaire::{Error, Limits};

/// Reads every body. Of alternatives the plain one is read, unless only the HTML one has items or has them in a table.
pub(super) fn read_bodies(name: &str, parts: &[Part], limits: &Limits, reading: &mut Reading) -> Result<(), Error> {
    let bodies: Vec<&Part> = parts.iter().filter(|part| !part.is_attachment).collect();
    let mut index = 0;
    while index < bodies.len() {
        let group = bodies[index].alternative;
        let length = match group {
            0 => 1,
            _ => bodies[index..].iter().take_while(|part| part.alternative == group).count(),
        };
        let versions = &bodies[index..index + length];
        let mut drafts = Vec::new();
        let plain: Vec<&&Part> = versions.iter().filter(|part| part.kind == "text/plain").collect();
        let html: Vec<&&Part> = versions.iter().filter(|part| part.kind == "text/html").collect();
        let tabled = html.iter().any(|part| is_laid_out_as_table(&part.bytes));
        if tabled {
            for part in &html {
                drafts.extend(read_html(name, part, limits, reading)?);
            }
        }
        if drafts.is_empty() {
            for part in &plain {
                drafts.extend(read_plain(name, part, limits, reading)?);
            }
        }
        if drafts.is_empty() && !tabled {
            for part in &html {
                drafts.extend(read_html(name, part, limits, reading)?);
            }
        }
        reading.drafts.extend(drafts.into_iter().map(|draft| Draft { part: Some("body".into()), ..draft }));
        index += length;
    }
    Ok(())
}

fn text_of(name: &str, part: &Part) -> Result<String, Error> {
    let decoded = decode(&part.bytes, part.charset.as_deref())
        .map_err(|UnknownCharset(charset)| Error::UnknownCharset { name: name.to_owned(), charset })?;
    Ok(clean(&decoded))
}

fn options(reading: &Reading) -> Options {
    Options { title: reading.title.clone(), ..Options::default() }
}

fn read_plain(name: &str, part: &Part, limits: &Limits, reading: &mut Reading) -> Result<Vec<Draft>, Error> {
    let text = text_of(name, part)?;
    if text.bytes().filter(|byte| *byte == b'\n').count() >= limits.lines {
        return Err(Error::TooLarge { name: name.to_owned(), what: "lines", limit: limits.lines });
    }
    let mut lines = lines_of(&text, limits, &mut reading.notes);
    unquote(&mut lines);
    Ok(read_prose(lines, &options(reading)))
}

fn read_html(name: &str, part: &Part, limits: &Limits, reading: &mut Reading) -> Result<Vec<Draft>, Error> {
    let text = text_of(name, part)?;
    let drafts = read_body(&text, limits, options(reading));
    if drafts.is_none() {
        reading.notes.push("the HTML body is too large or nested too deeply and was left out".into());
    }
    Ok(drafts.unwrap_or_default())
}
