//! Which column holds what: by the words of a header row, else by content.

use super::cells::is_open;
use super::{Row, is_ask};
use crate::questionnaire::clean::fold;
use crate::questionnaire::prose::{allowed_answers, ends_with_question};

/// The columns of a table.
#[derive(Debug, Clone, Default)]
pub(super) struct Columns {
    /// Index of the header row.
    pub(super) header: Option<usize>,
    pub(super) question: usize,
    pub(super) id: Option<usize>,
    pub(super) section: Option<usize>,
    guidance: Vec<usize>,
    answers: Vec<usize>,
}

/// What a header cell announces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Question,
    /// A word that heads questions and much else.
    Maybe,
    Id,
    Section,
    Guidance,
    Answer,
    Other,
}

/// Rows in which a header is looked for: titles and instructions above it are rarely longer.
const SEARCHED: usize = 60;

/// Finds the columns, or nothing if the table asks nothing.
pub(super) fn find_columns(rows: &[Row]) -> Option<Columns> {
    let searched = &rows[..rows.len().min(SEARCHED)];
    for (index, row) in searched.iter().enumerate() {
        if let Some(columns) = header_of(row) {
            return Some(Columns { header: Some(index), ..columns }.with_id(rows));
        }
    }
    for (index, row) in searched.iter().enumerate() {
        if let Some(columns) = weak_header(row).filter(|columns| asks_below(&rows[index + 1..], columns)) {
            return Some(Columns { header: Some(index), ..columns }.with_id(rows));
        }
    }
    by_content(rows)
}

/// Whether a row heads a table of questions, for telling delimited text from prose.
pub(in crate::questionnaire) fn looks_like_header(row: &Row) -> bool {
    header_of(row).is_some() || weak_header(row).is_some()
}

/// Columns by a header row that names a question column.
pub(super) fn header_of(row: &Row) -> Option<Columns> {
    let roles = roles(row)?;
    let question = roles.iter().position(|role| *role == Role::Question)?;
    let others = roles.iter().filter(|role| !matches!(role, Role::Other | Role::Question)).count();
    // A lone "Question" heads a list; in a longer cell, among unknown words, it may be anything.
    let bare = !row.cell(question).contains(' ');
    (others > 0 || (bare && row.filled().count() <= 3)).then(|| columns(&roles, question))
}

fn weak_header(row: &Row) -> Option<Columns> {
    let roles = roles(row)?;
    let question = roles.iter().position(|role| *role == Role::Maybe)?;
    roles.contains(&Role::Answer).then(|| columns(&roles, question))
}

fn columns(roles: &[Role], question: usize) -> Columns {
    let all =
        |wanted: Role| roles.iter().enumerate().filter(move |(_, role)| **role == wanted).map(|(column, _)| column);
    Columns {
        header: None,
        question,
        id: all(Role::Id).next(),
        section: all(Role::Section).next(),
        guidance: all(Role::Guidance).collect(),
        answers: all(Role::Answer).collect(),
    }
}

fn roles(row: &Row) -> Option<Vec<Role>> {
    let short =
        row.filled().all(|column| row.cell(column).chars().count() <= 60 && !ends_with_question(row.cell(column)));
    (short && row.filled().next().is_some())
        .then(|| (0..row.cells.len()).map(|column| role(row.cell(column))).collect())
}

fn role(cell: &str) -> Role {
    const IDS: &[&str] = &[
        "id",
        "no",
        "nr",
        "#",
        "number",
        "num",
        "ref",
        "reference",
        "item no",
        "item number",
        "question id",
        "question no",
        "question number",
        "question #",
        "control id",
        "control no",
        "control number",
        "requirement id",
        "s no",
        "sl no",
        "q",
        "q#",
        "番号",
        "項番",
        "№",
        "numéro",
    ];
    const QUESTIONS: &[&str] = &[
        "question",
        "questions",
        "question(s)",
        "requirement",
        "requirements",
        "frage",
        "fragen",
        "anforderung",
        "anforderungen",
        "exigence",
        "exigences",
        "pregunta",
        "preguntas",
        "requisito",
        "requisitos",
        "pergunta",
        "perguntas",
        "domanda",
        "domande",
        "vraag",
        "vragen",
        "frågor",
        "fråga",
        "întrebare",
        "otázka",
        "pytanie",
    ];
    const UNSPACED: &[&str] = &["質問", "設問", "確認事項", "確認項目", "チェック項目", "要求事項", "질문", "问题"];
    const ANSWERS: &[&str] = &[
        "answer",
        "response",
        "reply",
        "yes",
        "status",
        "value",
        "comment",
        "compliant",
        "complies",
        "compliance",
        "implemented",
        "remarks",
        "antwort",
        "bemerkung",
        "réponse",
        "commentaire",
        "respuesta",
        "comentario",
        "resposta",
        "risposta",
        "antwoord",
        "回答",
        "対応状況",
        "details",
        "rating",
        "available",
        "대답",
    ];
    const GUIDANCE: &[&str] = &[
        "guidance",
        "help",
        "example",
        "hint",
        "note",
        "instruction",
        "options",
        "expected",
        "evidence",
        "explanation",
        "hinweis",
        "beispiel",
        "exemple",
        "aide",
        "ejemplo",
        "記入例",
        "備考",
        "説明",
    ];
    const SECTIONS: &[&str] = &[
        "section",
        "category",
        "domain",
        "area",
        "chapter",
        "theme",
        "group",
        "topic",
        "kategorie",
        "bereich",
        "catégorie",
        "domaine",
        "categoría",
        "カテゴリ",
        "分類",
        "区分",
        "大項目",
    ];
    const MAYBE: &[&str] = &[
        "control",
        "criteria",
        "criterion",
        "description",
        "statement",
        "item",
        "field",
        "certification",
        "check",
        "measure",
        "point",
        "document",
        "feld",
        "champ",
        "campo",
        "項目",
        "内容",
        "information",
    ];
    let lower = fold(cell).to_lowercase();
    let plain: String = lower.chars().filter(|sign| !matches!(sign, '.' | ':' | '*' | '(' | ')')).collect();
    let words = || lower.split([' ', '/', '-', ':', '*']).take(8);
    let holds = |words: &[&str]| words.iter().any(|word| lower.contains(word));
    if plain.is_empty() {
        Role::Other
    } else if IDS.contains(&plain.trim()) || plain.ends_with(" id") {
        Role::Id
    } else if holds(ANSWERS) && !plain.starts_with("question") {
        Role::Answer
    } else if holds(SECTIONS) {
        Role::Section
    } else if (words().any(|word| QUESTIONS.contains(&word)) || holds(UNSPACED)) && !holds(&["type", "weight", "score"])
    {
        Role::Question
    } else if holds(GUIDANCE) {
        Role::Guidance
    } else if holds(MAYBE) {
        Role::Maybe
    } else {
        Role::Other
    }
}

