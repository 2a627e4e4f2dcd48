//! YAML into typed values, with places and with a budget against hostile input.

use super::{InputFile, Span};
use serde::de::DeserializeOwned;
use serde_saphyr::Spanned;

/// A fault in YAML: what is wrong and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct YamlFault {
    /// What is wrong, lower case, no full stop.
    pub message: String,
    /// Where, in the file.
    pub span: Span,
}

/// Reads the YAML of a file up to byte `end` (the whole file, or its front matter, which starts at offset 0).
///
/// Depth, nodes and alias expansion are bounded by the parser's default budget, so that a small file cannot grow large.
///
/// # Errors
///
/// A [`YamlFault`] for text that is not YAML, for an unknown, missing or repeated key, and for a value of the wrong shape.
pub fn read_yaml<T: DeserializeOwned>(file: &InputFile, end: usize) -> Result<T, YamlFault> {
    let text = &file.text()[..end];
    serde_saphyr::from_str::<T>(text).map_err(|error| {
        let error = error.without_snippet();
        let span = match error.location() {
            Some(location) => {
                let start = location.span().byte_offset().map_or(0, |offset| offset as usize).min(text.len());
                let length = location.span().byte_len().map_or(0, |length| length as usize);
                let start = text.floor_char_boundary(start);
                let line_end = text[start..].find('\n').map_or(text.len(), |at| start + at);
                Span::new(
                    start,
                    if length == 0 { line_end } else { text.floor_char_boundary(start + length).min(line_end) },
                )
            }
            None => Span::new(0, text.find('\n').unwrap_or(text.len())),
        };
        YamlFault { message: tidy(&error.to_string()), span }
    })
}

/// Drops the parser's own place from its message: the diagnostic shows the place itself.
fn tidy(message: &str) -> String {
    let first = message.lines().next().unwrap_or(message);
    let first = match first.strip_prefix("error: line ").and_then(|rest| rest.split_once(": ")) {
        Some((_, rest)) => rest,
        None => first,
    };
    let cut = [" at line ", " (line ", ": line ", ", set "]
        .iter()
        .filter_map(|mark| first.find(mark))
        .min()
        .unwrap_or(first.len());
    first[..cut].trim_end_matches('.').to_owned()
}

/// Where a value stands in its file.
pub fn span_of<T>(value: &Spanned<T>) -> Span {
    let span = value.referenced.span();
    let start = span.byte_offset().map_or(0, |offset| offset as usize);
    Span::new(start, start + span.byte_len().map_or(0, |length| length as usize))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::Deserialize;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Sample {
        verdict: Spanned<Kind>,
        list: Vec<Spanned<String>>,
    }

    #[derive(Debug, Deserialize, PartialEq, Eq)]
    #[serde(rename_all = "kebab-case")]
    enum Kind {
        Yes,
        No,
    }

    fn fault(text: &str) -> (String, String) {
        let file = InputFile::new("f", text);
        let fault = read_yaml::<Sample>(&file, text.len()).expect_err("is faulty");
        (fault.message, text[fault.span.start..fault.span.end].to_owned())
    }

    #[test]
    fn values_know_their_place() {
        let text = "---\nverdict: no\nlist:\n  - é\n  - \"two words\"\n";
        let file = InputFile::new("f", text);
        let sample: Sample = read_yaml(&file, text.len()).expect("is valid");
        assert_eq!(sample.verdict.value, Kind::No);
        let span = span_of(&sample.list[1]);
        assert!(text[span.start..span.end].contains("two words"), "{span:?}");
        assert_eq!(file.line_column(span_of(&sample.verdict).start), (2, 10));
    }

    #[test]
    fn faults_point_at_the_text() {
        for text in [
            "verdict: no\nlist: []\nextra: 1\n",
            "list: []\n",
            "verdict: maybe\nlist: []\n",
            "verdict: no\nlist: [\n",
            "verdict: no\nverdict: no\nlist: []\n",
            "verdict: no\nlist: 3\n",
        ] {
            let (message, at) = fault(text);
            assert!(!message.is_empty() && !message.contains("line ") && !at.is_empty(), "{message}");
        }
    }

    #[test]
    fn alias_bombs_are_refused() {
        let mut text = String::from("a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n");
        for i in 1..12 {
            text.push_str(&format!("a{i}: &a{i} [{}]\n", vec![format!("*a{}", i - 1); 10].join(",")));
        }
        let file = InputFile::new("f", &text);
        assert!(read_yaml::<serde_json::Value>(&file, text.len()).is_err());
    }
}
