//! The first line of an HTTP request, as servers log it.

use super::{Parsed, TextRef};
use crate::units::FieldId;

/// Adds method, path and protocol from `start..end`; returns whether it has all three.
pub(super) fn push_request(
    entry: &[u8],
    start: usize,
    end: usize,
    [method, path, protocol]: [FieldId; 3],
    out: &mut Parsed,
) -> bool {
    let request = entry.get(start..end).unwrap_or_default();
    let first = memchr::memchr(b' ', request);
    let last = memchr::memrchr(b' ', request);
    match (first, last) {
        (Some(first), Some(last)) if first < last => {
            out.push(method, start, start + first);
            out.push(path, start + first + 1, start + last);
            out.push(protocol, start + last + 1, end);
            true
        }
        _ => false,
    }
}

/// Adds a field unless it is empty or a dash, which means no value.
pub(super) fn push_present(out: &mut Parsed, id: FieldId, entry: &[u8], start: usize, end: usize) {
    if start < end && entry.get(start..end) != Some(b"-") {
        out.fields.push((id, TextRef::from_range(start, end)));
    }
}
