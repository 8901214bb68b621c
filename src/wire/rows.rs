//! Rows of the list on the wire: a column for each thing that a row shows.

use super::answer::{generation_of, js_number, row_key, wire_stamp};
use super::{Answer, Column, Key, Reply, WireRowLook};
use crate::input::Storage;
use crate::session::{LeftOut, RowLook, SelectionId, Session};

/// Fields of a row; more columns than anybody can read.
const MAX_FIELDS: usize = 64;

#[inline(never)]
pub(super) fn rows<S: Storage>(
    session: &mut Session<S>,
    selection: SelectionId,
    (key, count, reads): (Key, u32, u32),
    WireRowLook { fields, lines, has_offsets }: &WireRowLook,
) -> Answer {
    // A window of the list; more rows than any screen holds would only be slow.
    let count = usize::try_from(count.min(10_000)).unwrap_or(0);
    let reads = usize::try_from(reads).unwrap_or(usize::MAX);
    let fields = fields.get(..MAX_FIELDS).unwrap_or(fields);
    let look = RowLook { fields, n_lines: *lines, has_offsets: *has_offsets };
    let (rows, is_cut) = session.rows_within(selection, (row_key(key), count), reads, look);
    let gone = &b"(the text of this entry can no longer be read)"[..];
    let mut text = Joined::default();
    let mut values = Joined::default();
    let (mut marks, mut mark_ends) = (Vec::new(), Vec::new());
    for row in &rows {
        marks.extend_from_slice(&row.marks);
        mark_ends.push(end_of(marks.len()));
        text.push(row.message.as_deref().unwrap_or(gone));
        // A row whose text is gone has as many cells as any other.
        for idx in 0..fields.len() {
            values.push(row.values.get(idx).map_or(&[], Vec::as_slice));
        }
    }
    let offsets = rows.iter().filter(|_| *has_offsets).map(|row| f64::from(row.offset_secs));
    let columns = vec![
        Column::I64(rows.iter().map(|row| row.key.nanos).collect()),
        Column::U32(rows.iter().map(|row| row.key.source.0).collect()),
        Column::F64(rows.iter().map(|row| js_number(row.key.offset)).collect()),
        Column::U8(rows.iter().map(|row| row.level).collect()),
        Column::U8(rows.iter().map(|row| wire_stamp((row.stamp, row.is_dated))).collect()),
        Column::U8(text.bytes),
        Column::U32(text.ends),
        Column::U32(marks),
        Column::U32(mark_ends),
        Column::U8(values.bytes),
        Column::U32(values.ends),
        Column::F64(offsets.collect()),
        Column::U32(rows.iter().map(|row| wire_left_out(row.left_out)).collect()),
    ];
    Answer { head: Reply::Rows { generation: generation_of(session, selection), is_cut }, columns }
}

/// Lines left out, times two, and one more if a line is cut; `u32::MAX` if that cannot be told.
fn wire_left_out(left_out: Option<LeftOut>) -> u32 {
    let Some(LeftOut { n_lines, is_cut }) = left_out else { return u32::MAX };
    u32::try_from(2 * n_lines + usize::from(is_cut)).unwrap_or(u32::MAX)
}

/// Texts one after the other, and where each ends.
#[derive(Default)]
struct Joined {
    bytes: Vec<u8>,
    ends: Vec<u32>,
}

impl Joined {
    fn push(&mut self, text: &[u8]) {
        self.bytes.extend_from_slice(text);
        self.ends.push(end_of(self.bytes.len()));
    }
}

fn end_of(len: usize) -> u32 {
    u32::try_from(len).unwrap_or(u32::MAX)
}
