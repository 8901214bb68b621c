//! Lines that do not hold exactly one object: whatever is whole in them.
//!
//! Two programs write to one file, a program dies in mid-line, a shell adds "killed": the object at
//! the start keeps its time, level and message, the text around it becomes a field, and another object
//! is an entry of its own.

use super::{JsonParser, SEPARATOR};
use crate::format::json::{Candidates, Walk, pick};
use crate::format::marked::level_in_words;
use crate::format::roles::Kind;
use crate::format::scan::line_end;
use crate::format::{FieldNames, Parsed, TextRef};
use crate::level::Level;
use crate::time::find::each_time;
use crate::time::{TimeParser, TimeShape};

/// The longest text before an object, in bytes.
const MAX_BEFORE: usize = 200;
/// How many braces are tried in search of a whole object after one that is cut off.
const MAX_TRIES: usize = 8;

impl JsonParser {
    /// Takes whatever is whole in `entry`: an object with text around it, or the start of one.
    pub(super) fn salvage_object(
        &mut self,
        entry: &[u8],
        names: &mut FieldNames,
        out: &mut Parsed,
    ) -> Option<()> {
        let first_end = line_end(entry, 0);
        let before = entry.get(..object_at(entry, 0, first_end)?)?;
        let text_before = before.strip_prefix(SEPARATOR).unwrap_or(before).trim_ascii();
        if !is_plain(text_before, &mut self.times) {
            return None;
        }
        self.candidates.clear();
        let (at, keys, candidates) = (before.len(), &mut self.keys, &mut self.candidates);
        let mut walk = Walk { entry, at, keys, names, out, candidates };
        let is_whole = walk.object().is_some();
        let end = walk.at.min(entry.len());
        pick(entry, &self.candidates, &mut self.times, out);
        let (has_time, has_level) = (out.time.is_some(), out.level != Level::Unknown);
        let says_enough = match (is_whole, text_before.is_empty()) {
            (true, true) => true,
            (false, true) => has_time || has_level,
            // Text may quote an object of somebody else.
            (true, false) => has_time && has_level,
            (false, false) => false,
        };
        if !says_enough {
            return None;
        }
        out.next = if is_whole {
            next_object(entry, end)
        } else {
            self.whole_object_after(entry, before.len() + 1, end, names)
        };
        let text_after = entry.get(end..out.next.unwrap_or(entry.len())).filter(|_| is_whole);
        push_text(entry, "text_before", (0, before.len()), names, out);
        if let Some(text_after) = text_after {
            push_text(entry, "text_after", (end, end + text_after.len()), names, out);
        }
        self.finish(entry, names, out);
        Some(())
    }

    /// Where a whole object begins inside the one that was cut off at `cut`.
    fn whole_object_after(
        &mut self,
        entry: &[u8],
        start: usize,
        cut: usize,
        names: &mut FieldNames,
    ) -> Option<usize> {
        let line_end = line_end(entry, start);
        let mut from = start;
        for _ in 0..MAX_TRIES {
            let at = object_at(entry, from, line_end)?;
            from = at + 1;
            let before = entry.get(..at)?.trim_ascii_end().last();
            let is_value = before.is_some_and(|byte| b":,[{".contains(byte));
            if is_value && at != cut {
                continue;
            }
            self.inner.clear();
            let mut candidates = Candidates::default();
            let (keys, out) = (&mut self.keys, &mut self.inner);
            let mut walk = Walk { entry, at, keys, names, out, candidates: &mut candidates };
            let is_whole = walk.object().is_some();
            let tells = |kind| candidates.list.iter().any(|one| one.role.kind == kind);
            if is_whole && (tells(Kind::Time) || tells(Kind::Level)) {
                return Some(at);
            }
        }
        None
    }
}

/// Where an object begins between `from` and `end`: at a brace with a key after it.
fn object_at(entry: &[u8], from: usize, end: usize) -> Option<usize> {
    let text = entry.get(from..end)?;
    let begins = |at: &usize| {
        let inside = text.get(at + 1..).unwrap_or_default();
        inside.iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b'"')
    };
    memchr::memchr_iter(b'{', text).find(begins).map(|at| from + at)
}

/// Where another object begins after one that ends at `end`: on the same line, or right after it.
fn next_object(entry: &[u8], end: usize) -> Option<usize> {
    let rest = entry.get(end..)?;
    let is_between = |byte: &u8| byte.is_ascii_whitespace() || *byte == b',';
    let first = end + rest.iter().position(|byte| !is_between(byte))?;
    let is_next = object_at(entry, first, entry.len().min(first + MAX_BEFORE)) == Some(first);
    if is_next { Some(first) } else { object_at(entry, end, line_end(entry, end)) }
}

