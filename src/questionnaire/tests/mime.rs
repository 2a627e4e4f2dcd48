//! Encodings, alternatives and attachments.

use super::{guided, items, read};
use crate::questionnaire::{Error, FormKind};

fn head(extra: &str) -> String {
    format!("From: a@example.org\nTo: b@example.org\nSubject: =?utf-8?B?UHLDvGZ1bmc=?=\nMIME-Version: 1.0\n{extra}\n\n")
}

fn multipart(kind: &str, parts: &[&str]) -> String {
    let mut mail = head(&format!("Content-Type: multipart/{kind}; boundary=\"=_b\""));
    for part in parts {
        mail.push_str("--=_b\n");
        mail.push_str(part);
        mail.push('\n');
    }
    mail.push_str("--=_b--\n");
    mail
}

#[test]
fn transfer_encodings_and_charsets() {
    let body = head("Content-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: quoted-printable")
        + "1. Ist der Schl=FCssel so lang, dass er gebroc=\nhen werden muss?\n2. Gibt es ein Audit?\n";
    assert_eq!(
        items("a.eml", &body),
        ["1: Ist der Schlüssel so lang, dass er gebrochen werden muss?", "2: Gibt es ein Audit?"]
    );
    assert_eq!(read("a.eml", &body).unwrap().title.as_deref(), Some("Prüfung"));
    let mut japanese = head("Content-Type: text/plain; charset=ISO-2022-JP").into_bytes();
    japanese
        .extend_from_slice(&encoding_rs::ISO_2022_JP.encode("1. 個人情報を収集しますか？\n2. ログの保存期間は？\n").0);
    assert_eq!(items("a.eml", japanese), ["1: 個人情報を収集しますか？", "2: ログの保存期間は？"]);
    let base64 = head("Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64")
        + "SXMgdGhlcmUg\nYW4gYXVkaXQ/\n\n-- list footer --\n";
    assert_eq!(items("a.eml", base64), ["1: Is there an audit?"]);
}

#[test]
fn html_lists_and_tables_do_not_glue() {
    let list =
        "<p>Please answer:</p><ol start=\"4\"><li>Is it <b>signed</b>?<li>By <a href='x'>whom</a>?</ol><p>Thanks</p>";
    let mail = head("Content-Type: text/html; charset=utf-8") + list;
    assert_eq!(items("a.eml", mail), ["4: Is it signed?", "5: By whom?"]);
    let word = "<h2>Access</h2><p>1.&nbsp;&nbsp; Is it &#x202e;signed?</p><p>&middot;&nbsp; with a key of yours</p>";
    let form = read("a.eml", head("Content-Type: text/html; charset=utf-8") + word).unwrap();
    assert_eq!(form.items[0].text, "Is it signed? - with a key of yours");
    assert_eq!(form.items[0].section.as_deref(), Some("Access"));
    let table = "<table><tr><th>No</th><th>Question</th><th>Answer</th></tr><tr><td>7</td><td>Is data<br>encrypted?</td><td></td></tr>\
                 <tr><td>8</td><td>Password policy</td><td>☐ Yes ☐ No</td></tr></table>";
    let mail = multipart(
        "alternative",
        &[
            "Content-Type: text/plain\n\nNo\nQuestion\nAnswer\n7\nIs data\nencrypted?\n8\nPassword policy",
            &format!("Content-Type: text/html\n\n<p>Hi</p>{table}"),
        ],
    );
    assert_eq!(guided("a.eml", &mail), ["Is data encrypted? // -", "Password policy // ☐ Yes ☐ No"]);
    assert_eq!(items("a.eml", &mail)[0], "7: Is data encrypted?");
}

#[test]
fn of_two_versions_one_is_read() {
    let mail = multipart(
        "alternative",
        &[
            "Content-Type: text/plain\n\n1. Is the program signed?\n2. Is there an audit?",
            "Content-Type: text/html\n\n<p>1. Is the <i>program</i> signed?</p><p>2. Is there an audit?</p>",
        ],
    );
    assert_eq!(items("a.eml", mail), ["1: Is the program signed?", "2: Is there an audit?"]);
}

