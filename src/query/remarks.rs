//! What to say of a query that was read in one of two ways, and how to ask for the other.

use super::span::Span;
use super::syntax::{Node, NodeKind, Subject, Syntax};

/// A sentence about a part of a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// The sentence.
    pub message: String,
    /// First UTF-16 unit of what it is about.
    pub start: u32,
    /// One past the last.
    pub end: u32,
    /// What could be asked instead.
    pub fix: Fix,
}

/// Another query, and what to call it on a button.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// A few words.
    pub title: String,
    /// The text of the query.
    pub query: String,
}

/// What in a query was taken as text although it looks like the language.
pub fn remarks(text: &str) -> Vec<Remark> {
    let Ok(read) = Syntax::parse(text) else { return Vec::new() };
    let terms = texts_of(&read.root);
    let mut found = Vec::new();
    for (nth, (word, span)) in terms.iter().enumerate() {
        // Whoever wrote quotes knows what they do.
        if span.of(text) != *word {
            continue;
        }
        if let Some(inner) = within_slashes(word) {
            let fix = (format!("Search for /{inner}/ as a pattern"), format!("/({inner})/"));
            let message = format!(
                "`{word}` is searched as text, with its slashes. As a regular expression it is \
                 written `{}`.",
                fix.1
            );
            found.push(remark(text, (*span, *span), &message, fix));
        } else if let Some(name) = word.strip_suffix(':').filter(|name| is_own(name))
            && let Some((value, next)) = terms.get(nth + 1)
            && next.of(text) == *value
        {
            let fix = (format!("Ask for {name}:{value}"), format!("{name}:{value}"));
            let message = format!(
                "`{word}` is searched as text. A field is asked for without a blank: `{}`.",
                fix.1
            );
            let whole = Span { start: span.start, end: next.end };
            found.push(remark(text, (*span, whole), &message, fix));
        }
    }
    found
}

fn remark(
    text: &str,
    (about, replaced): (Span, Span),
    message: &str,
    (title, term): (String, String),
) -> Remark {
    let (start, end) = about.in_utf16(text);
    let (before, after) = (text.get(..replaced.start), text.get(replaced.end..));
    let query = [before.unwrap_or_default(), &term, after.unwrap_or_default()].concat();
    Remark { message: message.to_owned(), start, end, fix: Fix { title, query } }
}

/// All words and phrases that must occur.
fn texts_of(node: &Node) -> Vec<(&str, Span)> {
    match &node.kind {
        NodeKind::Text(text) => vec![(text, node.span)],
        NodeKind::And(nodes) | NodeKind::Or(nodes) => nodes.iter().flat_map(texts_of).collect(),
        NodeKind::All
        | NodeKind::Not(_)
        | NodeKind::Like(_)
        | NodeKind::Regex(_)
        | NodeKind::Clause(_) => Vec::new(),
    }
}

/// What stands between two slashes at the ends of a word.
fn within_slashes(word: &str) -> Option<&str> {
    let inner = word.strip_prefix('/')?.strip_suffix('/')?;
    (!inner.is_empty() && !inner.contains('/')).then_some(inner)
}

fn is_own(name: &str) -> bool {
    Subject::NAMED.iter().any(|(own, _)| *own == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, about: &str, fixed: &str) {
        let found = remarks(text).into_iter().next().expect(text);
        let units: Vec<u16> = text.encode_utf16().collect();
        let units = &units[found.start as usize..found.end as usize];
        assert_eq!(
            (String::from_utf16(units).unwrap(), found.fix.query),
            (about.into(), fixed.into())
        );
        assert!(Syntax::parse(fixed).is_ok(), "{fixed}");
    }

    #[test]
    fn what_looks_like_the_language_but_is_text_is_remarked_on() {
        check("é /v2/ x", "/v2/", "é /(v2)/ x");
        check("level: error x", "level:", "level:error x");
        check("a (/word/ or b)", "/word/", "a (/(word)/ or b)");
        for text in
            ["", "/v2", "/a/b/", "\"/v2/\"", "/fi.e/", "io: x", "level:error", "-/v2/", "a("]
        {
            assert_eq!(remarks(text), [], "{text}");
        }
    }
}
