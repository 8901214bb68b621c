//! Applies a plan to entries.
//!
//! Formats are tried in the plan's order for every entry, never the last successful one first:
//! the meaning of an entry must not depend on the entries before it.

use super::colours::{ESCAPE, PlainText, has_codes};
use super::pairs::Pairs;
use super::parsed::DayFrom;
use super::payload::{Payload, ReadByPlan, object_at};
use super::scan::first_line;
use super::{
    FieldNames, Framing, Layout, Parsed, Parser, Plan, PlanFormat, TextRef, Turn, format_by_id,
};
use crate::frame::{Carried, Heads, LineHead, RareBytes, is_wide};
use crate::time::Assumptions;

/// One format of the plan.
struct PlanParser {
    parser: Box<dyn Parser>,
    /// Whether there may be lines aside.
    is_declared: bool,
    /// What its entries take.
    head: LineHead,
    pairs: Option<Pairs>,
    payload: Option<Payload<SourceParser>>,
}

/// Whether the source's sample had colour codes: then no line is looked at with them, and those that
/// are spelled out are looked for too.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Codes {
    Unseen,
    Seen,
}

/// Parses the entries of one source.
pub struct SourceParser {
    parsers: Vec<PlanParser>,
    /// How many of the first formats parse only what is theirs; the next one takes everything else.
    n_choosy: usize,
    framing: Framing,
    /// Whether any of the formats carries lines.
    carries_lines: bool,
    /// Added to every time.
    shift_nanos: i64,
    /// Whether any of the formats has lines aside.
    has_asides: bool,
    /// Whether entries of any of the formats have parts with heads.
    has_parts: bool,
    codes: Codes,
    /// What is known of the line at hand.
    line_rare: RareBytes,
    /// The entry and the line at hand without what is no part of what they say.
    plain_entry: PlainText,
    plain_line: PlainText,
}

impl SourceParser {
    /// A parser for a plan; formats that this version does not know are left out.
    pub fn new(plan: &Plan, names: &mut FieldNames, assumptions: Assumptions) -> Self {
        let dates = plan.dates.or(assumptions.dates);
        let assumptions = Assumptions { dates, ..assumptions };
        let mut parsers = Vec::new();
        let mut has_parts = false;
        for format in &plan.formats {
            // An unknown format still takes its place, since places are reported.
            let known = format_by_id(&format.id).filter(|known| format.layout < known.n_layouts());
            let parser: Box<dyn Parser> = match known {
                Some(known) => known.parser(format.layout(), names, assumptions),
                None => Box::new(Nothing),
            };
            let takes_lines = known.is_some_and(|known| {
                let is_free = known.turn(format.layout()) == Turn::Last && format.layout == 0;
                let is_twin = known.reads_as(format.layout()).is_some();
                !is_free && !is_twin && known.framing(format.layout()) == Framing::Headed
            });
            let head = if takes_lines { LineHead::Takes } else { LineHead::Alone };
            let has_pairs = known.is_some_and(|known| known.card().has_pairs);
            let pairs = has_pairs.then(Pairs::default);
            let is_declared = known.is_some_and(|known| known.is_declared(format.layout()));
            has_parts |= known.is_some_and(|known| known.card().has_parts);
            let payload = known.zip(format.payload.as_deref()).map(|(known, plan)| {
                let inner = Self::new(plan, names, assumptions);
                Payload::new(known, format, inner, assumptions)
            });
            parsers.push(PlanParser { parser, is_declared, head, pairs, payload });
        }
        let takes_all = |format: &PlanFormat| {
            format_by_id(&format.id)
                .is_some_and(|known| known.turn(Layout::default()) == Turn::Last)
        };
        let n_choosy = plan.formats.iter().position(takes_all).unwrap_or(parsers.len());
        let has_lines =
            |format: &PlanParser| format.payload.as_ref().is_some_and(Payload::is_lines);
        let carries_lines = parsers.iter().any(has_lines);
        let has_asides = parsers.iter().any(|format| format.is_declared);
        let framing = plan.framing;
        Self {
            parsers,
            n_choosy,
            framing,
            carries_lines,
            shift_nanos: 0,
            has_asides,
            has_parts,
            codes: if plan.is_coloured { Codes::Seen } else { Codes::Unseen },
            line_rare: RareBytes::Perhaps,
            plain_entry: PlainText::default(),
            plain_line: PlainText::default(),
        }
    }

    /// The same, with all times shifted later by this much.
    #[must_use]
    pub fn shifted(self, shift_nanos: i64) -> Self {
        Self { shift_nanos, ..self }
    }

    /// Parses a whole `entry`, without its final line end, into `out`; returns the position in the plan of the format that could.
    ///
    /// If none could, the entry is all message. If [`Parsed::next`] points to another entry, the text
    /// before it must be parsed on its own.
    #[inline(never)]
    pub fn parse(&mut self, entry: &[u8], names: &mut FieldNames, out: &mut Parsed) -> u8 {
        if self.is_coded(entry) {
            return self.parse_coded(entry, names, out);
        }
        self.parse_plain(entry, names, out)
    }