/// Whether the rows below a weak header wait for answers: a list of defects has the same headers, and is filled in.
fn asks_below(rows: &[Row], columns: &Columns) -> bool {
    let (mut asked, mut asking, mut open, mut cells) = (0usize, 0usize, 0usize, 0usize);
    for row in rows.iter().filter(|row| !row.cell(columns.question).is_empty()) {
        asked += 1;
        asking += usize::from(is_ask(row.cell(columns.question)));
        for column in &columns.answers {
            cells += 1;
            open += usize::from(is_open(row.cell(*column)));
        }
    }
    asked > 0 && (asking * 10 >= asked * 3 || open * 10 >= cells * 8)
}

/// The column with most questions, if a table without a header has one.
fn by_content(rows: &[Row]) -> Option<Columns> {
    let width = rows.iter().map(|row| row.cells.len()).max()?.min(64);
    let mut best = (0usize, 0usize);
    for column in 0..width {
        let filled = rows.iter().filter(|row| !row.cell(column).is_empty()).count();
        let asking = rows.iter().filter(|row| ends_with_question(row.cell(column))).count();
        if asking >= 2 && asking * 2 >= filled && asking > best.0 {
            best = (asking, column);
        }
    }
    (best.0 > 0).then(|| Columns { question: best.1, ..Columns::default() }.with_id(rows))
}

impl Columns {
    /// Finds the id column by content where no header names one: short, with digits, no two alike.
    fn with_id(mut self, rows: &[Row]) -> Self {
        if self.id.is_some() {
            return self;
        }
        let body = &rows[self.header.map_or(0, |header| header + 1)..];
        self.id = (0..self.question).filter(|column| Some(*column) != self.section).find(|column| {
            let cells: Vec<&str> = body.iter().map(|row| row.cell(*column)).filter(|cell| !cell.is_empty()).collect();
            let distinct: std::collections::BTreeSet<&str> = cells.iter().copied().collect();
            let shaped = |cell: &&&str| {
                cell.len() <= 16 && cell.bytes().any(|byte| byte.is_ascii_digit()) && !cell.trim().contains(' ')
            };
            !cells.is_empty()
                && cells.iter().filter(shaped).count() * 10 >= cells.len() * 7
                && distinct.len() * 10 >= cells.len() * 7
        });
        self
    }

    /// A header repeated inside a table may leave out what the first one named.
    pub(super) fn keep_what_is_missing(self, first: &Self) -> Self {
        let same = self.question == first.question;
        Self {
            id: self.id.or(if same { first.id } else { None }),
            section: self.section.or(if same { first.section } else { None }),
            ..self
        }
    }

    /// Guidance and allowed answers in a row.
    pub(super) fn guidance_of(&self, row: &Row, rows: &[Row]) -> Vec<String> {
        let mut parts = Vec::new();
        for column in self.guidance.iter().copied().filter(|column| !row.cell(*column).is_empty()) {
            let cell = fold(row.cell(column));
            let title = self.header.map_or("", |header| rows[header].cell(column));
            let lower = title.to_lowercase();
            let plain = [
                "guid", "help", "example", "hint", "note", "explan", "hinweis", "beispiel", "exemple", "例", "備考",
                "説明",
            ];
            let named =
                !title.is_empty() && !plain.iter().any(|word| lower.contains(word)) && allowed_answers(&cell).is_none();
            parts.push(if named { format!("{}: {cell}", fold(title)) } else { cell });
        }
        let answers = self.answers.iter().filter_map(|column| allowed_answers(row.cell(*column)));
        parts.extend(answers.map(|answers| fold(&answers)));
        parts
    }
}
