//! Where everything stands on the screen: sizes in, rectangles out.

use ratatui::layout::Rect;

use super::pane::{Pane, PaneColumn};
use super::preferences::Preferences;

/// The smallest terminal that shows something useful: columns, rows.
pub const SMALLEST: (u16, u16) = (40, 10);
/// From this size of the body on, all panes show at once.
const ALL_PANES: (u16, u16) = (72, 13);
/// How the person moved the dividers, as distances from where they would stand.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Dividers {
    /// Of the left column's right edge, in columns.
    pub x: i16,
    /// Of the upper edge of a pane that stands below another, in rows.
    pub y: i16,
    /// Where they would stand: the left column's width and the lower pane's height in percent, where
    /// the reader asks for others than fit most.
    pub shares: (Option<u16>, Option<u16>),
}

impl Dividers {
    pub(super) fn of(preferences: Preferences) -> Self {
        let shares = (preferences.left_width, preferences.speakers_height);
        Self { shares, ..Self::default() }
    }
}

/// The rectangles of one frame. A pane's first row is its title.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ScreenLayout {
    /// What is open.
    pub header: Rect,
    /// The filter line.
    pub filter: Rect,
    /// The keys, or a message.
    pub footer: Rect,
    /// The panes that show.
    pub panes: Vec<(Pane, Rect)>,
    /// The column between left and right, where all panes show.
    pub divider: Option<Rect>,
}

impl ScreenLayout {
    /// Lays out a terminal; `None` where it is too small.
    pub fn new(size: (u16, u16), focus: Pane, zoom: bool, dividers: Dividers) -> Option<Self> {
        let (width, height) = size;
        if width < SMALLEST.0 || height < SMALLEST.1 {
            return None;
        }
        let row = |y| Rect::new(0, y, width, 1);
        let body = Rect::new(0, 2, width, height - 3);
        let mut layout =
            Self { header: row(0), filter: row(1), footer: row(height - 1), ..Self::default() };
        if zoom || body.width < ALL_PANES.0 || body.height < ALL_PANES.1 {
            layout.panes.push((focus, body));
            return Some(layout);
        }
        let moved = |at: u16, by: i16, least: u16, most: u16| {
            at.saturating_add_signed(by).clamp(least, most)
        };
        let share = |of: u16, percent: u16| {
            u16::try_from(u32::from(of) * u32::from(percent) / 100).unwrap_or(u16::MAX)
        };
        let natural = match dividers.shares.0 {
            Some(percent) => share(width, percent),
            None => share(width, 46).min(84),
        };
        let left = moved(natural, dividers.x, 28, width - 32);
        let natural = match dividers.shares.1 {
            Some(percent) => share(body.height, percent),
            None => share(body.height, 36).clamp(6, 24),
        };
        let lower = moved(natural, dividers.y.saturating_neg(), 3, body.height - 6);
        layout.divider = Some(Rect::new(left, body.y, 1, body.height));
        let column = |column| match column {
            PaneColumn::Left => Rect { width: left, ..body },
            PaneColumn::Right => Rect::new(left + 1, body.y, width - left - 1, body.height),
        };
        for pane in Pane::ALL {
            let mut area = column(pane.column());
            let shares = |other: &&Pane| other.column() == pane.column();
            let above = Pane::ALL.iter().take_while(|other| *other != pane).filter(shares).count();
            let below = Pane::ALL.iter().filter(shares).count() - above - 1;
            // The first pane of a column has what those below it leave.
            let under = lower.saturating_mul(u16::try_from(below).unwrap_or(u16::MAX));
            let bottom = area.bottom().saturating_sub(under);
            area.y = if above == 0 { area.y } else { bottom.saturating_sub(lower).max(area.y) };
            area.height = bottom.saturating_sub(area.y);
            layout.panes.push((*pane, area));
        }
        Some(layout)
    }

    /// Where a pane stands, if it shows.
    pub fn pane(&self, pane: Pane) -> Option<Rect> {
        self.panes.iter().find(|(shown, _)| *shown == pane).map(|(_, area)| *area)
    }

    /// The pane at a column and row, and where it stands.
    pub fn pane_at(&self, x: u16, y: u16) -> Option<(Pane, Rect)> {
        self.panes.iter().copied().find(|(_, area)| area.contains((x, y).into()))
    }

    /// Whether only one pane shows.
    pub fn is_single(&self) -> bool {
        self.divider.is_none()
    }
}

/// A pane without its title row.
pub fn body(pane: Rect) -> Rect {
    Rect::new(pane.x, pane.y + 1, pane.width, pane.height.saturating_sub(1))
}
