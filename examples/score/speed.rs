//! What the extractor costs: articles a second on one core, and memory.

use std::fs;
use std::time::Instant;

/// How often all texts are read; the median pass counts.
const PASSES: usize = 5;

/// Runs the extractor over all texts; what it found the last time, and the seconds of the median
/// pass.
pub(crate) fn timed<T>(texts: &[String], extract: impl Fn(&str) -> T) -> (Vec<T>, f64) {
    let mut found = Vec::new();
    let mut seconds = [0.0; PASSES];
    for pass in &mut seconds {
        found.clear();
        let start = Instant::now();
        found.extend(texts.iter().map(|text| extract(text)));
        *pass = start.elapsed().as_secs_f64();
    }
    seconds.sort_by(f64::total_cmp);
    (found, seconds[PASSES / 2])
}

/// The most memory the process has held so far, in bytes, where the system tells.
pub(crate) fn peak_memory() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: u64 = line.trim().strip_suffix(" kB")?.parse().ok()?;
    Some(kilobytes * 1024)
}
