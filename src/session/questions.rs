//! Everything that is being asked: selections, the folds over them, and how both stay up to date.

use std::collections::BTreeMap;

use super::Session;
use super::block_reader::{BlockReader, ReadAhead};
use super::selection::{BlockRows, LIST, Selection, SelectionId};
use super::subjects::SubjectColumns;
use crate::fold::{AnyFold, Ask, ByteReader, ByteWriter, Coverage, FoldBlock as _, Unreadable};
use crate::format::PlainText;
use crate::input::Storage;
use crate::query::{self, Allowance, Expr};
use crate::store::RowSet;

/// Which fold; chosen by whoever asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct FoldId(pub u32);

/// The cost of visiting a block in which nothing is found, in bytes of text.
const BLOCK_COST: u64 = 256;

/// Larger parts are sent only once there is nothing left to do.
const MAX_EARLY_BYTES: usize = 64 << 10;

/// Folds that look at all text take longer than reading it, and nobody wants to wait for the end of a
/// file because of them: while a source is read, they do this part of what is read.
const WAIT_RATIO: u64 = 16;

/// The questions, and the answers so far.
#[derive(Debug, Default)]
pub(super) struct Questions {
    pub(super) selections: BTreeMap<SelectionId, Selection>,
    pub(super) folds: BTreeMap<FoldId, RunningFold>,
    /// The text read last, which may include that of blocks still to come.
    ahead: ReadAhead,
    /// What entries are about, as far as that was asked.
    subjects: SubjectColumns,
    /// Something is being read.
    is_reading: bool,
    /// So much has to be read before folds that look at all text go on; see [`WAIT_RATIO`].
    to_read_first: u64,
}

/// A fold over the first blocks of the session.
#[derive(Debug)]
pub(super) struct RunningFold {
    pub(super) selection: SelectionId,
    generation: u32,
    ask: Ask,
    fold: AnyFold,
    coverage: Coverage,
    n_folded: usize,
    /// It changed since it was last sent.
    is_fresh: bool,
    /// It has not been sent complete since it started.
    is_awaited: bool,
}

/// One worker's share of the answer to a question; it merges with the parts of other workers.
#[derive(Clone, Debug)]
pub struct FoldPart {
    /// What was asked.
    pub ask: Ask,
    /// Which entries it covers.
    pub coverage: Coverage,
    /// What is known.
    pub fold: AnyFold,
}

/// Which of the changed parts to send; writing large ones takes a while.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartsDue {
    /// Small ones that have become complete for the first time since the question was asked.
    Awaited,
    /// Small ones.
    Small,
    /// All of them: there is nothing else to do.
    All,
}

/// A part and what it belongs to.
#[derive(Debug)]
pub struct SentPart {
    /// Which fold.
    pub fold: FoldId,
    /// That of the question.
    pub generation: u32,
    /// Every entry read so far is in it.
    pub is_complete: bool,
    /// See [`FoldPart::to_bytes`].
    pub bytes: Vec<u8>,
}

impl RunningFold {
    fn new(selection: SelectionId, generation: u32, ask: Ask) -> Self {
        let fold = AnyFold::start(&ask);
        let coverage = Coverage::default();
        let (is_fresh, is_awaited) = (true, true);
        Self { selection, generation, ask, fold, coverage, n_folded: 0, is_fresh, is_awaited }
    }

    /// Whether it has to wait while there is so much to be read.
    fn must_wait(&self, to_read_first: u64) -> bool {
        to_read_first > 0 && self.fold.wants_all_blocks()
    }

    fn restart(&mut self) {
        *self = Self::new(self.selection, self.generation, self.ask.clone());
    }
}

impl FoldPart {
    /// Adds what another has of the same question.
    pub fn merge(&mut self, other: Self) {
        self.coverage.merge(other.coverage);
        self.fold.merge(other.fold);
    }

    /// Writes it in its canonical form.
    pub fn to_bytes(&self) -> Vec<u8> {
        part_bytes(&self.coverage, &self.fold)
    }

    /// Reads what [`Self::to_bytes`] wrote of the same question.
    pub fn from_bytes(ask: &Ask, bytes: &[u8]) -> Option<Self> {
        let mut bytes = ByteReader::new(bytes);
        let coverage = Coverage::read(&mut bytes)?;
        let fold = AnyFold::read(ask, &mut bytes)?;
        bytes.is_at_end().then(|| Self { ask: ask.clone(), coverage, fold })
    }
}

fn part_bytes(coverage: &Coverage, fold: &AnyFold) -> Vec<u8> {
    let mut out = ByteWriter::default();
    coverage.write(&mut out);
    fold.write(&mut out);
    out.into_bytes()
}

impl Questions {
    /// Forgets all answers but keeps the questions.
    pub(super) fn restart(&mut self) {
        self.selections.values_mut().for_each(Selection::restart);
        self.folds.values_mut().for_each(RunningFold::restart);
        self.ahead.forget();
        self.subjects.forget();
    }

