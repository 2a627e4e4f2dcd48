//! What stands on which page: `site.yaml` and `profile.yaml` of a knowledge base. Both may be missing.

use crate::diagnostic::{Diagnostic, did_you_mean};
use crate::knowledge::{Approvals, Knowledge, Publish};
use crate::text::{InputFile, read_yaml, span_of};
use indexmap::IndexMap;
use jiff::civil::Date;
use serde::Deserialize;
use serde_saphyr::Spanned;

/// `site.yaml`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub(super) struct Config {
    /// Name of the site.
    pub(super) title: Option<String>,
    /// One sentence for search engines.
    pub(super) about: Option<String>,
    /// The sentences on approval, in place of those for a reply.
    pub(super) approval: Option<Approvals>,
    /// What the project is and is not, Markdown, in place of the standing statement of a reply.
    pub(super) statement: Option<String>,
    /// Facts on the home page.
    pub(super) most_asked: Vec<Spanned<String>>,
    /// Facts on reporting a vulnerability.
    pub(super) report: Vec<Spanned<String>>,
    /// Facts on where to get support.
    pub(super) support: Vec<Spanned<String>>,
    /// Facts on reading a scanner's report.
    pub(super) scanner: Vec<Spanned<String>>,
    /// The page on plugins.
    pub(super) plugins: Vec<Section>,
    /// Topics in the order of the FAQ.
    pub(super) groups: Vec<Group>,
    /// What a Hugo site wants around each page.
    pub(super) hugo: HugoConfig,
}

/// What a Hugo site wants around each page.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub(super) struct HugoConfig {
    /// Keys for the front matter of every page.
    pub(super) front_matter: IndexMap<String, serde_json::Value>,
    /// Lines before the content, such as a shortcode of the site's theme.
    pub(super) before: String,
    /// Lines after it.
    pub(super) after: String,
}

/// Topics under one heading.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Group {
    /// Heading.
    pub(super) title: String,
    /// Topics.
    pub(super) topics: Vec<TopicName>,
}

/// The name of a topic, which is a folder of facts.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TopicName {
    /// The folder.
    pub(super) id: String,
    /// Its name for a reader.
    pub(super) title: String,
    /// One sentence.
    #[serde(default)]
    pub(super) about: String,
}

/// Facts under one heading.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Section {
    /// Heading.
    pub(super) title: String,
    /// Facts.
    pub(super) facts: Vec<Spanned<String>>,
}

/// `profile.yaml`: a form of our own, answered from facts that are named and not matched.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Profile {
    /// Title of the form.
    pub(super) title: String,
    /// One sentence.
    #[serde(default)]
    pub(super) about: String,
    /// Its sections.
    pub(super) sections: Vec<Section>,
    /// The file, whose hash stands in the provenance of a reply.
    #[serde(skip)]
    pub(super) file: Option<InputFile>,
}

/// Both files, with what is wrong in them.
#[derive(Debug, Default)]
pub(super) struct Choice {
    pub(super) config: Config,
    pub(super) profile: Option<Profile>,
    /// Warnings: facts that are unknown, withdrawn or not public are left out.
    pub(super) warnings: Vec<Diagnostic>,
}

/// The file of that name at the top of a knowledge base.
pub(super) fn file_named<'f>(files: &'f [InputFile], name: &str) -> Option<&'f InputFile> {
    files
        .iter()
        .filter(|file| file.path().rsplit('/').next() == Some(name))
        .min_by_key(|file| file.path().matches('/').count())
}

/// Reads both files.
///
/// # Errors
///
/// A file that is not YAML of this shape, as a diagnostic with its line.
pub(super) fn read_choice(files: &[InputFile], knowledge: &Knowledge, as_of: Date) -> Result<Choice, Box<Diagnostic>> {
    let mut choice = Choice::default();
    if let Some(file) = file_named(files, "site.yaml") {
        choice.config = read(file)?;
        let config = &choice.config;
        let single = [&config.most_asked, &config.report, &config.support, &config.scanner].into_iter().flatten();
        let ids = single.chain(config.plugins.iter().flat_map(|section| &section.facts));
        choice.warnings.extend(ids.filter_map(|id| fault(file, knowledge, as_of, id)));
    }
    if let Some(file) = file_named(files, "profile.yaml") {
        let mut profile: Profile = read(file)?;
        let ids = profile.sections.iter().flat_map(|section| &section.facts);
        choice.warnings.extend(ids.filter_map(|id| fault(file, knowledge, as_of, id)));
        profile.file = Some(file.clone());
        choice.profile = Some(profile);
    }
    Ok(choice)
}

fn read<T: serde::de::DeserializeOwned>(file: &InputFile) -> Result<T, Box<Diagnostic>> {
    read_yaml(file, file.text().len()).map_err(|fault| {
        Box::new(
            Diagnostic::error("malformed-file", file, fault.span, fault.message)
                .help("templates/site/README.md shows every field"),
        )
    })
}

fn fault(file: &InputFile, knowledge: &Knowledge, as_of: Date, id: &Spanned<String>) -> Option<Diagnostic> {
    let name = id.value.as_str();
    let warn = |message: String| Diagnostic::warning("site-fact", file, span_of(id), message);
    match knowledge.fact(name) {
        None => {
            let warning = warn(format!("unknown fact `{name}`"));
            Some(match did_you_mean(name, knowledge.facts.keys().map(String::as_str)) {
                Some(known) => warning.help(format!("did you mean `{known}`?")),
                None => warning.help("take it out, or name a file below `facts/`"),
            })
        }
        Some(fact) if fact.is_withdrawn(as_of) => {
            Some(warn(format!("fact `{name}` is withdrawn")).help("name the fact that stands in its place"))
        }
        Some(fact) if fact.publish != Publish::Public => {
            Some(warn(format!("fact `{name}` is not public")).help("take it out, or set `publish: public` in the fact"))
        }
        Some(_) => None,
    }
}