    /// The same for an entry of whose bytes that much is known.
    #[inline]
    pub fn parse_noticed(
        &mut self,
        entry: &[u8],
        rare: RareBytes,
        names: &mut FieldNames,
        out: &mut Parsed,
    ) -> u8 {
        if rare == RareBytes::Perhaps || self.is_coloured() {
            return self.parse(entry, names, out);
        }
        self.parse_plain(entry, names, out)
    }

    #[inline]
    fn is_coloured(&self) -> bool {
        self.codes == Codes::Seen
    }

    #[inline]
    fn is_line_coded(&self) -> bool {
        self.line_rare == RareBytes::Perhaps || self.is_coloured()
    }

    /// Whether a text has more than what it says. Codes that are spelled out have to be looked for
    /// everywhere, which is done only where the sample had codes.
    fn is_coded(&self, text: &[u8]) -> bool {
        (self.is_coloured() || is_wide(text) || memchr::memchr(ESCAPE, text).is_some())
            && has_codes(text)
    }

    /// The same for an entry that has more than what it says.
    #[inline(never)]
    fn parse_coded(&mut self, entry: &[u8], names: &mut FieldNames, out: &mut Parsed) -> u8 {
        let mut plain = std::mem::take(&mut self.plain_entry);
        plain.set(entry);
        let place = self.parse_plain(plain.text(), names, out);
        plain.give_back(entry, out);
        out.has_codes = true;
        self.plain_entry = plain;
        place
    }

    #[inline]
    fn parse_plain(&mut self, entry: &[u8], names: &mut FieldNames, out: &mut Parsed) -> u8 {
        let Some(place) = self.place_of(entry, names, out) else {
            out.clear();
            out.message = TextRef::from_range(0, entry.len());
            return u8::try_from(self.parsers.len().saturating_sub(1)).unwrap_or(u8::MAX);
        };
        if self.shift_nanos != 0 {
            out.shift_time(self.shift_nanos);
        }
        place
    }

    /// The position of the first format that parses `entry`.
    // The one copy of the loop that every entry goes through, with all of it inlined.
    #[inline(never)]
    fn place_of(&mut self, entry: &[u8], names: &mut FieldNames, out: &mut Parsed) -> Option<u8> {
        for (place, format) in self.parsers.iter_mut().enumerate() {
            if place == self.n_choosy {
                break;
            }
            out.clear();
            if format.parse(entry, names, out) {
                out.settle_time(entry, format.day());
                return u8::try_from(place).ok();
            }
        }
        self.salvage_or_rest(entry, names, out)
    }

    /// The same for the formats after those that parse only what is theirs.
    #[inline(never)]
    fn salvage_or_rest(
        &mut self,
        entry: &[u8],
        names: &mut FieldNames,
        out: &mut Parsed,
    ) -> Option<u8> {
        let (choosy, others) = self.parsers.split_at_mut_checked(self.n_choosy)?;
        let salvaged = choosy.iter_mut().position(|format| {
            out.clear();
            format.parser.salvage(entry, names, out)
        });
        let place = salvaged.or_else(|| read_bare(choosy, entry, names, out)).or_else(|| {
            if let Some(next) = head_behind_return(choosy, entry) {
                out.clear();
                (out.message, out.next) = (TextRef::from_range(0, entry.len()), Some(next));
                return Some(self.n_choosy);
            }
            let parses = |format: &mut PlanParser| {
                out.clear();
                format.parse(entry, names, out)
            };
            Some(self.n_choosy + others.iter_mut().position(parses)?)
        })?;
        out.settle_time(entry, self.parsers.get(place)?.day());
        u8::try_from(place).ok()
    }
}

/// Reads an object that a carrier of this source carries, but which stands alone: the second on a line.
#[cold]
fn read_bare(
    choosy: &mut [PlanParser],
    entry: &[u8],
    names: &mut FieldNames,
    out: &mut Parsed,
) -> Option<usize> {
    object_at(entry)?;
    choosy.iter_mut().position(|format| {
        out.clear();
        format.payload.as_mut().is_some_and(|payload| payload.read_bare(entry, names, out))
    })
}

/// Where in the first line of `entry`, which nothing can parse, text behind a carriage return begins
/// like an entry: it was drawn over progress.
#[cold]
fn head_behind_return(choosy: &mut [PlanParser], entry: &[u8]) -> Option<usize> {
    let line = first_line(entry);
    memchr::memchr_iter(b'\r', line).map(|at| at + 1).find(|at| {
        let drawn = line.get(*at..).unwrap_or_default();
        choosy.iter_mut().any(|format| format.parser.starts(drawn))
    })
}

