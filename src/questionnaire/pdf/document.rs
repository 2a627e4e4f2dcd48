//! The object graph of a PDF, loaded under limits.

use super::geometry::{Matrix, Rect};
use crate::questionnaire::{Error, Limits};
use lopdf::{Dictionary, Document, LoadOptions, Object, ObjectId};

/// Levels of parents above a page or a field. Deeper trees are cyclic or hostile.
const PARENTS: usize = 64;

/// A PDF and its pages.
#[derive(Debug)]
pub(crate) struct Pdf {
    /// Its objects; strings are decrypted if it opens without a password.
    pub(crate) doc: Document,
    /// Its pages in order.
    pub(crate) pages: Vec<ObjectId>,
}

impl Pdf {
    /// Loads a PDF.
    ///
    /// # Errors
    ///
    /// A damaged file, one that needs a password, or more pages than the limit.
    pub(crate) fn load(name: &str, bytes: &[u8], limits: &Limits) -> Result<Self, Error> {
        let malformed = |why: String| Error::Malformed { name: name.to_owned(), why };
        let options = LoadOptions { max_decompressed_size: Some(limits.pdf_stream_bytes), ..LoadOptions::default() };
        let loaded = guarded(|| Document::load_mem_with_options(bytes, options))
            .ok_or_else(|| malformed("the PDF is damaged in a way its parser does not expect".to_owned()))?;
        let doc = loaded.map_err(|error| {
            let why = error.to_string();
            if matches!(error, lopdf::Error::InvalidPassword) || why.to_lowercase().contains("password") {
                Error::Encrypted { name: name.to_owned() }
            } else {
                malformed(format!("the PDF cannot be opened: {why}"))
            }
        })?;
        // Without a password that fits, strings and streams are noise.
        if doc.is_encrypted() && !doc.was_encrypted() {
            return Err(Error::Encrypted { name: name.to_owned() });
        }
        let pages: Vec<ObjectId> = doc.page_iter().take(limits.pdf_pages + 1).collect();
        if pages.len() > limits.pdf_pages {
            return Err(Error::TooLarge { name: name.to_owned(), what: "pages", limit: limits.pdf_pages });
        }
        if pages.is_empty() {
            return Err(malformed("the PDF has no pages".to_owned()));
        }
        Ok(Self { doc, pages })
    }

    /// Whether the file is encrypted, even if no password is needed to read it.
    pub(crate) fn encrypted(&self) -> bool {
        self.doc.was_encrypted() || self.doc.is_encrypted()
    }

    /// An object behind any references.
    pub(crate) fn follow<'a>(&'a self, object: &'a Object) -> Option<&'a Object> {
        self.doc.dereference(object).ok().map(|(_, object)| object)
    }

    /// A value of a dictionary, behind any references.
    pub(crate) fn get<'a>(&'a self, dict: &'a Dictionary, key: &[u8]) -> Option<&'a Object> {
        self.follow(dict.get(key).ok()?)
    }

    /// A dictionary, or that of a stream.
    pub(crate) fn dict<'a>(&'a self, object: &'a Object) -> Option<&'a Dictionary> {
        match self.follow(object)? {
            Object::Dictionary(dict) => Some(dict),
            Object::Stream(stream) => Some(&stream.dict),
            _ => None,
        }
    }

    /// A dictionary inside a dictionary.
    pub(crate) fn sub<'a>(&'a self, dict: &'a Dictionary, key: &[u8]) -> Option<&'a Dictionary> {
        self.dict(dict.get(key).ok()?)
    }

    /// An array inside a dictionary.
    pub(crate) fn array<'a>(&'a self, dict: &'a Dictionary, key: &[u8]) -> Option<&'a [Object]> {
        self.get(dict, key)?.as_array().ok().map(Vec::as_slice)
    }

    /// A whole number inside a dictionary.
    pub(crate) fn integer(&self, dict: &Dictionary, key: &[u8]) -> Option<i64> {
        self.get(dict, key).and_then(number).map(|value| value as i64)
    }

