//! Runs the steps of a compiled pattern over an entry.

use std::ops::Range;
use std::sync::Arc;

use super::classes::{Meaning, Reach};
use super::compile::Pattern;
use super::head::{Heads, Region};
use super::near::Near;
use super::program::Program;
use super::steps::{Field, LevelForm, Step};
use super::words::is_word_or_numbered;
use crate::format::marked::level_at_start;
use crate::format::request::push_request;
use crate::format::scan::{
    closing_quote, colour_len, is_blank, line_end, number, padding_len, skip_blanks, word_end,
};
use crate::format::{FieldNames, Parsed, Parser, TextRef};
use crate::level::Level;
use crate::time::{Assumptions, TimeParser, TimeShape};
use crate::units::FieldId;

/// A parser for the entries of a pattern.
pub(in crate::format) fn parser_of(
    pattern: &str,
    shapes: &[TimeShape],
    names: &mut FieldNames,
    assumptions: Assumptions,
) -> Box<dyn Parser> {
    let program = Program::new(Pattern::compile(pattern, shapes, names));
    Box::new(PatternParser::new(program, assumptions))
}

/// Parses entries of one pattern.
pub(super) struct PatternParser {
    steps: Arc<[Step]>,
    /// How many steps it takes to tell that a line starts an entry.
    n_head: usize,
    /// The steps of the second line, if that has the time.
    second: Range<usize>,
    near: Near,
    has_level: bool,
    /// The message ends within its line.
    ends_in_line: bool,
    /// Remembered heads, and the step at which they begin.
    heads: Option<(usize, Heads)>,
    times: TimeParser,
    scratch: Parsed,
}

impl PatternParser {
    pub(super) fn new(program: Program, assumptions: Assumptions) -> Self {
        let Program { steps, n_head, second, near, has_level, ends_in_line, heads } = program;
        let times = TimeParser::new(assumptions);
        let scratch = Parsed::default();
        Self { steps, n_head, second, near, has_level, ends_in_line, heads, times, scratch }
    }
}

/// Where the first step begins: after colours, or after the blank that pads a day or an hour.
#[inline]
fn begin(steps: &[Step], line: &[u8]) -> usize {
    if line.first() == Some(&b' ') { begin_padded(steps, line) } else { colour_len(line, 0) }
}

#[inline(never)]
fn begin_padded(steps: &[Step], line: &[u8]) -> usize {
    if matches!(steps.first(), Some(Step::Time(..))) { padding_len(line) } else { 0 }
}

impl Parser for PatternParser {
    fn starts(&mut self, line: &[u8]) -> bool {
        self.scratch.clear();
        let out = &mut self.scratch;
        let mut run = Run { entry: line, times: &mut self.times, out, line: None };
        let at = begin(&self.steps, line);
        let head = self.steps.get(..self.n_head).unwrap_or_default();
        let [Step::Time(shapes, separator), rest @ ..] = head else {
            // No pattern is of an object, though some words of one may fit.
            return !line.starts_with(b"{\"") && run.steps(head, at).is_some();
        };
        let Some(at) = run.time(shapes, *separator, at) else { return false };
        if rest.is_empty() || self.near.has(line, at) {
            return true;
        }
        let end = run.steps(rest, at);
        if let Some(end) = end {
            self.near.learn(line, at, end);
        }
        end.is_some()
    }

    fn times(&mut self) -> Option<&mut TimeParser> {
        Some(&mut self.times)
    }

    fn continues(&mut self, line: &[u8]) -> bool {
        let steps = self.steps.get(self.second.clone()).unwrap_or_default();
        self.scratch.clear();
        let out = &mut self.scratch;
        let mut run = Run { entry: line, times: &mut self.times, out, line: None };
        !steps.is_empty() && run.steps(steps, 0).is_some()
    }

    fn parse(&mut self, entry: &[u8], _names: &mut FieldNames, out: &mut Parsed) -> bool {
        let Some(end) = self.run(entry, out).filter(|_| !entry.starts_with(b"{\"")) else {
            return false;
        };
        let end = skip_blanks(entry, end);
        // Lines that other formats of the source let join one that is whole are left as they are.
        let is_more_lines = self.ends_in_line && matches!(entry.get(end), Some(b'\r' | b'\n'));
        if end < entry.len() && !is_more_lines {
            return false;
        }
        if !self.has_level && out.level == Level::Unknown {
            let message = out.text(entry, out.message);
            out.level = level_at_start(message).unwrap_or(Level::Unknown);
        }
        true
    }
}

