//! How the text of a query is read, on the wire: what it asks, what is wrong or doubtful, and what is pasted
//! into it.

use serde::{Deserialize, Serialize};

use super::{DeskReply, WireFieldUse};
use crate::query::{self, Fix, PasteReading, Pasted, QueryError, Remark};

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

fn wire_remark(remark: Remark) -> WireRemark {
    let Remark { message, start, end, fix: Fix { title, query } } = remark;
    WireRemark { message, start, end, title, query }
}

pub(super) fn parsed(text: &str, as_text: &[String]) -> DeskReply {
    match query::parse_with(text, as_text) {
        Ok(query) => {
            let chosen_levels = query::levels_of(text).unwrap_or(query::ALL_LEVELS);
            let fields = query.fields.iter().map(|used| WireFieldUse {
                name: used.name.clone(),
                start: used.start,
                end: used.end,
                may_be_text: used.may_be_text,
            });
            DeskReply::Parsed {
                level_mask: query.level_mask,
                chosen_levels,
                has_marks: !query.needles.is_empty(),
                fields: fields.collect(),
                compared: query.compared.into_iter().map(|it| (it.field, it.bound)).collect(),
                remarks: query::remarks(text).into_iter().map(wire_remark).collect(),
                as_term: query::as_term(text.trim()),
            }
        }
        Err(error) => no_query(text, error),
    }
}

pub(super) fn no_query(text: &str, error: QueryError) -> DeskReply {
    let QueryError { message, start, end } = error;
    DeskReply::NoQuery { message, start, end, as_term: query::as_term(text.trim()) }
}
