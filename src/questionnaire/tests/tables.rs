//! Delimited values.

use super::{guided, items, read, sections};
use crate::questionnaire::FormKind;

#[test]
fn delimiters_marks_and_quoted_line_breaks() {
    for (name, delimiter) in [("a.csv", ','), ("a.csv", ';'), ("a.tsv", '\t'), ("a.txt", ';')] {
        let text = "\u{feff}No|Question|Answer\r\n1|\"Is data encrypted,\r\nat rest; and in transit?\"|\r\n2|\"Is \"\"it\"\" signed?\"|\r\n"
            .replace('|', &delimiter.to_string());
        assert_eq!(
            items(name, &text),
            ["1: Is data encrypted, at rest; and in transit?", "2: Is \"it\" signed?"],
            "{name} {delimiter:?}"
        );
        assert_eq!(read(name, &text).unwrap().kind, FormKind::Csv);
    }
}

#[test]
fn title_rows_two_headers_padding_and_floats() {
    let text = "Vendor Security Assessment,,,,\nPlease complete column D,,,,\n,,,,\n,,,Vendor,\nID,Control Domain,Question,Response,Guidance\n\
                1.0,Access,Is MFA supported?,,Say for whom\n2.0,,Describe the roles,,\n,,,,\n3.0,Data,Retention,,\n,,,,\n,,,,\n";
    assert_eq!(
        sections("a.csv", text),
        ["Access > Is MFA supported?", "Access > Describe the roles", "Data > Retention"]
    );
    assert_eq!(items("a.csv", text)[2], "3: Retention");
    assert_eq!(guided("a.csv", text)[0], "Is MFA supported? // Say for whom");
    assert_eq!(read("a.csv", text).unwrap().items[0].location.line, 6);
}

#[test]
fn a_separator_line_and_a_single_column() {
    assert_eq!(items("a.csv", "sep=;\nFrage;Antwort\nGibt es ein Audit?;\n"), ["1: Gibt es ein Audit?"]);
    assert_eq!(
        items("a.csv", "Question\nIs it signed?\nPassword policy\n"),
        ["1: Is it signed?", "2: Password policy"]
    );
    assert_eq!(items("a.csv", "Is it signed?\nIs there a log?\n"), ["1: Is it signed?", "2: Is there a log?"]);
}

#[test]
fn charset_of_a_spreadsheet_export() {
    let japanese =
        encoding_rs::SHIFT_JIS.encode("番号,質問,回答\n1,情報セキュリティ方針はありますか,\n2,ログの保存期間,\n").0;
    assert_eq!(items("a.csv", japanese), ["1: 情報セキュリティ方針はありますか", "2: ログの保存期間"]);
    let mut utf16 = vec![0xff, 0xfe];
    utf16.extend("Nr;Frage\n1;Ist es öffentlich?\n".encode_utf16().flat_map(u16::to_le_bytes));
    assert_eq!(items("a.csv", utf16), ["1: Ist es öffentlich?"]);
}

#[test]
fn an_unclosed_quotation_mark_does_not_swallow_the_form() {
    let text =
        "No,Question,Answer\n1,\"Is it signed?,\n2,Is there a log?,\n3,Is it kept?,\n4,For how long?,\n5,Where?,\n";
    let found = items("a.csv", text);
    assert_eq!(found.len(), 5, "{found:?}");
    assert_eq!(found[4], "5: Where?");
}
