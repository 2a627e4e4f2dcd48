//! A worksheet from its text, with every fault at its line.

use super::decision::{Decision, DecisionFault, WORDS};
use super::raw::{RawItem, RawWorksheet};
use crate::diagnostic::{Diagnostic, did_you_mean};
use crate::knowledge::{Verdict, Version};
use crate::text::{InputFile, Span, read_yaml, span_of};
use indexmap::IndexMap;
use jiff::civil::Date;

/// The version of the format that this program writes.
pub(super) const FORMAT: u32 = 1;

/// A worksheet as it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Worksheet {
    /// Its text.
    pub file: InputFile,
    /// Where the form lies, as seen from the worksheet's folder; `-` when it came through standard input.
    pub form_path: String,
    /// Where that stands in the file.
    pub form_span: Span,
    /// SHA-256 of the form that was answered.
    pub form_sha256: String,
    /// Calendar version of the base that answered.
    pub knowledge_version: String,
    /// SHA-256 of the base that answered.
    pub knowledge_hash: String,
    /// Day the answers are for.
    pub as_of: Date,
    /// Release the answers are for.
    pub release: Version,
    /// Items in the order of the file: open ones first.
    pub entries: Vec<Entry>,
}

/// An item of a worksheet with what was decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Place in the form, counted from 1: the key of the item.
    pub no: usize,
    /// The asker's own number.
    pub id: String,
    /// Heading the item stands under.
    pub section: Option<String>,
    /// The asker's own words.
    pub text: String,
    /// Why it was not simply answered; `None` for an item that was.
    pub why: Option<String>,
    /// Facts that `accept` sends, one a part of the item.
    pub proposed: Vec<String>,
    /// Facts that were shown as candidates.
    pub candidates: Vec<String>,
    /// What each fact said when it was shown: id and hash.
    pub facts: IndexMap<String, String>,
    /// The decision and where it stands; `None` when nobody decided.
    pub decision: Option<(Decision, Span)>,
    /// A person's own words in place of a fact's.
    pub own_words: Option<Override>,
    /// A note for colleagues; never sent.
    pub note: Option<String>,
    /// Where the item begins in the file.
    pub span: Span,
    /// Where its words stand.
    pub text_span: Span,
}

/// A person's own words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Override {
    /// The words, Markdown.
    pub text: String,
    /// The role of the person.
    pub by: String,
    /// The position they take.
    pub verdict: Verdict,
    /// Where they stand in the file.
    pub span: Span,
}

impl Entry {
    /// Whether a person decided, by a decision or by own words.
    pub fn is_decided(&self) -> bool {
        self.decision.is_some() || self.own_words.is_some()
    }
}

impl Worksheet {
    /// Reads a worksheet.
    ///
    /// # Errors
    ///
    /// Broken YAML, an unknown key, another version of the format, an item that stands twice, a decision that is none, own words
    /// without a role: all faults that were found.
    pub fn read(file: &InputFile) -> Result<Self, Vec<Diagnostic>> {
        Self::read_with(file, true)
    }

    /// The same; without `complete`, own words may still lack their role.
    pub(super) fn read_with(file: &InputFile, complete: bool) -> Result<Self, Vec<Diagnostic>> {
        let raw: RawWorksheet = read_yaml(file, file.text().len()).map_err(|fault| {
            vec![
                Diagnostic::error("malformed-worksheet", file, fault.span, fault.message)
                    .help("mend the line, or make the worksheet again with `neatline answer`; a text with a colon belongs in quotes"),
            ]
        })?;
        let mut faults = Vec::new();
        if raw.worksheet.value != FORMAT {
            faults.push(
                Diagnostic::error(
                    "worksheet-version",
                    file,
                    span_of(&raw.worksheet),
                    format!("worksheet has version {}, expected {FORMAT}", raw.worksheet.value),
                )
                .help("make the worksheet again with `neatline answer`"),
            );
        }
        let release = raw.release.value.parse().map_err(|fault: String| {
            faults.push(Diagnostic::error("malformed-worksheet", file, span_of(&raw.release), fault));
        });
        let mut entries: Vec<Entry> = Vec::new();
        for item in &raw.items {
            let entry = read_entry(file, item, complete, &mut faults);
            if entries.iter().any(|other| other.no == entry.no) {
                faults.push(
                    Diagnostic::error("duplicate-item", file, entry.span, format!("item {} stands twice", entry.no))
                        .help("remove one of the two; `no` is the item's place in the form"),
                );
            }
            entries.push(entry);
        }
        match release {
            Ok(release) if faults.is_empty() => Ok(Self {
                file: file.clone(),
                form_path: raw.form.path.value.clone(),
                form_span: span_of(&raw.form.path),
                form_sha256: raw.form.sha256.value.clone(),
                knowledge_version: raw.knowledge.version,
                knowledge_hash: raw.knowledge.hash,
                as_of: raw.as_of,
                release,
                entries,
            }),
            _ => Err(faults),
        }
    }

