//! Turns the text between marks into a pattern.

use super::marked_span::{Ends, MarkedSpan, Role};
use super::marks::{Placed, text};
use crate::format::layout::escaped;
use crate::format::scan::{colour_len, is_blank};
use crate::time::TimeShape;

/// What a lone tab between two items means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tabs {
    /// It separates columns.
    Columns,
    /// The same as a space.
    Blanks,
}

/// The whole pattern.
pub(super) fn render(
    line: &str,
    placed: &Placed,
    shape: Option<TimeShape>,
    ends: Ends,
    tabs: Tabs,
) -> String {
    let mut pattern = String::new();
    let mut at = 0;
    let mut before = None;
    for mark in &placed.marks {
        let (start, end) = outer(line, mark);
        let gap = Gap { line, start: at, end: start, before, after: Some(mark), tabs };
        gap.push(&mut pattern);
        pattern.push_str(&placeholder(line, mark, shape, ends, tabs));
        (at, before) = (end, Some(mark));
    }
    if before.is_some_and(|mark| mark.role == Role::Message) {
        return pattern;
    }
    let end = placed.message.unwrap_or_else(|| line.trim_end().len().max(at));
    Gap { line, start: at, end, before, after: None, tabs }.push(&mut pattern);
    pattern.push_str("{message}");
    pattern
}

/// The mark with the quotes around it, which are part of its placeholder.
fn outer(line: &str, mark: &MarkedSpan) -> (usize, usize) {
    if is_quoted(line, mark) { (mark.start - 1, mark.end + 1) } else { (mark.start, mark.end) }
}

/// The bytes directly before and after a mark.
fn around(line: &str, mark: &MarkedSpan) -> (Option<u8>, Option<u8>) {
    let bytes = line.as_bytes();
    let before = mark.start.checked_sub(1).and_then(|at| bytes.get(at));
    (before.copied(), bytes.get(mark.end).copied())
}

fn is_quoted(line: &str, mark: &MarkedSpan) -> bool {
    let is_field = matches!(mark.role, Role::Field(_));
    is_field && around(line, mark) == (Some(b'"'), Some(b'"'))
}

fn placeholder(
    line: &str,
    mark: &MarkedSpan,
    shape: Option<TimeShape>,
    ends: Ends,
    tabs: Tabs,
) -> String {
    let value = text(line, mark);
    match &mark.role {
        Role::Time => format!("{{time:{}}}", shape.map_or("iso", TimeShape::word)),
        Role::Level if value.len() == 1 => "{level:letter}".to_owned(),
        Role::Level => "{level}".to_owned(),
        Role::Message => "{message}".to_owned(),
        Role::Field(name) if is_quoted(line, mark) => format!("{{{name}:quoted}}"),
        Role::Field(name) if value.bytes().all(|byte| byte.is_ascii_digit()) => {
            format!("{{{name}:digits}}")
        }
        Role::Field(name) if ends == Ends::Last => format!("{{{name}:last}}"),
        Role::Field(name) => {
            let is_open = value.bytes().any(is_blank) || is_enclosed(line, mark, tabs);
            format!("{{{name}{}}}", if is_open { ":text" } else { "" })
        }
    }
}

/// Whether the bytes around a mark delimit it, whatever it holds.
fn is_enclosed(line: &str, mark: &MarkedSpan, tabs: Tabs) -> bool {
    let (before, after) = around(line, mark);
    let is_tab = |byte: Option<u8>| byte == Some(b'\t') && tabs == Tabs::Columns;
    match (before, after) {
        (Some(b'['), Some(b']'))
        | (Some(b'('), Some(b')'))
        | (Some(b'{'), Some(b'}'))
        | (Some(b'<'), Some(b'>'))
        | (Some(b'\''), Some(b'\''))
        | (_, Some(b'|')) => true,
        _ => is_tab(before) && is_tab(after),
    }
}

