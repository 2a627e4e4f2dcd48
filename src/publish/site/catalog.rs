//! What may be read out: the public facts of a base, by topic, with the links between them.

use super::Input;
use super::address::{BaseUrl, topic_of};
use super::config::{Choice, Config, Profile, Section};
use crate::knowledge::{Approval, Fact, Knowledge, Publish};
use crate::text::InputFile;
use indexmap::IndexMap;
use jiff::civil::{Date, DateTime};
use serde_saphyr::Spanned;
use std::collections::BTreeMap;

/// The view that every page is made from.
pub(super) struct Catalog<'a> {
    pub(super) knowledge: &'a Knowledge,
    pub(super) files: &'a [InputFile],
    pub(super) config: &'a Config,
    pub(super) profile: Option<&'a Profile>,
    pub(super) subject: crate::answer::Subject,
    pub(super) created: DateTime,
    pub(super) base_url: Option<&'a BaseUrl>,
    /// Former id -> fact id.
    aliases: BTreeMap<&'a str, &'a str>,
    topics: Vec<Topic<'a>>,
}

/// A topic with its public facts.
pub(super) struct Topic<'a> {
    pub(super) id: &'a str,
    pub(super) title: String,
    pub(super) about: &'a str,
    /// Heading it stands under.
    pub(super) group: &'a str,
    pub(super) facts: Vec<&'a Fact>,
}

impl<'a> Catalog<'a> {
    pub(super) fn new(input: &Input<'a>, choice: &'a Choice) -> Self {
        let knowledge = input.knowledge;
        let mut catalog = Self {
            knowledge,
            files: input.files,
            config: &choice.config,
            profile: choice.profile.as_ref(),
            subject: input.subject,
            created: input.created,
            base_url: input.base_url,
            aliases: knowledge
                .facts
                .values()
                .flat_map(|fact| fact.aliases.iter().map(|alias| (alias.as_str(), fact.id.as_str())))
                .collect(),
            topics: Vec::new(),
        };
        catalog.topics = catalog.topics_in_order();
        catalog
    }

    pub(super) fn as_of(&self) -> Date {
        self.subject.as_of
    }

    /// Name of the site.
    pub(super) fn title(&self) -> String {
        self.config.title.clone().unwrap_or_else(|| format!("{} security answers", self.knowledge.project.name))
    }

    /// Whether a fact stands in lists and in the search.
    pub(super) fn is_current(&self, fact: &Fact) -> bool {
        fact.publish == Publish::Public && !fact.is_withdrawn(self.as_of())
    }

    /// Facts that stand in lists, in the order of their ids.
    pub(super) fn current(&self) -> impl Iterator<Item = &'a Fact> + '_ {
        self.knowledge.facts.values().filter(|fact| self.is_current(fact))
    }

    /// The public fact with this id or former id; withdrawn ones are left out.
    pub(super) fn find(&self, id: &str) -> Option<&'a Fact> {
        let knowledge: &'a Knowledge = self.knowledge;
        let id = self.aliases.get(id).copied().unwrap_or(id);
        knowledge.facts.get(id).filter(|fact| self.is_current(fact))
    }

    /// The public facts of a list of ids; others are left out, and `read_choice` has warned of them.
    pub(super) fn chosen(&self, ids: &[Spanned<String>]) -> Vec<&'a Fact> {
        ids.iter().filter_map(|id| self.find(&id.value)).collect()
    }

    /// Sections that have a public fact.
    pub(super) fn sections<'s>(&self, sections: &'s [Section]) -> Vec<(&'s str, Vec<&'a Fact>)> {
        sections
            .iter()
            .map(|section| (section.title.as_str(), self.chosen(&section.facts)))
            .filter(|(_, facts)| !facts.is_empty())
            .collect()
    }

    /// Topics that have a public fact, in the order of the FAQ.
    pub(super) fn topics(&self) -> &[Topic<'a>] {
        &self.topics
    }

    /// The topic of a fact.
    pub(super) fn topic(&self, fact: &Fact) -> Option<&Topic<'a>> {
        self.topics.iter().find(|topic| topic.id == topic_of(&fact.id))
    }

    /// The sentence on approval that goes with some facts.
    pub(super) fn approval<'f>(&self, facts: impl IntoIterator<Item = &'f Fact>) -> &'a str {
        let approvals = self.config.approval.as_ref().unwrap_or(&self.knowledge.project.approvals);
        if facts.into_iter().any(|fact| fact.approval == Approval::Draft) {
            &approvals.draft
        } else {
            &approvals.approved
        }
    }

    /// Address of a page: whole when the site has one, else the path inside the site.
    pub(super) fn url(&self, path: &str) -> String {
        self.base_url.map_or_else(|| path.to_owned(), |base| base.join(path))
    }

    fn topics_in_order(&self) -> Vec<Topic<'a>> {
        let mut by_topic: IndexMap<&'a str, Vec<&'a Fact>> = IndexMap::new();
        for fact in self.current() {
            by_topic.entry(topic_of(&fact.id)).or_default().push(fact);
        }
        let mut topics = Vec::new();
        for group in &self.config.groups {
            for name in &group.topics {
                if let Some(facts) = by_topic.shift_remove(name.id.as_str()) {
                    topics.push(Topic {
                        id: &name.id,
                        title: name.title.clone(),
                        about: &name.about,
                        group: &group.title,
                        facts,
                    });
                }
            }
        }
        // A topic that nobody named stands last, under its folder's name.
        let rest = if topics.is_empty() { "Topics" } else { "More" };
        topics.extend(by_topic.into_iter().map(|(id, facts)| Topic {
            id,
            title: capitalised(id),
            about: "",
            group: rest,
            facts,
        }));
        topics
    }
}

fn capitalised(id: &str) -> String {
    let words = id.replace(['-', '_'], " ");
    let mut chars = words.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
