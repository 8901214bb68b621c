//! From arguments to output.

mod archives;
mod entries;
mod fields;
mod files;
mod formats;
mod scan;
mod shown;
mod snapshot;
mod summary;
mod text_names;
mod choices;

use std::io::{self, Write as _};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};

/// Find out from log exports what went wrong, without sending them anywhere
#[derive(Parser)]
#[command(name = "logscry", version)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Show what each source is, what it contains and where every byte went
    Summary(SummaryArgs),
    /// Print entries, one source after the other
    Entries(EntriesArgs),
    /// Lists the fields of all entries, what their values are and which are most frequent
    Fields(FieldsArgs),
}

#[derive(Args)]
struct SummaryArgs {
    #[command(flatten)]
    sources: Sources,
    /// Print one JSON object
    #[arg(long)]
    json: bool,
}

#[derive(Args)]
struct EntriesArgs {
    #[command(flatten)]
    sources: Sources,
    /// Print one JSON object per line
    #[arg(long)]
    json: bool,
    /// Print only entries that match a query, written as in the page's query box
    #[arg(short, long, default_value = "", allow_hyphen_values = true)]
    query: String,
    /// Stop after this many entries
    #[arg(long)]
    limit: Option<u64>,
}

#[derive(Args)]
struct FieldsArgs {
    #[command(flatten)]
    sources: Sources,
    /// Print one JSON object
    #[arg(long)]
    json: bool,
    /// Only entries that match, as in the page's query box
    #[arg(short, long, default_value = "", allow_hyphen_values = true)]
    query: String,
    /// How many of the most frequent values to print for each field
    #[arg(long, value_name = "N", default_value_t = 5)]
    top: u32,
}

#[derive(Args)]
struct Sources {
    /// Files, folders, or - for standard input
    #[arg(value_name = "SOURCE", required = true)]
    paths: Vec<PathBuf>,
    /// A format file saved by the page; tried before all built-in formats (can be repeated)
    #[arg(long = "format", value_name = "FILE")]
    formats: Vec<PathBuf>,
    /// Text encoding: utf-8, utf-16le, utf-16be or windows-1252 (default: detected)
    #[arg(long, value_name = "NAME")]
    encoding: Option<String>,
    /// How much a compressed source may unpack to, such as 200GiB, or none for no limit (default:
    /// 1,000 times its size, at most 64GiB)
    #[arg(long, value_name = "SIZE")]
    unpack_limit: Option<String>,
}

/// Why a query cannot be answered, with the place marked.
fn query_refusal(query: &str, error: &logscry::query::QueryError) -> Refusal {
    let mark = " ".repeat(error.start as usize) + &"^".repeat((error.end - error.start) as usize);
    format!("{}\n  {query}\n  {mark}", error.message).into()
}

/// Whether all that was asked for was read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Extent {
    /// All of it, as it was when reading began.
    Whole,
    /// Not all: what is missing stands on standard error.
    Part,
}

/// Says on standard error what became of files while they were read.
fn extent_of(inputs: &[files::Input], n_unread: usize) -> Extent {
    let mut is_whole = n_unread == 0;
    for (input, change) in inputs.iter().filter_map(|input| Some((input, input.change()?))) {
        eprintln!("logscry: {}: {}", change.words(), shown::shown(&input.name));
        is_whole &= change.is_harmless();
    }
    if is_whole { Extent::Whole } else { Extent::Part }
}

/// Why the command ends early.
enum Refusal {
    /// The request cannot be answered, in a sentence.
    Because(String),
    /// The reader of the output went away (`| head`): nothing is wrong.
    ReaderGone,
}

impl From<String> for Refusal {
    fn from(sentence: String) -> Self {
        Self::Because(sentence)
    }
}

/// Runs the command that the arguments name.
pub(crate) fn run() -> ExitCode {
    let cli = Cli::parse();
    let outcome = match cli.command {
        Command::Summary(args) => summary::run(&args),
        Command::Entries(args) => entries::run(&args),
        Command::Fields(args) => fields::run(&args),
    };
    match outcome {
        Ok(Extent::Whole) | Err(Refusal::ReaderGone) => ExitCode::SUCCESS,
        Ok(Extent::Part) => ExitCode::FAILURE,
        Err(Refusal::Because(sentence)) => {
            eprintln!("logscry: {sentence}");
            ExitCode::from(2)
        }
    }
}

/// Writes to standard output.
fn print(text: &str) -> Result<(), Refusal> {
    match io::stdout().lock().write_all(text.as_bytes()) {
        Ok(()) => Ok(()),
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Err(Refusal::ReaderGone),
        Err(error) => Err(format!("cannot write the result: {error}").into()),
    }
}
