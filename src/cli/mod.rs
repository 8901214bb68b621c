//! From arguments to output.

mod archives;
mod args;
mod compare;
mod entries;
mod explain;
mod explain_links;
mod fields;
mod files;
mod formats;
mod group_names;
mod groups;
mod line;
mod outcome;
mod redact;
mod scan;
mod shown;
mod snapshot;
mod summary;
mod text_names;
mod choices;
mod window;

use std::process::ExitCode;

use args::{
    CompareArgs, EntriesArgs, ExplainArgs, FieldsArgs, GroupsArgs, RedactArgs, SummaryArgs,
};
use clap::{Parser, Subcommand};
use outcome::{Extent, Refusal};

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
    /// Print entries: their text, or as JSON or CSV
    Entries(EntriesArgs),
    /// List the fields of all entries, what their values are and which are most frequent
    Fields(FieldsArgs),
    /// List the kinds of entries: those of one message or one stack trace, new ones first
    Groups(GroupsArgs),
    /// Show what is different about a time, or about the entries of a query
    Explain(ExplainArgs),
    /// Compare two runs: what is new, gone, more, less or has another value
    Compare(CompareArgs),
    /// Print the text line for line, with pseudonyms for secrets, people and machines
    Redact(RedactArgs),
}

/// Runs the command that the arguments name.
pub(crate) fn run() -> ExitCode {
    let cli = Cli::parse();
    let outcome = match cli.command {
        Command::Summary(args) => summary::run(&args),
        Command::Entries(args) => entries::run(&args),
        Command::Fields(args) => fields::run(&args),
        Command::Groups(args) => groups::run(&args),
        Command::Explain(args) => explain::run(&args),
        Command::Compare(args) => compare::run(&args),
        Command::Redact(args) => redact::run(&args),
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
