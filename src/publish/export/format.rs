//! Names of the formats.

/// A format for machines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// All public facts, in a shape of our own.
    AnswersJson,
    /// OpenSSF Security Insights 2.
    SecurityInsights,
    /// RFC 9116.
    SecurityTxt,
    /// OpenVEX 0.2.0.
    Openvex,
    /// CSAF 2.0, profile VEX.
    CsafVex,
    /// CycloneDX 1.6, declarations.
    Cyclonedx,
    /// OSCAL 1.1, component definition.
    Oscal,
    /// Conformance with the OpenSSF OSPS Baseline.
    Osps,
    /// schema.org `FAQPage` as JSON-LD.
    FaqJsonld,
    /// llms.txt.
    LlmsTxt,
    /// The bulk format of OpenSearch, Elasticsearch and Quickwit.
    SearchNdjson,
}

impl Format {
    /// All formats, in the order of the documentation.
    pub const ALL: [Self; 11] = [
        Self::AnswersJson,
        Self::SecurityInsights,
        Self::SecurityTxt,
        Self::Openvex,
        Self::CsafVex,
        Self::Cyclonedx,
        Self::Oscal,
        Self::Osps,
        Self::FaqJsonld,
        Self::LlmsTxt,
        Self::SearchNdjson,
    ];

    /// The name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::AnswersJson => "answers-json",
            Self::SecurityInsights => "security-insights",
            Self::SecurityTxt => "security-txt",
            Self::Openvex => "openvex",
            Self::CsafVex => "csaf-vex",
            Self::Cyclonedx => "cyclonedx",
            Self::Oscal => "oscal",
            Self::Osps => "osps",
            Self::FaqJsonld => "faq-jsonld",
            Self::LlmsTxt => "llms-txt",
            Self::SearchNdjson => "search-ndjson",
        }
    }

    /// One line on what it is, for `--help`.
    pub fn about(self) -> &'static str {
        match self {
            Self::AnswersJson => "all public facts, schemas/facts-1.schema.json",
            Self::SecurityInsights => "OpenSSF Security Insights 2, YAML",
            Self::SecurityTxt => "security.txt, RFC 9116; fails when its facts are past review",
            Self::Openvex => "OpenVEX 0.2.0, JSON",
            Self::CsafVex => "CSAF 2.0 with the VEX profile, JSON",
            Self::Cyclonedx => "CycloneDX 1.6 declarations by framework, JSON",
            Self::Oscal => "OSCAL 1.1 component definition, JSON",
            Self::Osps => "OSPS Baseline by requirement, YAML, schemas/osps-1.schema.json",
            Self::FaqJsonld => "schema.org FAQPage, JSON-LD",
            Self::LlmsTxt => "llms.txt, Markdown",
            Self::SearchNdjson => "bulk load for OpenSearch, Elasticsearch and Quickwit, NDJSON",
        }
    }

    /// The name that readers of the format look for.
    pub fn file_name(self) -> &'static str {
        match self {
            Self::AnswersJson => "facts.json",
            Self::SecurityInsights => "security-insights.yml",
            Self::SecurityTxt => "security.txt",
            Self::Openvex => "openvex.json",
            Self::CsafVex => "csaf-vex.json",
            Self::Cyclonedx => "declarations.cdx.json",
            Self::Oscal => "component-definition.json",
            Self::Osps => "osps-baseline.yaml",
            Self::FaqJsonld => "faq.jsonld",
            Self::LlmsTxt => "llms.txt",
            Self::SearchNdjson => "search.ndjson",
        }
    }
}
