//! The public site as a reader, a crawler and a screen reader find it: every page of a site made from our own knowledge base.

mod html;

use html::{VOID, attribute, pieces, resolve};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;
use std::sync::OnceLock;

const BASE: &str = "https://example.org/answers";
type Files = BTreeMap<String, Vec<u8>>;

/// The site of our own knowledge base, which is inside the program, unless the arguments name another.
fn build(arguments: &[&str]) -> Files {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("public");
    let made = Command::new(env!("CARGO_BIN_EXE_neatline"))
        .args(["site", "--as-of", "2026-11-21", "--out"])
        .arg(&out)
        .args(arguments)
        .output()
        .unwrap();
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    let said = String::from_utf8_lossy(&made.stderr);
    assert!(!said.contains("warning"), "site.yaml and profile.yaml name facts that are there: {said}");
    let mut files = Files::new();
    for entry in walkdir::WalkDir::new(&out).into_iter().map(Result::unwrap).filter(|entry| entry.file_type().is_file())
    {
        let path = entry.path().strip_prefix(&out).unwrap().to_string_lossy().replace('\\', "/");
        files.insert(path, std::fs::read(entry.path()).unwrap());
    }
    files
}

fn site() -> &'static Files {
    static SITE: OnceLock<Files> = OnceLock::new();
    SITE.get_or_init(|| build(&["--base-url", BASE]))
}

fn text(path: &str) -> &'static str {
    std::str::from_utf8(&site()[path]).unwrap()
}

fn pages() -> impl Iterator<Item = (&'static str, &'static str)> {
    site().keys().filter(|path| path.ends_with(".html")).map(|path| (path.as_str(), text(path)))
}

#[test]
fn pages_are_well_formed() {
    for (path, page) in pages() {
        let (mut open, mut ids) = (Vec::new(), BTreeSet::new());
        for piece in pieces(page) {
            if let Some(id) = attribute(&piece, "id") {
                assert!(ids.insert(id), "{path}: id {id} twice");
                assert!(!id.is_empty() && !id.contains(char::is_whitespace), "{path}: id {id:?}");
            }
            if let Some(name) = piece.name.strip_prefix('/') {
                assert_eq!(open.pop(), Some(name), "{path}: </{name}>");
            } else if !piece.name.is_empty() && !VOID.contains(&piece.name) {
                open.push(piece.name);
            }
        }
        assert!(open.is_empty(), "{path}: {open:?} left open");
    }
}

#[test]
fn links_are_alive() {
    let ids: BTreeMap<&str, BTreeSet<&str>> = pages()
        .map(|(path, page)| (path, pieces(page).iter().filter_map(|piece| attribute(piece, "id")).collect()))
        .collect();
    let mut count = 0;
    for (path, page) in pages() {
        for piece in pieces(page) {
            let Some(link) = attribute(&piece, "href").or_else(|| attribute(&piece, "src")) else { continue };
            // The page for wrong addresses is shown anywhere, so that its links begin at the top of the host.
            let link = if path == "404.html" { link.trim_start_matches("/answers/") } else { link };
            let Some((target, anchor)) = resolve(path, link) else { continue };
            assert!(site().contains_key(&target), "{path}: {link} leads nowhere");
            assert!(anchor.is_empty() || ids[target.as_str()].contains(anchor.as_str()), "{path}: no anchor {link}");
            count += 1;
        }
    }
    assert!(count > 5000, "{count} links");
}