    pub(super) fn restart_folds_of(&mut self, selection: SelectionId) {
        let folds = self.folds.values_mut().filter(|fold| fold.selection == selection);
        folds.for_each(RunningFold::restart);
    }

    /// The time before a block has changed: whatever depends on that is evaluated again.
    pub(super) fn note_time_before(&mut self, block_idx: usize) {
        let changed: Vec<SelectionId> = self
            .selections
            .iter_mut()
            .filter_map(|(id, selection)| selection.note_time_before(block_idx).then_some(*id))
            .collect();
        for id in changed {
            self.restart_folds_of(id);
        }
    }

    /// Drops what nothing needs now; it can be found again.
    pub(super) fn give_up_rows(&mut self, n_blocks: usize) {
        self.subjects.forget();
        for (id, selection) in &mut self.selections {
            let is_busy = |fold: &RunningFold| fold.selection == *id && fold.n_folded < n_blocks;
            if *id != LIST && !self.folds.values().any(is_busy) {
                selection.give_up();
            }
        }
    }

    /// Bytes in memory.
    pub(super) fn size_bytes(&self) -> usize {
        let selections: usize = self.selections.values().map(Selection::size_bytes).sum();
        let folds: usize = self.folds.values().map(|fold| fold.fold.size_bytes()).sum();
        selections + folds + self.subjects.size_bytes()
    }

    /// Bytes of text that was read ahead.
    pub(super) fn read_ahead_bytes(&self) -> usize {
        self.ahead.size_bytes()
    }

    /// So much was just read; none if there is nothing left to read.
    pub(super) fn note_read(&mut self, n_read: Option<u64>) {
        self.is_reading = n_read.is_some();
        self.to_read_first = n_read.map_or(0, |n_read| self.to_read_first.saturating_sub(n_read));
    }

    /// Whether something can be done now.
    pub(super) fn has_work(&self, n_blocks: usize) -> bool {
        self.next(n_blocks, self.to_read_first).is_some()
    }

    /// The first selection that is not up to date with `n_blocks`, and its next block, but for folds that
    /// have to wait.
    fn next(&self, n_blocks: usize, to_read_first: u64) -> Option<(SelectionId, usize)> {
        let mut found = self.selections.iter().filter(|(_, selection)| selection.around.is_none());
        found.find_map(|(id, selection)| {
            let folds = self.folds.values().filter(|fold| fold.selection == *id);
            let folds = folds.filter(|fold| !fold.must_wait(to_read_first));
            let next = folds.map(|fold| fold.n_folded).fold(selection.n_found(), usize::min);
            (next < n_blocks).then_some((*id, next))
        })
    }
}

impl<S: Storage> Session<S> {
    /// Asks a question about a selection; an earlier one with the same id is dropped.
    pub fn ask(&mut self, id: FoldId, selection: SelectionId, generation: u32, ask: Ask) {
        self.questions.folds.insert(id, RunningFold::new(selection, generation, ask));
    }

    /// Forgets a question.
    pub fn unask(&mut self, id: FoldId) {
        self.questions.folds.remove(&id);
    }

    /// What is known so far of the answer to a question.
    pub fn part(&self, id: FoldId) -> Option<FoldPart> {
        let running = self.questions.folds.get(&id)?;
        let (ask, mut fold) = (running.ask.clone(), running.fold.clone());
        fold.settle();
        Some(FoldPart { ask, coverage: self.coverage_of(running), fold })
    }

    fn coverage_of(&self, running: &RunningFold) -> Coverage {
        let unknown = Some(self.unknown_fields(running.selection));
        Coverage { unknown, ..running.coverage.clone() }
    }

    /// Whether every answer covers every sealed block.
    pub fn is_up_to_date(&self) -> bool {
        self.questions.next(self.blocks.len(), 0).is_none()
    }

    /// Returns the parts that changed since they were last sent and are `due`.
    pub fn take_parts(&mut self, due: PartsDue) -> Vec<SentPart> {
        let n_blocks = self.blocks.len();
        let mut sent = Vec::new();
        let ids: Vec<FoldId> = self.questions.folds.keys().copied().collect();
        for id in ids {
            let Some(running) = self.questions.folds.get(&id) else { continue };
            let is_complete = running.n_folded >= n_blocks && self.is_selected(running.selection);
            let is_wanted = due != PartsDue::Awaited || (running.is_awaited && is_complete);
            if !(running.is_fresh && is_wanted) {
                continue;
            }
            // Only now: this is asked after every step, and settling is not cheap.
            if let Some(running) = self.questions.folds.get_mut(&id) {
                running.fold.settle();
            }
            let Some(running) = self.questions.folds.get(&id) else { continue };
            if due != PartsDue::All && running.fold.size_bytes() > MAX_EARLY_BYTES {
                continue;
            }
            let generation = running.generation;
            let bytes = part_bytes(&self.coverage_of(running), &running.fold);
            sent.push(SentPart { fold: id, generation, is_complete, bytes });
            if let Some(running) = self.questions.folds.get_mut(&id) {
                running.is_fresh = false;
                running.is_awaited &= !is_complete;
            }
        }
        sent
    }

