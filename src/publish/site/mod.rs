//! The public site: facts and templates in, files out.
//!
//! ```text
//! facts + site.yaml + profile.yaml -> catalog (what is public) -> pages, search index, feed, tables -> files
//!                                                              '-> documents, still to be drawn
//! ```
//!
//! Every page is one template over one typed value; every link inside the site is relative, so that the folder works from a
//! disk, under any address and in a preview.

mod address;
mod advisories;
mod catalog;
mod changes;
mod config;
mod download;
mod extras;
mod fact;
mod faq;
mod feed;
mod home;
mod hugo;
mod jsonld;
mod markup;
mod page;
mod plugins;
mod search;
mod sheet;
mod sources;
mod standard;
mod templates;
mod view;

pub use address::BaseUrl;
pub use download::{DrawError, Drawing};
pub use hugo::build_hugo;

use crate::answer::Subject;
use crate::diagnostic::Diagnostic;
use crate::knowledge::Knowledge;
use crate::reply::letter;
use crate::text::InputFile;
use catalog::Catalog;
use indexmap::IndexMap;
use jiff::civil::DateTime;

/// Everything a site is made from.
#[derive(Clone, Copy)]
pub struct Input<'a> {
    /// The base.
    pub knowledge: &'a Knowledge,
    /// Its files, for `site.yaml`, `profile.yaml` and `CHANGELOG.md`, each of which may be missing.
    pub files: &'a [InputFile],
    /// Templates of the pages, `*.html` and `*.xml`.
    pub pages: &'a [InputFile],
    /// Templates of the documents, `*.md`: the letter of a reply and the table of a framework.
    pub documents: &'a letter::Templates,
    /// Files that go out as they are: path inside the site and content.
    pub assets: &'a [SiteFile],
    /// The day and the release that the answers are for.
    pub subject: Subject,
    /// Moment written into documents, UTC.
    pub created: DateTime,
    /// Address the site will have. Without it there are no canonical links, no sitemap and no Open Graph addresses, which must
    /// all be whole.
    pub base_url: Option<&'a BaseUrl>,
}

/// A file of the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SiteFile {
    /// Path inside the site, with forward slashes.
    pub path: String,
    /// Content.
    pub bytes: Vec<u8>,
}

/// A whole site.
#[derive(Debug)]
pub struct Site {
    /// Its files, in the order of their paths; no two have the same path.
    pub files: Vec<SiteFile>,
    /// Documents that belong to it and are still to be drawn.
    pub drawings: Vec<Drawing>,
    /// What somebody should look at: facts that `site.yaml` names and that do not exist, two facts for one address.
    pub warnings: Vec<Diagnostic>,
}

/// Makes the site.
///
/// # Errors
///
/// A fault in a template, in `site.yaml` or in `profile.yaml`, as a diagnostic with its line.
pub fn build_site(input: &Input<'_>) -> Result<Site, Box<Diagnostic>> {
    let mut choice = config::read_choice(input.files, input.knowledge, input.subject.as_of)?;
    let warnings = std::mem::take(&mut choice.warnings);
    let catalog = Catalog::new(input, &choice);
    let templates = templates::Templates::new(input.pages)?;
    let press = page::Press::new(&catalog, &templates, input.assets);
    let changes = changes::read_changes(&catalog);
    let sheets = standard::sheets(&catalog);
    let profile = choice.profile.as_ref().map(|profile| sheet::Sheet::of_profile(&catalog, profile));

    let mut files = vec![home::page(&press)?];
    files.extend(faq::pages(&press)?);
    files.extend(fact::pages(&press, &changes)?);
    files.extend(standard::pages(&press, &sheets, profile.as_ref())?);
    files.push(advisories::page(&press)?);
    files.extend(plugins::page(&press)?);
    files.push(changes::page(&press, &changes)?);
    files.push(sources::page(&press)?);
    files.push(sources::about(&press)?);
    files.push(extras::search(&press)?);
    files.push(extras::not_found(&press)?);
    files.extend(extras::for_crawlers(&press, &files));
    files.push(extras::headers());
    files.push(feed::file(&catalog, &templates, &changes)?);
    files.push(SiteFile { path: "assets/search-index.js".to_owned(), bytes: search::script(&catalog).into_bytes() });
    files.extend(input.assets.iter().cloned());

    let (tables, mut drawings) = download::frameworks(&catalog, &sheets, input.documents)?;
    files.extend(tables);
    if let Some(sheet) = &profile {
        let (tables, documents) = download::profile(&catalog, sheet, input.documents)?;
        files.extend(tables);
        drawings.extend(documents);
    }
    Ok(Site { files: without_doubles(files), drawings, warnings })
}

/// Files in the order of their paths. Of two with one path, which hostile ids could lead to, the first stays.
fn without_doubles(files: Vec<SiteFile>) -> Vec<SiteFile> {
    let mut by_path: IndexMap<String, Vec<u8>> = IndexMap::new();
    for file in files {
        by_path.entry(file.path).or_insert(file.bytes);
    }
    by_path.sort_keys();
    by_path.into_iter().map(|(path, bytes)| SiteFile { path, bytes }).collect()
}
