//! Why a query is refused, and where.

use super::span::Span;

/// Why a query cannot be answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueryError {
    /// A sentence: what is wrong and how to fix it.
    pub message: String,
    /// First UTF-16 unit of the part of the query that is at fault.
    pub start: u32,
    /// One past the last.
    pub end: u32,
}

impl QueryError {
    /// An error about a part of the query `text`.
    pub(super) fn at(text: &str, span: Span, message: impl Into<String>) -> Self {
        let (start, end) = span.in_utf16(text);
        Self { message: message.into(), start, end: end.max(start + 1) }
    }
}
