//! Tokens to a condition, with errors that point at the place.

use super::ast::{Comparison, Expr, Pattern, Term, Test};
use super::kinds::Kind;
use super::lex::{Operator, Token, TokenKind, tokens};
use super::literals::Literals;
use super::needle::Needle;
use crate::level::Level;

/// A parsed query.
#[derive(Clone, Debug)]
pub struct Query {
    /// What it says beside levels.
    pub expr: Expr,
    /// Levels that it lets through, as bits: kept apart so that the others can be counted too.
    pub level_mask: u8,
    /// What to mark in entries.
    pub needles: Vec<Needle>,
    /// Fields it names.
    pub fields: Vec<FieldUse>,
}

/// A field that a query names, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldUse {
    /// The name.
    pub name: String,
    /// First UTF-16 unit of the name in the query.
    pub start: u32,
    /// One past the last.
    pub end: u32,
}

/// Why a query cannot be answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueryError {
    /// A sentence: what is wrong and what would be right.
    pub message: String,
    /// First UTF-16 unit of the query that is meant.
    pub start: u32,
    /// One past the last.
    pub end: u32,
}

/// Parses the text of a query.
///
/// # Errors
/// [`QueryError`] for the first thing that makes no sense.
///
/// # Example
/// ```
/// let query = logscry::query::parse("level>=warn (timeout or \"reset by peer\") -path:/health*");
/// assert!(query.is_ok());
/// let error = logscry::query::parse("a level>=wran").unwrap_err();
/// assert_eq!((error.start, error.end), (9, 13));
/// ```
pub fn parse(text: &str) -> Result<Query, QueryError> {
    let tokens = tokens(text);
    let mut parser =
        Parser { text, tokens: &tokens, at: 0, needles: Vec::new(), fields: Vec::new() };
    let expr = parser.any_of(0)?;
    if let Some(token) = parser.peek() {
        return Err(parser.error(token, "this `)` has no matching `(`"));
    }
    let (expr, level_mask) = split_levels(expr);
    Ok(Query { expr, level_mask, needles: parser.needles, fields: parser.fields })
}

struct Parser<'q> {
    text: &'q str,
    tokens: &'q [Token],
    at: usize,
    needles: Vec<Needle>,
    fields: Vec<FieldUse>,
}

/// Deeper nesting than anybody writes would only exhaust the stack.
const MAX_DEPTH: usize = 60;

