//! Words in a text, named by themselves and by what stands around them.

use std::borrow::Cow;
use std::ops::Range;

/// Up to so many characters before and behind the words tell them from the same words elsewhere.
pub const CONTEXT: usize = 32;

/// Words of an article, as the W3C `TextQuoteSelector` names them.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct TextQuoteSelector<'a> {
    /// The words, as they stand in the text.
    pub exact: Cow<'a, str>,
    /// What stands before them: [`CONTEXT`] characters, or fewer at the text's start.
    pub prefix: Option<Cow<'a, str>>,
    /// What stands behind them.
    pub suffix: Option<Cow<'a, str>>,
}

/// What a selector finds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// One of the quotes that were given, by its position among them.
    Quote(usize),
    /// The words stand in the text and are none of the quotes: the range of bytes.
    Words(Range<usize>),
    /// The words do not stand in the text, or not where they did.
    Nothing,
}

impl TextQuoteSelector<'static> {
    /// The selector of a range of bytes.
    #[must_use]
    pub fn of(text: &str, range: Range<usize>) -> Self {
        let (before, behind) = (&text[..range.start], &text[range.end..]);
        let start =
            before.char_indices().rev().take(CONTEXT).last().map_or(before.len(), |(at, _)| at);
        let end = behind.char_indices().nth(CONTEXT).map_or(behind.len(), |(at, _)| at);
        Self {
            exact: text[range].to_owned().into(),
            prefix: Some(before[start..].to_owned().into()),
            suffix: Some(behind[..end].to_owned().into()),
        }
    }
}

impl TextQuoteSelector<'_> {
    /// What it finds in a text: `quotes` are the ranges of the quotes there. Words whose
    /// surroundings changed on one side are still found where no others come into question; words
    /// that merely look alike are not.
    pub fn find(&self, text: &str, quotes: impl Iterator<Item = Range<usize>> + Clone) -> Target {
        let same = quotes.enumerate().filter(|(_, range)| text[range.clone()] == *self.exact);
        if let Some((at, _)) = self.choose(text, same, |(_, range)| range.clone()) {
            return Target::Quote(at);
        }
        let places = text.match_indices(&*self.exact).map(|(at, words)| at..at + words.len());
        self.choose(text, places, Range::clone).map_or(Target::Nothing, Target::Words)
    }

    /// The one of several places that is meant: the first with both sides right, or else the only
    /// one with one side right. Without either side any place will do.
    fn choose<T>(
        &self,
        text: &str,
        places: impl Iterator<Item = T>,
        range: impl Fn(&T) -> Range<usize>,
    ) -> Option<T> {
        let sides = usize::from(self.prefix.is_some()) + usize::from(self.suffix.is_some());
        let mut near = Vec::new();
        for place in places {
            let right = self.sides_right(text, range(&place));
            if right == sides {
                return Some(place);
            }
            if right > 0 {
                near.push(place);
            }
        }
        near.pop().filter(|_| near.is_empty())
    }

    /// How many of the given sides stand around a place.
    fn sides_right(&self, text: &str, place: Range<usize>) -> usize {
        let (before, behind) = (&text[..place.start], &text[place.end..]);
        let right = |side: &Option<Cow<'_, str>>, stands: &dyn Fn(&str) -> bool| {
            usize::from(side.as_deref().is_some_and(stands))
        };
        // A short side is all there is up to the end of the text.
        let is_whole = |side: &str, rest: &str| side.chars().count() >= CONTEXT || side == rest;
        right(&self.prefix, &|side| before.ends_with(side) && is_whole(side, before))
            + right(&self.suffix, &|side| behind.starts_with(side) && is_whole(side, behind))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str =
        "She said yes. He said no. In the end, after a long while, she said no again.";

    fn selector(words: &str, nth: usize) -> TextQuoteSelector<'static> {
        let (at, _) = TEXT.match_indices(words).nth(nth).expect("the words");
        TextQuoteSelector::of(TEXT, at..at + words.len())
    }

    fn places(text: &str, words: &str) -> Vec<Range<usize>> {
        text.match_indices(words).map(|(at, words)| at..at + words.len()).collect()
    }

    #[test]
    fn the_same_words_twice_are_told_apart() {
        let quotes = places(TEXT, "no");
        for nth in 0..2 {
            let found = selector("no", nth).find(TEXT, quotes.iter().cloned());
            assert_eq!(found, Target::Quote(nth));
        }
    }

    #[test]
    fn one_side_is_enough_and_none_is_not() {
        let first = selector("no", 0);
        let text = TEXT.replace("She said yes.", "She never said yes, not once.");
        let quotes = places(&text, "no");
        let right =
            quotes.iter().position(|range| text[range.clone().start..].starts_with("no. In"));
        assert_eq!(first.find(&text, quotes.iter().cloned()), Target::Quote(right.expect("it")));
        let text = text.replace("In the end", "At long last");
        assert_eq!(first.find(&text, places(&text, "no").into_iter()), Target::Nothing);
    }

    #[test]
    fn words_that_are_no_quote_are_found_as_words() {
        let found = selector("yes", 0).find(TEXT, std::iter::empty());
        assert_eq!(found, Target::Words(9..12));
    }
}
