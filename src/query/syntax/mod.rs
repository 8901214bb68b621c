//! The syntax of queries: what the text says, term by term, before it is applied to entries.
//!
//! A tree prints itself ([`std::fmt::Display`]), and what is printed parses to the same tree.
//! Every node knows its place, so an edit leaves the spelling of everything else alone.

use super::error::QueryError;

mod lex;
mod parse;
mod print;
mod tree;

pub(super) use lex::{Token, TokenKind, is_bare_name, tokens};
pub(super) use parse::pipe_error;
pub(super) use print::{escaped, quoted, quoted_if_needed, write_name, write_value};
pub use tree::{Clause, Node, NodeKind, Operator, Subject, Syntax, Value};

impl Syntax {
    /// Parses the text of a query.
    ///
    /// # Errors
    /// [`QueryError`] for the first syntax error. Words whose meaning depends on the term, such as
    /// levels, numbers and patterns, are not checked.
    pub fn parse(text: &str) -> Result<Self, QueryError> {
        parse::parse(text)
    }
}

#[cfg(test)]
pub(super) mod tests;
