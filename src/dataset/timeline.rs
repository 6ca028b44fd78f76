//! The order of the record: meetings by date, the quotes about each under it, the others by day.

use std::collections::BTreeMap;
use std::ops::Range;

use super::{Dataset, Day, GroupIx, MeetingIx, QuoteIx};

/// What a group of quotes stands under.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GroupKey {
    /// The meeting they are about.
    Meeting(MeetingIx),
    /// The day they were said, known or not, about no meeting.
    Day,
}

/// A heading of the timeline and its quotes.
#[derive(Debug)]
pub struct Group {
    /// What the heading is.
    pub key: GroupKey,
    /// Its day; of a meeting the first.
    pub date: Day,
    /// Its quotes: a range of [`Timeline::order`].
    pub quotes: Range<usize>,
}

/// Every quote once, under its heading.
#[derive(Debug, Default)]
pub struct Timeline {
    /// The headings by date, the unknown day last; on one day meetings come first, in the order of
    /// the file.
    pub groups: Vec<Group>,
    /// All quotes, by heading, then by the day they were said, then as printed.
    pub order: Vec<QuoteIx>,
    /// For each quote its position in `order`.
    pub position: Vec<usize>,
    /// For each quote its heading.
    pub group_of: Vec<GroupIx>,
}

impl Timeline {
    pub(super) fn new(data: &Dataset) -> Self {
        // The key sorts meetings (by index) before the day they fall on (`usize::MAX`).
        let mut groups: BTreeMap<(Day, usize), Vec<QuoteIx>> = BTreeMap::new();
        for (at, meeting) in data.meetings.iter().enumerate() {
            groups.insert((Day::Known(meeting.date), at), Vec::new());
        }
        for (at, quote) in data.quotes.iter().enumerate() {
            let key = match quote.meeting {
                Some(meeting) => (Day::Known(data.meeting(meeting).date), meeting.at()),
                None => (quote.said, usize::MAX),
            };
            groups.entry(key).or_default().push(at.into());
        }
        let mut timeline = Self {
            position: vec![0; data.quotes.len()],
            group_of: vec![GroupIx(0); data.quotes.len()],
            ..Self::default()
        };
        for ((date, meeting), mut quotes) in groups {
            quotes.sort_by_key(|q| {
                let quote = data.quote(*q);
                let article = data.article(quote.article);
                (quote.said, article.date, quote.article, quote.span.start, *q)
            });
            let first = timeline.order.len();
            for quote in quotes {
                timeline.position[quote.at()] = timeline.order.len();
                timeline.group_of[quote.at()] = timeline.groups.len().into();
                timeline.order.push(quote);
            }
            timeline.groups.push(Group {
                key: match meeting {
                    usize::MAX => GroupKey::Day,
                    at => GroupKey::Meeting(at.into()),
                },
                date,
                quotes: first..timeline.order.len(),
            });
        }
        timeline
    }

    /// The group at an index.
    #[must_use]
    pub fn group(&self, group: GroupIx) -> &Group {
        &self.groups[group.at()]
    }

    /// The quotes under a heading, in order.
    #[must_use]
    pub fn quotes_of(&self, group: GroupIx) -> &[QuoteIx] {
        &self.order[self.group(group).quotes.clone()]
    }

    /// The heading a quote stands under.
    #[must_use]
    pub fn group_of(&self, quote: QuoteIx) -> GroupIx {
        self.group_of[quote.at()]
    }
}
