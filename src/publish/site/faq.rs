//! Questions by topic: the list of topics, one page a topic, and all questions on one page.

use super::SiteFile;
use super::address::topic_path;
use super::catalog::Topic;
use super::jsonld;
use super::page::{Head, Press};
use super::view::FactView;
use crate::diagnostic::Diagnostic;
use serde::Serialize;

#[derive(Serialize)]
struct Topics {
    groups: Vec<GroupView>,
    count: usize,
}

#[derive(Serialize)]
struct GroupView {
    title: String,
    topics: Vec<TopicView>,
}

#[derive(Serialize)]
struct TopicView {
    id: String,
    title: String,
    about: String,
    path: String,
    count: usize,
    facts: Vec<FactView>,
}

pub(super) fn pages(press: &Press<'_>) -> Result<Vec<SiteFile>, Box<Diagnostic>> {
    let catalog = press.catalog;
    let all = catalog.approval(catalog.current());
    let topics = Topics { groups: groups(press), count: catalog.current().count() };
    let index = Head {
        path: "faq/index.html",
        title: "Questions by topic",
        description: &format!(
            "{} questions on the security of {}, by topic.",
            topics.count, catalog.knowledge.project.name
        ),
        section: "faq",
        approval: all,
        json_ld: None,
    };
    let mut pages = vec![press.page("topics.html", index, &topics)?];
    let everything = Head {
        path: "faq/all.html",
        title: "All questions",
        description: &format!("All {} questions on one page.", topics.count),
        section: "faq",
        approval: all,
        json_ld: None,
    };
    pages.push(press.page("all.html", everything, &topics)?);
    for topic in catalog.topics() {
        pages.push(topic_page(press, topic)?);
    }
    Ok(pages)
}

fn topic_page(press: &Press<'_>, topic: &Topic<'_>) -> Result<SiteFile, Box<Diagnostic>> {
    let catalog = press.catalog;
    let view = topic_view(press, topic);
    let description = match topic.about {
        "" => format!("{}: {} questions on {}.", topic.title, view.count, catalog.knowledge.project.name),
        about => format!("{}: {about}", topic.title),
    };
    let head = Head {
        path: &view.path,
        title: &topic.title,
        description: &description,
        section: "faq",
        approval: catalog.approval(topic.facts.iter().copied()),
        json_ld: jsonld::faq(catalog, &topic.facts),
    };
    press.page("topic.html", head, &view)
}

fn topic_view(press: &Press<'_>, topic: &Topic<'_>) -> TopicView {
    TopicView {
        id: topic.id.to_owned(),
        title: topic.title.clone(),
        about: topic.about.to_owned(),
        path: topic_path(topic.id),
        count: topic.facts.len(),
        facts: FactView::list(press.catalog, topic.facts.iter().copied()),
    }
}

fn groups(press: &Press<'_>) -> Vec<GroupView> {
    let mut groups: Vec<GroupView> = Vec::new();
    for topic in press.catalog.topics() {
        let view = topic_view(press, topic);
        match groups.last_mut() {
            Some(group) if group.title == topic.group => group.topics.push(view),
            _ => groups.push(GroupView { title: topic.group.to_owned(), topics: vec![view] }),
        }
    }
    groups
}
