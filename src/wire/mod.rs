//! The protocol between page and worker: closed enums, and nothing of the core's own types.
//!
//! [`ts`] renders the TypeScript of it; a test keeps `www/src/engine/wire.ts` current.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

mod answer;
mod archive;
mod example;
mod reply;
mod request;
#[cfg(feature = "ts")]
pub mod ts;

pub use answer::{Answer, answer};
pub use archive::{
    WireArchiveBytes, WireLayer, WireListTrouble, WireMember, WireOpened, WirePlace,
};
pub use example::{WireFormat, WireMark, WireOther, WireRole};
pub use reply::{
    Ended, Reply, TaskFailure, TaskLedger, Trouble, Want, WireDroppedField, WireFormatTitle,
    WireLedger, WireMemory, WireNeedle, WireUnknownField,
};
pub use request::{Content, GridSpec, Key, Request, SourcePlan, WireOverrule};

/// Unix nanoseconds as decimal text, since JSON numbers in a browser hold 53 bits only.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[cfg_attr(feature = "ts", ts(type = "string"))]
pub struct NanosText(pub i64);

impl Serialize for NanosText {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for NanosText {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
        text.parse().map(Self).map_err(serde::de::Error::custom)
    }
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
