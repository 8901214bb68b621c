//! What the page can ask of the desk, and its replies.

use serde::{Deserialize, Serialize};

use super::desk_ledger::{read_stretch, source_ledger, total_ledger};
use super::edit::{WireCompletion, WireEdit, WireTerm, completion, rewritten, terms_of};
use super::groups::{WireAbout, WireGroupUse, group_of};
use super::marks::marked;
use super::read::{WirePasteReading, WireRemark, WireTimes, moment, no_query, parsed, pasted};
use super::reply::{SentFold, TaskLedger, Trouble, WireLedger, WireUnknownField};
use super::{Column, NanosText, failed_message};
use crate::desk::{Desk, DeskAnswer, NewPart, WorkerId};
use crate::fold::{self, Coverage};
use crate::query;
use crate::session::FoldId;
use crate::units::SourceId;

/// One request to the desk; every one has exactly one reply.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum DeskRequest {
    /// Starts a question under this number.
    Ask {
        /// Which fold.
        fold: u32,
        /// Chosen by the page; returned with every answer.
        generation: u32,
        /// The question.
        ask: fold::Ask,
    },
    /// Forgets a question.
    Unask {
        /// Which fold.
        fold: u32,
    },
    /// A worker sent its progress; the bytes of its parts come beside the request, in the same
    /// order.
    Take {
        /// Which worker.
        worker: u32,
        /// What its tasks read.
        tasks: Vec<TaskLedger>,
        /// What each part belongs to.
        folds: Vec<SentFold>,
    },
    /// A worker is gone, with everything it knew.
    Lose {
        /// Which worker.
        worker: u32,
    },
    /// Forgets what the tasks that start at or after `from` read of a source.
    Forget {
        /// Which source.
        source: u32,
        /// Start of the first task to forget.
        #[cfg_attr(feature = "ts", ts(type = "number"))]
        from: u64,
    },
    /// Reads the text of a query.
    Parse {
        /// The text.
        query: String,
        /// Names that it has without quotes and that are no fields here: their terms are text.
        as_text: Vec<String>,
        /// What is known of times, for those in the query.
        times: WireTimes,
        /// The question about groups that tells which entries are in those of the query; null while nobody asked.
        groups: Option<u32>,
    },
    /// The instant that a text names.
    Moment {
        /// The text.
        text: String,
        /// What is known of times.
        times: WireTimes,
    },
    /// Edits the text of a query, one edit after another.
    Rewrite {
        /// The text.
        query: String,
        /// What to change.
        edits: Vec<WireEdit>,
    },
    /// Pastes a text into a query.
    Paste {
        /// The text of the query.
        query: String,
        /// First UTF-16 unit of what is replaced.
        start: u32,
        /// One past the last.
        end: u32,
        /// What is pasted.
        text: String,
        /// Which of the names that `NamesIn` found are fields of some source.
        known: Vec<String>,
    },
    /// Where what a query looks for stands in the texts of an entry.
    Mark {
        /// The query.
        query: String,
        /// Names that it has without quotes and that are no fields here: their terms are text.
        as_text: Vec<String>,
        /// The entry's text, as much of it as is shown.
        entry: String,
        /// Its message.
        message: String,
        /// Other texts of it, such as values of fields.
        parts: Vec<String>,
    },
    /// The group of an entry.
    GroupOf {
        /// The question about groups that tells.
        groups: u32,
        /// What the entry is about.
        about: WireAbout,
    },
    /// The terms of a query that every entry must meet.
    Terms {
        /// The query.
        query: String,
    },
    /// The fields that a text names, if it is a query.
    NamesIn {
        /// The text.
        text: String,
    },
    /// What can be written at a place in a query.
    Complete {
        /// The text.
        query: String,
        /// The place, in UTF-16 units.
        cursor: u32,
    },
}

