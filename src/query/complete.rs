//! What is being typed at the cursor of a query, so that completions can be offered.

use super::kinds::Kind;
use super::span::{Span, byte_of};
use super::syntax::{Subject, Token, TokenKind, tokens, write_name, write_value};
use crate::level::Level;

/// What stands at the cursor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completion {
    /// What is expected there.
    pub expected: Completed,
    /// The part already typed before the cursor, without quotes.
    pub typed: String,
    /// First UTF-16 unit of what an offer replaces.
    pub start: u32,
    /// One past the last.
    pub end: u32,
}

/// What can be completed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Completed {
    /// The name of a field or of another subject.
    Name,
    /// A value of a subject.
    Value(Subject),
}

impl Completed {
    /// What the language itself offers, ready to insert; names of fields, sources and formats, and
    /// values, come from elsewhere.
    pub fn own_offers(&self) -> Vec<String> {
        match self {
            Self::Name => Subject::NAMED.iter().map(|(name, _)| format!("{name}:")).collect(),
            Self::Value(Subject::Level) => Level::ALL.map(|level| level.name().to_owned()).to_vec(),
            Self::Value(Subject::Kind) => Kind::words().map(str::to_owned).collect(),
            Self::Value(
                Subject::Time
                | Subject::Source
                | Subject::Format
                | Subject::Message
                | Subject::Group
                | Subject::Field(_),
            ) => Vec::new(),
        }
    }

    /// How to write a field's name or a value: in quotes where needed.
    pub fn written(&self, offer: &str) -> String {
        match self {
            Self::Name => format!("{}:", write_name(&Subject::Field(offer.to_owned()))),
            Self::Value(subject) => write_value(subject, offer),
        }
    }
}

/// What stands at `cursor`, in UTF-16 units; `None` inside a phrase or pattern, or after a pipe.
///
/// # Example
/// ```
/// use logscry::query::{Completed, Subject, complete};
///
/// let found = complete("timeout status:5", 16).unwrap();
/// assert_eq!(found.expected, Completed::Value(Subject::Field("status".to_owned())));
/// assert_eq!((found.typed.as_str(), found.start, found.end), ("5", 15, 16));
/// ```
pub fn complete(text: &str, cursor: u32) -> Option<Completion> {
    let cursor = byte_of(text, cursor);
    let tokens = tokens(text);
    // The token that the cursor stands in, or at the end of.
    let idx = tokens.partition_point(|token| token.span.end < cursor);
    let before = idx.checked_sub(1).and_then(|before| tokens.get(before));
    let here = Span { start: cursor, end: cursor };
    let (expected, span) = match tokens.get(idx).filter(|token| token.span.start < cursor) {
        Some(token) => match head_before(token, before) {
            Some(subject) => (Completed::Value(subject.clone()), value_span(token, text, cursor)),
            None => at_token(token, tokens.get(idx + 1), text, cursor)?,
        },
        None if before.is_some_and(|token| token.kind == TokenKind::Pipe) => return None,
        None => (Completed::Name, here),
    };
    let (start, end) = span.in_utf16(text);
    let typed = Span { end: cursor, ..span }.of(text).trim_matches('"').replace("\\\"", "\"");
    Some(Completion { expected, typed, start, end })
}

/// The subject whose value a token is.
fn head_before<'t>(token: &Token, before: Option<&'t Token>) -> Option<&'t Subject> {
    let before = before.filter(|before| before.span.end == token.span.start)?;
    if let TokenKind::Head { subject, .. } = &before.kind { Some(subject) } else { None }
}

/// What is expected inside or at the end of a token that is not a value, and what an offer replaces.
fn at_token(
    token: &Token,
    next: Option<&Token>,
    text: &str,
    cursor: usize,
) -> Option<(Completed, Span)> {
    let here = Span { start: cursor, end: cursor };
    match &token.kind {
        TokenKind::Head { name_end, .. } if cursor <= *name_end => {
            Some((Completed::Name, Span { end: token.span.end, ..token.span }))
        }
        TokenKind::Head { subject, .. } if cursor == token.span.end => {
            let value = next.filter(|next| {
                next.span.start == cursor
                    && !matches!(next.kind, TokenKind::Close | TokenKind::Pipe)
            });
            let span = value.map_or(here, |value| value_span(value, text, cursor));
            Some((Completed::Value(subject.clone()), span))
        }
        TokenKind::Open | TokenKind::Minus | TokenKind::Close => Some((Completed::Name, here)),
        TokenKind::Word(_) | TokenKind::Or | TokenKind::And | TokenKind::Not => {
            Some((Completed::Name, token.span))
        }
        // What follows may be meant as other terms: only what is typed is the name's.
        TokenKind::Unclosed('"') => Some((Completed::Name, Span { end: cursor, ..token.span })),
        TokenKind::Head { .. }
        | TokenKind::Unclosed(_)
        | TokenKind::Phrase(_)
        | TokenKind::Wildcard(_)
        | TokenKind::Regex(_)
        | TokenKind::Pipe => None,
    }
}

