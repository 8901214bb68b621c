//! The state of reading a head, and the parts that may come anywhere in it: the time and the level.

use super::bar::{BAR, bar_of};
use super::parts::Part;
use crate::format::marked::is_weak;
use crate::format::scan::is_blank;
use crate::level::Level;
use crate::time::find::{FoundTime, each_time};
use crate::time::{TimeParser, TimeShape};

/// How far into a line its time is searched for.
const TIME_REACH: usize = 80;

/// Which words before a colon are columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Labels {
    /// Those that do not occur in prose.
    Coded,
    /// Any; credible only if most lines have one.
    Any,
}

/// How the word for a level must be written to count at its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Case {
    Any,
    Capital,
}

/// Whether an element alone is enough to make what precedes it a head.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Strength {
    Weak,
    Strong,
}

/// Reads a head from left to right.
#[expect(clippy::struct_excessive_bools, reason = "facts that have nothing to do with each other")]
pub(super) struct HeadReader<'l> {
    pub(super) line: &'l [u8],
    pub(super) at: usize,
    pub(super) parts: Vec<Part>,
    /// The time, while it is still ahead.
    pub(super) time: Option<FoundTime>,
    pub(super) has_level: bool,
    pub(super) is_loose: bool,
    pub(super) has_time: bool,
    pub(super) labels: Labels,
    /// What separates columns.
    pub(super) bar: &'l [u8],
    /// Columns between bars have begun.
    pub(super) has_bars: bool,
    /// There was a colon or a dash, so what follows is probably the message.
    pub(super) is_labelled: bool,
    /// The previous element was the time.
    pub(super) is_after_time: bool,
    pub(super) was_time: bool,
    /// Where the head may end: the number of parts, and where the line continues.
    pub(super) ends: Vec<(usize, usize)>,
}

impl<'l> HeadReader<'l> {
    pub(super) fn new(line: &'l [u8], labels: Labels, times: &mut TimeParser) -> Self {
        let time = first_time(line, times);
        let bar = time.and_then(|time| bar_of(line, time.end));
        Self {
            line,
            at: 0,
            parts: Vec::new(),
            time,
            has_level: false,
            is_loose: false,
            has_time: false,
            labels,
            bar: bar.unwrap_or(BAR),
            has_bars: false,
            is_labelled: false,
            is_after_time: false,
            was_time: false,
            ends: Vec::new(),
        }
    }

    pub(super) fn rest(&self) -> &'l [u8] {
        self.line.get(self.at..).unwrap_or_default()
    }

    pub(super) fn take_time(&mut self, time: FoundTime) {
        self.parts.push(Part::time(time.shape));
        self.at = time.end;
        self.time = None;
        self.has_time = true;
        self.is_after_time = true;
    }

    /// Takes the level at this place, if it is set apart as one.
    pub(super) fn level(&mut self, case: Case) -> Option<Strength> {
        let rest = self.rest();
        let n = rest.iter().take(14).take_while(|byte| byte.is_ascii_alphanumeric()).count();
        let word = rest.get(..n)?;
        let is_end = rest.get(n).is_none_or(|byte| is_blank(*byte) || b":|,;]>)}".contains(byte))
            || rest.get(n..).is_some_and(|rest| rest.starts_with(self.bar));
        let is_capital = word.iter().all(u8::is_ascii_uppercase);
        if self.has_level || !is_end || !(is_capital || case == Case::Any) {
            return None;
        }
        if is_weak(word) && !is_capital {
            return None;
        }
        Level::from_word(word)?;
        self.is_loose = !is_capital && rest.get(n).is_none_or(|byte| is_blank(*byte));
        self.parts.push(Part::level());
        self.has_level = true;
        self.at += n;
        Some(Strength::Strong)
    }
}

/// The first time near the start of a line; a number only at the very start, a clock only early on.
fn first_time(line: &[u8], times: &mut TimeParser) -> Option<FoundTime> {
    let near = line.get(..line.len().min(TIME_REACH))?;
    let mut first = None;
    each_time(near, &TimeShape::ALL, times, |found| {
        let is_believed = if found.shape == TimeShape::Epoch {
            found.start <= 1 && found.end - found.start >= 10
        } else {
            found.shape != TimeShape::Clock || found.token <= 1
        };
        if is_believed {
            first = Some(found);
        }
        is_believed
    });
    // What the cut may have shortened is not known.
    first.filter(|found| found.end < near.len() || near.len() == line.len())
}
