//! What most commands begin with: the base, the matcher, and what is asked about.

use super::args::Base;
use super::{clock, files};
use crate::answer::Subject;
use crate::knowledge::Knowledge;
use crate::matcher::Matcher;
use anyhow::{Context, Result, anyhow};
use jiff::civil::DateTime;

/// A loaded base, ready to answer.
pub(super) struct Session {
    pub(super) knowledge: Knowledge,
    pub(super) matcher: Matcher,
    pub(super) subject: Subject,
    pub(super) moment: DateTime,
}

impl Session {
    pub(super) fn open(base: &Base) -> Result<Self> {
        let moment = clock::moment(base.as_of)?;
        let knowledge = files::knowledge(base, moment.date())?;
        let version = match &base.qgis {
            Some(text) => text.parse().map_err(|fault: String| anyhow!(fault)).context("--qgis")?,
            None => knowledge.project.product_version,
        };
        let matcher = files::matcher(base, &knowledge)?;
        Ok(Self { knowledge, matcher, subject: Subject { as_of: moment.date(), version }, moment })
    }
}
