//! What a query's tree asks of entries: a condition, the levels apart from it, and what to highlight.

mod expr;

use std::borrow::Cow;

pub use expr::{Comparison, Expr, Pattern, Term, Test};

use super::error::QueryError;
use super::group::{self, NoGroup};
use super::hits::Sought;
use super::kinds::Kind;
use super::levels;
use super::literals::{Case, Literals};
use super::moment::{self, Times};
use super::needle::Needle;
use super::quantity::Bound;
use super::regex::Regex;
use super::span::Span;
use super::syntax::{Clause, Node, NodeKind, Operator, Subject, Syntax, Value, pipe_error};

/// A parsed query.
#[derive(Clone, Debug)]
pub struct Query {
    /// The condition apart from levels.
    pub expr: Expr,
    /// Levels that it lets through, as bits; separate, so that hidden levels can be counted too.
    pub level_mask: u8,
    /// What to mark in entries.
    pub needles: Vec<Sought>,
    /// Fields it names.
    pub fields: Vec<FieldUse>,
    /// Fields whose values it compares with a quantity, and that as it is written.
    pub compared: Vec<Compared>,
}

/// A field whose values are compared with a quantity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Compared {
    /// The field.
    pub field: String,
    /// The quantity, as it is written.
    pub bound: String,
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
    /// It stands without quotes: in sources that have no such field the whole term may be meant as
    /// text, as in `Booking.java:137`.
    pub may_be_text: bool,
}

/// Parses the text of a query.
///
/// # Errors
/// [`QueryError`] for the first mistake: first in the syntax, then in the meaning.
///
/// # Example
/// ```
/// let query = logscry::query::parse("level>=warn (timeout or \"reset by peer\") -path:/health*");
/// assert!(query.is_ok());
/// let error = logscry::query::parse("a level>=wran").unwrap_err();
/// assert_eq!((error.start, error.end), (9, 13));
/// ```
pub fn parse(text: &str) -> Result<Query, QueryError> {
    parse_with(text, &[])
}

/// The same where some names without quotes are those of no field: their terms are text.
///
/// # Errors
/// As [`parse`].
pub fn parse_with(text: &str, as_text: &[String]) -> Result<Query, QueryError> {
    read(text, as_text, Times::Settled)
}

/// The same where times may lack what the data says, and relative ones may stand: such a query can be
/// looked at, but has to be [settled](super::settled) before it is asked.
///
/// # Errors
/// As [`parse`].
pub fn parse_typed(text: &str, as_text: &[String]) -> Result<Query, QueryError> {
    read(text, as_text, Times::Typed)
}

fn read(text: &str, as_text: &[String], times: Times) -> Result<Query, QueryError> {
    let syntax = Syntax::parse(text)?;
    if let Some(at) = syntax.pipe_at {
        return Err(pipe_error(text, at));
    }
    let (needles, fields, compared) = (Vec::new(), Vec::new(), Vec::new());
    let mut planner = Planner { text, as_text, times, needles, fields, compared };
    let expr = planner.expr(&syntax.root)?;
    let (expr, level_mask) = split_levels(expr);
    let Planner { text: _, as_text: _, times: _, needles, fields, compared } = planner;
    Ok(Query { expr, level_mask, needles, fields, compared })
}

struct Planner<'q> {
    text: &'q str,
    /// Names that are no fields.
    as_text: &'q [String],
    times: Times,
    needles: Vec<Sought>,
    fields: Vec<FieldUse>,
    compared: Vec<Compared>,
}

