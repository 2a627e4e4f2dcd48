//! One statement about the project, true on a date.

use super::{Project, ReviewKind, VersionRange};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A fact. It cannot exist without a citation, a verdict, a scope, an owner, a review date and a publish flag.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
pub struct Fact {
    /// File path below `facts/` with dots: `auth.master-password`.
    pub id: String,
    /// Noun phrase for headings.
    pub title: String,
    /// The standard question; `verdict` answers exactly this.
    pub question: String,
    /// The position.
    pub verdict: Verdict,
    /// Ids of the parts it is about; never empty.
    pub scopes: Vec<String>,
    /// Role that answers for it.
    pub owner: String,
    /// Day a person last held it against its sources.
    pub reviewed: Date,
    /// How soon it must be reviewed again.
    pub review: ReviewKind,
    /// Whether it may stand on the public page.
    pub publish: Publish,
    /// Whether the project approved it.
    pub approval: Approval,
    /// Versions it is true for; `None` for all.
    pub applies_to: Option<VersionRange>,
    /// Answer for a spreadsheet cell, at most 300 characters.
    pub short: String,
    /// Detail, Markdown.
    pub body: String,
    /// Ways to ask it, in English.
    pub phrasings: Vec<String>,
    /// The same in other languages: two-letter code and text.
    pub foreign_phrasings: Vec<(String, String)>,
    /// Ways to ask about it the other way round, to which the opposite position is right.
    pub opposed: Vec<String>,
    /// Why it is true.
    pub citations: Citations,
    /// Facts a careful reader looks at next.
    pub related: Vec<String>,
    /// Former ids.
    pub aliases: Vec<String>,
    /// Day from which it no longer holds.
    pub withdrawn: Option<Date>,
    /// Hash over what it says: verdict, question, words and citations; 16 hexadecimal digits.
    pub hash: String,
}

impl Fact {
    /// Last day on which the review is fresh.
    pub fn due(&self, project: &Project) -> Date {
        let days = i64::from(project.review_days.days(self.review));
        self.reviewed.saturating_add(jiff::Span::new().days(days))
    }

    /// Whether its review has run out on a day.
    pub fn is_stale(&self, project: &Project, on: Date) -> bool {
        on > self.due(project)
    }

    /// Whether it had been withdrawn by a day.
    pub fn is_withdrawn(&self, on: Date) -> bool {
        self.withdrawn.is_some_and(|date| date <= on)
    }
}

/// The position of a fact on its question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// Plainly yes.
    Yes,
    /// Plainly no, or none was found.
    No,
    /// Yes with a limit the asker must know.
    Partial,
    /// The thing asked about does not exist here.
    NotApplicable,
    /// The question is open.
    Information,
}

impl Verdict {
    /// All verdicts, in the order of a summary.
    pub const ALL: [Self; 5] = [Self::Yes, Self::Partial, Self::No, Self::NotApplicable, Self::Information];

    /// The name in files and in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::No => "no",
            Self::Partial => "partial",
            Self::NotApplicable => "not-applicable",
            Self::Information => "information",
        }
    }

    /// The word a reader sees.
    pub fn word(self) -> &'static str {
        match self {
            Self::Yes => "Yes",
            Self::No => "No",
            Self::Partial => "Partly",
            Self::NotApplicable => "Not applicable",
            Self::Information => "Information",
        }
    }
}

/// Whether a fact may stand on the public page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Publish {
    /// On the public page and in replies.
    Public,
    /// In replies only.
    OnRequest,
}

/// Whether the project approved a fact.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
pub enum Approval {
    /// Nobody has yet, or what it says has changed since.
    Draft,
    /// A role did, on a day.
    Approved {
        /// The role.
        by: String,
        /// The day.
        on: Date,
    },
}

/// Why a fact is true: one citation or more.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
pub struct Citations {
    first: Citation,
    rest: Vec<Citation>,
}

impl Citations {
    /// From a list; `None` when it is empty.
    pub fn new(citations: Vec<Citation>) -> Option<Self> {
        let mut citations = citations.into_iter();
        Some(Self { first: citations.next()?, rest: citations.collect() })
    }

    /// All of them, in file order.
    pub fn iter(&self) -> impl Iterator<Item = &Citation> {
        std::iter::once(&self.first).chain(&self.rest)
    }
}

/// A source, the place in it, and what it shows.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
pub struct Citation {
    /// Id of the source.
    pub source: String,
    /// Title of the source.
    pub title: String,
    /// Address a reader can open.
    pub url: String,
    /// Where in it: heading, line, section.
    pub locator: String,
    /// What it shows, in our words.
    pub shows: String,
    /// How strong it is.
    pub strength: Strength,
    /// Day the copy was read.
    pub read: Date,
    /// Which copy was read: date or commit.
    pub copy: String,
}

/// How strong a citation is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Strength {
    /// Read in the source itself: code, data, the rule's own text.
    Read,
    /// The project or somebody says so.
    Stated,
    /// Looked for and not found.
    Absence,
}