impl PatternParser {
    /// Runs all steps; returns where they end.
    fn run(&mut self, entry: &[u8], out: &mut Parsed) -> Option<usize> {
        let mut run = Run { entry, times: &mut self.times, out, line: None };
        let at = begin(&self.steps, entry);
        let Some((first, heads)) = &mut self.heads else { return run.steps(&self.steps, at) };
        let (before, rest) = self.steps.split_at_checked(*first)?;
        let at = run.first_steps(before, at)?;
        if let Some(end) = heads.find(entry, at, run.out) {
            run.out.message = TextRef::from_range(end, entry.len());
            return Some(entry.len());
        }
        let first_field = run.out.fields.len();
        let done = run.steps(rest, at)?;
        let end = run.out.message.start as usize;
        heads.keep(entry, Region { at, end, first_field }, run.out);
        Some(done)
    }
}

/// A sentence that a program writes often: a pattern for part of an entry, used only for its fields.
pub(in crate::format) struct Sentence(Box<[Step]>);

impl Sentence {
    pub(in crate::format) fn new(pattern: &str, names: &mut FieldNames) -> Self {
        Self(Pattern::compile(pattern, &TimeShape::HEAD, names).steps)
    }

    /// Adds the fields of the sentence at `at`; false, and none, if it is another.
    pub(in crate::format) fn read(
        &self,
        entry: &[u8],
        at: usize,
        times: &mut TimeParser,
        out: &mut Parsed,
    ) -> bool {
        let n_fields = out.fields.len();
        let end = Run { entry, times, out, line: None }.steps(&self.0, at);
        let is_read = end.is_some_and(|end| skip_blanks(entry, end) == entry.len());
        if !is_read {
            out.fields.truncate(n_fields);
        }
        is_read
    }
}

struct Run<'a> {
    entry: &'a [u8],
    times: &'a mut TimeParser,
    out: &'a mut Parsed,
    /// The line that a field was last looked for in.
    line: Option<Line>,
}

/// What fields repeatedly need to know about their line.
#[derive(Clone, Copy)]
struct Line {
    end: usize,
    has_colour: bool,
}

