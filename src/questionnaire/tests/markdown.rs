//! Markdown documents.

use super::{guided, items, read, sections};

#[test]
fn headings_tables_and_task_boxes() {
    let text = "# Supplier questionnaire\n\n## Instructions\n\n1. Complete every section.\n2. Return the form.\n\n## Access\n\n| Question | \
                Response | Evidence |\n|---|---|---|\n| Is **MFA** supported?<br>For all? | [ ] Yes [ ] No | |\n| Password \\| key policy | | \
                Policy |\n| Other: | | |\n\n## Statements\n\n- [ ] We have a [policy](https://example.org).\n- [x] We review it\n  every \
                year.\n\n## Internal use only\n\n### Rating\n\n| Question | Response |\n|--|--|\n| Is it good? | |\n\n## Last\n\n**Question:** \
                Who signs `releases`?\n\n**Answer:**\n\n**Question:** Who builds them?\n";
    assert_eq!(
        sections("a.md", text),
        [
            "Access > Is MFA supported? For all?",
            "Access > Password | key policy",
            "Statements > We have a policy.",
            "Statements > We review it every year.",
            "Last > Who signs releases?",
            "Last > Who builds them?",
        ]
    );
    assert_eq!(
        guided("a.md", text)[..2],
        ["Is MFA supported? For all? // [ ] Yes [ ] No", "Password | key policy // Evidence: Policy"]
    );
    let form = read("a.md", text).unwrap();
    assert_eq!(form.title.as_deref(), Some("Supplier questionnaire"));
    assert_eq!(form.notes[0].message, "section `Internal use only` is for the asker and was left out");
    assert_eq!(form.items[0].location.line, 12);
}

#[test]
fn numbered_lists_keep_their_numbers() {
    let text = "# Review\n\n01.  What does it expose,\n     and why?\n02.  Does it keep *state*?\n\n```\n03. Is this code?\n```\n<!-- 04. Is \
                this hidden? -->\n";
    assert_eq!(items("a.md", text), ["01: What does it expose, and why?", "02: Does it keep *state*?"]);
    assert_eq!(sections("a.md", text)[0], "- > What does it expose, and why?");
}

#[test]
fn blank_fields_and_bold_headings() {
    let text = "**Company**\n\n| Field | Response |\n|-------|------|\n| Name | |\n| Country | |\n\n**Security**\n\n- Is there a policy?\n- \
                Is it public?\n";
    assert_eq!(
        sections("a.md", text),
        ["Company > Name", "Company > Country", "Security > Is there a policy?", "Security > Is it public?"]
    );
}
