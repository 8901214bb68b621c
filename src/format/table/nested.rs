//! Cells that hold a JSON object: its members are fields under the column's name.

use crate::format::json::Members;
use crate::format::{FieldNames, Parsed, TextRef};

/// Whether a cell may hold an object.
pub(in crate::format) fn is_object(text: &[u8]) -> bool {
    matches!(text, [b'{', .., b'}'])
}

/// Adds the members of the object `value` as fields; false if it is not an object.
pub(in crate::format) fn add_members(
    members: &mut Members,
    entry: &[u8],
    value: TextRef,
    names: &mut FieldNames,
    out: &mut Parsed,
) -> bool {
    let n_before = entry.len() + out.unescaped.len();
    let Some((object, inner)) = members.read(out.text(entry, value), names) else { return false };
    let len = object.len();
    let place_of = |text: TextRef| {
        let start = match (text.start as usize).checked_sub(len) {
            None => value.start as usize + text.start as usize,
            Some(start) => n_before + start,
        };
        TextRef::from_range(start, start + text.len as usize)
    };
    out.fields.extend(inner.fields.iter().map(|&(id, text)| (id, place_of(text))));
    out.unescaped.extend_from_slice(&inner.unescaped);
    true
}
