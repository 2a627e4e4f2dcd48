//! The worksheet as it is written.

use indexmap::IndexMap;
use jiff::civil::Date;
use serde::Deserialize;
use serde_saphyr::Spanned;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct RawWorksheet {
    pub(super) worksheet: Spanned<u32>,
    pub(super) form: RawForm,
    pub(super) knowledge: RawBase,
    pub(super) as_of: Date,
    pub(super) release: Spanned<String>,
    pub(super) items: Vec<RawItem>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawForm {
    pub(super) path: Spanned<String>,
    pub(super) sha256: Spanned<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawBase {
    pub(super) version: String,
    pub(super) hash: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct RawItem {
    pub(super) no: Spanned<usize>,
    pub(super) item: String,
    pub(super) section: Option<String>,
    pub(super) text: Spanned<String>,
    pub(super) why: Option<String>,
    #[serde(default)]
    pub(super) proposed: Vec<Spanned<String>>,
    #[expect(dead_code, reason = "for the reader of the file only")]
    pub(super) answer: Option<String>,
    #[serde(default)]
    pub(super) candidates: Vec<RawCandidate>,
    #[serde(default)]
    pub(super) facts: IndexMap<String, String>,
    pub(super) decision: Option<Spanned<String>>,
    #[serde(rename = "override")]
    pub(super) own_words: Option<Spanned<String>>,
    pub(super) by: Option<Spanned<String>>,
    pub(super) verdict: Option<Spanned<String>>,
    pub(super) note: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawCandidate {
    pub(super) fact: String,
    #[expect(dead_code, reason = "for the reader of the file only")]
    pub(super) short: Option<String>,
}
