//! What is looked at: a query, a range and a grid, and the counts and entries that answer.

use super::read_back::{GoneText, block_text, span_text};
use super::restore::read_column;
use super::{Session, Source};
use crate::aggregate::order::{self, Direction, ListedBlock};
use crate::aggregate::{Counted, Counts, Grid};
use crate::format::{FieldNames, Parsed, SourceParser};
use crate::frame::trim_line_ends;
use crate::input::Storage;
use crate::query::{self, BlockContext, Expr, Kind, Needle, Query, QueryError, Unread};
use crate::store::{Block, FieldColumn, RowKey, RowSet, SharedText};
use crate::units::{ByteSpan, FieldId, SourceId};

/// What to look at.
#[derive(Clone, Debug, Default)]
pub struct ViewSpec {
    /// Chosen by the asker; comes back with every answer.
    pub generation: u32,
    /// The query's text.
    pub query: String,
    /// Times of the list, half open.
    pub range: Option<(i64, i64)>,
    /// Buckets of the timeline.
    pub grid: Option<Grid>,
}

/// The answer so far.
#[derive(Debug, Default)]
pub struct View {
    spec: ViewSpec,
    query: Option<Query>,
    /// Per block, those that were looked at.
    blocks: Vec<BlockView>,
    /// Blocks whose rows are in `counts`.
    n_counted: usize,
    /// Text read last: that of blocks to come stands in it too.
    ahead: Option<ReadText>,
    counts: Counts,
}

/// Text of adjacent blocks, read at once.
#[derive(Debug)]
struct ReadText {
    source: SourceId,
    span: ByteSpan,
    text: SharedText,
}

#[derive(Debug)]
struct BlockView {
    rows: RowSet,
    n_listed: u64,
    is_unsearched: bool,
    /// What was found in it may be another by now.
    is_stale: bool,
}

/// A field of the query that nothing read so far has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownField {
    /// As the query names it.
    pub name: String,
    /// Place in the query, in UTF-16 units.
    pub start: u32,
    /// One past its end.
    pub end: u32,
    /// The known field whose name is closest, if one is close.
    pub closest: Option<String>,
}

impl View {
    /// Forgets all answers; the question stays.
    pub(super) fn restart(&mut self) {
        self.blocks.clear();
        self.ahead = None;
        self.n_counted = 0;
        self.counts = Counts::default();
    }

    /// A block has another time before it: if the query asks for that, it is looked at again.
    pub(super) fn note_time_before(&mut self, block_idx: usize) {
        let asks = self.query.as_ref().is_some_and(|query| query.expr.asks_for(Kind::Earlier));
        if let Some(found) = self.blocks.get_mut(block_idx).filter(|_| asks) {
            found.is_stale = true;
            self.n_counted = 0;
            self.counts = Counts::default();
        }
    }

    fn needs_rows(&self, block_idx: usize) -> bool {
        self.blocks.get(block_idx).is_none_or(|found| found.is_stale)
    }

    /// Bytes in memory.
    pub(super) fn size_bytes(&self) -> usize {
        let rows: usize = self.blocks.iter().map(|found| found.rows.size_bytes()).sum();
        let timeline = self.counts.timeline.capacity() * size_of::<u32>();
        rows + timeline + self.blocks.capacity() * size_of::<BlockView>()
    }

    /// Bytes of text that was read for blocks to come.
    pub(super) fn read_ahead_bytes(&self) -> usize {
        self.ahead.as_ref().map_or(0, |read| read.text.len())
    }

    fn level_mask(&self) -> u8 {
        self.query.as_ref().map_or(u8::MAX, |query| query.level_mask)
    }
}

impl<S: Storage> Session<S> {
    /// Sets what is looked at; what is known of the same query is kept.
    ///
    /// # Errors
    /// If the query cannot be understood; the view stays as it was.
    pub fn set_view(&mut self, spec: ViewSpec) -> Result<(), QueryError> {
        let query = query::parse(&spec.query)?;
        let is_same_query = self.view.query.is_some() && self.view.spec.query == spec.query;
        if !is_same_query {
            self.view.blocks.clear();
        }
        self.memory.note_query(&query);
        self.view.n_counted = 0;
        self.view.counts = Counts::default();
        self.view.query = Some(query);
        self.view.spec = spec;
        Ok(())
    }

    /// Brings the view up to date with about `budget` bytes' worth of work.
    pub(super) fn step_view(&mut self, budget: u64) -> bool {
        let mut n_done = 0;
        let before = self.view.n_counted;
        while n_done < budget && !self.is_view_complete() {
            n_done += self.view_block(self.view.n_counted);
        }
        if self.is_view_complete() {
            self.view.ahead = None;
        }
        self.view.n_counted > before
    }

