//! Arguments, files, commands.

mod build;
mod guide;
mod man;
mod output;
mod save;
mod walk;

use std::ffi::OsString;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::PathBuf;

use clap::{Args, CommandFactory, Parser, Subcommand};
use clap_complete::Shell;
use terminal_size::terminal_size;

use crate::dataset::check::{Fault, Location, Reason, Refusal};
use crate::dataset::load::Origin;
use crate::dataset::{Dataset, QuoteIx, schema};
use crate::explorer::Start;
use crate::export::{self, Format};
use crate::keymap::{self, Bindings};
use crate::search::query::language;
use crate::search::{Index, Query, QuoteSet, Search};
use crate::terminal;
use crate::text::{counted, safe, safe_lines};

use output::Output;

/// Found, or done.
const FOUND: u8 = 0;
/// Nothing found.
const NOTHING: u8 = 1;
/// Refused, or failed.
const ERROR: u8 = 2;

/// Explore who said what, when, and where it was printed.
#[derive(Debug, Parser)]
#[command(name = "onrecord", version)]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    explore: Explore,
}

#[derive(Debug, Args)]
struct Explore {
    /// The dataset, a JSON file; `-` for standard input; the built-in record where none is named.
    dataset: Option<PathBuf>,
    /// Begin with this filter.
    #[arg(long, value_name = "QUERY")]
    filter: Option<String>,
    /// Begin at the quote with this id.
    #[arg(long, value_name = "ID")]
    quote: Option<String>,
    /// Begin with the quotes of this speaker alone.
    #[arg(long, value_name = "NAME")]
    speaker: Option<String>,
}

