//! Bytes to text: by mark, by declaration, by what the bytes look like.

use encoding_rs::{EUC_JP, Encoding, ISO_2022_JP, SHIFT_JIS, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// Bytes that could not be decoded: the charset they were declared to be in is unknown.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct UnknownCharset(pub(super) String);

/// Decodes text. A byte order mark wins, then what was declared, then what the bytes look like, then Windows-1252.
///
/// # Errors
///
/// A declared charset that is unknown, unless the bytes happen to be UTF-8.
pub(super) fn decode(bytes: &[u8], declared: Option<&str>) -> Result<String, UnknownCharset> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return Ok(plain(encoding, &bytes[mark..]));
    }
    let Some(label) = declared.map(str::trim).filter(|label| !label.is_empty()) else {
        return Ok(guess(bytes));
    };
    let Some(encoding) = Encoding::for_label(label.as_bytes()) else {
        // UTF-7 and a few of the DOS code pages, which encoding_rs leaves out.
        if let Some(decoder) = mail_parser::decoders::charsets::map::charset_decoder(label.as_bytes()) {
            return Ok(decoder(bytes));
        }
        return std::str::from_utf8(bytes)
            .map(str::to_owned)
            .map_err(|_| UnknownCharset(label.chars().take(60).collect()));
    };
    if encoding == UTF_8 || is_ascii_label(label) {
        return Ok(guess(bytes)); // often declared by programs that never looked
    }
    Ok(plain(encoding, bytes))
}

/// The text of a file with a way back: the encoding and the mark at its beginning. Nothing, if writing the text again in its
/// encoding would not give the same bytes.
pub(crate) fn decode_exactly(bytes: &[u8]) -> Option<(String, &'static Encoding, &[u8])> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let text = encoding.decode_without_bom_handling_and_without_replacement(&bytes[mark..])?;
        return Some((text.into_owned(), encoding, &bytes[..mark]));
    }
    let text = decode(bytes, None).ok()?;
    let known = [UTF_8, UTF_16LE, UTF_16BE, SHIFT_JIS, EUC_JP, ISO_2022_JP, WINDOWS_1252];
    let encoding = known.into_iter().find(|encoding| {
        encoding.decode_without_bom_handling_and_without_replacement(bytes).is_some_and(|decoded| decoded == text)
    })?;
    Some((text, encoding, &[]))
}

fn is_ascii_label(label: &str) -> bool {
    ["us-ascii", "ascii", "ansi_x3.4-1968"].iter().any(|known| label.eq_ignore_ascii_case(known))
}

fn plain(encoding: &'static Encoding, bytes: &[u8]) -> String {
    encoding.decode_without_bom_handling(bytes).0.into_owned()
}

fn guess(bytes: &[u8]) -> String {
    if bytes.is_ascii() && has_japanese_escape(bytes) {
        return plain(ISO_2022_JP, bytes);
    }
    if let Some(encoding) = looks_like_utf16(bytes) {
        return plain(encoding, bytes);
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return text.to_owned();
    }
    for encoding in [EUC_JP, SHIFT_JIS] {
        if let Some(text) = encoding.decode_without_bom_handling_and_without_replacement(bytes)
            && is_mostly_japanese(&text)
        {
            return text.into_owned();
        }
    }
    plain(WINDOWS_1252, bytes)
}

/// `ESC $ @`, `ESC $ B` or `ESC ( J`: how ISO-2022-JP leaves ASCII.
fn has_japanese_escape(bytes: &[u8]) -> bool {
    bytes.windows(3).any(|window| matches!(window, b"\x1b$@" | b"\x1b$B" | b"\x1b(J"))
}

/// UTF-16 without a mark shows as a zero in every other byte of its Latin text.
pub(super) fn looks_like_utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(4096) & !1];
    if sample.len() < 8 {
        return None;
    }
    let pairs = sample.len() / 2;
    let zeros = |offset: usize| sample.iter().skip(offset).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    if odd * 10 >= pairs * 8 && even * 20 < pairs {
        Some(UTF_16LE)
    } else if even * 10 >= pairs * 8 && odd * 20 < pairs {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// Kana are about half of any Japanese text and next to nothing of a mistaken decoding. Half-width kana do not count: single
/// bytes of other charsets turn into them.
fn is_mostly_japanese(text: &str) -> bool {
    let (mut foreign, mut kana) = (0usize, 0usize);
    for character in text.chars().filter(|character| !character.is_ascii()) {
        foreign += 1;
        kana += usize::from(matches!(character, '\u{3041}'..='\u{30fe}'));
    }
    kana * 5 >= foreign && kana > 0
}

#[cfg(test)]
mod tests {
    use super::*;

    const ASKED: &str = "パスワードの方針は何ですか？";

    #[test]
    fn declared_charsets_are_obeyed() {
        let iso = ISO_2022_JP.encode(ASKED).0;
        assert_eq!(decode(&iso, Some("iso-2022-jp")).unwrap(), ASKED);
        assert_eq!(decode(b"caf\xe9", Some("latin1")).unwrap(), "café");
        assert_eq!(decode(b"+AOk-t+AOk-", Some("utf-7")).unwrap(), "été");
        assert_eq!(decode(b"\x82\xe9", Some("ibm850")).unwrap(), "éÚ");
    }

    #[test]
    fn undeclared_charsets_are_told_by_their_bytes() {
        for encoding in [SHIFT_JIS, EUC_JP, ISO_2022_JP] {
            assert_eq!(decode(&encoding.encode(ASKED).0, None).unwrap(), ASKED, "{}", encoding.name());
        }
        assert_eq!(decode("naïve".as_bytes(), None).unwrap(), "naïve");
        assert_eq!(decode(b"na\xefve \x93quoted\x94", None).unwrap(), "naïve “quoted”");
        let utf16: Vec<u8> = "Is it safe?".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(decode(&utf16, None).unwrap(), "Is it safe?");
        assert_eq!(decode(&[&[0xff, 0xfe], utf16.as_slice()].concat(), None).unwrap(), "Is it safe?");
        assert_eq!(decode(b"\xef\xbb\xbfIs it?", None).unwrap(), "Is it?");
    }

    #[test]
    fn an_unknown_charset_is_said_unless_the_bytes_are_utf8() {
        assert_eq!(decode(b"caf\xe9", Some("x-martian")), Err(UnknownCharset("x-martian".into())));
        assert_eq!(decode("café".as_bytes(), Some("x-martian")).unwrap(), "café");
        assert_eq!(decode("café".as_bytes(), Some("us-ascii")).unwrap(), "café");
    }
}
