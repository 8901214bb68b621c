//! What a session knows of one source, and of the tasks that read it.

use super::overrule::Overrule;
use crate::format::{Plan, SourceParser};
use crate::ingest::{Task, TaskState};
use crate::input::{ContentKind, PlanDecoder};
use crate::store::StampBits;
use crate::time::{Assumptions, Inferred, written_offset};
use crate::units::UnixNanos;

/// How to read any part of a source.
#[derive(Clone, Debug, PartialEq)]
pub struct ReadPlan {
    /// What its bytes are.
    pub content: ContentKind,
    /// What decodes its bytes into text; empty for plain text.
    pub decoders: Vec<PlanDecoder>,
    /// How many bytes those may yield, if the user chose a limit.
    pub unpack_limit: Option<u64>,
    /// Formats, in the order in which they are tried.
    pub formats: Plan,
    /// What to assume for missing parts of times.
    pub assumptions: Assumptions,
    /// Added to every time, in seconds.
    pub shift_secs: i64,
}

impl ReadPlan {
    /// Added to every time, in nanoseconds.
    pub(super) fn shift_nanos(&self) -> i64 {
        self.shift_secs.saturating_mul(1_000_000_000)
    }

    /// How far east of UTC the clock was by which an entry writes its time, in seconds; zero if that cannot be told.
    pub(crate) fn offset_of(&self, text: &[u8], nanos: i64, stamp: StampBits) -> i32 {
        let at = UnixNanos(nanos.saturating_sub(self.shift_nanos()));
        let dates = self.formats.dates.or(self.assumptions.dates);
        let told = Assumptions { dates, ..self.assumptions };
        let is_told = stamp.inferred().has(Inferred::ZONE);
        let otherwise = if is_told { told.offset_secs } else { 0 };
        written_offset(text, at, told).unwrap_or(otherwise)
    }
}

/// What is known of a source.
pub(super) struct Source {
    pub(super) name: String,
    pub(super) size: u64,
    pub(super) modified: UnixNanos,
    /// What its bytes are known to be decoded by first.
    pub(super) lead: Vec<PlanDecoder>,
    pub(super) overrule: Overrule,
    pub(super) plan: Option<ReadPlan>,
    pub(super) parser: Option<SourceParser>,
}

impl Source {
    /// Id of the format at a position in its plan.
    pub(super) fn format_id(&self, place: u8) -> &str {
        let format =
            self.plan.as_ref().and_then(|plan| plan.formats.formats.get(usize::from(place)));
        format.map_or("", |format| format.called())
    }
}

/// A task that was asked for.
pub(super) struct TaskSlot {
    pub(super) task: Task,
    /// Its end was reported.
    pub(super) is_reported: bool,
    /// Its ledger changed since it was last reported.
    pub(super) is_fresh: bool,
}

impl TaskSlot {
    /// Whether it has nothing left to do or to report.
    pub(super) fn is_settled(&self) -> bool {
        let is_over = matches!(self.task.state(), TaskState::Done | TaskState::Failed(_));
        is_over && self.is_reported && !self.is_fresh
    }
}
