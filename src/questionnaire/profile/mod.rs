//! Profiles: what a person says about a kind of form, so that the finder need not guess it.
//!
//! ```text
//! form.profile.yaml -> read_profile -> Profile -(fits the form's sheets and headers)-> Rules -> layout finder, filling
//! ```
//!
//! A [`Profile`] knows sheets by name patterns and columns by letter or header; [`Rules`] are the same for one form, by address.

mod raw;
mod read;
mod fit;
mod rules;
mod write;

pub use fit::{Fitted, fit_profile, rules_of};
pub use read::{Profile, read_profile, read_profiles};
pub use rules::Rules;
pub(crate) use rules::SheetRule;
pub use write::write_profile;
