//! Counts by two things at once: speakers by years, meetings by publishers.

use std::collections::HashMap;
use std::io::{self, Write};

use serde::Serialize;

use super::rows::{guard, inert};
use crate::dataset::{Dataset, QuoteIx, UNATTRIBUTED, UNDATED};
use crate::text::{safe, width};

/// What quotes are counted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Axis {
    /// Who said it.
    Speaker,
    /// The side of whoever said it.
    Side,
    /// The meeting it is about.
    Meeting,
    /// The month in which it was said.
    Month,
    /// The year in which it was said.
    Year,
    /// The publisher who printed it.
    Publisher,
}

impl Axis {
    /// The line of a quote, and what it sorts by among others: days in their order, all else by
    /// name, what is not known last.
    fn line(self, data: &Dataset, quote: QuoteIx) -> Line {
        let entry = data.quote(quote);
        let named = |name: Option<&str>, none: &str| match name {
            Some(name) => (false, name.to_owned(), name.to_owned()),
            None => (true, String::new(), none.to_owned()),
        };
        let day = entry.said.known();
        match self {
            Self::Speaker => named(entry.speaker.map(|s| &*data.speaker(s).name), UNATTRIBUTED),
            Self::Side => {
                named(entry.speaker.and_then(|s| data.speaker(s).side.as_deref()), "no side")
            }
            Self::Meeting => match entry.meeting.map(|meeting| data.meeting(meeting)) {
                // Two may have one title, and the day tells them apart.
                Some(meeting) => {
                    let day = meeting.date.text().unwrap_or_default();
                    let name = format!("{day} {}", meeting.title).trim().to_owned();
                    (day.is_empty(), name.clone(), name)
                }
                None => named(None, "no meeting"),
            },
            Self::Month => {
                named(day.map(|day| day.strftime("%Y-%m").to_string()).as_deref(), UNDATED)
            }
            Self::Year => named(day.map(|day| day.year().to_string()).as_deref(), UNDATED),
            Self::Publisher => {
                named(data.article(entry.article).publisher.as_deref(), "no publisher")
            }
        }
    }

    /// Whether the lines stand in their own order and not by how much they hold.
    fn is_ordered(self) -> bool {
        matches!(self, Self::Month | Self::Year | Self::Meeting)
    }
}

/// Whether it is unknown, what it sorts by, and its name.
type Line = (bool, String, String);

/// A table of counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Pivot {
    /// The names of the rows.
    pub rows: Vec<String>,
    /// The names of the columns.
    pub columns: Vec<String>,
    /// For each row the count in each column.
    pub counts: Vec<Vec<usize>>,
}

impl Pivot {
    /// Counts quotes by two axes. Months, years and meetings stand by date, everything else by
    /// its total, the most first.
    #[must_use]
    pub fn new(data: &Dataset, quotes: impl Iterator<Item = QuoteIx>, axes: (Axis, Axis)) -> Self {
        let (mut rows, mut columns) = (Lines::default(), Lines::default());
        let mut cells: HashMap<(usize, usize), usize> = HashMap::new();
        for quote in quotes {
            let cell = (rows.add(axes.0.line(data, quote)), columns.add(axes.1.line(data, quote)));
            *cells.entry(cell).or_default() += 1;
        }
        let (row_order, column_order) = (rows.order(axes.0), columns.order(axes.1));
        let count =
            |row: &usize, column: &usize| cells.get(&(*row, *column)).copied().unwrap_or_default();
        let counts = row_order
            .iter()
            .map(|row| column_order.iter().map(|column| count(row, column)).collect());
        Self {
            counts: counts.collect(),
            rows: row_order.iter().map(|at| rows.names[*at].2.clone()).collect(),
            columns: column_order.iter().map(|at| columns.names[*at].2.clone()).collect(),
        }
    }

    /// The total of each column.
    #[must_use]
    pub fn totals(&self) -> Vec<usize> {
        (0..self.columns.len()).map(|at| self.counts.iter().map(|row| row[at]).sum()).collect()
    }

