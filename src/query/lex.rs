//! A query's text to tokens.

/// A token and where it stands, in bytes of the query.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Token {
    pub(super) kind: TokenKind,
    pub(super) start: usize,
    pub(super) end: usize,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum TokenKind {
    Open,
    Close,
    Minus,
    Or,
    And,
    Not,
    /// A word, with what it may mean as `name`, operator, value.
    Word(String),
    Phrase(String),
    Regex(String),
    /// `name` and operator, directly followed by the value's token.
    Field(String, Operator),
    /// A quote or slash that is never closed.
    Unclosed(char),
}

impl Token {
    /// The text of a word or phrase.
    pub(super) fn word(&self) -> Option<&str> {
        if let TokenKind::Word(text) | TokenKind::Phrase(text) = &self.kind {
            Some(text)
        } else {
            None
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Operator {
    Is,
    IsNot,
    AtLeast,
    AtMost,
    Above,
    Below,
}

/// Whether a term begins, or the value of the field right before.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Term,
    Value,
}

/// Longest operators first, so that `>=` is not read as `>`.
const OPERATORS: [(&str, Operator); 7] = [
    (">=", Operator::AtLeast),
    ("<=", Operator::AtMost),
    ("!=", Operator::IsNot),
    (":", Operator::Is),
    ("=", Operator::Is),
    (">", Operator::Above),
    ("<", Operator::Below),
];

/// All tokens of `text`; never fails, what makes no sense becomes a word or `Unclosed`.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(first) = text.get(at..).and_then(|rest| rest.chars().next()) {
        if first.is_whitespace() {
            at += first.len_utf8();
            continue;
        }
        let (kind, end) = token_at(text, at, first, place(&found, at));
        found.push(Token { kind, start: at, end });
        at = end;
    }
    found
}

/// What may start at `at`, after the tokens found so far.
fn place(found: &[Token], at: usize) -> Place {
    let is_value = |last: &Token| matches!(last.kind, TokenKind::Field(..)) && last.end == at;
    if found.last().is_some_and(is_value) { Place::Value } else { Place::Term }
}

fn token_at(text: &str, at: usize, first: char, place: Place) -> (TokenKind, usize) {
    let next = at + first.len_utf8();
    match first {
        '(' if place == Place::Term => (TokenKind::Open, next),
        ')' => (TokenKind::Close, next),
        '-' if place == Place::Term => (TokenKind::Minus, next),
        '"' => delimited(text, next, '"'),
        // A path as a value (`path:/api`) is no pattern unless a second slash ends it.
        '/' if place == Place::Term || regex_value_end(text, next).is_some() => {
            delimited(text, next, '/')
        }
        _ => word_or_field(text, at, place),
    }
}

/// Where a `/…/` value ends, if what starts after its first slash looks like one.
fn regex_value_end(text: &str, from: usize) -> Option<usize> {
    let rest = text.get(from..)?;
    let close = closing(rest, '/')?;
    let after = rest.get(close + 1..)?.chars().next();
    let is_end = after.is_none_or(|c| c.is_whitespace() || c == ')');
    // `path:/a/b/` has inner slashes: more than one unescaped slash makes it a path.
    (close > 0 && is_end).then_some(from + close)
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

fn word_or_field(text: &str, at: usize, place: Place) -> (TokenKind, usize) {
    let rest = text.get(at..).unwrap_or_default();
    let len = rest.find(|c: char| c.is_whitespace() || c == ')').unwrap_or(rest.len());
    let word = rest.get(..len).unwrap_or_default();
    if place == Place::Term
        && let Some((name, operator, end)) = field_head(word)
    {
        return (TokenKind::Field(name.to_owned(), operator), at + end);
    }
    let kind = match word {
        "or" | "OR" if place == Place::Term => TokenKind::Or,
        "AND" if place == Place::Term => TokenKind::And,
        "NOT" if place == Place::Term => TokenKind::Not,
        _ => TokenKind::Word(word.to_owned()),
    };
    (kind, at + len)
}

/// Name and operator at the front of `word`, and where they end.
fn field_head(word: &str) -> Option<(&str, Operator, usize)> {
    let name_len = word.find(|c: char| !is_name_char(c))?;
    let name = word.get(..name_len)?;
    // `12:30` is a time and `http://x` an address, not fields.
    if !name.starts_with(|c: char| c.is_alphabetic() || matches!(c, '_' | '@')) {
        return None;
    }
    let rest = word.get(name_len..)?;
    if rest.starts_with("://") {
        return None;
    }
    let (sign, operator) = OPERATORS.iter().find(|(sign, _)| rest.starts_with(sign))?;
    Some((name, *operator, name_len + sign.len()))
}

fn is_name_char(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '@' | '.' | '-' | '$' | '[' | ']')
}