impl ReadByPlan for SourceParser {
    fn read(&mut self, entry: &[u8], names: &mut FieldNames, out: &mut Parsed) -> bool {
        // What a carrier unescapes may have codes that its line only spells out.
        if !self.is_coded(entry) {
            return self.place_of(entry, names, out).is_some();
        }
        let mut plain = std::mem::take(&mut self.plain_entry);
        plain.set(entry);
        let is_read = self.place_of(plain.text(), names, out).is_some();
        plain.give_back(entry, out);
        self.plain_entry = plain;
        is_read
    }
}

impl Heads for SourceParser {
    fn starts(&mut self, line: &[u8]) -> bool {
        (!self.is_coloured() && self.starts_plain(line))
            || (self.is_line_coded() && self.of_plain(line, false, Self::starts_plain_again))
    }

    #[inline]
    fn notice(&mut self, rare: RareBytes) {
        self.line_rare = rare;
    }

    fn joins_headless(&self) -> bool {
        self.framing == Framing::Headed
    }

    #[inline]
    fn is_mixed(&self) -> bool {
        self.framing == Framing::Mixed
    }

    fn head(&mut self, line: &[u8]) -> Option<LineHead> {
        let head = if self.is_coloured() { None } else { self.head_plain(line) };
        if head.is_some() || !self.is_line_coded() {
            return head;
        }
        self.of_plain(line, None, Self::head_plain)
    }

    #[inline]
    fn is_aside(&self, line: &[u8]) -> bool {
        let declared = || self.parsers.iter().filter(|format| format.is_declared);
        self.has_asides && declared().any(|format| format.parser.is_aside(line))
    }

    #[inline]
    fn carried<'l>(&'l mut self, line: &'l [u8]) -> Option<Carried<'l>> {
        if !self.carries_lines {
            return None;
        }
        self.carried_line(line)
    }
}

impl SourceParser {
    #[inline(never)]
    fn carried_line<'l>(&'l mut self, line: &'l [u8]) -> Option<Carried<'l>> {
        let is_coded = self.is_line_coded() && self.is_coded(line);
        let Self { parsers, plain_line, .. } = self;
        let line = if is_coded && plain_line.set(line) { plain_line.text() } else { line };
        parsers.iter_mut().find_map(|format| {
            let payload = format.payload.as_mut().filter(|payload| payload.is_lines())?;
            payload.carried(line)
        })
    }

    #[inline]
    fn starts_plain(&mut self, line: &[u8]) -> bool {
        let Self { parsers, has_parts, .. } = self;
        let is_part = *has_parts && parsers.iter_mut().any(|format| format.parser.continues(line));
        !is_part && parsers.iter_mut().any(|format| format.parser.starts(line))
    }

    fn head_plain(&mut self, line: &[u8]) -> Option<LineHead> {
        let Self { parsers, has_parts, .. } = self;
        let is_part = *has_parts && parsers.iter_mut().any(|format| format.parser.continues(line));
        if is_part {
            return None;
        }
        parsers.iter_mut().find_map(|format| format.parser.starts(line).then_some(format.head))
    }

    /// The same, compiled apart from what every line passes.
    #[inline(never)]
    fn starts_plain_again(&mut self, line: &[u8]) -> bool {
        self.starts_plain(line)
    }

    /// What `ask` says of a line without its codes: `none` if it has none and was asked with them.
    #[inline(never)]
    fn of_plain<T>(&mut self, line: &[u8], none: T, ask: fn(&mut Self, &[u8]) -> T) -> T {
        if !self.is_coded(line) {
            return if self.is_coloured() { ask(self, line) } else { none };
        }
        let mut plain = std::mem::take(&mut self.plain_line);
        plain.set(line);
        let answer = ask(self, plain.text());
        self.plain_line = plain;
        answer
    }
}

impl PlanParser {
    fn day(&self) -> DayFrom {
        if self.is_declared { DayFrom::Header } else { DayFrom::Entry }
    }

    #[inline]
    fn parse(&mut self, entry: &[u8], names: &mut FieldNames, out: &mut Parsed) -> bool {
        let Self { parser, pairs, payload, .. } = self;
        let (is_read, has_payload) = match payload {
            None => (parser.parse(entry, names, out), false),
            Some(payload) => match payload.parse(entry, parser.as_mut(), names, out) {
                Some(has_payload) => (true, has_payload),
                None => (false, false),
            },
        };
        // What is carried has its own pairs taken.
        if let Some(pairs) = pairs.as_mut().filter(|_| is_read && !has_payload) {
            pairs.add(entry, names, out);
        }
        is_read
    }
}

/// A parser for an unknown format.
struct Nothing;

impl Parser for Nothing {
    fn starts(&mut self, _line: &[u8]) -> bool {
        false
    }

    fn parse(&mut self, _entry: &[u8], _names: &mut FieldNames, _out: &mut Parsed) -> bool {
        false
    }
}
