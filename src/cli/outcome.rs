//! How the command ends, and the way out for what it prints.

use std::io::{self, Write as _};

use logscry::query::QueryError;

use super::files::Input;
use super::shown::shown;

/// Why a query cannot be answered, with the place marked.
pub(crate) fn query_refusal(query: &str, error: &QueryError) -> Refusal {
    let mark = " ".repeat(error.start as usize) + &"^".repeat((error.end - error.start) as usize);
    format!("{}\n  {query}\n  {mark}", error.message).into()
}

/// Whether all that was asked for was read.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Extent {
    /// All of it, as it was when reading began.
    Whole,
    /// Not all: what is missing stands on standard error.
    Part,
}

/// Says on standard error what became of files while they were read.
pub(crate) fn extent_of(inputs: &[Input], n_unread: usize) -> Extent {
    let mut is_whole = n_unread == 0;
    for (input, change) in inputs.iter().filter_map(|input| Some((input, input.change()?))) {
        eprintln!("logscry: {}: {}", change.words(), shown(&input.name));
        is_whole &= change.is_harmless();
    }
    if is_whole { Extent::Whole } else { Extent::Part }
}

/// Why the command ends early.
pub(crate) enum Refusal {
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

/// Writes to standard output.
pub(crate) fn print(text: &str) -> Result<(), Refusal> {
    print_bytes(text.as_bytes())
}

/// Writes to standard output what may be no text.
pub(crate) fn print_bytes(bytes: &[u8]) -> Result<(), Refusal> {
    match io::stdout().lock().write_all(bytes) {
        Ok(()) => Ok(()),
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Err(Refusal::ReaderGone),
        Err(error) => Err(format!("cannot write the result: {error}").into()),
    }
}
