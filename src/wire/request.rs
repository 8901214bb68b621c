//! What the page can ask of a worker.

use serde::{Deserialize, Serialize};

use crate::fold;
use crate::wire::{NanosText, SourcePlan, WireFormat, WireMark, WirePlace, WireUnplanned};

/// One request; every one has exactly one reply (see [`Reply`](crate::wire::Reply)).
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Request {
    /// Tells a worker what it must know about a source before anything else, and again when it has grown.
    Source {
        /// Its place in the order of opening.
        source: u32,
        /// What a query calls it: `source:name`.
        name: String,
        /// Its size, in bytes.
        #[cfg_attr(feature = "ts", ts(type = "number"))]
        size_bytes: u64,
        /// When it was last modified, in milliseconds since 1970: times without a year are not later.
        modified_millis: f64,
        /// Where it is, if it is a member of an archive.
        place: Option<WirePlace>,
    },
    /// Looks at the first bytes of a source: what it is, and how to parse it.
    Open {
        /// Which source.
        source: u32,
        /// What the user says about it.
        #[serde(default)]
        overrule: WireOverrule,
    },
    /// Finds more members of an archive.
    FindMembers {
        /// Which source.
        source: u32,
        /// How much to do before answering.
        #[cfg_attr(feature = "ts", ts(type = "number"))]
        budget_bytes: u64,
        /// Whether how to read a member is asked for apart, of any worker, where that can be.
        #[serde(default)]
        is_planned_apart: bool,
    },
    /// Finds out how to read members that were found apart.
    PlanMembers {
        /// The archive.
        source: u32,
        /// What the user says about it.
        #[serde(default)]
        overrule: WireOverrule,
        /// Where each member is, and when it was modified.
        members: Vec<WireUnplanned>,
    },
    /// Queues bytes `start..end` of a source for reading: entries that start there.
    Ingest {
        /// Which source.
        source: u32,
        /// How to parse it, from [`Opened`](crate::wire::Reply::Opened).
        plan: SourcePlan,
        /// First byte of the range; any byte, the worker finds the entry that starts next.
        #[cfg_attr(feature = "ts", ts(type = "number"))]
        start: u64,
        /// One past the last byte.
        #[cfg_attr(feature = "ts", ts(type = "number"))]
        end: u64,
    },
    /// Reads and parses at most about `budget_bytes`, then brings all answers up to date.
    Step {
        /// How much to do before answering.
        #[cfg_attr(feature = "ts", ts(type = "number"))]
        budget_bytes: u64,
        /// Send everything that changed; otherwise only answers that are complete for the first time.
        is_due: bool,
    },
    /// Defines a selection; its folds start over.
    Select {
        /// Which selection; 0 is the one that the list shows.
        selection: u32,
        /// Chosen by the page; returned with everything about this selection.
        generation: u32,
        /// The query's text.
        query: String,
        /// Names that it has without quotes and that are no fields here: their terms are text.
        as_text: Vec<String>,
        /// Start of the range of the list and the level counts, inclusive.
        from: Option<NanosText>,
        /// End of that range, exclusive.
        end: Option<NanosText>,
    },
    /// Forgets a selection and the folds over it.
    Unselect {
        /// Which selection.
        selection: u32,
    },
    /// Asks a question about a selection; steps return its parts.
    Fold {
        /// Which fold; replaces an earlier one with the same number.
        fold: u32,
        /// Which selection it is about.
        selection: u32,
        /// Chosen by the page; returned with every part.
        generation: u32,
        /// The question.
        ask: fold::Ask,
    },
    /// Forgets a question.
    Unfold {
        /// Which fold.
        fold: u32,
    },
    /// Sends all parts and ledgers again, because the desk has lost them.
    Resend,
    /// Which of some names are fields of what was read.
    KnownFields {
        /// The names.
        names: Vec<String>,
    },
    /// For each key, counts the entries of a selection before it.
    Rank {
        /// Which selection.
        selection: u32,
        /// Keys in any order.
        keys: Vec<Key>,
    },
    /// The first `count` entries of a selection at or after `key`.
    Rows {
        /// Which selection.
        selection: u32,
        /// Where to begin.
        key: Key,
        /// How many at most.
        count: u32,
        /// At most how many reads of the text to spend on them; if that is too few, fewer rows come back.
        reads: u32,
        /// What they show besides their first line.
        #[serde(default)]
        look: WireRowLook,
    },
    /// Writes the next entries of a selection at or after `key`, in the list's order.
    Write {
        /// Which selection.
        selection: u32,
        /// Where to begin.
        key: Key,
        /// How many at most; about 1 MiB of text ends a piece before that.
        count: u32,
        /// How.
        form: WireForm,
        /// How many lines stand before a task of a source, null if that is not known yet; none before those left out.
        lines: Vec<LinesBefore>,
    },
    /// The entry of a selection closest to `key`, but not at it, with at least the given level.
    Seek {
        /// Which selection.
        selection: u32,
        /// Where to begin.
        key: Key,
        /// Towards earlier entries.
        is_backwards: bool,
        /// Lowest level that counts, as a number.
        min_level: u8,
    },
    /// One entry in full.
    Entry {
        /// Which source.
        source: u32,
        /// Where it starts.
        #[cfg_attr(feature = "ts", ts(type = "number"))]
        offset: u64,
    },
    /// Part of the original text of an entry, to have all of a long one.
    EntryPiece {
        /// Which source.
        source: u32,
        /// Where it starts.
        #[cfg_attr(feature = "ts", ts(type = "number"))]
        offset: u64,
        /// First byte of the part, from the start of the entry.
        #[cfg_attr(feature = "ts", ts(type = "number"))]
        start: u64,
        /// One past its last.
        #[cfg_attr(feature = "ts", ts(type = "number"))]
        end: u64,
    },
    /// Makes a pattern from a line and tries it on the start of its source: from `marks`, or `pattern`
    /// as it is, or, given neither, from what can be recognised in the line.
    Example {
        /// Which source.
        source: u32,
        /// What the user says about it.
        #[serde(default)]
        overrule: WireOverrule,
        /// First line of an entry.
        line: String,
        /// What the user marked in it.
        marks: Option<Vec<WireMark>>,
        /// A pattern to try as it is.
        pattern: Option<String>,
    },
    /// Reads the text of a format file.
    ReadFormat {
        /// All of it.
        text: String,
    },
    /// Lists the built-in formats.
    Formats,
    /// How much memory the worker holds, and what it dropped to stay within its budget.
    Memory,
    /// Sets how much memory the worker may hold; from now on it drops what it can read again
    /// to stay within that.
    Budget {
        /// In bytes; null for no limit.
        #[cfg_attr(feature = "ts", ts(type = "number | null"))]
        budget_bytes: Option<u64>,
    },
    /// Pauses or resumes reading; questions are answered either way.
    Pause {
        /// Which of the two.
        is_paused: bool,
    },
    /// Stops all reading; what was read stays.
    Cancel,
    /// After a source has grown: forgets what its tasks starting at or after `from` read.
    Grow {
        /// Which source.
        source: u32,
        /// Start of the first task to forget.
        #[cfg_attr(feature = "ts", ts(type = "number"))]
        from: u64,
    },
    /// Tells a task the last time before it: if its first dated entry is earlier, that is a step back.
    Join {
        /// Which source.
        source: u32,
        /// Start of the task.
        #[cfg_attr(feature = "ts", ts(type = "number"))]
        start: u64,
        /// Time of the last dated entry before it, null if there is none.
        closing: Option<NanosText>,
        /// Time of the source's first dated entry, if that comes after the task.
        opening: Option<NanosText>,
    },
    /// Forgets a source and everything read of it.
    Close {
        /// Which source.
        source: u32,
    },
}

