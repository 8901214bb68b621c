//! The protocol between page and worker: closed enums, and nothing of the core's own types.
//!
//! [`ts`] renders the TypeScript of it; a test keeps `www/src/engine/wire.ts` current.

mod answer;
mod archive;
mod desk;
mod desk_ledger;
mod edit;
mod entry;
mod example;
mod groups;
mod marks;
mod plan;
mod read;
mod reply;
mod request;
mod rows;
#[cfg(feature = "ts")]
pub mod ts;
mod write;

pub use crate::units::NanosText;
pub use answer::{Answer, answer};
pub use archive::{
    WireArchiveBytes, WireArchiveTrouble, WireLayer, WireMember, WireOpened, WirePlace,
    WireUnplanned,
};
pub use desk::{
    DeskAnswered, DeskReply, DeskRequest, SourceLedger, WireAnswer, WireFieldUse, answer_at_desk,
};
pub use edit::{WireCompletion, WireCondition, WireEdit, WireTerm};
pub use entry::{WireException, WireFrame, WireRelation, WireTrace, WireTracePlace};
pub use example::{WireFormat, WireMark, WireOther, WireRole};
pub use groups::{WireAbout, WireGroupUse, WireKnownGroup, WireStanding};
pub use plan::{Content, SourcePlan};
pub use read::{WirePasteReading, WireRemark, WireTimes, WireZone};
pub use reply::{
    Ended, Reply, SentFold, TaskFailure, TaskLedger, Trouble, Want, WireDroppedField,
    WireFormatTitle, WireLedger, WireMemory, WireUnknownField,
};
pub use request::{Key, LinesBefore, Request, WireForm, WireOverrule, WireRowLook};

/// What to say of a request that cannot be read.
fn failed_message(error: &serde_json::Error) -> String {
    format!("not a request: {error}")
}

/// A typed column of a reply.
#[derive(Clone, Debug, PartialEq)]
pub enum Column {
    /// Bytes, levels.
    U8(Vec<u8>),
    /// Counts, ids, offsets into a bytes column.
    U32(Vec<u32>),
    /// Times: Unix nanoseconds.
    I64(Vec<i64>),
    /// Offsets in files: whole numbers below 2^53.
    F64(Vec<f64>),
}
