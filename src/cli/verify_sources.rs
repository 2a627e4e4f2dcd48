//! `neatline verify-sources`: fetches the pages behind sources, on request only.

use super::args::Base;
use super::{ExitStatus, clock, due, files, terminal};
use crate::review::sources::{Fetch, LOCK_NAME, Seen};
use anyhow::{Context, Result, bail};
use clap::Args;
use std::process::{Command, Stdio};

#[derive(Debug, Args)]
pub(super) struct VerifySources {
    /// Yes, use the network: every source's address is fetched once
    #[arg(long)]
    pub(super) online: bool,
}

/// Fetches with the `curl` program: TLS, proxies and certificates are the system's, and the program itself holds no network code.
struct Curl;

/// A page that takes longer, in seconds, or is larger, in bytes, counts as not to be had.
const SECONDS: &str = "30";
const BYTES: &str = "20000000";

impl Fetch for Curl {
    fn fetch(&mut self, url: &str) -> Result<Vec<u8>, String> {
        if !url.starts_with("https://") && !url.starts_with("http://") {
            return Err("not a web address".to_owned());
        }
        let output = Command::new("curl")
            .args(["--silent", "--show-error", "--fail", "--location", "--max-redirs", "5", "--proto", "=http,https"])
            .args(["--max-time", SECONDS, "--max-filesize", BYTES, "--compressed", "--globoff"])
            .args(["--user-agent", concat!("neatline/", env!("CARGO_PKG_VERSION"), " (link check)"), "--url", url])
            .stdin(Stdio::null())
            .output()
            .map_err(|error| format!("cannot run `curl`: {error}"))?;
        if output.status.success() {
            return Ok(output.stdout);
        }
        let said = String::from_utf8_lossy(&output.stderr);
        Err(said.trim().trim_start_matches("curl: ").lines().next().unwrap_or("no answer").to_owned())
    }
}

pub(super) fn run(base: &Base, args: &VerifySources) -> Result<ExitStatus> {
    // What is seen is kept beside the sources.
    let folder = files::own_folder(base)?;
    if !args.online {
        bail!("this fetches every source from the network; say so with `--online`");
    }
    Command::new("curl").arg("--version").stdout(Stdio::null()).status().context("cannot run `curl`")?;
    let on = clock::moment(base.as_of)?.date();
    let inputs = files::knowledge_files(base)?;
    let knowledge = files::read_base(&inputs, on)?;
    let mut lock = due::lock(&inputs)?;
    let (mut changed, mut gone) = (0, 0);
    lock.verify(&knowledge, on, &mut Curl, |id, url, seen| {
        let text = match seen {
            Seen::First => "recorded".to_owned(),
            Seen::Same => "same".to_owned(),
            Seen::Changed => {
                changed += 1;
                "CHANGED".to_owned()
            }
            Seen::Gone(why) => {
                gone += 1;
                format!("GONE: {why}")
            }
        };
        terminal::print_data(&format!("{id}  {text}  {url}\n"));
    });
    files::write(&folder.join(LOCK_NAME), lock.to_yaml().as_bytes())?;
    terminal::print_message(&format!(
        "{} sources: {changed} changed, {gone} not to be had; `neatline due` lists the facts of those that changed\n",
        knowledge.sources.len()
    ));
    Ok(if changed + gone > 0 { ExitStatus::NeedsReview } else { ExitStatus::Done })
}
