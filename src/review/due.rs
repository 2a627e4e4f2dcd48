//! What must be held against its sources, by when, and by whom.

use super::sources::SourcesLock;
use crate::knowledge::{Fact, Knowledge};
use jiff::Span;
use jiff::civil::Date;
use serde::Serialize;
use std::collections::BTreeMap;

/// Kind of a thing that is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum DueKind {
    /// A fact.
    Fact,
    /// A source.
    Source,
}

/// A thing that is due.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Due {
    /// Role that answers for it.
    pub owner: String,
    /// The last day on which it is fresh.
    pub due: Date,
    /// Whether that day has passed.
    pub overdue: bool,
    /// Fact or source.
    pub kind: DueKind,
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Why, one sentence.
    pub why: String,
}

/// Facts and sources whose review is due within some days of a day, grouped by owner and sorted by date.
///
/// A source is due as soon as the first fact that cites it would be if it had been reviewed when the source was read; its owner is
/// that fact's. A source that has changed since it was read is due at once, with every fact that cites it.
pub fn due(knowledge: &Knowledge, lock: &SourcesLock, as_of: Date, within_days: u32) -> Vec<Due> {
    let until = as_of.saturating_add(Span::new().days(i64::from(within_days.min(36_500))));
    let mut list = Vec::new();
    let mut sources: BTreeMap<&str, (Date, &Fact)> = BTreeMap::new();
    for fact in knowledge.facts.values().filter(|fact| !fact.is_withdrawn(as_of)) {
        let mut day = fact.due(&knowledge.project);
        let mut why = format!("reviewed on {}", fact.reviewed);
        for citation in fact.citations.iter() {
            if let Some(changed) = lock.changed_after(&citation.source, fact.reviewed.max(citation.read))
                && changed < day
            {
                day = changed;
                why = format!("its source `{}` changed on or before {changed}", citation.source);
            }
            let days = i64::from(knowledge.project.review_days.days(fact.review));
            let read = knowledge.sources.get(&citation.source).map_or(citation.read, |source| source.read);
            let source_day = read.saturating_add(Span::new().days(days));
            let entry = sources.entry(&citation.source).or_insert((source_day, fact));
            if source_day < entry.0 {
                *entry = (source_day, fact);
            }
        }
        if day <= until {
            list.push(Due {
                owner: fact.owner.clone(),
                due: day,
                overdue: day < as_of,
                kind: DueKind::Fact,
                id: fact.id.clone(),
                title: fact.title.clone(),
                why,
            });
        }
    }
    for (id, (day, fact)) in sources {
        let Some(source) = knowledge.sources.get(id) else { continue };
        let changed = lock.changed_after(id, source.read);
        let day = changed.map_or(day, |changed| changed.min(day));
        if day <= until {
            list.push(Due {
                owner: fact.owner.clone(),
                due: day,
                overdue: day < as_of,
                kind: DueKind::Source,
                id: id.to_owned(),
                title: source.title.clone(),
                why: match changed {
                    Some(changed) => format!("changed on or before {changed}, read on {}", source.read),
                    None => format!("read on {}", source.read),
                },
            });
        }
    }
    list.sort_by(|a, b| (&a.owner, a.due, a.kind, &a.id).cmp(&(&b.owner, b.due, b.kind, &b.id)));
    list
}

/// The list as Markdown with a heading an owner and a box an entry, ready to be an issue.
pub fn to_markdown(list: &[Due], as_of: Date) -> String {
    let mut out = format!("# Due for review, as of {as_of}\n");
    let mut owner = "";
    for due in list {
        if due.owner != owner {
            owner = &due.owner;
            let count = list.iter().filter(|other| other.owner == due.owner).count();
            out.push_str(&format!("\n## {owner}: {count}\n\n"));
        }
        let kind = if due.kind == DueKind::Source { "source " } else { "" };
        let late = if due.overdue { ", overdue" } else { "" };
        out.push_str(&format!("- [ ] {}{late}: {kind}`{}` {} ({})\n", due.due, due.id, due.title, due.why));
    }
    if list.is_empty() {
        out.push_str("\nNothing is due.\n");
    }
    out
}

/// The list as a calendar (RFC 5545): one all-day event for each owner and day, so that a calendar is not flooded.
pub fn to_ics(list: &[Due], as_of: Date, project: &str) -> String {
    let mut days: BTreeMap<(Date, &str), Vec<&Due>> = BTreeMap::new();
    for due in list {
        days.entry((due.due, &due.owner)).or_default().push(due);
    }
    let plain = |date: Date| date.strftime("%Y%m%d").to_string();
    let mut lines =
        vec!["BEGIN:VCALENDAR".to_owned(), "VERSION:2.0".to_owned(), "PRODID:-//neatline//due//EN".to_owned()];
    for ((day, owner), entries) in days {
        let names: Vec<String> = entries.iter().map(|due| format!("{}: {} ({})", due.id, due.title, due.why)).collect();
        lines.extend([
            "BEGIN:VEVENT".to_owned(),
            format!("UID:{}-{}@neatline", plain(day), escape(owner).replace(' ', "-")),
            format!("DTSTAMP:{}T000000Z", plain(as_of)),
            format!("DTSTART;VALUE=DATE:{}", plain(day)),
            format!("SUMMARY:{}: {} to review ({})", escape(project), entries.len(), escape(owner)),
            format!("DESCRIPTION:{}", escape(&names.join("\n"))),
            "TRANSP:TRANSPARENT".to_owned(),
            "END:VEVENT".to_owned(),
        ]);
    }
    lines.push("END:VCALENDAR".to_owned());
    lines.iter().map(|line| folded(line)).collect()
}

fn escape(text: &str) -> String {
    text.replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,").replace('\n', "\\n")
}

/// A content line, folded at 75 bytes as the format asks, never inside a character.
fn folded(line: &str) -> String {
    let mut out = String::new();
    let mut width = 0;
    for c in line.chars() {
        if width + c.len_utf8() > 75 {
            out.push_str("\r\n ");
            width = 1;
        }
        out.push(c);
        width += c.len_utf8();
    }
    out.push_str("\r\n");
    out
}