impl Run<'_> {
    /// Runs the first steps: nearly always just a time, on which most lines of a trace fail at once.
    #[inline]
    fn first_steps(&mut self, steps: &[Step], at: usize) -> Option<usize> {
        match steps {
            [Step::Time(shapes, separator), rest @ ..] => {
                let at = self.time(shapes, *separator, at)?;
                if rest.is_empty() { Some(at) } else { self.steps(rest, at) }
            }
            _ => self.steps(steps, at),
        }
    }

    #[inline]
    fn time(&mut self, shapes: &[TimeShape], separator: Option<u8>, at: usize) -> Option<usize> {
        let text = self.entry.get(at..)?;
        // A line of a trace begins with no time, whatever the shapes.
        if !TimeParser::may_begin(*text.first()?) {
            return None;
        }
        if separator == Some(b'.') {
            return self.whole_secs(at);
        }
        if let Some(separator) = separator {
            let behind = if shapes == [TimeShape::DayMonthName] { 2 } else { 4 };
            if text.get(behind) != Some(&separator) {
                return None;
            }
        }
        let (reading, len) = shapes.iter().find_map(|&shape| self.times.parse(shape, text))?;
        self.out.set_time(reading);
        Some(at + len)
    }

    /// Ten digits of seconds, whatever the digits after the point mean.
    fn whole_secs(&mut self, at: usize) -> Option<usize> {
        let secs = self.entry.get(at..at + 10)?;
        let (reading, len) = self.times.parse(TimeShape::Epoch, secs)?;
        self.out.set_time(reading);
        (len == 10 && self.entry.get(at + 10) == Some(&b'.')).then_some(at + 10)
    }

    /// Runs all steps from `at` on: where they end, or `None` if one does not fit.
    fn steps(&mut self, steps: &[Step], mut at: usize) -> Option<usize> {
        for step in steps {
            at = self.step(step, at)?;
        }
        Some(at)
    }

    fn step(&mut self, step: &Step, at: usize) -> Option<usize> {
        match step {
            Step::Time(shapes, separator) => self.time(shapes, *separator, at),
            Step::Blanks => {
                let end = skip_coloured(self.entry, at);
                (end > at || end == self.entry.len()).then_some(end)
            }
            Step::MoreBlanks => {
                let before = self.entry.get(at.checked_sub(2)?..at)?;
                before.iter().all(|byte| is_blank(*byte)).then_some(at)
            }
            Step::MaybeBlanks => Some(skip_coloured(self.entry, at)),
            Step::LineEnd => {
                let end = line_end(self.entry, at);
                let is_end = self.entry.get(at..end)?.iter().all(u8::is_ascii_whitespace);
                (is_end && end < self.entry.len()).then_some(end + 1)
            }
            Step::Literal(literal) => {
                self.entry.get(at..)?.starts_with(literal).then_some(at + literal.len())
            }
            Step::LevelWord(form) => self.level_word(at, *form),
            Step::LevelLetter => {
                self.out.level = Level::from_letter(*self.entry.get(at)?)?;
                Some(at + 1)
            }
            Step::LevelNamed(named) => {
                self.level_named(at, named).or_else(|| self.level_word(at, LevelForm::Any))
            }
            Step::LevelOnly(named) => self.level_named(at, named),
            Step::Field(field) => self.field(field, at),
            Step::Optional(inner) => {
                let (n_fields, level) = (self.out.fields.len(), self.out.level);
                let end = self.steps(inner, at);
                if end.is_none() {
                    self.out.fields.truncate(n_fields);
                    self.out.level = level;
                }
                Some(end.unwrap_or(at))
            }
            Step::Message => {
                let start = skip_to_text(self.entry, at);
                self.out.message = TextRef::from_range(start, self.entry.len());
                Some(self.entry.len())
            }
            Step::MessageStart => {
                self.out.message = TextRef::from_range(at, self.entry.len());
                Some(at)
            }
            Step::MessageEnd => {
                let start = self.out.message.start as usize;
                self.out.message = TextRef::from_range(start, at);
                Some(at)
            }
            Step::MessageMore => Some(self.more_lines(at)),
        }
    }

    /// Adds the lines after `at`, the end of the first one, to a message that ended within it.
    fn more_lines(&mut self, at: usize) -> usize {
        let rest = self.entry.get(skip_blanks(self.entry, at)..).unwrap_or_default();
        if !matches!(rest, [b'\r' | b'\n', ..]) {
            return at;
        }
        let first = self.entry.len() + self.out.unescaped.len();
        let (start, len) = (self.out.message.start as usize, self.out.message.len as usize);
        let message = self.entry.get(start..start + len).unwrap_or_default();
        self.out.unescaped.extend_from_slice(message);
        self.out.unescaped.extend_from_slice(rest);
        let end = self.entry.len() + self.out.unescaped.len();
        self.out.message = TextRef::from_range(first, end);
        self.entry.len()
    }

    /// The line that goes on at `at`, where steps go forward only.
    fn line(&mut self, at: usize) -> Line {
        if let Some(line) = self.line.filter(|line| at <= line.end) {
            return line;
        }
        let rest = self.entry.get(at..).unwrap_or_default();
        let sign = memchr::memchr2(b'\n', ESCAPE, rest).map_or(self.entry.len(), |n| at + n);
        let has_colour = self.entry.get(sign) == Some(&ESCAPE);
        let end = if has_colour { line_end(self.entry, sign) } else { sign };
        let has_return = end > at && self.entry.get(end - 1..=end) == Some(b"\r\n");
        let end = end - usize::from(has_return);
        *self.line.insert(Line { end, has_colour })
    }

    fn level_word(&mut self, at: usize, form: LevelForm) -> Option<usize> {
        let at = at + colour_len(self.entry, at);
        let rest = self.entry.get(at..)?;
        if form != LevelForm::Three
            && let Some((level, len)) = Level::usual_word(rest)
            && (form == LevelForm::Any || is_set_apart(rest, len))
        {
            self.out.level = level;
            return Some(at + len + colour_len(self.entry, at + len));
        }
        let len = rest.iter().take(14).take_while(|byte| byte.is_ascii_alphanumeric()).count();
        let is_fit = match form {
            LevelForm::Any => true,
            LevelForm::Three => len == 3,
            LevelForm::Capitals => is_set_apart(rest, len),
        };
        if !is_fit {
            return None;
        }
        let (level, len) = match rest.get(len) {
            Some(0x80..) => Level::accented_word(rest)?,
            _ => (Level::from_word(rest.get(..len)?)?, len),
        };
        self.out.level = level;
        let end = at + len;
        Some(end + colour_len(self.entry, end))
    }

    /// A word or sign that this format has for a level.
    fn level_named(&mut self, at: usize, named: &[(Box<[u8]>, Level)]) -> Option<usize> {
        let start = at + colour_len(self.entry, at);
        let rest = self.entry.get(start..)?;
        let is_apart = |word: &[u8]| {
            !(word.last().is_some_and(u8::is_ascii_alphanumeric)
                && rest.get(word.len()).is_some_and(u8::is_ascii_alphanumeric))
        };
        let known = named.iter().find(|(word, _)| rest.starts_with(word) && is_apart(word));
        let (word, level) = known?;
        self.out.level = *level;
        let end = start + word.len();
        Some(end + colour_len(self.entry, end))
    }

    fn field(&mut self, field: &Field, at: usize) -> Option<usize> {
        let at = at + colour_len(self.entry, at);
        if field.class.reach == Reach::Quotes {
            return self.quoted(field, at);
        }
        let line = self.line(at);
        let end = field_end(self.entry, field, at, line.end)?;
        let value = self.entry.get(at..end)?;
        let value = if line.has_colour { without_colour(value) } else { value };
        let value_end = at + value.len();
        let is_fit = match field.class.meaning {
            Meaning::OneOf => field.values.iter().any(|known| is_word_or_numbered(known, value)),
            Meaning::Text | Meaning::Address | Meaning::Status | Meaning::Request => {
                (field.class.fits)(value)
            }
        };
        if field.class.meaning == Meaning::Status {
            let level = number(value).and_then(Level::from_http_status);
            self.out.level = level.unwrap_or(Level::Unknown);
        }
        if !is_fit {
            return None;
        }
        if let Some(id) = field.id {
            let start = skip_blanks(self.entry, at).min(value_end);
            let n_trailing = value.iter().rev().take_while(|&&byte| is_blank(byte)).count();
            let mut trimmed_end = (value_end - n_trailing).max(start);
            let address = self.entry.get(start..trimmed_end)?;
            let colon = field.port.and_then(|_| port_colon(address));
            let port = colon.map(|colon| (start + colon + 1, trimmed_end));
            trimmed_end = colon.map_or(trimmed_end, |colon| start + colon);
            // A lone dash stands for nothing.
            if trimmed_end > start && self.entry.get(start..trimmed_end) != Some(b"-") {
                if line.has_colour {
                    self.push_plain(id, start, trimmed_end);
                } else {
                    self.out.push(id, start, trimmed_end);
                }
            }
            if let (Some(id), Some((start, end))) = (field.port, port) {
                self.out.push(id, start, end);
            }
        }
        Some(end + colour_len(self.entry, end))
    }

    /// Text in quotes, without the quotes.
    fn quoted(&mut self, field: &Field, at: usize) -> Option<usize> {
        if self.entry.get(at) != Some(&b'"') {
            return None;
        }
        let end = closing_quote(self.entry, at + 1)?;
        let value = self.entry.get(at + 1..end)?;
        // Where there was no request, it is made of dashes.
        if let Some(parts) = field.request
            && value.iter().any(u8::is_ascii_alphanumeric)
            && push_request(self.entry, at + 1, end, parts, self.out)
        {
            return Some(end + 1);
        }
        if let Some(id) = field.id.filter(|_| !value.is_empty() && value != b"-") {
            self.out.push(id, at + 1, end);
        }
        Some(end + 1)
    }

    /// Adds a field without the colour codes inside.
    #[cold]
    fn push_plain(&mut self, id: FieldId, start: usize, end: usize) {
        let value = self.entry.get(start..end).unwrap_or_default();
        if memchr::memchr(ESCAPE, value).is_none() {
            self.out.push(id, start, end);
            return;
        }
        let first = self.entry.len() + self.out.unescaped.len();
        let mut at = 0;
        while let Some(&byte) = value.get(at) {
            let n_colour = colour_len(value, at);
            if n_colour == 0 {
                self.out.unescaped.push(byte);
            }
            at += n_colour.max(1);
        }
        let end = self.entry.len() + self.out.unescaped.len();
        self.out.fields.push((id, TextRef::from_range(first, end)));
    }
}