impl Planner<'_> {
    fn error(&self, span: Span, message: &str) -> QueryError {
        QueryError::at(self.text, span, message)
    }

    fn expr(&mut self, node: &Node) -> Result<Expr, QueryError> {
        match &node.kind {
            NodeKind::All => Ok(Expr::All),
            NodeKind::And(parts) => Ok(Expr::And(self.exprs(parts)?)),
            NodeKind::Or(branches) => Ok(either(self.exprs(branches)?)),
            NodeKind::Not(inner) => {
                let n_needles = self.needles.len();
                let inner = self.expr(inner)?;
                // What must not occur is nowhere to be marked.
                self.needles.truncate(n_needles);
                Ok(Expr::Not(Box::new(inner)))
            }
            NodeKind::Text(text) => Ok(self.text_term(Needle::literal(text))),
            NodeKind::Like(parts) => match Needle::wildcard(parts) {
                Ok(needle) => Ok(self.text_term(needle)),
                Err(why) => Err(self.error(node.span, &format!("this is no pattern: {why}"))),
            },
            NodeKind::Regex(pattern) => {
                let needle = self.regex(pattern, node.span)?;
                Ok(self.text_term(needle))
            }
            NodeKind::Clause(clause) => self.clause(clause),
        }
    }

    fn exprs(&mut self, nodes: &[Node]) -> Result<Vec<Expr>, QueryError> {
        nodes.iter().map(|node| self.expr(node)).collect()
    }

    fn text_term(&mut self, needle: Needle) -> Expr {
        self.needles.push(Sought { needle: needle.clone(), is_in_message: false });
        Expr::Term(Term::Text(needle))
    }

    fn clause(&mut self, clause: &Clause) -> Result<Expr, QueryError> {
        match &clause.subject {
            Subject::Level => self.level(clause),
            Subject::Source => Ok(under(clause.operator, Term::Source(self.pattern(clause)?))),
            Subject::Format => Ok(under(clause.operator, Term::Format(self.pattern(clause)?))),
            Subject::Kind => Ok(under(clause.operator, Term::Kind(self.kind(clause)?))),
            Subject::Time => match moment::span_of(clause, self.times) {
                Ok(span) => Ok(under(clause.operator, Term::Time(span))),
                Err(why) => Err(self.error(clause.value_span, &why)),
            },
            Subject::Group => match group::members_in(clause) {
                Ok(members) => Ok(under(clause.operator, Term::Group(members))),
                Err(NoGroup) => self.field("group", clause),
            },
            Subject::Message => {
                let needle = match &clause.value {
                    Value::Regex(pattern) => self.regex(pattern, clause.value_span)?,
                    Value::Plain(_) | Value::Wildcard(_) => Needle::literal(&self.word(clause)?),
                };
                self.needles.push(Sought { needle: needle.clone(), is_in_message: true });
                Ok(under(clause.operator, Term::Message(needle)))
            }
            Subject::Field(name) => self.field(name, clause),
        }
    }

    fn field(&mut self, name: &str, clause: &Clause) -> Result<Expr, QueryError> {
        let (start, end) = clause.subject_span.in_utf16(self.text);
        let may_be_text = may_be_text(clause, self.text);
        self.fields.push(FieldUse { name: name.to_owned(), start, end, may_be_text });
        if may_be_text && self.as_text.iter().any(|other| other == name) {
            return Ok(self.whole_as_text(clause));
        }
        let test = self.test(name, clause)?;
        if let (Test::Number(..), Some(bound)) = (&test, clause.value.as_word()) {
            self.compared.push(Compared { field: name.to_owned(), bound: bound.into_owned() });
        }
        Ok(Expr::Term(Term::Field { name: name.to_owned(), test }))
    }

    /// The term as it stands, looked for in the text.
    fn whole_as_text(&mut self, clause: &Clause) -> Expr {
        let whole = Span { start: clause.subject_span.start, end: clause.value_span.end };
        let text = whole.of(self.text);
        let parts: Vec<String> = text.split('*').map(str::to_owned).collect();
        let needle = match &clause.value {
            Value::Wildcard(_) => Needle::wildcard(&parts).ok(),
            Value::Plain(_) | Value::Regex(_) => None,
        };
        self.text_term(needle.unwrap_or_else(|| Needle::literal(text)))
    }

    fn test(&self, name: &str, clause: &Clause) -> Result<Test, QueryError> {
        let comparison = match (clause.operator, &clause.value) {
            (Operator::Is, Value::Regex(pattern)) => {
                let compiled = Regex::new(pattern, Case::Counts);
                return compiled
                    .map(Test::Matches)
                    .map_err(|why| self.bad_regex(&why, clause.value_span));
            }
            (Operator::Is, _) => return Ok(Test::Like(self.pattern(clause)?)),
            (Operator::IsNot, _) => return Ok(Test::Unlike(self.pattern(clause)?)),
            (Operator::AtLeast, _) => Comparison::AtLeast,
            (Operator::AtMost, _) => Comparison::AtMost,
            (Operator::Above, _) => Comparison::Above,
            (Operator::Below, _) => Comparison::Below,
        };
        let bound = clause.value.as_word().and_then(|word| Bound::of(name, &word));
        bound.map(|bound| Test::Number(comparison, bound)).ok_or_else(|| {
            let message =
                "only numbers can be compared this way, such as `500`, `250ms` or `1.5GiB`";
            self.error(clause.value_span, message)
        })
    }

    fn level(&self, clause: &Clause) -> Result<Expr, QueryError> {
        let words = self.word(clause)?;
        match levels::mask_of(clause.operator, &words) {
            Ok(mask) => Ok(Expr::Term(Term::Level(mask))),
            Err(word) => {
                let names = levels::names();
                let message = format!("`{word}` is not a level; the levels are {names}");
                Err(self.error(clause.value_span, &message))
            }
        }
    }

    fn kind(&self, clause: &Clause) -> Result<Kind, QueryError> {
        let word = self.word(clause)?;
        Kind::named(&word).ok_or_else(|| {
            let kinds = Kind::words().collect::<Vec<_>>().join(", ");
            let message = format!("`{word}` is not a kind of entry; the kinds are {kinds}");
            self.error(clause.value_span, &message)
        })
    }

    fn regex(&self, pattern: &str, span: Span) -> Result<Needle, QueryError> {
        Needle::regex(pattern).map_err(|why| self.bad_regex(&why, span))
    }

    fn bad_regex(&self, why: &str, span: Span) -> QueryError {
        self.error(span, &format!("regular expression: {why}"))
    }

    fn word<'c>(&self, clause: &'c Clause) -> Result<Cow<'c, str>, QueryError> {
        clause.value.as_word().ok_or_else(|| self.bad_value(clause))
    }

    fn pattern(&self, clause: &Clause) -> Result<Pattern, QueryError> {
        match &clause.value {
            Value::Plain(text) => Ok(Pattern::exact(text)),
            Value::Wildcard(parts) => Ok(Pattern::of_parts(parts)),
            Value::Regex(_) => Err(self.bad_value(clause)),
        }
    }

    fn bad_value(&self, clause: &Clause) -> QueryError {
        self.error(clause.value_span, "this cannot stand here as it is; put it in quotes")
    }
}

