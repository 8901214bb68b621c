//! Tokens to a tree, with errors that point at the place.

use super::lex::{Token, TokenKind, is_bare_name, tokens};
use super::tree::{Clause, Node, NodeKind, Operator, Subject, Syntax, Value};
use crate::query::error::QueryError;
use crate::query::span::Span;

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
            TokenKind::Word(name) if self.begins_list(name) => return self.list(token, name),
            TokenKind::Word(text) | TokenKind::Phrase(text) => NodeKind::Text(text.clone()),
            TokenKind::Wildcard(parts) => NodeKind::Like(parts.clone()),
            TokenKind::Regex(pattern) => NodeKind::Regex(pattern.clone()),
            TokenKind::Unclosed(quote) => return Err(self.unclosed(token, *quote)),
            // They end what is asked for one of its parts.
            TokenKind::Or | TokenKind::And | TokenKind::Close | TokenKind::Pipe => NodeKind::All,
        };
        Ok(Node { span: token.span, kind })
    }

    /// Whether `in (` follows a word that may be a name.
    fn begins_list(&self, name: &str) -> bool {
        let is_in = |kind: &TokenKind| matches!(kind, TokenKind::Word(word) if word == "in");
        let is_next = |nth: usize, is: &dyn Fn(&TokenKind) -> bool| {
            self.tokens.get(self.at + nth).is_some_and(|token| is(&token.kind))
        };
        is_bare_name(name) && is_next(0, &is_in) && is_next(1, &|kind| *kind == TokenKind::Open)
    }

    /// `status in (500, 502)`: any of the values, which commas or blanks part.
    fn list(&mut self, name: &Token, text: &str) -> Result<Node, QueryError> {
        let (subject, subject_span) = (Subject::named(text), name.span);
        self.at += 2;
        let mut values: Vec<(Value, Span)> = Vec::new();
        let end = loop {
            let Some(token) = self.peek() else {
                return Err(self.error(name, "the `(` of this list is never closed"));
            };
            self.at += 1;
            match &token.kind {
                TokenKind::Close => break token.span.end,
                TokenKind::Phrase(text) => values.push((Value::Plain(text.clone()), token.span)),
                TokenKind::Regex(it) => values.push((Value::Regex(it.clone()), token.span)),
                TokenKind::Unclosed(quote) => return Err(self.unclosed(token, *quote)),
                TokenKind::Wildcard(parts) if token.span.of(self.text).starts_with('"') => {
                    values.push((Value::Wildcard(parts.clone()), token.span));
                }
                TokenKind::Head { .. } | TokenKind::Open | TokenKind::Pipe | TokenKind::Minus => {
                    let message = "this cannot stand in a list as it is; put it in quotes";
                    return Err(self.error(token, message));
                }
                TokenKind::Word(_)
                | TokenKind::Wildcard(_)
                | TokenKind::Or
                | TokenKind::And
                | TokenKind::Not => values.extend(parts_of_list(self.text, token.span)),
            }
        };
        if values.is_empty() {
            return Err(self.error(name, &format!("`{text} in (…)` needs a value")));
        }
        let operator = Operator::Is;
        let clause = |(value, value_span): (Value, Span)| {
            let subject = subject.clone();
            let clause = Clause { subject, subject_span, operator, value, value_span };
            let span = Span { start: subject_span.start, end: value_span.end };
            Node { span, kind: NodeKind::Clause(clause) }
        };
        let branches = values.into_iter().map(clause).collect();
        let node = self.joined(branches, NodeKind::Or);
        Ok(Node { span: Span { start: subject_span.start, end }, ..node })
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

/// The values between commas that stand in a part of a list without quotes.
fn parts_of_list(text: &str, span: Span) -> impl Iterator<Item = (Value, Span)> {
    let mut at = span.start;
    span.of(text).split(',').filter_map(move |part| {
        let span = Span { start: at, end: at + part.len() };
        at = span.end + 1;
        let value = if part.contains('*') {
            Value::Wildcard(part.split('*').map(str::to_owned).collect())
        } else {
            Value::Plain(part.to_owned())
        };
        (!part.is_empty()).then_some((value, span))
    })
}
