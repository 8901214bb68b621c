//! How well one layout reads a sample.

use super::leads::{Candidates, HeadTimes};
use super::lines::Lines;
use crate::format::parsed::is_misdated;
use crate::format::{Carries, FieldNames, Format, Framing, Layout, Parsed, Parser, Turn};
use crate::level::Level;
use crate::time::{Assumptions, Inferred, Stamp};

/// The longest entry assembled while scoring, in lines.
const MAX_ENTRY_LINES: usize = 200;
/// How many lines that look like heads an entry may still claim.
const MAX_STRANGE_LINES: usize = 3;

/// A layout that reads part of a sample.
pub(super) struct Scored {
    pub(super) id: &'static str,
    pub(super) layout: u16,
    pub(super) detail: String,
    pub(super) framing: Framing,
    pub(super) turn: Turn,
    pub(super) specificity: u32,
    /// Lines that could be heads and are read by this layout, as heads or within an entry.
    pub(super) n_covered: usize,
    entries: Vec<Entry>,
    /// Other lines that belong to it because the source says so: lines within entries, and asides.
    others: Vec<usize>,
    /// Lines that are parts of its entries although they have heads.
    parts: Vec<usize>,
}

/// An entry that a layout reads: the line that it starts on, and what was made of it.
#[derive(Clone, Copy)]
pub(super) struct Entry {
    pub(super) line: usize,
    pub(super) points: u32,
    /// Nanoseconds; layouts that read different times from a line disagree about it.
    pub(super) time: Option<i64>,
    has_time: bool,
    has_date: bool,
    has_level: bool,
    n_fields: usize,
}

/// A layout to be scored.
pub(super) struct Contestant<'a> {
    pub(super) format: &'static dyn Format,
    pub(super) layout: Layout<'a>,
    /// The times that lines begin with.
    pub(super) times: &'a HeadTimes,
    /// No other lines may start an entry.
    pub(super) candidates: &'a Candidates,
    /// The score of the layout that reads the same, if that is known.
    pub(super) twin: Option<&'a Scored>,
}

/// Scores a layout; `None` if it reads nothing.
pub(super) fn score(
    contestant: &Contestant<'_>,
    lines: &Lines<'_>,
    assumptions: Assumptions,
) -> Option<Scored> {
    let &Contestant { format, layout, times, candidates, twin } = contestant;
    if candidates.lines.is_empty() {
        return None;
    }
    let mut names = FieldNames::new();
    let mut parser = format.parser(layout, &mut names, assumptions);
    let mut is_start = |at: &usize| told(&mut parser, times, *at).starts(lines.line(*at));
    // Few lines are all typical: each is asked once.
    let are_few = candidates.typical.len() == candidates.lines.len();
    if !are_few && !candidates.typical.iter().any(&mut is_start) {
        return None;
    }
    let starts: Vec<usize> = candidates.lines.iter().copied().filter(is_start).collect();
    if starts.is_empty() {
        return None;
    }
    let (framing, carries) = (format.framing(layout), format.carries(layout));
    let is_declared = format.is_declared(layout);
    // Level and fields stand in what a carrier's line carries; and a header is no accident.
    let bonus = if is_declared || carries == Carries::Lines { 140 } else { 0 };
    let takes_all = is_declared || format.holds_text();
    let mut others = Vec::new();
    if is_declared {
        others.extend((0..lines.len()).filter(|at| parser.is_aside(lines.line(*at))));
    }
    let has_parts = format.card().has_parts;
    let mut entries = Vec::new();
    let mut parts = Vec::new();
    let mut n_covered = 0;
    let mut out = Parsed::default();
    for (place, &line) in starts.iter().enumerate() {
        let next = starts.get(place + 1).copied().unwrap_or(lines.len());
        let n_more = match framing {
            Framing::Lines | Framing::Mixed => 0,
            Framing::Headed => (next - line - 1).min(MAX_ENTRY_LINES),
        };
        let is_read = twin.filter(|twin| twin.framing == Framing::Lines && n_more == 0);
        let entry = if let Some(twin) = is_read {
            twin.entry_at(line)
        } else {
            out.clear();
            let text = lines.entry(line, line + 1 + n_more);
            // Of several lines, those that follow are as likely entries of their own.
            let is_read = told(&mut parser, times, line).parse(text, &mut names, &mut out)
                || (framing == Framing::Lines && {
                    out.clear();
                    parser.salvage(text, &mut names, &mut out)
                });
            is_read.then(|| Entry::new(line, text, &out, bonus))
        };
        if let Some(entry) = entry {
            entries.push(entry);
            if has_parts {
                let within = line + 1..=line + n_more;
                parts.extend(within.filter(|&at| parser.continues(lines.line(at))));
            }
            let strange = (line + 1..=line + n_more).filter(|&at| lines.is_head(at)).count();
            n_covered += 1 + if takes_all { strange } else { strange.min(MAX_STRANGE_LINES) };
            if takes_all {
                others.extend(line + 1..=line + n_more);
            }
        }
    }
    (!entries.is_empty()).then(|| Scored {
        id: format.id(),
        layout: layout.number,
        detail: layout.detail.to_owned(),
        framing,
        turn: format.turn(layout),
        specificity: format.specificity(layout),
        n_covered,
        entries,
        others,
        parts,
    })
}

/// A parser that has been told which time a line begins with.
fn told<'p>(parser: &'p mut Box<dyn Parser>, times: &HeadTimes, at: usize) -> &'p mut dyn Parser {
    if let Some(time) = times.get(at)
        && let Some(times) = parser.times()
    {
        times.recall(time);
    }
    parser.as_mut()
}

