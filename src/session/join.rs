//! What a task can learn only from another task of the same source.

use super::Session;
use crate::input::Storage;
use crate::units::SourceId;

impl<S: Storage> Session<S> {
    /// Tells the task that starts at `start` the time of the last dated entry before it, so that its
    /// first one can be compared; none if no earlier entry has a time.
    ///
    /// Any worker may read any task in any order, so whoever has all the figures calls this whenever
    /// that time changes: `is:earlier` then finds exactly as many entries as
    /// [`Order::append`](crate::store::Order::append) counts.
    pub fn join(&mut self, id: SourceId, start: u64, closing: Option<i64>) {
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
        }
        let task = self.tasks.iter_mut().map(|slot| &mut slot.task);
        if let Some(task) = task.rev().find(|task| task.source() == id && task.start() == start) {
            task.set_time_before(closing);
        }
    }
}
