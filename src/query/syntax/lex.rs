//! A query's text to tokens.

use super::{Operator, Span, Subject};

/// A token and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::query) struct Token {
    pub(in crate::query) kind: TokenKind,
    pub(in crate::query) span: Span,
}

#[derive(Clone, Debug, PartialEq)]
pub(in crate::query) enum TokenKind {
    Open,
    Close,
    Minus,
    Or,
    And,
    Not,
    Word(String),
    Phrase(String),
    /// Phrases with `*` between them.
    Wildcard(Vec<String>),
    Regex(String),
    /// A clause up to its value, whose token follows directly.
    Head {
        subject: Subject,
        operator: Operator,
        /// One past the subject's name.
        name_end: usize,
    },
    /// The last token, if there is one: what follows a pipe is not a condition.
    Pipe,
    /// A quote or slash that is never closed.
    Unclosed(char),
}

/// What a token may be, by what stands before it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Slot {
    Term,
    /// The value of the clause right before.
    Value,
}

/// Longest operators first, so that `>=` is not read as `>`; the first of a kind is written.
const OPERATORS: [(&str, Operator); 7] = [
    (">=", Operator::AtLeast),
    ("<=", Operator::AtMost),
    ("!=", Operator::IsNot),
    (":", Operator::Is),
    ("=", Operator::Is),
    (">", Operator::Above),
    ("<", Operator::Below),
];

impl Operator {
    pub(super) fn sign(self) -> &'static str {
        let found = OPERATORS.iter().find(|(_, operator)| *operator == self);
        found.map_or(":", |(sign, _)| sign)
    }
}

/// All tokens of `text`; never fails, what makes no sense becomes a word or `Unclosed`.
pub(in crate::query) fn tokens(text: &str) -> Vec<Token> {
    let mut found: Vec<Token> = Vec::new();
    let mut at = 0;
    while let Some(first) = text.get(at..).and_then(|rest| rest.chars().next()) {
        if first.is_whitespace() {
            at += first.len_utf8();
            continue;
        }
        let is_value =
            |last: &Token| matches!(last.kind, TokenKind::Head { .. }) && last.span.end == at;
        let slot = if found.last().is_some_and(is_value) { Slot::Value } else { Slot::Term };
        let (kind, end) = token_at(text, at, first, slot);
        let is_last = kind == TokenKind::Pipe;
        found.push(Token { kind, span: Span { start: at, end } });
        if is_last {
            break;
        }
        at = end;
    }
    found
}

fn token_at(text: &str, at: usize, first: char, slot: Slot) -> (TokenKind, usize) {
    let next = at + first.len_utf8();
    let special = match (first, slot) {
        ('(', Slot::Term) => Some((TokenKind::Open, next)),
        ('-', Slot::Term) => Some((TokenKind::Minus, next)),
        (')', _) => Some((TokenKind::Close, next)),
        ('|', _) => Some((TokenKind::Pipe, next)),
        ('"', Slot::Term) => quoted_head(text, next).or_else(|| Some(delimited(text, next, '"'))),
        ('"', Slot::Value) => wildcard(text, next).or_else(|| Some(delimited(text, next, '"'))),
        ('/', Slot::Term) => Some(delimited(text, next, '/')),
        // A path as a value (`path:/api`) is no pattern unless a second slash ends it.
        ('/', Slot::Value) if is_regex_value(text, next) => Some(delimited(text, next, '/')),
        _ => None,
    };
    special.unwrap_or_else(|| word_or_head(text, at, slot))
}

/// Whether what stands after the first slash of a value looks like a pattern: it has a second
/// slash, and the value ends there. `path:/a/b/` has inner slashes and is a path.
fn is_regex_value(text: &str, from: usize) -> bool {
    let rest = text.get(from..).unwrap_or_default();
    let Some(close) = closing(rest, '/') else { return false };
    close > 0 && ends_value(rest, close + 1)
}

/// Whether a value that began before `at` has come to its end there.
fn ends_value(text: &str, at: usize) -> bool {
    text.get(at..).and_then(|rest| rest.chars().next()).is_none_or(ends_word)
}

fn ends_word(c: char) -> bool {
    c.is_whitespace() || matches!(c, ')' | '|')
}

