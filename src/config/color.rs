//! Colours as numbers, and how well one reads on another.

/// A colour of red, green and blue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rgb(pub u8, pub u8, pub u8);

/// What WCAG 2.2 asks of text (level AA, success criterion 1.4.3).
pub const TEXT_CONTRAST: f32 = 4.5;
/// What it asks of bars and other drawings (1.4.11).
pub const GRAPHIC_CONTRAST: f32 = 3.0;

/// In so many steps a colour is led to black or white.
const STEPS: u16 = 32;

impl Rgb {
    /// The colour that people write as `#282828`.
    pub(super) const fn hex(number: u32) -> Self {
        let [_, red, green, blue] = number.to_be_bytes();
        Self(red, green, blue)
    }

    fn luminance(self) -> f32 {
        let linear = |part: u8| {
            let part = f32::from(part) / 255.0;
            if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(self.0) + 0.7152 * linear(self.1) + 0.0722 * linear(self.2)
    }

    /// Whether dark text reads better on it than light text.
    #[must_use]
    pub fn is_light(self) -> bool {
        self.contrast(Self(0, 0, 0)) > self.contrast(Self(255, 255, 255))
    }

    /// The contrast ratio, from 1 to 21.
    #[must_use]
    pub fn contrast(self, other: Self) -> f32 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// The colour, led towards black or white as far as it takes to read on a background.
    #[must_use]
    pub fn legible_on(self, background: Self, contrast: f32) -> Self {
        let end = if background.is_light() { 0 } else { 255 };
        let led = |step: u16| {
            let part = |from: u8| {
                let mixed = (u16::from(from) * (STEPS - step) + end * step) / STEPS;
                u8::try_from(mixed).unwrap_or(u8::MAX)
            };
            Self(part(self.0), part(self.1), part(self.2))
        };
        let mut steps = (0..=STEPS).map(led);
        steps.find(|color| color.contrast(background) >= contrast).unwrap_or(led(STEPS))
    }

    /// The colour of a number from 16 on in the palette of 256 that terminals share.
    #[must_use]
    pub fn of_index(index: u8) -> Self {
        let level = |at: u8| if at == 0 { 0 } else { 55 + 40 * at };
        match index.saturating_sub(16) {
            gray @ 216.. => {
                let level = 8 + 10 * (gray - 216);
                Self(level, level, level)
            }
            cube => Self(level(cube / 36), level(cube / 6 % 6), level(cube % 6)),
        }
    }

    /// The number of that palette that comes closest to [`Self::legible_on`].
    #[must_use]
    pub fn index_on(self, background: Self, contrast: f32) -> u8 {
        let wanted = self.legible_on(background, contrast);
        let distance = |other: Self| {
            let part = |a: u8, b: u8| u32::from(a.abs_diff(b)).pow(2);
            part(wanted.0, other.0) + part(wanted.1, other.1) + part(wanted.2, other.2)
        };
        let legible = (16..=255).filter(|at| Self::of_index(*at).contrast(background) >= contrast);
        legible.min_by_key(|at| distance(Self::of_index(*at))).unwrap_or(16)
    }
}
