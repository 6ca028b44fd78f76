//! One dataset measured.

use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use onrecord::config::THEMES;
use onrecord::dataset::load::Origin;
use onrecord::dataset::{Dataset, schema};
use onrecord::explorer::{Action, Edit, Event, Explorer, GridStep, Start, Step, Workspace};
use onrecord::keymap::{self, Bindings};
use onrecord::search::{ArticleIndex, Index, Query, Search};
use onrecord::ui;
use onrecord::ui::theme::{ColorDepth, Theme};
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
    let mut articles = Vec::new();
    let mut last = None;
    for _ in 0..ROUNDS {
        drop(last.take());
        serde.push(typed_parse(file));
        let start = Instant::now();
        let record = Workspace::new(load(file));
        rows.push(milliseconds(start));
        let mut index = Index::build(&record.data, &mut |_| {});
        searchable.push(milliseconds(start));
        index.set_articles(whole_articles(&record.data));
        articles.push(milliseconds(start));
        last = Some((record, index));
    }
    let Some((record, index)) = last else { return figures };
    note("serde", percentile(&mut serde, 0.5));
    note("rows", percentile(&mut rows, 0.5));
    note("searchable", percentile(&mut searchable, 0.5));
    note("articles", percentile(&mut articles, 0.5));
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
    let inside: Vec<String> = typed.iter().map(|text| inside(text)).collect();
    let inside: Vec<&str> = inside.iter().map(String::as_str).collect();
    let mut keys = keystrokes(&inside, &record.data, &index);
    note("in p50", percentile(&mut keys, 0.5));
    note("in worst", percentile(&mut keys, 1.0));

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

    let mut frames = frames(&typed, Arc::new(record), Arc::new(index));
    note("move p50", percentile(&mut frames.moving, 0.5));
    note("move p90", percentile(&mut frames.moving, 0.9));
    note("filter p50", percentile(&mut frames.filtering, 0.5));
    note("filter worst", percentile(&mut frames.filtering, 1.0));
    note("statements", percentile(&mut frames.statements, 0.5));
    note("grid", percentile(&mut frames.grid, 0.5));
    note("grid step p50", percentile(&mut frames.grid_steps, 0.5));
    note("grid step worst", percentile(&mut frames.grid_steps, 1.0));
    figures
}

fn whole_articles(data: &Dataset) -> Arc<ArticleIndex> {
    Arc::new(ArticleIndex::build(ArticleIndex::texts(data), &mut |_| {}))
}

/// The same words looked for in whole articles.
fn inside(text: &str) -> String {
    text.split(' ').map(|word| format!("in:{word}")).collect::<Vec<_>>().join(" ")
}

/// The most memory that loading and indexing take, in megabytes.
pub(super) fn memory(file: &Path) -> Figures {
    let record = Workspace::new(load(file));
    let mut index = Index::build(&record.data, &mut |_| {});
    index.set_articles(whole_articles(&record.data));
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

/// Times from key to finished frame.
#[derive(Default)]
struct FrameTimes {
    moving: Vec<f64>,
    /// While a filter is typed and erased.
    filtering: Vec<f64>,
    /// From a row for each statement to one for each printing, and back.
    statements: Vec<f64>,
    /// Opening the grid of speakers and months.
    grid: Vec<f64>,
    grid_steps: Vec<f64>,
}

fn frames(typed: &[&str], record: Arc<Workspace>, index: Arc<Index>) -> FrameTimes {
    let size = (200, 60);
    let bindings = Bindings::default();
    let mut explorer = Explorer::new(size, keymap::rows(&bindings), Start::default());
    explorer.update(Event::Opened(record, Some(index)));
    let Ok(mut terminal) = Terminal::new(TestBackend::new(size.0, size.1));
    let theme = Theme::new(&THEMES[0], ColorDepth::True, None);
    let mut key = |event: Event, explorer: &mut Explorer| {
        let start = Instant::now();
        explorer.update(event);
        let Ok(_) = terminal.draw(|frame| ui::draw(explorer, &bindings, theme, frame));
        milliseconds(start)
    };
    let mut times = FrameTimes::default();
    for at in 0..400 {
        let step = match at % 8 {
            6 => Step::PageDown,
            7 => Step::PageUp,
            _ if at % 16 < 8 => Step::Down,
            _ => Step::Up,
        };
        times.moving.push(key(Event::Command(Action::Move(step)), &mut explorer));
    }
    for _ in 0..2 * ROUNDS {
        let toggle = Event::Command(Action::TogglePrintings);
        times.statements.push(key(toggle, &mut explorer));
    }
    for _ in 0..ROUNDS {
        times.grid.push(key(Event::Command(Action::OpenGrid), &mut explorer));
        for at in 0..60 {
            let steps = [GridStep::Down, GridStep::Right, GridStep::PageDown, GridStep::Last];
            let step = Event::Command(Action::StepInGrid(steps[at % steps.len()]));
            times.grid_steps.push(key(step, &mut explorer));
        }
        let sort = Event::Command(Action::StepInGrid(GridStep::Sort));
        times.grid_steps.push(key(sort, &mut explorer));
        explorer.update(Event::Command(Action::CloseOverlay));
    }
    for text in typed {
        explorer.update(Event::Command(Action::OpenFilter));
        for letter in text.chars() {
            times.filtering.push(key(Event::Typed(letter), &mut explorer));
        }
        for _ in text.chars() {
            times.filtering.push(key(Event::Command(Action::Edit(Edit::Backspace)), &mut explorer));
        }
        explorer.update(Event::Command(Action::CancelFilter));
    }
    times
}
