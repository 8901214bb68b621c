//! What is pasted into a query on the wire, and what to say of one that can be read in two ways.

use serde::{Deserialize, Serialize};

use super::DeskReply;
use crate::query::{self, Fix, PasteReading, Pasted, Remark};

/// How something pasted was understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub enum WirePasteReading {
    /// As a text to look for.
    Text,
    /// As conditions of the language.
    Query,
    /// As a part of what stands around it.
    Part,
}

/// A sentence about a part of a query, and what could be asked instead.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct WireRemark {
    /// The sentence.
    pub message: String,
    /// First UTF-16 unit of what it is about.
    pub start: u32,
    /// One past the last.
    pub end: u32,
    /// What to call the other query on a button.
    pub title: String,
    /// Its text.
    pub query: String,
}

pub(super) fn pasted(query: &str, range: (u32, u32), text: &str, known: &[String]) -> DeskReply {
    let is_known = |name: &str| known.iter().any(|known| known == name);
    let Pasted { query, cursor, reading } = query::pasted(query, range, text, is_known);
    let reading = match reading {
        PasteReading::Text => WirePasteReading::Text,
        PasteReading::Query => WirePasteReading::Query,
        PasteReading::Part => WirePasteReading::Part,
    };
    DeskReply::Pasted { query, cursor, reading }
}

pub(super) fn wire_remark(remark: Remark) -> WireRemark {
    let Remark { message, start, end, fix: Fix { title, query } } = remark;
    WireRemark { message, start, end, title, query }
}
