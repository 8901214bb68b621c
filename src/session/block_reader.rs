//! A block with everything a condition or a fold may need: its columns, rebuilt if they were
//! dropped, and its text, read again if it is not kept.

use super::entry_reader::{EntryReader, PartText};
use super::restore::read_column;
use super::source::Source;
use super::subjects::SubjectColumns;
use super::text::{GoneText, block_text, span_text};
use crate::aggregate::SelectedRows;
use crate::fold::{FoldBlock, FoldEntry, Said, Subject, Unreadable, ValueVisitor};
use crate::format::{FieldNames, PlainText};
use crate::frame::trim_line_ends;
use crate::input::Storage;
use crate::query::{self, BlockContext, Expr, GroupMembers, Needle, Unread};
use crate::store::{Block, FieldColumn, PAGE_ROWS, RowSet, SharedText};
use crate::units::{ByteSpan, FieldId, SourceId};

/// Text of adjacent blocks, read in one go: it includes the blocks that will be needed next.
#[derive(Debug, Default)]
pub(super) struct ReadAhead(Option<ReadText>);

#[derive(Debug)]
struct ReadText {
    source: SourceId,
    span: ByteSpan,
    text: SharedText,
}

impl ReadAhead {
    pub(super) fn forget(&mut self) {
        self.0 = None;
    }

    /// Bytes in memory.
    pub(super) fn size_bytes(&self) -> usize {
        self.0.as_ref().map_or(0, |read| read.text.len())
    }
}

/// A block while it is being evaluated or folded.
pub(super) struct BlockReader<'a, S> {
    pub(super) block: &'a Block,
    /// This block and those after it.
    pub(super) following: &'a [Block],
    /// The condition that following blocks will be evaluated with.
    pub(super) expr: &'a Expr,
    /// The entries that a fold is to see.
    pub(super) selected: Option<SelectedRows<'a>>,
    pub(super) source: Option<&'a mut Source>,
    pub(super) storage: &'a mut S,
    pub(super) names: &'a mut FieldNames,
    pub(super) ahead: &'a mut ReadAhead,
    pub(super) subjects: &'a mut SubjectColumns,
    pub(super) block_idx: usize,
    pub(super) max_read: u64,
    pub(super) text: Option<SharedText>,
    /// The entry at hand without its colour codes.
    pub(super) plain: PlainText,
    /// Dropped columns, rebuilt.
    pub(super) restored: Vec<(FieldId, FieldColumn)>,
}

/// A block and what is known of it without reading.
struct UnreadBlock<'a> {
    block: &'a Block,
    source: Option<&'a Source>,
    names: &'a FieldNames,
}

impl BlockContext for UnreadBlock<'_> {
    fn block(&self) -> &Block {
        self.block
    }

    fn field(&self, name: &str) -> Option<&FieldColumn> {
        self.block.field(self.names.get(name)?)
    }

    fn source_name(&self) -> &str {
        self.source.map_or("", |source| &source.name)
    }

    fn format_id(&self, place: u8) -> &str {
        self.source.map_or("", |source| source.format_id(place))
    }

    fn text(&mut self) -> Result<SharedText, Unread> {
        Err(Unread)
    }

    fn text_has(&mut self, _row: usize, _needle: &Needle) -> Result<bool, Unread> {
        Err(Unread)
    }

    fn message_has(&mut self, _row: usize, _needle: &Needle) -> Result<bool, Unread> {
        Err(Unread)
    }

    fn rows_of_group(&mut self, _members: &GroupMembers) -> Result<RowSet, Unread> {
        Err(Unread)
    }

    fn restore(&mut self, _name: &str) -> Result<(), Unread> {
        Err(Unread)
    }
}

