//! Words that several parts of the screen use.

use crate::{dataset::load::Progress, text::glyphs};

/// `3 of 17`, or `17` where all match.
pub(super) fn shown_of(shown: usize, all: usize) -> String {
    if shown == all { all.to_string() } else { format!("{shown} of {all}") }
}

pub(super) fn progress_shown(progress: Progress) -> String {
    match progress.share {
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // 0 to 100
        Some(share) => format!("{} {} %", progress.stage, (share.clamp(0.0, 1.0) * 100.0) as u8),
        None => format!("{} …", progress.stage),
    }
}

/// The text from some columns on.
pub(super) fn columns_from(text: &str, columns: usize) -> &str {
    let mut skipped = 0;
    for glyph in glyphs(text) {
        if skipped >= columns {
            return &text[glyph.range.start..];
        }
        skipped += glyph.width;
    }
    ""
}
