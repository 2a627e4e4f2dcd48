//! `faq-jsonld`: facts as a schema.org `FAQPage`.

use super::common::{full_text, json, unique};
use super::{Export, Material};
use crate::knowledge::{Approval, Fact};
use serde_json::{Value, json};

pub(super) fn render(material: &Material<'_>) -> Export {
    let project = &material.knowledge.project;
    let mut page = json!({
        "@context": "https://schema.org",
        "@type": "FAQPage",
        "name": format!("{}: security questions and answers", project.name),
        "inLanguage": "en-GB",
        "version": project.version,
        "creativeWorkStatus": status(material.facts()),
        "disambiguatingDescription": material.approval(material.facts()),
        "about": { "@type": "SoftwareApplication", "name": project.name, "softwareVersion": material.subject.version.to_string(),
            "url": project.contacts.site },
    });
    if let Some(base) = material.base_url {
        page["url"] = json!(format!("{}/", base.trim_end_matches('/')));
    }
    if let Some(date) = material.facts().map(|fact| fact.reviewed).max() {
        page["dateModified"] = json!(date);
    }
    page["mainEntity"] = material.facts().map(|fact| question(material, fact)).collect();
    json(&page, Vec::new())
}

fn question(material: &Material<'_>, fact: &Fact) -> Value {
    let citations: Vec<Value> = unique(fact.citations.iter())
        .into_iter()
        .map(|citation| json!({ "@type": "CreativeWork", "name": citation.title, "url": citation.url }))
        .collect();
    let mut question = json!({
        "@type": "Question",
        "identifier": fact.id,
        "name": fact.question,
        "acceptedAnswer": {
            "@type": "Answer",
            "text": full_text(fact),
            "dateModified": fact.reviewed,
            "creativeWorkStatus": status([fact]),
            "citation": citations,
        },
    });
    if let Some(url) = material.permalink(fact) {
        question["url"] = json!(url);
    }
    question
}

/// A word of schema.org for how far a work is.
fn status<'a>(facts: impl IntoIterator<Item = &'a Fact>) -> &'static str {
    if facts.into_iter().all(|fact| fact.approval != Approval::Draft) { "Published" } else { "Draft" }
}
