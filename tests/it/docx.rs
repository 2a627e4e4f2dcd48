//! The Word reply, opened by other programs.

use crate::tools::tool;
use neatline::reply::block::{Document, read_markdown};
use neatline::reply::docx::render_docx;
use std::path::Path;
use std::process::Command;

fn write_sample(folder: &Path) {
    let rows: String = (1..=120).map(|n| format!("| {n} | A row that goes over the page |\n")).collect();
    let markdown =
        format!("{}\n## Long table\n\n| No | Repeated heading |\n|--|--|\n{rows}", include_str!("sample.md"));
    let document = Document {
        title: "Reply & title".into(),
        author: "QGIS.ORG".into(),
        subject: "Security questionnaire".into(),
        language: "en-GB".into(),
        created: jiff::civil::date(2026, 3, 1).at(12, 0, 0, 0),
        header: "Running header".into(),
        footer: "Running footer".into(),
        blocks: read_markdown(&markdown),
        attachments: Vec::new(),
    };
    std::fs::write(folder.join("reply.docx"), render_docx(&document).unwrap()).unwrap();
}

#[test]
fn libreoffice_draws_the_document() {
    let (Some(soffice), Some(pdftotext)) = (tool("soffice"), tool("pdftotext")) else { return };
    let folder = tempfile::tempdir().unwrap();
    write_sample(folder.path());
    let profile = format!("-env:UserInstallation=file://{}/profile", folder.path().display());
    let run = Command::new(soffice)
        .args([&profile, "--headless", "--convert-to", "pdf", "reply.docx"])
        .current_dir(folder.path())
        .output()
        .unwrap();
    assert!(folder.path().join("reply.pdf").is_file(), "{}", String::from_utf8_lossy(&run.stderr));
    let text = Command::new(pdftotext).args(["-layout", "reply.pdf", "-"]).current_dir(folder.path()).output().unwrap();
    let text = String::from_utf8(text.stdout).unwrap();
    let pages = text.matches('\u{c}').count();
    assert!(pages >= 4, "{text}");
    assert_eq!(text.matches("Running header").count(), pages);
    assert!(text.contains(&format!("Page {pages} of {pages}")), "{text}");
    assert!(text.matches("Repeated heading").count() >= 3, "the header row comes again on every page");
    // Where a page ends depends on the fonts of the machine.
    let body = text.lines().filter(|line| !line.contains("Running "));
    let words = body.flat_map(str::split_whitespace).collect::<Vec<_>>().join(" ");
    assert!(words.contains("3. It is never sent anywhere.") && words.contains("anew: 1. One 2. Two"), "{words}");
}

#[test]
fn python_docx_reads_styles_links_and_properties() {
    let Some(python) = tool("python3").filter(|_| Path::new("/usr/bin/python3").exists()) else { return };
    // Debian's own Python has the module where another may not.
    let python = [Path::new("/usr/bin/python3"), python.as_path()]
        .into_iter()
        .find(|python| Command::new(python).args(["-c", "import docx"]).output().is_ok_and(|run| run.status.success()));
    let Some(python) = python else {
        assert!(std::env::var_os("CI").is_none(), "python-docx is missing, and CI may skip nothing");
        return eprintln!("SKIPPED: python-docx is not installed");
    };
    let folder = tempfile::tempdir().unwrap();
    write_sample(folder.path());
    const SCRIPT: &str = "\
import docx
d = docx.Document('reply.docx')
p = d.core_properties
print(p.title, p.author, p.subject, p.language, p.created.isoformat(), p.modified.isoformat(), sep='|')
print(sorted({x.style.name for x in d.paragraphs}))
print([len(t.rows) for t in d.tables], d.tables[0].style.name)
print(sorted(r.target_ref for r in d.part.rels.values() if r.is_external))
print(d.sections[0].header.paragraphs[0].text, d.sections[0].page_width.mm)
";
    let run = Command::new(python).args(["-c", SCRIPT]).current_dir(folder.path()).output().unwrap();
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    let text = String::from_utf8(run.stdout).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    assert!(lines[0].starts_with("Reply & title|QGIS.ORG|Security questionnaire|en-GB|2026-03-01T12:00:00"), "{text}");
    for style in
        ["Title", "Heading 1", "Heading 2", "Heading 3", "Body Text", "Quote", "List Paragraph", "Code", "Note"]
    {
        assert!(lines[1].contains(&format!("'{style}'")), "{style}: {text}");
    }
    assert!(lines[2].starts_with("[7, 4, 121] Reply Table"), "{text}");
    assert!(
        lines[3].contains("'https://qgis.org/security?a=1&b=2'") && lines[3].contains("'mailto:security@qgis.org'")
    );
    assert!(lines[4].starts_with("Running header 21"), "{text}");
}
