//! Program output in which whatever ran or collected it has put a prefix before each line: the names
//! of containers, a time.

use super::continuation::is_continuation;
use super::parsed::stream_of;
use super::{
    Carries, FieldNames, Format, FormatCard, Framing, Layout, Lead, Parsed, Parser, TextRef,
};
use crate::level::Level;
use crate::time::{Assumptions, Reading, TimeParser, TimeShape};
use crate::units::FieldId;

mod heads;

pub(super) use heads::{
    dns_len, is_dns, is_name, name_len, skip_escapes, skip_one_blank, skip_reset,
};

/// A way of prefixing lines. Layout 1, if there is one, has a time after the prefix.
pub(super) struct PrefixFormat {
    pub(super) card: FormatCard,
    /// Names of the parts of the prefix.
    pub(super) names: &'static [&'static str],
    pub(super) head: ReadHead,
    pub(super) lead: Lead,
    /// Whether the container engine may add the time of each line.
    pub(super) has_times: bool,
    /// The minimum share of a sample's lines that must have it, in percent.
    pub(super) min_share: usize,
}

/// The prefix of a line.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct LinePrefix {
    pub(super) time: Option<Reading>,
    pub(super) level: Level,
    /// Start and end of the named parts; empty for missing ones.
    pub(super) parts: [(usize, usize); 3],
    /// Where the carried line starts.
    pub(super) text: usize,
}

pub(super) type ReadHead = fn(&[u8], &mut TimeParser) -> Option<LinePrefix>;

/// The head of a line in a layout.
fn head_of(read: ReadHead, layout: u16, line: &[u8], times: &mut TimeParser) -> Option<LinePrefix> {
    let mut head = read(line, times)?;
    if layout == 1 {
        let (reading, len) = times.parse(TimeShape::Iso, line.get(head.text..)?)?;
        let end = head.text + len;
        let is_full = n_digits(line.get(head.text..end)?) == ENGINE_DIGITS;
        if !is_full || line.get(end).is_some_and(|&byte| byte != b' ') {
            return None;
        }
        head.time = Some(reading);
        head.text = (end + 1).min(line.len());
    }
    Some(head)
}

/// Digits after the point in times that engines add: always nine.
pub(super) const ENGINE_DIGITS: usize = 9;

/// Digits of the second.
pub(super) fn n_digits(time: &[u8]) -> usize {
    let fraction = time.iter().position(|&byte| byte == b'.').and_then(|at| time.get(at + 1..));
    fraction.unwrap_or_default().iter().take_while(|byte| byte.is_ascii_digit()).count()
}

impl Format for PrefixFormat {
    fn card(&self) -> &FormatCard {
        &self.card
    }

    fn framing(&self, _layout: Layout<'_>) -> Framing {
        Framing::Lines
    }

    fn n_layouts(&self) -> u16 {
        1 + u16::from(self.has_times)
    }

    /// Its layouts, if enough lines have the prefix; on a few it is chance.
    fn details(&self, lines: &[&[u8]]) -> Vec<(u16, String)> {
        let assumptions =
            Assumptions { not_after: crate::units::UnixNanos(0), offset_secs: 0, dates: None };
        let mut times = TimeParser::new(assumptions);
        let visible = || lines.iter().filter(|line| !line.trim_ascii().is_empty());
        let n = visible().filter(|line| (self.head)(line, &mut times).is_some()).count();
        let is_enough = n > 0 && n * 100 >= visible().count() * self.min_share;
        // A program may write its times so as well: what stands behind them tells.
        let is_known = !self.names.is_empty() || is_output(lines, self.head, &mut times);
        let layouts = if is_enough && is_known { 0..self.n_layouts() } else { 0..0 };
        layouts.map(|number| (number, String::new())).collect()
    }

    fn carries(&self, _layout: Layout<'_>) -> Carries {
        Carries::Lines
    }

    fn lead(&self, _layout: Layout<'_>) -> Lead {
        self.lead
    }

    fn specificity(&self, _layout: Layout<'_>) -> u32 {
        15
    }

    fn parser(
        &self,
        layout: Layout<'_>,
        names: &mut FieldNames,
        assumptions: Assumptions,
    ) -> Box<dyn Parser> {
        Box::new(PrefixedParser {
            head: self.head,
            layout: layout.number,
            names: self.names.iter().map(|name| names.intern(name.as_bytes())).collect(),
            times: TimeParser::new(assumptions),
        })
    }
}

struct PrefixedParser {
    head: ReadHead,
    layout: u16,
    names: Box<[FieldId]>,
    times: TimeParser,
}

impl Parser for PrefixedParser {
    fn starts(&mut self, line: &[u8]) -> bool {
        head_of(self.head, self.layout, line, &mut self.times).is_some()
    }

    fn parse(&mut self, entry: &[u8], _names: &mut FieldNames, out: &mut Parsed) -> bool {
        let Some(head) = head_of(self.head, self.layout, entry, &mut self.times) else {
            return false;
        };
        if let Some(reading) = head.time {
            out.set_time(reading);
        }
        out.level = head.level;
        let (mut first, mut last) = (usize::MAX, 0);
        for (name, (start, end)) in self.names.iter().zip(head.parts) {
            if start < end {
                out.push(*name, start, end);
                (first, last) = (first.min(start), last.max(end));
            }
        }
        out.stream = entry.get(first..last).map_or(0, stream_of);
        out.message = TextRef::from_range(head.text, entry.len());
        true
    }
}

/// Whether the text after the heads is arbitrary program output: it contains objects, other times and
/// addresses, or continuation lines, which no program would give a time of their own.
fn is_output(lines: &[&[u8]], head: ReadHead, times: &mut TimeParser) -> bool {
    let texts = lines.iter().filter_map(|line| line.get(head(line, times)?.text..));
    let (mut n, mut n_telling) = (0, 0);
    for text in texts {
        let is_level = Level::usual_word(text.trim_ascii_start()).is_some();
        let begins = text.first().is_some_and(|byte| byte.is_ascii_digit() || b"{[".contains(byte));
        let is_klog = matches!(text, [b'I' | b'W' | b'E' | b'F', b'0' | b'1', b'0'..=b'9', ..]);
        let goes_on = is_continuation(text) && !text.trim_ascii().is_empty();
        n += 1;
        n_telling += usize::from(begins || is_klog || (goes_on && !is_level));
    }
    n_telling * 10 >= n && n > 0
}
