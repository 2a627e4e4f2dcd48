//! Profiles of forms: one that is named, or one of the knowledge base by fingerprint.

use super::args::Base;
use super::error::Faults;
use super::files;
use crate::questionnaire::{
    Fitted, Limits, Profile, Questionnaire, Rules, fit_profile, read_profile, read_profiles, read_questionnaire_by,
    rules_of,
};
use anyhow::Result;
use std::path::Path;

/// A form read by the profile that is named, or by the one that fits.
pub(super) fn read_form(
    base: &Base,
    name: &str,
    bytes: &[u8],
    limits: &Limits,
    profile: Option<&Path>,
) -> Result<Questionnaire> {
    let rules = rules(base, name, bytes, limits, profile)?;
    Ok(read_questionnaire_by(name, bytes, limits, rules)?)
}

/// What a profile says about a form.
pub(super) fn rules(
    base: &Base,
    name: &str,
    bytes: &[u8],
    limits: &Limits,
    profile: Option<&Path>,
) -> Result<Option<Rules>> {
    let fitted = match profile {
        Some(path) => {
            let profile = read_profile(&files::text_file(path)?).map_err(Faults)?;
            rules_of(name, bytes, limits, &profile)?
        }
        None => fit(base, name, bytes, limits)?,
    };
    if !fitted.faults.is_empty() {
        return Err(Faults(fitted.faults).into());
    }
    Ok(fitted.rules)
}

fn fit(base: &Base, name: &str, bytes: &[u8], limits: &Limits) -> Result<Fitted> {
    // Faults of profiles that nobody named are the business of `check`; a form that cannot be read says so when it is read.
    let profiles: Vec<Profile> = read_profiles(&files::profile_files(base)?).0;
    Ok(fit_profile(name, bytes, limits, &profiles).unwrap_or_default())
}
