//! The order of the record: meetings by date, the quotes about each under it, the others by day;
//! in a long record all of that under months and years.

use std::ops::Range;

use foldhash::{HashMap, HashMapExt};
use jiff::civil::Date;
use rayon::prelude::*;

use super::day::Day;
use super::entry::{Article, GroupIx, Meeting, MeetingIx, Quote, QuoteIx};

/// With this many meetings and days they are grouped by month.
const MANY: usize = 60;

/// What a group of quotes stands under.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GroupKey {
    /// A year, with months under it.
    Year,
    /// A month, with meetings and days under it.
    Month,
    /// The meeting they are about.
    Meeting(MeetingIx),
    /// The day they were said, known or not, about no meeting.
    Day,
}

/// A heading of the timeline and its quotes.
#[derive(Debug, Clone)]
pub struct Group {
    /// What the heading is.
    pub key: GroupKey,
    /// Its day; of a meeting the first, of a month or a year the first of the calendar.
    pub date: Day,
    /// Its quotes, those of the headings under it among them: positions in the dataset's quotes.
    pub quotes: Range<usize>,
    /// The heading it stands under.
    pub parent: Option<GroupIx>,
    /// The first group behind it that does not stand under it.
    pub end: GroupIx,
}

impl Group {
    /// How many headings it stands under.
    #[must_use]
    pub fn depth(&self, timeline: &Timeline) -> usize {
        self.parent.map_or(0, |parent| timeline.group(parent).depth(timeline) + 1)
    }
}

/// The headings.
#[derive(Debug, Default, Clone)]
pub struct Timeline {
    /// See [`Timeline::groups`].
    groups: Vec<Group>,
    /// The meetings and days among them.
    leaves: Vec<GroupIx>,
    /// The group of each meeting; of one that annotations took away none.
    meetings: Vec<Option<GroupIx>>,
}

impl Timeline {
    /// The headings, with the order of the quotes: positions in the list that was given.
    pub(super) fn new(
        quotes: &[Quote],
        meetings: &[Meeting],
        articles: &[Article],
    ) -> (Self, Vec<u32>) {
        let mut about = vec![0_usize; meetings.len()];
        let mut said: HashMap<Day, usize> = HashMap::new();
        for quote in quotes {
            match quote.meeting {
                Some(meeting) => about[meeting.index()] += 1,
                None => *said.entry(quote.said).or_default() += 1,
            }
        }
        // Meetings (by index) stand before the day they fall on (`usize::MAX`).
        let days = said.iter().map(|(day, count)| (*day, usize::MAX, *count));
        let meetings = meetings.iter().enumerate().filter(|(_, meeting)| !meeting.is_gone);
        let meetings = meetings.map(|(at, meeting)| (meeting.date.place(), at, about[at]));
        let mut headings: Vec<(Day, usize, usize)> = meetings.chain(days).collect();
        headings.sort_unstable();

        let mut timeline = Self { meetings: vec![None; about.len()], ..Self::default() };
        let mut levels = Levels::new(&headings);
        let mut first = 0;
        for (date, meeting, count) in headings {
            let parent = levels.above(&mut timeline, date, first);
            let group = GroupIx::from(timeline.groups.len());
            let key = match meeting {
                usize::MAX => {
                    said.insert(date, group.index());
                    GroupKey::Day
                }
                at => {
                    timeline.meetings[at] = Some(group);
                    GroupKey::Meeting(at.into())
                }
            };
            timeline.leaves.push(group);
            timeline.push(key, date, first..first + count, parent);
            first += count;
        }
        let meetings = &timeline.meetings;
        let order = sorted(quotes, articles, |quote| match quote.meeting {
            Some(meeting) => meetings[meeting.index()].map_or(0, GroupIx::index),
            None => said[&quote.said],
        });
        (timeline, order)
    }

    /// Adds a group behind all others, and its quotes to the headings above it.
    fn push(&mut self, key: GroupKey, date: Day, quotes: Range<usize>, parent: Option<GroupIx>) {
        let end = GroupIx::from(self.groups.len() + 1);
        let mut above = parent;
        while let Some(group) = above {
            let group = &mut self.groups[group.index()];
            group.quotes.end = quotes.end;
            group.end = end;
            above = group.parent;
        }
        self.groups.push(Group { key, date, quotes, parent, end });
    }

