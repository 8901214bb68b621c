//! The façade: sources in, answers out; the only type that keeps state.
//!
//! A session is one worker's shard, or everything the native command holds. It never looks at a
//! clock: work is done in steps of a given number of bytes.

mod around;
mod block_reader;
mod cursor;
mod date_order;
mod entry_reader;
mod example;
mod grow;
mod join;
mod look;
mod members;
mod memory;
mod messages;
mod open;
mod overrule;
mod questions;
mod read_back;
mod restore;
mod row_line;
mod rows;
mod selection;
mod source;
mod subjects;
mod text;

use std::collections::BTreeMap;

use crate::format::{FieldNames, SourceParser};
use crate::ingest::{Env, Sizes, Task, TaskState};
use crate::input::{Chain, ContentKind, Packed, ReadError, Storage, TextLimits};
use crate::store::Block;
use crate::units::{ByteSpan, SourceId, UnixNanos};

pub use around::{Around, AroundPlace, Hits};
pub use cursor::{EntryCursor, EntryStep};
pub use example::{Example, ExampleAsk};
pub use members::{
    ArchiveBytes, ArchiveTrouble, INSIDE, Member, MemberPlace, MembersFound, Planning,
};
pub use memory::MemoryUse;
pub use messages::PassingEntry;
pub use open::Opened;
pub use overrule::Overrule;
pub use questions::{FoldId, FoldPart, PartsDue, SentPart};
pub use read_back::EntryText;
pub use row_line::LeftOut;
pub use rows::{RowLook, RowText};
pub use selection::{LIST, SelectionId, SelectionSpec};
pub use source::ReadPlan;
use source::{Source, TaskSlot};
pub use text::GoneText;

/// Everything that one worker knows.
pub struct Session<S> {
    storage: Packed<S>,
    sizes: Sizes,
    text_limits: TextLimits,
    names: FieldNames,
    sources: BTreeMap<SourceId, Source>,
    /// Archives whose members are being found.
    member_finders: BTreeMap<SourceId, members::MemberFinder>,
    /// Tasks in the order they were queued, including finished ones.
    tasks: Vec<TaskSlot>,
    /// This many of the first tasks have ended and been reported; there may be thousands.
    n_settled: usize,
    blocks: Vec<Block>,
    questions: questions::Questions,
    memory: memory::Memory,
    is_paused: bool,
}

/// The result of one step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stepped {
    /// There is more to do right away.
    pub has_more: bool,
    /// Raw bytes that someone has to fetch.
    pub wants: Option<(SourceId, ByteSpan)>,
    /// Tasks that ended: source, start of range, and how.
    pub ended: Vec<(SourceId, u64, TaskState)>,
    /// Something that can be queried has changed.
    pub has_news: bool,
}

impl<S: Storage> Session<S> {
    /// An empty session.
    pub fn new(storage: S) -> Self {
        Self::with_sizes(storage, Sizes::default())
    }

    /// A session that reads and seals in pieces of the given sizes.
    pub fn with_sizes(storage: S, sizes: Sizes) -> Self {
        Self {
            storage: Packed::new(storage),
            sizes,
            text_limits: TextLimits::default(),
            names: FieldNames::default(),
            sources: BTreeMap::new(),
            member_finders: BTreeMap::new(),
            tasks: Vec::new(),
            n_settled: 0,
            blocks: Vec::new(),
            questions: questions::Questions::default(),
            memory: memory::Memory::default(),
            is_paused: false,
        }
    }

    /// Where raw bytes come from.
    pub fn storage_mut(&mut self) -> &mut S {
        &mut self.storage.inner
    }

    /// Appends the first raw bytes of a range of a source, wherever that lies; returns how many.
    ///
    /// # Errors
    /// The storage's errors.
    pub fn read_raw(
        &mut self,
        id: SourceId,
        span: ByteSpan,
        out: &mut Vec<u8>,
    ) -> Result<u64, ReadError> {
        self.storage.read_on(id, span, out)
    }

    /// How much text compressed sources queued from now on may yield.
    pub fn set_text_limits(&mut self, limits: TextLimits) {
        self.text_limits = limits;
        self.storage.set_limits(limits);
    }

