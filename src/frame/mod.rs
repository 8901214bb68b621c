//! Text bytes to entries: where one logged event ends and the next begins.
//!
//! The decision for a line looks at that line and at the last non-blank line before it, never further
//! back. That is what lets a file be cut anywhere: a reader that starts in the middle agrees, after
//! one line, with one that came from the beginning.

mod entry;
mod line_ends;
mod line_parts;
mod scan;
mod window;

pub use entry::{
    Carried, Heads, LineClass, LineHead, LineLook, RareBytes, classify, is_blank, look,
    starts_entry, trim_line_ends,
};
pub use line_parts::{is_wide, lead_len};
pub use scan::{Framed, MAX_ENTRY_BYTES, Outside, Scanner};
pub use window::Window;
