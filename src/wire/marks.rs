//! What to mark in the texts of an entry, on the wire.

use super::{Column, DeskAnswered, DeskReply};
use crate::query::{self, Marks, WholeText, in_utf16};

/// Marks the entry, its message and its other texts; a query that cannot be read marks nothing.
pub(super) fn marked(
    (query, as_text): (&str, &[String]),
    (entry, message): (&str, &str),
    parts: &[String],
) -> DeskAnswered {
    let sought = query::parse_typed(query, as_text).map_or_else(|_| Vec::new(), |it| it.needles);
    let whole = WholeText { text: entry.as_bytes(), message: message.as_bytes() };
    let marks = Marks::new(&sought, whole);
    let (mut places, mut ends) = (Vec::new(), Vec::new());
    let mut add = |text: &[u8], hits: &[query::Hit]| {
        places.extend(in_utf16(text, hits));
        ends.push(u32::try_from(places.len()).unwrap_or(u32::MAX));
    };
    add(whole.text, &marks.entry());
    add(whole.message, &marks.message(whole.message));
    for part in parts {
        add(part.as_bytes(), &marks.part(part.as_bytes()));
    }
    let columns = vec![Column::U32(places), Column::U32(ends)];
    DeskAnswered { head: DeskReply::Marks, columns }
}
