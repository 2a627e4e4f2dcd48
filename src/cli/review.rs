//! `neatline review`: a quick pass over the open items in the terminal. Only drawing and keys are here; the rest is
//! [`crate::review::pass`].

use super::args::Base;
use super::error::Faults;
use super::session::Session;
use super::{ExitStatus, files, terminal, worksheets};
use crate::diagnostic::Diagnostic;
use crate::knowledge::Knowledge;
use crate::review::pass::{Choice, Key, Pass, Step, View, Wish};
use crate::review::worksheet::Worksheet;
use anyhow::{Context, Result, bail};
use clap::Args;
use ratatui::Frame;
use ratatui::crossterm::event::{self, Event, KeyCode, KeyEventKind, KeyModifiers};
use ratatui::layout::{Constraint, Layout};
use ratatui::style::{Color, Modifier, Style};
use ratatui::text::{Line, Span, Text};
use ratatui::widgets::{Paragraph, Wrap};
use std::io::IsTerminal;
use std::path::{Path, PathBuf};

#[derive(Debug, Args)]
pub(super) struct Review {
    /// The worksheet, `<stem>.review.yaml`
    pub(super) worksheet: PathBuf,
    /// Go through the answered items too
    #[arg(long)]
    pub(super) all: bool,
}

pub(super) fn run(base: &Base, review: &Review) -> Result<ExitStatus> {
    let sheet = worksheets::read(&review.worksheet)?;
    if !std::io::stdin().is_terminal() || !std::io::stdout().is_terminal() {
        bail!("`review` needs a terminal; the worksheet can be edited by hand too");
    }
    let session = Session::open(&worksheets::base(base, &sheet))?;
    let mut pass = Pass::new(sheet, review.all);
    if pass.sheet().knowledge_hash != session.knowledge.hash {
        pass.say("the knowledge base has changed since this worksheet was made; `neatline answer` makes it anew and keeps decisions");
    }
    let result = go_through(&mut pass, &session.knowledge, &review.worksheet);
    ratatui::restore();
    result?;
    let (total, decided) = pass.progress();
    terminal::print_message(&format!("{decided} of {total} items are decided\n"));
    terminal::print_message(&format!("next: neatline render {}\n", review.worksheet.display()));
    Ok(if decided < total { ExitStatus::NeedsReview } else { ExitStatus::Done })
}

fn go_through(pass: &mut Pass, knowledge: &Knowledge, path: &Path) -> Result<()> {
    let mut screen = ratatui::try_init().context("cannot use the terminal")?;
    loop {
        let view = pass.view(knowledge);
        screen.draw(|frame| draw(frame, &view)).context("cannot draw on the terminal")?;
        let Some(key) = read_key()? else { continue };
        match pass.key(key, knowledge) {
            Step::Stay => {}
            Step::Quit => return Ok(()),
            Step::Store(wish) => store(pass, path, &wish),
        }
    }
}

/// Puts a wish on the disk. Whatever goes wrong is said on the screen, and nothing is lost: the file is as it was.
fn store(pass: &mut Pass, path: &Path, wish: &Wish) {
    let done = files::text_file(path).and_then(|file| {
        let disk = Worksheet::read(&file).map_err(Faults)?;
        let sheet = pass.settle(&disk, wish).map_err(Faults)?;
        worksheets::write(path, &sheet.file)?;
        Ok(sheet)
    });
    match done {
        Ok(sheet) => pass.wrote(sheet, wish),
        Err(error) => {
            let text = match error.downcast_ref::<Faults>() {
                Some(Faults(faults)) => faults.first().map(in_a_line).unwrap_or_default(),
                None => error.chain().map(ToString::to_string).collect::<Vec<_>>().join(": "),
            };
            pass.say(format!("not saved: {text}"));
        }
    }
}

fn in_a_line(fault: &Diagnostic) -> String {
    let (line, _) = fault.file.line_column(fault.span.start);
    let help = fault.help.as_ref().map(|help| format!("; {help}")).unwrap_or_default();
    format!("line {line}: {}{help}", fault.message)
}

/// A key, or nothing for what is no key of ours.
fn read_key() -> Result<Option<Key>> {
    let Event::Key(key) = event::read().context("cannot read the keyboard")? else { return Ok(None) };
    if key.kind == KeyEventKind::Release {
        return Ok(None);
    }
    if key.modifiers.contains(KeyModifiers::CONTROL) {
        return Ok((key.code == KeyCode::Char('c')).then_some(Key::Escape));
    }
    Ok(match key.code {
        KeyCode::Char(c) => Some(Key::Char(c)),
        KeyCode::Enter => Some(Key::Enter),
        KeyCode::Esc => Some(Key::Escape),
        KeyCode::Backspace => Some(Key::Backspace),
        KeyCode::Up | KeyCode::PageUp => Some(Key::Up),
        KeyCode::Down | KeyCode::PageDown => Some(Key::Down),
        KeyCode::Left => Some(Key::Left),
        KeyCode::Right => Some(Key::Right),
        _ => None,
    })
}