fn delimited(text: &str, from: usize, quote: char) -> (TokenKind, usize) {
    let rest = text.get(from..).unwrap_or_default();
    let Some(close) = closing(rest, quote) else {
        return (TokenKind::Unclosed(quote), text.len());
    };
    let inner = rest.get(..close).unwrap_or_default();
    let end = from + close + quote.len_utf8();
    let kind = if quote == '"' {
        TokenKind::Phrase(inner.replace("\\\"", "\"").replace("\\\\", "\\"))
    } else {
        TokenKind::Regex(inner.replace("\\/", "/"))
    };
    (kind, end)
}

/// The phrase whose first byte is `from`, and the end of its quotes.
fn phrase(text: &str, from: usize) -> Option<(String, usize)> {
    let (kind, end) = delimited(text, from, '"');
    if let TokenKind::Phrase(phrase) = kind { Some((phrase, end)) } else { None }
}

/// Place of the first `quote` that no backslash escapes.
fn closing(text: &str, quote: char) -> Option<usize> {
    let mut is_escaped = false;
    for (at, c) in text.char_indices() {
        match c {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            _ if c == quote => return Some(at),
            _ => {}
        }
    }
    None
}

/// `"my field":value`: a phrase is a field's name if an operator and a value follow directly.
fn quoted_head(text: &str, from: usize) -> Option<(TokenKind, usize)> {
    let (name, name_end) = phrase(text, from)?;
    let (operator, len) = operator_at(text.get(name_end..)?)?;
    let end = name_end + len;
    let kind = TokenKind::Head { subject: Subject::Field(name), operator, name_end };
    (!ends_value(text, end)).then_some((kind, end))
}

/// `"my api"*`, `""*"my api"*`: a phrase, then stars, with a phrase after each or not.
fn wildcard(text: &str, from: usize) -> Option<(TokenKind, usize)> {
    let (first, mut at) = phrase(text, from)?;
    let mut parts = vec![first];
    while text.get(at..)?.starts_with('*') {
        at += 1;
        let mut part = String::new();
        if text.get(at..)?.starts_with('"') {
            (part, at) = phrase(text, at + 1)?;
        }
        parts.push(part);
    }
    (parts.len() > 1 && ends_value(text, at)).then_some((TokenKind::Wildcard(parts), at))
}

fn word_or_head(text: &str, at: usize, slot: Slot) -> (TokenKind, usize) {
    let rest = text.get(at..).unwrap_or_default();
    let len = rest.find(ends_word).unwrap_or(rest.len());
    let word = rest.get(..len).unwrap_or_default();
    if slot == Slot::Value {
        return (TokenKind::Word(word.to_owned()), at + len);
    }
    if let Some((name, operator, end)) = bare_head(word) {
        let name_end = at + name.len();
        return (TokenKind::Head { subject: Subject::named(name), operator, name_end }, at + end);
    }
    let kind = match word {
        "or" | "OR" => TokenKind::Or,
        "AND" => TokenKind::And,
        "NOT" => TokenKind::Not,
        _ => TokenKind::Word(word.to_owned()),
    };
    (kind, at + len)
}

/// Name and operator at the front of `word`, and where they end.
fn bare_head(word: &str) -> Option<(&str, Operator, usize)> {
    let name_len = word.find(|c: char| !is_name_char(c))?;
    let name = word.get(..name_len)?;
    // `12:30` is a time and `http://x` an address, not fields.
    if !is_bare_name(name) {
        return None;
    }
    let (operator, len) = operator_at(word.get(name_len..)?)?;
    Some((name, operator, name_len + len))
}

/// The operator at the front of `text`, and its length.
fn operator_at(text: &str) -> Option<(Operator, usize)> {
    if text.starts_with("://") {
        return None;
    }
    let (sign, operator) = OPERATORS.iter().find(|(sign, _)| text.starts_with(sign))?;
    Some((*operator, sign.len()))
}

/// Whether a name can stand before an operator without quotes.
pub(super) fn is_bare_name(name: &str) -> bool {
    name.starts_with(|c: char| c.is_alphabetic() || matches!(c, '_' | '@'))
        && name.chars().all(is_name_char)
}

fn is_name_char(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '@' | '.' | '-' | '$' | '[' | ']')
}
