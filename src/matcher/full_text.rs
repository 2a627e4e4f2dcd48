//! The tantivy index: a document for each entry and one for each phrasing, in memory or in the bytes of the program.

use serde::de::Error as _;
use serde::ser::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tantivy::collector::TopDocs;
use tantivy::directory::error::{DeleteError, LockError, OpenReadError, OpenWriteError};
use tantivy::directory::{Directory, DirectoryLock, FileHandle, Lock, WatchCallback, WatchHandle, WritePtr};
use tantivy::index::SegmentComponent;
use tantivy::query::{BooleanQuery, BoostQuery, Occur, Query, TermQuery};
use tantivy::schema::{Field, IndexRecordOption, Schema, TextFieldIndexing, TextOptions};
use tantivy::{DocId, Index, Score, Searcher, SegmentReader, SingleSegmentIndexWriter, TantivyDocument, Term};

/// Weight of the body field: measured best at 0.3; at full weight it ruins precision.
const BODY_WEIGHT: f32 = 0.3;
/// Documents fetched for an item before they are folded into entries.
const FETCH: usize = 80;
/// Memory of the index writer, in bytes: tantivy's least.
const WRITER_MEMORY: usize = 15_000_000;
/// Where tantivy keeps the list of segments.
const META: &str = "meta.json";
/// The files of a segment whose documents are neither kept nor deleted, and in whose texts places do not count.
const PARTS: [SegmentComponent; 6] = [
    SegmentComponent::Postings,
    SegmentComponent::Positions,
    SegmentComponent::FastFields,
    SegmentComponent::FieldNorms,
    SegmentComponent::Terms,
    SegmentComponent::Store,
];
/// What every segment is called in the bytes of the program: tantivy draws a name, and the same base must give the same bytes.
const SEGMENT: &str = "00000000000000000000000000000001";

/// An index that can be searched.
pub(super) struct FullText {
    searcher: Searcher,
    text: Field,
    body: Field,
}

/// An index that is being made.
pub(super) struct Writer {
    writer: SingleSegmentIndexWriter,
    text: Field,
    body: Field,
}

impl Writer {
    pub(super) fn new() -> tantivy::Result<Self> {
        let mut schema = Schema::builder();
        let indexing =
            TextFieldIndexing::default().set_tokenizer("whitespace").set_index_option(IndexRecordOption::WithFreqs);
        let options = TextOptions::default().set_indexing_options(indexing);
        let text = schema.add_text_field("text", options.clone());
        let body = schema.add_text_field("body", options);
        let writer = Index::builder().schema(schema.build()).single_segment_index_writer::<TantivyDocument>(
            tantivy::directory::RamDirectory::create(),
            WRITER_MEMORY,
        )?;
        Ok(Self { writer, text, body })
    }

    /// Adds a document: terms of its text, and of a body.
    pub(super) fn add(&mut self, text: &[u32], body: Option<&[u32]>) -> tantivy::Result<()> {
        let mut document = TantivyDocument::default();
        document.add_text(self.text, tokens(text));
        if let Some(body) = body {
            document.add_text(self.body, tokens(body));
        }
        self.writer.add_document(document)
    }

    pub(super) fn finish(self) -> tantivy::Result<FullText> {
        FullText::of(&self.writer.finalize()?)
    }
}

impl FullText {
    fn of(index: &Index) -> tantivy::Result<Self> {
        let schema = index.schema();
        Ok(Self {
            searcher: index.reader_builder().reload_policy(tantivy::ReloadPolicy::Manual).try_into()?.searcher(),
            text: schema.get_field("text")?,
            body: schema.get_field("body")?,
        })
    }

    /// The documents nearest to terms by BM25, best first, each with its score.
    pub(super) fn nearest(&self, terms: &[u32]) -> tantivy::Result<Vec<(f32, usize)>> {
        let mut clauses: Vec<(Occur, Box<dyn Query>)> = Vec::with_capacity(terms.len() * 2);
        for term in terms {
            let token = token(*term);
            let query =
                |field| Box::new(TermQuery::new(Term::from_field_text(field, &token), IndexRecordOption::WithFreqs));
            clauses.push((Occur::Should, query(self.text)));
            clauses.push((Occur::Should, Box::new(BoostQuery::new(query(self.body), BODY_WEIGHT))));
        }
        if clauses.is_empty() {
            return Ok(Vec::new());
        }
        // A score that is passed through is one that tantivy cannot foresee, so it looks at every document. Leaving out those that cannot be
        // among the best was measured to take longer: an item has some thirty clauses, and they are sorted anew at each step.
        let best = TopDocs::with_limit(FETCH).tweak_score(|_: &SegmentReader| |_: DocId, score: Score| score);
        let found = self.searcher.search(&BooleanQuery::new(clauses), &best)?;
        Ok(found.into_iter().map(|(score, address)| (score, address.doc_id as usize)).collect())
    }

