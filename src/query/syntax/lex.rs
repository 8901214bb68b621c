//! Splits a query's text into tokens.

use super::tree::{Operator, Subject};
use crate::query::moment::is_time_value;
use crate::query::span::Span;

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
    /// A clause up to its value; the value's token comes next.
    Head {
        subject: Subject,
        operator: Operator,
        /// One past the subject's name.
        name_end: usize,
    },
    /// Always the last token: what follows a pipe is not a condition.
    Pipe,
    /// A quote or slash that is never closed.
    Unclosed(char),
}

/// What a token may be, depending on what stands before it.
#[derive(Clone, Copy)]
struct Place {
    slot: Slot,
    /// A blank, an opening bracket or nothing is right before it.
    is_apart: bool,
    /// Some bracket is still open.
    is_within: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Slot {
    Term,
    /// The value of the clause right before.
    Value,
    /// The same for a time, which may have blanks in it.
    Time,
}

/// `14 October 2026 09:13:21 UTC`, twice.
const MAX_TIME_WORDS: usize = 11;

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
    pub(in crate::query) fn sign(self) -> &'static str {
        let found = OPERATORS.iter().find(|(_, operator)| *operator == self);
        found.map_or(":", |(sign, _)| sign)
    }
}

/// All tokens of `text`; never fails: what makes no sense becomes a word or `Unclosed`.
pub(in crate::query) fn tokens(text: &str) -> Vec<Token> {
    let mut found: Vec<Token> = Vec::new();
    let mut n_open = 0_usize;
    let mut at = 0;
    while let Some(first) = text.get(at..).and_then(|rest| rest.chars().next()) {
        if first.is_whitespace() {
            at += first.len_utf8();
            continue;
        }
        let before = found.last().filter(|before| before.span.end == at);
        let slot = match before.map(|before| &before.kind) {
            Some(TokenKind::Head { subject: Subject::Time, .. }) => Slot::Time,
            Some(TokenKind::Head { .. }) => Slot::Value,
            _ => Slot::Term,
        };
        let place = Place {
            slot,
            is_apart: before.is_none_or(|before| before.kind == TokenKind::Open),
            is_within: n_open > 0,
        };
        let (kind, end) = token_at(text, at, first, place);
        if kind == TokenKind::Open {
            n_open += 1;
        } else if kind == TokenKind::Close {
            n_open = n_open.saturating_sub(1);
        }
        let is_last = kind == TokenKind::Pipe;
        found.push(Token { kind, span: Span { start: at, end } });
        if is_last {
            break;
        }
        at = end;
    }
    found
}

fn token_at(text: &str, at: usize, first: char, place: Place) -> (TokenKind, usize) {
    let next = at + first.len_utf8();
    let rest = text.get(next..).unwrap_or_default();
    let special = match (first, place.slot) {
        ('(', Slot::Term) => Some((TokenKind::Open, next)),
        ('-', Slot::Term) if place.is_apart && begins_term(rest) => Some((TokenKind::Minus, next)),
        (')', _) => Some((TokenKind::Close, next)),
        ('|', _) => Some((TokenKind::Pipe, next)),
        ('"', Slot::Term) => quoted_head(text, next)
            .or_else(|| wildcard(text, next))
            .or_else(|| Some(delimited(text, next, '"'))),
        ('"', Slot::Value | Slot::Time) => {
            wildcard(text, next).or_else(|| Some(delimited(text, next, '"')))
        }
        ('/', Slot::Term) if !is_path(rest) => Some(delimited(text, next, '/')),
        // A path as a value (`path:/api`) is no pattern unless a second slash ends it.
        ('/', Slot::Value | Slot::Time) if is_regex_value(text, next) => {
            Some(delimited(text, next, '/'))
        }
        _ => None,
    };
    special.unwrap_or_else(|| word_or_head(text, at, place))
}

/// Whether what follows a minus is a term to exclude: `->`, `-1`, `--all` and ` - ` are text.
fn begins_term(rest: &str) -> bool {
    let is_first = |c: char| c.is_alphabetic() || matches!(c, '"' | '(' | '/' | '_' | '@' | '*');
    rest.starts_with(is_first)
}

/// Whether what follows a slash goes on as a path: `/health`, `/v2/`, `/var/log/app.log:12`.
///
/// A pattern has a sign that a path has not, or a blank, before the slash that ends it.
fn is_path(rest: &str) -> bool {
    let is_in_path = |c: char| c.is_alphanumeric() || "/_-.~%:@=&,;".contains(c);
    let word = rest.get(..rest.find(ends_word).unwrap_or(rest.len())).unwrap_or_default();
    let has_other = !word.chars().all(is_in_path);
    match closing(rest, '/') {
        // More follows directly: `/api/*`.
        Some(close) if close < word.len() && !ends_value(rest, close + 1) => true,
        _ if has_other => false,
        None => true,
        // `/fi.e/` is a pattern; `/v2/` would find no more as one than as a path.
        Some(close) if close < word.len() => !word.contains('.'),
        // Further on: `/connection reset/`, but not `/health or /ready`.
        Some(close) => {
            let has_blank_before = rest.get(..close).is_some_and(|inner| inner.ends_with(' '));
            has_blank_before || !ends_value(rest, close + 1)
        }
    }
}

/// Whether what stands after the first slash of a value looks like a pattern: it has a second
/// slash, and the value ends there. `path:/a/b/` has inner slashes and is a path.
fn is_regex_value(text: &str, from: usize) -> bool {
    let rest = text.get(from..).unwrap_or_default();
    let Some(close) = closing(rest, '/') else { return false };
    close > 0 && ends_value(rest, close + 1)
}

