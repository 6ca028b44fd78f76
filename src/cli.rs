//! The command line: arguments, commands and exit statuses.

mod build;
mod config;
mod error;
mod guide;
mod import;
mod man;
mod mistyped;
mod output;
mod progress;
mod save;
mod values;
mod verify;

use std::ffi::OsString;
use std::fmt::Display;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::builder::EnumValueParser;
use clap::{Args, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use terminal_size::terminal_size;

use crate::config::{ConfigFile, NamedTheme};
use crate::dataset::annotations::{self, store, store::AnnotationsFile};
use crate::dataset::check::{Fault, Location, Reason, Refusal};
use crate::dataset::{Dataset, QuoteIx, annotate, schema};
use crate::explorer::{Start, ViewOptions};
use crate::export::{self, Axis, Format, Pivot};
use crate::keymap;
use crate::record::{Loaded, RecordProblem, RecordSource, RecordSources};
use crate::search::query::{Sort, language};
use crate::search::{ArticleIndex, Index, Query, QuoteSet, Search};
use crate::terminal;
use crate::text::{counted, safe, safe_lines};

use error::{CommandError, TargetProblem};
use mistyped::{command_like, with_hint};
use output::Output;
use progress::progress;
use values::{Trimmed, one_of};

/// Found, or done.
const FOUND: u8 = 0;
/// Nothing found.
const NOTHING: u8 = 1;
/// Refused, or failed.
const ERROR: u8 = 2;

/// Explore who said what, when, and where it was printed.
#[derive(Debug, Parser)]
#[command(name = "onrecord", version = env!("ONRECORD_VERSION"))]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
    /// The file of settings; `onrecord/config.toml` in your folder for such files where none is
    /// named, neither here nor by ONRECORD_CONFIG.
    #[arg(long, value_name = "FILE", global = true)]
    config: Option<PathBuf>,
    #[command(flatten)]
    explore: Explore,
}

#[derive(Debug, Default, PartialEq, Args)]
struct Explore {
    /// Datasets and folders of articles, several as one record; `-` for standard input; the built-in
    /// record where none is named.
    #[arg(value_name = "RECORD")]
    records: Vec<PathBuf>,
    /// Begin with this filter.
    #[arg(long, value_name = "QUERY", allow_hyphen_values = true)]
    filter: Option<String>,
    /// Begin at the quote with this id.
    #[arg(long, value_name = "ID", allow_hyphen_values = true)]
    quote: Option<String>,
    /// Begin with the quotes of this speaker alone, or of several.
    #[arg(long, value_name = "NAME", allow_hyphen_values = true)]
    speaker: Vec<String>,
    /// Begin without the quotes of this speaker, or of several.
    #[arg(long, value_name = "NAME", allow_hyphen_values = true)]
    without: Vec<String>,
    /// Begin with this view: a pane, and what else changes, as `source,zoom,by-day`. Other words:
    /// closest, printings, quotations, reported, all-reported, dim.
    #[arg(long, value_name = "WORDS")]
    view: Option<ViewOptions>,
    /// Read line by line, in plain text: for a screen reader, a terminal that cannot show panes, or
    /// a pipe. `onrecord guide linear` shows how.
    #[arg(long, conflicts_with = "watch")]
    linear: bool,
    /// Begin anew, not where the record was left.
    #[arg(long)]
    fresh: bool,
    /// Read the record and its annotations again whenever another program changes them.
    #[arg(long)]
    watch: bool,
    /// Look as this theme does, whatever the file of settings says.
    #[arg(long, value_name = "NAME", value_parser = config::theme())]
    theme: Option<&'static NamedTheme>,
    #[command(flatten)]
    annotated: Annotated,
}

impl Explore {
    /// The words that open the record, without those that say where to begin.
    fn command_words(&self) -> Vec<String> {
        let word = |path: &PathBuf| path.to_string_lossy().into_owned();
        let record = |path: &PathBuf| match word(path) {
            name if name.starts_with('-') && name != "-" => format!("./{name}"),
            name => name,
        };
        let mut words = vec!["onrecord".to_owned()];
        words.extend(self.records.iter().map(record));
        if let Some(path) = &self.annotated.annotations {
            words.extend(["--annotations".to_owned(), word(path)]);
        }
        words.extend(self.annotated.no_annotations.then(|| "--no-annotations".to_owned()));
        words
    }
}