impl<S: Storage> BlockReader<'_, S> {
    /// What the block cost, in bytes of text read, and the columns that were rebuilt.
    pub(super) fn end(self) -> (u64, Vec<(FieldId, FieldColumn)>) {
        (self.text.map_or(0, |text| text.len() as u64), self.restored)
    }

    /// Reads the block's text together with that of the following blocks that will be needed next:
    /// in a browser each read takes about a millisecond, however small.
    fn read(&mut self) -> Result<SharedText, GoneText> {
        let span = self.block.span;
        if self.block.kept.is_some() {
            return block_text(self.block, self.storage);
        }
        let is_here = |read: &ReadText| {
            read.source == self.block.source
                && read.span.start <= span.start
                && span.end <= read.span.end
        };
        if !self.ahead.0.as_ref().is_some_and(is_here) {
            let ahead = ByteSpan { start: span.start, end: self.end_of_next_read() };
            let source = self.block.source;
            self.ahead.0 = Some(match span_text(self.block, ahead, self.storage) {
                Ok(text) => ReadText { source, span: ahead, text },
                // Where a file was cut off, what stands before that can still be had.
                Err(GoneText) => {
                    ReadText { source, span, text: block_text(self.block, self.storage)? }
                }
            });
        }
        let read = self.ahead.0.as_ref().ok_or(GoneText)?;
        let place = |offset: u64| usize::try_from(offset - read.span.start).unwrap_or(usize::MAX);
        read.text.part(place(span.start)..place(span.end)).ok_or(GoneText)
    }

    /// The end of the last block that follows without a gap and may match.
    fn end_of_next_read(&self) -> u64 {
        let source = self.source.as_deref();
        let mut end = self.block.span.end;
        for block in self.following.iter().skip(1) {
            let is_adjacent = block.source == self.block.source && block.span.start == end;
            let unread = UnreadBlock { block, source, names: self.names };
            if !is_adjacent
                || block.kept.is_some()
                || block.span.end - self.block.span.start > self.max_read
                || !query::may_match(self.expr, &unread)
            {
                break;
            }
            end = block.span.end;
        }
        end
    }

    fn block_text(&mut self) -> Result<SharedText, GoneText> {
        if let Some(text) = &self.text {
            return Ok(text.clone());
        }
        let text = self.read()?;
        self.text = Some(text.clone());
        Ok(text)
    }

    /// The block's column of a field, as far as it is known without reading.
    fn column(&self, id: FieldId) -> Option<&FieldColumn> {
        let column = self.block.field(id)?;
        let restored = self.restored.iter().find(|(found, _)| *found == id && column.is_dropped());
        Some(restored.map_or(column, |(_, restored)| restored))
    }

    /// Rebuilds a dropped column.
    fn restore_column(&mut self, id: FieldId) -> Result<(), GoneText> {
        let text = self.block_text()?;
        let parser = self.source.as_mut().and_then(|source| source.parser.as_mut());
        let parser = parser.ok_or(GoneText)?;
        let column = read_column(self.block, &text, id, EntryReader::new(parser, self.names));
        self.restored.push((id, column.ok_or(GoneText)?));
        Ok(())
    }
}

impl<S: Storage> BlockContext for BlockReader<'_, S> {
    fn block(&self) -> &Block {
        self.block
    }

    fn field(&self, name: &str) -> Option<&FieldColumn> {
        self.column(self.names.get(name)?)
    }

    fn restore(&mut self, name: &str) -> Result<(), Unread> {
        let Some(id) = self.names.get(name) else { return Ok(()) };
        self.restore_column(id).map_err(|GoneText| Unread)
    }

    fn source_name(&self) -> &str {
        self.source.as_ref().map_or("", |source| &source.name)
    }

    fn format_id(&self, place: u8) -> &str {
        self.source.as_ref().map_or("", |source| source.format_id(place))
    }

    fn text(&mut self) -> Result<SharedText, Unread> {
        self.block_text().map_err(|GoneText| Unread)
    }

    fn text_has(&mut self, row: usize, needle: &Needle) -> Result<bool, Unread> {
        let text = self.text()?;
        let entry = text.get(self.block.range(row)).unwrap_or_default();
        Ok(needle.is_in(self.plain.of(trim_line_ends(entry))))
    }

    fn message_has(&mut self, row: usize, needle: &Needle) -> Result<bool, Unread> {
        let text = self.text()?;
        let parser = self.source.as_mut().and_then(|source| source.parser.as_mut());
        let Some(parser) = parser else { return Ok(false) };
        let mut reader = EntryReader::new(parser, self.names);
        let entry = reader.read(PartText::whole(&text).entry(self.block, row));
        Ok(needle.is_in(entry.message()))
    }

    fn rows_of_group(&mut self, members: &GroupMembers) -> Result<RowSet, Unread> {
        let (mut rows, mut row) = (Vec::new(), 0);
        let visited = self.visit_entries(&mut |entry| {
            rows.extend(entry.subject.is_among(members).then_some(row));
            row += 1;
        });
        visited.map_err(|Unreadable| Unread)?;
        Ok(RowSet::from_rows(self.block.n_entries(), &rows))
    }
}

