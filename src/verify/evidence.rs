//! Whether words that a quotation shares with a passage show that it repeats that passage.
//!
//! A stock phrase is in many speeches. How much the shared words must say grows with the days
//! between the two, and where it is not told whose the passage is: beside the speech, on its day,
//! a few words will do.

use jiff::civil::Date;

/// Whose a passage is, seen from a quotation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Relation {
    /// Theirs who are quoted.
    Own,
    /// Not told, of one of the two.
    Open,
    /// Somebody else's.
    Other,
}

/// What a quotation and a passage have in common.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shared {
    /// How many words of the quotation there are but for those in brackets, and how many are shared.
    pub(super) words: usize,
    pub(super) shared: usize,
    /// How much the shared words say, and how much the others do.
    pub(super) weight: f32,
    pub(super) rest: f32,
    /// Whether the two are the same from the first word to the last.
    pub(super) is_whole: bool,
    pub(super) relation: Relation,
    /// Days from the passage to the article; `None` where a day is not known.
    pub(super) days: Option<i32>,
    /// Whether the day of the article is known.
    pub(super) is_dated: bool,
    /// Whether another quotation of the article is from the same article or speech for certain.
    pub(super) is_of_the_event: bool,
}

/// Days from what was said to what was printed: negative where that is impossible.
pub(super) fn days_between(said: Option<Date>, printed: Option<Date>) -> Option<i32> {
    Some((printed? - said?).get_days())
}

/// How much a quotation must share, of ten words.
const OF_TEN: usize = 6;
/// So many words said by the one who is quoted, on about that day or where no day is told, are enough,
/// however common.
const FEW: usize = 4;
/// What words must say: near the day, where that of the article is not known, where only that of the
/// passage is not, and for each doubling of the days.
const NEAR: f32 = 10.0;
const UNDATED: f32 = 16.0;
const UNDATED_PASSAGE: f32 = 50.0;
const DOUBLED: f32 = 16.0;
/// What is asked for besides, where it is open whose the passage is, or it is somebody else's.
const OPEN: f32 = 12.0;
const OTHER: f32 = 30.0;
/// What the whole of a printed quotation must say that somebody else is said to have said.
const TOLD: f32 = 9.0;
/// What it must say to be the same quotation, although its day is later.
const SAME: f32 = 60.0;
/// Days that are near.
const DAYS: i32 = 3;

impl Shared {
    /// Whether most of the quotation is there.
    pub(super) fn is_close(&self) -> bool {
        let short = if self.words <= 4 { 1 } else { 0 };
        self.shared * 10 >= self.words * (OF_TEN + short) && self.shared > 0
    }

    /// Whether it shows that the passage is repeated.
    pub(super) fn is_evidence(&self) -> bool {
        if !self.is_close() {
            return false;
        }
        // A day may be told wrong, and still it is the same quotation.
        let is_same = self.is_whole && (self.relation != Relation::Other || self.weight >= TOLD);
        if self.days.is_some_and(|days| days < 0) {
            return is_same && self.weight >= SAME;
        }
        if is_same {
            return true;
        }
        let net = self.weight - self.rest / 2.0;
        let is_near = self.is_of_the_event || self.days.is_some_and(|days| days <= DAYS);
        let may_be_any_day = is_near || !self.is_dated;
        let mut asked = match self.days {
            _ if is_near => NEAR,
            None if self.is_dated => UNDATED_PASSAGE,
            None => UNDATED,
            #[allow(clippy::cast_precision_loss)] // a logarithm
            Some(days) => NEAR + 4.0 + DOUBLED * (days as f32 / DAYS as f32).log2(),
        };
        asked += match self.relation {
            Relation::Own => 0.0,
            Relation::Open => OPEN,
            Relation::Other => OTHER,
        };
        match self.relation {
            Relation::Own if may_be_any_day && self.shared == self.words && self.words >= FEW => {
                true
            }
            Relation::Other if self.shared * 10 < self.words * 9 => false,
            _ => net >= asked,
        }
    }

    /// Whether it shows so without the day's or the event's help.
    pub(super) fn is_certain(&self) -> bool {
        let alone = Self { is_of_the_event: false, is_whole: false, ..*self };
        self.relation != Relation::Other && alone.is_evidence()
    }
}
