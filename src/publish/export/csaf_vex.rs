//! `csaf-vex`: CSAF 2.0 with the VEX profile. Products are packages and releases in the words of the base.

use super::common::{json, slug, start_of, timestamp, unique, uuid};
use super::vulnerability::{Vulnerability, is_cve, left_out, vulnerabilities};
use super::{Error, Export, Material};
use crate::knowledge::{Advisory, Finding, FindingStatus};
use indexmap::IndexMap;
use jiff::civil::Date;
use serde_json::{Map, Value, json};

const FORMAT: &str = "csaf-vex";
/// The only number that a first draft may have (CSAF 2.0, 6.1.17 and 6.1.21).
const VERSION: &str = "0.1.0";

/// Products by id, in the order they are first named.
type Products = IndexMap<String, Value>;

pub(super) fn render(material: &Material<'_>) -> Result<Export, Error> {
    let all = vulnerabilities(material);
    if all.is_empty() {
        return Err(Error::Nothing { format: FORMAT, what: "no vulnerability" });
    }
    let mut products = Products::new();
    let vulnerabilities: Vec<Value> =
        all.iter().map(|vulnerability| to_json(material, vulnerability, &mut products)).collect();
    let mut document = json!({
        "document": document(material)?,
        "product_tree": { "full_product_names": products.into_values().collect::<Vec<_>>() },
        "vulnerabilities": vulnerabilities,
    });
    // CSAF 2.0, 6.2.13: keys stand in alphabetical order.
    document.sort_all_objects();
    Ok(json(&document, left_out(material)))
}

fn document(material: &Material<'_>) -> Result<Value, Error> {
    let project = &material.knowledge.project;
    let author =
        project.publishing.author.as_ref().ok_or(Error::MissingField { format: FORMAT, field: "publish.author" })?;
    let created = timestamp(material.created);
    let hash: String = material.knowledge.hash.chars().take(12).collect();
    Ok(json!({
        "category": "csaf_vex",
        "csaf_version": "2.0",
        "title": format!("Vulnerabilities reported on {}, and how they stand", project.name),
        "lang": "en-GB",
        "distribution": { "tlp": { "label": "WHITE" } },
        // The author is not the vendor of the product as long as the facts are drafts.
        "publisher": { "category": "other", "name": author, "namespace": material.namespace() },
        "notes": [{ "category": "legal_disclaimer", "title": "Standing", "text": material.approvals().draft }],
        "tracking": {
            "id": format!("{}-vex-{}-{hash}", slug(&project.name), slug(&project.version)),
            "status": "draft",
            "version": VERSION,
            "initial_release_date": created,
            "current_release_date": created,
            "revision_history": [{ "date": created, "number": VERSION, "summary": format!("From {}.", material.provenance()) }],
            "generator": { "date": created, "engine": { "name": "neatline", "version": env!("CARGO_PKG_VERSION") } },
        },
    }))
}

fn to_json(material: &Material<'_>, vulnerability: &Vulnerability<'_>, products: &mut Products) -> Value {
    let mut out = Map::new();
    let mut ids = Vec::new();
    for id in std::iter::once(&vulnerability.id).chain(&vulnerability.aliases) {
        if is_cve(id) && !out.contains_key("cve") {
            out.insert("cve".into(), json!(id));
        } else {
            ids.push(json!({ "system_name": system(material, id), "text": id }));
        }
    }
    if !ids.is_empty() {
        out.insert("ids".into(), Value::Array(ids));
    }
    let mut parts = Parts::default();
    if let Some(advisory) = vulnerability.advisory {
        out.insert("title".into(), json!(advisory.title));
        if let Ok(day) = advisory.published.parse::<Date>() {
            out.insert("release_date".into(), json!(start_of(day)));
        }
        parts.advisory(advisory, products);
    }
    for finding in &vulnerability.findings {
        parts.finding(material, finding, products);
    }
    let mut seen = Vec::new();
    for citation in unique(vulnerability.citations()) {
        if !seen.contains(&&citation.url) {
            seen.push(&citation.url);
            parts.references.push(json!({
                "category": "external",
                "summary": format!("{}, {}", citation.title, citation.locator),
                "url": citation.url,
            }));
        }
    }
    parts.write(&mut out);
    Value::Object(out)
}

