//! Refuses what a dataset would be refused for, before it is written into one.

use url::Url;

use super::day::{MeetingDate, parse_day};
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
    let is_one = |day: &str| MeetingDate::parse(day).is_some();
    let mend = "neither a day nor a month; write it as YYYY-MM-DD or YYYY-MM";
    is_right(list, id, day, is_one, mend)
}

/// Refuses what is no day.
pub(crate) fn is_day(list: &str, id: &str, day: Option<&str>) -> Result<(), String> {
    let is_one = |day: &str| parse_day(day).is_some();
    is_right(list, id, day, is_one, "no day; write it as YYYY-MM-DD")
}

fn is_right(
    list: &str,
    id: &str,
    day: Option<&str>,
    is_one: impl Fn(&str) -> bool,
    mend: &str,
) -> Result<(), String> {
    match day.filter(|day| !is_one(day)) {
        Some(day) => Err(format!("{list} {:?}: {:?} is {mend}", clip(id, 40), clip(day, 40))),
        None => Ok(()),
    }
}
