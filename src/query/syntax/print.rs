//! Prints a tree as text that parses to the same tree.
//!
//! Quotes are left out only where no rule of the language could need them, whatever stands around.

use std::fmt::{self, Display, Formatter, Write as _};

use super::lex::is_bare_name;
use super::tree::{Clause, Node, NodeKind, Subject, Value};

impl Display for Node {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match &self.kind {
            NodeKind::All => Ok(()),
            NodeKind::And(parts) => write_joined(f, parts, " ", |part| {
                matches!(part.kind, NodeKind::All | NodeKind::And(_) | NodeKind::Or(_))
            }),
            NodeKind::Or(branches) => write_joined(f, branches, " or ", |branch| {
                matches!(branch.kind, NodeKind::All | NodeKind::Or(_))
            }),
            NodeKind::Not(inner) => {
                f.write_char('-')?;
                match &inner.kind {
                    // A minus before a digit or another minus is text.
                    NodeKind::Text(text)
                        if !text.starts_with(|c: char| c.is_alphabetic() || c == '_') =>
                    {
                        f.write_str(&quoted(text))
                    }
                    NodeKind::Like(parts) => write_parts(f, parts),
                    NodeKind::All | NodeKind::And(_) | NodeKind::Or(_) | NodeKind::Not(_) => {
                        write!(f, "({inner})")
                    }
                    NodeKind::Text(_) | NodeKind::Regex(_) | NodeKind::Clause(_) => inner.fmt(f),
                }
            }
            NodeKind::Text(text) => f.write_str(&quoted_if_needed(text)),
            NodeKind::Like(parts) => write_like(f, parts),
            NodeKind::Regex(pattern) => write_regex(f, pattern),
            NodeKind::Clause(clause) => clause.fmt(f),
        }
    }
}

impl Display for Clause {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(&write_name(&self.subject))?;
        f.write_str(self.operator.sign())?;
        match &self.value {
            Value::Regex(pattern) => write_regex(f, pattern),
            Value::Wildcard(parts) => write_wildcard(f, parts),
            Value::Plain(text) => f.write_str(&write_value(&self.subject, text)),
        }
    }
}

/// Writes a subject's name as it stands before an operator.
pub(in crate::query) fn write_name(subject: &Subject) -> String {
    if let Subject::Field(name) = subject {
        let is_taken = Subject::named(name) != *subject;
        return if is_bare_name(name) && !is_taken { name.clone() } else { quoted(name) };
    }
    let found = Subject::NAMED.iter().find(|(_, other)| other == subject);
    found.map_or_else(String::new, |(name, _)| (*name).to_owned())
}

/// Writes a value as it stands after an operator.
pub(in crate::query) fn write_value(subject: &Subject, value: &str) -> String {
    // Levels stand in lists, and their words are plain.
    if *subject == Subject::Time {
        // A word behind it could be read as part of it.
        return quoted(value);
    }
    let is_list = *subject == Subject::Level && value.split(',').all(is_plain);
    if is_list { value.to_owned() } else { quoted_if_needed(value) }
}

fn write_joined(
    f: &mut Formatter<'_>,
    nodes: &[Node],
    separator: &str,
    needs_brackets: impl Fn(&Node) -> bool,
) -> fmt::Result {
    for (idx, node) in nodes.iter().enumerate() {
        f.write_str(if idx == 0 { "" } else { separator })?;
        if needs_brackets(node) {
            write!(f, "({node})")?;
        } else {
            node.fmt(f)?;
        }
    }
    Ok(())
}

pub(in crate::query) fn quoted_if_needed(text: &str) -> String {
    if is_plain(text) { text.to_owned() } else { quoted(text) }
}

/// Whether a text reads the same unquoted, both as a term and as a value, and looks like a word.
fn is_plain(text: &str) -> bool {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    text.starts_with(is_word)
        && text.chars().all(|c| is_word(c) || matches!(c, '.' | '-'))
        && !["and", "or", "not", "in"].iter().any(|word| text.eq_ignore_ascii_case(word))
}

/// The text in quotes; of its backslashes those get a second one that could be read otherwise, so
/// that paths stay readable: `"C:\temp\"quoted\""` for `C:\temp"quoted"`.
pub(in crate::query) fn quoted(text: &str) -> String {
    format!("\"{}\"", escaped(text))
}

/// The same without the quotes.
pub(in crate::query) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let is_doubtful = match c {
            '"' => true,
            '\\' => chars.peek().is_none_or(|next| matches!(next, '"' | '\\')),
            _ => false,
        };
        if is_doubtful {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// A slash that the pattern already escapes needs no second backslash.
fn write_regex(f: &mut Formatter<'_>, pattern: &str) -> fmt::Result {
    f.write_char('/')?;
    let mut is_escaped = false;
    for c in pattern.chars() {
        if c == '/' && !is_escaped {
            f.write_char('\\')?;
        }
        f.write_char(c)?;
        is_escaped = c == '\\' && !is_escaped;
    }
    f.write_char('/')
}

fn write_wildcard(f: &mut Formatter<'_>, parts: &[String]) -> fmt::Result {
    let bare = parts.join("*");
    if parts.iter().all(|part| !part.contains('*')) && is_bare_wildcard(&bare) {
        return f.write_str(&bare);
    }
    write_parts(f, parts)
}

/// The same as a term.
fn write_like(f: &mut Formatter<'_>, parts: &[String]) -> fmt::Result {
    let bare = parts.join("*");
    let is_bare = bare.starts_with(char::is_alphanumeric)
        && parts.iter().all(|part| part.chars().all(|c| c.is_alphanumeric() || c == '_'));
    if is_bare { f.write_str(&bare) } else { write_parts(f, parts) }
}

/// The parts in quotes, with stars between.
fn write_parts(f: &mut Formatter<'_>, parts: &[String]) -> fmt::Result {
    for (idx, part) in parts.iter().enumerate() {
        f.write_str(if idx == 0 { "" } else { "*" })?;
        if idx == 0 || !part.is_empty() {
            f.write_str(&quoted(part))?;
        }
    }
    Ok(())
}

/// Whether a value with stars means the same unquoted.
///
/// After a slash at the front the next one decides, wherever it stands, whether that is a regular
/// expression: so it must stand within the value, and not at its end.
fn is_bare_wildcard(text: &str) -> bool {
    let is_safe = |c: char| {
        c.is_alphanumeric()
            || matches!(c, '*' | '_' | '.' | '-' | '/' | ':' | ',' | '@' | '+' | '%')
    };
    let is_path = text.strip_prefix('/').is_none_or(|rest| {
        rest.find('/').is_some_and(|second| 0 < second && second + 1 < rest.len())
    });
    text.chars().all(is_safe) && is_path
}