/// Who gave out an id.
fn system<'a>(material: &Material<'a>, id: &str) -> &'a str {
    match id.split('-').next() {
        Some("GHSA") => "GitHub Security Advisory",
        Some("CVE") => "CVE",
        _ => &material.knowledge.project.name,
    }
}

/// The lists of a vulnerability while they are filled.
#[derive(Default)]
struct Parts {
    status: IndexMap<&'static str, Vec<String>>,
    flags: Vec<Value>,
    threats: Vec<Value>,
    remediations: Vec<Value>,
    notes: Vec<Value>,
    references: Vec<Value>,
}

impl Parts {
    fn advisory(&mut self, advisory: &Advisory, products: &mut Products) {
        let affected = product(products, &format!("{}: {}", advisory.component, advisory.affected), None);
        let fixed = product(products, &format!("{}: {}", advisory.component, advisory.fixed), None);
        self.notes.push(json!({ "category": "summary", "title": "Summary", "text": advisory.summary }));
        if advisory.severity != "not known" {
            self.notes.push(json!({ "category": "other", "title": "Severity", "text": advisory.severity }));
        }
        self.remediations.push(json!({
            "category": "vendor_fix",
            "details": advisory.action,
            "product_ids": [affected],
        }));
        self.status.entry("known_affected").or_default().push(affected);
        self.status.entry("fixed").or_default().push(fixed);
    }

    fn finding(&mut self, material: &Material<'_>, finding: &Finding, products: &mut Products) {
        let purl = material.knowledge.project.publishing.purl(&finding.package);
        let id = product(products, &finding.package, purl);
        let group = match finding.status {
            FindingStatus::NotAffected => "known_not_affected",
            FindingStatus::Affected => "known_affected",
            FindingStatus::Fixed => "fixed",
            FindingStatus::UnderInvestigation => "under_investigation",
        };
        match finding.status {
            FindingStatus::NotAffected => {
                if let Some(label) = &finding.justification {
                    self.flags.push(json!({ "label": label, "product_ids": [id] }));
                }
                self.threats.push(json!({ "category": "impact", "details": finding.impact, "product_ids": [id] }));
            }
            FindingStatus::Affected => {
                self.remediations.push(json!({
                    "category": "mitigation",
                    "details": finding.action,
                    "product_ids": [id],
                }));
            }
            FindingStatus::Fixed | FindingStatus::UnderInvestigation => {}
        }
        let of = |title: &str| format!("{title}: {} in {}", finding.component, finding.package);
        self.notes.push(json!({ "category": "description", "title": of("Finding"), "text": finding.impact }));
        for (title, text) in [("Caution", &finding.caution), ("What to do", &finding.action)] {
            if !text.is_empty() {
                self.notes.push(json!({ "category": "other", "title": of(title), "text": text }));
            }
        }
        self.status.entry(group).or_default().push(id);
    }

    fn write(self, out: &mut Map<String, Value>) {
        out.insert("product_status".into(), json!(self.status));
        for (name, list) in [
            ("flags", self.flags),
            ("notes", self.notes),
            ("references", self.references),
            ("remediations", self.remediations),
            ("threats", self.threats),
        ] {
            if !list.is_empty() {
                out.insert(name.into(), Value::Array(list));
            }
        }
    }
}

/// The id of a product, which joins the tree when it is first named.
fn product(products: &mut Products, name: &str, purl: Option<&str>) -> String {
    let digits: String = uuid(&["product", name]).chars().filter(|c| *c != '-').take(12).collect();
    let id = format!("product-{digits}");
    products.entry(id.clone()).or_insert_with(|| {
        let mut product = json!({ "product_id": id, "name": name });
        if let Some(purl) = purl {
            product["product_identification_helper"] = json!({ "purl": purl });
        }
        product
    });
    id
}