    /// The entry of the item at this place in the form, counted from 1.
    pub fn entry(&self, no: usize) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.no == no)
    }
}

fn read_entry(file: &InputFile, raw: &RawItem, complete: bool, faults: &mut Vec<Diagnostic>) -> Entry {
    let written = |text: &Option<serde_saphyr::Spanned<String>>| {
        text.as_ref()
            .filter(|text| !text.value.trim().is_empty())
            .map(|text| (text.value.trim().to_owned(), span_of(text)))
    };
    let decision = written(&raw.decision).and_then(|(text, span)| match text.parse::<Decision>() {
        Ok(decision) => Some((decision, span)),
        Err(fault) => {
            faults.push(decision_fault(file, span, &text, &fault));
            None
        }
    });
    let own_words = written(&raw.own_words).and_then(|(text, span)| {
        let verdict = read_verdict(file, written(&raw.verdict), faults);
        let Some((by, _)) = written(&raw.by) else {
            if !complete {
                return None;
            }
            faults.push(
                Diagnostic::error(
                    "override-without-role",
                    file,
                    span,
                    format!("own words for item {} name nobody", raw.item),
                )
                .help("add `by:` with the role of whoever wrote them: the reply names it"),
            );
            return None;
        };
        if let Some((decision, at)) = &decision {
            faults.push(
                Diagnostic::error(
                    "two-decisions",
                    file,
                    *at,
                    format!("item {} has own words and `{decision}`", raw.item),
                )
                .help("empty `decision:` to send the own words, or `override:` to send the decision"),
            );
        }
        Some(Override { text, by, verdict, span })
    });
    Entry {
        no: raw.no.value,
        id: raw.item.clone(),
        section: raw.section.clone(),
        text: raw.text.value.clone(),
        why: raw.why.clone(),
        proposed: raw.proposed.iter().map(|id| id.value.clone()).collect(),
        candidates: raw.candidates.iter().map(|candidate| candidate.fact.clone()).collect(),
        facts: raw.facts.clone(),
        decision,
        own_words,
        note: raw.note.clone().filter(|note| !note.trim().is_empty()),
        span: span_of(&raw.no),
        text_span: span_of(&raw.text),
    }
}

fn read_verdict(file: &InputFile, written: Option<(String, Span)>, faults: &mut Vec<Diagnostic>) -> Verdict {
    let Some((text, span)) = written else { return Verdict::Information };
    match Verdict::ALL.into_iter().find(|verdict| verdict.name() == text) {
        Some(verdict) => verdict,
        None => {
            let names = Verdict::ALL.map(Verdict::name);
            faults.push(Diagnostic::error("unknown-verdict", file, span, format!("unknown verdict `{text}`")).help(
                match did_you_mean(&text, names) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => format!("expected one of: {}", names.join(", ")),
                },
            ));
            Verdict::Information
        }
    }
}

fn decision_fault(file: &InputFile, span: Span, text: &str, fault: &DecisionFault) -> Diagnostic {
    let (message, help) = match fault {
        DecisionFault::UnknownWord(word) => (
            format!("unknown decision `{word}`"),
            match did_you_mean(word, WORDS) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "expected accept, use FACT, not-applicable FACT, person or skip".to_owned(),
            },
        ),
        DecisionFault::MissingFact(word) => {
            (format!("`{word}` names no fact"), format!("write `{word} FACT` with the id of a fact"))
        }
        DecisionFault::TooMuch(word) => (
            format!("`{text}` says more than `{word}` takes"),
            "one decision and at most one fact; remarks belong in `note:`".to_owned(),
        ),
    };
    Diagnostic::error("unknown-decision", file, span, message).help(help)
}