    /// Whether every sealed block is in the counts.
    pub fn is_view_complete(&self) -> bool {
        self.view.n_counted >= self.blocks.len()
    }

    /// Entries of the blocks that are in the counts, whether they match or not.
    pub fn n_looked_at(&self) -> u64 {
        let looked_at = self.blocks.iter().take(self.view.n_counted);
        looked_at.map(|block| block.n_entries() as u64).sum()
    }

    /// Counts one block, after finding its rows if need be; returns what that cost.
    fn view_block(&mut self, block_idx: usize) -> u64 {
        self.view.n_counted += 1;
        let mut restored = Vec::new();
        let Some(rest @ [block, ..]) = self.blocks.get(block_idx..) else { return 0 };
        let mut cost = BLOCK_COST;
        if self.view.needs_rows(block_idx) {
            let expr = self.view.query.as_ref().map_or(&Expr::All, |query| &query.expr);
            let mut context = Context {
                blocks: rest,
                block,
                source: self.sources.get_mut(&block.source),
                storage: &mut self.storage,
                names: &mut self.names,
                text: None,
                ahead: &mut self.view.ahead,
                expr,
                max_read: self.sizes.read_bytes,
                restored: Vec::new(),
            };
            let rows = query::evaluate(expr, &mut context);
            cost += context.text.map_or(0, |text| text.len() as u64);
            restored = context.restored;
            let is_unsearched = rows == Err(Unread);
            let rows = rows.unwrap_or(RowSet::Empty);
            let found = BlockView { rows, n_listed: 0, is_unsearched, is_stale: false };
            match self.view.blocks.get_mut(block_idx) {
                Some(stale) => *stale = found,
                None => self.view.blocks.push(found),
            }
        }
        let level_mask = self.view.level_mask();
        if let Some(found) = self.view.blocks.get_mut(block_idx) {
            let range = self.view.spec.range;
            let counted = Counted { rows: &found.rows, level_mask, range };
            cost += if found.rows == RowSet::Empty { 0 } else { block.n_entries() as u64 };
            found.n_listed = self.view.counts.add_block(block, counted, self.view.spec.grid);
            if found.is_unsearched {
                self.view.counts.n_unsearched += block.n_entries() as u64;
            }
        }
        self.keep_restored(block_idx, restored);
        cost
    }

    /// The generation of the view that answers are for.
    pub fn generation(&self) -> u32 {
        self.view.spec.generation
    }

    /// Levels that the query lets through, and what to mark in entries.
    pub fn marks(&self) -> (u8, &[Needle]) {
        let needles = self.view.query.as_ref().map_or(&[][..], |query| &query.needles);
        (self.view.level_mask(), needles)
    }

    /// Counts of the view so far.
    pub fn counts(&self) -> &Counts {
        &self.view.counts
    }

    /// Fields of the query that nothing read so far has.
    pub fn unknown_fields(&self) -> Vec<UnknownField> {
        let uses = self.view.query.iter().flat_map(|query| &query.fields);
        uses.filter(|used| self.names.get(&used.name).is_none())
            .map(|used| UnknownField {
                name: used.name.clone(),
                start: used.start,
                end: used.end,
                closest: query::closest_name(&used.name, self.names.iter()),
            })
            .collect()
    }

    /// For each key, how many listed entries stand before it.
    pub fn count_before(&self, keys: &[RowKey]) -> Vec<u64> {
        let blocks = self.listed_blocks();
        keys.iter().map(|key| order::count_before(&blocks, *key)).collect()
    }

    /// The listed entry next to `key` with at least that level.
    pub fn seek(&self, key: RowKey, direction: Direction, min_level: u8) -> Option<RowKey> {
        order::seek(&self.listed_blocks(), key, direction, min_level)
    }

    /// Counted blocks with their entries in the list, in the order of [`Self::blocks`].
    pub(super) fn listed_blocks(&self) -> Vec<ListedBlock<'_>> {
        let level_mask = self.view.level_mask();
        let range = self.view.spec.range;
        let counted = self.view.blocks.iter().take(self.view.n_counted);
        let pairs = self.blocks.iter().zip(counted);
        pairs
            .map(|(block, found)| ListedBlock {
                block,
                counted: Counted { rows: &found.rows, level_mask, range },
                n_listed: found.n_listed,
            })
            .collect()
    }

    /// Whether the list has entry `row` of a block.
    pub(super) fn is_listed(&self, block_idx: usize, row: usize) -> bool {
        let Some(found) = self.view.blocks.get(block_idx) else { return true };
        let Some(block) = self.blocks.get(block_idx) else { return false };
        let (level_mask, range) = (self.view.level_mask(), self.view.spec.range);
        Counted { rows: &found.rows, level_mask, range }.lists(block, row)
    }

    /// How many entries of a block the list has.
    pub(super) fn n_listed(&self, block_idx: usize) -> u64 {
        self.view.blocks.get(block_idx).map_or(0, |found| found.n_listed)
    }
}

