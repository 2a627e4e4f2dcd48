//! How long a form takes from its bytes to the reply: read, answered, filled, rendered; and how much memory that needs.
//!
//! `cargo bench --bench forms` prints a table. The form is a workbook of 300 items with a drop-down list and a comment cell each, made
//! here from halves of the base's own wordings, so that none is a wording of the base. `NEATLINE_ITEMS` asks for another number.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a bench reads files, takes the time and prints"
)]

use neatline::answer::{Engine, Subject, answer_questionnaire};
use neatline::fill::{Options, fill, plan};
use neatline::knowledge::{Knowledge, read_knowledge};
use neatline::matcher::{Matcher, Weights};
use neatline::measure::random::Random;
use neatline::questionnaire::{Limits, read_questionnaire};
use neatline::reply::{Material, docx, html, json, letter, markdown, pdf};
use neatline::text::InputFile;
use std::io::{Cursor, Write};
use std::path::Path;
use std::time::{Duration, Instant};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

fn main() {
    let items = std::env::var("NEATLINE_ITEMS").ok().and_then(|items| items.parse().ok()).unwrap_or(300);
    let mut clock = Clock { items, last: Instant::now(), total: Duration::ZERO };
    let knowledge = base(Path::new("knowledge"));
    let matcher = Matcher::build(&knowledge, Weights::of(&knowledge).unwrap()).unwrap();
    let templates = letter::Templates::new(files(Path::new("templates"), &["md"])).unwrap();
    let as_of = jiff::civil::date(2026, 11, 21);
    let subject = Subject { as_of, version: knowledge.project.product_version };
    let bytes = workbook(&knowledge, items);
    clock.setup("base, index and templates");
    let form = read_questionnaire("form.xlsx", &bytes, &Limits::default()).unwrap();
    assert_eq!(form.items.len(), items, "the bench's own form is read whole");
    clock.stage("read");
    let engine = Engine::new(&knowledge, &matcher, subject);
    let answers = answer_questionnaire(&engine, &form, |_| {}).unwrap();
    clock.stage("match and answer");
    let plan = plan(&knowledge, &form, &answers, Options::default());
    let filled = fill(&bytes, &form, &plan).unwrap();
    clock.stage("fill and prove");
    let created = as_of.to_datetime(jiff::civil::time(12, 0, 0, 0));
    let material = Material { knowledge: &knowledge, form: &form, answers: &answers, subject, created };
    let record = json::render_json(&material);
    let document = letter::write_letter(&material, &templates, &record).unwrap();
    clock.stage("letter and JSON");
    let page = pdf::render_pdf(&document, &pdf::Fonts::bundled()).unwrap().bytes.len();
    clock.stage("PDF");
    let word = docx::render_docx(&document).unwrap().len();
    clock.stage("DOCX");
    let web = html::render_html(&document).len() + markdown::render_markdown(&document).len();
    clock.stage("HTML and Markdown");
    clock.line("all of it", clock.total);
    println!(
        "\n{} of {items} items answered, {} cells filled; bytes: form {}, PDF {page}, DOCX {word}, HTML and Markdown {web}",
        answers.coverage.answered,
        filled.written,
        filled.bytes.len()
    );
    match peak() {
        Some(kibibytes) => println!("peak memory: {} MiB", kibibytes / 1024),
        None => println!("peak memory: not told by this system"),
    }
}

struct Clock {
    items: usize,
    last: Instant,
    total: Duration,
}

impl Clock {
    fn setup(&mut self, what: &str) {
        println!("{what:<28}{:>10.1} ms", self.last.elapsed().as_secs_f64() * 1000.0);
        self.last = Instant::now();
    }

    fn stage(&mut self, what: &str) {
        let spent = self.last.elapsed();
        self.total += spent;
        self.line(what, spent);
        self.last = Instant::now();
    }

    fn line(&self, what: &str, spent: Duration) {
        let rate = self.items as f64 / spent.as_secs_f64();
        println!("{what:<28}{:>10.1} ms{rate:>12.0} items/s", spent.as_secs_f64() * 1000.0);
    }
}

/// The most memory this process ever had, in KiB, where the system says so.
fn peak() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?.split_whitespace().next()?.parse().ok()
}

fn files(folder: &Path, endings: &[&str]) -> Vec<InputFile> {
    let entries = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().map(Result::unwrap);
    let wanted = entries.filter(|entry| {
        let path = entry.path();
        path.extension().is_some_and(|ending| endings.iter().any(|known| ending == *known))
            && path.file_name().is_some_and(|name| name != "README.md")
            && !path.components().any(|part| part.as_os_str() == "site" || part.as_os_str() == "fonts")
    });
    wanted
        .map(|entry| InputFile::new(entry.path().to_string_lossy(), &std::fs::read_to_string(entry.path()).unwrap()))
        .collect()
}

fn base(folder: &Path) -> Knowledge {
    read_knowledge(&files(folder, &["md", "yaml"]), jiff::civil::date(2026, 11, 21)).knowledge.unwrap()
}

/// A workbook with a question a row, a list of answers and a comment cell.
fn workbook(knowledge: &Knowledge, items: usize) -> Vec<u8> {
    let wordings: Vec<&String> = knowledge.facts.values().flat_map(|fact| &fact.phrasings).collect();
    let mut random = Random::new(7);
    let mut half = |front: bool| {
        let words: Vec<&str> = wordings[random.below(wordings.len())].split_whitespace().collect();
        let middle = words.len() / 2;
        if front { words[..middle].join(" ") } else { words[middle..].join(" ") }
    };
    let escape = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;");
    let cell = |at: String, text: &str| format!("<c r=\"{at}\" t=\"inlineStr\"><is><t>{}</t></is></c>", escape(text));
    let mut rows = String::from("<row r=\"1\">");
    for (column, text) in ["ID", "Question", "Answer", "Comments"].into_iter().enumerate() {
        rows.push_str(&cell(format!("{}1", ["A", "B", "C", "D"][column]), text));
    }
    rows.push_str("</row>");
    for row in 2..items + 2 {
        let question = if row % 2 == 0 {
            wordings[row * 7 % wordings.len()].clone()
        } else {
            format!("{} {}?", half(true), half(false).trim_end_matches('?'))
        };
        let (id, asked) = (cell(format!("A{row}"), &format!("Q-{}", row - 1)), cell(format!("B{row}"), &question));
        rows.push_str(&format!("<row r=\"{row}\">{id}{asked}</row>"));
    }
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let related = |kind: &str, target: &str| {
        format!(
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"{office}/{kind}\" Target=\"{target}\"/></Relationships>"
        )
    };
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in [
        ("_rels/.rels", related("officeDocument", "xl/workbook.xml")),
        ("xl/_rels/workbook.xml.rels", related("worksheet", "worksheets/sheet1.xml")),
        (
            "xl/workbook.xml",
            format!(
                "<workbook xmlns=\"{main}\" xmlns:r=\"{office}\"><sheets><sheet name=\"Form\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"
            ),
        ),
        (
            "xl/worksheets/sheet1.xml",
            format!(
                "<worksheet xmlns=\"{main}\"><sheetData>{rows}</sheetData><dataValidations count=\"1\"><dataValidation type=\"list\" sqref=\"C2:C{}\"><formula1>\"Yes,No,N/A\"</formula1></dataValidation></dataValidations></worksheet>",
                items + 1
            ),
        ),
    ] {
        writer.start_file(name, SimpleFileOptions::default()).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}
