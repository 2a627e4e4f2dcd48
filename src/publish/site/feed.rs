//! The Atom feed (RFC 4287) of versions and reviews.

use super::SiteFile;
use super::catalog::Catalog;
use super::changes::{Change, reviews};
use super::templates::Templates;
use crate::diagnostic::Diagnostic;
use jiff::civil::Date;
use serde::Serialize;
use sha2::{Digest, Sha256};

/// Entries at most; a reader asks often.
const MOST: usize = 50;
const PATH: &str = "feed.xml";

#[derive(Serialize)]
struct Feed {
    id: String,
    title: String,
    author: String,
    subtitle: String,
    updated: String,
    url: Option<String>,
    home: String,
    entries: Vec<Entry>,
}

#[derive(Serialize)]
struct Entry {
    id: String,
    title: String,
    updated: String,
    link: String,
    text: String,
}

pub(super) fn file(
    catalog: &Catalog<'_>,
    templates: &Templates,
    changes: &[Change],
) -> Result<SiteFile, Box<Diagnostic>> {
    let site = catalog.title();
    let link = catalog.url("changes.html");
    let mut entries: Vec<(Date, Entry)> = Vec::new();
    for change in changes {
        let words = change.blocks.iter().map(|block| super::markup::blocks_html(std::slice::from_ref(block), 3));
        entries.push((
            change.date,
            Entry {
                id: identifier(&[&site, "version", &change.version]),
                title: format!("Version {}", change.version),
                updated: moment(change.date),
                link: format!("{link}#v{}", super::address::slug(&change.version)),
                // Links to pages of the site would need its address.
                text: words.collect::<String>().replace("href=\"faq/", &format!("href=\"{}", catalog.url("faq/"))),
            },
        ));
    }
    for (date, facts) in reviews(catalog) {
        let count = facts.len();
        let titles: Vec<&str> = facts.iter().take(20).map(|fact| fact.title.as_str()).collect();
        let more = if count > 20 { format!(" and {} more", count - 20) } else { String::new() };
        let mut text = String::from("<p>");
        super::markup::escape(&format!("{}{more}.", titles.join("; ")), &mut text);
        text.push_str("</p>");
        entries.push((
            date,
            Entry {
                id: identifier(&[&site, "review", &date.to_string()]),
                title: format!("{count} {} reviewed", if count == 1 { "answer" } else { "answers" }),
                updated: moment(date),
                link: format!("{link}#reviewed-{date}"),
                text,
            },
        ));
    }
    entries.sort_by_key(|entry| std::cmp::Reverse(entry.0));
    entries.truncate(MOST);
    let newest = entries.first().map_or(catalog.as_of(), |entry| entry.0);
    let feed = Feed {
        id: identifier(&[&site, "feed"]),
        author: catalog.knowledge.project.publisher.clone(),
        subtitle: catalog.approval(catalog.current()).to_owned(),
        updated: moment(newest),
        url: catalog.base_url.map(|base| base.join(PATH)),
        home: catalog.url("index.html"),
        entries: entries.into_iter().map(|(_, entry)| entry).collect(),
        title: site,
    };
    Ok(SiteFile { path: PATH.to_owned(), bytes: templates.render("feed.xml", &feed)?.into_bytes() })
}

fn moment(date: Date) -> String {
    format!("{date}T00:00:00Z")
}

/// A name that stays when the site moves: a UUID of version 8 (RFC 9562), made from what the entry is.
fn identifier(parts: &[&str]) -> String {
    let mut bytes = [0_u8; 16];
    bytes.copy_from_slice(&Sha256::digest(parts.join("\n").as_bytes())[..16]);
    bytes[6] = (bytes[6] & 0x0f) | 0x80;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("urn:uuid:{}-{}-{}-{}-{}", &hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..])
}
