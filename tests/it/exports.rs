//! `neatline export`: each format against its published schema or specification.

use crate::tools::{neatline, stderr, stdout};
use jsonschema::{Registry, Validator};
use serde_json::Value;
use std::path::{Path, PathBuf};

const FORMATS: [&str; 11] = [
    "answers-json",
    "security-insights",
    "security-txt",
    "openvex",
    "csaf-vex",
    "cyclonedx",
    "oscal",
    "osps",
    "faq-jsonld",
    "llms-txt",
    "search-ndjson",
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

fn export(format: &str) -> String {
    export_with(format, &[])
}

fn export_with(format: &str, more: &[&str]) -> String {
    let output = neatline(&[&["export", format, "--knowledge", "knowledge", "--as-of", "2026-11-21"], more].concat());
    assert_eq!(output.status.code(), Some(0), "{format}: {}", stderr(&output));
    stdout(&output)
}

fn export_json(format: &str) -> Value {
    serde_json::from_str(&export(format)).expect("is JSON")
}

fn schema(path: &str) -> Value {
    let text = std::fs::read_to_string(root().join("tests/schemas").join(path)).expect("schema is there");
    serde_json::from_str(&text).expect("schema is JSON")
}

/// A validator that checks formats and finds the schemas that a schema refers to under their addresses.
fn validator(path: &str, others: &[(&str, &str)]) -> Validator {
    let mut registry = Registry::new();
    for (address, other) in others {
        registry = registry.add(*address, schema(other)).expect("is a schema");
    }
    let registry = registry.prepare().expect("schemas fit together");
    jsonschema::options()
        .with_registry(&registry)
        .should_validate_formats(true)
        .build(&schema(path))
        .expect("schema is a schema")
}

fn assert_valid(validator: &Validator, value: &Value) {
    let faults: Vec<String> =
        validator.iter_errors(value).map(|fault| format!("{}: {fault:.300}", fault.instance_path())).collect();
    assert!(faults.is_empty(), "{faults:#?}");
}

fn ids(list: &Value, key: &str) -> Vec<String> {
    list.as_array().expect("is a list").iter().map(|one| one[key].as_str().expect("is text").to_owned()).collect()
}

#[test]
fn every_format_says_that_the_facts_are_drafts_and_is_the_same_again() {
    for format in FORMATS {
        let text = export(format);
        let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(flat.contains("not an official statement of QGIS.ORG"), "{format}: {flat:.2000}");
        assert!(text.ends_with('\n') && !text.contains('\r'), "{format}");
        assert_eq!(text, export(format), "{format}: two runs differ");
    }
}

#[test]
fn answers_json_fits_its_own_contract_and_holds_nothing_that_is_not_public() {
    let facts = export_json("answers-json");
    let contract: Value =
        serde_json::from_str(&neatline::publish::export::facts_schema()).expect("the contract is JSON");
    assert_valid(&jsonschema::validator_for(&contract).expect("is a schema"), &facts);
    let known = ids(&facts["facts"], "id");
    assert!(known.len() > 400 && known.is_sorted(), "{} facts", known.len());
    for entry in walkdir::WalkDir::new(root().join("knowledge/facts")).into_iter().filter_map(Result::ok) {
        let Ok(text) = std::fs::read_to_string(entry.path()) else { continue };
        if text.contains("\npublish: on-request\n") {
            let title = text.lines().find_map(|line| line.strip_prefix("title: ")).expect("has a title");
            assert!(!ids(&facts["facts"], "title").iter().any(|public| public == title), "{title} is not public");
        }
    }
    for fact in facts["facts"].as_array().expect("is a list") {
        assert!(fact["citations"].as_array().is_some_and(|list| !list.is_empty()), "{}", fact["id"]);
        assert_eq!(fact["approval"]["state"], "draft");
    }
}

#[test]
fn the_published_contracts_are_those_in_the_program() {
    for (name, own) in
        [("facts-1", neatline::publish::export::facts_schema()), ("osps-1", neatline::publish::export::osps_schema())]
    {
        let path = root().join(format!("schemas/{name}.schema.json"));
        snapbox::Assert::new()
            .action_env(snapbox::assert::DEFAULT_ACTION_ENV)
            .eq(snapbox::Data::text(own), snapbox::Data::read_from(&path, Some(snapbox::data::DataFormat::Text)));
    }
}

#[test]
fn security_insights_fits_its_schema_and_says_what_the_facts_say() {
    let value: Value = serde_saphyr::from_str(&export("security-insights")).expect("is YAML");
    assert_valid(&validator("security-insights/security-insights-2.schema.json", &[]), &value);
    assert_eq!(value["project"]["vulnerability-reporting"]["bug-bounty-available"], false);
    assert_eq!(value["repository"]["license"]["expression"], "GPL-2.0-or-later");
    assert_eq!(value["repository"]["status"], "active");
}

#[test]
fn openvex_fits_its_schema_and_claims_no_more_than_the_findings() {
    let value = export_json("openvex");
    assert_valid(&validator("openvex/openvex-0.2.0.schema.json", &[]), &value);
    for statement in value["statements"].as_array().expect("is a list") {
        let product = statement["products"][0]["@id"].as_str().expect("has an id");
        // A fix in a patched package says nothing of older packages: no name that would stand for all of them.
        assert!(statement["status"] != "fixed" || product.starts_with("urn:uuid:"), "{statement:#}");
    }
    let libpq = value["statements"]
        .as_array()
        .and_then(|list| list.iter().find(|statement| statement["vulnerability"]["name"] == "CVE-2023-39417"));
    assert_eq!(libpq.expect("is there")["justification"], "vulnerable_code_not_present");
}

#[test]
fn csaf_fits_its_schema_and_the_vex_profile() {
    let value = export_json("csaf-vex");
    let validator = validator(
        "csaf/csaf-2.0.schema.json",
        &[
            ("https://www.first.org/cvss/cvss-v2.0.json", "csaf/cvss-v2.0.schema.json"),
            ("https://www.first.org/cvss/cvss-v3.0.json", "csaf/cvss-v3.0.schema.json"),
            ("https://www.first.org/cvss/cvss-v3.1.json", "csaf/cvss-v3.1.schema.json"),
        ],
    );
    assert_valid(&validator, &value);
    let products = ids(&value["product_tree"]["full_product_names"], "product_id");
    let mut cves = Vec::new();
    for vulnerability in value["vulnerabilities"].as_array().expect("is a list") {
        // CSAF 2.0, 6.1.27.5 to 6.1.27.10, and 6.1.1, 6.1.6, 6.1.23.
        assert!(vulnerability.get("cve").is_some() || vulnerability.get("ids").is_some());
        assert!(vulnerability["notes"].as_array().is_some_and(|notes| !notes.is_empty()));
        cves.extend(vulnerability["cve"].as_str().map(str::to_owned));
        let status = vulnerability["product_status"].as_object().expect("has a status");
        let named: Vec<&str> =
            status.values().flat_map(|list| list.as_array().into_iter().flatten()).filter_map(Value::as_str).collect();
        assert!(!named.is_empty() && named.iter().all(|id| products.iter().any(|product| product == id)));
        let once: std::collections::BTreeSet<&str> = named.iter().copied().collect();
        assert_eq!(once.len(), named.len(), "a product has two states: {vulnerability:#}");
        assert!(!status.contains_key("known_not_affected") || vulnerability.get("threats").is_some());
        assert!(!status.contains_key("known_affected") || vulnerability.get("remediations").is_some());
    }
    let once: std::collections::BTreeSet<&String> = cves.iter().collect();
    assert_eq!(once.len(), cves.len(), "a CVE stands twice");
    assert!(cves.iter().any(|cve| cve == "CVE-2025-11183"), "an advisory is missing");
}

#[test]
fn cyclonedx_fits_its_schema_and_every_reference_leads_somewhere() {
    let value = export_json("cyclonedx");
    let validator = validator(
        "cyclonedx/bom-1.6.SNAPSHOT.schema.json",
        &[
            ("http://cyclonedx.org/schema/jsf-0.82.SNAPSHOT.schema.json", "cyclonedx/jsf-0.82.SNAPSHOT.schema.json"),
            ("http://cyclonedx.org/schema/spdx.SNAPSHOT.schema.json", "cyclonedx/spdx.SNAPSHOT.schema.json"),
        ],
    );
    assert_valid(&validator, &value);
    let declarations = &value["declarations"];
    let claims: std::collections::BTreeSet<String> = ids(&declarations["claims"], "bom-ref").into_iter().collect();
    let evidence: std::collections::BTreeSet<String> = ids(&declarations["evidence"], "bom-ref").into_iter().collect();
    let standards = value["definitions"]["standards"].as_array().expect("is a list");
    let requirements: Vec<String> =
        standards.iter().flat_map(|standard| ids(&standard["requirements"], "bom-ref")).collect();
    let mut mapped = 0;
    for map in declarations["attestations"]
        .as_array()
        .expect("is a list")
        .iter()
        .flat_map(|one| one["map"].as_array().expect("is a list"))
    {
        assert!(requirements.iter().any(|known| map["requirement"] == known.as_str()));
        assert!(map.get("conformance").is_none_or(|conformance| conformance.get("score").is_none()), "nobody scored");
        for claim in map["claims"].as_array().into_iter().flatten() {
            assert!(claims.contains(claim.as_str().expect("is text")));
            mapped += 1;
        }
    }
    assert!(mapped > 500, "{mapped}");
    for claim in declarations["claims"].as_array().expect("is a list") {
        let list = claim["evidence"].as_array().expect("is a list");
        assert!(!list.is_empty() && list.iter().all(|id| evidence.contains(id.as_str().expect("is text"))));
    }
}

#[test]
fn oscal_fits_its_schema_and_no_uuid_stands_twice() {
    let value = export_json("oscal");
    assert_valid(&validator("oscal/oscal-complete-1.2.3.schema.json", &[]), &value);
    let mut uuids = std::collections::BTreeSet::new();
    let mut open = vec![&value];
    while let Some(value) = open.pop() {
        match value {
            Value::Object(map) => {
                if let Some(uuid) = map.get("uuid") {
                    assert!(uuids.insert(uuid.to_string()), "{uuid} stands twice");
                }
                open.extend(map.values());
            }
            Value::Array(list) => open.extend(list),
            _ => {}
        }
    }
    assert!(uuids.len() > 500, "{}", uuids.len());
}

#[test]
fn osps_fits_its_own_contract_and_counts_its_gaps() {
    let value: Value = serde_saphyr::from_str(&export("osps")).expect("is YAML");
    let contract: Value = serde_json::from_str(&neatline::publish::export::osps_schema()).expect("is JSON");
    assert_valid(&jsonschema::validator_for(&contract).expect("is a schema"), &value);
    let requirements = value["requirements"].as_array().expect("is a list");
    let gaps = requirements.iter().filter(|one| one["status"] == "gap").count();
    assert_eq!(value["gaps"], gaps);
    assert!(gaps > 0 && requirements.iter().all(|one| (one["status"] == "gap") == one.get("evidence").is_none()));
}

#[test]
fn faq_jsonld_is_a_page_of_questions() {
    let value = export_json("faq-jsonld");
    assert_eq!((&value["@context"], &value["@type"]), (&"https://schema.org".into(), &"FAQPage".into()));
    assert_eq!(value["creativeWorkStatus"], "Draft");
    let questions = value["mainEntity"].as_array().expect("is a list");
    assert!(questions.len() > 400);
    for question in questions {
        assert_eq!(question["@type"], "Question");
        assert!(question["name"].as_str().is_some_and(|name| name.ends_with('?')), "{question:#}");
        let answer = &question["acceptedAnswer"];
        assert_eq!(answer["@type"], "Answer");
        let text = answer["text"].as_str().expect("is text");
        assert!(!text.is_empty() && !text.contains("](http"), "Markdown is left in: {text}");
        assert!(answer["citation"].as_array().is_some_and(|list| !list.is_empty()));
        assert!(question.get("url").is_none(), "without a site there is no address");
    }
}

#[test]
fn permalinks_come_from_the_base_url() {
    let value: Value =
        serde_json::from_str(&export_with("faq-jsonld", &["--base-url", "https://example.org/a/"])).expect("is JSON");
    let first = &value["mainEntity"][0];
    let page = first["identifier"].as_str().expect("is text").replace('.', "/");
    assert_eq!(first["url"], format!("https://example.org/a/faq/{page}.html"));
    let output = neatline(&["export", "llms-txt", "--base-url", "example.org"]);
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn other_projects_need_their_own_publish_section() {
    let atlas = root().join("tests/cases/lint/_base").to_string_lossy().into_owned();
    let run = |format: &str| neatline(&["export", format, "--knowledge", &atlas, "--as-of", "2026-11-21"]);
    for format in ["answers-json", "faq-jsonld", "llms-txt", "search-ndjson"] {
        let output = run(format);
        assert_eq!(output.status.code(), Some(0), "{format}: {}", stderr(&output));
        assert!(stdout(&output).contains("Atlas") && !stdout(&output).contains("QGIS"), "{format}");
    }
    for (format, field) in [
        ("security-txt", "publish.reporting"),
        ("security-insights", "publish.repository"),
        ("openvex", "publish.author"),
        ("osps", "no framework"),
    ] {
        let output = run(format);
        assert_eq!(output.status.code(), Some(1), "{format}");
        assert!(stderr(&output).contains(field) && output.stdout.is_empty(), "{format}: {}", stderr(&output));
    }
}
