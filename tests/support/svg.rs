//! A terminal's screen as an SVG picture: text stays text, lines and blocks are drawn as shapes so
//! that they meet whatever the font.

use std::fmt::Write;

/// A cell's size in the picture.
const WIDTH: f32 = 8.4;
const HEIGHT: f32 = 18.0;
const MARGIN: f32 = 12.0;

/// The colours of a terminal.
#[derive(Clone, Copy)]
pub struct Palette {
    foreground: &'static str,
    background: &'static str,
    ansi: [&'static str; 16],
}

/// A dark terminal.
pub const DARK: Palette = Palette {
    foreground: "#d8dee9",
    background: "#1c2028",
    ansi: [
        "#3b4252", "#e06c75", "#98c379", "#e5c07b", "#61afef", "#d389e6", "#56b6c2", "#d8dee9",
        "#5c6773", "#e06c75", "#98c379", "#e5c07b", "#61afef", "#d389e6", "#56b6c2", "#ffffff",
    ],
};

/// A light terminal.
pub const LIGHT: Palette = Palette {
    foreground: "#24292f",
    background: "#ffffff",
    ansi: [
        "#24292f", "#cf222e", "#116329", "#7d4e00", "#0550ae", "#8250df", "#1b7c83", "#6e7781",
        "#57606a", "#a40e26", "#1a7f37", "#633c01", "#0969da", "#8250df", "#3192aa", "#8c959f",
    ],
};

/// How a run of cells looks.
#[derive(Clone, PartialEq)]
struct Look {
    front: String,
    back: Option<String>,
    bold: bool,
    dim: bool,
    underline: bool,
}

/// One picture of a screen.
pub fn still(screen: &vt100::Screen, palette: Palette, title: &str) -> String {
    let (rows, columns) = size(screen);
    frame(rows, columns, palette, title, "", &draw(screen, palette))
}

/// A moving picture: each screen for some seconds, over and over.
pub fn animation(
    frames: &[(String, f32)],
    size: (u16, u16),
    palette: Palette,
    title: &str,
) -> String {
    let total: f32 = frames.iter().map(|(_, seconds)| seconds).sum();
    let (mut style, mut body, mut at) = (String::new(), String::new(), 0.0);
    for (number, (shapes, seconds)) in frames.iter().enumerate() {
        let (from, to) = (at / total * 100.0, (at + seconds) / total * 100.0);
        at += seconds;
        let _ = writeln!(
            style,
            "@keyframes f{number}{{0%{{visibility:hidden}}{from:.2}%{{visibility:visible}}{to:.2}%{{visibility:hidden}}}}\n\
             #f{number}{{visibility:hidden;animation:f{number} {total}s step-end infinite}}"
        );
        let _ = writeln!(body, "<g id=\"f{number}\">\n{shapes}</g>");
    }
    frame(size.1, size.0, palette, title, &style, &body)
}

fn frame(
    rows: u16,
    columns: u16,
    palette: Palette,
    title: &str,
    style: &str,
    body: &str,
) -> String {
    let width = f32::from(columns) * WIDTH + 2.0 * MARGIN;
    let height = f32::from(rows) * HEIGHT + 2.0 * MARGIN;
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"0 0 {width} {height}\" xml:space=\"preserve\" role=\"img\" aria-label=\"{title}\">\n\
         <style>text{{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,\"DejaVu Sans Mono\",monospace;\
         font-size:14px;white-space:pre}}rect{{shape-rendering:crispEdges}}\n{style}</style>\n\
         <rect width=\"100%\" height=\"100%\" rx=\"8\" fill=\"{}\"/>\n{body}</svg>\n",
        palette.background
    )
}

fn size(screen: &vt100::Screen) -> (u16, u16) {
    let (rows, columns) = screen.size();
    (rows.get(), columns.get())
}

/// The shapes of one screen.
pub fn draw(screen: &vt100::Screen, palette: Palette) -> String {
    let (rows, columns) = size(screen);
    let mut out = String::new();
    for row in 0..rows {
        let mut column = 0;
        while column < columns {
            let look = look_of(screen, row, column, palette);
            let (start, mut text) = (column, String::new());
            let single = shape(&cell_text(screen, row, column)).is_some();
            while column < columns && look_of(screen, row, column, palette) == look {
                let content = cell_text(screen, row, column);
                if (shape(&content).is_some() || single) && column > start {
                    break;
                }
                let wide = screen.cell(row, column).is_some_and(vt100::Cell::is_wide);
                text += &content;
                column += if wide { 2 } else { 1 };
            }
            run(&mut out, (row, start, column), &text, &look);
        }
    }
    if !screen.hide_cursor() {
        let (row, column) = screen.cursor_position();
        let _ = writeln!(
            out,
            "<rect x=\"{:.1}\" y=\"{:.1}\" width=\"2\" height=\"{HEIGHT}\" fill=\"{}\"/>",
            x(column),
            y(row),
            palette.foreground
        );
    }
    out
}

