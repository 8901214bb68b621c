//! What blocks can learn only from other blocks of the same source.

use super::Session;
use crate::input::Storage;
use crate::store::Block;
use crate::units::SourceId;

impl<S: Storage> Session<S> {
    /// Tells the task that starts at `start` the time of the last dated entry before it, so that its
    /// first one can be compared; none if no earlier entry has a time. Only then, and if the task is over
    /// without any time, the source's first time matters, which is `opening`.
    ///
    /// Any worker may read any task in any order, so whoever has all the figures calls this whenever
    /// that time changes: `is:earlier` then finds exactly as many entries as
    /// [`Order::append`](crate::store::Order::append) counts.
    pub fn join(&mut self, id: SourceId, start: u64, closing: Option<i64>, opening: Option<i64>) {
        let questions = &mut self.questions;
        let blocks = self.blocks.iter_mut().enumerate();
        for (idx, block) in
            blocks.filter(|(_, block)| block.source == id && block.task_start == start)
        {
            if block.time_before != closing {
                block.time_before = closing;
                questions.note_time_before(idx);
            }
            if block.has_times() {
                // What follows is compared with this.
                return;
            }
            block.opening = opening.or(block.opening);
        }
        let task = self.tasks.iter_mut().map(|slot| &mut slot.task);
        if let Some(task) = task.rev().find(|task| task.source() == id && task.start() == start) {
            task.set_time_before(closing);
        }
    }
}

/// Tells a task's blocks without a time that of its first dated entry, if that is in one of the
/// last blocks, those from `n_before` on.
pub(super) fn note_opening(blocks: &mut [Block], n_before: usize) {
    for idx in n_before..blocks.len() {
        let (earlier, [block, ..]) = blocks.split_at_mut(idx) else { return };
        // There may be thousands of tasks, most of them with one block.
        let is_first = block.lines_before == 0;
        if is_first || block.time_before.is_some() || !block.has_times() {
            continue;
        }
        let is_same = |other: &&mut Block| {
            other.source == block.source && other.task_start == block.task_start
        };
        for other in earlier.iter_mut().filter(is_same) {
            other.opening = block.opening;
        }
    }
}