/// What looking at a block costs that nothing is found in, as bytes.
const BLOCK_COST: u64 = 256;

/// A block with what a condition may have to look up.
struct Context<'a, S> {
    /// From this block on.
    blocks: &'a [Block],
    block: &'a Block,
    source: Option<&'a mut Source>,
    storage: &'a mut S,
    names: &'a mut FieldNames,
    text: Option<SharedText>,
    /// Columns that were given up, made again.
    restored: Vec<(FieldId, FieldColumn)>,
    ahead: &'a mut Option<ReadText>,
    expr: &'a Expr,
    max_read: u64,
}

/// A block with what is known of it without reading.
struct Known<'a> {
    block: &'a Block,
    source: Option<&'a Source>,
    names: &'a FieldNames,
}

impl BlockContext for Known<'_> {
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

    fn message_has(&mut self, _row: usize, _needle: &Needle) -> Result<bool, Unread> {
        Err(Unread)
    }

    fn restore(&mut self, _name: &str) -> Result<(), Unread> {
        Err(Unread)
    }
}

impl<S: Storage> Context<'_, S> {
    /// The block's text, and with it that of the blocks behind it which will be asked for next:
    /// a browser needs about a millisecond to answer, however little is read.
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
        if !self.ahead.as_ref().is_some_and(is_here) {
            let ahead = ByteSpan { start: span.start, end: self.end_of_next_read() };
            let source = self.block.source;
            *self.ahead = Some(match span_text(self.block, ahead, self.storage) {
                Ok(text) => ReadText { source, span: ahead, text },
                // Where a file was cut off, what stands before that can still be had.
                Err(GoneText) => {
                    ReadText { source, span, text: block_text(self.block, self.storage)? }
                }
            });
        }
        let read = self.ahead.as_ref().ok_or(GoneText)?;
        let place = |offset: u64| usize::try_from(offset - read.span.start).unwrap_or(usize::MAX);
        read.text.part(place(span.start)..place(span.end)).ok_or(GoneText)
    }

    /// Where the last block ends that follows without a gap and may match.
    fn end_of_next_read(&self) -> u64 {
        let source = self.source.as_deref();
        let mut end = self.block.span.end;
        for block in self.blocks.iter().skip(1) {
            let is_adjacent = block.source == self.block.source && block.span.start == end;
            let known = Known { block, source, names: self.names };
            if !is_adjacent
                || block.kept.is_some()
                || block.span.end - self.block.span.start > self.max_read
                || !query::may_match(self.expr, &known)
            {
                break;
            }
            end = block.span.end;
        }
        end
    }
}

impl<S: Storage> BlockContext for Context<'_, S> {
    fn block(&self) -> &Block {
        self.block
    }

    fn field(&self, name: &str) -> Option<&FieldColumn> {
        let id = self.names.get(name)?;
        let column = self.block.field(id)?;
        let restored = self.restored.iter().find(|(found, _)| *found == id && column.is_dropped());
        Some(restored.map_or(column, |(_, restored)| restored))
    }

    fn restore(&mut self, name: &str) -> Result<(), Unread> {
        let text = self.text()?;
        let Some(id) = self.names.get(name) else { return Ok(()) };
        let parser = self.source.as_mut().and_then(|source| source.parser.as_mut());
        let parser = parser.ok_or(Unread)?;
        let column = read_column(self.block, &text, id, parser, self.names);
        self.restored.push((id, column.ok_or(Unread)?));
        Ok(())
    }

    fn source_name(&self) -> &str {
        self.source.as_ref().map_or("", |source| &source.name)
    }

    fn format_id(&self, place: u8) -> &str {
        self.source.as_ref().map_or("", |source| source.format_id(place))
    }

    fn text(&mut self) -> Result<SharedText, Unread> {
        if let Some(text) = &self.text {
            return Ok(text.clone());
        }
        let text = self.read().map_err(|GoneText| Unread)?;
        self.text = Some(text.clone());
        Ok(text)
    }

    fn message_has(&mut self, row: usize, needle: &Needle) -> Result<bool, Unread> {
        let text = self.text()?;
        let entry = trim_line_ends(text.get(self.block.range(row)).unwrap_or_default());
        let parser: Option<&mut SourceParser> =
            self.source.as_mut().and_then(|source| source.parser.as_mut());
        let Some(parser) = parser else { return Ok(false) };
        let mut parsed = Parsed::default();
        parser.parse(entry, self.names, &mut parsed);
        Ok(needle.is_in(parsed.text(entry, parsed.message)))
    }
}