impl<'q> Parser<'q> {
    fn peek(&self) -> Option<&'q Token> {
        self.tokens.get(self.at)
    }

    fn error(&self, token: &Token, message: &str) -> QueryError {
        let start = self.utf16(token.start);
        QueryError { message: message.to_owned(), start, end: self.utf16(token.end).max(start + 1) }
    }

    fn utf16(&self, byte: usize) -> u32 {
        let before = self.text.get(..byte).unwrap_or(self.text);
        u32::try_from(before.encode_utf16().count()).unwrap_or(u32::MAX)
    }

    fn any_of(&mut self, depth: usize) -> Result<Expr, QueryError> {
        let mut branches = vec![self.all_of(depth)?];
        while let Some(token) = self.peek().filter(|token| token.kind == TokenKind::Or) {
            self.at += 1;
            let branch = self.all_of(depth)?;
            if matches!(branch, Expr::All) || matches!(branches.first(), Some(Expr::All)) {
                return Err(self.error(token, "`or` needs something before and after it"));
            }
            branches.push(branch);
        }
        Ok(if branches.len() == 1 { branches.remove(0) } else { either(branches) })
    }

    fn all_of(&mut self, depth: usize) -> Result<Expr, QueryError> {
        let mut parts = Vec::new();
        let is_end = |token: &Token| matches!(token.kind, TokenKind::Or | TokenKind::Close);
        while let Some(token) = self.peek().filter(|token| !is_end(token)) {
            if token.kind == TokenKind::And {
                self.at += 1;
            } else {
                parts.push(self.one(depth)?);
            }
        }
        Ok(match parts.len() {
            0 => Expr::All,
            1 => parts.remove(0),
            _ => Expr::And(parts),
        })
    }

    fn one(&mut self, depth: usize) -> Result<Expr, QueryError> {
        let Some(token) = self.peek() else { return Ok(Expr::All) };
        if depth > MAX_DEPTH {
            return Err(self.error(token, "this is nested too deeply"));
        }
        self.at += 1;
        match &token.kind {
            TokenKind::Minus | TokenKind::Not => self.negated(token, depth),
            TokenKind::Open => self.bracketed(token, depth),
            TokenKind::Word(word) => Ok(self.text_term(Needle::literal(word))),
            TokenKind::Phrase(phrase) => Ok(self.text_term(Needle::literal(phrase))),
            TokenKind::Regex(pattern) => match Needle::regex(pattern) {
                Ok(needle) => Ok(self.text_term(needle)),
                Err(reason) => Err(self.error(token, &format!("regular expression: {reason}"))),
            },
            TokenKind::Field(name, operator) => self.field(token, name, *operator),
            TokenKind::Unclosed(quote) => {
                Err(self.error(token, &format!("a closing {quote} is missing")))
            }
            TokenKind::Or | TokenKind::And | TokenKind::Close => Ok(Expr::All),
        }
    }

    fn negated(&mut self, minus: &Token, depth: usize) -> Result<Expr, QueryError> {
        let n_needles = self.needles.len();
        let is_term = self.peek().is_some_and(|token| {
            !matches!(token.kind, TokenKind::Close | TokenKind::Or | TokenKind::And)
        });
        if !is_term {
            return Err(self.error(minus, "something to exclude is missing after this"));
        }
        let inner = self.one(depth + 1)?;
        // What must not occur is nowhere to be marked.
        self.needles.truncate(n_needles);
        Ok(Expr::Not(Box::new(inner)))
    }

    fn bracketed(&mut self, open: &Token, depth: usize) -> Result<Expr, QueryError> {
        let inner = self.any_of(depth + 1)?;
        match self.peek() {
            Some(token) if token.kind == TokenKind::Close => {
                self.at += 1;
                Ok(inner)
            }
            _ => Err(self.error(open, "this `(` is never closed")),
        }
    }

    fn text_term(&mut self, needle: Needle) -> Expr {
        self.needles.push(needle.clone());
        Expr::Term(Term::Text(needle))
    }

    fn field(&mut self, head: &Token, name: &str, operator: Operator) -> Result<Expr, QueryError> {
        let value = self.peek().filter(|token| token.start == head.end);
        let Some(value) = value.filter(|token| token.kind != TokenKind::Close) else {
            return Err(self.error(head, &format!("`{name}` needs a value")));
        };
        self.at += 1;
        match name {
            "level" => self.level(value, operator),
            "source" => {
                let pattern = self.pattern(value)?;
                Ok(under(operator, Term::Source(pattern)))
            }
            "format" => {
                let pattern = self.pattern(value)?;
                Ok(under(operator, Term::Format(pattern)))
            }
            "is" => {
                let kind = self.kind(value)?;
                Ok(under(operator, Term::Kind(kind)))
            }
            "message" => {
                let needle = self.needle(value)?;
                self.needles.push(needle.clone());
                Ok(under(operator, Term::Message(needle)))
            }
            _ => {
                let (start, end) = (self.utf16(head.start), self.utf16(head.start + name.len()));
                self.fields.push(FieldUse { name: name.to_owned(), start, end });
                let test = self.test(value, operator)?;
                Ok(Expr::Term(Term::Field { name: name.to_owned(), test }))
            }
        }
    }

    fn test(&self, value: &Token, operator: Operator) -> Result<Test, QueryError> {
        let comparison = match operator {
            Operator::Is => {
                if matches!(value.kind, TokenKind::Regex(_))
                    && let Needle::Regex { regex, .. } = self.needle(value)?
                {
                    return Ok(Test::Matches(regex));
                }
                return Ok(Test::Like(self.pattern(value)?));
            }
            Operator::IsNot => return Ok(Test::Unlike(self.pattern(value)?)),
            Operator::AtLeast => Comparison::AtLeast,
            Operator::AtMost => Comparison::AtMost,
            Operator::Above => Comparison::Above,
            Operator::Below => Comparison::Below,
        };
        match value.word().and_then(|word| word.parse().ok()) {
            Some(bound) => Ok(Test::Number(comparison, bound)),
            None => Err(self.error(value, "only numbers can be compared this way")),
        }
    }

    fn level(&self, value: &Token, operator: Operator) -> Result<Expr, QueryError> {
        let mut mask = 0;
        for word in value.word().unwrap_or_default().split(',') {
            let Some(level) = level_named(word) else {
                let names = Level::ALL.map(Level::name).join(", ");
                return Err(
                    self.error(value, &format!("`{word}` is not a level; the levels are {names}"))
                );
            };
            mask |= levels_that(operator, level);
        }
        Ok(Expr::Term(Term::Level(mask)))
    }

    fn kind(&self, value: &Token) -> Result<Kind, QueryError> {
        let word = value.word().unwrap_or_default();
        Kind::named(word).ok_or_else(|| {
            let message =
                format!("`{word}` is not a kind of entry; the kinds are {}", Kind::words());
            self.error(value, &message)
        })
    }

    fn needle(&self, value: &Token) -> Result<Needle, QueryError> {
        if let TokenKind::Regex(pattern) = &value.kind {
            return Needle::regex(pattern)
                .map_err(|why| self.error(value, &format!("regular expression: {why}")));
        }
        match value.word() {
            Some(word) => Ok(Needle::literal(word)),
            None => Err(self.bad_value(value)),
        }
    }

    fn pattern(&self, value: &Token) -> Result<Pattern, QueryError> {
        if let TokenKind::Phrase(phrase) = &value.kind {
            return Ok(Pattern::exact(phrase));
        }
        match value.word() {
            Some(word) => Ok(Pattern::new(word)),
            None => Err(self.bad_value(value)),
        }
    }

    fn bad_value(&self, value: &Token) -> QueryError {
        if let TokenKind::Unclosed(quote) = value.kind {
            return self.error(value, &format!("a closing {quote} is missing"));
        }
        self.error(value, "this cannot stand here as it is; put it in quotes")
    }
}