    /// Every line as cells: the header, the rows, and the totals.
    fn lines(&self) -> Vec<Vec<String>> {
        let row = |name: &str, counts: &[usize]| {
            let total: usize = counts.iter().sum();
            let cells = counts.iter().chain([&total]).map(usize::to_string);
            std::iter::once(name.to_owned()).chain(cells).collect::<Vec<_>>()
        };
        let header = std::iter::once(String::new()).chain(self.columns.iter().cloned());
        let mut lines: Vec<Vec<String>> = vec![header.chain(["total".to_owned()]).collect()];
        lines.extend(self.rows.iter().zip(&self.counts).map(|(name, counts)| row(name, counts)));
        lines.push(row("total", &self.totals()));
        lines
    }
}

#[derive(Default)]
struct Lines {
    at: HashMap<Line, usize>,
    names: Vec<Line>,
    totals: Vec<usize>,
}

impl Lines {
    fn add(&mut self, line: Line) -> usize {
        let next = self.names.len();
        let at = *self.at.entry(line.clone()).or_insert(next);
        if at == next {
            self.names.push(line);
            self.totals.push(0);
        }
        self.totals[at] += 1;
        at
    }

    fn order(&self, axis: Axis) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.names.len()).collect();
        order.sort_by(|a, b| {
            let by_total = match axis.is_ordered() {
                true => std::cmp::Ordering::Equal,
                false => self.totals[*b].cmp(&self.totals[*a]),
            };
            by_total.then_with(|| self.names[*a].cmp(&self.names[*b]))
        });
        order
    }
}

/// Prints a table: aligned text, Markdown, CSV or JSON.
///
/// # Errors
/// Those of the writer.
pub fn write_pivot(out: &mut dyn Write, format: super::Format, pivot: &Pivot) -> io::Result<()> {
    use super::Format;
    match format {
        Format::Json | Format::Jsonl => {
            let json = match format {
                Format::Json => serde_json::to_string_pretty(pivot)?,
                _ => serde_json::to_string(pivot)?,
            };
            writeln!(out, "{}", inert(&json))?;
        }
        Format::Csv => {
            let mut table =
                csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(&mut *out);
            for line in pivot.lines() {
                table.write_record(line.iter().map(|cell| guard(cell))).map_err(io::Error::from)?;
            }
            table.flush()?;
        }
        Format::Text => write_aligned(out, pivot, "  ", "")?,
        Format::Md => write_aligned(out, pivot, " | ", "| ")?,
    }
    out.flush()
}

/// Lines with columns of one width; `edge` stands at both ends in Markdown.
fn write_aligned(out: &mut dyn Write, pivot: &Pivot, gap: &str, edge: &str) -> io::Result<()> {
    let is_markdown = !edge.is_empty();
    let shown = |cell: &String| match is_markdown {
        true => super::markdown::escape(&safe(cell)),
        false => safe(cell).into_owned(),
    };
    let lines: Vec<Vec<String>> =
        pivot.lines().iter().map(|line| line.iter().map(shown).collect()).collect();
    let columns = lines.first().map_or(0, Vec::len);
    let wide: Vec<usize> = (0..columns)
        .map(|at| lines.iter().map(|line| width(&line[at])).max().unwrap_or(0).max(3))
        .collect();
    for (number, line) in lines.iter().enumerate() {
        let cells = line.iter().zip(&wide).enumerate().map(|(at, (cell, wide))| {
            let blanks = " ".repeat(wide - width(cell));
            if at == 0 { format!("{cell}{blanks}") } else { format!("{blanks}{cell}") }
        });
        let text = cells.collect::<Vec<_>>().join(gap);
        let text = if is_markdown { text } else { text.trim_end().to_owned() };
        writeln!(out, "{edge}{text}{}", if is_markdown { " |" } else { "" })?;
        if number == 0 && is_markdown {
            let rule = wide.iter().enumerate().map(|(at, wide)| {
                if at == 0 { "-".repeat(*wide) } else { "-".repeat(wide - 1) + ":" }
            });
            writeln!(out, "| {} |", rule.collect::<Vec<_>>().join(" | "))?;
        }
    }
    Ok(())
}
