//! What the page may ask of the desk, and what that answers.

use serde::{Deserialize, Serialize};

use super::reply::{FoldTold, Trouble, WireNeedle, WireUnknownField};
use super::{Column, failed_message};
use crate::desk::{Desk, DeskAnswer, NewPart, WorkerId};
use crate::fold::{self, Coverage};
use crate::query::{self, QueryError};
use crate::session::FoldId;

/// One request to the desk; every one has exactly one reply.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum DeskRequest {
    /// A question is asked under this number from now on.
    Ask {
        /// Which fold.
        fold: u32,
        /// Chosen by the page; comes back with every answer.
        generation: u32,
        /// The question.
        ask: fold::Ask,
    },
    /// Forgets a question.
    Unask {
        /// Which fold.
        fold: u32,
    },
    /// A worker told parts; their bytes come beside the request, in the same order.
    Take {
        /// Which worker.
        worker: u32,
        /// What the parts are of.
        folds: Vec<FoldTold>,
    },
    /// A worker is gone, and all that it knew.
    Lose {
        /// Which worker.
        worker: u32,
    },
    /// Reads the text of a query.
    Parse {
        /// The text.
        query: String,
    },
}

/// The answer to one [`DeskRequest`].
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum DeskReply {
    /// To `Take` and `Lose`. Columns: one `U32` for each answer, its bulk.
    Answers {
        /// Those that changed.
        answers: Vec<WireAnswer>,
    },
    /// To `Parse`.
    Parsed {
        /// Levels that the query lets through, as bits.
        level_mask: u8,
        /// What to mark in rows.
        needles: Vec<WireNeedle>,
        /// Fields that it names: where.
        fields: Vec<WireFieldUse>,
    },
    /// To `Parse`, if the text cannot be understood.
    NoQuery {
        /// A sentence.
        message: String,
        /// Where it goes wrong: first UTF-16 unit of the query.
        start: u32,
        /// One past the last.
        end: u32,
    },
    /// To all requests that only tell something.
    Done,
    /// The request could not be answered.
    Failed {
        /// What kind of trouble.
        trouble: Trouble,
        /// A sentence for the user.
        message: String,
    },
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
    /// Entries whose text was needed and cannot be read any more.
    #[cfg_attr(feature = "ts", ts(type = "number"))]
    pub unsearched: u64,
    /// Fields of the query that nothing read so far has.
    pub unknown_fields: Vec<WireUnknownField>,
    /// The answer.
    pub answer: fold::Answer,
}

/// A field that a query names, and where, in UTF-16 units.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct WireFieldUse {
    /// The name.
    pub name: String,
    /// First unit.
    pub start: u32,
    /// One past the last.
    pub end: u32,
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
        DeskRequest::Take { worker, folds } => {
            let changed = folds.iter().zip(bytes).filter_map(|(told, bytes)| {
                let FoldTold { fold, generation, is_complete } = *told;
                let fold = FoldId(fold);
                let new = NewPart { fold, generation, is_complete, bytes };
                desk.take(WorkerId(worker), new).then_some(fold)
            });
            let changed = changed.collect();
            answers(desk, changed)
        }
        DeskRequest::Lose { worker } => {
            let changed = desk.lose(WorkerId(worker));
            answers(desk, changed)
        }
        DeskRequest::Parse { query } => head(parsed(&query)),
    }
}

fn head(head: DeskReply) -> DeskAnswered {
    DeskAnswered { head, columns: Vec::new() }
}

fn answers(desk: &Desk, changed: Vec<FoldId>) -> DeskAnswered {
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
    DeskAnswered { head: DeskReply::Answers { answers }, columns }
}

fn parsed(query: &str) -> DeskReply {
    match query::parse(query) {
        Ok(query) => {
            let needles = query.needles.iter().map(|needle| {
                let (text, is_regex) = needle.mark();
                WireNeedle { text, is_regex }
            });
            let fields = query.fields.iter().map(|used| WireFieldUse {
                name: used.name.clone(),
                start: used.start,
                end: used.end,
            });
            DeskReply::Parsed {
                level_mask: query.level_mask,
                needles: needles.collect(),
                fields: fields.collect(),
            }
        }
        Err(QueryError { message, start, end }) => DeskReply::NoQuery { message, start, end },
    }
}