    /// Has everything sent again with the next parts, because the receiver lost it.
    pub fn resend(&mut self) {
        self.questions.folds.values_mut().for_each(|fold| fold.is_fresh = true);
        self.tasks.iter_mut().for_each(|slot| slot.is_fresh = true);
        self.n_settled = 0;
    }

    /// Updates answers with about `budget` bytes' worth of work; returns whether there was any.
    pub(super) fn step_questions(&mut self, budget: u64) -> bool {
        let mut n_done = 0;
        while n_done < budget
            && let Some((selection, block_idx)) =
                self.questions.next(self.blocks.len(), self.questions.to_read_first)
        {
            let allowance = Allowance::new(budget - n_done);
            n_done += BLOCK_COST + self.find_rows(selection, block_idx, allowance);
            n_done += self.fold_block(selection, block_idx);
        }
        if self.is_up_to_date() {
            self.questions.ahead.forget();
        }
        n_done > 0
    }

    /// Finds the rows of a block for a selection, unless they are known, as far as the allowance
    /// goes; returns what that cost.
    pub(super) fn find_rows(
        &mut self,
        id: SelectionId,
        block_idx: usize,
        mut allowance: Allowance,
    ) -> u64 {
        let Some(selection) = self.questions.selections.get_mut(&id) else { return 0 };
        if selection.rows(block_idx).is_some() {
            return 0;
        }
        let Some(rest @ [block, ..]) = self.blocks.get(block_idx..) else { return 0 };
        let mut underway = selection.take_underway(block_idx);
        let expr = &selection.query.expr;
        let mut reader = BlockReader {
            block,
            following: rest,
            expr,
            selected: None,
            source: self.sources.get_mut(&block.source),
            storage: &mut self.storage,
            names: &mut self.names,
            ahead: &mut self.questions.ahead,
            subjects: &mut self.questions.subjects,
            block_idx,
            max_read: self.sizes.read_bytes,
            text: underway.text.take(),
            plain: PlainText::default(),
            restored: Vec::new(),
        };
        let found = query::evaluate(expr, &mut reader, &mut underway.evaluation, &mut allowance);
        underway.text.clone_from(&reader.text);
        let (n_read, restored) = reader.end();
        let cost = if let Some(rows) = found.transpose() {
            selection.put(block_idx, BlockRows::new(rows.ok()));
            n_read.max(allowance.spent())
        } else {
            selection.put_underway(underway);
            allowance.spent()
        };
        self.keep_restored(block_idx, restored);
        cost
    }

    /// Adds a block to those folds of a selection that have reached it; returns what that cost.
    fn fold_block(&mut self, id: SelectionId, block_idx: usize) -> u64 {
        let Some(rest @ [block, ..]) = self.blocks.get(block_idx..) else { return 0 };
        let Some(selection) = self.questions.selections.get(&id) else { return 0 };
        let Some(selected) = selection.rows(block_idx) else { return 0 };
        let n_entries = block.n_entries() as u64;
        let n_unsearched = if selection.is_unsearched(block_idx) { n_entries } else { 0 };
        let mut reader = BlockReader {
            block,
            following: rest,
            expr: &Expr::All,
            selected: Some(selected),
            source: self.sources.get_mut(&block.source),
            storage: &mut self.storage,
            names: &mut self.names,
            ahead: &mut self.questions.ahead,
            subjects: &mut self.questions.subjects,
            block_idx,
            max_read: self.sizes.read_bytes,
            text: None,
            plain: PlainText::default(),
            restored: Vec::new(),
        };
        let (mut cost, mut n_listed) = (0, None);
        let to_read_first = self.questions.to_read_first;
        let folds = self.questions.folds.values_mut();
        let reached = |fold: &&mut RunningFold| {
            fold.selection == id && fold.n_folded == block_idx && !fold.must_wait(to_read_first)
        };
        let mut looks_at_all = false;
        for running in folds.filter(reached) {
            looks_at_all |= running.fold.wants_all_blocks();
            running.n_folded += 1;
            running.is_fresh = true;
            running.coverage.looked_at += n_entries;
            running.coverage.unsearched += n_unsearched;
            if *selected.rows == RowSet::Empty && !running.fold.wants_all_blocks() {
                continue;
            }
            cost += n_entries;
            let n_before = running.fold.n_added();
            if running.fold.add(&mut reader) == Err(Unreadable) {
                running.coverage.unsearched += reader.selected().count(block);
            }
            n_listed = running
                .fold
                .n_added()
                .zip(n_before)
                .map(|(n, before)| n.saturating_sub(before))
                .or(n_listed);
        }
        let (read_cost, restored) = reader.end();
        // The list would count them again, all at once, when its first row is asked for.
        if let Some(selection) = self.questions.selections.get_mut(&id) {
            selection.note_n_listed(block_idx, n_listed);
        }
        self.keep_restored(block_idx, restored);
        if looks_at_all && self.questions.is_reading {
            self.questions.to_read_first += WAIT_RATIO * read_cost;
        }
        cost + read_cost
    }
}
