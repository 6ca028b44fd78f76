//! Who speaks in turn: questions and answers in paragraphs that name nobody.

use super::Attribution;

/// So many paragraphs back the other one of a dialogue is looked for.
const FAR: usize = 6;

/// The last two who spoke, each with the paragraph.
#[derive(Debug, Default)]
pub(super) struct Dialogue {
    pub(super) last: Option<(Attribution, usize)>,
    /// The last one before that whom another word names.
    other: Option<(Attribution, usize)>,
    /// Whether the last words are a question that wants an answer.
    asks: bool,
    /// Whether the last words answer one.
    answers: bool,
}

impl Dialogue {
    /// Notes who says `words` in a paragraph.
    pub(super) fn speaks(
        &mut self,
        text: &str,
        attribution: Attribution,
        paragraph: usize,
        words: &str,
    ) {
        let name = |attribution: &Attribution| {
            let mention = text[attribution.mention.clone()].trim_end_matches(['\'', '’', 's']);
            mention.rsplit(' ').next().unwrap_or_default().to_lowercase()
        };
        let another = self.last.as_ref().is_some_and(|(last, _)| name(last) != name(&attribution));
        let question = words.ends_with('?');
        let cue = attribution.cue.clone().map(|cue| &text[cue]);
        let answers = another && self.asks && !question;
        self.asks = question && (matches!(cue, Some("asked" | "asks")) || another && self.answers);
        self.answers = answers;
        let before = self.last.replace((attribution, paragraph));
        if another {
            self.other = before;
        }
    }

    /// The one whose turn it is in a paragraph that is only `words`: who was asked, or who asks
    /// again.
    pub(super) fn turn(&self, paragraph: usize, words: &str) -> Option<&(Attribution, usize)> {
        let beside = self.last.as_ref().is_some_and(|(_, last)| paragraph == last + 1);
        let again = self.answers && words.ends_with('?');
        let other = self.other.as_ref().filter(|(_, other)| paragraph <= other + FAR);
        other.filter(|_| beside && (self.asks && !words.ends_with('?') || again))
    }
}
