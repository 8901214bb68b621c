//! Formats by example: makes a pattern from what the user marked in a line.
//!
//! Marks become placeholders (`marks.rs`), and the text between them becomes a pattern of what it
//! looks like (`gaps.rs`): signs stay as they are, unmarked words and numbers are skipped. A pattern
//! counts only if it reads back from the line exactly what was marked, so that several variants can
//! be tried, the plainest first (`read_back.rs`).

mod error;
mod gaps;
#[cfg(test)]
mod laws;
mod make;
mod marked_span;
mod marks;
mod read_back;
mod suggest;
#[cfg(test)]
mod tests;
mod trial;

pub use error::ExampleError;
pub use make::{Made, make_pattern};
pub use marked_span::{MarkedSpan, Role};
pub use suggest::suggest;
pub use trial::{Other, Trial, lines, try_pattern};