/// The answer to one [`DeskRequest`].
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum DeskReply {
    /// To `Take`, `Lose` and `Forget`. Columns: one `U32` for each answer, its bulk.
    Merged {
        /// Sources whose figures changed.
        sources: Vec<SourceLedger>,
        /// The figures of all sources together.
        total: WireLedger,
        /// Answers that changed.
        answers: Vec<WireAnswer>,
    },
    /// To `Parse`.
    Parsed {
        /// Levels that the query lets through, as bits.
        level_mask: u8,
        /// Levels that its level terms name, as bits; all if it has none.
        chosen_levels: u8,
        /// Whether there is anything to mark in entries.
        has_marks: bool,
        /// The fields that it names, and where.
        fields: Vec<WireFieldUse>,
        /// Fields whose values it compares with a quantity, each with that as it is written.
        compared: Vec<(String, String)>,
        /// The query with instants in place of times as they were typed, and with what entries of groups are
        /// about: what workers are asked.
        settled: String,
        /// Other times of the data may give other instants.
        depends_on_data: bool,
        /// The groups that it names, in order.
        groups: Vec<WireGroupUse>,
        /// What is settled without what it says of groups to all entries.
        without_groups: String,
        /// What in it was taken as text although it looks like the language.
        remarks: Vec<WireRemark>,
        /// The term that looks for the query as it stands.
        as_term: String,
    },
    /// To `Moment`.
    Moment {
        /// The instant; null if the text is no time.
        nanos: Option<NanosText>,
        /// What to say of it.
        remark: Option<String>,
    },
    /// To `Rewrite`.
    Rewritten {
        /// The new text.
        query: String,
    },
    /// To `Paste`.
    Pasted {
        /// The new text.
        query: String,
        /// Where the cursor stands then, in UTF-16 units.
        cursor: u32,
        /// How what was pasted was understood.
        reading: WirePasteReading,
    },
    /// To `Mark`. Columns: 0 `U32` starts and ends in turn, in UTF-16 units of the text, 1 `U32` where those
    /// of each text end: of the entry, the message and the parts in their order.
    Marks,
    /// To `Terms`.
    Terms {
        /// The terms in their order; none if it is no query.
        terms: Vec<WireTerm>,
    },
    /// To `GroupOf`.
    Group {
        /// Its id; null if that is not known.
        id: Option<String>,
        /// Its template.
        template: String,
    },
    /// To `NamesIn`.
    Names {
        /// The names.
        names: Vec<String>,
    },
    /// To `Complete`.
    Completion {
        /// Null where nothing can be offered, such as within a phrase.
        completion: Option<WireCompletion>,
    },
    /// To `Parse` and `Rewrite`, if the text cannot be understood.
    NoQuery {
        /// A sentence.
        message: String,
        /// Where it goes wrong: first UTF-16 unit of the query.
        start: u32,
        /// One past the last.
        end: u32,
        /// The term that looks for the text as it stands.
        as_term: String,
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

/// What was read of a source so far.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct SourceLedger {
    /// Which source.
    pub source: u32,
    /// The figures, including the steps back between its tasks.
    pub ledger: WireLedger,
    /// Earliest time.
    pub first: Option<NanosText>,
    /// Latest time.
    pub last: Option<NanosText>,
}

/// The parts of all workers merged.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct WireAnswer {
    /// Which fold.
    pub fold: u32,
    /// The question's.
    pub generation: u32,
    /// Workers whose parts are in it.
    pub n_workers: u32,
    /// All of these parts were complete.
    pub is_complete: bool,
    /// Entries that were looked at, selected or not.
    #[cfg_attr(feature = "ts", ts(type = "number"))]
    pub looked_at: u64,
    /// Entries whose text was needed but can no longer be read.
    #[cfg_attr(feature = "ts", ts(type = "number"))]
    pub unsearched: u64,
    /// Fields of the query that no entry read so far has.
    pub unknown_fields: Vec<WireUnknownField>,
    /// The answer.
    pub answer: fold::Answer,
}

/// A field that a query names, and where, in UTF-16 units.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct WireFieldUse {
    /// The name.
    pub name: String,
    /// First unit.
    pub start: u32,
    /// One past the last.
    pub end: u32,
    /// Its term may be meant as text where no such field is.
    pub may_be_text: bool,
}

/// A reply's head with its columns.
#[derive(Debug)]
pub struct DeskAnswered {
    /// Small things, as JSON when it crosses the boundary.
    pub head: DeskReply,
    /// Bulk, in the order that the head's variant states.
    pub columns: Vec<Column>,
}

