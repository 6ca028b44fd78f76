//! Refuses what a dataset would be refused for, before it is written into one.

use url::Url;

use crate::dataset::{MeetingDate, parse_day};
use crate::text::clip;

/// Refuses what is no address.
pub(crate) fn is_address(id: &str, url: Option<&str>) -> Result<(), String> {
    match url.filter(|url| !url.trim().is_empty()) {
        Some(url) if Url::parse(url).is_err() => Err(format!(
            "articles {:?}: {:?} is no address; write it whole, with https://",
            clip(id, 40),
            clip(url, 60)
        )),
        _ => Ok(()),
    }
}

/// Refuses what is neither a day nor a month.
pub(crate) fn is_day_or_month(list: &str, id: &str, day: Option<&str>) -> Result<(), String> {
    match day {
        Some(day) if MeetingDate::parse(day).is_none() => Err(format!(
            "{list} {:?}: {:?} is neither a day nor a month; write it as YYYY-MM-DD or YYYY-MM",
            clip(id, 40),
            clip(day, 40)
        )),
        _ => Ok(()),
    }
}

/// Refuses what is no day.
pub(crate) fn is_day(list: &str, id: &str, day: Option<&str>) -> Result<(), String> {
    match day {
        Some(day) if parse_day(day).is_none() => Err(format!(
            "{list} {:?}: {:?} is no day; write it as YYYY-MM-DD",
            clip(id, 40),
            clip(day, 40)
        )),
        _ => Ok(()),
    }
}
