//! What a worker answers.
//!
//! Small things are in the head, as JSON; whatever there is one of per row or bucket travels
//! beside it in typed columns, in the order that each variant states.

use serde::{Deserialize, Serialize};

use crate::wire::groups::WireAbout;
use crate::wire::{
    Key, NanosText, WireArchiveBytes, WireArchiveTrouble, WireFormat, WireMark, WireMember,
    WireOpened, WireOther, WireTrace,
};

/// The answer to one [`Request`](crate::wire::Request).
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Reply {
    /// To `Open`.
    Opened {
        /// Which source.
        source: u32,
        /// What it is.
        opened: WireOpened,
    },
    /// To `Open` and `FindMembers`: not yet; ask again.
    NotYet {
        /// Bytes that must be fetched first.
        wants: Option<Want>,
    },
    /// To `FindMembers`.
    MembersFound {
        /// Members found since the last such request.
        members: Vec<WireMember>,
        /// Archives whose members have all been found since then: this one, and those inside it.
        archives: Vec<WireArchiveBytes>,
        /// Archives whose members could not all be found.
        troubles: Vec<WireArchiveTrouble>,
        /// About how many raw bytes of the file have been processed so far.
        #[cfg_attr(feature = "ts", ts(type = "number"))]
        read_bytes: u64,
        /// Nothing more will come.
        is_done: bool,
    },
    /// To `PlanMembers`: how to read each, in their order.
    MembersPlanned {
        /// What each is.
        opened: Vec<WireOpened>,
    },
    /// To `Example`.
    Example {
        /// The pattern, if there is one.
        pattern: Option<String>,
        /// Why there is none, in a sentence.
        problem: Option<String>,
        /// What is marked, as understood.
        marks: Vec<WireMark>,
        /// Non-blank lines at the start of the source: the sum of the three kinds below.
        #[cfg_attr(feature = "ts", ts(type = "number"))]
        n_lines: u64,
        /// Lines that the pattern reads.
        #[cfg_attr(feature = "ts", ts(type = "number"))]
        n_read: u64,
        /// Lines that it does not read and that look like the next line of an entry.
        #[cfg_attr(feature = "ts", ts(type = "number"))]
        n_more: u64,
        /// Lines that it does not read.
        #[cfg_attr(feature = "ts", ts(type = "number"))]
        n_others: u64,
        /// The first of these.
        others: Vec<WireOther>,
    },
    /// To `ReadFormat`.
    Format {
        /// The format, if the file is valid.
        format: Option<WireFormat>,
        /// What is wrong with it, in a sentence.
        problem: Option<String>,
    },
    /// To `Grow`.
    Grown {
        /// Whether what was kept would be read the same if the whole source were read now.
        is_same: bool,
    },
    /// To `Step`. Columns: one `U8` for each of `folds`, bytes for the desk.
    Progress {
        /// Whether there is more to do without waiting for anything.
        has_more: bool,
        /// Bytes that reading is waiting for, if the worker cannot read them itself.
        wants: Option<Want>,
        /// Ranges that ended with this step.
        ended: Vec<Ended>,
        /// Something may have changed that has not been sent yet.
        has_news: bool,
        /// Ledgers of the tasks that changed since they were last sent, if it is time to send.
        tasks: Vec<TaskLedger>,
        /// Parts of answers that changed since they were last sent, if it is time to send.
        folds: Vec<SentFold>,
    },
    /// To `Select`.
    Selected {
        /// The selection's.
        generation: u32,
        /// Levels it lets through, as bits.
        level_mask: u8,
    },
    /// To `Select`, if the query cannot be understood; the previous selection stays.
    BadQuery {
        /// The selection's.
        generation: u32,
        /// A sentence.
        message: String,
        /// Where it goes wrong: first UTF-16 unit of the query.
        start: u32,
        /// One past the last.
        end: u32,
    },
    /// To `KnownFields`.
    KnownFields {
        /// Those that are fields.
        names: Vec<String>,
    },
    /// To `Rank`, in the order of the keys.
    Ranks {
        /// The selection's.
        generation: u32,
        /// Whether every entry read so far was counted.
        is_complete: bool,
        /// How many entries come before each key.
        #[cfg_attr(feature = "ts", ts(type = "number[]"))]
        counts: Vec<u64>,
    },
    /// To `Rows`, sorted. Columns: 0 `I64` times of their keys (`i64::MAX`: none), 1 `U32` sources,
    /// 2 `F64` offsets, 3 `U8` levels, 4 `U8` stamps (digits + 16 × inferred + 128 if the row has no time
    /// itself), 5 `U8` text, 6 `U32` ends of each row's text in it,
    /// 7 `U32` starts and ends in turn of what to mark, in UTF-16 units of the row's text, 8 `U32` where
    /// each row's end in that, 9 `U8` values of the wanted fields, 10 `U32` where each ends in that, row by row,
    /// 11 `F64` seconds east of UTC by which the source wrote each time, if they are wanted, 12 `U32` of rows of
    /// many lines those left out of each message × 2 + 1 if the only one shown is cut (`u32::MAX`: not known).
    Rows {
        /// The selection's.
        generation: u32,
        /// Some rows were left off because they would have taken too many reads.
        is_cut: bool,
    },
    /// To `Write`. Columns: those of `Rows`, where the text of a row is the entry as it is written; then
    /// 7 `F64` the first line of each, 0 if it is not known or not asked for.
    Written {
        /// The selection's.
        generation: u32,
        /// What stands before the first entry of all.
        head: String,
        /// Where the next piece begins; null if nothing follows.
        next: Option<Key>,
        /// Entries that were left out because their text can no longer be read.
        n_gone: u32,
    },
    /// To `Seek`.
    Found {
        /// The selection's.
        generation: u32,
        /// The entry, if there is one.
        key: Option<Key>,
    },
    /// To `Entry`. Column 0: `U8`, the original bytes, at most 1 MiB of them.
    Entry {
        /// Its place.
        key: Key,
        /// It has a time of its own, which is that of its key.
        is_dated: bool,
        /// Start of the task that read it, to look up the lines before.
        #[cfg_attr(feature = "ts", ts(type = "number"))]
        task_start: u64,
        /// Lines of that task before the entry.
        #[cfg_attr(feature = "ts", ts(type = "number"))]
        lines_before: u64,
        /// Its whole length.
        #[cfg_attr(feature = "ts", ts(type = "number"))]
        length_bytes: u64,
        /// As a number.
        level: u8,
        /// Digits of the second.
        digits: u8,
        /// Inferred parts, as bits: 1 year, 2 zone, 4 date.
        inferred: u8,
        /// East of UTC, in seconds: the clock by which its source wrote the time.
        offset_secs: i32,
        /// Title of the format that parsed it.
        format: String,
        /// What it says, at most 1 MiB of it.
        message: String,
        /// It says more than that.
        is_message_clipped: bool,
        /// Name and value, in the order of the text.
        fields: Vec<(String, String)>,
        /// Stack traces in it.
        traces: Vec<WireTrace>,
        /// What it is about, to find its group.
        about: WireAbout,
    },
    /// To `EntryPiece`. Column 0: `U8`, the bytes, at most 1 MiB of them; fewer than asked for at the entry's end.
    EntryPiece,
    /// To `Formats`.
    Formats {
        /// Sorted by id.
        formats: Vec<WireFormatTitle>,
    },
    /// To `Memory` and `Budget`.
    Memory {
        /// What the worker holds, by kind; its total memory is somewhat larger.
        held: WireMemory,
        /// What it may hold, if there is a limit.
        #[cfg_attr(feature = "ts", ts(type = "number | null"))]
        budget_bytes: Option<u64>,
        /// Everything that can be dropped has been, and the rest still exceeds the budget.
        is_over: bool,
        /// Dropped columns, by field name; queries on them are slower but give the same answer.
        dropped: Vec<WireDroppedField>,
    },
    /// To all requests that ask for nothing.
    Done,
    /// The request could not be answered.
    Failed {
        /// What kind of trouble.
        trouble: Trouble,
        /// A sentence for the user.
        message: String,
    },
}

