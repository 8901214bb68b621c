//! Entries of a list as text for elsewhere, a piece at a time.

use std::collections::BTreeMap;

use super::answer::{failed, generation_of, head, js_number, row_key, wire_key, wire_stamp};
use super::{Answer, Column, Key, LinesBefore, Reply, Trouble, WireForm};
use crate::export::{BadColumns, ColumnNames, Form, Origin};
use crate::input::Storage;
use crate::session::{EntryCursor, EntryStep, EntryText, SelectionId, Session};
use crate::units::SourceId;

/// More in one piece would keep the list waiting that is on screen.
const MAX_PIECE_ENTRIES: u32 = 4_096;
const MAX_PIECE_BYTES: u64 = 1 << 20;

#[inline(never)]
pub(super) fn write<S: Storage>(
    session: &mut Session<S>,
    selection: SelectionId,
    (key, count): (Key, u32),
    form: WireForm,
    lines: &[LinesBefore],
) -> Answer {
    let wants_lines = form != WireForm::Text;
    let form = match read_form(form) {
        Ok(form) => form,
        Err(BadColumns(why)) => return head(failed(Trouble::BadRequest, why)),
    };
    let step = EntryStep {
        n_entries: usize::try_from(count.min(MAX_PIECE_ENTRIES)).unwrap_or(0),
        n_bytes: MAX_PIECE_BYTES,
        is_text_only: !wants_lines,
    };
    let lines = lines.iter().map(|known| ((known.source, known.task_start), known.lines));
    let mut piece = Piece { lines: lines.collect(), ..Piece::default() };
    let mut cursor = EntryCursor::at(row_key(key));
    if step.n_entries > 0 {
        session.visit_entries(selection, &mut cursor, step, |session, entry| {
            piece.push(session, &form, entry);
        });
    }
    let reply = Reply::Written {
        generation: generation_of(session, selection),
        head: form.head(),
        next: cursor.next().map(wire_key),
        n_gone: u32::try_from(cursor.n_gone).unwrap_or(u32::MAX),
    };
    Answer { head: reply, columns: piece.columns() }
}

fn read_form(form: WireForm) -> Result<Form, BadColumns> {
    Ok(match form {
        WireForm::Text | WireForm::TextWithLines => Form::Text,
        WireForm::JsonLines => Form::JsonLines,
        WireForm::Csv { columns } => Form::Csv(ColumnNames::parse(&columns)?),
    })
}

/// What is written so far.
#[derive(Default)]
struct Piece {
    /// Lines before tasks that do not begin their source.
    lines: BTreeMap<(u32, u64), Option<u64>>,
    nanos: Vec<i64>,
    sources: Vec<u32>,
    offsets: Vec<f64>,
    levels: Vec<u8>,
    stamps: Vec<u8>,
    text: Vec<u8>,
    ends: Vec<u32>,
    first_lines: Vec<f64>,
}

impl Piece {
    fn push<S: Storage>(&mut self, session: &Session<S>, form: &Form, entry: &EntryText) {
        let id = entry.key.source;
        let line = self.line_of(id, entry);
        let source = session.name_of(id);
        form.push(
            &mut self.text,
            entry,
            Origin { source, line, format: session.format_of(entry), group: None },
        );
        self.nanos.push(entry.key.nanos);
        self.sources.push(id.0);
        self.offsets.push(js_number(entry.key.offset));
        self.levels.push(entry.level as u8);
        self.stamps.push(wire_stamp((entry.stamp, entry.is_dated)));
        self.ends.push(u32::try_from(self.text.len()).unwrap_or(u32::MAX));
        self.first_lines.push(line.map_or(0.0, js_number));
    }

    fn line_of(&self, SourceId(source): SourceId, entry: &EntryText) -> Option<u64> {
        let before = self.lines.get(&(source, entry.task_start)).copied().unwrap_or(Some(0));
        Some(before? + entry.lines_before + 1)
    }

    fn columns(self) -> Vec<Column> {
        vec![
            Column::I64(self.nanos),
            Column::U32(self.sources),
            Column::F64(self.offsets),
            Column::U8(self.levels),
            Column::U8(self.stamps),
            Column::U8(self.text),
            Column::U32(self.ends),
            Column::F64(self.first_lines),
        ]
    }
}
