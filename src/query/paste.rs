//! What is pasted into a query: a text means itself, unless it is plainly a query.
//!
//! A line of a log often reads as something else: `retry - slow` as three words, `-x` as an
//! exclusion, `a:b` as a field. So what would not be read as exactly the text that was pasted is
//! put in quotes. A query that somebody sent is left as it is: all of its names are known, and it
//! has something that queries have and logs rarely do.

use super::plan::parse_typed;
use super::span::Span;
use super::syntax::{
    Clause, Node, NodeKind, Operator, Subject, Syntax, Token, TokenKind, Value, escaped,
    is_bare_name, quoted, quoted_if_needed, tokens,
};

/// A query with something pasted into it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pasted {
    /// The new text.
    pub query: String,
    /// Where the cursor stands then, in UTF-16 units.
    pub cursor: u32,
    /// How it was understood.
    pub reading: PasteReading,
}

/// How something pasted was understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PasteReading {
    /// As a text to look for.
    Text,
    /// As conditions of the language.
    Query,
    /// As a part of what stands around it.
    Part,
}

/// Pastes `text` in place of UTF-16 units `range` of a query; `is_known` says which names are fields
/// of the sources. Of several lines the first that says something counts: others may be entries of
/// their own, and it stands in the entry that all of them are from.
///
/// # Example
/// ```
/// use logscry::query::pasted;
///
/// let text = " java.io.IOException: broken pipe\n\tat a.b.C.d(C.java:7)";
/// let found = pasted("level:error", (11, 11), text, |_| false);
/// assert_eq!(found.query, "level:error \"java.io.IOException: broken pipe\"");
/// ```
pub fn pasted(
    query: &str,
    range: (u32, u32),
    text: &str,
    is_known: impl Fn(&str) -> bool,
) -> Pasted {
    let line = first_line(text);
    let span = Span::of_utf16(query, range);
    let before = query.get(..span.start).unwrap_or_default();
    let after = query.get(span.end..).unwrap_or_default();
    let tokens = tokens(before);
    let (written, reading) = match slot_of(tokens.last(), before, after, text) {
        Slot::Phrase => (escaped(line), PasteReading::Part),
        Slot::Within => (line.to_owned(), PasteReading::Part),
        Slot::Value => (quoted_if_needed(line), PasteReading::Part),
        Slot::Term if line.is_empty() => (String::new(), PasteReading::Part),
        Slot::Term if is_query(line, is_known) => (line.to_owned(), PasteReading::Query),
        Slot::Term if before.trim().is_empty() && after.trim().is_empty() => {
            (as_term(line), PasteReading::Text)
        }
        Slot::Term => (quoted_if_needed(line), PasteReading::Text),
    };
    let is_term = matches!(reading, PasteReading::Text | PasteReading::Query);
    let gap_before = if is_term && ends_in_term(before) { " " } else { "" };
    let gap_after = if is_term && after.starts_with(|c: char| !c.is_whitespace() && c != ')') {
        " "
    } else {
        ""
    };
    let up_to = format!("{before}{gap_before}{written}");
    let cursor = u32::try_from(up_to.encode_utf16().count()).unwrap_or(u32::MAX);
    Pasted { query: format!("{up_to}{gap_after}{after}"), cursor, reading }
}

/// The term that looks for a text: as it is if that is read as just this text, else in quotes.
pub fn as_term(text: &str) -> String {
    let is_itself = Syntax::parse(text).is_ok_and(|read| {
        read.pipe_at.is_none() && read.root.kind == NodeKind::Text(text.to_owned())
    });
    if is_itself && !is_quoted(text) { text.to_owned() } else { quoted(text) }
}

/// Names of fields that a text has if it is a query; to be asked for before it is pasted.
pub fn names_in(text: &str) -> Vec<String> {
    let Ok(read) = Syntax::parse(first_line(text)) else { return Vec::new() };
    let mut names: Vec<String> = clauses_of(&read.root)
        .into_iter()
        .filter_map(|(clause, _)| field_of(clause).cloned())
        .collect();
    names.sort_unstable();
    names.dedup();
    names
}

