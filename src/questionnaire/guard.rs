//! Parsers of others are kept from taking the program down: a panic in one is that file's fault.

use super::Error;
use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};

thread_local! {
    static GUARDED: Cell<bool> = const { Cell::new(false) };
}

/// Whether a parser of others is at work in this thread. A panic hook may then stay silent: the panic becomes an error.
pub fn is_guarded() -> bool {
    GUARDED.get()
}

/// Runs a parser of others; nothing if it panics.
pub(crate) fn caught<T>(work: impl FnOnce() -> T) -> Option<T> {
    let before = GUARDED.replace(true);
    let result = catch_unwind(AssertUnwindSafe(work));
    GUARDED.set(before);
    result.ok()
}

/// Runs a parser of others; `what` it reads is a noun with its article.
///
/// # Errors
///
/// What the parser says, or [`Error::Malformed`] where it panics.
pub(crate) fn guarded<T>(name: &str, what: &str, work: impl FnOnce() -> Result<T, Error>) -> Result<T, Error> {
    caught(work).unwrap_or_else(|| {
        let why = format!("{what} in it is damaged in a way its parser does not expect");
        Err(Error::Malformed { name: name.to_owned(), why })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_becomes_an_error() {
        let error = guarded::<()>("a.xls", "the workbook", || {
            assert!(is_guarded());
            panic!("somebody else's")
        })
        .unwrap_err();
        assert!(error.to_string().contains("the workbook in it is damaged"), "{error}");
        assert!(!is_guarded());
    }
}