#[test]
fn nothing_is_loaded_from_elsewhere() {
    for (path, page) in pages() {
        assert!(
            page.contains("http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src 'self'")
        );
        assert!(!page.contains("unsafe-"), "{path}");
        for piece in pieces(page) {
            let loads = match piece.name {
                "script" | "img" | "iframe" | "source" | "video" | "audio" | "object" | "embed" => {
                    attribute(&piece, "src")
                }
                "link" if attribute(&piece, "rel") != Some("canonical") => attribute(&piece, "href"),
                _ => None,
            };
            assert!(loads.is_none_or(|address| !address.contains("//")), "{path}: {loads:?}");
            for (name, _) in &piece.attributes {
                assert!(*name != "style" && !name.starts_with("on"), "{path}: {name} in <{}>", piece.name);
            }
            if piece.name == "script" {
                let data = attribute(&piece, "type") == Some("application/ld+json");
                assert!(data || attribute(&piece, "src").is_some(), "{path}: a script inside the page");
            }
        }
    }
    for (path, bytes) in site().iter().filter(|(path, _)| path.ends_with(".css") || path.ends_with(".js")) {
        let text = String::from_utf8_lossy(bytes);
        for word in ["http:", "https:", "@import", "eval(", "innerHTML", "fetch("] {
            // The index holds questions of facts, which are words and not code.
            assert!(path.ends_with("search-index.js") || !text.contains(word), "{path}: {word}");
        }
    }
}

