//! Lines of what the commands print.

use std::fmt::Write as _;

use super::shown::shown;

/// Adds a line of a name and a value.
pub(super) fn push_line(out: &mut String, name: &str, value: &str) {
    push(out, format_args!("  {name:<18} {}", shown(value)));
}

/// Adds a line.
pub(super) fn push(out: &mut String, line: std::fmt::Arguments<'_>) {
    // Writing to a string cannot fail.
    let written = writeln!(out, "{line}");
    debug_assert!(written.is_ok());
}
