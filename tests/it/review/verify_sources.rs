//! `verify-sources` as it is run: the pages come over the network, here from this machine.

use crate::tools::{neatline, stderr, stdout, tool};
use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::path::Path;

/// Serves one answer after another, each to one request, and ends.
fn serve(answers: &'static [(&'static str, &'static str)]) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let port = listener.local_addr().expect("is bound").port();
    std::thread::spawn(move || {
        for (status, body) in answers {
            let (mut stream, _) = listener.accept().expect("a request");
            let mut lines = BufReader::new(stream.try_clone().expect("a second handle")).lines();
            while lines.next().is_some_and(|line| line.is_ok_and(|line| !line.is_empty())) {}
            let head = format!("HTTP/1.1 {status}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n", body.len());
            stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(body.as_bytes())).expect("is sent");
        }
    });
    port
}

/// The base of the lint cases in a folder, its one source at the given port.
fn base_at(port: u16) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a scratch folder");
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/lint/_base");
    for entry in walkdir::WalkDir::new(&root).into_iter().map(|entry| entry.expect("is readable")) {
        let to = folder.path().join(entry.path().strip_prefix(&root).expect("is below"));
        if entry.file_type().is_dir() {
            std::fs::create_dir_all(&to).expect("can be made");
        } else {
            let text = std::fs::read_to_string(entry.path()).expect("is readable");
            let text = text.replace("https://atlas.example", &format!("http://127.0.0.1:{port}"));
            std::fs::write(&to, text).expect("is writable");
        }
    }
    folder
}

#[test]
fn a_page_that_changed_puts_its_facts_on_the_due_list() {
    if tool("curl").is_none() {
        return;
    }
    const PAGE: &str = "<html><p>The cache is encrypted.</p></html>";
    const OTHER: &str = "<html><p>The cache is no longer encrypted.</p></html>";
    let port = serve(&[("200 OK", PAGE), ("200 OK", PAGE), ("404 Not Found", ""), ("200 OK", OTHER)]);
    let folder = base_at(port);
    let path = folder.path().to_str().expect("a plain path");
    let run = |day: &str| {
        let output = neatline(&["verify-sources", "--online", "--knowledge", path, "--as-of", day]);
        let line = stdout(&output).split("  ").nth(1).unwrap_or_default().to_owned();
        (output.status.code(), line)
    };
    assert_eq!(run("2026-11-02"), (Some(0), "recorded".to_owned()));
    assert_eq!(run("2026-11-03"), (Some(0), "same".to_owned()));
    let (code, gone) = run("2026-11-04");
    assert!(code == Some(10) && gone.starts_with("GONE: ") && gone.contains("404"), "{gone}");
    assert_eq!(run("2026-11-05"), (Some(10), "CHANGED".to_owned()));
    let due = stdout(&neatline(&["due", "--knowledge", path, "--as-of", "2026-11-06", "--within", "0d"]));
    assert!(due.contains("`cache.encrypted`") && due.contains("changed on or before 2026-11-05"), "{due}");
    // The lock file beside the sources is no fault in the base, and no other answer.
    let check = neatline(&["check", "--knowledge", path, "--as-of", "2026-11-06"]);
    assert_eq!(check.status.code(), Some(0), "{}{}", stdout(&check), stderr(&check));
}

#[test]
fn nothing_is_fetched_without_being_told_to() {
    let folder = base_at(9);
    let path = folder.path().to_str().expect("a plain path");
    let output = neatline(&["verify-sources", "--knowledge", path]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("--online"), "{}", stderr(&output));
    assert!(!folder.path().join("sources.lock.yaml").exists());
}