fn field_of(clause: &Clause) -> Option<&String> {
    if let Subject::Field(name) = &clause.subject { Some(name) } else { None }
}

/// The first line that says something.
fn first_line(text: &str) -> &str {
    text.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default()
}

/// A text that begins and ends as a phrase would lose its quotes.
fn is_quoted(text: &str) -> bool {
    text.starts_with('"')
}

/// What stands where something is pasted.
enum Slot {
    /// A term may stand there.
    Term,
    /// The value of a field.
    Value,
    /// The inside of a phrase.
    Phrase,
    /// The inside of a word or of a regular expression.
    Within,
}

/// What `text` fits into; one that begins with white space stands apart from a word before it.
fn slot_of(last: Option<&Token>, before: &str, after: &str, text: &str) -> Slot {
    match last {
        Some(Token { kind: TokenKind::Unclosed('"'), .. }) => Slot::Phrase,
        Some(Token { kind: TokenKind::Unclosed(_), .. }) => Slot::Within,
        Some(Token { kind: TokenKind::Head { .. }, span }) if span.end == before.len() => {
            Slot::Value
        }
        Some(Token { kind: TokenKind::Word(_) | TokenKind::Wildcard(_), span })
            if span.end == before.len() && !text.starts_with(char::is_whitespace) =>
        {
            Slot::Within
        }
        _ if begins_word(after) => Slot::Within,
        _ => Slot::Term,
    }
}

fn begins_word(after: &str) -> bool {
    after.starts_with(|c: char| c.is_alphanumeric() || c == '_')
}

/// Whether a blank must part a term from what stands before it.
fn ends_in_term(before: &str) -> bool {
    before.ends_with(|c: char| !c.is_whitespace() && !matches!(c, '(' | '-'))
}

/// Whether a text is plainly a query.
fn is_query(text: &str, is_known: impl Fn(&str) -> bool) -> bool {
    // Logs part columns by tabs, queries do not.
    if text.contains('\t') || parse_typed(text, &[]).is_err() {
        return false;
    }
    let Ok(read) = Syntax::parse(text) else { return false };
    let clauses = clauses_of(&read.root);
    let is_meant = |clause: &Clause| field_of(clause).is_none_or(|name| is_known(name));
    let signs = clauses.iter().map(|(clause, sense)| sign_of(clause, *sense, text));
    let best = signs.max().unwrap_or(Sign::None);
    let needed = if has_text(&read.root) { Sign::Sure } else { Sign::Some };
    clauses.iter().all(|(clause, _)| is_meant(clause)) && best >= needed
}

/// How far a clause tells a query from a log.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Sign {
    /// `key=value` and `"key":value`, as logs write.
    None,
    /// `name:value`
    Some,
    /// `level:error`, `status>=500`, `-path:/health*`
    Sure,
}

fn sign_of(clause: &Clause, sense: Sense, text: &str) -> Sign {
    let written = Span { start: clause.subject_span.end, end: clause.value_span.start }.of(text);
    let name = clause.subject_span.of(text);
    let is_json = name.starts_with('"')
        && matches!(&clause.subject, Subject::Field(name) if is_bare_name(name));
    if written == "=" || is_json {
        return Sign::None;
    }
    let is_plain = matches!(&clause.value, Value::Plain(_));
    let is_own = matches!(clause.subject, Subject::Level | Subject::Kind);
    if clause.operator != Operator::Is || !is_plain || sense == Sense::Excluded || is_own {
        return Sign::Sure;
    }
    Sign::Some
}

/// Whether a clause says what entries have or what they have not.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sense {
    Included,
    Excluded,
}

/// All clauses, each with its sense.
fn clauses_of(node: &Node) -> Vec<(&Clause, Sense)> {
    fn visit<'n>(node: &'n Node, sense: Sense, found: &mut Vec<(&'n Clause, Sense)>) {
        match &node.kind {
            NodeKind::Clause(clause) => found.push((clause, sense)),
            NodeKind::Not(inner) => visit(inner, Sense::Excluded, found),
            NodeKind::And(nodes) | NodeKind::Or(nodes) => {
                for node in nodes {
                    visit(node, sense, found);
                }
            }
            NodeKind::All | NodeKind::Text(_) | NodeKind::Like(_) | NodeKind::Regex(_) => {}
        }
    }
    let mut found = Vec::new();
    visit(node, Sense::Included, &mut found);
    found
}

