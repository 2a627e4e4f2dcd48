//! The day to answer for: the only place that knows the clock.

use anyhow::{Context, Result};
use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;

/// A moment in UTC: `--as-of` at midnight, else `SOURCE_DATE_EPOCH`, else today at midnight, so that two runs on one day give the
/// same bytes.
pub(super) fn moment(as_of: Option<Date>) -> Result<DateTime> {
    if let Some(date) = as_of {
        return Ok(date.to_datetime(jiff::civil::Time::midnight()));
    }
    match std::env::var("SOURCE_DATE_EPOCH") {
        Ok(text) => {
            let seconds: i64 = text
                .trim()
                .parse()
                .with_context(|| format!("SOURCE_DATE_EPOCH is `{text}`, expected whole seconds"))?;
            let moment = Timestamp::from_second(seconds)
                .with_context(|| format!("SOURCE_DATE_EPOCH `{text}` is out of range"))?;
            Ok(moment.to_zoned(TimeZone::UTC).datetime())
        }
        Err(_) => Ok(Timestamp::now().to_zoned(TimeZone::UTC).date().to_datetime(jiff::civil::Time::midnight())),
    }
}
