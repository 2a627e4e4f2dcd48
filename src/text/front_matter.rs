//! YAML front matter before a Markdown body.

use super::{InputFile, Span};

/// Where the two parts of a file lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FrontMatter {
    /// The YAML with its opening `---`, so that it starts at offset 0 and spans in it are spans in the file.
    pub yaml: Span,
    /// The Markdown after the closing `---`.
    pub body: Span,
}

/// Splits a file at its front matter; `None` when it does not begin with `---` or the closing `---` is missing.
pub fn split_front_matter(file: &InputFile) -> Option<FrontMatter> {
    let text = file.text();
    if !text.starts_with("---\n") {
        return None;
    }
    let mut offset = 4;
    for line in text[4..].split_inclusive('\n') {
        if line.trim_end() == "---" {
            return Some(FrontMatter { yaml: Span::new(0, offset), body: Span::new(offset + line.len(), text.len()) });
        }
        offset += line.len();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_parts_or_nothing() {
        let file = InputFile::new("f", "---\na: 1\n---\nBody\n");
        let parts = split_front_matter(&file).expect("has front matter");
        assert_eq!(&file.text()[parts.yaml.start..parts.yaml.end], "---\na: 1\n");
        assert_eq!(&file.text()[parts.body.start..parts.body.end], "Body\n");
        assert_eq!(split_front_matter(&InputFile::new("f", "---\na: 1\n")), None);
        assert_eq!(split_front_matter(&InputFile::new("f", "a: 1\n---\n")), None);
    }
}