#[test]
fn headings_are_in_order() {
    for (path, page) in pages() {
        let levels: Vec<u32> =
            pieces(page).iter().filter_map(|piece| piece.name.strip_prefix('h')?.parse().ok()).collect();
        assert_eq!(levels.first(), Some(&1), "{path}");
        assert_eq!(levels.iter().filter(|level| **level == 1).count(), 1, "{path}");
        assert!(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{path}: {levels:?}");
    }
}

#[test]
fn every_page_says_who_has_approved_it() {
    for (path, page) in pages() {
        assert!(page.contains("No body of QGIS.ORG has approved these answers yet."), "{path}");
        assert!(page.contains("<html lang=\"en-GB\">") && page.contains("<main id=\"content\""), "{path}");
        let title = page.split("<title>").nth(1).and_then(|rest| rest.split("</title>").next()).unwrap();
        assert!(title.ends_with("QGIS security answers") && !title.contains("{{"), "{path}: {title}");
    }
}

#[test]
fn the_search_is_small_and_complete() {
    let size = site()["assets/search-index.js"].len() + site()["assets/search.js"].len();
    assert!(size < 150_000, "{size} bytes");
    let index =
        text("assets/search-index.js").strip_prefix("self.searchIndex=").unwrap().trim_end().trim_end_matches(';');
    let index: serde_json::Value = serde_json::from_str(index).unwrap();
    let documents = index["d"].as_array().unwrap();
    for document in documents {
        let page = document[1].as_str().unwrap();
        let path = page.split_once('#').map_or_else(|| format!("faq/{page}.html"), |(path, _)| path.to_owned());
        assert!(site().contains_key(&path), "{document}");
    }
    let terms = index["w"].as_str().unwrap().split(' ').count();
    assert_eq!(terms, index["p"].as_str().unwrap().split(' ').count());
    assert!(terms > 1000 && documents.len() > 300, "{terms} terms, {} facts", documents.len());
}

#[test]
fn what_is_given_on_request_stays_off_the_site() {
    let facts = Path::new(env!("CARGO_MANIFEST_DIR")).join("knowledge/facts");
    let mut withheld = 0;
    for entry in walkdir::WalkDir::new(&facts).into_iter().map(Result::unwrap) {
        let Ok(fact) = std::fs::read_to_string(entry.path()) else { continue };
        if !fact.contains("\npublish: on-request") {
            continue;
        }
        withheld += 1;
        let id =
            entry.path().strip_prefix(&facts).unwrap().with_extension("").to_string_lossy().replace(['/', '\\'], ".");
        let title = fact.lines().find_map(|line| line.strip_prefix("title: ")).unwrap().trim_matches(['"', '\'']);
        for (path, bytes) in site() {
            let text = String::from_utf8_lossy(bytes);
            assert!(!text.contains(&id) && !text.contains(title), "{path} names {id}");
        }
    }
    assert!(withheld > 0, "no fact to try it with");
}

#[test]
fn machines_find_their_files() {
    let map = text("sitemap.xml");
    for (path, page) in pages() {
        let address = match path.strip_suffix("index.html") {
            Some(folder) => format!("{BASE}/{folder}"),
            None => format!("{BASE}/{path}"),
        };
        assert!(page.contains(&format!("<link rel=\"canonical\" href=\"{address}\">")), "{path}");
        assert!(
            path == "404.html" || path == "search.html" || map.contains(&format!("<loc>{address}</loc>")),
            "{path}"
        );
        for data in page.split("<script type=\"application/ld+json\">").skip(1) {
            let data: serde_json::Value = serde_json::from_str(data.split("</script>").next().unwrap()).unwrap();
            assert_eq!(data["@type"], "FAQPage", "{path}");
            assert!(!data["mainEntity"].as_array().unwrap().is_empty(), "{path}");
        }
    }
    for path in ["sitemap.xml", "feed.xml"] {
        let mut reader = quick_xml::Reader::from_str(text(path));
        while !matches!(
            reader.read_event().unwrap_or_else(|error| panic!("{path}: {error}")),
            quick_xml::events::Event::Eof
        ) {}
    }
    let feed = text("feed.xml");
    let ids: Vec<&str> = feed.split("<id>").skip(1).map(|rest| rest.split("</id>").next().unwrap()).collect();
    assert_eq!(ids.len(), ids.iter().collect::<BTreeSet<_>>().len());
    assert!(ids.iter().all(|id| id.starts_with("urn:uuid:")) && feed.contains("rel=\"self\""));
}

#[test]
fn downloads_say_the_same() {
    for slug in ["caiq-v4", "hecvat-4", "mvsp-3", "osps-baseline", "ssdf-1-1", "cra"] {
        let data: serde_json::Value = serde_json::from_str(text(&format!("standard/{slug}.json"))).unwrap();
        let controls = data["controls"].as_array().unwrap();
        let mut reader = csv::Reader::from_reader(site()[&format!("standard/{slug}.csv")].as_slice());
        let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
        assert_eq!(rows.len(), controls.len(), "{slug}");
        let page = text(&format!("standard/{slug}.html"));
        for (row, control) in rows.iter().zip(controls) {
            assert_eq!(&row[0], control["id"].as_str().unwrap());
            let open = control["answers"].as_array().unwrap().is_empty();
            // What has no answer is never a position.
            assert_eq!(open, control["verdict"].is_null(), "{slug} {control}");
            assert_eq!(open, ["No answer yet", "On request"].contains(&&row[1]), "{slug} {control}");
        }
        assert_eq!(page.matches("<th scope=\"row\">").count(), rows.len(), "{slug}");
    }
    let profile: serde_json::Value = serde_json::from_str(text("standard/security-profile.json")).unwrap();
    let items = profile["items"].as_array().unwrap();
    assert!((110..=160).contains(&items.len()), "{} items", items.len());
    assert!(
        items.iter().all(|item| item["outcome"] == "answered" && !item["citations"].as_array().unwrap().is_empty())
    );
}

#[test]
fn workbooks_open() {
    let workbooks: Vec<_> = site().iter().filter(|(path, _)| path.ends_with(".xlsx")).collect();
    assert_eq!(workbooks.len(), 7);
    for (path, bytes) in workbooks {
        let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
        let names: Vec<String> =
            (0..zip.len()).map(|at| zip.by_index(at).unwrap().name().unwrap().into_owned()).collect();
        assert_eq!(names[0], "[Content_Types].xml", "{path}");
        for name in names {
            let part = std::io::read_to_string(zip.by_name(&name).unwrap()).unwrap();
            let mut reader = quick_xml::Reader::from_str(&part);
            while !matches!(reader.read_event().unwrap(), quick_xml::events::Event::Eof) {}
            assert!(part.split("<t xml:space=\"preserve\">").skip(1).all(|cell| cell.find("</t>").unwrap() <= 40_000));
        }
    }
}

#[test]
fn the_same_site_twice() {
    let again = build(&["--base-url", BASE]);
    assert_eq!(site().keys().collect::<Vec<_>>(), again.keys().collect::<Vec<_>>());
    for (path, bytes) in site() {
        assert!(again[path] == *bytes, "{path} differs");
    }
}

#[test]
fn without_an_address_nothing_claims_one() {
    let files = build(&[]);
    assert!(!files.contains_key("sitemap.xml"));
    let home = String::from_utf8_lossy(&files["index.html"]).into_owned();
    assert!(!home.contains("rel=\"canonical\"") && !home.contains("og:url") && !home.contains("href=\"/"));
}

#[test]
fn hugo_content_links_inside_itself() {
    let files = build(&["--hugo"]);
    // The address that Hugo gives to each file.
    let mut addresses: BTreeSet<String> = BTreeSet::new();
    for path in files.keys() {
        let address = path.trim_end_matches("_index.md").trim_end_matches("index.md");
        addresses.insert(address.strip_suffix(".md").map_or(address.to_owned(), |page| format!("{page}/")));
    }
    for (path, bytes) in files.iter().filter(|(path, _)| path.ends_with(".md")) {
        let page = std::str::from_utf8(bytes).unwrap();
        assert!(page.starts_with("---\ntitle: \"") && page.contains("\ndraft: false\n"), "{path}");
        assert!(!page.contains("{{") && page.contains("has approved"), "{path}");
        let own = path.trim_end_matches("_index.md").trim_end_matches("index.md");
        let own = own.strip_suffix(".md").map_or(own.to_owned(), |page| format!("{page}/"));
        for link in page.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            let link = link.trim_matches(['<', '>']);
            if let Some((target, _)) = resolve(&format!("{own}x"), link) {
                assert!(addresses.contains(&target), "{path}: {link} leads to {target}");
            }
        }
    }
}

