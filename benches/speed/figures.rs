//! What was measured, and how the program ends where it cannot be.

use std::collections::BTreeMap;
use std::process::exit;
use std::time::Instant;

/// What was measured of one dataset: a figure by its name.
pub(super) type Figures = BTreeMap<String, f64>;
/// So many of the best quotes are ranked for each key.
pub(super) const RANKED: usize = 100;

pub(super) fn fail(sentence: &str) -> ! {
    eprintln!("speed: {sentence}");
    exit(2)
}

pub(super) fn milliseconds(since: Instant) -> f64 {
    since.elapsed().as_secs_f64() * 1e3
}

pub(super) fn percentile(figures: &mut [f64], share: f64) -> f64 {
    figures.sort_by(f64::total_cmp);
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss)]
    let at = (figures.len().saturating_sub(1) as f64 * share).round() as usize;
    figures.get(at).copied().unwrap_or(f64::NAN)
}
