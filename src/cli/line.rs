//! A line of the summary: a name, and what there is to say of it.

use std::fmt::Write as _;

use super::shown::shown;

/// Adds a line.
pub(super) fn push_line(out: &mut String, name: &str, value: &str) {
    // Writing to a string cannot fail.
    let written = writeln!(out, "  {name:<18} {}", shown(value));
    debug_assert!(written.is_ok());
}