#[test]
fn attachments_are_listed_and_read_if_their_kind_is_known() {
    let mail = multipart(
        "mixed",
        &[
            "Content-Type: text/plain\n\nHello,\nplease fill in the attached form.\n\nRegards",
            "Content-Type: text/csv; name=form.csv\nContent-Disposition: attachment; filename=\"form.csv\"\n\nId;Question;Answer\n1.0;Is it?;\n2.0;Has it a lock?;",
            "Content-Type: application/octet-stream\nContent-Disposition: attachment; filename*=utf-8''pr%C3%BCf.md\n\n# Form\n\n**Question:** Does it log?\n",
            "Content-Type: application/pdf\nContent-Disposition: attachment; filename=terms.pdf\nContent-Transfer-Encoding: base64\n\nJVBERi0xLjc=",
            "Content-Type: message/rfc822\n\nFrom: c@example.org\nTo: d@example.org\nSubject: older\n\n1. Is the older mail read?\n",
        ],
    );
    let form = read("a.eml", &mail).unwrap();
    let found: Vec<String> = form
        .items
        .iter()
        .map(|item| format!("{} {} {}", item.location.part.as_deref().unwrap_or("-"), item.id, item.text))
        .collect();
    assert_eq!(
        found,
        [
            "form.csv 1 Is it?",
            "form.csv 2 Has it a lock?",
            "prüf.md 3 Does it log?",
            "message-4.eml 1 Is the older mail read?"
        ]
    );
    let attachments: Vec<(&str, usize, bool)> = form
        .attachments
        .iter()
        .map(|attachment| (attachment.name.as_str(), attachment.bytes, attachment.read))
        .collect();
    assert_eq!(attachments[0], ("form.csv", 50, true));
    assert_eq!(attachments[2], ("terms.pdf", 8, false));
    assert_eq!(form.kind, FormKind::Email);
    assert!(
        form.notes.iter().any(|note| note.message.contains("`terms.pdf` is malformed: the PDF")),
        "{:?}",
        form.notes
    );
}

#[test]
fn a_form_that_is_only_attached_and_cannot_be_read() {
    let mail = multipart(
        "mixed",
        &[
            "Content-Type: text/plain\n\nPlease fill in the attached questionnaire.",
            "Content-Type: application/vnd.ms-excel; name=form.pptx\nContent-Transfer-Encoding: base64\n\nUEsDBC4ucHB0L3ByZXNlbnRhdGlvbi54bWw=",
        ],
    );
    let error = read("a.eml", mail).unwrap_err();
    assert!(matches!(error, Error::NoQuestions { .. }), "{error}");
    assert!(error.to_string().contains("`form.pptx` is a presentation; this version reads e-mail"), "{error}");
}

#[test]
fn broken_structure_is_read_as_far_as_it_goes() {
    let unclosed =
        head("Content-Type: multipart/mixed; boundary=x") + "--x\nContent-Type: text/plain\n\n1. Is the end missing?\n";
    assert_eq!(items("a.eml", unclosed), ["1: Is the end missing?"]);
    let absent = head("Content-Type: multipart/mixed; boundary=x") + "1. Are the boundaries missing?\n";
    assert_eq!(items("a.eml", absent), ["1: Are the boundaries missing?"]);
    let unnamed = head("Content-Type: multipart/mixed") + "1. Is the boundary undeclared?\n";
    assert_eq!(items("a.eml", unnamed), ["1: Is the boundary undeclared?"]);
    let odd =
        head("Content-Type: text/plain\nContent-Transfer-Encoding: quoted-printable") + "1. Is 100=% of 5=ZZ read?\n";
    assert_eq!(items("a.eml", odd), ["1: Is 100=% of 5=ZZ read?"]);
}

#[test]
fn an_unknown_charset_is_an_error_that_names_it() {
    let mut mail = head("Content-Type: text/plain; charset=x-martian").into_bytes();
    mail.extend_from_slice(b"1. Is it \xe9trange?\n");
    assert_eq!(
        read("a.eml", mail).unwrap_err(),
        Error::UnknownCharset { name: "a.eml".into(), charset: "x-martian".into() }
    );
}

#[test]
fn a_mail_by_another_name_and_a_mailbox() {
    let mail = "From a@example.org Mon Mar  2 09:00:00 2026\nFrom: a@example.org\nTo: b@example.org\nSubject: s\n\n1. Is it signed?\n";
    let form = read("folder/mail.txt", mail).unwrap();
    assert_eq!((form.name.as_str(), form.kind), ("mail.txt", FormKind::Email));
    assert_eq!(form.notes[0].message, "`mail.txt` was read as an e-mail by its content");
}
