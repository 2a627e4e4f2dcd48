//! What a person can decide about an item.

use std::fmt;
use std::str::FromStr;

/// A decision, as it is written behind `decision:`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decision {
    /// Send what is proposed.
    Accept,
    /// Send this fact.
    Use(String),
    /// The item does not apply, for the reason this fact gives.
    NotApplicable(String),
    /// A person answers it outside this reply, which says so.
    Person,
    /// Leave it without an answer, which the reply says.
    Skip,
}

impl Decision {
    /// The fact it names.
    pub fn fact(&self) -> Option<&str> {
        match self {
            Self::Use(fact) | Self::NotApplicable(fact) => Some(fact),
            Self::Accept | Self::Person | Self::Skip => None,
        }
    }
}

impl fmt::Display for Decision {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Accept => f.write_str("accept"),
            Self::Use(fact) => write!(f, "use {fact}"),
            Self::NotApplicable(fact) => write!(f, "not-applicable {fact}"),
            Self::Person => f.write_str("person"),
            Self::Skip => f.write_str("skip"),
        }
    }
}

/// Why a text is no decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DecisionFault {
    /// The first word is none of the five.
    UnknownWord(String),
    /// The word needs a fact behind it.
    MissingFact(&'static str),
    /// More stands behind the word than belongs there.
    TooMuch(&'static str),
}

/// The words a decision begins with.
pub(super) const WORDS: [&str; 5] = ["accept", "use", "not-applicable", "person", "skip"];

impl FromStr for Decision {
    type Err = DecisionFault;

    fn from_str(text: &str) -> Result<Self, DecisionFault> {
        let mut words = text.split_whitespace();
        let word = words.next().unwrap_or_default();
        let (fact, more) = (words.next(), words.next().is_some());
        let Some(known) = WORDS.into_iter().find(|known| *known == word) else {
            return Err(DecisionFault::UnknownWord(word.to_owned()));
        };
        match (known, fact) {
            ("use" | "not-applicable", None) => Err(DecisionFault::MissingFact(known)),
            ("use" | "not-applicable", Some(_)) if more => Err(DecisionFault::TooMuch(known)),
            ("use", Some(fact)) => Ok(Self::Use(fact.to_owned())),
            ("not-applicable", Some(fact)) => Ok(Self::NotApplicable(fact.to_owned())),
            (_, Some(_)) => Err(DecisionFault::TooMuch(known)),
            ("accept", None) => Ok(Self::Accept),
            ("person", None) => Ok(Self::Person),
            _ => Ok(Self::Skip),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decisions_come_back_as_they_were_written() {
        for text in ["accept", "use a.b", "not-applicable a.b", "person", "skip"] {
            assert_eq!(text.parse::<Decision>().map(|decision| decision.to_string()), Ok(text.to_owned()));
        }
        assert_eq!("use".parse::<Decision>(), Err(DecisionFault::MissingFact("use")));
        assert_eq!("accept a.b".parse::<Decision>(), Err(DecisionFault::TooMuch("accept")));
        assert_eq!("acept".parse::<Decision>(), Err(DecisionFault::UnknownWord("acept".into())));
    }
}