/// The request that is made many times a second while reading.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
enum OftenKind {
    Step,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Often {
    kind: OftenKind,
    budget_bytes: u64,
    is_due: bool,
}

impl Request {
    /// Reads a request.
    ///
    /// The frequent one is tried first, by a little code of its own: the code that reads all of them
    /// is large, and a browser would take a tenth of a second to optimise it after some twenty calls.
    pub(super) fn read(text: &str) -> serde_json::Result<Self> {
        match serde_json::from_str(text) {
            Ok(Often { kind: OftenKind::Step, budget_bytes, is_due }) => {
                Ok(Self::Step { budget_bytes, is_due })
            }
            Err(_) => Self::read_any(text),
        }
    }

    #[inline(never)]
    fn read_any(text: &str) -> serde_json::Result<Self> {
        serde_json::from_str(text)
    }
}

/// What rows show.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct WireRowLook {
    /// Names of fields whose values are wanted.
    pub fields: Vec<String>,
    /// Lines of each message, at least one.
    pub lines: u32,
    /// By which clock its source wrote the time of each.
    pub has_offsets: bool,
}

impl Default for WireRowLook {
    fn default() -> Self {
        Self { fields: Vec::new(), lines: 1, has_offsets: false }
    }
}

/// What the user says about a source; whatever is null is detected.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct WireOverrule {
    /// Id of the only format to try besides plain text, or the name of one of `own`.
    pub format: Option<String>,
    /// User-defined formats, preferred to all others where they fit.
    #[serde(default)]
    pub own: Vec<WireFormat>,
    /// What the text is encoded in: `utf-8`, `utf-16le`, `utf-16be` or `windows-1252`.
    #[serde(default)]
    pub encoding: Option<String>,
    /// At most how many bytes it may unpack to, whatever the ratio to its size.
    #[serde(default)]
    #[cfg_attr(feature = "ts", ts(type = "number | null"))]
    pub unpack_limit: Option<u64>,
    /// Whether lines without a head belong to the entry before them.
    pub joins_lines: Option<bool>,
    /// East of UTC, in seconds, for times without a zone.
    pub offset_secs: Option<i32>,
    /// Year of the latest entry, for times without a year.
    pub last_year: Option<i32>,
    /// Added to every time, in seconds.
    #[cfg_attr(feature = "ts", ts(type = "number"))]
    pub shift_secs: i64,
}

