//! Plain text.

use super::{guided, items, read, sections};

#[test]
fn one_question_a_line_without_numbers() {
    let text = "Do you have a security policy?\nIs data encrypted at rest? (yes/no)\nWho maintains the code?\n";
    assert_eq!(
        items("a.txt", text),
        ["1: Do you have a security policy?", "2: Is data encrypted at rest? (yes/no)", "3: Who maintains the code?"]
    );
}

#[test]
fn unnumbered_questions_with_examples() {
    let text = "What is your password policy?\ne.g.) Eight characters with\na mixture of letters.\nIs MFA possible?\nExample: Yes.\n";
    assert_eq!(
        guided("a.txt", text),
        [
            "What is your password policy? // e.g.) Eight characters with a mixture of letters.",
            "Is MFA possible? // Example: Yes."
        ]
    );
}

#[test]
fn an_example_within_a_question_stays_in_it() {
    let text = "1. Do you hold certificates,\ne.g. ISO 27001 or SOC 2,\nfor the product?\n2. Do you follow a standard (e.g. SSDF)?\n";
    assert_eq!(
        items("a.txt", text),
        [
            "1: Do you hold certificates, e.g. ISO 27001 or SOC 2, for the product?",
            "2: Do you follow a standard (e.g. SSDF)?"
        ]
    );
}

#[test]
fn chapters_and_sub_chapters() {
    let text = "Security questionnaire\n\n1. Access control\n1.1 Is MFA supported?\n1.2 Describe the roles\nof the users.\n2. Data\n2.1. \
                Where is data stored since version\n3.4 of the program?\n2.2. Encryption at rest\n";
    assert_eq!(
        sections("a.txt", text),
        [
            "1 Access control > Is MFA supported?",
            "1 Access control > Describe the roles of the users.",
            "2 Data > Where is data stored since version 3.4 of the program?",
            "2 Data > Encryption at rest",
        ]
    );
    assert_eq!(items("a.txt", text)[2], "2.1: Where is data stored since version 3.4 of the program?");
}

#[test]
fn codes_as_numbers() {
    let text = "IAM-01 Identities are reviewed every year.\nIAM-02: Strong passwords are enforced.\nA&A-01.1\tAre audits independent?\n";
    assert_eq!(
        items("a.txt", text),
        [
            "IAM-01: Identities are reviewed every year.",
            "IAM-02: Strong passwords are enforced.",
            "A&A-01.1: Are audits independent?"
        ]
    );
    let text = "Q1: Is it signed?\nA: ________\n\nQ2. Is there a log?\nAnswer: yes, there is\none in the profile.\nQ.3 Who reads it?\n";
    assert_eq!(items("a.txt", text), ["Q1: Is it signed?", "Q2: Is there a log?", "Q.3: Who reads it?"]);
}

#[test]
fn lettered_questions_belong_to_their_number() {
    let text = "1. Encryption\n a) Is data encrypted at rest?\n b) Is it encrypted in transit?\n2. Which of these do you support?\n a) SAML\n b) \
                OIDC\n3. Do you log access?\n - If so, for how long?\n";
    assert_eq!(
        items("a.txt", text),
        [
            "1.a: Is data encrypted at rest?",
            "1.b: Is it encrypted in transit?",
            "2: Which of these do you support? a) SAML b) OIDC",
            "3: Do you log access? - If so, for how long?",
        ]
    );
    assert_eq!(sections("a.txt", text)[0], "Encryption > Is data encrypted at rest?");
}

#[test]
fn options_and_boxes_are_guidance() {
    let text = "1. Is MFA supported?\n[ ] Yes [ ] No\n2. Is SSO supported?\nYes / No / N/A\n3. Is LDAP supported? \n- [ ] Yes\n- [ ] No\n";
    assert_eq!(
        guided("a.txt", text),
        [
            "Is MFA supported? // [ ] Yes [ ] No",
            "Is SSO supported? // Yes / No / N/A",
            "Is LDAP supported? // - Yes - No"
        ]
    );
}

#[test]
fn several_questions_in_one_number_are_one_item() {
    let text = "1) Do you test backups? How often?\nWho is responsible?\n2) Is there a plan?\n\n3) Mixed line ends?\r\n4) And these?\r5) All?";
    assert_eq!(
        items("a.txt", text),
        [
            "1: Do you test backups? How often? Who is responsible?",
            "2: Is there a plan?",
            "3: Mixed line ends?",
            "4: And these?",
            "5: All?"
        ]
    );
}

#[test]
fn numbers_that_restart_and_every_style() {
    let text = "Part A\n(1) Is it?\n(2) Has it?\n\nPart B\n(1) Does it?\n";
    assert_eq!(items("a.txt", text), ["1: Is it?", "2: Has it?", "1: Does it?"]);
    assert_eq!(sections("a.txt", text)[2], "Part B > Does it?");
    let text = "i. Is it?\nii. Has it?\niii. Does it?\niv. Will it?\nv. Can it?\n";
    assert_eq!(items("a.txt", text).len(), 5);
    let text = "1\tIs it?\n2\tHas it?\n10\tDoes it?\n";
    assert_eq!(items("a.txt", text), ["1: Is it?", "2: Has it?", "10: Does it?"]);
    let text = "• Is it signed?\n• Has it a log?\n・Does it send data?\n";
    assert_eq!(items("a.txt", text), ["1: Is it signed?", "2: Has it a log?", "3: Does it send data?"]);
}

#[test]
fn other_languages() {
    let text = "Veuillez répondre aux questions suivantes :\n\n1. Avez-vous une politique de sécurité ?\np. ex. une charte\n2. Durée de \
                conservation des données\n";
    assert_eq!(
        guided("a.txt", text),
        ["Avez-vous une politique de sécurité ? // p. ex. une charte", "Durée de conservation des données // -"]
    );
    assert_eq!(read("a.txt", text).unwrap().language.as_deref(), Some("fr"));
    let text = "Bitte beantworten Sie folgende Fragen:\n- Wie werden Daten verschlüsselt?\n- z. B. AES\n- Passwortrichtlinie\n";
    assert_eq!(read("a.txt", text).unwrap().language.as_deref(), Some("de"));
}