#[test]
fn a_folder_with_other_files_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("thesis.txt"), "mine").unwrap();
    let made =
        Command::new(env!("CARGO_BIN_EXE_neatline")).args(["site", "--out"]).arg(folder.path()).output().unwrap();
    assert_eq!(made.status.code(), Some(1));
    assert_eq!(std::fs::read_to_string(folder.path().join("thesis.txt")).unwrap(), "mine");
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn another_project_has_a_site_of_its_own() {
    let base = format!("{}/tests/cases/lint/_base", env!("CARGO_MANIFEST_DIR"));
    for hugo in [&[][..], &["--hugo"][..]] {
        let files = build(&[&["--knowledge", &base], hugo].concat());
        for (path, bytes) in &files {
            assert!(!String::from_utf8_lossy(bytes).contains("QGIS"), "{path}");
        }
        assert!(files.keys().any(|path| path.contains("faq/")), "no questions");
    }
}

#[test]
fn hostile_facts_stay_words() {
    let folder = tempfile::tempdir().unwrap();
    let base = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/lint/_base");
    let evil = "</script><script>alert(1)</script> \"'&<b> {{< figure >}} {{ site }} javascript:x";
    for entry in
        walkdir::WalkDir::new(&base).into_iter().map(Result::unwrap).filter(|entry| entry.file_type().is_file())
    {
        let path = folder.path().join(entry.path().strip_prefix(&base).unwrap());
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        let mut text = std::fs::read_to_string(entry.path()).unwrap();
        if path.extension().is_some_and(|extension| extension == "md") && path.to_string_lossy().contains("facts") {
            let quoted = serde_json::to_string(evil).unwrap();
            let title = text.lines().find(|line| line.starts_with("title:")).unwrap().to_owned();
            text = text.replace(&title, &format!("title: {quoted}"))
                + "\n{{% figure %}} {{ site }} [x](javascript:alert(1)) ![y](http://a.b/c.png)\n";
        }
        std::fs::write(path, text).unwrap();
    }
    let files = build(&["--knowledge", folder.path().to_str().unwrap()]);
    for (path, page) in files.iter().filter(|(path, _)| path.ends_with(".html")) {
        let page = std::str::from_utf8(page).unwrap();
        assert!(!page.contains("<script>") && !page.contains("<b>") && !page.contains("<img"), "{path}");
        for piece in pieces(page) {
            assert!(attribute(&piece, "href").is_none_or(|link| !link.starts_with("javascript")), "{path}");
        }
    }
    let hugo = build(&["--hugo", "--knowledge", folder.path().to_str().unwrap()]);
    for (path, page) in hugo.iter().filter(|(path, _)| path.ends_with(".md")) {
        let body = std::str::from_utf8(page).unwrap().splitn(3, "---\n").nth(2).unwrap();
        assert!(!body.contains("{{"), "{path}");
    }
}