/// How entries are written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum WireForm {
    /// The original lines.
    Text,
    /// The original lines, beside which stands where they are.
    TextWithLines,
    /// One JSON object a line.
    JsonLines,
    /// A table.
    Csv {
        /// Its columns, separated by commas: `time`, `level`, `source`, `line`, `offset`, `format`,
        /// `message`, `text`, or a field; a name in double quotes is always a field.
        columns: String,
    },
}

/// Lines of a source before one of its tasks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct LinesBefore {
    /// Which source.
    pub source: u32,
    /// Start of the task.
    #[cfg_attr(feature = "ts", ts(type = "number"))]
    pub task_start: u64,
    /// How many; null as long as not all before it is read.
    #[cfg_attr(feature = "ts", ts(type = "number | null"))]
    pub lines: Option<u64>,
}

/// An entry's place in the list: by time, then source, then offset; `nanos` null comes last.
///
/// An entry without a time has that of the dated entry before it in its source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Key {
    /// Unix nanoseconds.
    pub nanos: Option<NanosText>,
    /// Which source.
    pub source: u32,
    /// Offset of its first byte in the source's text.
    #[cfg_attr(feature = "ts", ts(type = "number"))]
    pub offset: u64,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frequent_requests_are_read_as_all_are() {
        let texts = [
            r#"{"kind":"step","budgetBytes":1048576,"isDue":true}"#,
            r#"{"kind":"step","budgetBytes":null,"isDue":true}"#,
            r#"{"kind":"step","budgetBytes":8}"#,
            r#"{"isDue":false,"budgetBytes":7,"kind":"step"}"#,
            r#"{"kind":"step","budgetBytes":-1,"isDue":false}"#,
            r#"{"kind":"resend"}"#,
            r#"{"kind":"memory"}"#,
            r#"{"kind":"budget","budgetBytes":9}"#,
            r#"{"kind":"close","source":3}"#,
            r#"{"kind":"count"}"#,
            r#"{"budgetBytes":1}"#,
            "",
        ];
        for text in texts {
            let [short, long] = [Request::read(text), Request::read_any(text)]
                .map(|read| format!("{:?}", read.map_err(|error| error.to_string())));
            assert_eq!(short, long, "{text}");
        }
    }
}
