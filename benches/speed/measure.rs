//! One dataset measured.

use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use onrecord::dataset::load::Origin;
use onrecord::dataset::{Dataset, schema};
use onrecord::explorer::{Action, Edit, Event, Explorer, Start, Step, Workspace};
use onrecord::keymap::{self, Bindings};
use onrecord::search::{Index, Query, Search};
use onrecord::ui::{self, theme::Theme};
use ratatui::Terminal;
use ratatui::backend::TestBackend;

use super::corpus;
use super::figures::{Figures, RANKED, fail, milliseconds, percentile};
use super::peers;

/// How often everything is measured.
const ROUNDS: usize = 5;
/// So many queries are typed, letter by letter, and erased again.
const TYPED: usize = 12;
const KNOWN: usize = 400;

/// Everything but memory.
pub(super) fn all(file: &Path) -> Figures {
    let mut figures = Figures::new();
    let mut note = |name: &str, figure: f64| figures.insert(name.into(), figure);
    note("file", size(file) as f64 / 1e6);
    let (mut serde, mut rows, mut searchable) = (Vec::new(), Vec::new(), Vec::new());
    let mut last = None;
    for _ in 0..ROUNDS {
        drop(last.take());
        serde.push(typed_parse(file));
        let start = Instant::now();
        let record = Workspace::new(load(file));
        rows.push(milliseconds(start));
        let index = Index::build(&record.data, &mut |_| {});
        searchable.push(milliseconds(start));
        last = Some((record, index));
    }
    let Some((record, index)) = last else { return figures };
    note("serde", percentile(&mut serde, 0.5));
    note("rows", percentile(&mut rows, 0.5));
    note("searchable", percentile(&mut searchable, 0.5));
    note("quotes", record.data.quotes.len() as f64);

    let known = corpus::known(&record.data, KNOWN, 7);
    let typed: Vec<&str> = known.iter().take(TYPED).map(|known| known.text.as_str()).collect();
    let mut keys = keystrokes(&typed, &record.data, &index);
    note("key p50", percentile(&mut keys, 0.5));
    note("key p90", percentile(&mut keys, 0.9));
    note("key worst", percentile(&mut keys, 1.0));
    for (name, figure) in peers::all(&typed, &record.data) {
        note(name, figure);
    }

    let (mut reciprocal, mut hit, mut found) = (0.0, 0.0, Vec::new());
    for known in &known {
        let search = Search::run(&Query::parse(&known.text), &index, &record.data, None);
        let ranked = search.ranked(&index, &record.data, &search.hits, 10);
        if let Some(at) = ranked.iter().position(|quote| *quote == known.quote) {
            reciprocal += 1.0 / (at + 1) as f64;
            hit += 1.0;
        }
        found.push(search.hits.len() as f64);
    }
    note("mrr", reciprocal / known.len() as f64);
    note("hit", hit / known.len() as f64);
    note("found", percentile(&mut found, 0.5));

    let (mut moving, mut filtering) = frames(&typed, Arc::new(record), Arc::new(index));
    note("move p50", percentile(&mut moving, 0.5));
    note("move p90", percentile(&mut moving, 0.9));
    note("filter p50", percentile(&mut filtering, 0.5));
    note("filter worst", percentile(&mut filtering, 1.0));
    figures
}

/// The most memory that loading and indexing take, in megabytes.
pub(super) fn memory(file: &Path) -> Figures {
    let record = Workspace::new(load(file));
    let index = Index::build(&record.data, &mut |_| {});
    // Only Linux tells; elsewhere the line stays empty.
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let peak = peak.and_then(|rest| rest.split_whitespace().next()?.parse::<f64>().ok());
    drop((record, index));
    peak.map(|kilobytes| ("memory".to_owned(), kilobytes * 1024.0 / 1e6)).into_iter().collect()
}

fn load(file: &Path) -> Dataset {
    Origin::File(file.into())
        .load(&mut |_| {})
        .unwrap_or_else(|refusal| fail(&format!("{} {refusal}", file.display())))
}

fn size(file: &Path) -> u64 {
    std::fs::metadata(file).map_or(0, |meta| meta.len())
}

/// What any program pays that reads the file into structs of strings.
fn typed_parse(file: &Path) -> f64 {
    let start = Instant::now();
    let text = std::fs::read_to_string(file).unwrap_or_default();
    let parsed: Option<schema::File> = serde_json::from_str(&text).ok();
    let time = milliseconds(start);
    drop(parsed);
    time
}

/// The time of each key: the query read and carried out, its hits counted, the first ranked.
fn keystrokes(typed: &[&str], data: &Dataset, index: &Index) -> Vec<f64> {
    let lines: Vec<&str> = typed.iter().flat_map(|text| there_and_back(text)).collect();
    let mut times = vec![Vec::new(); lines.len()];
    for _ in 0..ROUNDS {
        let mut before: Option<Search> = None;
        for (line, times) in lines.iter().zip(&mut times) {
            let start = Instant::now();
            let search = Search::run(&Query::parse(line), index, data, before.as_ref());
            let ranked = search.ranked(index, data, &search.hits, RANKED);
            std::hint::black_box((search.hits.len(), ranked));
            times.push(milliseconds(start));
            before = Some(search);
        }
    }
    times.iter_mut().map(|times| percentile(times, 0.5)).collect()
}

/// The line after each key: a letter more until all is typed, then one less until nothing is left.
fn there_and_back(text: &str) -> impl Iterator<Item = &str> {
    let ends = (1..=text.len()).chain((0..text.len()).rev());
    ends.filter(|end| text.is_char_boundary(*end)).map(|end| &text[..end])
}

/// The times from key to finished frame: while moving, and while a filter is typed and erased.
fn frames(typed: &[&str], record: Arc<Workspace>, index: Arc<Index>) -> (Vec<f64>, Vec<f64>) {
    let size = (200, 60);
    let bindings = Bindings::default();
    let mut explorer = Explorer::new(size, keymap::rows(&bindings), Start::default());
    explorer.update(Event::Opened(record, Some(index)));
    let Ok(mut terminal) = Terminal::new(TestBackend::new(size.0, size.1));
    let mut key = |event: Event, explorer: &mut Explorer| {
        let start = Instant::now();
        explorer.update(event);
        let Ok(_) =
            terminal.draw(|frame| ui::draw(explorer, &bindings, Theme { color: true }, frame));
        milliseconds(start)
    };
    let mut moving = Vec::new();
    for at in 0..400 {
        let step = match at % 8 {
            6 => Step::PageDown,
            7 => Step::PageUp,
            _ if at % 16 < 8 => Step::Down,
            _ => Step::Up,
        };
        moving.push(key(Event::Command(Action::Move(step)), &mut explorer));
    }
    let mut filtering = Vec::new();
    for text in typed {
        explorer.update(Event::Command(Action::OpenFilter));
        for letter in text.chars() {
            filtering.push(key(Event::Typed(letter), &mut explorer));
        }
        for _ in text.chars() {
            filtering.push(key(Event::Command(Action::Edit(Edit::Backspace)), &mut explorer));
        }
        explorer.update(Event::Command(Action::CancelFilter));
    }
    (moving, filtering)
}
