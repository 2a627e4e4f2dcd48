//! Why a form could not be filled.

use thiserror::Error as ThisError;

/// The form could not be filled. Every variant names the form.
#[derive(Debug, Clone, PartialEq, Eq, ThisError)]
#[non_exhaustive]
pub enum FillError {
    /// A format that is read and not written.
    #[error("`{name}` is not filled: {why}")]
    NotWritten {
        /// Name of the form.
        name: String,
        /// The reason.
        why: &'static str,
    },
    /// A signature that any change would break.
    #[error("`{name}` is signed; filling it would break the signature")]
    Signed {
        /// Name of the form.
        name: String,
    },
    /// The form cannot be read as it was.
    #[error(transparent)]
    Read(#[from] crate::questionnaire::Error),
    /// The XML of a part is not what the format promises.
    #[error("`{name}` cannot be filled: {why}")]
    Malformed {
        /// Name of the form.
        name: String,
        /// What is wrong.
        why: String,
    },
    /// The result was read again and is not what was meant, so it is not given out.
    #[error("`{name}` was filled, but the result does not hold what was meant: {why}")]
    Unproven {
        /// Name of the form.
        name: String,
        /// What differs.
        why: String,
    },
}