fn cell_text(screen: &vt100::Screen, row: u16, column: u16) -> String {
    let text = screen.cell(row, column).map(|cell| cell.contents().to_owned()).unwrap_or_default();
    if text.is_empty() { " ".into() } else { text }
}

fn look_of(screen: &vt100::Screen, row: u16, column: u16, palette: Palette) -> Look {
    let colour = |colour| match colour {
        vt100::Color::Default => None,
        vt100::Color::Idx(at) => palette.ansi.get(usize::from(at)).map(|c| (*c).to_owned()),
        vt100::Color::Rgb(r, g, b) => Some(format!("#{r:02x}{g:02x}{b:02x}")),
    };
    let Some(cell) = screen.cell(row, column) else { unreachable!("within the screen") };
    let front = colour(cell.fgcolor()).unwrap_or_else(|| palette.foreground.into());
    let back = colour(cell.bgcolor());
    let (front, back) = if cell.inverse() {
        (back.unwrap_or_else(|| palette.background.into()), Some(front))
    } else {
        (front, back)
    };
    Look { front, back, bold: cell.bold(), dim: cell.dim(), underline: cell.underline() }
}

fn x(column: u16) -> f32 {
    MARGIN + f32::from(column) * WIDTH
}

fn y(row: u16) -> f32 {
    MARGIN + f32::from(row) * HEIGHT
}

/// A character that is drawn: left, top, width, height as shares of the cell.
fn shape(text: &str) -> Option<(f32, f32, f32, f32)> {
    let block = |eighths: u8| {
        let height = f32::from(eighths) / 8.0;
        (0.0, 1.0 - height, 1.0, height)
    };
    Some(match text {
        "▁" => block(1),
        "▂" => block(2),
        "▃" => block(3),
        "▄" => block(4),
        "▅" => block(5),
        "▆" => block(6),
        "▇" => block(7),
        "█" => block(8),
        "▌" => (0.0, 0.0, 0.5, 1.0),
        "│" => (0.45, 0.0, 0.1, 1.0),
        "─" => (0.0, 0.47, 1.0, 0.06),
        "━" => (0.0, 0.44, 1.0, 0.12),
        _ => return None,
    })
}

fn run(out: &mut String, (row, start, end): (u16, u16, u16), text: &str, look: &Look) {
    let (left, top) = (x(start), y(row));
    let width = f32::from(end - start) * WIDTH;
    if let Some(back) = &look.back {
        let _ = writeln!(
            out,
            "<rect x=\"{left:.1}\" y=\"{top:.1}\" width=\"{width:.1}\" height=\"{HEIGHT}\" fill=\"{back}\"/>"
        );
    }
    let opacity = if look.dim { 0.6 } else { 1.0 };
    if let Some((dx, dy, w, h)) = shape(text) {
        let _ = writeln!(
            out,
            "<rect x=\"{:.1}\" y=\"{:.1}\" width=\"{:.1}\" height=\"{:.1}\" fill=\"{}\" opacity=\"{:.2}\"/>",
            left + dx * WIDTH,
            top + dy * HEIGHT,
            w * WIDTH,
            h * HEIGHT,
            look.front,
            opacity
        );
        return;
    }
    if text.trim().is_empty() {
        return;
    }
    let lead = text.chars().take_while(|c| *c == ' ').count();
    let shown = text.trim();
    let cells = f32::from(end - start) - (text.chars().count() - shown.chars().count()) as f32;
    let escaped = shown.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let mut attributes = String::new();
    if look.bold {
        attributes += " font-weight=\"bold\"";
    }
    if look.dim {
        attributes += " opacity=\"0.6\"";
    }
    if look.underline {
        attributes += " text-decoration=\"underline\"";
    }
    let _ = writeln!(
        out,
        "<text x=\"{:.1}\" y=\"{:.1}\" textLength=\"{:.1}\" lengthAdjust=\"spacingAndGlyphs\" fill=\"{}\"{attributes}>{escaped}</text>",
        left + lead as f32 * WIDTH,
        top + HEIGHT * 0.75,
        cells * WIDTH,
        look.front
    );
}
