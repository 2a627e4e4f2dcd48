//! JSON as forms have it: with comments, trailing commas, texts put together with `+`, and one value a line (NDJSON).

use super::{Entry, Fault, Kind, Node, line_of};
use std::ops::Range;

/// Reads JSON. Several values one after the other become a list.
///
/// # Errors
///
/// Text that is no JSON, nesting deeper than `depth`, or more than `nodes` values.
pub(crate) fn read_json(text: &str, depth: usize, nodes: usize) -> Result<Node, Fault> {
    let mut reader = Reader { text, at: 0, depth, nodes };
    let mut values = Vec::new();
    loop {
        reader.skip()?;
        if reader.at == text.len() {
            break;
        }
        values.push(reader.value(0)?);
        if !values.last().is_some_and(Node::is_branch) && values.len() > 1 {
            return Err(reader.fault("expected the end"));
        }
    }
    match values.len() {
        0 => Err(reader.fault("it holds no value")),
        1 => values.pop().ok_or(Fault::TooMany),
        _ => Ok(Node { span: 0..text.len(), kind: Kind::List(values) }),
    }
}

struct Reader<'t> {
    text: &'t str,
    at: usize,
    depth: usize,
    nodes: usize,
}

impl Reader<'_> {
    fn fault(&self, what: &str) -> Fault {
        Fault::Malformed(format!("{what} in line {}", line_of(self.text, self.at)))
    }

    fn rest(&self) -> &str {
        &self.text[self.at..]
    }

    fn next(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn take(&mut self, sign: u8) -> bool {
        let found = self.next() == Some(sign);
        self.at += usize::from(found);
        found
    }

    /// Skips blanks and comments.
    fn skip(&mut self) -> Result<(), Fault> {
        loop {
            let blank = self.rest().len() - self.rest().trim_start_matches(['\u{feff}', ' ', '\t', '\n', '\r']).len();
            self.at += blank;
            if self.rest().starts_with("//") || self.next() == Some(b'#') {
                self.at += self.rest().find('\n').unwrap_or(self.rest().len());
            } else if self.rest().starts_with("/*") {
                let end = self.rest().find("*/").ok_or_else(|| self.fault("a comment is never closed"))?;
                self.at += end + 2;
            } else {
                return Ok(());
            }
        }
    }

    fn value(&mut self, level: usize) -> Result<Node, Fault> {
        if level > self.depth {
            return Err(Fault::Malformed(format!("it is nested deeper than {} levels", self.depth)));
        }
        self.nodes = self.nodes.checked_sub(1).ok_or(Fault::TooMany)?;
        let start = self.at;
        let kind = match self.next() {
            Some(b'{') => self.map(level)?,
            Some(b'[') => self.list(level)?,
            Some(b'"') => Kind::Text(self.texts()?),
            _ => self.literal()?,
        };
        Ok(Node { span: start..self.at, kind })
    }

    fn map(&mut self, level: usize) -> Result<Kind, Fault> {
        self.at += 1;
        let mut entries = Vec::new();
        loop {
            self.skip()?;
            if self.take(b'}') {
                return Ok(Kind::Map(entries));
            }
            if self.next() != Some(b'"') {
                return Err(self.fault("expected a key in quotation marks or `}`"));
            }
            let key = self.string()?;
            self.skip()?;
            if !self.take(b':') {
                return Err(self.fault("expected `:` after a key"));
            }
            self.skip()?;
            let value = self.value(level + 1)?;
            entries.push(Entry { key, value });
            self.skip()?;
            if !self.take(b',') && self.next() != Some(b'}') {
                return Err(self.fault("expected `,` or `}`"));
            }
        }
    }

    fn list(&mut self, level: usize) -> Result<Kind, Fault> {
        self.at += 1;
        let mut values = Vec::new();
        loop {
            self.skip()?;
            if self.take(b']') {
                return Ok(Kind::List(values));
            }
            values.push(self.value(level + 1)?);
            self.skip()?;
            if !self.take(b',') && self.next() != Some(b']') {
                return Err(self.fault("expected `,` or `]`"));
            }
        }
    }

    /// A text, and those put to it with `+`.
    fn texts(&mut self) -> Result<String, Fault> {
        let mut text = self.string()?;
        loop {
            let end = self.at;
            self.skip()?;
            if !self.take(b'+') {
                self.at = end;
                return Ok(text);
            }
            self.skip()?;
            if self.next() != Some(b'"') {
                return Err(self.fault("expected a text after `+`"));
            }
            text.push_str(&self.string()?);
        }
    }

    fn string(&mut self) -> Result<String, Fault> {
        self.at += 1;
        let mut text = String::new();
        loop {
            let plain = self.rest().find(['"', '\\']).ok_or_else(|| self.fault("a text is never closed"))?;
            text.push_str(&self.text[self.at..self.at + plain]);
            self.at += plain;
            if self.take(b'"') {
                return Ok(text);
            }
            self.at += 1;
            let sign = self.rest().chars().next().ok_or_else(|| self.fault("a text is never closed"))?;
            self.at += sign.len_utf8();
            match sign {
                'n' => text.push('\n'),
                't' => text.push('\t'),
                'r' => text.push('\r'),
                'b' | 'f' => {}
                'u' => text.push(self.unicode()?),
                other => text.push(other),
            }
        }
    }

    /// `\u00e9` or a pair of surrogates; half a pair becomes the sign for an unknown character.
    fn unicode(&mut self) -> Result<char, Fault> {
        let first = self.hex()?;
        if (0xd800..0xdc00).contains(&first) && self.rest().starts_with("\\u") {
            let back = self.at;
            self.at += 2;
            let second = self.hex()?;
            if (0xdc00..0xe000).contains(&second) {
                let joined = 0x10000 + ((first - 0xd800) << 10) + (second - 0xdc00);
                return Ok(char::from_u32(joined).unwrap_or(char::REPLACEMENT_CHARACTER));
            }
            self.at = back;
        }
        Ok(char::from_u32(first).unwrap_or(char::REPLACEMENT_CHARACTER))
    }

    fn hex(&mut self) -> Result<u32, Fault> {
        let range: Range<usize> = self.at..self.at + 4;
        let digits = self.text.get(range).and_then(|digits| u32::from_str_radix(digits, 16).ok());
        self.at += 4;
        digits.ok_or_else(|| Fault::Malformed("`\\u` without four hexadecimal digits".to_owned()))
    }

    fn literal(&mut self) -> Result<Kind, Fault> {
        let end = self
            .rest()
            .find(|sign: char| !(sign.is_ascii_alphanumeric() || matches!(sign, '-' | '+' | '.')))
            .unwrap_or(self.rest().len());
        let word = &self.text[self.at..self.at + end];
        let kind = match word {
            "null" => Kind::Null,
            "true" => Kind::Bool(true),
            "false" => Kind::Bool(false),
            _ if word.parse::<f64>().is_ok()
                && word.starts_with(['-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9']) =>
            {
                Kind::Number(word.to_owned())
            }
            _ => return Err(self.fault("expected a value")),
        };
        self.at += end;
        Ok(kind)
    }
}

