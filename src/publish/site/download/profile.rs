//! The profile as a reply: the same letter and the same `answers.json` that `neatline answer` writes for anybody's form.

use crate::answer::{Answers, Confidence, Coverage, ItemAnswer, Nearest, Outcome, Part, Reason, Why};
use crate::diagnostic::Diagnostic;
use crate::knowledge::Fact;
use crate::publish::site::catalog::Catalog;
use crate::publish::site::sheet::{Row, Sheet};
use crate::questionnaire::{FormKind, Item, Location, Questionnaire};
use crate::reply::block::Document;
use crate::reply::{Material, json, letter};
use sha2::{Digest, Sha256};

/// The answers as JSON text, and the letter.
pub(super) fn reply(
    catalog: &Catalog<'_>,
    sheet: &Sheet,
    templates: &letter::Templates,
) -> Result<(String, Document), Box<Diagnostic>> {
    let form = form(catalog, sheet);
    let items: Vec<ItemAnswer> =
        sheet.rows.iter().filter_map(|row| Some(answer(catalog, fact(catalog, row)?))).collect();
    let answers = Answers { coverage: Coverage::count(&items), items, hosted: true };
    let material = Material {
        knowledge: catalog.knowledge,
        form: &form,
        answers: &answers,
        subject: catalog.subject,
        created: catalog.created,
    };
    let data = json::render_json(&material);
    let document = letter::write_letter(&material, templates, &data)?;
    Ok((data, document))
}

fn fact<'a>(catalog: &Catalog<'a>, row: &Row) -> Option<&'a Fact> {
    catalog.find(&row.answers.first()?.fact)
}

/// The profile as a form that was read.
fn form(catalog: &Catalog<'_>, sheet: &Sheet) -> Questionnaire {
    let file = catalog.profile.and_then(|profile| profile.file.as_ref());
    let hash = Sha256::digest(file.map_or("", |file| file.text()).as_bytes());
    let items = sheet.rows.iter().filter(|row| fact(catalog, row).is_some()).enumerate();
    Questionnaire {
        name: "profile.yaml".to_owned(),
        kind: FormKind::Text,
        sha256: hash.iter().map(|byte| format!("{byte:02x}")).collect(),
        language: Some("en".to_owned()),
        title: Some(sheet.title.clone()),
        items: items
            .map(|(number, row)| Item {
                id: row.id.clone(),
                section: row.section.clone(),
                text: row.question.clone().unwrap_or_default(),
                location: Location { line: number + 1, part: None },
                guidance: None,
                context: None,
                slots: Vec::new(),
            })
            .collect(),
        notes: Vec::new(),
        attachments: Vec::new(),
        rules: None,
    }
}

/// A fact that was named, not matched.
fn answer(catalog: &Catalog<'_>, fact: &Fact) -> ItemAnswer {
    let stale = fact.is_stale(&catalog.knowledge.project, catalog.as_of());
    ItemAnswer::from_parts(vec![Part {
        text: fact.question.clone(),
        outcome: Outcome::Answered,
        why: stale.then_some(Why::Stale),
        verdict: Some(fact.verdict),
        confidence: Some(if stale { Confidence::Medium } else { Confidence::High }),
        fact: Some(fact.id.clone()),
        say: None,
        role: None,
        probability: 1.0,
        reasons: vec![Reason::new("named", format!("the profile names `{}`", fact.id))],
        candidates: vec![Nearest { fact: fact.id.clone(), score: 0.0 }],
    }])
}