/// Answers one request to the desk, given as JSON with the bytes that come beside it.
pub fn answer_at_desk(desk: &mut Desk, request: &str, bytes: &[Vec<u8>]) -> DeskAnswered {
    match serde_json::from_str(request) {
        Ok(request) => answer(desk, request, bytes),
        Err(error) => {
            let (trouble, message) = (Trouble::BadRequest, failed_message(&error));
            head(DeskReply::Failed { trouble, message })
        }
    }
}

fn answer(desk: &mut Desk, request: DeskRequest, bytes: &[Vec<u8>]) -> DeskAnswered {
    match request {
        DeskRequest::Ask { fold, generation, ask } => {
            desk.ask(FoldId(fold), generation, ask);
            head(DeskReply::Done)
        }
        DeskRequest::Unask { fold } => {
            desk.unask(FoldId(fold));
            head(DeskReply::Done)
        }
        DeskRequest::Take { worker, tasks, folds } => {
            let worker = WorkerId(worker);
            let tasks = tasks
                .into_iter()
                .map(|task| (SourceId(task.source), task.start, read_stretch(task)));
            let sources = desk.take_stretches(worker, tasks);
            let changed = folds.iter().zip(bytes).filter_map(|(sent, bytes)| {
                let SentFold { fold, generation, is_complete } = *sent;
                let fold = FoldId(fold);
                let new = NewPart { fold, generation, is_complete, bytes };
                desk.take(worker, new).then_some(fold)
            });
            let changed = changed.collect();
            merged(desk, sources, changed)
        }
        DeskRequest::Lose { worker } => {
            let (changed, sources) = desk.lose(WorkerId(worker));
            merged(desk, sources, changed)
        }
        DeskRequest::Forget { source, from } => {
            desk.forget(SourceId(source), from);
            merged(desk, [SourceId(source)], Vec::new())
        }
        DeskRequest::Parse { query, as_text, times, groups } => {
            let members = |fold| desk.members_of_groups(FoldId(fold));
            head(parsed((&query, &as_text), times, || groups.and_then(members)))
        }
        DeskRequest::Moment { text, times } => head(moment(&text, times)),
        DeskRequest::Rewrite { query, edits } => match rewritten(query, edits) {
            Ok(query) => head(DeskReply::Rewritten { query }),
            Err((query, error)) => head(no_query(&query, error)),
        },
        DeskRequest::Paste { query, start, end, text, known } => {
            head(pasted(&query, (start, end), &text, &known))
        }
        DeskRequest::Mark { query, as_text, entry, message, parts } => {
            marked((&query, &as_text), (&entry, &message), &parts)
        }
        DeskRequest::GroupOf { groups, about } => head(group_of(desk, FoldId(groups), &about)),
        DeskRequest::Terms { query } => head(DeskReply::Terms { terms: terms_of(&query) }),
        DeskRequest::NamesIn { text } => head(DeskReply::Names { names: query::names_in(&text) }),
        DeskRequest::Complete { query, cursor } => {
            head(DeskReply::Completion { completion: completion(&query, cursor) })
        }
    }
}

fn head(head: DeskReply) -> DeskAnswered {
    DeskAnswered { head, columns: Vec::new() }
}

fn merged(
    desk: &Desk,
    sources: impl IntoIterator<Item = SourceId>,
    changed: Vec<FoldId>,
) -> DeskAnswered {
    let sources = sources.into_iter().map(|id| source_ledger(id, desk.source(id))).collect();
    let (mut answers, mut columns) = (Vec::new(), Vec::new());
    for fold in changed {
        let Some(answer) = desk.answer(fold) else { continue };
        let DeskAnswer { generation, n_workers, is_complete, coverage, answer, bulk } = answer;
        let Coverage { looked_at, unsearched, unknown } = coverage;
        let unknown_fields = unknown.into_iter().flatten().map(|field| WireUnknownField {
            place: field.place,
            name: field.name,
            closest: field.closest,
        });
        answers.push(WireAnswer {
            fold: fold.0,
            generation,
            n_workers,
            is_complete,
            looked_at,
            unsearched,
            unknown_fields: unknown_fields.collect(),
            answer,
        });
        columns.push(Column::U32(bulk));
    }
    DeskAnswered {
        head: DeskReply::Merged { sources, total: total_ledger(desk), answers },
        columns,
    }
}