/// The part of a value to complete: in an unquoted list, the item at the cursor.
fn value_span(token: &Token, text: &str, cursor: usize) -> Span {
    let Span { start, end } = token.span;
    let middle = cursor.max(start);
    if matches!(token.kind, TokenKind::Unclosed(_)) {
        return Span { start, end: middle };
    }
    if !matches!(token.kind, TokenKind::Word(_)) {
        return token.span;
    }
    let before = Span { start, end: middle }.of(text).rfind(',');
    let after = Span { start: middle, end }.of(text).find(',');
    Span {
        start: before.map_or(start, |comma| start + comma + 1),
        end: after.map_or(end, |comma| middle + comma),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `^` is the cursor; `replaced` is what an offer replaces.
    #[track_caller]
    fn check(text: &str, expected: &Completed, typed: &str, replaced: &str) {
        let cursor = text.find('^').unwrap();
        let before = text.split_at(cursor).0.encode_utf16().count();
        let text = text.replacen('^', "", 1);
        let found = complete(&text, u32::try_from(before).unwrap()).expect(&text);
        assert_eq!((&found.expected, found.typed.as_str()), (expected, typed), "{text}");
        let units: Vec<u16> = text.encode_utf16().collect();
        let units = &units[found.start as usize..found.end as usize];
        assert_eq!(String::from_utf16(units).unwrap(), replaced, "{text}");
    }

    fn field(name: &str) -> Completed {
        Completed::Value(Subject::Field(name.to_owned()))
    }

    #[test]
    fn a_term_may_become_a_name() {
        check("^", &Completed::Name, "", "");
        check("sta^", &Completed::Name, "sta", "sta");
        check("é sta^tus", &Completed::Name, "sta", "status");
        check("a ^ b", &Completed::Name, "", "");
        check("a -sta^", &Completed::Name, "sta", "sta");
        check("(^", &Completed::Name, "", "");
        check("st^a:5", &Completed::Name, "st", "sta:");
        check("\"HTTP S^", &Completed::Name, "HTTP S", "\"HTTP S");
        check("o^r", &Completed::Name, "o", "or");
    }

    #[test]
    fn behind_an_operator_stands_a_value() {
        check("status:^", &field("status"), "", "");
        check("status>=^5 x", &field("status"), "", "5");
        check("é status:50^4", &field("status"), "50", "504");
        check("\"HTTP Status\":5^", &field("HTTP Status"), "5", "5");
        check("user:\"my n^ame\" x", &field("user"), "my n", "\"my name\"");
        check("user:\"my n^ x", &field("user"), "my n", "\"my n");
        check("level:error,wa^", &Completed::Value(Subject::Level), "wa", "wa");
        check("level:er^,warn", &Completed::Value(Subject::Level), "er", "er");
        check("is:^", &Completed::Value(Subject::Kind), "", "");
        check("(source:^)", &Completed::Value(Subject::Source), "", "");
    }

    #[test]
    fn nothing_is_offered_within_phrases_patterns_and_pipes() {
        for (text, cursor) in
            [("\"a b\"", 3), ("/a.b/", 3), ("/a+b", 4), ("a | cou", 7), ("a>=1", 2)]
        {
            assert_eq!(complete(text, cursor), None, "{text}");
        }
    }

    #[test]
    fn offers_are_written_so_that_they_are_understood() {
        assert_eq!(Completed::Name.written("HTTP Status"), "\"HTTP Status\":");
        assert_eq!(Completed::Name.written("level"), "\"level\":");
        assert_eq!(field("x").written("a b"), "\"a b\"");
        assert!(Completed::Name.own_offers().contains(&"level:".to_owned()));
        assert!(Completed::Value(Subject::Level).own_offers().contains(&"warn".to_owned()));
        assert!(Completed::Value(Subject::Kind).own_offers().contains(&"untimed".to_owned()));
        assert!(field("x").own_offers().is_empty());
    }
}
