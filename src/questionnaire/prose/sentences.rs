//! Sentences of a paragraph.

/// Abbreviations whose full stop ends no sentence, in lower case.
const ABBREVIATIONS: [&str; 30] = [
    "e.g", "i.e", "etc", "vs", "no", "nr", "inc", "ltd", "co", "corp", "mr", "mrs", "ms", "dr", "prof", "approx", "cf",
    "z", "b", "ex", "p", "u.a", "d.h", "bzw", "ca", "resp", "incl", "st", "fig", "art",
];

/// Splits at full stops, question marks and exclamation marks; the marks stay. Each sentence is trimmed and not empty.
pub(super) fn sentences(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut signs = text.char_indices().peekable();
    while let Some((index, sign)) = signs.next() {
        let wide = matches!(sign, '。' | '？' | '！');
        if !(wide || matches!(sign, '.' | '?' | '!')) {
            continue;
        }
        let mut end = index + sign.len_utf8();
        // "?!", "?)", "?”" belong to the sentence.
        while let Some((_, next)) = signs.peek()
            && matches!(next, '?' | '!' | '？' | '！' | ')' | '）' | '"' | '”' | '’' | '」' | '*')
        {
            end += next.len_utf8();
            signs.next();
        }
        // "Is it? (yes/no)"
        if let Some(open) = text[end..].trim_start().strip_prefix('(')
            && let Some((close, _)) = open.char_indices().take(40).find(|(_, sign)| *sign == ')')
            && matches!(sign, '?' | '？')
            && !open[..close].contains(['.', '?', '!'])
        {
            end = text.len() - open.len() + close + 1;
            while signs.peek().is_some_and(|(next, _)| *next < end) {
                signs.next();
            }
        }
        let rest = &text[end..];
        let apart = wide || rest.is_empty() || rest.starts_with(char::is_whitespace);
        if apart && !(sign == '.' && is_abbreviation(&text[start..index], rest)) {
            push(&mut found, &text[start..end]);
            start = end;
        }
    }
    push(&mut found, &text[start..]);
    found
}

fn push<'t>(found: &mut Vec<&'t str>, sentence: &'t str) {
    let sentence = sentence.trim();
    if !sentence.is_empty() {
        found.push(sentence);
    }
}

fn is_abbreviation(before: &str, after: &str) -> bool {
    let tail = before.char_indices().rev().take(12).find(|(_, sign)| sign.is_whitespace() || *sign == '(');
    let word = match tail {
        Some((index, sign)) => &before[index + sign.len_utf8()..],
        None if before.len() <= 12 => before,
        None => return false,
    };
    let initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
    let goes_on = after.trim_start().starts_with(char::is_lowercase);
    initial || goes_on || ABBREVIATIONS.contains(&word.to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_end_where_a_reader_would_say() {
        assert_eq!(
            sentences("We use QGIS, e.g. 3.40. Is it signed? If so, by whom? (Inc. Smith Ltd. asks.)"),
            ["We use QGIS, e.g. 3.40.", "Is it signed?", "If so, by whom?", "(Inc. Smith Ltd. asks.)"]
        );
        assert_eq!(sentences("暗号化していますか？方法は何ですか。"), ["暗号化していますか？", "方法は何ですか。"]);
        assert_eq!(sentences("no end"), ["no end"]);
        assert!(sentences("  ").is_empty());
    }
}