/// A text as JSON, which is YAML as well: in double quotation marks and on one line.
pub(crate) fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for sign in text.chars() {
        match sign {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => {}
            // Line ends to YAML and to JavaScript.
            '\u{85}' | '\u{2028}' | '\u{2029}' => out.push_str("\\n"),
            _ if sign.is_control() => {}
            _ => out.push(sign),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Node, Fault> {
        read_json(text, 50, 1_000)
    }

    #[test]
    fn comments_sums_and_trailing_commas() {
        let text = "// form\n{\"a\": \"one \" + // two\n \"two\\u00e9\\n\", /* x */ \"b\": [1.50, null, true,],}\n";
        let node = read(text).unwrap();
        assert_eq!(node.text("a"), Some("one twoé\n"));
        assert_eq!(&text[node.get("a").unwrap().span.clone()], "\"one \" + // two\n \"two\\u00e9\\n\"");
        let list = node.get("b").unwrap();
        assert_eq!(list.values()[0].kind, Kind::Number("1.50".into()));
        assert_eq!((list.values()[1].kind.clone(), list.values()[2].words()), (Kind::Null, Some("true")));
    }

    #[test]
    fn lines_of_values_are_a_list_and_repeated_keys_stay() {
        assert_eq!(read("{\"a\":1}\n{\"a\":2}\n").unwrap().values().len(), 2);
        let node = read("{\"a\":1,\"a\":2}").unwrap();
        assert_eq!((node.entries().len(), node.get("a").and_then(Node::words)), (2, Some("2")));
        assert!(read("[1] Is it?").is_err() && read("").is_err() && read("1 2").is_err());
    }

    #[test]
    fn hostile_texts_are_faults_with_their_line() {
        assert_eq!(read("{\n\"a\": x}"), Err(Fault::Malformed("expected a value in line 2".into())));
        assert!(matches!(read(&"[".repeat(100_000)), Err(Fault::Malformed(why)) if why.contains("deeper")));
        assert_eq!(read(&format!("[{}1]", "1,".repeat(2_000))), Err(Fault::TooMany));
        for text in
            ["\"", "{\"a\"", "{\"a\":", "[\"\\u12", "[\"\\", "/*", "{\"a\" \"b\"}", "[\"a\" + 1]", "[\"\\u12é4\"]"]
        {
            assert!(read(text).is_err(), "{text}");
        }
    }

    #[test]
    fn texts_are_quoted_for_both() {
        let text = "Yes: \"a\\b\"\n- c\té 漢 \u{2028}#";
        let again = read(&format!("[{}]", quoted(text))).unwrap();
        assert_eq!(again.values()[0].words(), Some("Yes: \"a\\b\"\n- c\té 漢 \n#"));
        let yaml = super::super::read_yaml(&format!("- {}\n", quoted(text)), 50, 1_000).unwrap();
        assert!(yaml.says_as(&again));
    }
}
