//! Letters, replies and threads.

use super::{guided, items, read, sections};

fn mail(body: &str) -> String {
    format!(
        "From: Buyer <buyer@example.org>\nTo: security@example.org\nSubject: Vendor check\nDate: Mon, 2 Mar 2026 09:00:00 +0000\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n{body}"
    )
}

const CIRCLED: &str = "Hello team,\n\nwe plan to use your program and must check it first. Could you kindly answer all of the \
questions below?\n\n①Do you keep a security\npolicy?\ne.g.) Yes, reviewed every\nyear by the board.\n②Password rules\ne.g.) Twelve \
characters.\n③Can each user be given other rights?\nIf so, how?\ne.g.) By groups.\n\nBest regards,\nA. Buyer\nExample Ltd.\n-- \nDo you \
like our new logo?\n";

#[test]
fn circled_numbers_with_examples_and_wrapped_lines() {
    assert_eq!(
        guided("a.eml", mail(CIRCLED)),
        [
            "Do you keep a security policy? // e.g.) Yes, reviewed every year by the board.",
            "Password rules // e.g.) Twelve characters.",
            "Can each user be given other rights? If so, how? // e.g.) By groups.",
        ]
    );
    let form = read("a.eml", mail(CIRCLED)).unwrap();
    let ids: Vec<&str> = form.items.iter().map(|item| item.id.as_str()).collect();
    assert_eq!(ids, ["①", "②", "③"]);
    assert_eq!(form.language.as_deref(), Some("en"));
    assert_eq!(form.title.as_deref(), Some("Vendor check"));
    assert_eq!(form.items[0].location.part.as_deref(), Some("body"));
    assert_eq!(form.items[0].location.line, 5);
}

#[test]
fn a_quoted_thread_holds_the_same_items_once() {
    // Mixed depths, as mail programs leave them, and the original twice.
    let quoted: String = CIRCLED
        .lines()
        .map(|line| format!("{}{line}\n", if line.starts_with(['②', '③']) { ">>>>> " } else { ">> " }))
        .collect();
    let again: String = CIRCLED.lines().map(|line| format!("> {line}\n")).collect();
    let thread = format!(
        "Dear all,\n\nplease see below. QGIS is no hosted service, so most of this does not fit.\n\nRegards,\nB. Member\n\nOn 02/03/2026 \
         09:00, Buyer wrote:\n{quoted}\n> _______________\n> Users mailing list\n> Users at lists.example.org\n\nOn Mon, Mar 2, 2026 at \
         9:00 AM Buyer\n<buyer@example.org> wrote:\n{again}"
    );
    assert_eq!(items("t.eml", mail(&thread)), items("a.eml", mail(CIRCLED)));
}

#[test]
fn answers_between_quoted_items_are_no_items() {
    let body = "> 1. Do you encrypt data at rest?\nNo, QGIS writes the files you ask it to.\nDo you need more?\n\n> 2. Who signs the \
                installers?\n1. The packagers do.\n2. Others too.\n> 3. Is there an audit, and\n> by whom?\nNo.\n";
    assert_eq!(
        items("a.eml", mail(body)),
        ["1: Do you encrypt data at rest?", "2: Who signs the installers?", "3: Is there an audit, and by whom?"]
    );
}

#[test]
fn a_wrapped_quotation_that_lost_its_sign() {
    let body = "> 1. Have you obtained certificates from independent third parties such as\nISO 27001?\n> 2. Is there an audit?\n";
    assert_eq!(
        items("a.eml", mail(body)),
        [
            "1: Have you obtained certificates from independent third parties such as ISO 27001?",
            "2: Is there an audit?"
        ]
    );
}

#[test]
fn plain_prose_without_numbers() {
    let body = "Dear QGIS team,\n\nHow are you? We evaluate QGIS for our agency. Is personal data sent anywhere when the program \
                starts?\nIf so, which? We also wonder who maintains the code. Please describe how vulnerabilities are reported.\nCould you \
                get back to us by Friday?\n\nKind regards,\nC. Clerk\n";
    assert_eq!(
        items("a.eml", mail(body)),
        [
            "1: Is personal data sent anywhere when the program starts? If so, which?",
            "2: Please describe how vulnerabilities are reported.",
        ]
    );
}

#[test]
fn expectations_instead_of_questions() {
    let body = "Hi,\n\nbefore we deploy QGIS we expect:\n\n- Multi-factor authentication for administrators\n- Passwords are stored \
                encrypted\n- A contact for vulnerabilities\n\nThanks,\nD.\n";
    assert_eq!(
        items("a.eml", mail(body)),
        [
            "1: Multi-factor authentication for administrators",
            "2: Passwords are stored encrypted",
            "3: A contact for vulnerabilities"
        ]
    );
    let body = "Expected:\nData is encrypted at rest.\nLogs are kept for a year.\n";
    assert_eq!(items("a.eml", mail(body)), ["1: Data is encrypted at rest.", "2: Logs are kept for a year."]);
}

#[test]
fn forwarded_headers_and_disclaimers_are_no_items() {
    let body = "FYI\n\n-----Original Message-----\nFrom: Buyer <b@example.org>\nSent: Monday, 2 March 2026\nTo: QGIS\nSubject: Is it \
                safe?\n\n1) Is the software signed?\n2) Is there a changelog?\n\nThis e-mail and any attachments are confidential. Are you \
                not the\nintended recipient? 3) Delete it.\n";
    assert_eq!(items("a.eml", mail(body))[..2], ["1: Is the software signed?", "2: Is there a changelog?"]);
    let body = "Von: Käufer\nGesendet: Montag\nAn: QGIS\nBetreff: Fragen\n\na) Ist die Software signiert?\nb) Gibt es ein Audit?\n\n\
                Mit freundlichen Grüßen\nE.\n";
    assert_eq!(items("a.eml", mail(body)), ["a: Ist die Software signiert?", "b: Gibt es ein Audit?"]);
}

#[test]
fn sections_above_numbered_items_and_a_second_list() {
    let body = "Please answer:\n\nAccess control\n1. Is MFA supported?\n2. Roles and rights\n\nData:\n3. Where is data stored?\n\n\
                Some more, sorry:\n\n1. Who hosts qgis.org?\n";
    assert_eq!(
        sections("a.eml", mail(body))[..3],
        ["Access control > Is MFA supported?", "Access control > Roles and rights", "Data > Where is data stored?"]
    );
    assert_eq!(items("a.eml", mail(body))[3], "1: Who hosts qgis.org?");
}

#[test]
fn japanese_letter() {
    let body = "お世話になっております。\n貴社サービスの利用を検討しております。以下の質問にご回答いただけますでしょうか。\n\n■ 認証\n① 多要素認証を設定\
                できますか？\n例）有償プランのみ可能です。\n② パスワードポリシー\n例）8文字以上。\n③ 脆弱性への対応状況をご記入ください。\n\n\
                よろしくお願いいたします。\n";
    assert_eq!(
        guided("a.eml", mail(body)),
        [
            "多要素認証を設定できますか？ // 例）有償プランのみ可能です。",
            "パスワードポリシー // 例）8文字以上。",
            "脆弱性への対応状況をご記入ください。 // -",
        ]
    );
    let form = read("a.eml", mail(body)).unwrap();
    assert_eq!(form.language.as_deref(), Some("ja"));
    assert_eq!(form.items[0].section.as_deref(), Some("認証"));
}