/// The text between two marks, before the first or after the last.
struct Gap<'l> {
    line: &'l str,
    start: usize,
    end: usize,
    before: Option<&'l MarkedSpan>,
    after: Option<&'l MarkedSpan>,
    tabs: Tabs,
}

impl Gap<'_> {
    fn byte(&self, at: usize) -> Option<u8> {
        (self.start..self.end).contains(&at).then(|| self.line.as_bytes().get(at).copied())?
    }

    fn push(&self, pattern: &mut String) {
        let is_level =
            |mark: Option<&MarkedSpan>| mark.is_some_and(|mark| mark.role == Role::Level);
        // Levels in columns are filled up with blanks, the longest ones are not.
        let first = self.byte(self.start);
        if is_level(self.before) && first.is_some_and(closes) {
            pattern.push('~');
        }
        let mut at = self.start;
        while at < self.end {
            at = self.push_next(pattern, at);
        }
        let last = self.end.checked_sub(1).and_then(|last| self.byte(last));
        if is_level(self.after) && last.is_some_and(opens) {
            pattern.push('~');
        }
    }

    /// Adds what stands at `at`; returns where it ends.
    fn push_next(&self, pattern: &mut String, at: usize) -> usize {
        let n_colour = colour_len(self.line.as_bytes(), at);
        if n_colour > 0 {
            return at + n_colour;
        }
        match self.byte(at) {
            None => self.end,
            Some(byte) if is_blank(byte) => self.push_blanks(pattern, at),
            Some(byte) if is_word(byte) => self.push_word(pattern, at),
            Some(_) => {
                pattern.push_str(&self.literal(at, at + 1));
                at + 1
            }
        }
    }

    fn literal(&self, start: usize, end: usize) -> String {
        escaped(self.line.get(start..end).unwrap_or_default())
    }

    fn push_blanks(&self, pattern: &mut String, at: usize) -> usize {
        let end = (at..self.end).find(|at| !self.byte(*at).is_some_and(is_blank));
        let end = end.unwrap_or(self.end);
        let is_tab = self.line.get(at..end) == Some("\t");
        let before = at.checked_sub(1).and_then(|before| self.byte(before));
        let may_miss = before.is_some_and(opens) || self.byte(end).is_some_and(closes);
        if is_tab && self.tabs == Tabs::Columns {
            pattern.push('\t');
        } else if !pattern.ends_with([' ', '~']) {
            pattern.push(if may_miss || at == 0 { '~' } else { ' ' });
        }
        end
    }

    /// Skips a word, unless it is a key or part of the marked text next to it.
    fn push_word(&self, pattern: &mut String, at: usize) -> usize {
        let mut end = at;
        let mut last = at;
        while let Some(byte) = self.byte(last).filter(|byte| is_word(*byte) || is_joint(*byte)) {
            last += 1;
            if is_word(byte) {
                end = last;
            }
        }
        let is_beside = (at == self.start && self.before.is_some())
            || (end == self.end && self.after.is_some());
        let is_label = self.byte(end) == Some(b'=')
            || (self.byte(end) == Some(b':') && end + 1 == self.end && self.after.is_some());
        let word = self.line.get(at..end).unwrap_or_default();
        if is_beside || is_label {
            pattern.push_str(&escaped(word));
        } else if word.bytes().all(|byte| byte.is_ascii_digit()) {
            pattern.push_str("{_:digits}");
        } else {
            pattern.push_str("{_}");
        }
        end
    }
}

/// What words are made of: anything but blanks and signs, including letters beyond ASCII.
fn is_word(byte: u8) -> bool {
    byte == b'_' || !(is_blank(byte) || byte.is_ascii_punctuation())
}

/// What may stand within a word.
fn is_joint(byte: u8) -> bool {
    b"-.:/@#$+%*!\\&^~?".contains(&byte)
}

fn opens(byte: u8) -> bool {
    b"[({<|".contains(&byte)
}

fn closes(byte: u8) -> bool {
    b"])}>|".contains(&byte)
}