impl Explore {
    fn is_any(&self) -> bool {
        self.dataset.is_some()
            || self.filter.is_some()
            || self.quote.is_some()
            || self.speaker.is_some()
    }
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Print the quotes that a filter finds, in the timeline's order.
    Query {
        /// The dataset; `-` for standard input; the built-in record where none is named.
        #[arg(long, value_name = "FILE")]
        dataset: Option<PathBuf>,
        /// The closest first.
        #[arg(long)]
        rank: bool,
        /// How to print them.
        #[arg(long, value_enum, default_value = "text")]
        format: Format,
        /// No more than this many.
        #[arg(long, value_name = "N")]
        limit: Option<usize>,
        /// Print only how many there are.
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
    },
    /// Make a dataset from articles.
    Build(build::Build),
    /// Say whether a dataset is sound, and every fault with its place.
    Check {
        /// The dataset; `-` for standard input.
        file: PathBuf,
    },
    /// Print the JSON Schema of a dataset.
    Schema,
    /// Print every key and what it does.
    Keys,
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

/// Runs the program; the exit status.
#[must_use]
pub fn run(args: impl IntoIterator<Item = OsString>) -> u8 {
    terminal::end_on_panic();
    let matches = match command().try_get_matches_from(args) {
        Ok(matches) => matches,
        Err(error) if error.use_stderr() => {
            // What was typed stands in the sentence.
            let _ = writeln!(io::stderr(), "{}", safe_lines(&error.render().to_string()));
            return ERROR;
        }
        Err(help) => {
            let printed = Output::new().stream().map(drop).and_then(|()| help.print());
            return status(printed.map(|()| FOUND).map_err(Error::Out));
        }
    };
    let cli = match <Cli as clap::FromArgMatches>::from_arg_matches(&matches) {
        Ok(cli) => cli,
        Err(error) => {
            let _ = error.print();
            return ERROR;
        }
    };
    if cli.command.is_some() && cli.explore.is_any() {
        return complain("what comes before a command is for exploring; put it behind the command");
    }
    let mut out = BufWriter::new(Output::new());
    let done = match cli.command {
        None => {
            drop(out);
            return explore(cli.explore);
        }
        Some(Command::Query { dataset, rank, format, limit, count, output, force, query }) => {
            let output = output.filter(|path| path.as_os_str() != "-");
            let asked = Asked { rank, format, limit, count, output, force, text: query.join(" ") };
            print_query(&origin(dataset), &asked, &mut out)
        }
        Some(Command::Build(options)) => options.run(&mut out),
        Some(Command::Check { file }) => check(&origin(Some(file)), &mut out),
        Some(Command::Schema) => print(&mut out, schema::json_schema().as_bytes()),
        Some(Command::Keys) => print(&mut out, keymap::as_text(&Bindings::default()).as_bytes()),
        Some(Command::Completions { shell }) => {
            let mut text = Vec::new();
            clap_complete::generate(shell, &mut command(), "onrecord", &mut text);
            print(&mut out, &text)
        }
        Some(Command::Guide { topic }) => {
            let is_shown = io::stdout().is_terminal();
            let width = terminal_size().filter(|_| is_shown).map(|(width, _)| width.0.into());
            print(&mut out, guide::text(topic, width).as_bytes())
        }
        Some(Command::Man) => {
            let page = man::page(command()).map_err(Error::Out);
            page.and_then(|text| print(&mut out, &text))
        }
        Some(Command::Licences) => {
            let text = safe_lines(include_str!("cli/third-party.txt"));
            print(&mut out, text.as_bytes())
        }
    };
    status(done.and_then(|status| out.flush().map(|()| status).map_err(Error::Out)))
}

/// The exit status; what went wrong is said. A closed pipe is no error.
fn status(done: Result<u8, Error>) -> u8 {
    match done {
        Ok(status) => status,
        Err(Error::Out(error)) if error.kind() == io::ErrorKind::BrokenPipe => FOUND,
        Err(error) => complain(&error.to_string()),
    }
}

/// The command line with the query language under the help of `query`.
fn command() -> clap::Command {
    let indented: String = language().lines().map(|line| format!("  {line}\n")).collect();
    let language = format!("What a query may hold:\n{indented}");
    Cli::command().mut_subcommand("query", |query| query.after_long_help(language)).after_help(
        "Exit status: 0 found, 1 nothing found, 2 an error. `onrecord keys` lists the keys.",
    )
}

enum Error {
    Out(io::Error),
    Input(String),
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Out(error) => {
                // The kind of a system's error has no number in it.
                let why = match error.raw_os_error() {
                    Some(_) => error.kind().to_string(),
                    None => error.to_string(),
                };
                write!(f, "cannot write the output: {why}; write it to another place")
            }
            Self::Input(what) => f.write_str(what),
        }
    }
}

/// One sentence on standard error.
fn complain(sentence: &str) -> u8 {
    let _ = writeln!(io::stderr(), "onrecord: {}", safe(sentence));
    ERROR
}

fn print(out: &mut dyn Write, bytes: &[u8]) -> Result<u8, Error> {
    out.write_all(bytes).map_err(Error::Out)?;
    Ok(FOUND)
}

fn origin(path: Option<PathBuf>) -> Origin {
    match path {
        None => Origin::BuiltIn,
        Some(path) if path.as_os_str() == "-" => Origin::Stdin,
        Some(path) => Origin::File(path),
    }
}

fn refused(origin: &Origin, refusal: &Refusal) -> Error {
    Error::Input(format!("{} {refusal}", origin.name()))
}

fn load(origin: &Origin) -> Result<Dataset, Error> {
    if *origin == Origin::Stdin && io::stdin().is_terminal() {
        return Err(Error::Input(
            "`-` reads a dataset from standard input; pipe one in, or name a file".into(),
        ));
    }
    origin.load(&mut |_| {}).map_err(|refusal| refused(origin, &refusal))
}

fn explore(args: Explore) -> u8 {
    let origin = origin(args.dataset);
    if origin == Origin::Stdin && io::stdin().is_terminal() {
        return complain("`-` reads a dataset from standard input; pipe one in, or name a file");
    }
    let start = Start { filter: args.filter, quote: args.quote, speaker: args.speaker };
    match terminal::run(&origin, &start) {
        Ok(status) => status,
        Err(failure) => complain(&failure.to_string()),
    }
}

