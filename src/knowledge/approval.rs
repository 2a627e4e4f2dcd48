//! `approval:` as it is written: a word, or who approved what and when.

use jiff::civil::Date;
use serde::Deserialize;
use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserializer, Error, MapAccess, Visitor};
use std::fmt;

/// An approval in a front matter.
#[derive(Debug)]
pub(crate) enum RawApproval {
    /// `draft`, or a word that is a fault.
    Word(String),
    /// `{by: ROLE, on: DATE, hash: HASH}`.
    Given {
        /// The role.
        by: String,
        /// The day.
        on: Date,
        /// Hash of what it approved.
        hash: Option<String>,
    },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Given {
    by: String,
    on: Date,
    hash: Option<String>,
}

/// By hand, since an untagged enum would read the key `on` as the truth value it is in old YAML.
impl<'de> Deserialize<'de> for RawApproval {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Either;
        impl<'de> Visitor<'de> for Either {
            type Value = RawApproval;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("`draft` or a mapping with `by`, `on` and `hash`")
            }

            fn visit_str<E: Error>(self, word: &str) -> Result<RawApproval, E> {
                Ok(RawApproval::Word(word.to_owned()))
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<RawApproval, A::Error> {
                let Given { by, on, hash } = Given::deserialize(MapAccessDeserializer::new(map))?;
                Ok(RawApproval::Given { by, on, hash })
            }
        }
        deserializer.deserialize_any(Either)
    }
}
