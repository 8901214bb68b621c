//! How well one layout reads a sample.

use super::lines::Lines;
use crate::format::{Carries, FieldNames, Format, Framing, Layout, Parsed};
use crate::level::Level;
use crate::time::{Assumptions, Inferred, Stamp};

/// The longest entry that is put together while scoring, in lines.
const MAX_ENTRY_LINES: usize = 200;
/// Lines of an entry that are taken for its own although they look like heads.
const MAX_STRANGE_LINES: usize = 3;

/// A layout that reads some of a sample.
pub(super) struct Scored {
    pub(super) id: &'static str,
    pub(super) layout: u16,
    pub(super) detail: String,
    pub(super) framing: Framing,
    carries: Carries,
    pub(super) specificity: u32,
    /// Lines that could be heads and are read by this layout, as heads or within an entry.
    pub(super) n_covered: usize,
    entries: Vec<Entry>,
    n_times: usize,
    n_dated: usize,
    n_levels: usize,
    n_fields: usize,
}

/// An entry that a layout reads: the line that it starts on, and what was made of it.
#[derive(Clone, Copy)]
pub(super) struct Entry {
    pub(super) line: usize,
    pub(super) points: u32,
    /// Nanoseconds; layouts that read another time from a line do not mean the same.
    pub(super) time: Option<i64>,
}

/// Scores a layout; `None` if it reads nothing.
pub(super) fn score(
    format: &dyn Format,
    layout: Layout<'_>,
    lines: &Lines<'_>,
    assumptions: Assumptions,
) -> Option<Scored> {
    let mut names = FieldNames::new();
    let mut parser = format.parser(layout, &mut names, assumptions);
    let framing = format.framing(layout);
    let starts: Vec<bool> = (0..lines.len()).map(|at| parser.starts(lines.line(at))).collect();
    let mut scored = Scored {
        id: format.id(),
        layout: layout.number,
        detail: layout.detail.to_owned(),
        framing,
        carries: format.carries(layout),
        specificity: format.specificity(layout),
        n_covered: 0,
        entries: Vec::new(),
        n_times: 0,
        n_dated: 0,
        n_levels: 0,
        n_fields: 0,
    };
    let mut out = Parsed::default();
    for line in (0..lines.len()).filter(|&line| starts.get(line) == Some(&true)) {
        let n_more = match framing {
            Framing::Lines => 0,
            Framing::Headed => starts
                .iter()
                .skip(line + 1)
                .take(MAX_ENTRY_LINES)
                .take_while(|is_start| !**is_start)
                .count(),
        };
        out.clear();
        if parser.parse(lines.entry(line, line + 1 + n_more), &mut names, &mut out) {
            scored.add(line, &out);
            let strange = (line + 1..=line + n_more).filter(|&at| lines.is_head(at)).count();
            scored.n_covered += 1 + strange.min(MAX_STRANGE_LINES);
        }
    }
    (!scored.entries.is_empty()).then_some(scored)
}

impl Scored {
    fn add(&mut self, line: usize, out: &Parsed) {
        let has_time = out.time.is_some() || out.is_time_out_of_range;
        let has_level = out.level != Level::Unknown;
        let has_date = |stamp: &Stamp| !stamp.inferred.has(Inferred::DATE);
        self.n_times += usize::from(has_time);
        self.n_dated += usize::from(out.time.as_ref().is_none_or(has_date) && has_time);
        self.n_levels += usize::from(has_level);
        self.n_fields += out.fields.len();
        // An entry read counts most, then its time, its level and each field that it names.
        let n_fields = u32::try_from(out.fields.len().min(10)).unwrap_or(10);
        let points = 100 + 60 * u32::from(has_time) + 40 * u32::from(has_level) + 10 * n_fields;
        // Level and fields stand in what a carrier's line carries.
        let points = points + if self.carries == Carries::Lines { 140 } else { 0 };
        let time = out.time.map(|stamp| stamp.at.0);
        self.entries.push(Entry { line, points, time });
    }

    pub(super) fn n_entries(&self) -> usize {
        self.entries.len()
    }

    pub(super) fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// Whether most of its entries have a date.
    pub(super) fn has_dates(&self) -> bool {
        self.n_dated * 2 > self.entries.len()
    }

    /// Orders layouts as the table of formats does.
    pub(super) fn place(&self) -> (&'static str, u16, &str) {
        (self.id, self.layout, &self.detail)
    }

    pub(super) fn layout(&self) -> Layout<'_> {
        Layout { number: self.layout, detail: &self.detail }
    }

    /// Whether most of its entries say when, or two things more.
    pub(super) fn says_much(&self) -> bool {
        let n = self.entries.len();
        self.n_times * 2 > n || self.n_fields >= 2 * n
    }

    fn left<'a>(&'a self, is_left: &'a [bool]) -> impl Iterator<Item = &'a Entry> {
        self.entries.iter().filter(|entry| is_left.get(entry.line) == Some(&true))
    }

    pub(super) fn n_left(&self, is_left: &[bool]) -> usize {
        self.left(is_left).count()
    }

    /// The points of the entries that start on lines that are left.
    pub(super) fn gain(&self, is_left: &[bool]) -> u32 {
        self.left(is_left).map(|entry| entry.points).sum()
    }

    /// Whether this says at least as much about its lines as free text would.
    pub(super) fn beats(&self, text: Option<&Self>, is_left: &[bool]) -> bool {
        let Some(text) = text else { return true };
        let mut text_entries = text.entries.iter().peekable();
        let mut text_points = 0;
        for entry in self.left(is_left) {
            while text_entries.next_if(|text| text.line < entry.line).is_some() {}
            let same = text_entries.next_if(|text| text.line == entry.line);
            text_points += same.map_or(0, |text| text.points);
        }
        self.gain(is_left) >= text_points
    }

    /// Takes the lines of its entries away.
    pub(super) fn mark(&self, is_left: &mut [bool]) {
        for entry in &self.entries {
            if let Some(is_left) = is_left.get_mut(entry.line) {
                *is_left = false;
            }
        }
    }

    /// "time, level and 3 fields each".
    pub(super) fn what_each(&self) -> String {
        let n = self.entries.len().max(1);
        let n_fields = (self.n_fields + n / 2) / n;
        let mut parts = Vec::new();
        if self.n_times * 2 >= n {
            parts.push("time".to_owned());
        }
        if self.n_levels * 2 >= n {
            parts.push("level".to_owned());
        }
        match n_fields {
            0 => {}
            1 => parts.push("1 field".to_owned()),
            n => parts.push(format!("{n} fields")),
        }
        match parts.pop() {
            None => "message only".to_owned(),
            Some(last) if parts.is_empty() => format!("{last} each"),
            Some(last) => format!("{} and {last} each", parts.join(", ")),
        }
    }
}