/// Which annotations are applied to a dataset.
#[derive(Debug, Default, PartialEq, Args)]
struct Annotated {
    /// The file of annotations; `talks.annotations.json` beside `talks.json` or `talks/` where none
    /// is named, and for the built-in record one in your data folder.
    #[arg(long, value_name = "FILE")]
    annotations: Option<PathBuf>,
    /// Leave the annotations out, and keep none.
    #[arg(long, conflicts_with = "annotations")]
    no_annotations: bool,
}

impl Annotated {
    fn choice(self) -> AnnotationsFile {
        match (self.annotations, self.no_annotations) {
            (Some(path), _) => AnnotationsFile::Named(path),
            (None, true) => AnnotationsFile::None,
            (None, false) => AnnotationsFile::Beside,
        }
    }
}

/// Whether a path looks like a word: it has neither folders nor an ending.
fn is_word(path: &Path) -> bool {
    let name = path.to_string_lossy();
    path.extension().is_none() && !name.contains(['/', '\\']) && name != "-"
}

/// The records that are named; the built-in one where none is.
///
/// # Errors
/// That standard input is among them and is a terminal, or that they cannot be opened together.
fn sources(paths: Vec<PathBuf>, annotated: Annotated) -> Result<RecordSources, CommandError> {
    let sources = RecordSources::named(paths, annotated.choice())?;
    match sources.reads_input() && io::stdin().is_terminal() {
        true => Err(CommandError::InputIsTerminal),
        false => Ok(sources),
    }
}

/// Reads records with their annotations; what is passed over is told.
fn load(paths: Vec<PathBuf>, annotated: Annotated) -> Result<Dataset, CommandError> {
    let (data, passed, _) = sources(paths, annotated)?.load_annotated(&mut progress())?;
    passed.iter().for_each(|passed| _ = complain(passed));
    Ok(data)
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Print the quotes that a filter finds, in the timeline's order.
    Query(QueryOptions),
    /// Make a dataset from articles.
    Build(build::Build),
    /// Say of every quotation in a draft whether the record holds it, word by word.
    Verify(verify::Verify),
    /// Say whether a record is sound, and every fault with its place.
    Check {
        /// Datasets, and folders of articles, each by itself; `-` for standard input.
        #[arg(required = true, value_name = "RECORD")]
        records: Vec<PathBuf>,
        #[command(flatten)]
        annotated: Annotated,
    },
    /// Print the JSON Schema of a dataset.
    Schema {
        /// That of a file of annotations.
        #[arg(long)]
        annotations: bool,
        /// That of what `verify --format json` prints.
        #[arg(long, conflicts_with = "annotations")]
        verify: bool,
    },
    /// Take the notes and tags of a web annotator as notes and marks.
    Import(import::Import),
    /// Print every key and what it does.
    Keys {
        /// How to print them.
        #[arg(long, value_enum, default_value = "text")]
        format: KeysFormat,
    },
    /// Say which file of settings is read, and what it sets.
    Config(config::ConfigOptions),
    /// Print completions for a shell.
    Completions {
        /// The shell.
        shell: Shell,
    },
    /// Print a page of the guide, or the list of them.
    Guide {
        /// The page.
        topic: Option<guide::Topic>,
    },
    /// Print the manual page.
    Man,
    /// Print the licences of the packages that the program is built from.
    #[command(visible_alias = "licenses")]
    Licences,
}

/// How keys are printed.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum KeysFormat {
    /// A line a command
    Text,
    /// A list of commands, with their names
    Json,
}