    /// The headings by date, the unknown day last, each before those under it; on one day meetings
    /// come first, in the order of the file.
    #[must_use]
    pub fn groups(&self) -> &[Group] {
        &self.groups
    }

    /// The group at an index.
    #[must_use]
    pub fn group(&self, group: GroupIx) -> &Group {
        &self.groups[group.index()]
    }

    /// The quotes under a heading, in order.
    pub fn quotes_of(&self, group: GroupIx) -> impl ExactSizeIterator<Item = QuoteIx> + use<> {
        self.group(group).quotes.clone().map(QuoteIx::from)
    }

    /// The meeting or day a quote stands under.
    #[must_use]
    pub fn group_of(&self, quote: QuoteIx) -> GroupIx {
        let starts = |leaf: &GroupIx| self.group(*leaf).quotes.start <= quote.index();
        self.leaves[self.leaves.partition_point(starts).saturating_sub(1)]
    }

    /// The heading of a meeting; one that annotations took away has none.
    #[must_use]
    pub fn of_meeting(&self, meeting: MeetingIx) -> Option<GroupIx> {
        self.meetings[meeting.index()]
    }

    /// A heading and those it stands under, the innermost first.
    pub fn path(&self, group: GroupIx) -> impl Iterator<Item = GroupIx> + '_ {
        std::iter::successors(Some(group), |group| self.group(*group).parent)
    }
}

/// Which headings stand above meetings and days, and which of them is open.
struct Levels {
    years: bool,
    months: bool,
    year: Option<(Date, GroupIx)>,
    month: Option<(Date, GroupIx)>,
}

impl Levels {
    fn new(headings: &[(Day, usize, usize)]) -> Self {
        let mut years = headings.iter().filter_map(|(day, ..)| day.known()).map(Date::year);
        let months = headings.len() >= MANY;
        let first = years.next();
        Self { years: months && years.next_back() != first, months, year: None, month: None }
    }

    /// The heading above a day, added with the one above that where they are not yet there.
    fn above(&mut self, timeline: &mut Timeline, day: Day, first: usize) -> Option<GroupIx> {
        let day = day.known()?;
        let year = self.years.then(|| {
            let start = Date::new(day.year(), 1, 1).unwrap_or(day);
            open(&mut self.year, timeline, GroupKey::Year, start, first, None)
        });
        self.months.then(|| {
            let start = day.first_of_month();
            open(&mut self.month, timeline, GroupKey::Month, start, first, year)
        })
    }
}

/// The last heading of a level if it is of that date, or a new one.
fn open(
    last: &mut Option<(Date, GroupIx)>,
    timeline: &mut Timeline,
    key: GroupKey,
    date: Date,
    first: usize,
    parent: Option<GroupIx>,
) -> GroupIx {
    match *last {
        Some((open, group)) if open == date => group,
        _ => {
            let group = GroupIx::from(timeline.groups.len());
            timeline.push(key, Day::Known(date), first..first, parent);
            *last = Some((date, group));
            group
        }
    }
}

/// The order of quotes: by heading, then by the day they were said, then as printed.
fn sorted(
    quotes: &[Quote],
    articles: &[Article],
    heading: impl Fn(&Quote) -> usize + Copy + Send + Sync,
) -> Vec<u32> {
    let mut by_day: Vec<u32> = (0..).take(articles.len()).collect();
    by_day.sort_by_key(|article| articles[*article as usize].date);
    let mut place = vec![0_u32; articles.len()];
    for (article, at) in by_day.into_iter().zip(0..) {
        place[article as usize] = at;
    }
    // Packed integers are compared faster than tuples.
    let place = &place;
    let keys = quotes.par_iter().enumerate().map(|(at, quote)| {
        let key = (heading(quote) as u128) << 96
            | u128::from(quote.said.number()) << 64
            | u128::from(place[quote.article.index()]) << 32
            | u128::from(quote.span.0);
        (key, QuoteIx::from(at).get())
    });
    let mut keys: Vec<(u128, u32)> = keys.collect();
    keys.par_sort_unstable();
    keys.into_iter().map(|(_, at)| at).collect()
}