/// Whether the text before an object is not the head of an entry that quotes the object.
fn is_plain(text: &[u8], times: &mut TimeParser) -> bool {
    if text.is_empty() {
        return true;
    }
    let mut has_time = false;
    if text.len() <= MAX_BEFORE {
        each_time(text, &TimeShape::ALL, times, |_| {
            has_time = true;
            true
        });
    }
    text.len() <= MAX_BEFORE && !has_time && level_in_words(text).is_none()
}

/// Adds the text of a span as a field, if there is any.
fn push_text(
    entry: &[u8],
    name: &str,
    (start, end): (usize, usize),
    names: &mut FieldNames,
    out: &mut Parsed,
) {
    let text = entry.get(start..end).unwrap_or_default();
    let is_around = |byte: &u8| byte.is_ascii_whitespace() || *byte == b',';
    let Some(first) = text.iter().position(|byte| !is_around(byte)) else { return };
    let last = text.iter().rposition(|byte| !is_around(byte)).unwrap_or(first);
    let value = TextRef::from_range(start + first, start + last + 1);
    if entry.get(start..end) != Some(SEPARATOR) {
        out.fields.push((names.intern(name.as_bytes()), value));
    }
}

#[cfg(test)]
mod tests {
    use super::super::FORMAT;
    use crate::format::{FieldNames, Format as _, Layout, Parsed};
    use crate::level::Level;
    use crate::time::Assumptions;
    use crate::units::UnixNanos;

    /// Level, message and the fields that were kept of `text`, and what begins a further entry.
    fn salvage(text: &str) -> Option<(Level, String, Vec<String>, Option<&str>)> {
        let mut names = FieldNames::new();
        let assumptions = Assumptions { not_after: UnixNanos(0), offset_secs: 0, dates: None };
        let mut parser = FORMAT.parser(Layout::default(), &mut names, assumptions);
        let mut out = Parsed::default();
        assert!(!parser.parse(text.as_bytes(), &mut names, &mut out), "{text}");
        out.clear();
        let is_read = parser.salvage(text.as_bytes(), &mut names, &mut out);
        let show = |value| String::from_utf8_lossy(out.text(text.as_bytes(), value)).into_owned();
        let fields = out.fields.iter();
        let fields = fields.map(|&(id, value)| format!("{}={}", names.name(id), show(value)));
        let next = out.next.and_then(|next| text.get(next..));
        is_read.then(|| (out.level, show(out.message), fields.collect(), next))
    }

    #[track_caller]
    fn check(text: &str, level: Level, fields: &[&str], next: Option<&str>) {
        let (got_level, _, got_fields, got_next) = salvage(text).expect(text);
        assert_eq!((got_level, got_next), (level, next), "{text}");
        assert_eq!(got_fields, fields, "{text}");
    }

    #[test]
    fn text_around_an_object_is_a_field() {
        check(r#"{"level":"error","msg":"b"} killed"#, Level::Error, &["text_after=killed"], None);
        check(
            r#"oops{"time":"2024-01-01T00:00:00Z","level":"warn","msg":"b"}"#,
            Level::Warn,
            &["text_before=oops"],
            None,
        );
        check("{\"level\":\"error\"}\n\tat a.B", Level::Error, &["text_after=at a.B"], None);
    }

    #[test]
    fn a_second_object_is_a_further_entry() {
        let second = r#"{"level":"error","msg":"c"}"#;
        for between in ["", " ", ", ", "\n  "] {
            let text = format!(r#"{{"level":"info","msg":"b"}}{between}{second}"#);
            check(&text, Level::Info, &[], Some(second));
        }
        let text = format!(r#"{{"level":"info","msg":"b"}} and {second}"#);
        check(&text, Level::Info, &["text_after=and"], Some(second));
        let text = format!(r#"{{"level":"info","msg":"b{second}"#);
        check(&text, Level::Info, &[], Some(second));
    }

    #[test]
    fn a_cut_object_keeps_what_stands_before_the_cut() {
        check(r#"{"level":"error","a":1,"msg":"d"#, Level::Error, &["a=1"], None);
        check(r#"{"level":"error","a":{"b":1}"#, Level::Error, &["a.b=1"], None);
        assert!(salvage(r#"{"a":1,"b":"#).is_none());
    }

    #[test]
    fn text_that_quotes_an_object_is_no_object() {
        let object = r#"{"time":"2024-01-01T00:00:00Z","level":"error"}"#;
        for text in ["2024-01-01 00:00:00 got ", "INFO got ", "[warn] got "] {
            assert!(salvage(&format!("{text}{object}")).is_none(), "{text}");
        }
        assert!(salvage(r#"body: {"level":"error"}"#).is_none());
    }
}
