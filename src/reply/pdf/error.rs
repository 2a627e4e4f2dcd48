//! What can go wrong while a PDF is made.

/// Why no PDF came out.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum PdfError {
    /// A font file cannot be used.
    #[error("font `{name}` cannot be used: {reason}")]
    Font {
        /// Name of the font as it was given.
        name: String,
        /// What is wrong with it.
        reason: String,
    },
    /// No font was given for plain text.
    #[error("no font for plain text was given")]
    NoTextFont,
    /// The objects could not be put together.
    #[error("the PDF could not be put together")]
    Assemble(#[from] lopdf::Error),
}
