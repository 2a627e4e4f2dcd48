//! Paragraphs and tables in order: what is asked in running text, and the places that follow it.

use super::super::model::Block;
use super::kinds::{Kind, is_for_comments, kind, lead, lines_to_write_on};
use super::rows::numbered;
use super::tables::Outcome;
use super::{Finder, Target};
use crate::questionnaire::clean::{clean, fold};
use crate::questionnaire::draft::Draft;
use crate::questionnaire::item::{Accepts, Slot, SlotRole};
use crate::questionnaire::prose::{Line, LineKind, Options, ends_with_question, is_ask, is_example, read_prose};
use std::collections::{BTreeMap, BTreeSet};

/// A paragraph or table of a flow.
#[derive(Debug, Clone, Copy)]
pub(super) enum Entry {
    /// Index of a paragraph and what it is.
    Paragraph(usize, Kind),
    /// Index of a table and what became of it.
    Table(usize, Outcome),
}

/// Longest words that name what is asked, where only the place after them says so.
const NAME: usize = 300;

impl Finder<'_> {
    /// Reads what stands in a page, a cell or a text box.
    pub(super) fn flow(&mut self, blocks: &[Block], section: Option<String>) {
        let entries = self.entries(blocks, section.as_deref());
        let sections = self.sections(&entries, section);
        let mut items: BTreeMap<usize, Draft> = BTreeMap::new();
        let children = self.families(&entries, &sections, &mut items);
        self.prose(&entries, &children, &mut items);
        for (number, entry) in entries.iter().enumerate() {
            let Entry::Paragraph(index, kind) = *entry else { continue };
            match kind {
                Kind::Text if !items.contains_key(&number) && self.asks(&entries, number, index) => {
                    items.insert(number, self.item(index, &self.words(index), sections[number].clone()));
                }
                Kind::Answer => self.name_before(&entries, number, &sections, &mut items),
                _ => {}
            }
            if kind == Kind::Statement {
                items.entry(number).or_insert_with(|| self.item(index, &self.words(index), sections[number].clone()));
            }
        }
        for (number, entry) in entries.iter().enumerate() {
            if matches!(entry, Entry::Table(_, Outcome::Room)) {
                self.name_before(&entries, number, &sections, &mut items);
            }
        }
        let starts: Vec<usize> = items.keys().copied().collect();
        for (number, mut draft) in items {
            draft.slots = self.places(&entries, number, &starts, &draft);
            self.push(draft);
        }
        self.labels(&entries, &starts, &sections);
    }

    fn push(&mut self, draft: Draft) {
        self.asked += 1;
        self.found.drafts.push(draft);
    }

    fn entries(&mut self, blocks: &[Block], section: Option<&str>) -> Vec<Entry> {
        let mut heading = section.map(str::to_owned);
        let mut entries = Vec::with_capacity(blocks.len());
        for block in blocks {
            entries.push(match *block {
                Block::Paragraph(index) => {
                    let paragraph = &self.document.paragraphs[index];
                    let kind = kind(paragraph);
                    let text = fold(&clean(&paragraph.text));
                    let titles = match kind {
                        Kind::Heading(_) => true,
                        Kind::Text => {
                            text.chars().count() <= 80 && !is_ask(&text) && !text.ends_with(['.', '。', '?', ';'])
                        }
                        _ => false,
                    };
                    if titles {
                        heading = Some(text).filter(|text| self.found.title.as_ref() != Some(text));
                    }
                    Entry::Paragraph(index, kind)
                }
                Block::Table(index) => Entry::Table(index, self.table(index, heading.as_deref())),
            });
        }
        entries
    }

    /// The heading above each entry.
    fn sections(&self, entries: &[Entry], section: Option<String>) -> Vec<Option<String>> {
        let mut current = section;
        let title = self.found.title.clone();
        entries
            .iter()
            .map(|entry| {
                if let Entry::Paragraph(index, Kind::Heading(_)) = entry {
                    current = Some(self.words(*index)).filter(|words| Some(words) != title.as_ref());
                }
                current.clone()
            })
            .collect()
    }

    /// The words of a paragraph with its number before them.
    fn words(&self, index: usize) -> String {
        let paragraph = &self.document.paragraphs[index];
        let mut text = clean(&paragraph.text);
        for sign in ["☐", "☒", "□"] {
            text = text.replace(sign, " ");
        }
        let label = paragraph.label.as_deref().unwrap_or_default();
        fold(&format!("{label} {text}"))
    }

    fn item(&self, index: usize, words: &str, section: Option<String>) -> Draft {
        let (id, text) = numbered(words);
        Draft { id, section, text, line: index + 1, ..Draft::default() }
    }

    /// Questions with a list below them that asks nothing: the list says what the question is about. Gives back the lists.
    fn families(
        &self,
        entries: &[Entry],
        sections: &[Option<String>],
        items: &mut BTreeMap<usize, Draft>,
    ) -> BTreeSet<usize> {
        let mut children = BTreeSet::new();
        let listed = |entry: &Entry| match *entry {
            Entry::Paragraph(index, Kind::Text) if self.document.paragraphs[index].label.is_some() => Some(index),
            _ => None,
        };
        for (number, entry) in entries.iter().enumerate() {
            let Entry::Paragraph(index, Kind::Text) = *entry else { continue };
            let words = self.words(index);
            let own = self.document.paragraphs[index].label.as_deref();
            if !ends_with_question(&words) || own == Some("") {
                continue;
            }
            let below: Vec<usize> = entries[number + 1..].iter().map_while(listed).collect();
            // Further numbers of the same list are items of their own.
            let bullets = below.iter().take_while(|child| {
                let label = self.document.paragraphs[**child].label.as_deref().unwrap_or_default();
                own.is_none() || label.is_empty() || label.starts_with(|first: char| first.is_alphabetic())
            });
            let below: Vec<usize> = bullets.copied().collect();
            if below.is_empty() || below.iter().any(|child| is_ask(&self.words(*child))) {
                continue;
            }
            let mut draft = self.item(index, &words, sections[number].clone());
            let parts: Vec<String> = below.iter().map(|child| self.words(*child)).collect();
            draft.guidance = Some(parts.join(" "));
            items.insert(number, draft);
            children.extend(number + 1..=number + below.len());
        }
        children
    }

    /// Items that prose finds: numbered lists, questions, statements under "please confirm".
    fn prose(&self, entries: &[Entry], children: &BTreeSet<usize>, items: &mut BTreeMap<usize, Draft>) {
        let mut lines: Vec<Line> = Vec::new();
        for (place, entry) in entries.iter().enumerate() {
            let Entry::Paragraph(index, kind) = *entry else {
                lines.push(Line::dropped(0));
                continue;
            };
            if children.contains(&place) || items.contains_key(&place) {
                lines.push(Line::dropped(index + 1));
                continue;
            }
            let number = index + 1;
            let paragraph = &self.document.paragraphs[index];
            match kind {
                Kind::Heading(level) => {
                    lines.push(Line { kind: LineKind::Heading(level), ..Line::new(number, &self.words(index)) });
                }
                Kind::Text => {
                    let text = clean(&paragraph.text);
                    let before = match paragraph.label.as_deref() {
                        None => String::new(),
                        Some("") => "- ".to_owned(),
                        Some(label) => format!("{label} "),
                    };
                    for (line, words) in text.lines().enumerate() {
                        let words = if line == 0 { format!("{before}{words}") } else { words.to_owned() };
                        if words.chars().count() <= self.limits.line_chars {
                            lines.push(Line::new(number, &words));
                        }
                    }
                    if paragraph.label.is_none() {
                        lines.push(Line::new(number, ""));
                    }
                }
                Kind::Blank => lines.push(Line::new(number, "")),
                Kind::Label | Kind::Answer | Kind::Statement | Kind::Furniture => lines.push(Line::dropped(number)),
            }
        }
        let options = Options {
            title: self.found.title.clone(),
            whole_paragraphs: true,
            has_items: !self.found.drafts.is_empty(),
        };
        let places: BTreeMap<usize, usize> = entries
            .iter()
            .enumerate()
            .filter_map(|(number, entry)| match entry {
                Entry::Paragraph(index, _) => Some((index + 1, number)),
                Entry::Table(..) => None,
            })
            .collect();
        for mut draft in read_prose(lines, &options) {
            if draft.section.as_deref() == self.found.title.as_deref() {
                draft.section = None;
            }
            if let Some(number) = places.get(&draft.line) {
                match items.get_mut(number) {
                    None => drop(items.insert(*number, draft)),
                    // One paragraph has one place for an answer.
                    Some(known) => known.text = format!("{} {}", known.text, draft.text),
                }
            }
        }
    }

    /// Whether a paragraph that prose did not take asks: it is followed by room for an answer, or stands among others like it.
    fn asks(&self, entries: &[Entry], number: usize, index: usize) -> bool {
        let words = self.words(index);
        let paragraph = &self.document.paragraphs[index];
        if paragraph.label.as_deref() == Some("") || words.chars().count() > NAME * 5 {
            return false;
        }
        let room = entries[number + 1..].iter().find(|entry| !matches!(entry, Entry::Paragraph(_, Kind::Blank)));
        let blanks =
            entries[number + 1..].iter().take_while(|entry| matches!(entry, Entry::Paragraph(_, Kind::Blank))).count();
        let room =
            blanks >= 2 || matches!(room, Some(Entry::Paragraph(_, Kind::Answer) | Entry::Table(_, Outcome::Room)));
        let blank = matches!(entries.get(number + 1), None | Some(Entry::Paragraph(_, Kind::Blank)));
        let asking = |entry: &&Entry| match entry {
            Entry::Paragraph(index, Kind::Text) => ends_with_question(&self.words(*index)),
            _ => false,
        };
        let many = entries.iter().filter(asking).count() >= 3;
        let next_asks = match entries.get(number + 1) {
            Some(entry @ Entry::Paragraph(..)) => asking(&entry),
            _ => false,
        };
        is_ask(&words) && (room || (many && (blank || next_asks)))
    }

    /// Makes the words before a place for an answer an item, if nothing else claims the place.
    fn name_before(
        &mut self,
        entries: &[Entry],
        place: usize,
        sections: &[Option<String>],
        items: &mut BTreeMap<usize, Draft>,
    ) {
        for number in (0..place).rev() {
            if items.contains_key(&number) {
                return;
            }
            match entries[number] {
                Entry::Paragraph(_, Kind::Blank | Kind::Answer) | Entry::Table(_, Outcome::Room) => {}
                Entry::Paragraph(index, kind @ (Kind::Text | Kind::Heading(_))) => {
                    let words = self.words(index);
                    let listed = self.document.paragraphs[index].label.is_some() || is_example(&words);
                    let above =
                        (0..number).rev().find(|above| !matches!(entries[*above], Entry::Paragraph(_, Kind::Blank)));
                    if kind == Kind::Text && listed && above.is_some_and(|above| items.contains_key(&above)) {
                        return;
                    }
                    let names = words.chars().count() <= NAME && !words.ends_with(['.', '。', '!']);
                    let sure = is_ask(&words) || self.is_field(entries[place]);
                    if names && (sure || kind == Kind::Text) {
                        let section = sections[number].clone().filter(|section| *section != words);
                        items.insert(number, self.item(index, &words, section));
                    }
                    return;
                }
                _ => return,
            }
        }
    }

    fn is_field(&self, entry: Entry) -> bool {
        matches!(entry, Entry::Paragraph(index, _) if !self.document.paragraphs[index].fields.is_empty())
    }

    /// Words with a place behind them: `Company name: ____`, `Is it safe? ☐ Yes ☐ No`.
    fn labels(&mut self, entries: &[Entry], starts: &[usize], sections: &[Option<String>]) {
        for (number, entry) in entries.iter().enumerate() {
            let Entry::Paragraph(index, Kind::Label) = *entry else { continue };
            if self.claimed.contains(&index) {
                continue;
            }
            self.claimed.insert(index);
            let paragraph = &self.document.paragraphs[index];
            let label = paragraph.label.clone().unwrap_or_default();
            if paragraph.boxes.is_empty() {
                self.several(index, &label, sections[number].clone());
                continue;
            }
            let mut draft = self.item(index, &fold(&format!("{label} {}", lead(paragraph))), sections[number].clone());
            draft.slots = self.slots_of(index, false);
            let after = self.after(entries, number, starts, true);
            draft.slots.extend(after);
            self.push(draft);
        }
    }

    /// Several places in one paragraph, each with the words before it.
    fn several(&mut self, index: usize, label: &str, section: Option<String>) {
        let paragraph = &self.document.paragraphs[index];
        let lines = lines_to_write_on(&paragraph.text);
        let mut places: Vec<(usize, usize, Option<usize>)> =
            paragraph.fields.iter().map(|(at, field)| (*at, *at, Some(*field))).collect();
        places.extend(lines.iter().map(|line| (line.start, line.end, None)));
        places.sort_unstable();
        let mut done = 0;
        for (number, (start, end, field)) in places.into_iter().enumerate() {
            let words = fold(&clean(paragraph.text.get(done..start).unwrap_or_default()));
            done = end;
            if !words.chars().any(char::is_alphabetic) {
                continue;
            }
            let words = if number == 0 { fold(&format!("{label} {words}")) } else { words };
            let mut draft = self.item(index, &words, section.clone());
            let slot = match field {
                Some(field) => self.field_slot(field, SlotRole::Answer),
                None => {
                    let place = format!("paragraph {}, line {}", index + 1, number + 1);
                    let locked = paragraph.source(start..end).is_none().then(|| "a line of mixed looks".to_owned());
                    let target = Target::Stretch { paragraph: index, text: start..end };
                    Slot { locked, ..self.slot(place, SlotRole::Answer, Accepts::Text, target) }
                }
            };
            draft.slots.push(slot);
            self.push(draft);
        }
    }

    /// Whether a label only asks for words beside the answer above it.
    pub(super) fn is_comment(&self, index: usize) -> bool {
        let lead = lead(&self.document.paragraphs[index]);
        is_for_comments(&lead) && !ends_with_question(lead.trim_end_matches([':', ' ']))
    }
}
