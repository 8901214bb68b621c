//! Tokens to a tree, with errors that point at the place.

use super::lex::{Token, TokenKind, tokens};
use super::{Clause, Node, NodeKind, Operator, Span, Subject, Syntax, Value};
use crate::query::error::QueryError;

/// Deeper nesting than anybody writes would only exhaust the stack.
const MAX_DEPTH: usize = 60;

pub(super) fn parse(text: &str) -> Result<Syntax, QueryError> {
    let tokens = tokens(text);
    let mut parser = Parser { text, tokens: &tokens, at: 0 };
    let root = parser.any_of(0)?;
    let pipe_at = match parser.peek() {
        None => None,
        Some(Token { kind: TokenKind::Pipe, span }) => Some(span.start),
        Some(token) => return Err(parser.error(token, "this `)` has no matching `(`")),
    };
    Ok(Syntax { root, pipe_at })
}

/// Refuses a pipe.
pub(in crate::query) fn pipe_error(text: &str, at: usize) -> QueryError {
    let span = Span { start: at, end: at + 1 };
    let message = "`|` is reserved for pipes, which do not exist yet; \
                   to search for the character, put it in quotes: `\"|\"`";
    QueryError::at(text, span, message)
}

struct Parser<'q> {
    text: &'q str,
    tokens: &'q [Token],
    at: usize,
}

impl<'q> Parser<'q> {
    fn peek(&self) -> Option<&'q Token> {
        self.tokens.get(self.at)
    }

    fn error(&self, token: &Token, message: &str) -> QueryError {
        if token.kind == TokenKind::Pipe {
            return pipe_error(self.text, token.span.start);
        }
        QueryError::at(self.text, token.span, message)
    }

    fn any_of(&mut self, depth: usize) -> Result<Node, QueryError> {
        let first = self.all_of(depth)?;
        let mut branches = vec![first];
        while let Some(token) = self.peek().filter(|token| token.kind == TokenKind::Or) {
            self.at += 1;
            branches.push(self.all_of(depth)?);
            if branches.iter().any(|branch| branch.kind == NodeKind::All) {
                return Err(self.error(token, "`or` needs something before and after it"));
            }
        }
        Ok(self.joined(branches, NodeKind::Or))
    }

    fn all_of(&mut self, depth: usize) -> Result<Node, QueryError> {
        let mut parts = Vec::new();
        let is_end = |token: &Token| {
            matches!(token.kind, TokenKind::Or | TokenKind::Close | TokenKind::Pipe)
        };
        while let Some(token) = self.peek().filter(|token| !is_end(token)) {
            if token.kind == TokenKind::And {
                self.at += 1;
            } else {
                parts.push(self.one(depth)?);
            }
        }
        Ok(self.joined(parts, NodeKind::And))
    }

    /// The only one of `nodes`, or what `join` makes of them.
    fn joined(&self, mut nodes: Vec<Node>, join: impl Fn(Vec<Node>) -> NodeKind) -> Node {
        let start = nodes.first().map(|node| node.span.start);
        let end = nodes.last().map(|node| node.span.end);
        if let (Some(start), Some(end)) = (start, end) {
            if nodes.len() == 1 {
                return nodes.remove(0);
            }
            return Node { span: Span { start, end }, kind: join(nodes) };
        }
        let here = self.peek().map_or(self.text.len(), |token| token.span.start);
        Node { span: Span { start: here, end: here }, kind: NodeKind::All }
    }

    fn one(&mut self, depth: usize) -> Result<Node, QueryError> {
        let Some(token) = self.peek() else { return Ok(self.joined(Vec::new(), NodeKind::And)) };
        if depth > MAX_DEPTH {
            return Err(self.error(token, "this is nested too deeply"));
        }
        self.at += 1;
        let kind = match &token.kind {
            TokenKind::Minus | TokenKind::Not => return self.negated(token, depth),
            TokenKind::Open => return self.bracketed(token, depth),
            TokenKind::Head { subject, operator, name_end } => {
                let subject_span = Span { start: token.span.start, end: *name_end };
                return self.clause(token, subject, subject_span, *operator);
            }
            TokenKind::Word(text) | TokenKind::Phrase(text) => NodeKind::Text(text.clone()),
            TokenKind::Regex(pattern) => NodeKind::Regex(pattern.clone()),
            TokenKind::Unclosed(quote) => return Err(self.unclosed(token, *quote)),
            // A wildcard is a value, and the others end what is asked for one of its parts.
            TokenKind::Wildcard(_)
            | TokenKind::Or
            | TokenKind::And
            | TokenKind::Close
            | TokenKind::Pipe => NodeKind::All,
        };
        Ok(Node { span: token.span, kind })
    }

    fn negated(&mut self, minus: &Token, depth: usize) -> Result<Node, QueryError> {
        let ends = |token: &Token| {
            let kind = &token.kind;
            matches!(kind, TokenKind::Close | TokenKind::Or | TokenKind::And | TokenKind::Pipe)
        };
        if self.peek().is_none_or(ends) {
            return Err(self.error(minus, "something to exclude is missing after this"));
        }
        let inner = self.one(depth + 1)?;
        let span = Span { start: minus.span.start, end: inner.span.end };
        Ok(Node { span, kind: NodeKind::Not(Box::new(inner)) })
    }

    fn bracketed(&mut self, open: &Token, depth: usize) -> Result<Node, QueryError> {
        let inner = self.any_of(depth + 1)?;
        match self.peek() {
            Some(token) if token.kind == TokenKind::Close => {
                self.at += 1;
                let span = Span { start: open.span.start, end: token.span.end };
                Ok(Node { span, kind: inner.kind })
            }
            Some(token) if token.kind == TokenKind::Pipe => Err(self.error(token, "")),
            _ => Err(self.error(open, "this `(` is never closed")),
        }
    }

    fn clause(
        &mut self,
        head: &Token,
        subject: &Subject,
        subject_span: Span,
        operator: Operator,
    ) -> Result<Node, QueryError> {
        let token = self.peek().filter(|token| token.span.start == head.span.end);
        let Some(token) = token.filter(|token| token.kind != TokenKind::Close) else {
            let name = subject_span.of(self.text);
            return Err(self.error(head, &format!("`{name}` needs a value")));
        };
        self.at += 1;
        let value = match &token.kind {
            TokenKind::Word(word) if word.contains('*') => {
                Value::Wildcard(word.split('*').map(str::to_owned).collect())
            }
            TokenKind::Word(text) | TokenKind::Phrase(text) => Value::Plain(text.clone()),
            TokenKind::Wildcard(parts) => Value::Wildcard(parts.clone()),
            TokenKind::Regex(pattern) => Value::Regex(pattern.clone()),
            TokenKind::Unclosed(quote) => return Err(self.unclosed(token, *quote)),
            TokenKind::Open
            | TokenKind::Close
            | TokenKind::Minus
            | TokenKind::Or
            | TokenKind::And
            | TokenKind::Not
            | TokenKind::Head { .. }
            | TokenKind::Pipe => {
                return Err(self.error(token, "this cannot stand here as it is; put it in quotes"));
            }
        };
        let subject = subject.clone();
        let clause = Clause { subject, subject_span, operator, value, value_span: token.span };
        let span = Span { start: head.span.start, end: token.span.end };
        Ok(Node { span, kind: NodeKind::Clause(clause) })
    }

    fn unclosed(&self, token: &Token, quote: char) -> QueryError {
        self.error(token, &format!("a closing {quote} is missing"))
    }
}
