//! Counts by two things at once: speakers by years, meetings by publishers.

use std::collections::{BTreeMap, HashMap};
use std::io::{self, Write};

use serde::Serialize;

use super::Format;
use super::markdown::escape;
use super::rows::{guard, inert};
use crate::dataset::{Csr, Dataset, MeetingIx, QuoteIx, UNATTRIBUTED, UNDATED};
use crate::search::QuoteSet;
use crate::text::offsets::offset;
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

/// A row or a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PivotLine {
    /// What it is called.
    pub name: String,
    /// The query that finds its quotes; `None` where what they have in common is not known.
    pub query: Option<String>,
    /// How many there are: less than its cells hold where a statement stands in several.
    pub total: usize,
}

/// A table of counts. Only cells that hold something take room: of fifty thousand speakers by two
/// hundred months few do.
#[derive(Debug, Clone)]
pub struct Pivot {
    /// The rows, in order.
    pub rows: Vec<PivotLine>,
    /// The columns, in order.
    pub columns: Vec<PivotLine>,
    /// How many there are in all: less than the rows' totals where a statement stands in several.
    pub total: usize,
    /// For each row the columns in which it holds something, in order, and how much.
    cells: Csr<(u32, u32)>,
    /// The largest count.
    most: usize,
}

impl Axis {
    /// Every axis.
    pub const ALL: [Self; 6] =
        [Self::Speaker, Self::Side, Self::Meeting, Self::Month, Self::Year, Self::Publisher];

    /// What it is called.
    #[must_use]
    pub fn name(self) -> &'static str {
        ["speaker", "side", "meeting", "month", "year", "publisher"][self as usize]
    }

    /// The axis after this one.
    #[must_use]
    pub fn next(self) -> Self {
        Self::ALL[(self as usize + 1) % Self::ALL.len()]
    }

    /// Whether its lines stand by date, and not by how much they hold.
    fn is_by_date(self) -> bool {
        matches!(self, Self::Month | Self::Year | Self::Meeting)
    }

    /// The lines of the axis, and for each quote which of them it belongs to.
    fn lines(self, data: &Dataset) -> (Vec<PivotLine>, Box<dyn Fn(QuoteIx) -> u32 + '_>) {
        let line = |name: &str, query: String| PivotLine {
            name: name.to_owned(),
            query: Some(query),
            total: 0,
        };
        let unknown = |name: &str| PivotLine { name: name.to_owned(), query: None, total: 0 };
        match self {
            Self::Speaker => {
                let all = data.speakers.iter();
                let all = all.map(|s| line(&s.name, format!("speaker:{}", s.id)));
                let slots = data.speaker_slots();
                let nobody = line(UNATTRIBUTED, format!("speaker:{UNATTRIBUTED}"));
                let lines = all.chain([nobody]).collect();
                (lines, Box::new(|quote| slots[quote.index()]))
            }
            Self::Side => {
                let sides = data.speakers.iter().map(|speaker| speaker.side.as_deref());
                let (lines, slots) = named(sides.chain([None]), "side", "no side");
                let of = data.speaker_slots();
                (lines, Box::new(move |quote| slots[of[quote.index()] as usize]))
            }
            Self::Publisher => {
                let publishers = data.articles.iter().map(|article| article.publisher.as_deref());
                let (lines, slots) = named(publishers, "publisher", "no publisher");
                (lines, Box::new(move |quote| slots[data.quote(quote).article.index()]))
            }
            Self::Meeting => {
                let all = data.meetings.iter().map(|meeting| {
                    let day = meeting.date.text().unwrap_or_default();
                    let name = format!("{day} {}", meeting.title);
                    line(name.trim(), format!("meeting:{}", meeting.id))
                });
                let none = offset(data.meetings.len());
                let of = move |quote| data.quote(quote).meeting.map_or(none, MeetingIx::get);
                (all.chain([unknown("no meeting")]).collect(), Box::new(of))
            }
            Self::Month | Self::Year => {
                let form = if self == Self::Month { "%Y-%m" } else { "%Y" };
                let days = data.days().iter().map(|day| day.strftime(form).to_string());
                let mut lines: Vec<PivotLine> = Vec::new();
                let mut slots = Vec::with_capacity(data.days().len() + 1);
                // The days stand in order, and so do their months.
                for name in days {
                    if lines.last().is_none_or(|last| last.name != name) {
                        lines.push(line(&name, format!("said:{name}")));
                    }
                    slots.push(offset(lines.len() - 1));
                }
                slots.push(offset(lines.len()));
                lines.push(line(UNDATED, format!("said:{UNDATED}")));
                let of = data.day_slots();
                (lines, Box::new(move |quote| slots[of[quote.index()] as usize]))
            }
        }
    }
}

