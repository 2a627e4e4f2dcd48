//! Files that ask nothing, or nothing of us.

use super::read;
use crate::questionnaire::Error;

#[track_caller]
fn asks_nothing(name: &str, content: &str) {
    match read(name, content) {
        Err(Error::NoQuestions { .. }) => {}
        Err(other) => panic!("{name}: {other}"),
        Ok(form) => panic!("{name}: {:?}", form.items.iter().map(|item| &item.text).collect::<Vec<_>>()),
    }
}

#[test]
fn letters() {
    asks_nothing(
        "letter.txt",
        "Dear Anna,\n\nHow are you? It was good to see you in Bern.\n\n1. The tickets are booked.\n2. The hotel is near the lake.\n\n\
         Shall we meet for lunch on Tuesday?\n\nBest wishes,\nBen\n",
    );
    asks_nothing("greeting.txt", "Hi, everyone.\nMy name is Kim from Example Inc.\nBest regards,\nKim\n");
    asks_nothing(
        "mail.eml",
        "From: a@example.org\nTo: b@example.org\nSubject: minutes\n\nHello,\n\nplease find the minutes attached. If you have any questions, \
         please contact me.\n\nOn 02/03/2026 09:00, B wrote:\n> Could you send the minutes?\n",
    );
}

#[test]
fn readme_and_changelog() {
    asks_nothing(
        "README.md",
        "# Tool\n\n[![build](x.svg)](y)\n\nWhy another tool? Because. Want to help? See below.\n\n## Install\n\n1. Clone the repository.\n2. Run \
         `make`.\n\n## Features\n\n- Fast\n- Describes maps\n\n## Roadmap\n\n- [x] First release\n- [ ] Windows build\n\n| Option | Description \
         |\n|---|---|\n| `-v` | Print more |\n\n## FAQ\n\nRead the docs.\n",
    );
    asks_nothing(
        "CHANGES.txt",
        "3.40.1\n\n- Fix crash (#123)\n- Add layer?\n  no\n\n3.40.0\n\n* Rework rendering\n* Faster\n",
    );
}

#[test]
fn newsletters() {
    asks_nothing(
        "news.eml",
        "From: news@example.org\nTo: you@example.org\nSubject: March news\n\nView this email in your browser\n\nDid you know that QGIS has a new \
         release?\nWant to learn more? Looking for training?\n\n1. New server features\n2. Meet us in May\n\nIs your data safe with old \
         software? Read our article.\n\nUnsubscribe: https://example.org/u\n",
    );
}

#[test]
fn programs() {
    asks_nothing(
        "main.txt",
        "// Should this be public? Is the password safe?\nuse std::io;\n\nfn main() -> io::Result<()> {\n    let x = read()?;\n    let y = if x \
         { 1 } else { 2 };\n    // 1. open the file?\n    println!(\"is it?\");\n    Ok(())\n}\n",
    );
    asks_nothing("data.csv", "name;price\napple;3\npear;4\n");
    asks_nothing("bugs.csv", "id,description,status\n1,Crash on start,open\n2,Typo in dialog,closed\n");
}

#[test]
fn forms_for_customers() {
    let form = "1. How satisfied are you with our product?\n2. How many users will use our software in your organisation?\n3. Would you recommend us?\n";
    let error = read("survey.txt", form).unwrap_err();
    assert!(matches!(error, Error::OtherWay { .. }), "{error}");
}

#[test]
fn the_message_says_what_was_looked_for() {
    let error = read("a.txt", "Nothing here.").unwrap_err().to_string();
    assert_eq!(
        error,
        "no questions found in `a.txt`; looked for numbered or bulleted items that ask something, lines ending with a question mark, \
         tables with a question column, and check-box statements"
    );
}