    /// Names and bytes of its files.
    fn files(&self) -> tantivy::Result<Vec<(String, Vec<u8>)>> {
        let index = self.searcher.index();
        let mut meta = String::from_utf8_lossy(&index.directory().atomic_read(Path::new(META))?).into_owned();
        let mut files = Vec::new();
        for segment in index.searchable_segments()? {
            let id = segment.id().uuid_string();
            meta = meta.replace(&id, SEGMENT).replace(&hyphened(&id), SEGMENT);
            for part in PARTS {
                let path = segment.relative_path(part);
                files.push((path.to_string_lossy().replace(&id, SEGMENT), index.directory().atomic_read(&path)?));
            }
        }
        files.push((META.to_owned(), meta.into_bytes()));
        Ok(files)
    }
}

/// A UUID of 32 digits in its other form.
fn hyphened(digits: &str) -> String {
    [0..8, 8..12, 12..16, 16..20, 20..32].map(|part| digits.get(part).unwrap_or_default()).join("-")
}

impl Serialize for FullText {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.files().map_err(S::Error::custom)?.serialize(serializer)
    }
}

/// The bytes are searched where they are.
impl<'de: 'static> Deserialize<'de> for FullText {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let files = Vec::<(PathBuf, &'static [u8])>::deserialize(deserializer)?;
        let index = Index::open(Files(Arc::new(files.into_iter().collect()))).map_err(D::Error::custom)?;
        Self::of(&index).map_err(D::Error::custom)
    }
}

/// Files inside the program, as tantivy wants to see them.
#[derive(Debug, Clone)]
struct Files(Arc<BTreeMap<PathBuf, &'static [u8]>>);

impl Files {
    fn get(&self, path: &Path) -> Result<&'static [u8], OpenReadError> {
        self.0.get(path).copied().ok_or_else(|| OpenReadError::FileDoesNotExist(path.to_owned()))
    }
}

impl Directory for Files {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        Ok(Arc::new(self.get(path)?))
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        Ok(self.0.contains_key(path))
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        Ok(self.get(path)?.to_vec())
    }

    fn acquire_lock(&self, _lock: &Lock) -> Result<DirectoryLock, LockError> {
        // Nobody writes, so nothing has to be kept from anybody.
        Ok(DirectoryLock::from(Box::new(())))
    }

    fn watch(&self, _callback: WatchCallback) -> tantivy::Result<WatchHandle> {
        Ok(WatchHandle::empty())
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        Err(DeleteError::IoError { io_error: Arc::new(read_only()), filepath: path.to_owned() })
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        Err(OpenWriteError::wrap_io_error(read_only(), path.to_owned()))
    }

    fn atomic_write(&self, _path: &Path, _data: &[u8]) -> std::io::Result<()> {
        Err(read_only())
    }

    fn sync_directory(&self) -> std::io::Result<()> {
        Ok(())
    }
}

fn read_only() -> std::io::Error {
    std::io::ErrorKind::ReadOnlyFilesystem.into()
}

/// A term as a token of the index: its number in printable characters.
fn token(term: u32) -> String {
    let mut token = String::new();
    push_token(term, &mut token);
    token
}

fn tokens(terms: &[u32]) -> String {
    let mut tokens = String::with_capacity(terms.len() * 4);
    for term in terms {
        push_token(*term, &mut tokens);
        tokens.push(' ');
    }
    tokens
}

fn push_token(mut term: u32, out: &mut String) {
    const DIGITS: u32 = (b'~' - b'!') as u32;
    loop {
        out.push(char::from(b'!' + (term % DIGITS) as u8));
        term /= DIGITS;
        if term == 0 {
            break;
        }
    }
}