/// The most points of an entry of free text, which names no fields.
const MAX_TEXT_POINTS: u32 = 200;

/// Those of an entry with a time, a level and six fields.
const TELLING_POINTS: u32 = 260;

impl Entry {
    fn new(line: usize, text: &[u8], out: &Parsed, bonus: u32) -> Self {
        let is_misdated = out.time.is_some_and(|stamp| is_misdated(stamp, text));
        let has_time = (out.time.is_some() && !is_misdated) || out.is_time_out_of_range;
        let has_level = out.level != Level::Unknown;
        let is_dated = |stamp: &Stamp| !stamp.inferred.has(Inferred::DATE);
        let has_date = out.time.as_ref().is_none_or(is_dated) && has_time;
        let n_fields = out.fields.len();
        // An entry read counts most, then its time, its level and each field that it names.
        let n_counted = u32::try_from(n_fields.min(10)).unwrap_or(10);
        let points = 100 + 60 * u32::from(has_time) + 40 * u32::from(has_level) + 10 * n_counted;
        let points = points + bonus;
        let time = out.time.map(|stamp| stamp.at.0);
        Self { line, points, time, has_time, has_date, has_level, n_fields }
    }
}

impl Scored {
    pub(super) fn n_entries(&self) -> usize {
        self.entries.len()
    }

    pub(super) fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The entry that starts on a line.
    fn entry_at(&self, line: usize) -> Option<Entry> {
        let found = self.entries.binary_search_by_key(&line, |entry| entry.line).ok()?;
        self.entries.get(found).copied()
    }

    fn count(&self, is_it: impl Fn(&Entry) -> bool) -> usize {
        self.entries.iter().filter(|entry| is_it(entry)).count()
    }

    /// Whether most of its entries have a date.
    pub(super) fn has_dates(&self) -> bool {
        self.count(|entry| entry.has_date) * 2 > self.entries.len()
    }

    /// Orders layouts as the table of formats does.
    pub(super) fn place(&self) -> (&'static str, u16, &str) {
        (self.id, self.layout, &self.detail)
    }

    pub(super) fn layout(&self) -> Layout<'_> {
        Layout { number: self.layout, detail: &self.detail }
    }

    /// Whether most of its entries have a time, or a level and another field, or two other fields.
    pub(super) fn says_much(&self) -> bool {
        let n = self.entries.len();
        let n_fields: usize = self.entries.iter().map(|entry| entry.n_fields).sum();
        let has_levels = self.count(|entry| entry.has_level) * 2 > n;
        self.count(|entry| entry.has_time) * 2 > n
            || n_fields >= 2 * n
            || (has_levels && n_fields >= n)
    }

    fn left<'a>(&'a self, is_left: &'a [bool]) -> impl Iterator<Item = &'a Entry> {
        self.entries.iter().filter(|entry| is_left.get(entry.line) == Some(&true))
    }

    pub(super) fn n_left(&self, is_left: &[bool]) -> usize {
        self.left(is_left).count()
    }

    /// The points of the entries that start on remaining lines.
    pub(super) fn gain(&self, is_left: &[bool]) -> u32 {
        self.left(is_left).map(|entry| entry.points).sum()
    }

    /// Whether a format that is known finds so much in each of the remaining lines that none of them
    /// has it by chance.
    pub(super) fn is_telling(&self, is_left: &[bool]) -> bool {
        self.turn == Turn::First && self.left(is_left).all(|entry| entry.points >= TELLING_POINTS)
    }

    /// Whether this says at least as much about its lines as free text would; `text` computes the
    /// score of free text and is called only if it matters.
    pub(super) fn beats<'t>(
        &self,
        text: impl FnOnce() -> Option<&'t Self>,
        is_left: &[bool],
    ) -> bool {
        let (n_entries, points) =
            self.left(is_left).fold((0, 0), |(n, points), entry| (n + 1, points + entry.points));
        if points >= n_entries * MAX_TEXT_POINTS {
            return true;
        }
        let Some(text) = text() else { return true };
        let mut text_entries = text.entries.iter().peekable();
        let mut text_points = 0;
        for entry in self.left(is_left) {
            while text_entries.next_if(|text| text.line < entry.line).is_some() {}
            let same = text_entries.next_if(|text| text.line == entry.line);
            text_points += same.map_or(0, |text| text.points);
        }
        points >= text_points
    }

    /// Removes the lines of its entries.
    pub(super) fn mark(&self, is_left: &mut [bool]) {
        let lines = self.entries.iter().map(|entry| entry.line);
        for line in lines.chain(self.others.iter().chain(&self.parts).copied()) {
            if let Some(is_left) = is_left.get_mut(line) {
                *is_left = false;
            }
        }
    }

    /// "time, level and 3 fields".
    pub(super) fn what_each(&self) -> String {
        let n = self.entries.len().max(1);
        let n_fields = (self.entries.iter().map(|entry| entry.n_fields).sum::<usize>() + n / 2) / n;
        let mut parts = Vec::new();
        if self.count(|entry| entry.has_time) * 2 >= n {
            parts.push("time".to_owned());
        }
        if self.count(|entry| entry.has_level) * 2 >= n {
            parts.push("level".to_owned());
        }
        match n_fields {
            0 => {}
            1 => parts.push("1 field".to_owned()),
            n => parts.push(format!("{n} fields")),
        }
        match parts.pop() {
            None => "message only".to_owned(),
            Some(last) if parts.is_empty() => last,
            Some(last) => format!("{} and {last}", parts.join(", ")),
        }
    }
}
