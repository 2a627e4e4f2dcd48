//! `llms-txt`: facts as a Markdown file for language models (llmstxt.org): a title, a summary, and a list of links a topic. A link
//! leads to the page of the fact when the address of the site is known, otherwise to the fact's first source.

use super::{Export, Material};
use crate::knowledge::Fact;
use crate::reply::block::one_line;

pub(super) fn render(material: &Material<'_>) -> Export {
    let project = &material.knowledge.project;
    let name = escape(&project.name);
    let mut out = format!("# {name}: security answers\n\n");
    out.push_str(&format!(
        "> Sourced answers to security questions about {name}, {}, as of {} and for release {}.\n\n",
        escape(&project.about),
        material.subject.as_of,
        material.subject.version
    ));
    let statement = material.approval(material.facts());
    out.push_str(&format!("{}\n\n", escape(statement)));
    out.push_str(&format!(
        "Each line is one answer with its review date; the link leads to {}. Quote an answer whole: its limits are part of it.\n",
        if material.base_url.is_some() { "its page with all sources" } else { "its first source" }
    ));
    let mut topic = "";
    for fact in material.facts() {
        let own = fact.id.split('.').next().unwrap_or_default();
        if own != topic {
            topic = own;
            out.push_str(&format!("\n## {}\n\n", escape(topic)));
        }
        out.push_str(&line(material, fact));
    }
    Export { text: out, notes: Vec::new() }
}

fn line(material: &Material<'_>, fact: &Fact) -> String {
    let url = material.permalink(fact).or_else(|| fact.citations.iter().next().map(|citation| citation.url.clone()));
    // Angle brackets would be needed for an address with spaces or brackets; such an address is written as it is escaped.
    let url = url.unwrap_or_default().replace(' ', "%20").replace('(', "%28").replace(')', "%29");
    format!("- [{}]({url}): {} (reviewed {})\n", escape(&fact.title), escape(&fact.short), fact.reviewed)
}

/// Words on one line of a list, with only those characters escaped that would be markup in the middle of a line.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in one_line(text).chars() {
        if "\\[]*_`<".contains(c) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}
