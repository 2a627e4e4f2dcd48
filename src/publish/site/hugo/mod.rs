//! The same content as Markdown with front matter, for a site that is built with Hugo.
//!
//! The folder is a section of its own: every link inside it is relative to the page's address as Hugo makes it
//! (`faq/auth/master-password/`), and downloads stand beside their page as its resources, so that it can be copied to any place
//! below `content/`.

mod front_matter;
mod pages;
mod values;

use super::catalog::Catalog;
use super::changes::read_changes;
use super::config::{HugoConfig, read_choice};
use super::{Input, Site, SiteFile, download, sheet, standard, without_doubles};
use crate::diagnostic::Diagnostic;
use crate::reply::letter;
use front_matter::FrontMatter;
use serde::Serialize;

/// Writes pages.
struct Press<'a> {
    catalog: &'a Catalog<'a>,
    templates: &'a letter::Templates,
    config: &'a HugoConfig,
}

/// Makes the content.
///
/// # Errors
///
/// A fault in a template, in `site.yaml` or in `profile.yaml`, as a diagnostic with its line.
pub fn build_hugo(input: &Input<'_>) -> Result<Site, Box<Diagnostic>> {
    let mut choice = read_choice(input.files, input.knowledge, input.subject.as_of)?;
    let warnings = std::mem::take(&mut choice.warnings);
    let catalog = Catalog::new(input, &choice);
    let press = Press { catalog: &catalog, templates: input.documents, config: &choice.config.hugo };
    let changes = read_changes(&catalog);
    let sheets = standard::sheets(&catalog);
    let profile = choice.profile.as_ref().map(|profile| sheet::Sheet::of_profile(&catalog, profile));

    let mut files = vec![pages::home(&press)?, pages::topics(&press)?];
    files.extend(pages::facts(&press)?);
    files.extend(pages::standard(&press, &sheets, profile.as_ref())?);
    files.push(pages::advisories(&press)?);
    files.extend(pages::plugins(&press)?);
    files.push(pages::changes(&press, &changes)?);

    let (tables, mut drawings) = download::frameworks(&catalog, &sheets, input.documents)?;
    let mut downloads = tables;
    if let Some(sheet) = &profile {
        let (tables, documents) = download::profile(&catalog, sheet, input.documents)?;
        downloads.extend(tables);
        drawings.extend(documents);
    }
    for file in &mut downloads {
        file.path = beside_page(&file.path);
    }
    for drawing in &mut drawings {
        drawing.path = beside_page(&drawing.path);
    }
    files.extend(downloads);
    Ok(Site { files: without_doubles(files), drawings, warnings })
}

/// `standard/caiq-v4.pdf` -> `standard/caiq-v4/caiq-v4.pdf`.
fn beside_page(path: &str) -> String {
    match path.rsplit_once('/') {
        Some((folder, name)) => format!("{folder}/{}/{name}", name.rsplit_once('.').map_or(name, |(stem, _)| stem)),
        None => path.to_owned(),
    }
}

impl Press<'_> {
    /// One file: front matter, what the site wants before and after, and the template between.
    fn page(
        &self,
        template: &str,
        path: &str,
        front: FrontMatter,
        values: &impl Serialize,
    ) -> Result<SiteFile, Box<Diagnostic>> {
        let body = self.templates.render(template, values)?;
        // Two braces begin a shortcode of Hugo, wherever they stand.
        let mut body = body.replace("{{", "&#123;&#123;");
        while body.contains("\n\n\n") {
            body = body.replace("\n\n\n", "\n\n");
        }
        let mut text = front.text(&self.config.front_matter);
        for part in [self.config.before.as_str(), body.trim(), self.config.after.as_str()] {
            if !part.is_empty() {
                text.push('\n');
                text.push_str(part);
                text.push('\n');
            }
        }
        Ok(SiteFile { path: path.to_owned(), bytes: text.into_bytes() })
    }
}