    /// A name inside a dictionary.
    pub(crate) fn name<'a>(&'a self, dict: &'a Dictionary, key: &[u8]) -> Option<&'a [u8]> {
        self.get(dict, key)?.as_name().ok()
    }

    /// A text inside a dictionary.
    pub(crate) fn text(&self, dict: &Dictionary, key: &[u8]) -> Option<String> {
        self.get(dict, key).and_then(text_of)
    }

    /// A value that a page or a field has itself or from one of its parents.
    pub(crate) fn inherited<'a>(&'a self, dict: &'a Dictionary, key: &[u8]) -> Option<&'a Object> {
        let mut dict = dict;
        for _ in 0..PARENTS {
            if let Some(value) = self.get(dict, key) {
                return Some(value);
            }
            dict = self.sub(dict, b"Parent")?;
        }
        None
    }

    /// Four numbers of an array as a rectangle, in the coordinates of the file.
    pub(crate) fn rect(&self, object: &Object) -> Option<Rect> {
        let numbers = self.numbers(object, 4)?;
        Some(Rect::new(numbers[0], numbers[1], numbers[2], numbers[3]))
    }

    /// As many numbers of an array.
    pub(crate) fn numbers(&self, object: &Object, count: usize) -> Option<Vec<f64>> {
        let array = self.follow(object)?.as_array().ok()?;
        let numbers: Vec<f64> =
            array.iter().take(count).filter_map(|number_or| self.follow(number_or).and_then(number)).collect();
        (numbers.len() == count && numbers.iter().all(|number| number.is_finite())).then_some(numbers)
    }

    /// How a page is turned into one that is read from its top left corner, and its width and height then.
    pub(crate) fn upright(&self, page: &Dictionary) -> (Matrix, f64, f64) {
        let letter = Rect::new(0.0, 0.0, 612.0, 792.0);
        let boxed = |key: &[u8]| self.inherited(page, key).and_then(|object| self.rect(object));
        let size = |rect: &Rect| rect.width() > 1.0 && rect.height() > 1.0 && rect.width() < 2e4 && rect.height() < 2e4;
        let media = boxed(b"CropBox").filter(size).or_else(|| boxed(b"MediaBox").filter(size)).unwrap_or(letter);
        let turn = self.inherited(page, b"Rotate").and_then(number).unwrap_or(0.0).rem_euclid(360.0);
        let (width, height) = (media.width(), media.height());
        let to_origin = Matrix::shift(-media.left, -media.top);
        let (turned, width, height) = match turn.round() as i64 {
            90 => (Matrix([0.0, 1.0, 1.0, 0.0, 0.0, 0.0]), height, width),
            180 => (Matrix([-1.0, 0.0, 0.0, 1.0, width, 0.0]), width, height),
            270 => (Matrix([0.0, -1.0, -1.0, 0.0, height, width]), height, width),
            _ => (Matrix([1.0, 0.0, 0.0, -1.0, 0.0, height]), width, height),
        };
        (to_origin.then(turned), width, height)
    }
}

/// A number of either kind.
pub(crate) fn number(object: &Object) -> Option<f64> {
    match object {
        Object::Integer(value) => Some(*value as f64),
        Object::Real(value) => Some(f64::from(*value)).filter(|value| value.is_finite()),
        _ => None,
    }
}

/// A text string in whichever encoding it is written.
pub(crate) fn text_of(object: &Object) -> Option<String> {
    match object {
        Object::String(bytes, _) if bytes.starts_with(b"\xff\xfe") => {
            Some(encoding_rs::UTF_16LE.decode_without_bom_handling(&bytes[2..]).0.into_owned())
        }
        Object::String(..) => lopdf::decode_text_string(object).ok(),
        Object::Name(name) => Some(String::from_utf8_lossy(name).into_owned()),
        _ => None,
    }
}

/// Runs a parser of others; a panic in it is nothing.
pub(crate) fn guarded<T>(work: impl FnOnce() -> T) -> Option<T> {
    crate::questionnaire::guard::caught(work)
}