/// A part of an answer; its bytes travel beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct SentFold {
    /// Which fold.
    pub fold: u32,
    /// The question's.
    pub generation: u32,
    /// Whether every entry that the worker has read so far is in it.
    pub is_complete: bool,
}

/// Bytes that a worker cannot read itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Want {
    /// Which source.
    pub source: u32,
    /// First byte.
    #[cfg_attr(feature = "ts", ts(type = "number"))]
    pub start: u64,
    /// One past the last.
    #[cfg_attr(feature = "ts", ts(type = "number"))]
    pub end: u64,
}

/// A task that has ended.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Ended {
    /// Which source.
    pub source: u32,
    /// The task's first byte.
    #[cfg_attr(feature = "ts", ts(type = "number"))]
    pub start: u64,
    /// Why it could not be read to its end, if so.
    pub failure: Option<TaskFailure>,
}

/// Why a task ended early; what came before is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct TaskFailure {
    /// What kind of trouble.
    pub trouble: Trouble,
    /// Byte of the source where it happened.
    #[cfg_attr(feature = "ts", ts(type = "number"))]
    pub at: u64,
    /// A sentence for the user.
    pub message: String,
}

/// Kinds of trouble that the page treats differently.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub enum Trouble {
    /// The file has changed since it was dropped.
    Changed,
    /// The file cannot be read.
    Unreadable,
    /// A compressed stream is damaged.
    Damaged,
    /// A compressed stream unpacks to more than is sensible.
    TooMuch,
    /// A compressed stream uses something unsupported.
    Unsupported,
    /// Out of memory.
    Memory,
    /// The request makes no sense here.
    BadRequest,
}

