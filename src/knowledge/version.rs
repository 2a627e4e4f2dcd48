//! Product versions and the ranges a fact is true for.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// A release: two or three numbers, `3.40` or `3.40.6`. A missing third number counts as zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize)]
pub struct Version {
    numbers: [u16; 3],
}

impl FromStr for Version {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let fault = || format!("`{text}` is not a version: expected two or three numbers, such as `3.40` or `3.40.6`");
        let mut numbers = [0; 3];
        let parts: Vec<&str> = text.trim().split('.').collect();
        if !(2..=3).contains(&parts.len()) {
            return Err(fault());
        }
        for (number, part) in numbers.iter_mut().zip(parts) {
            *number = part.parse().map_err(|_| fault())?;
        }
        Ok(Self { numbers })
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [major, minor, patch] = self.numbers;
        write!(f, "{major}.{minor}")?;
        if patch > 0 { write!(f, ".{patch}") } else { Ok(()) }
    }
}

/// A range of versions: comma-separated bounds that all hold, `>=3.34, <4.0`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
pub struct VersionRange {
    text: String,
    bounds: Vec<(Bound, Version)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
enum Bound {
    AtLeast,
    Above,
    Below,
    AtMost,
    Exactly,
}

impl VersionRange {
    /// Whether a version lies in it.
    pub fn contains(&self, version: Version) -> bool {
        self.bounds.iter().all(|(bound, limit)| match bound {
            Bound::AtLeast => version >= *limit,
            Bound::Above => version > *limit,
            Bound::Below => version < *limit,
            Bound::AtMost => version <= *limit,
            Bound::Exactly => version == *limit,
        })
    }

    /// Whether no version can lie in both. Only the ends of the bounds need a look.
    pub fn is_disjoint(&self, other: &Self) -> bool {
        let mut probes = Vec::new();
        for (_, Version { numbers: [major, minor, patch] }) in self.bounds.iter().chain(&other.bounds) {
            probes.push(Version { numbers: [*major, *minor, *patch] });
            probes.push(Version { numbers: [*major, *minor, patch.saturating_add(1)] });
        }
        probes.push(Version { numbers: [0; 3] });
        !probes.into_iter().any(|probe| self.contains(probe) && other.contains(probe))
    }
}

impl FromStr for VersionRange {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let mut bounds = Vec::new();
        for part in text.split(',') {
            let part = part.trim();
            let (bound, rest) = [
                (">=", Bound::AtLeast),
                ("<=", Bound::AtMost),
                (">", Bound::Above),
                ("<", Bound::Below),
                ("=", Bound::Exactly),
            ]
            .into_iter()
            .find_map(|(sign, bound)| part.strip_prefix(sign).map(|rest| (bound, rest)))
            .ok_or_else(|| {
                format!("`{part}` is not a bound: expected `>=`, `>`, `<`, `<=` or `=` and a version, such as `>=4.0`")
            })?;
            bounds.push((bound, rest.parse()?));
        }
        Ok(Self { text: text.to_owned(), bounds })
    }
}

impl fmt::Display for VersionRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn range(text: &str) -> VersionRange {
        text.parse().expect("is a range")
    }

    #[test]
    fn ranges_hold_and_exclude() {
        let version = |text: &str| text.parse::<Version>().expect("is a version");
        assert!(range(">=4.0").contains(version("4.2")));
        assert!(!range(">=3.34, <4.0").contains(version("4.0")));
        assert!(range("<4.0").is_disjoint(&range(">=4.0")));
        assert!(!range("<=4.0").is_disjoint(&range(">=4.0")));
        assert!(range("=3.40").is_disjoint(&range(">3.40")));
        assert_eq!(version("3.40.0").to_string(), "3.40");
        assert!("four".parse::<Version>().is_err() && "~4.0".parse::<VersionRange>().is_err());
    }
}