/// Whether `text` begins with a word that no sentence begins with.
fn is_set_apart(text: &[u8], len: usize) -> bool {
    let is_small = |byte: &u8| byte.is_ascii_lowercase();
    text.get(len) == Some(&b':') || !text.iter().take(len).any(is_small)
}

const ESCAPE: u8 = 0x1b;

/// The text without the colour codes at its end.
fn without_colour(value: &[u8]) -> &[u8] {
    let mut rest = value;
    // Every code ends in this letter, so that nearly all values cost one look.
    while rest.ends_with(b"m") {
        let code = memchr::memrchr(ESCAPE, rest).unwrap_or(rest.len());
        if code + colour_len(rest, code) != rest.len() || code == rest.len() {
            break;
        }
        rest = rest.get(..code).unwrap_or_default();
    }
    rest
}

fn skip_coloured(entry: &[u8], mut at: usize) -> usize {
    loop {
        at = skip_blanks(entry, at);
        let n_colour = colour_len(entry, at);
        if n_colour == 0 {
            return at;
        }
        at += n_colour;
    }
}

/// Skips blanks, colours and a line end before a message.
fn skip_to_text(entry: &[u8], at: usize) -> usize {
    let at = skip_coloured(entry, at);
    let rest = entry.get(at..).unwrap_or_default();
    at + if rest.starts_with(b"\r\n") { 2 } else { usize::from(rest.starts_with(b"\n")) }
}