/// Whether a clause is written as a text could be, too: no quotes around its name, no list.
fn may_be_text(clause: &Clause, text: &str) -> bool {
    let name = clause.subject_span.of(text);
    let n_between = clause.value_span.start.saturating_sub(clause.subject_span.end);
    !name.is_empty() && !name.starts_with('"') && n_between <= clause.operator.sign().len()
}

/// Any of the branches; literals among them are searched for together, in one pass, and levels
/// make one set.
fn either(branches: Vec<Expr>) -> Expr {
    let mut joined: Option<Literals> = None;
    let mut levels: Option<u8> = None;
    let mut rest = Vec::new();
    for branch in branches {
        if let Some(mask) = level_mask(&branch) {
            levels = Some(levels.unwrap_or(0) | mask);
        } else if let Expr::Term(Term::Text(Needle::Literals(literals))) = branch {
            joined = Some(match joined {
                Some(others) => others.joined(literals),
                None => literals,
            });
        } else {
            rest.push(branch);
        }
    }
    rest.extend(levels.map(|mask| Expr::Term(Term::Level(mask))));
    rest.extend(joined.map(|literals| Expr::Term(Term::Text(Needle::Literals(literals)))));
    if rest.len() == 1 { rest.remove(0) } else { Expr::Or(rest) }
}

/// The condition on a field for `=`, or its opposite for `!=`.
fn under(operator: Operator, term: Term) -> Expr {
    let expr = Expr::Term(term);
    if operator == Operator::IsNot { Expr::Not(Box::new(expr)) } else { expr }
}

/// Takes the level terms that every entry must meet out of the condition and returns them as a mask.
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
    use crate::level::Level;

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
        check_error("a b )", 4, 5, "no matching");
        check_error("status>=big", 8, 11, "number");
        check_error("level:loud", 6, 10, "not a level");
        check_error("level>=eror", 7, 11, "not a level");
        check_error("is:odd", 3, 6, "not a kind");
        check_error("a service:", 2, 10, "`service` needs a value");
        check_error("/a(b/", 0, 5, "`(` is never closed");
        check_error("a not", 2, 5, "missing after");
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
        let low = [Level::Unknown, Level::Trace, Level::Debug, Level::Info, Level::Notice];
        check_mask("level!=warn,error,fatal", &low);
        check_mask("(level:error or x)", &Level::ALL);
        check_mask("level in (error, fatal) x", &[Level::Error, Level::Fatal]);
        check_mask(
            "-(level:trace or level:debug or -level>=warn)",
            &[Level::Warn, Level::Error, Level::Fatal],
        );
        check_mask("level:error or level:warn or x", &Level::ALL);
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
        let found = |text: &[u8]| -> Vec<bool> {
            query.needles.iter().map(|sought| sought.needle.is_in(text)).collect()
        };
        assert_eq!(found(b"ONE"), [true, false, false]);
        assert_eq!(found(b"three four"), [false, true, false]);
        assert_eq!(found(b"a fire"), [false, false, true]);
        assert_eq!(found(b"two six seven"), [false; 3]);
    }

    #[test]
    fn a_term_with_a_name_of_no_field_is_text_if_it_could_be_one() {
        let names = ["C", "Booking.save", "x", "a"].map(str::to_owned);
        let texts = |query: &str| {
            let query = parse_with(query, &names).unwrap();
            (query.needles.len(), query.fields.len())
        };
        assert_eq!(texts("C:\\temp"), (1, 1));
        assert_eq!(texts("Booking.save:137 b:2"), (1, 2));
        assert_eq!(texts("x>=5"), (1, 1));
        assert_eq!(texts("a:/b/ -C:d"), (1, 2));
        assert_eq!(texts("\"x\":1 x in (1, 2) level:error"), (0, 3));
        let path = parse_with("C:\\temp", &names).unwrap().needles.remove(0).needle;
        assert!(path.is_in(b"at c:\\Temp\\x") && !path.is_in(b"c:/temp"));
        let starred = parse_with("a:b*", &names).unwrap().needles.remove(0).needle;
        assert!(starred.is_in(b"xA:B-1") && !starred.is_in(b"a: b"));
    }
}