const BOLD: Style = Style::new().add_modifier(Modifier::BOLD);
/// Stands before the lines of a short answer.
const INDENT: &str = "    ";
const FAINT: Style = Style::new().add_modifier(Modifier::DIM);

fn draw(frame: &mut Frame<'_>, view: &View) {
    let [head, body, input, message, keys] = Layout::vertical([
        Constraint::Length(1),
        Constraint::Min(4),
        Constraint::Length(if view.input.is_some() { 2 } else { 0 }),
        Constraint::Length(if view.message.is_empty() { 0 } else { 2 }),
        Constraint::Length(2),
    ])
    .areas(frame.area());
    let title =
        format!(" {} of {} decided   item {} ({} of {})", view.decided, view.total, view.id, view.at, view.total);
    frame.render_widget(Paragraph::new(title).style(Style::new().add_modifier(Modifier::REVERSED)), head);
    let mut text = Text::default();
    if view.input.as_ref().is_none_or(|(label, _)| !label.starts_with("search")) {
        item_lines(view, &mut text);
    } else {
        text.push_line(Line::styled(first_line(&view.text), FAINT));
        text.push_line("");
    }
    // A search may find more than the screen holds: what is marked stays in sight.
    let marked = view.choices.iter().position(|choice| choice.marked).filter(|_| view.input.is_some()).unwrap_or(0);
    let rows = usize::from(body.height) / 3;
    for choice in view.choices.iter().skip((marked + 1).saturating_sub(rows.max(1))) {
        choice_lines(choice, usize::from(body.width), &mut text);
    }
    frame.render_widget(Paragraph::new(text).wrap(Wrap { trim: false }).scroll((view.scroll, 0)), body);
    if let Some((label, typed)) = &view.input {
        // The end of a long text is what is being typed.
        let room = usize::from(input.width).saturating_sub(2);
        let tail: Vec<char> = typed.chars().rev().take(room.max(1)).collect();
        let tail: String = tail.into_iter().rev().collect();
        frame.render_widget(
            Paragraph::new(vec![Line::styled(format!("{label}:"), BOLD), Line::from(format!("{tail}_"))]),
            input,
        );
    }
    frame.render_widget(
        Paragraph::new(view.message.as_str()).wrap(Wrap { trim: true }).style(Style::new().fg(Color::Yellow)),
        message,
    );
    frame.render_widget(Paragraph::new(view.keys).style(FAINT), keys);
}

fn item_lines(view: &View, text: &mut Text<'_>) {
    if view.at == 0 {
        text.push_line("No item of this form waits for a decision.");
        return;
    }
    if !view.section.is_empty() {
        text.push_line(Line::styled(view.section.clone(), FAINT));
    }
    text.push_line(Line::styled(view.text.clone(), BOLD));
    if !view.why.is_empty() {
        text.push_line(Line::styled(format!("Not sent: {}", view.why), FAINT));
    }
    if !view.note.is_empty() {
        text.push_line(Line::styled(format!("Note: {}", view.note), FAINT));
    }
    if !view.decision.is_empty() {
        text.push_line(Line::styled(format!("Decided: {}", view.decision), Style::new().fg(Color::Green)));
    }
    text.push_line("");
}

fn choice_lines(choice: &Choice, width: usize, text: &mut Text<'_>) {
    let key = if choice.key.is_empty() { String::new() } else { format!("{} ", choice.key) };
    let mark = match (choice.marked, choice.key.is_empty()) {
        (true, true) => "> ",
        (true, false) => "a ",
        (false, _) => "  ",
    };
    let verdict = choice.verdict.map(|verdict| format!("  [{}]", verdict.word())).unwrap_or_default();
    text.push_line(Line::from(vec![
        Span::styled(format!("{mark}{key}"), BOLD),
        Span::styled(choice.fact.clone(), if choice.marked { BOLD } else { Style::new() }),
        Span::styled(verdict, FAINT),
    ]));
    // Wrapped here, so that every line stands under the first.
    let mut line = String::from(INDENT);
    for word in choice.short.split_whitespace() {
        if line != INDENT && Line::from(format!("{line} {word}")).width() > width {
            text.push_line(std::mem::replace(&mut line, INDENT.to_owned()));
        }
        if line != INDENT {
            line.push(' ');
        }
        line.push_str(word);
    }
    text.push_line(line);
}

fn first_line(text: &str) -> String {
    text.chars().take(76).collect()
}
