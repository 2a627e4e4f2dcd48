//! schema.org data for search engines.

use super::address::fact_path;
use super::catalog::Catalog;
use super::view::full_text;
use crate::knowledge::Fact;
use serde_json::json;

/// A `FAQPage` over facts, as JSON that may stand inside a `script` element; `None` without facts.
pub(super) fn faq(catalog: &Catalog<'_>, facts: &[&Fact]) -> Option<String> {
    if facts.is_empty() {
        return None;
    }
    let questions: Vec<serde_json::Value> = facts
        .iter()
        .map(|fact| {
            let mut question = json!({
                "@type": "Question",
                "name": fact.question,
                "acceptedAnswer": { "@type": "Answer", "text": full_text(fact) },
            });
            if let Some(base) = catalog.base_url {
                question["url"] = json!(base.join(&fact_path(&fact.id)));
            }
            question
        })
        .collect();
    let page = json!({
        "@context": "https://schema.org",
        "@type": "FAQPage",
        "inLanguage": "en-GB",
        "dateModified": facts.iter().map(|fact| fact.reviewed).max(),
        "mainEntity": questions,
    });
    // `</script>` and `<!--` would end or change the element that the data stands in.
    Some(page.to_string().replace('<', "\\u003c"))
}
