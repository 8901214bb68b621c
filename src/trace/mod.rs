//! Stack traces in text: exceptions, what caused them, and whose code each frame is.
//!
//! A trace is found by its lines alone, in the way that one language prints it; the languages are a
//! table, one file each. Nothing here knows formats or entries: text in, places and names out.
#![warn(clippy::indexing_slicing)]

mod build;
mod find;
mod fingerprint;
mod languages;
mod scan;
#[cfg(test)]
mod tests;
mod unfold;

use std::ops::Range;

pub use find::find;
pub use fingerprint::Fingerprint;
pub use unfold::unfolded;

/// What is looked at of a text, in bytes; what lies beyond is not part of the trace.
pub const MAX_TEXT_BYTES: usize = 1 << 20;

/// A stack trace, or several that belong together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trace<'t> {
    /// In whose way it is written.
    pub language: Language,
    /// The one that was not handled first, then what caused it, one after the other, whichever way
    /// the language prints them; at least one.
    pub exceptions: Vec<Exception<'t>>,
}

/// One exception, panic or error with the calls that led to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exception<'t> {
    /// What it has to do with the one before it in [`Trace::exceptions`].
    pub relation: Relation,
    /// It belongs to one that was suppressed, not to the chain of causes.
    pub is_aside: bool,
    /// Its type; empty if the text does not name one.
    pub name: &'t str,
    /// What it says; may have several lines.
    pub message: &'t str,
    /// The line that names it, from 0.
    pub line: Option<usize>,
    /// In the order of the text.
    pub frames: Vec<Frame<'t>>,
    /// Frames that the text says it leaves out.
    pub n_left_out: usize,
}

/// One call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frame<'t> {
    /// Function with its class or module, without arguments; may be empty.
    pub function: &'t str,
    /// File as the text writes it; may be empty.
    pub file: &'t str,
    /// Line in that file.
    pub line: Option<u32>,
    /// Whose code it is.
    pub origin: Origin,
    /// The lines of the text that it takes, from 0.
    pub lines: Range<usize>,
}

/// What an exception has to do with another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    /// There is none before it.
    First,
    /// It caused the other.
    CausedBy,
    /// It was being handled when the other came up.
    WhileHandling,
    /// It came up besides, and was suppressed.
    Suppressed,
    /// Nothing that the text says: another thread, or the next trace.
    Beside,
}

/// Whose code a frame is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Of the program, as far as known libraries tell.
    Own,
    /// Of the language or of a library.
    Library,
}

/// How a trace is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Language {
    /// Java, Kotlin, Scala and others on the same machine.
    Jvm,
    /// Python.
    Python,
    /// JavaScript and TypeScript.
    JavaScript,
    /// Go.
    Go,
    /// Rust.
    Rust,
    /// C#, F# and Visual Basic.
    DotNet,
    /// Ruby.
    Ruby,
    /// PHP.
    Php,
    /// C and C++: debuggers, sanitizers, the C library, the kernel.
    Native,
    /// Dart.
    Dart,
    /// Elixir and Erlang.
    Elixir,
}

impl Language {
    /// Its name in snake case.
    pub fn id(self) -> &'static str {
        languages::find(self).id
    }

    /// What people call it.
    pub fn title(self) -> &'static str {
        languages::find(self).title
    }

    /// Whether a trace lists the call that failed last.
    pub fn lists_failed_call_last(self) -> bool {
        languages::find(self).order == languages::Order::FailedCallLast
    }
}

impl<'t> Trace<'t> {
    /// The exception at the end of the chain of causes.
    pub fn root_cause(&self) -> Option<&Exception<'t>> {
        let is_cause = |exception: &&Exception<'t>| {
            !exception.is_aside && exception.relation != Relation::Suppressed
        };
        self.exceptions.iter().rfind(is_cause)
    }

    /// All its frames.
    pub fn frames(&self) -> impl Iterator<Item = &Frame<'t>> {
        self.exceptions.iter().flat_map(|exception| &exception.frames)
    }
}