struct Asked {
    text: String,
    rank: bool,
    format: Format,
    limit: Option<usize>,
    count: bool,
    output: Option<PathBuf>,
    force: bool,
}

fn print_query(origin: &Origin, asked: &Asked, out: &mut dyn Write) -> Result<u8, Error> {
    if let Some(path) = &asked.output
        && save::there(path)?.is_some()
        && !asked.force
    {
        return Err(save::refusal(path, "is there already; name another, or add --force"));
    }
    let data = load(origin)?;
    let index = Index::build(&data, &mut |_| {});
    let query = Query::parse(&asked.text);
    for problem in &query.problems {
        complain(&format!("{}: {}", &asked.text[problem.range.clone()], problem.message));
    }
    if query.clauses.is_empty() && !query.problems.is_empty() {
        return Ok(ERROR);
    }
    let search = Search::run(&query, &index, &data, None);
    let found = search.hits.len();
    if asked.count {
        writeln!(out, "{found}").map_err(Error::Out)?;
    } else if found > 0 || asked.format == Format::Json {
        let most = asked.limit.unwrap_or(found);
        let quotes: Vec<QuoteIx> = if asked.rank {
            search.ranked(&index, &data, &search.hits, most)
        } else {
            search.hits.iter().take(most).collect()
        };
        match &asked.output {
            Some(path) => save::save(path, asked.force, |out| {
                export::write(out, asked.format, &data, &quotes)
            })?,
            None => export::write(out, asked.format, &data, &quotes).map_err(Error::Out)?,
        }
    }
    if found > 0 {
        return Ok(FOUND);
    }
    complain(&search.nothing_found(&asked.text, &QuoteSet::all(data.quotes.len())));
    Ok(NOTHING)
}

fn check(origin: &Origin, out: &mut dyn Write) -> Result<u8, Error> {
    let data = match load_for_check(origin)? {
        Ok(data) => data,
        Err(faults) => {
            for fault in faults {
                complain(&format!("{}: {fault}", origin.name()));
            }
            return Ok(ERROR);
        }
    };
    let name = origin.name();
    let mut flawed = data.flaws.count;
    for (at, article) in data.articles.iter().enumerate() {
        if article.url.as_ref().is_some_and(|url| export::web_address(url).is_none()) {
            flawed += 1;
            let place = Location::Entry("articles", at, article.id.clone());
            complain(&format!("{name}: {}", Fault { place, reason: Reason::NotOpened }));
        }
    }
    let unproven = data.unproven();
    for fault in data.flaws.first.iter().chain(&unproven) {
        complain(&format!("{name}: {fault}"));
    }
    let unproven = match unproven.len() {
        0 => None,
        1 => Some("1 quote is unproven".to_owned()),
        count => Some(format!("{count} quotes are unproven")),
    };
    let flawed = (flawed > 0).then(|| counted(flawed, "flaw") + " to mend");
    let but: Vec<String> = unproven.into_iter().chain(flawed).collect();
    let verdict = match but.is_empty() {
        true => "is sound: every quote stands where it says".to_owned(),
        false => format!("opens, but {}", but.join(", ")),
    };
    writeln!(
        out,
        "{name} {verdict}; {}, {}, {}, {}",
        counted(data.articles.len(), "article"),
        counted(data.speakers.len(), "speaker"),
        counted(data.meetings.len(), "meeting"),
        counted(data.quotes.len(), "quote"),
    )
    .map_err(Error::Out)?;
    Ok(FOUND)
}

type Checked = Result<Dataset, Vec<Fault>>;

/// Loads a dataset; its faults are an answer here, not an error.
fn load_for_check(origin: &Origin) -> Result<Checked, Error> {
    match origin.load(&mut |_| {}) {
        Ok(data) => Ok(Ok(data)),
        Err(Refusal::Faults(faults)) => Ok(Err(faults)),
        Err(refusal) => Err(refused(origin, &refusal)),
    }
}