/// Any of the branches; the literals among them are looked for together, in one pass.
fn either(branches: Vec<Expr>) -> Expr {
    let mut joined: Option<Literals> = None;
    let mut rest = Vec::new();
    for branch in branches {
        if let Expr::Term(Term::Text(Needle::Literals(literals))) = branch {
            joined = Some(match joined {
                Some(others) => others.joined(literals),
                None => literals,
            });
        } else {
            rest.push(branch);
        }
    }
    rest.extend(joined.map(|literals| Expr::Term(Term::Text(Needle::Literals(literals)))));
    if rest.len() == 1 { rest.remove(0) } else { Expr::Or(rest) }
}

/// The condition of a field under `=` or its opposite under `!=`.
fn under(operator: Operator, term: Term) -> Expr {
    let expr = Expr::Term(term);
    if operator == Operator::IsNot { Expr::Not(Box::new(expr)) } else { expr }
}

/// The level that a query means: its own word, or one that people write for it.
fn level_named(word: &str) -> Option<Level> {
    let others = [
        ("warning", Level::Warn),
        ("err", Level::Error),
        ("critical", Level::Fatal),
        ("crit", Level::Fatal),
    ];
    let own = Level::ALL.into_iter().map(|level| (level.name(), level));
    own.chain(others).find(|(name, _)| name.eq_ignore_ascii_case(word)).map(|(_, level)| level)
}

/// Levels that stand in a relation to `level`; `unknown` is neither above nor below any.
fn levels_that(operator: Operator, level: Level) -> u8 {
    let known = |is_in: fn(&Level, &Level) -> bool| {
        let levels = Level::ALL.into_iter().filter(|other| *other != Level::Unknown);
        levels.filter(|other| is_in(other, &level)).fold(0, |mask, other| mask | other.bit())
    };
    match operator {
        Operator::Is => level.bit(),
        Operator::IsNot => !level.bit(),
        Operator::AtLeast => known(|a, b| a >= b),
        Operator::AtMost => known(|a, b| a <= b),
        Operator::Above => known(|a, b| a > b),
        Operator::Below => known(|a, b| a < b),
    }
}

