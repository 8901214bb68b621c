//! What only another task of the same source tells of a task.

use super::Session;
use crate::input::Storage;
use crate::units::SourceId;

impl<S: Storage> Session<S> {
    /// Tells the time of the last dated entry in front of the task that starts at `start`, so that
    /// its own first one can be compared; none if no entry before it has a time.
    ///
    /// Tasks are read in any order and by anybody, so whoever has the figures of all of them tells
    /// this, as often as it changes: `is:earlier` then finds as many entries as
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