/// Whether a value that began before `at` ends there.
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
        TokenKind::Phrase(unescaped(inner))
    } else {
        TokenKind::Regex(inner.replace("\\/", "/"))
    };
    (kind, end)
}

/// What a phrase says: a backslash is one, unless a quote or another backslash follows.
fn unescaped(inner: &str) -> String {
    let mut text = String::with_capacity(inner.len());
    let mut rest = inner.chars();
    while let Some(c) = rest.next() {
        let mut ahead = rest.clone();
        let escaped = ahead.next().filter(|next| c == '\\' && matches!(next, '"' | '\\'));
        if escaped.is_some() {
            rest = ahead;
        }
        text.push(escaped.unwrap_or(c));
    }
    text
}

/// The phrase whose first byte is at `from`, and where its quotes end.
fn phrase(text: &str, from: usize) -> Option<(String, usize)> {
    let (kind, end) = delimited(text, from, '"');
    if let TokenKind::Phrase(phrase) = kind { Some((phrase, end)) } else { None }
}

/// Position of the first `quote` that is not escaped by a backslash.
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

/// `"my api"*`, `""*"my api"*`: a phrase, then stars, each with or without a phrase after it.
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

fn word_or_head(text: &str, at: usize, place: Place) -> (TokenKind, usize) {
    let rest = text.get(at..).unwrap_or_default();
    let word = rest.get(..word_len(rest, place)).unwrap_or_default();
    let end = at + word.len();
    if place.slot == Slot::Time {
        let word = rest.get(..time_len(rest, place)).unwrap_or_default();
        return (TokenKind::Word(word.to_owned()), at + word.len());
    }
    if place.slot == Slot::Value {
        return (TokenKind::Word(word.to_owned()), end);
    }
    if let Some((name, operator, len)) = bare_head(word) {
        let is_prose = len == word.len() && rest.get(len..).is_some_and(goes_on);
        if !is_prose {
            let name_end = at + name.len();
            let subject = Subject::named(name);
            return (TokenKind::Head { subject, operator, name_end }, at + len);
        }
    }
    let kind = match word {
        "or" | "OR" => TokenKind::Or,
        "and" | "AND" => TokenKind::And,
        "not" | "NOT" => TokenKind::Not,
        _ if word.contains('*') && word.contains(char::is_alphanumeric) => {
            TokenKind::Wildcard(word.split('*').map(str::to_owned).collect())
        }
        _ => TokenKind::Word(word.to_owned()),
    };
    (kind, end)
}

/// How long the word at the front of `text` is: brackets that open and close within belong to it,
/// as in `save(Booking.java:137)`, and one that closes nothing does where no bracket is open.
fn word_len(text: &str, place: Place) -> usize {
    let mut n_open = 0_usize;
    for (at, c) in text.char_indices() {
        match c {
            '(' => n_open += 1,
            ')' if n_open > 0 => n_open -= 1,
            ')' if place.is_within => return at,
            ')' => {}
            _ if ends_word(c) => return at,
            _ => {}
        }
    }
    text.len()
}

/// How long the time at the front of `text` is: `14 Oct 09:13` has blanks in it. It goes on as long as
/// it is a time with one word more; what is none is one word.
fn time_len(text: &str, place: Place) -> usize {
    let first = word_len(text, place);
    let (mut end, mut found) = (first, 0);
    for _ in 0..MAX_TIME_WORDS {
        let is_time = text.get(..end).is_some_and(is_time_value);
        if is_time {
            found = end;
        } else if found > 0 {
            break;
        }
        let rest = text.get(end..).unwrap_or_default();
        let next = rest.trim_start_matches(' ');
        let n_next = word_len(next, place);
        if next.len() == rest.len() || n_next == 0 {
            break;
        }
        end += rest.len() - next.len() + n_next;
    }
    if found > 0 { found } else { first }
}

/// Whether a blank and more follows, as in prose: `IOException: broken pipe`.
fn goes_on(rest: &str) -> bool {
    rest.starts_with(char::is_whitespace) && !rest.trim_start().is_empty()
}

/// Name and operator at the front of `word`, and where they end.
fn bare_head(word: &str) -> Option<(&str, Operator, usize)> {
    let name = word.get(..name_len(word))?;
    // `12:30` is a time and `http://x` an address, not fields.
    if !name.starts_with(begins_name) || name.ends_with('-') {
        return None;
    }
    let (operator, len) = operator_at(word.get(name.len()..)?)?;
    Some((name, operator, name.len() + len))
}

/// How long the name before an operator is; brackets in it close again: `cs(User-Agent):`.
fn name_len(word: &str) -> usize {
    let mut n_open = 0_usize;
    for (at, c) in word.char_indices() {
        match c {
            '(' if at > 0 => n_open += 1,
            ')' if n_open > 0 => n_open -= 1,
            _ if is_name_char(c) => {}
            _ => return if n_open == 0 { at } else { 0 },
        }
    }
    0
}

/// The operator at the front of `text`, and its length.
fn operator_at(text: &str) -> Option<(Operator, usize)> {
    if text.starts_with("://") {
        return None;
    }
    let (sign, operator) = OPERATORS.iter().find(|(sign, _)| text.starts_with(sign))?;
    Some((*operator, sign.len()))
}

/// Whether a name can stand before an operator unquoted.
pub(in crate::query) fn is_bare_name(name: &str) -> bool {
    name.starts_with(begins_name) && !name.ends_with('-') && name.chars().all(is_name_char)
}

fn begins_name(c: char) -> bool {
    c.is_alphabetic() || matches!(c, '_' | '@')
}

fn is_name_char(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '@' | '.' | '-' | '$' | '[' | ']')
}
