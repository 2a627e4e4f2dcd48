//! `security-txt`: RFC 9116. It expires when the first review of the facts that it rests on runs out, and is not made after that.

use super::common::start_of;
use super::{Error, Export, Material};
use crate::knowledge::{Contacts, Fact, Publish};
use crate::reply::block::one_line;
use jiff::ToSpan;
use jiff::civil::Date;

const FORMAT: &str = "security-txt";

pub(super) fn render(material: &Material<'_>) -> Result<Export, Error> {
    let project = &material.knowledge.project;
    let reporting = project
        .publishing
        .reporting
        .as_ref()
        .ok_or(Error::MissingField { format: FORMAT, field: "publish.reporting" })?;
    let ids = [&reporting.accepted.fact, &reporting.bounty.fact].into_iter().chain(&reporting.facts);
    let facts = ids.map(|id| usable(material, &id.value)).collect::<Result<Vec<_>, _>>()?;
    let expires = expires(material, &facts)?;
    let contact = contact(&project.contacts);
    for (field, address) in [("publish.reporting.url", reporting.url.as_ref()), ("contacts.security", Some(&contact))] {
        if address.is_some_and(|address| !is_contact(address)) {
            return Err(Error::BadField { format: FORMAT, field, expected: "an https, mailto or tel address" });
        }
    }
    let mut out = String::new();
    let approval = material.approval(facts.iter().copied());
    let about = format!("{} {}", project.name, material.provenance());
    for sentence in [approval, &about] {
        out.push_str(&format!("# {}\n", one_line(sentence)));
    }
    // The order of contacts is the order of preference.
    for contact in reporting.url.iter().chain([&contact]) {
        out.push_str(&format!("Contact: {contact}\n"));
    }
    out.push_str(&format!("Expires: {}\n", start_of(expires)));
    if !reporting.languages.is_empty() {
        out.push_str(&format!("Preferred-Languages: {}\n", one_line(&reporting.languages.join(", "))));
    }
    if project.contacts.policy.starts_with("https://") {
        out.push_str(&format!("Policy: {}\n", one_line(&project.contacts.policy)));
    }
    Ok(Export { text: out, notes: Vec::new() })
}

fn usable<'a>(material: &Material<'a>, id: &str) -> Result<&'a Fact, Error> {
    let unusable = |state| Error::UnusableFact { format: FORMAT, fact: id.to_owned(), state };
    let fact = material.knowledge.fact(id).ok_or_else(|| unusable("unknown"))?;
    if fact.is_withdrawn(material.subject.as_of) {
        return Err(unusable("withdrawn"));
    }
    if fact.publish != Publish::Public {
        return Err(unusable("not public"));
    }
    Ok(fact)
}

/// The first day on which one of the facts is stale.
fn expires(material: &Material<'_>, facts: &[&Fact]) -> Result<Date, Error> {
    let project = &material.knowledge.project;
    let as_of = material.subject.as_of;
    let end = |fact: &Fact| fact.due(project).saturating_add(1.day());
    let expired = facts.iter().map(|fact| end(fact)).min().unwrap_or(as_of);
    if expired > as_of {
        return Ok(expired);
    }
    let mut late: Vec<String> = facts.iter().filter(|fact| end(fact) <= as_of).map(|fact| fact.id.clone()).collect();
    late.sort();
    late.dedup();
    Err(Error::Expired { format: FORMAT, expired, as_of, facts: late })
}

/// RFC 9116, 2.5.3: a URI, and for the web one with TLS.
fn is_contact(address: &str) -> bool {
    ["https://", "mailto:", "tel:"].iter().any(|scheme| address.len() > scheme.len() && address.starts_with(scheme))
        && address.chars().all(|c| c.is_ascii_graphic() && !"<>\"\\^`{|}".contains(c))
}

fn contact(contacts: &Contacts) -> String {
    let contact = one_line(&contacts.security);
    if contact.contains("://") || contact.starts_with("mailto:") || contact.starts_with("tel:") {
        contact
    } else {
        format!("mailto:{contact}")
    }
}
