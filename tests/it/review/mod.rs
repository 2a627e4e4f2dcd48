//! A person's decisions: worksheets, broken ones too, approvals, learning, and answers through time.

mod knowledge;
mod pass;
mod through_time;
mod verify_sources;
mod worksheet;

use neatline::answer::{Answers, Engine, Subject, answer_questionnaire};
use neatline::diagnostic::{Diagnostic, render_diagnostics};
use neatline::knowledge::{Knowledge, read_knowledge};
use neatline::matcher::{Matcher, Weights};
use neatline::questionnaire::{Limits, Questionnaire, read_questionnaire};
use neatline::reply::Material;
use neatline::review::worksheet::{Change, Decision, Header, Worksheet, apply, set_decision, write_worksheet};
use neatline::text::InputFile;
use std::collections::BTreeMap;
use std::path::Path;

pub(super) const FORM: &str = "Please answer:\n\n1. Is the cache encrypted?\n2. Which colour has the office of your company?\n3. Is the cache of the mobile app encrypted with AES-512?\n";

pub(super) fn today() -> jiff::civil::Date {
    jiff::civil::date(2026, 11, 21)
}

/// The base of the lint cases, as files.
pub(super) fn base() -> Vec<InputFile> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/lint/_base");
    let mut paths: Vec<_> = walkdir::WalkDir::new(&root)
        .into_iter()
        .map(|entry| entry.expect("folder is readable").into_path())
        .filter(|path| path.is_file())
        .collect();
    paths.sort();
    paths
        .into_iter()
        .map(|path| {
            let name = path.strip_prefix(&root).expect("is below").to_string_lossy().replace('\\', "/");
            InputFile::new(format!("knowledge/{name}"), &std::fs::read_to_string(&path).expect("file is readable"))
        })
        .collect()
}

/// The base with a text in it replaced by another.
pub(super) fn base_with(from: &str, to: &str) -> Vec<InputFile> {
    let files: Vec<InputFile> =
        base().into_iter().map(|file| InputFile::new(file.path(), &file.text().replace(from, to))).collect();
    assert_ne!(files, base(), "`{from}` is not in the base");
    files
}

pub(super) fn read(files: &[InputFile]) -> Knowledge {
    let checked = read_knowledge(files, today());
    checked.knowledge.unwrap_or_else(|| panic!("{}", render_diagnostics(&checked.diagnostics, false)))
}

pub(super) struct Case {
    pub(super) knowledge: Knowledge,
    pub(super) form: Questionnaire,
    pub(super) answers: Answers,
    pub(super) subject: Subject,
}

impl Case {
    pub(super) fn new(files: &[InputFile], form: &str) -> Self {
        let knowledge = read(files);
        let form = read_questionnaire("form.txt", form.as_bytes(), &Limits::default()).expect("has items");
        let subject = Subject { as_of: today(), version: knowledge.project.product_version };
        let matcher = Matcher::build(&knowledge, Weights::bundled()).expect("can be built");
        let answers =
            answer_questionnaire(&Engine::new(&knowledge, &matcher, subject), &form, |_| {}).expect("can be answered");
        Self { knowledge, form, answers, subject }
    }

    pub(super) fn material(&self) -> Material<'_> {
        Material {
            knowledge: &self.knowledge,
            form: &self.form,
            answers: &self.answers,
            subject: self.subject,
            created: today().to_datetime(jiff::civil::Time::midnight()),
        }
    }

    pub(super) fn sheet_text(&self) -> String {
        let header = Header { name: "form.review.yaml", form_path: "form.txt" };
        write_worksheet(&self.material(), &header, &BTreeMap::new())
    }

    pub(super) fn sheet(&self) -> Worksheet {
        sheet(&self.sheet_text())
    }

    pub(super) fn apply(&self, sheet: &Worksheet) -> Result<Answers, Vec<Diagnostic>> {
        apply(sheet, &self.knowledge, &self.form, &self.answers, self.subject).map(|decided| decided.answers)
    }
}

pub(super) fn sheet(text: &str) -> Worksheet {
    read_sheet(text).unwrap_or_else(|faults| panic!("{}\n{text}", render_diagnostics(&faults, false)))
}

pub(super) fn read_sheet(text: &str) -> Result<Worksheet, Vec<Diagnostic>> {
    Worksheet::read(&InputFile::new("form.review.yaml", text))
}

pub(super) fn decide(sheet: &Worksheet, no: usize, decision: Decision, hash: Option<&str>) -> Worksheet {
    set_decision(sheet, no, &Change::Decide(Some(decision), hash.map(str::to_owned))).expect("can be set")
}

pub(super) fn codes(faults: &[Diagnostic]) -> Vec<&'static str> {
    faults.iter().map(|fault| fault.code).collect()
}
