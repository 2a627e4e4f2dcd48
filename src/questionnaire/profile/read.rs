//! Reads and checks profiles.

use super::raw::RawProfile;
use crate::diagnostic::{Diagnostic, did_you_mean};
use crate::questionnaire::layout::ColumnRole;
use crate::text::{InputFile, Span, read_yaml, span_of};

/// What a person says about a kind of form.
#[derive(Debug, Clone)]
pub struct Profile {
    pub(super) file: InputFile,
    pub(super) raw: RawProfile,
}

impl Profile {
    /// What it is called.
    pub fn name(&self) -> &str {
        &self.raw.name.value
    }
}

/// Verdicts in a vocabulary.
const VERDICTS: [&str; 5] = ["yes", "no", "partial", "not-applicable", "information"];

/// Reads one profile.
///
/// # Errors
///
/// Its faults: YAML that is none, unknown roles and verdicts, rows that cannot be.
pub fn read_profile(file: &InputFile) -> Result<Profile, Vec<Diagnostic>> {
    let raw: RawProfile = read_yaml(file, file.text().len()).map_err(|fault| {
        vec![
            Diagnostic::error("malformed-profile", file, fault.span, fault.message)
                .help("`neatline inspect FORM --write-profile` writes a profile to start from"),
        ]
    })?;
    let profile = Profile { file: file.clone(), raw };
    let faults = profile.faults();
    if faults.is_empty() { Ok(profile) } else { Err(faults) }
}

/// Reads every profile among the files of a knowledge base: those in its folder `profiles`.
pub fn read_profiles(files: &[InputFile]) -> (Vec<Profile>, Vec<Diagnostic>) {
    let mut sorted: Vec<&InputFile> = files
        .iter()
        .filter(|file| file.path().ends_with(".yaml") && file.path().split('/').rev().nth(1) == Some("profiles"))
        .collect();
    sorted.sort_by(|a, b| a.path().cmp(b.path()));
    let (mut profiles, mut faults) = (Vec::new(), Vec::new());
    for file in sorted {
        match read_profile(file) {
            Ok(profile) => profiles.push(profile),
            Err(found) => faults.extend(found),
        }
    }
    (profiles, faults)
}

impl Profile {
    pub(super) fn fault(&self, code: &'static str, span: Span, message: String) -> Diagnostic {
        Diagnostic::error(code, &self.file, span, message)
    }

    fn faults(&self) -> Vec<Diagnostic> {
        let mut faults = Vec::new();
        let malformed = |span, message: &str| self.fault("malformed-profile", span, message.to_owned());
        if self.raw.fingerprint.sheets.value.is_empty() {
            let span = span_of(&self.raw.fingerprint.sheets);
            faults.push(malformed(span, "the fingerprint names no sheet").help("name a sheet of the form"));
        }
        for sheet in &self.raw.sheets {
            for row in sheet.headers.iter().chain(&sheet.first).filter(|row| row.value == 0) {
                faults.push(malformed(span_of(row), "row 0, expected a row counted from 1"));
            }
            if let (Some(first), Some(last)) = (&sheet.first, sheet.last)
                && first.value > last
            {
                faults.push(malformed(span_of(first), "the first row stands below the last one"));
            }
            for role in sheet.columns.values().filter(|role| role_of(&role.value).is_none()) {
                let names = ROLES.iter().map(|(name, _)| *name);
                let help = match did_you_mean(&role.value, names) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => format!("expected one of {}", ROLES.map(|(name, _)| name).join(", ")),
                };
                let message = format!("unknown role `{}`", role.value);
                faults.push(self.fault("unknown-role", span_of(role), message).help(help));
            }
        }
        for (verdict, words) in self.raw.vocabulary.iter().filter(|(key, _)| !VERDICTS.contains(&key.as_str())) {
            let help = match did_you_mean(verdict, VERDICTS) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("expected one of {}", VERDICTS.join(", ")),
            };
            let message = format!("unknown verdict `{verdict}`");
            faults.push(self.fault("unknown-verdict", span_of(words), message).help(help));
        }
        faults
    }
}

/// Roles by their names in a profile.
pub(super) const ROLES: [(&str, ColumnRole); 11] = [
    ("id", ColumnRole::Id),
    ("question", ColumnRole::Question),
    ("section", ColumnRole::Section),
    ("guidance", ColumnRole::Guidance),
    ("options", ColumnRole::Options),
    ("answer", ColumnRole::Answer),
    ("mark", ColumnRole::Mark),
    ("comment", ColumnRole::Comment),
    ("second", ColumnRole::Second),
    ("others", ColumnRole::Others),
    ("none", ColumnRole::Unknown),
];

/// The role of a name.
pub(super) fn role_of(name: &str) -> Option<ColumnRole> {
    ROLES.iter().find(|(known, _)| *known == name).map(|(_, role)| *role)
}
