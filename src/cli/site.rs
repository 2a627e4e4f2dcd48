//! `neatline site`: the public site, or the same content for Hugo.

use super::args::{Base, Site as SiteArgs};
use super::error::Faults;
use super::{ExitStatus, clock, files, site_files, terminal};
use crate::answer::Subject;
use crate::publish::site::{BaseUrl, Drawing, Input, SiteFile, build_hugo, build_site};
use crate::reply::letter;
use crate::reply::pdf::Fonts;
use anyhow::{Context, Result, anyhow};

pub(super) fn run(base: &Base, args: &SiteArgs) -> Result<ExitStatus> {
    let moment = clock::moment(base.as_of)?;
    let knowledge = files::knowledge(base, moment.date())?;
    let sources = files::knowledge_files(base)?;
    let version = match &base.qgis {
        Some(text) => text.parse().map_err(|fault: String| anyhow!(fault)).context("--qgis")?,
        None => knowledge.project.product_version,
    };
    let base_url =
        args.base_url.as_deref().map(BaseUrl::new).transpose().map_err(|fault| anyhow!(fault)).context("--base-url")?;
    let (templates, assets) = site_files::templates_and_assets(args.templates.as_deref())?;
    let (documents, pages): (Vec<_>, Vec<_>) = templates.into_iter().partition(|file| file.path().ends_with(".md"));
    let mut letters = files::templates(None)?;
    letters.extend(documents);
    let documents = letter::Templates::new(letters).map_err(|fault| Faults(vec![*fault]))?;
    let input = Input {
        knowledge: &knowledge,
        files: &sources,
        pages: &pages,
        documents: &documents,
        assets: &assets,
        subject: Subject { as_of: moment.date(), version },
        created: moment,
        base_url: base_url.as_ref(),
    };
    let built = if args.hugo { build_hugo(&input) } else { build_site(&input) };
    let site = built.map_err(|fault| Faults(vec![*fault]))?;
    if !site.warnings.is_empty() {
        terminal::print_diagnostics(&site.warnings);
    }
    let mut out = site.files;
    out.extend(draw(&site.drawings)?);
    let count = out.len();
    site_files::replace_folder(&args.out, &out)?;
    if base_url.is_none() && !args.hugo {
        terminal::print_message(
            "note: no --base-url, so canonical links, sitemap and Open Graph addresses are left out\n",
        );
    }
    terminal::print_message(&format!("wrote {count} files to {}\n", args.out.display()));
    Ok(ExitStatus::Done)
}

/// Draws documents on all processors; the result is in the order of the drawings whatever the threads do.
fn draw(drawings: &[Drawing]) -> Result<Vec<SiteFile>> {
    let fonts = Fonts::bundled();
    let workers = std::thread::available_parallelism().map_or(1, usize::from).min(drawings.len().max(1));
    let chunks: Vec<Result<Vec<(usize, SiteFile)>>> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..workers)
            .map(|worker| {
                let fonts = &fonts;
                scope.spawn(move || {
                    let own = drawings.iter().enumerate().skip(worker).step_by(workers);
                    own.map(|(number, drawing)| Ok((number, drawing.draw(fonts)?))).collect()
                })
            })
            .collect();
        threads
            .into_iter()
            .map(|thread| thread.join().expect("internal error: a document could not be drawn"))
            .collect()
    });
    let mut drawn = Vec::new();
    for chunk in chunks {
        drawn.extend(chunk?);
    }
    drawn.sort_by_key(|(number, _)| *number);
    Ok(drawn.into_iter().map(|(_, file)| file).collect())
}