/// The colon before the port of an address, if any; an IPv6 address has one only after brackets.
fn port_colon(address: &[u8]) -> Option<usize> {
    let colon = memchr::memrchr(b':', address)?;
    let (host, port) = (address.get(..colon)?, address.get(colon + 1..)?);
    let is_port = (1..=5).contains(&port.len()) && port.iter().all(u8::is_ascii_digit);
    let is_host = memchr::memchr(b':', host).is_none() || host.ends_with(b"]");
    (is_port && is_host).then_some(colon)
}

fn field_end(entry: &[u8], field: &Field, at: usize, line_end: usize) -> Option<usize> {
    let limit = match field.class.reach {
        Reach::Entry => return Some(entry.len()),
        Reach::Digits => return Some(at + run_len(entry.get(at..)?, u8::is_ascii_digit)),
        Reach::SignedDigits => {
            let is_in = |byte: &u8| byte.is_ascii_digit() || *byte == b'-';
            return Some(at + run_len(entry.get(at..)?, is_in));
        }
        Reach::Line | Reach::LineToLast => line_end,
        Reach::Word | Reach::Quotes => word_end(entry, at),
    };
    if field.ends.is_empty() {
        return Some(limit);
    }
    if field.class.reach == Reach::LineToLast {
        let is_end = |place: &usize| field.ends.iter().any(|end| ends_at(entry, *place, end));
        return (at..=limit).rev().find(is_end);
    }
    // The nearest of them; each is looked for only as far as the nearest so far.
    field
        .ends
        .iter()
        .fold(None, |nearest, end| one_end(entry, end, at, nearest.unwrap_or(limit)).or(nearest))
}

fn run_len(text: &[u8], is_in: impl Fn(&u8) -> bool) -> usize {
    text.iter().take_while(|byte| is_in(byte)).count()
}

/// The first place of `at..=limit` where `end` begins.
fn one_end(entry: &[u8], end: &[u8], mut at: usize, limit: usize) -> Option<usize> {
    let &first = end.first()?;
    loop {
        let rest = entry.get(at..limit)?;
        let found = if first == b' ' {
            memchr::memchr2(b' ', b'\t', rest)
        } else {
            memchr::memchr(first, rest)
        };
        let place = at + found.unwrap_or(rest.len());
        if ends_at(entry, place, end) {
            return Some(place);
        }
        if place >= limit {
            return None;
        }
        at = place + 1;
    }
}

/// Whether `end` begins at `at`; a space in it stands for a run of blanks, and a final one also for the end of the line.
fn ends_at(entry: &[u8], mut at: usize, end: &[u8]) -> bool {
    for &wanted in end {
        let here = entry.get(at).copied();
        if wanted != b' ' {
            if here != Some(wanted) {
                return false;
            }
            at += 1;
            continue;
        }
        let after = skip_coloured(entry, at);
        let is_line_end = matches!(here, None | Some(b'\r' | b'\n'));
        if after == at && !is_line_end {
            return false;
        }
        at = after;
    }
    true
}