/// The different names, and for each entry which of them it has; the last is that of those without.
fn named<'a>(
    names: impl Iterator<Item = Option<&'a str>>,
    field: &str,
    none: &str,
) -> (Vec<PivotLine>, Vec<u32>) {
    let names: Vec<Option<&str>> = names.collect();
    let mut slots: BTreeMap<&str, u32> = names.iter().flatten().map(|name| (*name, 0)).collect();
    for (slot, at) in slots.values_mut().zip(0..) {
        *slot = at;
    }
    let quoted = |name: &str| name.replace(['"', '“', '”', '„'], " ");
    let lines = slots.keys().map(|name| PivotLine {
        name: (*name).to_owned(),
        query: Some(format!("{field}:\"{}\"", quoted(name))),
        total: 0,
    });
    let without = PivotLine { name: none.to_owned(), query: None, total: 0 };
    let lines: Vec<PivotLine> = lines.chain([without]).collect();
    let last = offset(lines.len() - 1);
    let of = names.iter().map(|name| name.map_or(last, |name| slots[name])).collect();
    (lines, of)
}

impl Pivot {
    /// Counts quotes by two axes: every printing, or every statement once in each line and cell in
    /// which any printing of it stands, so that each number is what a filter of that line finds.
    /// Months, years and meetings stand by date, everything else by its total, the most first;
    /// lines that hold nothing are left out.
    #[must_use]
    pub fn new(data: &Dataset, quotes: &QuoteSet, axes: (Axis, Axis), by_printing: bool) -> Self {
        let ((mut rows, row_of), (mut columns, column_of)) =
            (axes.0.lines(data), axes.1.lines(data));
        let (mut of_quotes, mut total) = (Vec::with_capacity(quotes.len()), 0);
        let mut count = |printings: &[QuoteIx], clauses: &[(QuoteIx, QuoteIx)]| {
            // Words within a clause that stands in the same line are part of it.
            let lines = |of: &dyn Fn(QuoteIx) -> (u32, u32)| {
                let is_part = |quote: QuoteIx| {
                    let clauses = clauses.iter().filter(|(part, _)| *part == quote);
                    clauses.into_iter().any(|(_, clause)| of(*clause) == of(quote))
                };
                let whole = printings.iter().filter(|quote| !is_part(**quote));
                let mut lines: Vec<(u32, u32)> = whole.map(|quote| of(*quote)).collect();
                lines.sort_unstable();
                lines.dedup();
                lines
            };
            of_quotes.extend(lines(&|quote| (row_of(quote), column_of(quote))));
            lines(&|quote| (row_of(quote), 0))
                .iter()
                .for_each(|(row, _)| rows[*row as usize].total += 1);
            lines(&|quote| (column_of(quote), 0))
                .iter()
                .for_each(|(column, _)| columns[*column as usize].total += 1);
            total += lines(&|_| (0, 0)).len();
        };
        let mut rest = quotes.clone();
        if !by_printing {
            let has = |(part, clause): &&(QuoteIx, QuoteIx)| {
                quotes.contains(*part) && quotes.contains(*clause)
            };
            let parts: HashMap<QuoteIx, Vec<(QuoteIx, QuoteIx)>> =
                data.parts().iter().filter(has).fold(HashMap::new(), |mut parts, pair| {
                    parts.entry(pair.0).or_default().push(*pair);
                    parts
                });
            let clauses_of = |printings: &[QuoteIx]| {
                let clauses = printings.iter().filter_map(|quote| parts.get(quote));
                clauses.flatten().copied().collect::<Vec<_>>()
            };
            for printings in data.repeated() {
                let among = printings.iter().copied().filter(|quote| quotes.contains(*quote));
                let among: Vec<QuoteIx> = among.collect();
                count(&among, &clauses_of(&among));
                rest.remove_all(&among);
            }
            let alone: Vec<QuoteIx> =
                parts.keys().copied().filter(|part| rest.contains(*part)).collect();
            for part in &alone {
                count(&[*part], &clauses_of(&[*part]));
            }
            rest.remove_all(&alone);
        }
        // Of what stands once there is nothing to compare.
        total += rest.len();
        for quote in rest.iter() {
            let (row, column) = (row_of(quote), column_of(quote));
            rows[row as usize].total += 1;
            columns[column as usize].total += 1;
            of_quotes.push((row, column));
        }
        let (row_places, column_places) = (places(&rows, axes.0), places(&columns, axes.1));
        let (rows, columns) = (placed(rows, &row_places), placed(columns, &column_places));
        let place = |(row, column): &(u32, u32)| {
            (row_places[*row as usize] as usize, column_places[*column as usize])
        };
        let mut columns_of = Csr::from_pairs(rows.len(), of_quotes.iter().map(place));
        columns_of.sort_rows_by_key(|column| *column);
        let (mut cells, mut most) = (Csr::default(), 0);
        for row in 0..rows.len() {
            for same in columns_of.row(row).chunk_by(|a, b| a == b) {
                cells.push((same[0], offset(same.len())));
                most = most.max(same.len());
            }
            cells.end_row();
        }
        Self { rows, columns, total, cells, most }
    }