    /// Introduces a source under a name; if it is already known, only its size changes.
    pub fn name_source(&mut self, id: SourceId, name: &str, size: u64) {
        let overrule = Overrule::default();
        let (name, lead, modified) = (name.to_owned(), Vec::new(), UnixNanos(0));
        let source = Source { name, size, modified, lead, overrule, plan: None, parser: None };
        self.sources.entry(id).or_insert(source).size = size;
    }

    /// Stores when a named source was last written.
    pub fn set_written(&mut self, id: SourceId, modified: UnixNanos) {
        if let Some(source) = self.sources.get_mut(&id) {
            source.modified = modified;
        }
    }

    /// Size of a source, and when it was last written, as far as that is known.
    pub fn written(&self, id: SourceId) -> (u64, UnixNanos) {
        self.sources.get(&id).map_or((0, UnixNanos(0)), |source| (source.size, source.modified))
    }

    /// Introduces a member of an archive, as a source inside another.
    pub fn name_member(&mut self, id: SourceId, name: &str, place: &MemberPlace) {
        self.name_source(id, name, place.reach.len());
        self.storage.place(id, place.reach.clone());
        if let Some(source) = self.sources.get_mut(&id) {
            source.lead.clone_from(&place.lead);
        }
    }

    /// Keeps what the user says about a named source until it is opened.
    pub fn overrule(&mut self, id: SourceId, overrule: Overrule) {
        if let Some(source) = self.sources.get_mut(&id) {
            source.overrule = overrule;
        }
    }

    /// Queues the entries that start in `range` of a source for reading.
    ///
    /// Returns false, and nothing will come of it, if the source was never named, or if a source of
    /// its plan has no entries.
    pub fn ingest(&mut self, id: SourceId, plan: &ReadPlan, range: ByteSpan) -> bool {
        let Some(source) = self.sources.get_mut(&id) else { return false };
        if source.plan.as_ref() != Some(plan) {
            let parser = SourceParser::new(&plan.formats, &mut self.names, plan.assumptions);
            source.parser = Some(parser.shifted(plan.shift_nanos()));
            source.plan = Some(plan.clone());
        }
        let task = match plan.content {
            ContentKind::Text => Task::plain(id, range, source.size, self.sizes),
            ContentKind::Stream => {
                let limits = self.text_limits.or_told(plan.unpack_limit);
                let chain = Chain::start(&plan.decoders, source.size, limits);
                let Some(chain) = chain else { return false };
                Task::stream(id, source.size, chain, self.sizes)
            }
            ContentKind::Archive | ContentKind::Binary | ContentKind::Empty => return false,
        };
        let task = if self.storage.can_reread(id) { task } else { task.keeping_text() };
        self.tasks.push(TaskSlot { task, is_reported: false, is_fresh: true });
        true
    }

    /// Reads and parses about `budget` bytes of text, then brings all answers up to date.
    pub fn step(&mut self, budget: u64) -> Stepped {
        let n_blocks = self.blocks.len();
        let settled = self.open_tasks().iter().take_while(|slot| slot.is_settled()).count();
        self.n_settled += settled;
        let n_read = self.read(budget);
        let ended = self.take_ended();
        let is_read = |slot: &TaskSlot| {
            matches!(slot.task.state(), TaskState::Running | TaskState::Waiting(_))
        };
        let is_open = !self.is_paused && self.open_tasks().iter().any(is_read);
        self.questions.note_read(is_open.then_some(n_read));
        let answered = self.step_questions(budget.saturating_sub(n_read).max(budget / 4));
        self.stay_within_budget();
        let wants = self.wants();
        let is_reading = !self.is_paused
            && self.open_tasks().iter().any(|slot| slot.task.state() == TaskState::Running);
        Stepped {
            has_more: is_reading || self.questions.has_work(self.blocks.len()),
            wants,
            has_news: self.blocks.len() > n_blocks || answered || !ended.is_empty(),
            ended,
        }
    }

    /// Tasks that may still have something to do or to report.
    fn open_tasks(&self) -> &[TaskSlot] {
        self.tasks.get(self.n_settled..).unwrap_or_default()
    }

