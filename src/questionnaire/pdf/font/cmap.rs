//! `ToUnicode`: what codes stand for. Ranges are kept as ranges, so that a hostile one costs nothing.

use std::collections::BTreeMap;

/// Entries that are kept.
const MOST: usize = 200_000;

/// A map from codes to text.
#[derive(Debug, Default)]
pub(super) struct UnicodeMap {
    /// By length of the code and first code of the range.
    ranges: BTreeMap<(usize, u32), Range>,
}

#[derive(Debug)]
struct Range {
    last: u32,
    /// Text of the first code, in UTF-16; its last unit grows along the range.
    first: Vec<u16>,
}

enum Token<'t> {
    Hex(Vec<u8>),
    Open,
    Close,
    Word(&'t [u8]),
}

impl UnicodeMap {
    /// Reads the `bfchar` and `bfrange` sections of a character map.
    pub(super) fn parse(content: &[u8]) -> Self {
        let mut map = Self::default();
        let mut pending: Vec<Vec<u8>> = Vec::new();
        let mut list: Option<Vec<Vec<u8>>> = None;
        let mut section: &[u8] = b"";
        let mut rest = content;
        while let Some((token, after)) = next_token(rest) {
            rest = after;
            match token {
                Token::Word(b"beginbfchar") => (section, pending) = (b"char", Vec::new()),
                Token::Word(b"beginbfrange") => (section, pending) = (b"range", Vec::new()),
                Token::Word(b"endbfchar" | b"endbfrange") => section = b"",
                Token::Word(_) => {}
                Token::Open => list = Some(Vec::new()),
                Token::Close => {
                    if let (Some(targets), [low, _]) = (list.take(), pending.as_slice()) {
                        let low_code = code_of(low);
                        for (code, target) in (low_code..=u32::MAX).zip(&targets) {
                            map.put(low.len(), code, code, target);
                        }
                    }
                    pending.clear();
                }
                Token::Hex(bytes) => match &mut list {
                    Some(targets) => targets.push(bytes),
                    None => {
                        pending.push(bytes);
                        match (section, pending.as_slice()) {
                            (b"char", [code, target]) => {
                                map.put(code.len(), code_of(code), code_of(code), target);
                                pending.clear();
                            }
                            (b"range", [low, high, target]) => {
                                map.put(low.len(), code_of(low), code_of(high), target);
                                pending.clear();
                            }
                            (b"", _) => pending.clear(),
                            _ => {}
                        }
                    }
                },
            }
            if map.ranges.len() >= MOST {
                break;
            }
        }
        map
    }

    fn put(&mut self, length: usize, low: u32, high: u32, target: &[u8]) {
        let first: Vec<u16> = match target {
            [one] => vec![u16::from(*one)],
            _ => target.chunks_exact(2).take(32).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect(),
        };
        if high >= low {
            self.ranges.insert((length, low), Range { last: high, first });
        }
    }

    /// The text of a code of so many bytes.
    pub(super) fn get(&self, code: u32, length: usize) -> Option<String> {
        let ((found, low), range) = self.ranges.range(..=(length, code)).next_back()?;
        if *found != length || code > range.last {
            return None;
        }
        let mut units = range.first.clone();
        if let Some(last) = units.last_mut() {
            *last = last.wrapping_add((code - low) as u16);
        }
        let text: String = char::decode_utf16(units).map(|unit| unit.unwrap_or('\u{fffd}')).collect();
        Some(text.replace('\u{0}', ""))
    }
}

fn code_of(bytes: &[u8]) -> u32 {
    bytes.iter().take(4).fold(0, |code, byte| (code << 8) | u32::from(*byte))
}

fn next_token(content: &[u8]) -> Option<(Token<'_>, &[u8])> {
    let start = content.iter().position(|byte| !byte.is_ascii_whitespace())?;
    let rest = &content[start..];
    match rest[0] {
        b'[' => Some((Token::Open, &rest[1..])),
        b']' => Some((Token::Close, &rest[1..])),
        b'<' if rest.get(1) != Some(&b'<') => {
            let end = rest.iter().position(|byte| *byte == b'>').unwrap_or(rest.len());
            let digits: Vec<u8> = rest[1..end]
                .iter()
                .filter_map(|byte| char::from(*byte).to_digit(16))
                .map(|digit| digit as u8)
                .collect();
            let bytes = digits.chunks(2).map(|pair| (pair[0] << 4) | pair.get(1).copied().unwrap_or(0)).collect();
            Some((Token::Hex(bytes), rest.get(end + 1..).unwrap_or_default()))
        }
        b'%' => {
            let end = rest.iter().position(|byte| matches!(byte, b'\n' | b'\r')).unwrap_or(rest.len());
            Some((Token::Word(b""), &rest[end..]))
        }
        _ => {
            let ends = |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, b'[' | b']' | b'<');
            let end = rest.iter().skip(1).position(ends).map_or(rest.len(), |end| end + 1);
            Some((Token::Word(&rest[..end]), &rest[end..]))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_ranges_and_lists() {
        let map = UnicodeMap::parse(
            b"1 beginbfchar <01> <0041> endbfchar 3 beginbfrange <0010> <0012> <0061>\n<0020><0021>[<00660069> <3042>] \
              <00000000> <FFFFFFFF> <0030> endbfrange",
        );
        assert_eq!(map.get(1, 1).as_deref(), Some("A"));
        assert_eq!(map.get(0x12, 2).as_deref(), Some("c"));
        assert_eq!(map.get(0x13, 2), None);
        assert_eq!(map.get(0x20, 2).as_deref(), Some("fi"));
        assert_eq!(map.get(0x21, 2).as_deref(), Some("あ"));
        assert_eq!(map.get(1, 4).as_deref(), Some("1"));
    }
}
