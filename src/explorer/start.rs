//! Where to begin.

/// Where to begin.
#[derive(Debug, Clone, Default)]
pub struct Start {
    /// The filter line's text.
    pub filter: Option<String>,
    /// A quote's id.
    pub quote: Option<String>,
    /// A speaker's name or id.
    pub speaker: Option<String>,
}