    // Compiled apart from answering: a browser optimises a function as a whole, once it is busy.
    #[inline(never)]
    fn read(&mut self, budget: u64) -> u64 {
        let mut n_done = 0;
        if self.is_paused {
            return n_done;
        }
        for slot in self.tasks.iter_mut().skip(self.n_settled) {
            let is_open = matches!(slot.task.state(), TaskState::Running | TaskState::Waiting(_));
            let source = self.sources.get_mut(&slot.task.source());
            let Some(parser) = source.and_then(|source| source.parser.as_mut()) else { continue };
            if n_done >= budget || !is_open {
                continue;
            }
            let n_blocks = self.blocks.len();
            let (names, blocks) = (&mut self.names, &mut self.blocks);
            let mut env = Env { storage: &mut self.storage, parser, names, blocks };
            n_done += slot.task.step(&mut env, budget - n_done);
            join::note_opening(&mut self.blocks, n_blocks);
            slot.is_fresh = true;
        }
        n_done
    }

    fn take_ended(&mut self) -> Vec<(SourceId, u64, TaskState)> {
        let mut ended = Vec::new();
        for slot in self.tasks.iter_mut().skip(self.n_settled).filter(|slot| !slot.is_reported) {
            let state = slot.task.state();
            if matches!(state, TaskState::Done | TaskState::Failed(_)) {
                slot.is_reported = true;
                ended.push((slot.task.source(), slot.task.start(), state));
            }
        }
        ended
    }

    /// What the first unfinished task is waiting for: tasks are read in turn.
    fn wants(&self) -> Option<(SourceId, ByteSpan)> {
        let mut tasks = self.open_tasks().iter().map(|slot| &slot.task).filter(|_| !self.is_paused);
        let first = tasks
            .find(|task| matches!(task.state(), TaskState::Running | TaskState::Waiting(_)))?;
        if let TaskState::Waiting(span) = first.state() {
            let source = first.source();
            Some(self.storage.wanted(source).unwrap_or((source, span)))
        } else {
            None
        }
    }

    /// Tasks that changed since the last call, with their figures.
    pub fn fresh_tasks(&mut self) -> impl Iterator<Item = &Task> {
        self.tasks
            .iter_mut()
            .skip(self.n_settled)
            .filter_map(|slot| std::mem::take(&mut slot.is_fresh).then_some(&slot.task))
    }

    /// Every task, as far as it got.
    pub fn tasks(&self) -> impl Iterator<Item = &Task> {
        self.tasks.iter().map(|slot| &slot.task)
    }

    /// How a source is read, once any of it has been queued.
    pub fn plan_of(&self, id: SourceId) -> Option<&ReadPlan> {
        self.sources.get(&id)?.plan.as_ref()
    }

    /// What a source is called.
    pub fn name_of(&self, id: SourceId) -> &str {
        self.sources.get(&id).map_or("", |source| &source.name)
    }

    /// What the format of one of a source's entries is called.
    pub fn format_of(&self, entry: &EntryText) -> &str {
        let plan = self.plan_of(entry.key.source);
        let format = plan.and_then(|plan| plan.formats.formats.get(usize::from(entry.format)));
        format.filter(|format| !format.title().is_empty()).map_or("text", |f| f.called())
    }

    /// Sealed blocks, in no particular order.
    pub fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// Names of all fields.
    pub fn names(&self) -> &FieldNames {
        &self.names
    }

    /// Pauses reading; queries are still answered.
    pub fn pause(&mut self) {
        self.is_paused = true;
    }

    /// Resumes reading.
    pub fn resume(&mut self) {
        self.is_paused = false;
    }

    /// Stops all reading; what was read stays.
    pub fn cancel(&mut self) {
        for slot in &mut self.tasks {
            slot.task.cancel(&mut self.blocks);
            slot.is_fresh = true;
        }
        self.n_settled = 0;
    }

    /// Forgets a source and everything read of it.
    pub fn close(&mut self, id: SourceId) {
        self.sources.remove(&id);
        self.member_finders.remove(&id);
        self.storage.forget(id);
        self.tasks.retain(|slot| slot.task.source() != id);
        self.n_settled = 0;
        self.blocks.retain(|block| block.source != id);
        self.blocks.shrink_to_fit();
        self.memory.forget_sums();
        self.questions.restart();
    }
}