impl<S: Storage> FoldBlock for BlockReader<'_, S> {
    fn block(&self) -> &Block {
        self.block
    }

    fn selected(&self) -> SelectedRows<'_> {
        let none = SelectedRows { rows: &RowSet::Empty, level_mask: 0, range: None };
        self.selected.unwrap_or(none)
    }

    fn fields(&self) -> Vec<FieldId> {
        self.block.fields.iter().map(|(id, _)| *id).collect()
    }

    fn source_name(&self) -> &str {
        BlockContext::source_name(self)
    }

    fn name(&self, field: FieldId) -> &str {
        self.names.name(field)
    }

    fn field(&self, name: &str) -> Option<FieldId> {
        self.names.get(name)
    }

    fn visit_values(
        &mut self,
        field: FieldId,
        visit: &mut ValueVisitor<'_>,
    ) -> Result<(), Unreadable> {
        if self.column(field).is_some_and(FieldColumn::is_dropped) {
            self.restore_column(field).map_err(|GoneText| Unreadable)?;
        }
        if self.needs_text(field) {
            self.read_text()?;
        }
        let Some(column) = self.column(field) else { return Ok(()) };
        let text = self.text.as_deref().unwrap_or_default();
        let selected = FoldBlock::selected(self);
        let word = |page| selected.word(self.block, page);
        self.block.visit_values(column, text, word, visit);
        Ok(())
    }

    fn needs_text(&self, field: FieldId) -> bool {
        self.column(field).is_some_and(|column| !column.is_resident())
    }

    fn read_text(&mut self) -> Result<(), Unreadable> {
        self.block_text().map(drop).map_err(|GoneText| Unreadable)
    }

    fn must_parse(&self, field: FieldId) -> bool {
        self.column(field).is_some_and(FieldColumn::is_dropped)
    }

    fn parse(&mut self, visit: &mut dyn FnMut(FieldId, &[u8])) -> Result<(), Unreadable> {
        let text = self.block_text().map_err(|GoneText| Unreadable)?;
        let parser = self.source.as_mut().and_then(|source| source.parser.as_mut());
        let mut reader = EntryReader::new(parser.ok_or(Unreadable)?, self.names);
        let none = SelectedRows { rows: &RowSet::Empty, level_mask: 0, range: None };
        let selected = self.selected.unwrap_or(none);
        let mut seen = SeenFields::default();
        for page in 0..self.block.n_entries().div_ceil(PAGE_ROWS) {
            let mut word = selected.word(self.block, page);
            while word != 0 {
                let row = page * PAGE_ROWS + word.trailing_zeros() as usize;
                word &= word - 1;
                let entry = reader.read(PartText::whole(&text).entry(self.block, row));
                let fields = entry.fields().filter(|(field, _)| seen.is_first(*field, row));
                fields.for_each(|(field, value)| visit(field, value));
            }
        }
        Ok(())
    }

    fn visit_entries(&mut self, visit: &mut dyn FnMut(FoldEntry<'_>)) -> Result<(), Unreadable> {
        let none = SelectedRows { rows: &RowSet::Empty, level_mask: 0, range: None };
        let rows = EntryRows { block: self.block, selected: self.selected.unwrap_or(none) };
        if let Some(numbers) = self.subjects.column(self.block_idx) {
            rows.each(|row, is_selected| {
                let number = numbers.get(row).copied();
                if let Some(subject) = number.and_then(|number| self.subjects.table.subject(number))
                {
                    visit(rows.entry((row, is_selected), subject));
                }
            });
            return Ok(());
        }
        let text = self.block_text().map_err(|GoneText| Unreadable)?;
        let Some(Source { parser: Some(parser), plan, .. }) = self.source.as_deref_mut() else {
            return Err(Unreadable);
        };
        let formats = plan.as_ref().map_or(&[][..], |plan| &plan.formats.formats);
        let mut reader = EntryReader::new(parser, self.names);
        let SubjectColumns { subjects, table, .. } = self.subjects;
        let mut numbers = Some(Vec::with_capacity(self.block.n_entries()));
        rows.each(|row, is_selected| {
            let entry = reader.read(PartText::whole(&text).entry(self.block, row));
            let format = formats.get(usize::from(self.block.tag(row).format));
            let subject = subjects.of(&Said {
                text: entry.text,
                message: entry.message(),
                time_at: format.and_then(|format| format.time_at(entry.text)),
                fields: &|see| entry.fields().for_each(|(id, value)| see(entry.name(id), value)),
            });
            let number = numbers.as_ref().and_then(|_| table.number(&subject));
            match (&mut numbers, number) {
                (Some(numbers), Some(number)) => numbers.push(number),
                _ => numbers = None,
            }
            visit(rows.entry((row, is_selected), subject));
        });
        if let Some(numbers) = numbers {
            self.subjects.put(self.block_idx, numbers);
        }
        Ok(())
    }
}

/// The entries of a block, selected or not.
#[derive(Clone, Copy)]
struct EntryRows<'a> {
    block: &'a Block,
    selected: SelectedRows<'a>,
}

impl EntryRows<'_> {
    /// Calls `visit` with each row, and whether it is selected.
    fn each(&self, mut visit: impl FnMut(usize, bool)) {
        for page in 0..self.block.n_entries().div_ceil(PAGE_ROWS) {
            let word = self.selected.word(self.block, page);
            let first = page * PAGE_ROWS;
            for row in first..self.block.n_entries().min(first + PAGE_ROWS) {
                visit(row, word >> (row - first) & 1 == 1);
            }
        }
    }

    fn entry<'e>(&self, (row, is_selected): (usize, bool), subject: Subject<'e>) -> FoldEntry<'e> {
        let (key, level) = (self.block.own_key(row), self.block.level(row));
        FoldEntry { key, level, is_selected, subject }
    }
}

/// Which fields an entry has had already: by field, one more than the last entry that had it.
#[derive(Default)]
struct SeenFields(Vec<usize>);

impl SeenFields {
    /// Whether this is the first time that `row` has the field; rows come in order.
    fn is_first(&mut self, field: FieldId, row: usize) -> bool {
        let place = field.0 as usize;
        if self.0.len() <= place {
            self.0.resize(place + 1, 0);
        }
        let last = self.0.get_mut(place);
        last.is_some_and(|last| std::mem::replace(last, row + 1) != row + 1)
    }
}
