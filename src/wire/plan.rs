//! How a source is read, as the page carries it from one worker to the others.

use serde::{Deserialize, Serialize};

use crate::format::Plan;
use crate::input::{ContentKind, PlanDecoder};
use crate::session::ReadPlan;
use crate::time::Assumptions;
use crate::units::{NanosText, UnixNanos};

/// What a worker needs to parse any part of a source.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct SourcePlan {
    /// What the bytes are.
    pub content: Content,
    /// What decodes the bytes into text.
    #[cfg_attr(feature = "ts", ts(type = "unknown"))]
    pub decoders: Vec<PlanDecoder>,
    /// At most how many bytes they may yield; null for a sensible limit.
    #[cfg_attr(feature = "ts", ts(type = "number | null"))]
    pub unpack_limit: Option<u64>,
    /// Formats in the order in which they are tried.
    #[cfg_attr(feature = "ts", ts(type = "unknown"))]
    pub formats: Plan,
    /// No entry is later: bounds times without a year.
    pub not_after: NanosText,
    /// East of UTC, in seconds, for times without a zone.
    pub offset_secs: i32,
    /// Added to every time, in seconds.
    #[cfg_attr(feature = "ts", ts(type = "number"))]
    pub shift_secs: i64,
}

/// What the first bytes of a source say it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub enum Content {
    /// Text: can be cut into ranges.
    Text,
    /// Compressed, or in another encoding: one range, its text is kept.
    Stream,
    /// Several files: each is a source of its own.
    Archive,
    /// Not a log: nothing is read.
    Binary,
    /// Empty.
    Empty,
}

pub(super) fn wire_plan(plan: ReadPlan) -> SourcePlan {
    let ReadPlan { content, decoders, unpack_limit, formats, assumptions, shift_secs } = plan;
    SourcePlan {
        content: match content {
            ContentKind::Text => Content::Text,
            ContentKind::Stream => Content::Stream,
            ContentKind::Archive => Content::Archive,
            ContentKind::Binary => Content::Binary,
            ContentKind::Empty => Content::Empty,
        },
        decoders,
        unpack_limit,
        formats,
        not_after: NanosText(assumptions.not_after.0),
        offset_secs: assumptions.offset_secs,
        shift_secs,
    }
}

pub(super) fn read_plan(plan: SourcePlan) -> ReadPlan {
    let SourcePlan { content, decoders, unpack_limit, formats, not_after, offset_secs, shift_secs } =
        plan;
    ReadPlan {
        content: match content {
            Content::Text => ContentKind::Text,
            Content::Stream => ContentKind::Stream,
            Content::Archive => ContentKind::Archive,
            Content::Binary => ContentKind::Binary,
            Content::Empty => ContentKind::Empty,
        },
        decoders,
        unpack_limit,
        formats,
        assumptions: Assumptions { not_after: UnixNanos(not_after.0), offset_secs, dates: None },
        shift_secs,
    }
}