/// Takes level terms that every entry must meet out of the condition, as a mask.
fn split_levels(expr: Expr) -> (Expr, u8) {
    let parts = if let Expr::And(parts) = expr { parts } else { vec![expr] };
    let mut mask = u8::MAX;
    let mut rest = Vec::new();
    for part in parts {
        match level_mask(&part) {
            Some(levels) => mask &= levels,
            None if matches!(part, Expr::All) => {}
            None => rest.push(part),
        }
    }
    let expr = match rest.len() {
        0 => Expr::All,
        1 => rest.remove(0),
        _ => Expr::And(rest),
    };
    (expr, mask)
}

/// Levels that a level term, or its opposite, lets through.
fn level_mask(part: &Expr) -> Option<u8> {
    if let Expr::Not(inner) = part {
        return level_mask(inner).map(|levels| !levels);
    }
    if let Expr::Term(Term::Level(levels)) = part { Some(*levels) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_error(query: &str, start: u32, end: u32, message: &str) {
        let error = parse(query).unwrap_err();
        assert_eq!((error.start, error.end), (start, end), "{query}: {}", error.message);
        assert!(error.message.contains(message), "{}", error.message);
    }

    #[track_caller]
    fn check_mask(query: &str, levels: &[Level]) {
        let mask = parse(query).unwrap().level_mask;
        let got: Vec<Level> =
            Level::ALL.into_iter().filter(|level| mask & level.bit() != 0).collect();
        assert_eq!(got, levels, "{query}");
    }

    #[test]
    fn errors_point_at_the_place() {
        check_error("ä \"open", 2, 7, "closing \"");
        check_error("a (b or c", 2, 3, "never closed");
        check_error("a b)", 3, 4, "no matching");
        check_error("status>=big", 8, 11, "number");
        check_error("level:loud", 6, 10, "not a level");
        check_error("level>=eror", 7, 11, "not a level");
        check_error("is:odd", 3, 6, "not a kind");
        check_error("a service:", 2, 10, "`service` needs a value");
        check_error("/a(b/", 0, 5, "`(` is never closed");
        check_error("a -", 2, 3, "missing after");
        check_error("or b", 0, 2, "before and after");
        check_error(&"(".repeat(500), 61, 62, "deeply");
    }

    #[test]
    fn level_terms_become_a_mask() {
        check_mask("level>=warn", &[Level::Warn, Level::Error, Level::Fatal]);
        check_mask("level:error,fatal x", &[Level::Error, Level::Fatal]);
        check_mask("level<debug", &[Level::Trace]);
        check_mask("-level>=info -level:unknown", &[Level::Trace, Level::Debug]);
        check_mask("level:WARNING", &[Level::Warn]);
        check_mask("(level:error or x)", &Level::ALL);
    }

    #[test]
    fn what_only_looks_like_a_field_is_a_word() {
        for query in ["12:30:05", "http://example.org/x", "::1", "-12:30"] {
            assert!(parse(query).unwrap().fields.is_empty(), "{query}");
        }
        let fields: Vec<String> =
            parse("a.b-c:1 @t:2 x>3").unwrap().fields.into_iter().map(|field| field.name).collect();
        assert_eq!(fields, ["a.b-c", "@t", "x"]);
    }

    #[test]
    fn only_what_is_looked_for_is_marked() {
        let query = parse("one -two \"three four\" /fi.e/ -(six seven)").unwrap();
        let marks: Vec<(String, bool)> = query.needles.iter().map(Needle::mark).collect();
        let expected = [("one", false), ("three four", false), ("fi.e", true)];
        assert_eq!(marks, expected.map(|(text, is_regex)| (text.to_owned(), is_regex)));
    }
}
