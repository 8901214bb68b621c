//! What the subcommands take.

use std::path::PathBuf;

use clap::Args;

/// Arguments of `logscry summary`.
#[derive(Args)]
pub(crate) struct SummaryArgs {
    #[command(flatten)]
    pub(crate) sources: Sources,
    /// Print one JSON object
    #[arg(long)]
    pub(crate) json: bool,
}

/// Arguments of `logscry entries`.
#[derive(Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of the command line")]
pub(crate) struct EntriesArgs {
    #[command(flatten)]
    pub(crate) sources: Sources,
    /// Print the original lines, with the line ends that the source has (default)
    #[arg(long, group = "form")]
    pub(crate) text: bool,
    /// Print one JSON object per line
    #[arg(long, group = "form")]
    pub(crate) json: bool,
    /// Print CSV with a head: time, level, source, line and message, or the columns named
    #[arg(long, group = "form")]
    pub(crate) csv: bool,
    /// Columns of the CSV, separated by commas: time, level, source, line, offset, format, message,
    /// text, or any field; a name in double quotes is always a field
    #[arg(long, value_name = "LIST", conflicts_with_all = ["text", "json"])]
    pub(crate) columns: Option<String>,
    /// Print the entries of all sources in one order, by time, as the page lists them
    #[arg(long)]
    pub(crate) by_time: bool,
    /// Print only entries that match a query, written as in the page's query box
    #[arg(short, long, default_value = "", allow_hyphen_values = true)]
    pub(crate) query: String,
    /// Print so many entries before and after each that matches, too: its neighbours in its own source.
    /// As `grep -C` does, a line `--` stands between those apart; JSON and CSV say which is a `hit`
    #[arg(short = 'C', long, value_name = "N", default_value_t = 0)]
    pub(crate) context: u64,
    /// Stop after this many entries; with --context, after this many that match
    #[arg(long)]
    pub(crate) limit: Option<u64>,
}

/// Arguments of `logscry fields`.
#[derive(Args)]
pub(crate) struct FieldsArgs {
    #[command(flatten)]
    pub(crate) sources: Sources,
    /// Print one JSON object
    #[arg(long)]
    pub(crate) json: bool,
    /// Only entries that match, as in the page's query box
    #[arg(short, long, default_value = "", allow_hyphen_values = true)]
    pub(crate) query: String,
    /// How many of the most frequent values to print for each field
    #[arg(long, value_name = "N", default_value_t = 5)]
    pub(crate) top: u32,
}

/// Arguments of `logscry groups`.
#[derive(Args)]
pub(crate) struct GroupsArgs {
    #[command(flatten)]
    pub(crate) sources: Sources,
    /// Print one JSON object per group
    #[arg(long)]
    pub(crate) json: bool,
    /// Only entries that match, as in the page's query box
    #[arg(short, long, default_value = "", allow_hyphen_values = true)]
    pub(crate) query: String,
    /// Count within this time, and compare with what was before, such as
    /// 2026-03-01T09:00:00Z..2026-03-01T09:10:00Z
    #[arg(long, value_name = "FROM..TO")]
    pub(crate) window: Option<String>,
    /// How many groups to print at most, up to 100,000
    #[arg(long, value_name = "N", default_value_t = 100_000)]
    pub(crate) top: u32,
}

/// Arguments of `logscry explain`.
#[derive(Args)]
pub(crate) struct ExplainArgs {
    #[command(flatten)]
    pub(crate) sources: Sources,
    /// Print one JSON object
    #[arg(long)]
    pub(crate) json: bool,
    /// Compare the entries that match with all others or, with --window, look at them only
    #[arg(short, long, default_value = "", allow_hyphen_values = true)]
    pub(crate) query: String,
    /// Compare the entries of this time with all others, such as
    /// 2026-03-01T09:00:00Z..2026-03-01T09:10:00Z
    #[arg(long, value_name = "FROM..TO")]
    pub(crate) window: Option<String>,
    /// How many findings to print at most
    #[arg(long, value_name = "N", default_value_t = 20)]
    pub(crate) top: u16,
}

/// Arguments of `logscry compare`.
#[derive(Args)]
pub(crate) struct CompareArgs {
    /// What was good: a file or a folder
    pub(crate) baseline: PathBuf,
    /// What may be bad
    pub(crate) target: PathBuf,
    /// Another good run: what good runs differ in is no news (can be repeated)
    #[arg(long = "baseline", value_name = "MORE")]
    pub(crate) also: Vec<PathBuf>,
    /// Print one JSON object
    #[arg(long, group = "form")]
    pub(crate) json: bool,
    /// Print Markdown, for the comment of a build
    #[arg(long, group = "form")]
    pub(crate) markdown: bool,
    #[command(flatten)]
    pub(crate) reading: Reading,
}

/// Arguments of `logscry redact`.
#[derive(Args)]
pub(crate) struct RedactArgs {
    #[command(flatten)]
    pub(crate) sources: Sources,
    /// Replace what an expression matches too, or its first group; its pseudonyms begin with the
    /// name (can be repeated)
    #[arg(long = "rule", value_name = "NAME=REGEX")]
    pub(crate) rules: Vec<String>,
    /// Leave values of a class as they are: personal or identifier (can be repeated)
    #[arg(long, value_name = "CLASS")]
    pub(crate) keep: Vec<String>,
    /// Write which pseudonym stands for which value, to undo the redaction; secrets are left out
    #[arg(long, value_name = "FILE")]
    pub(crate) map: Option<PathBuf>,
    /// Print one JSON object instead of the text: what would be replaced, and what would be left
    #[arg(long)]
    pub(crate) json: bool,
}

/// What is read, and how.
#[derive(Args)]
pub(crate) struct Sources {
    /// Files, folders, or - for standard input
    #[arg(value_name = "SOURCE", required = true)]
    pub(crate) paths: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) reading: Reading,
}

/// How what is read is read.
#[derive(Args)]
pub(crate) struct Reading {
    /// A format file saved by the page; tried before all built-in formats (can be repeated)
    #[arg(long = "format", value_name = "FILE")]
    pub(crate) formats: Vec<PathBuf>,
    /// Text encoding: utf-8, utf-16le, utf-16be or windows-1252 (default: detected)
    #[arg(long, value_name = "NAME")]
    pub(crate) encoding: Option<String>,
    /// How much a compressed source may unpack to, such as 200GiB, or none for no limit (default:
    /// 1,000 times its size, at most 64GiB)
    #[arg(long, value_name = "SIZE")]
    pub(crate) unpack_limit: Option<String>,
}
