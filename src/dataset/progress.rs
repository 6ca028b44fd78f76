//! How far a long piece of work has come.

/// How far loading or indexing has come.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Progress {
    /// What is being done, as `reading`.
    pub stage: &'static str,
    /// The share of it that is done, 0 to 1; `None` where that is not known.
    pub share: Option<f64>,
}

impl Progress {
    /// A stage that cannot say how far it is.
    #[must_use]
    pub fn stage(stage: &'static str) -> Self {
        Self { stage, share: None }
    }

    /// A stage of which so much of so much is done.
    #[must_use]
    #[allow(clippy::cast_precision_loss)] // shown as a bar
    pub fn part(stage: &'static str, done: usize, all: usize) -> Self {
        Self { stage, share: Some(done as f64 / all.max(1) as f64) }
    }
}
