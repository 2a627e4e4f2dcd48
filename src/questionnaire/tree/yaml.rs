//! YAML with places. Depth, nodes and the growth of aliases are bounded by the parser.

use super::{Entry, Fault, Kind, Node};
use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_saphyr::Spanned;
use std::fmt;

/// Reads YAML. Several documents become a list.
///
/// # Errors
///
/// Text that is no YAML, or more than the parser's budget allows.
pub(crate) fn read_yaml(text: &str, depth: usize, nodes: usize) -> Result<Node, Fault> {
    let options = serde_saphyr::options! {
        budget: serde_saphyr::budget! { max_depth: depth, max_nodes: nodes, max_events: nodes.saturating_mul(3) },
    };
    let mut documents: Vec<Spanned<Value>> =
        serde_saphyr::from_multiple_with_options(text, options).map_err(|error| {
            let message = tidy(&error.without_snippet().to_string());
            match error.location().map(|place| place.line()) {
                Some(line) if !message.contains("line ") => Fault::Malformed(format!("{message}, at line {line}")),
                _ => Fault::Malformed(message),
            }
        })?;
    match documents.len() {
        0 => Err(Fault::Malformed("it holds no value".to_owned())),
        1 => documents.pop().map(|document| node(text, document)).ok_or(Fault::TooMany),
        _ => {
            let values = documents.into_iter().map(|document| node(text, document)).collect();
            Ok(Node { span: 0..text.len(), kind: Kind::List(values) })
        }
    }
}

/// The first line of the parser's message, which names the place.
fn tidy(message: &str) -> String {
    let first = message.lines().next().unwrap_or(message);
    let first = first.strip_prefix("error: ").unwrap_or(first);
    first.split(", set ").next().unwrap_or(first).trim_end_matches('.').to_owned()
}

/// A value before its bytes are known.
enum Value {
    Null,
    Bool(bool),
    Number(String),
    Text(String),
    List(Vec<Spanned<Value>>),
    Map(Vec<(String, Spanned<Value>)>),
}

fn node(text: &str, value: Spanned<Value>) -> Node {
    let span = value.referenced.span();
    let start = text.floor_char_boundary(span.byte_offset().map_or(0, |offset| offset as usize).min(text.len()));
    let length = span.byte_len().map_or(0, |length| length as usize);
    let end = text.floor_char_boundary((start + length).min(text.len()));
    let written = || text[start..end].trim().to_owned();
    let kind = match value.value {
        Value::Null => Kind::Null,
        // `yes`, `No` and `1.10` are words to whoever wrote the form.
        Value::Bool(truth) if !matches!(written().to_lowercase().as_str(), "true" | "false") => {
            let written = written();
            if written.starts_with('*') { Kind::Bool(truth) } else { Kind::Text(written) }
        }
        Value::Bool(truth) => Kind::Bool(truth),
        Value::Number(number) => {
            let written = written();
            Kind::Number(if written.is_empty() || written.starts_with('*') { number } else { written })
        }
        Value::Text(text) => Kind::Text(text),
        Value::List(values) => Kind::List(values.into_iter().map(|value| node(text, value)).collect()),
        Value::Map(entries) => {
            Kind::Map(entries.into_iter().map(|(key, value)| Entry { key, value: node(text, value) }).collect())
        }
    };
    Node { span: start..end, kind }
}

struct Any;

impl<'de> Visitor<'de> for Any {
    type Value = Value;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("any value")
    }
    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }
    fn visit_none<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }
    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(Self)
    }
    fn visit_bool<E>(self, truth: bool) -> Result<Value, E> {
        Ok(Value::Bool(truth))
    }
    fn visit_i64<E>(self, number: i64) -> Result<Value, E> {
        Ok(Value::Number(number.to_string()))
    }
    fn visit_u64<E>(self, number: u64) -> Result<Value, E> {
        Ok(Value::Number(number.to_string()))
    }
    fn visit_i128<E>(self, number: i128) -> Result<Value, E> {
        Ok(Value::Number(number.to_string()))
    }
    fn visit_u128<E>(self, number: u128) -> Result<Value, E> {
        Ok(Value::Number(number.to_string()))
    }
    fn visit_f64<E>(self, number: f64) -> Result<Value, E> {
        Ok(Value::Number(number.to_string()))
    }
    fn visit_str<E>(self, text: &str) -> Result<Value, E> {
        Ok(Value::Text(text.to_owned()))
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Value, A::Error> {
        let mut values = Vec::new();
        while let Some(value) = access.next_element::<Spanned<Value>>()? {
            values.push(value);
        }
        Ok(Value::List(values))
    }
    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Value, A::Error> {
        let mut entries = Vec::new();
        while let Some(key) = access.next_key::<String>()? {
            entries.push((key, access.next_value::<Spanned<Value>>()?));
        }
        Ok(Value::Map(entries))
    }
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Any)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_keep_what_was_written() {
        let text = "é: yes\nid: 1.10\nanswer:\nlist:\n  - {q: Is it?, a: , b: \"\"}\n";
        let node = read_yaml(text, 50, 1_000).unwrap();
        assert_eq!(node.text("é"), Some("yes"));
        assert_eq!(node.get("id").and_then(Node::words), Some("1.10"));
        let answer = node.get("answer").unwrap();
        assert_eq!((answer.kind.clone(), &text[answer.span.start..answer.span.start + 1]), (Kind::Null, ":"));
        let inner = &node.get("list").unwrap().values()[0];
        assert_eq!(&text[inner.get("b").unwrap().span.clone()], "\"\"");
        assert_eq!(read_yaml("- a\n---\n- b\n", 50, 1_000).unwrap().values().len(), 2);
    }

    #[test]
    fn hostile_texts_are_faults() {
        let mut bomb = String::from("a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n");
        for level in 1..12 {
            bomb.push_str(&format!("a{level}: &a{level} [{}]\n", vec![format!("*a{}", level - 1); 10].join(",")));
        }
        let deep = "[".repeat(100_000);
        let nested: String = (0..500).map(|level| format!("{}- \n", " ".repeat(level))).collect();
        for text in [bomb.as_str(), &deep, &nested, "a: 1\na: 2\n", "a: [", "%"] {
            assert!(read_yaml(text, 50, 10_000).is_err(), "{}", &text[..text.len().min(40)]);
        }
        let Err(Fault::Malformed(why)) = read_yaml("a: 1\na: 2\n", 50, 100) else { panic!("a key twice is a fault") };
        assert!(why.contains("line 2"), "{why}");
    }
}
