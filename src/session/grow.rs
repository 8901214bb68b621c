//! A source that grew: what was read of it stays, except its end.

use super::Session;
use crate::input::Storage;
use crate::store::{Block, NO_TIME};
use crate::time::Inferred;
use crate::units::{SourceId, UnixNanos};

/// A time without a year that is younger than this keeps its year if the source is written later:
/// the shortest year, minus the day of slack and a day for safety.
const YEAR_NANOS: i64 = 363 * 86_400 * 1_000_000_000;

impl<S: Storage> Session<S> {
    /// Notes that a source now has `size` bytes: forgets what tasks starting at or after `from` read.
    ///
    /// Returns whether what stays would be read the same if the source were read now, last modified at
    /// `modified`: false if a time without a year or date would come out differently.
    ///
    /// Call this only while nothing of the source is being read.
    pub fn grow(&mut self, id: SourceId, size: u64, from: u64, modified: UnixNanos) -> bool {
        let Some(source) = self.sources.get_mut(&id) else { return true };
        source.size = size;
        let stays = |source: SourceId, start: u64| source != id || start < from;
        self.tasks.retain(|slot| stays(slot.task.source(), slot.task.start()));
        self.n_settled = 0;
        self.blocks.retain(|block| stays(block.source, block.task_start));
        self.blocks.shrink_to_fit();
        self.memory.forget_sums();
        self.questions.restart();
        self.blocks
            .iter()
            .filter(|block| block.source == id)
            .all(|block| is_settled(block, modified))
    }
}

/// Whether the times of a block stay the same whenever, up to `modified`, the source was written.
fn is_settled(block: &Block, modified: UnixNanos) -> bool {
    let has = |part| block.tags.stamps().any(|stamp| stamp.inferred().has(part));
    let is_of_last_year =
        block.zone.first != NO_TIME && block.zone.first <= modified.0.saturating_sub(YEAR_NANOS);
    let may_change = has(Inferred::DATE) || (has(Inferred::YEAR) && is_of_last_year);
    !may_change
}