fn has_text(node: &Node) -> bool {
    match &node.kind {
        NodeKind::Clause(_) | NodeKind::All => false,
        NodeKind::Not(inner) => has_text(inner),
        NodeKind::And(nodes) | NodeKind::Or(nodes) => nodes.iter().any(has_text),
        NodeKind::Text(_) | NodeKind::Like(_) | NodeKind::Regex(_) => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, query: &str) {
        let is_known = |name: &str| ["status", "path", "HTTP Status"].contains(&name);
        assert_eq!(pasted("", (0, 0), text, is_known).query, query, "{text}");
    }

    /// `^` is the cursor, before and after.
    #[track_caller]
    fn check_within(query: &str, text: &str, expected: &str) {
        let units = |text: &str| u32::try_from(text.encode_utf16().count()).unwrap();
        let (before, after) = query.split_once('^').unwrap();
        let at = units(before);
        let found = pasted(&format!("{before}{after}"), (at, at), text, |name| name == "status");
        let (before, after) = expected.split_once('^').unwrap();
        assert_eq!((found.query, found.cursor), (format!("{before}{after}"), units(before)));
    }

    #[test]
    fn what_is_read_as_itself_stays_and_all_else_is_quoted() {
        check("timeout", "timeout");
        check("  /health \n", "/health");
        check("Booking.save(Booking.java:137)", "Booking.save(Booking.java:137)");
        check("READY -> DONE", "\"READY -> DONE\"");
        check("C:\\temp", "\"C:\\temp\"");
        check("\\\\srv\\my share\\", "\"\\\\\\srv\\my share\\\\\"");
        check("say \"hi\"", "\"say \\\"hi\\\"\"");
        check("\"quoted\"", "\"\\\"quoted\\\"\"");
        check("-1", "-1");
        check("-x", "\"-x\"");
        check("/a+b/", "\"/a+b/\"");
        check("retr*", "\"retr*\"");
        check("or", "\"or\"");
        check("a | b", "\"a | b\"");
        check("", "");
    }

    #[test]
    fn a_query_stays_one() {
        for query in [
            "status:500",
            "level>=warn timeout",
            "status>=500 -path:/health* \"reset by peer\"",
            "is:untimed",
            "(status:500 or status:502)",
            "status in (500, 502)",
            "\"HTTP Status\":500",
        ] {
            check(query, query);
        }
        check("user:bob", "\"user:bob\"");
        check("status:500 user:bob", "\"status:500 user:bob\"");
        check("status=500", "\"status=500\"");
        check("level=error status=500 x", "\"level=error status=500 x\"");
        check("\"status\":500", "\"\\\"status\\\":500\"");
        check("status:500 was sent", "\"status:500 was sent\"");
        check("status:500\tpath:/a", "\"status:500\tpath:/a\"");
        check("level:loud", "\"level:loud\"");
    }

    #[test]
    fn of_several_lines_the_first_that_says_something_counts() {
        check("\r\n  \n java.lang.X: y\r\n\tat z\n", "\"java.lang.X: y\"");
    }

    #[test]
    fn what_stands_around_decides_how_it_is_written() {
        check_within("level:error ^", "a - b", "level:error \"a - b\"^");
        check_within("é^", "b ", "éb^");
        check_within("é^", " b", "é b^");
        check_within("\"a ^\"", "say \"x\"", "\"a say \\\"x\\\"^\"");
        check_within("path:^", "/a b", "path:\"/a b\"^");
        check_within("^level:error", "x", "x^level:error");
        check_within("^ level:error", "a:b", "\"a:b\"^ level:error");
        check_within("-(^)", "a:b", "-(\"a:b\"^)");
        check_within("\"a\"^", "b c", "\"a\" \"b c\"^");
        check_within("x ^", "status:500", "x status:500^");
        check_within("/a^", "+b", "/a+b^");
    }
}