#[derive(Debug, Args)]
struct QueryOptions {
    /// A dataset, or a folder of articles; `-` for standard input; the built-in record where none is
    /// named. Several, each behind its own `--dataset`, are one record.
    #[arg(long, value_name = "FILE")]
    dataset: Vec<PathBuf>,
    #[command(flatten)]
    annotated: Annotated,
    /// The closest first.
    #[arg(long)]
    rank: bool,
    /// Count statements by two things instead: `speaker,year`. Any of speaker, side, meeting,
    /// month, year and publisher.
    #[arg(
        long,
        value_name = "ROWS,COLUMNS",
        value_delimiter = ',',
        value_parser = Trimmed(EnumValueParser::<Axis>::new()),
        num_args = 1,
        conflicts_with_all = ["count", "rank", "limit"]
    )]
    pivot: Vec<Axis>,
    /// How to print them.
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
    /// What JSON and CSV tell of each quote, in this order; everything where nothing is chosen.
    #[arg(
        long,
        value_name = "FIELD,…",
        value_delimiter = ',',
        value_parser = Trimmed(one_of(export::FIELDS)),
        conflicts_with_all = ["pivot", "count"]
    )]
    fields: Vec<&'static str>,
    /// No more than this many.
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
    /// Print only how many there are: printings, as in every other format; on a terminal also of how
    /// many statements. The explorer counts statements, and no reported speech that it hides.
    #[arg(long)]
    count: bool,
    /// Write them to a file instead; one that is there already is left alone.
    #[arg(short, long, value_name = "FILE", conflicts_with = "count")]
    output: Option<PathBuf>,
    /// Let `--output` replace a file.
    #[arg(long, requires = "output")]
    force: bool,
    /// What to find; '' finds everything. After `--` it may begin with a dash.
    #[arg(required = true, value_name = "QUERY")]
    query: Vec<String>,
}

/// Runs the program; the exit status.
#[must_use]
pub fn run(args: impl IntoIterator<Item = OsString>) -> u8 {
    terminal::end_on_panic();
    let args: Vec<OsString> = args.into_iter().collect();
    let matches = command().try_get_matches_from(&args);
    let done = match matches.and_then(|matches| Cli::from_arg_matches(&matches)) {
        Ok(cli) => perform(cli),
        Err(error) if error.use_stderr() => {
            let error = with_hint(error, args.get(1).map(OsString::as_os_str));
            // What was typed stands in the sentence.
            let _ = writeln!(io::stderr(), "{}", safe_lines(&error.render().to_string()));
            return ERROR;
        }
        Err(help) => {
            let printed = Output::new().stream().map(drop).and_then(|()| help.print());
            printed.map(|()| FOUND).map_err(CommandError::from)
        }
    };
    match done {
        Ok(status) => status,
        // A closed pipe is no error.
        Err(CommandError::Output(error)) if error.kind() == io::ErrorKind::BrokenPipe => FOUND,
        Err(error) => complain(error),
    }
}

fn perform(cli: Cli) -> Result<u8, CommandError> {
    let file = ConfigFile::find(cli.config);
    let Some(command) = cli.command else { return explore(cli.explore, file.as_ref()) };
    if cli.explore != Explore::default() {
        return Err(CommandError::OptionsBeforeCommand);
    }
    let mut out = BufWriter::new(Output::new());
    let mut print = |text: &[u8]| out.write_all(text).map(|()| FOUND);
    let status = match command {
        Command::Schema { annotations: true, .. } => print(annotations::json_schema().as_bytes())?,
        Command::Schema { verify: true, .. } => print(crate::verify::json_schema().as_bytes())?,
        Command::Schema { .. } => print(schema::json_schema().as_bytes())?,
        Command::Keys { format } => {
            let bindings = config::bindings(file.as_ref());
            print(
                match format {
                    KeysFormat::Text => keymap::as_text(&bindings),
                    KeysFormat::Json => keymap::as_json(&bindings),
                }
                .as_bytes(),
            )?
        }
        Command::Config(options) => options.run(file.as_ref(), &mut out)?,
        Command::Completions { shell } => {
            let mut text = Vec::new();
            clap_complete::generate(shell, &mut self::command(), "onrecord", &mut text);
            print(&text)?
        }
        Command::Guide { topic } => {
            let is_shown = io::stdout().is_terminal();
            let width = terminal_size().filter(|_| is_shown).map(|(width, _)| width.0.into());
            print(guide::text(topic, width, &config::bindings(file.as_ref())).as_bytes())?
        }
        Command::Man => print(&man::page(self::command(), &config::bindings(file.as_ref()))?)?,
        Command::Licences => print(safe_lines(include_str!("cli/third-party.txt")).as_bytes())?,
        Command::Query(options) => options.run(&mut out)?,
        Command::Build(options) => options.run(&mut out)?,
        Command::Verify(options) => options.run(&mut out)?,
        Command::Import(options) => options.run(&mut out)?,
        Command::Check { records, annotated } => {
            let sources = sources(records, annotated)?;
            let mut status = FOUND;
            for source in sources.sources() {
                status = status.max(check(source, sources.choice(), &mut out)?);
            }
            status
        }
    };
    out.flush()?;
    Ok(status)
}