    /// The count in a cell.
    #[must_use]
    pub fn count(&self, row: usize, column: usize) -> usize {
        let cells = self.cells.row(row);
        let at = cells.binary_search_by_key(&column, |(column, _)| *column as usize);
        at.map_or(0, |at| cells[at].1 as usize)
    }

    /// The largest count.
    #[must_use]
    pub fn most(&self) -> usize {
        self.most
    }

    /// Puts the rows into the order of one column, the most first.
    pub fn sort_by_column(&mut self, column: usize) {
        let mut order: Vec<usize> = (0..self.rows.len()).collect();
        order.sort_by_cached_key(|row| std::cmp::Reverse(self.count(*row, column)));
        let mut places = vec![0; order.len()];
        let mut cells = Csr::default();
        for (row, place) in order.into_iter().zip(0..) {
            places[row] = place;
            self.cells.row(row).iter().for_each(|cell| cells.push(*cell));
            cells.end_row();
        }
        self.rows = placed(std::mem::take(&mut self.rows), &places);
        self.cells = cells;
    }

    /// Every line as cells: the header, the rows, and the totals.
    fn lines(&self) -> Vec<Vec<String>> {
        let row = |name: &str, counts: &mut dyn Iterator<Item = usize>, total: usize| {
            let mut line = vec![name.to_owned()];
            line.extend(counts.map(|count| count.to_string()));
            line.push(total.to_string());
            line
        };
        let columns = 0..self.columns.len();
        let mut header = vec![String::new()];
        header.extend(self.columns.iter().map(|column| column.name.clone()));
        header.push("total".to_owned());
        let mut lines = vec![header];
        for (at, line) in self.rows.iter().enumerate() {
            let mut counts = columns.clone().map(|column| self.count(at, column));
            lines.push(row(&line.name, &mut counts, line.total));
        }
        let mut totals = self.columns.iter().map(|column| column.total);
        lines.push(row("total", &mut totals, self.total));
        lines
    }
}

/// Where each line stands; one that holds nothing stands nowhere.
fn places(lines: &[PivotLine], axis: Axis) -> Vec<u32> {
    let mut order: Vec<usize> = (0..lines.len()).filter(|at| lines[*at].total > 0).collect();
    order.sort_by(|a, b| {
        let (first, second) = (&lines[*a], &lines[*b]);
        let by_total = second.total.cmp(&first.total);
        let by_name = first.name.cmp(&second.name);
        // What is not known stands last.
        let is_last = |at: usize| at + 1 == lines.len();
        match axis.is_by_date() {
            true => is_last(*a).cmp(&is_last(*b)).then(by_name),
            false => by_total.then(by_name),
        }
    });
    let mut places = vec![u32::MAX; lines.len()];
    for (line, place) in order.into_iter().zip(0..) {
        places[line] = place;
    }
    places
}

fn placed(lines: Vec<PivotLine>, places: &[u32]) -> Vec<PivotLine> {
    let mut placed: Vec<(u32, PivotLine)> = places.iter().copied().zip(lines).collect();
    placed.retain(|(place, _)| *place != u32::MAX);
    placed.sort_by_key(|(place, _)| *place);
    placed.into_iter().map(|(_, line)| line).collect()
}

/// A table as programs get it.
#[derive(Serialize)]
struct PivotTable<'a> {
    rows: Vec<&'a str>,
    columns: Vec<&'a str>,
    counts: Vec<Vec<usize>>,
}

/// Prints a table: aligned text, Markdown, CSV or JSON.
///
/// # Errors
/// Those of the writer; that the format is none of tables.
pub fn write_pivot(out: &mut dyn Write, format: Format, pivot: &Pivot) -> io::Result<()> {
    match format {
        Format::Json | Format::Jsonl => {
            let columns = 0..pivot.columns.len();
            let counts = |row| columns.clone().map(|column| pivot.count(row, column)).collect();
            let table = PivotTable {
                rows: pivot.rows.iter().map(|row| row.name.as_str()).collect(),
                columns: pivot.columns.iter().map(|column| column.name.as_str()).collect(),
                counts: (0..pivot.rows.len()).map(counts).collect(),
            };
            let json = match format {
                Format::Json => serde_json::to_string_pretty(&table)?,
                _ => serde_json::to_string(&table)?,
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
        Format::MdFootnotes
        | Format::Html
        | Format::CslJson
        | Format::Bibtex
        | Format::WebAnnotation => return Err(io::ErrorKind::InvalidInput.into()),
    }
    out.flush()
}

/// Lines with columns of one width; `edge` stands at both ends in Markdown.
fn write_aligned(out: &mut dyn Write, pivot: &Pivot, gap: &str, edge: &str) -> io::Result<()> {
    let is_markdown = !edge.is_empty();
    let shown = |cell: &String| match is_markdown {
        true => escape(&safe(cell)),
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
