//! Files that machines look for, and pages that stand beside the content.

use super::SiteFile;
use super::markup::escape;
use super::page::{Head, Press};
use crate::diagnostic::Diagnostic;
use serde::Serialize;

/// The policy of every page; templates carry the same in their head. `frame-ancestors` counts in a header only.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; \
                      base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

#[derive(Serialize)]
struct Nothing {}

/// The page of the search; without scripts it leads to all questions.
pub(super) fn search(press: &Press<'_>) -> Result<SiteFile, Box<Diagnostic>> {
    let head = Head {
        path: "search.html",
        title: "Search",
        description: "Search all questions and answers, in the page and offline.",
        section: "search",
        approval: press.catalog.approval(press.catalog.current()),
        json_ld: None,
    };
    press.page("search.html", head, &Nothing {})
}

/// The page for an address that does not exist. It is shown at any depth, so that its links start at the top of the site.
pub(super) fn not_found(press: &Press<'_>) -> Result<SiteFile, Box<Diagnostic>> {
    let head = Head {
        path: "404.html",
        title: "Page not found",
        description: "There is no page at this address.",
        section: "none",
        approval: press.catalog.approval(press.catalog.current()),
        json_ld: None,
    };
    let root = press.catalog.base_url.map_or_else(|| "/".to_owned(), super::BaseUrl::folder);
    press.page_at("404.html", head, &Nothing {}, Some(&root))
}

/// `_headers`, which several hosts of static sites read, for those headers that a page cannot carry itself.
pub(super) fn headers() -> SiteFile {
    let text = format!(
        "/*\n  Content-Security-Policy: {POLICY}\n  X-Content-Type-Options: nosniff\n  Referrer-Policy: no-referrer\n  \
         Permissions-Policy: camera=(), geolocation=(), microphone=()\n  Cross-Origin-Opener-Policy: same-origin\n"
    );
    SiteFile { path: "_headers".to_owned(), bytes: text.into_bytes() }
}

/// `sitemap.xml` and `robots.txt`, which need whole addresses.
pub(super) fn for_crawlers(press: &Press<'_>, pages: &[SiteFile]) -> Vec<SiteFile> {
    let Some(base) = press.catalog.base_url else { return Vec::new() };
    let mut map = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    let mut paths: Vec<&str> =
        pages.iter().map(|page| page.path.as_str()).filter(|path| path.ends_with(".html")).collect();
    paths.retain(|path| *path != "404.html" && *path != "search.html");
    paths.sort_unstable();
    for path in paths {
        map.push_str("<url><loc>");
        escape(&base.join(path), &mut map);
        map.push_str("</loc></url>\n");
    }
    map.push_str("</urlset>\n");
    let robots = format!("User-agent: *\nAllow: /\nSitemap: {}\n", base.join("sitemap.xml"));
    vec![
        SiteFile { path: "sitemap.xml".to_owned(), bytes: map.into_bytes() },
        SiteFile { path: "robots.txt".to_owned(), bytes: robots.into_bytes() },
    ]
}