/// The command line with the query language under the help of `query`.
fn command() -> clap::Command {
    let indented: String = language().lines().map(|line| format!("  {line}\n")).collect();
    let language = format!("What a query may hold:\n{indented}");
    Cli::command().mut_subcommand("query", |query| query.after_long_help(language)).after_help(
        "Exit status: 0 found, 1 nothing found, 2 an error. `onrecord keys` lists the keys.",
    )
}

/// One sentence on standard error.
fn complain(what: impl Display) -> u8 {
    let _ = writeln!(io::stderr(), "onrecord: {}", safe(&what.to_string()));
    ERROR
}

fn explore(args: Explore, file: Option<&ConfigFile>) -> Result<u8, CommandError> {
    if let Some(path) = args.records.iter().find(|path| is_word(path) && !path.exists()) {
        let word = path.to_string_lossy().into_owned();
        return Err(match command_like(&word) {
            Some(command) => CommandError::NoSuchCommand(word, command),
            None => CommandError::WordAlone(word),
        });
    }
    let command = args.command_words();
    let record = sources(args.records, args.annotated)?;
    if args.linear && record.reads_input() {
        return Err(CommandError::LinearInput);
    }
    let session =
        if args.fresh || args.linear { Ok(None) } else { terminal::session::read(&record) };
    let (mut config, problems) = file.map(ConfigFile::read).unwrap_or_default();
    config.theme = args.theme.unwrap_or(config.theme);
    let (session, notice) = match session {
        Ok(session) => (session, None),
        Err(sentence) => (None, Some(sentence)),
    };
    let start = Start {
        preferences: config.preferences,
        filter: args.filter,
        quote: args.quote,
        speakers: args.speaker,
        without: args.without,
        view: args.view,
        session,
        history: terminal::history::read(),
        command,
        notice: config::remark(&problems).or(notice),
        ..Start::default()
    };
    if args.linear {
        let mut out = BufWriter::new(Output::new());
        return Ok(terminal::linear::run(&record, start, config, &mut out)?);
    }
    Ok(terminal::run(&record, args.watch, &start, config)?)
}

impl QueryOptions {
    fn run(self, out: &mut dyn Write) -> Result<u8, CommandError> {
        if !matches!(self.pivot.len(), 0 | 2) {
            return Err(CommandError::PivotAxes);
        }
        if !self.pivot.is_empty() && !self.format.is_of_tables() {
            return Err(CommandError::PivotFormat);
        }
        let fields = (!self.fields.is_empty()).then_some(self.fields.as_slice());
        if fields.is_some() && !self.format.has_fields() {
            return Err(CommandError::FieldsFormat);
        }
        let output = self.output.filter(|path| path.as_os_str() != "-");
        if let Some(path) = &output
            && save::there(path)?.is_some()
            && !self.force
        {
            return Err(TargetProblem::There.of(path));
        }
        let is_built_in = self.dataset.is_empty();
        let is_record = |word: &&String| match Path::new(word) {
            path if path.is_dir() => word.ends_with('/'),
            path => !is_word(path) && path.is_file(),
        };
        if let Some(file) = self.query.first().filter(|_| is_built_in).filter(is_record) {
            return Err(CommandError::RecordAsQuery(file.clone()));
        }
        let data = load(self.dataset, self.annotated)?;
        let text = self.query.join(" ");
        let query = Query::parse(&text);
        let mut index = Index::build(&data, &mut |_| {});
        if !index.answers(&query) {
            let articles = ArticleIndex::build(ArticleIndex::texts(&data), &mut |_| {});
            index.set_articles(Arc::new(articles));
        }
        for problem in &query.problems {
            complain(CommandError::Query(problem.sentence(&text)));
        }
        if query.clauses.is_empty() && !query.problems.is_empty() {
            return Ok(ERROR);
        }
        let search = Search::run(&query, &index, &data, None);
        let found = search.hits.len();
        if self.count && io::stdout().is_terminal() {
            let mut statements = search.hits.clone();
            statements.keep_statements(&data);
            let statements = counted(statements.len(), "statement");
            writeln!(out, "{} of {statements}", counted(found, "printing"))?;
        } else if self.count {
            writeln!(out, "{found}")?;
        } else if let [rows, columns] = self.pivot.as_slice() {
            let pivot = Pivot::new(&data, &search.hits, (*rows, *columns), false);
            let write = |out: &mut dyn Write| export::write_pivot(out, self.format, &pivot);
            match &output {
                Some(path) => save::save(path, self.force, write)?,
                None => write(out)?,
            }
        } else if found > 0 || self.format == Format::Json {
            let most = self.limit.unwrap_or(found);
            let sort = if self.rank { Some(Sort::Rank) } else { query.sort };
            let mut quotes: Vec<QuoteIx> = match sort {
                Some(Sort::Rank) => search.ranked(&index, &data, &search.hits, most),
                _ => search.hits.iter().collect(),
            };
            if sort == Some(Sort::Day) {
                quotes.sort_by_key(|quote| data.quote(*quote).said);
            }
            quotes.truncate(most);
            let write =
                |out: &mut dyn Write| export::write(out, self.format, fields, &data, &quotes);
            match &output {
                Some(path) => save::save(path, self.force, write)?,
                None => write(out)?,
            }
        }
        if found > 0 {
            return Ok(FOUND);
        }
        complain(search.nothing_found(&text, &QuoteSet::all(data.quotes.len())));
        if is_built_in {
            let file = self.query.first().filter(|word| std::path::Path::new(word).is_file());
            complain(CommandError::BuiltIn(file.cloned().unwrap_or_else(|| "FILE".into())));
        }
        Ok(NOTHING)
    }
}