/// Where the bytes of one task went.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct TaskLedger {
    /// Which source.
    pub source: u32,
    /// The task's first byte.
    #[cfg_attr(feature = "ts", ts(type = "number"))]
    pub start: u64,
    /// The figures.
    pub ledger: WireLedger,
    /// Earliest time.
    pub first: Option<NanosText>,
    /// Latest time.
    pub last: Option<NanosText>,
    /// Time of the first dated entry, to see whether tasks follow each other in order.
    pub opening: Option<NanosText>,
    /// Time of the last dated entry.
    pub closing: Option<NanosText>,
}

/// A [`Ledger`](crate::store::Ledger); everything adds up except for the entry at the seam of two tasks.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct WireLedger {
    /// Counts, in the order of [`FIGURES`](crate::store::FIGURES).
    #[cfg_attr(feature = "ts", ts(type = "number[]"))]
    pub figures: Vec<u64>,
    /// Entries by level.
    #[cfg_attr(feature = "ts", ts(type = "number[]"))]
    pub levels: Vec<u64>,
    /// Entries by the format that parsed them: id, title, count; `text` is the fallback.
    #[cfg_attr(feature = "ts", ts(type = "[string, string, number][]"))]
    pub formats: Vec<(String, String, u64)>,
}

/// Bytes held, by purpose; the kinds do not overlap.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct WireMemory {
    /// Time, place, level and format of every entry: never dropped.
    #[cfg_attr(feature = "ts", ts(type = "number"))]
    pub index_bytes: u64,
    /// Columns of fields: dropped over budget, since they can be read again.
    #[cfg_attr(feature = "ts", ts(type = "number"))]
    pub field_bytes: u64,
    /// Text of sources without random access, compressed: never dropped.
    #[cfg_attr(feature = "ts", ts(type = "number"))]
    pub text_bytes: u64,
    /// The entries of selections, and the answers about them.
    #[cfg_attr(feature = "ts", ts(type = "number"))]
    pub answer_bytes: u64,
    /// Text on its way through the parser.
    #[cfg_attr(feature = "ts", ts(type = "number"))]
    pub reading_bytes: u64,
    /// Copies of text for the next query: the first to be dropped.
    #[cfg_attr(feature = "ts", ts(type = "number"))]
    pub cache_bytes: u64,
}

/// A built-in format.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct WireFormatTitle {
    /// What queries call it.
    pub id: String,
    /// What people call it.
    pub title: String,
}

/// A field whose columns were dropped.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct WireDroppedField {
    /// Its name.
    pub name: String,
    /// What its columns took.
    #[cfg_attr(feature = "ts", ts(type = "number"))]
    pub bytes: u64,
}

/// A field that no entry has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct WireUnknownField {
    /// Its position among the fields that the query names.
    pub place: u32,
    /// As the query names it.
    pub name: String,
    /// The known field whose name is closest, if one is close.
    pub closest: Option<String>,
}
