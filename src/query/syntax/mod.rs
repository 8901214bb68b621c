//! What a query's text says, term by term, before it means anything for entries.
//!
//! A tree prints itself ([`std::fmt::Display`]), and what is printed parses to the same tree.
//! Every node knows its place, so that an edit can leave the spelling of the rest as it is.

use super::error::QueryError;

mod lex;
mod parse;
mod print;
mod tree;

pub(super) use lex::{Token, TokenKind, tokens};
pub(super) use parse::pipe_error;
pub(super) use print::{write_name, write_value};
pub use tree::{Clause, Node, NodeKind, Operator, Subject, Syntax, Value};

impl Syntax {
    /// Parses the text of a query.
    ///
    /// # Errors
    /// [`QueryError`] for the first thing that makes no sense. Words that only their term knows,
    /// such as levels, numbers and patterns, are not looked at.
    pub fn parse(text: &str) -> Result<Self, QueryError> {
        parse::parse(text)
    }
}

#[cfg(test)]
pub(super) mod tests;