fn check(
    source: &RecordSource,
    choice: &AnnotationsFile,
    out: &mut dyn Write,
) -> Result<u8, CommandError> {
    let name = source.name();
    let complain_of = |fault: Fault| complain(CommandError::Fault(name.clone(), fault));
    let Loaded { data, passed, annotations: path } = match source.load(choice, &mut progress()) {
        Ok(loaded) => loaded,
        Err(RecordProblem::Dataset(_, Refusal::Faults(faults))) => {
            for fault in faults {
                complain_of(fault);
            }
            return Ok(ERROR);
        }
        Err(problem) => return Err(problem.into()),
    };
    passed.iter().for_each(|passed| _ = complain(passed));
    let annotations = path.as_deref().map(store::read).transpose()?.unwrap_or_default();
    let (data, orphans) = annotate(data, &annotations);
    for orphan in &orphans {
        let path = path.clone().unwrap_or_default();
        complain(CommandError::Unmet(path, orphan.sentence.clone()));
    }
    let mut flawed = data.flaws.count;
    for (at, article) in data.articles.iter().enumerate() {
        if article.url.as_ref().is_some_and(|url| export::web_address(url).is_none()) {
            flawed += 1;
            let place = Location::Entry("articles", at, article.id.clone());
            complain_of(Fault { place, reason: Reason::NotOpened });
        }
    }
    let unproven = data.unproven();
    for fault in data.flaws.first.iter().chain(&unproven) {
        complain_of(fault.clone());
    }
    let unproven = match unproven.len() {
        0 => None,
        1 => Some("1 quote is unproven".to_owned()),
        count => Some(format!("{count} quotes are unproven")),
    };
    let flawed = (flawed > 0).then(|| counted(flawed, "flaw") + " to mend");
    let orphaned = (!orphans.is_empty()).then(|| match orphans.len() {
        1 => "1 annotation fits nothing any more".to_owned(),
        count => format!("{count} annotations fit nothing any more"),
    });
    let but: Vec<String> = unproven.into_iter().chain(flawed).chain(orphaned).collect();
    let verdict = match but.is_empty() {
        true => "is sound: every quote stands where it says".to_owned(),
        false => format!("opens, but {}", but.join(", ")),
    };
    writeln!(
        out,
        "{name} {verdict}; {}, {}, {}, {}",
        counted(data.articles.len(), "article"),
        counted(data.speakers.iter().filter(|s| !s.is_gone).count(), "speaker"),
        counted(data.meetings.iter().filter(|m| !m.is_gone).count(), "meeting"),
        counted(data.quotes.len(), "quote"),
    )?;
    Ok(FOUND)
}
