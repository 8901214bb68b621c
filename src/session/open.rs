//! The first look at a source: what it is, how to parse it, roughly when it happened.

use super::entry_reader::EntryReader;
use super::look::{Look, SAMPLE_BYTES, Unknown, look};
use super::overrule::DAY_NANOS;
use super::{Overrule, ReadPlan, Session};
use crate::format::SourceParser;
use crate::frame::{Scanner, Window};
use crate::input::{ContentKind, ReadError, Sniffed, Storage};
use crate::time::{Inferred, Stamp, end_of_named_day};
use crate::units::{ByteSpan, SourceId, UnixNanos};

/// How much text at the end of a plain source is searched for the latest time.
const TAIL_BYTES: u64 = 64 << 10;

/// The result of the first look.
#[derive(Clone, Debug, PartialEq)]
pub struct Opened {
    /// How to read the source.
    pub plan: ReadPlan,
    /// What its bytes are, in words.
    pub sniffed: Sniffed,
    /// Earliest and latest time in the sample: an estimate for the whole source.
    pub bounds: Option<(i64, i64)>,
}

impl<S: Storage> Session<S> {
    /// Looks at the beginning and the end of a named source.
    ///
    /// `modified` is when it was last modified; missing parts of its times are inferred from that.
    ///
    /// # Errors
    /// The storage's errors.
    pub fn open(&mut self, id: SourceId, modified: UnixNanos) -> Result<Opened, ReadError> {
        let seen = self.look_at(id)?;
        let size = self.sources.get(&id).map_or(0, |source| source.size);
        let mut plan = seen.plan(modified, &self.overrule_of(id));
        if plan.formats.dates.is_some_and(|dates| !dates.is_settled)
            && let Some(dates) = self.date_order_of(id, &seen, modified)?
        {
            let mut overrule = self.overrule_of(id);
            overrule.told.dates = Some(dates);
            plan = seen.plan(modified, &overrule);
        }
        if let Some(end) = self.named_day_of(id, modified)
            && self.has_clocks_alone(seen.text(), &plan)
        {
            plan.assumptions.not_after = end;
        }
        let mut bounds = self.bounds_of(seen.text(), &plan);
        let has_tail = seen.sniffed.kind == ContentKind::Text && size > SAMPLE_BYTES as u64;
        if has_tail && !self.storage.is_sequential(id) {
            let span = ByteSpan { start: size.saturating_sub(TAIL_BYTES), end: size };
            let mut tail = Vec::new();
            self.storage.read(id, span, &mut tail)?;
            let start = memchr::memchr(b'\n', &tail).map_or(0, |at| at + 1);
            let tail = tail.get(start..).unwrap_or_default();
            bounds = join(bounds, self.bounds_of(tail, &plan));
        }
        Ok(Opened { plan, sniffed: seen.sniffed, bounds })
    }

    /// The last instant of the day that a source's name has, if the source was not written then: a
    /// copy is younger than its text. A name may have the day on which it was given, which is up to
    /// a day after most of the text was written.
    fn named_day_of(&self, id: SourceId, modified: UnixNanos) -> Option<UnixNanos> {
        let source = self.sources.get(&id)?;
        let overrule = &source.overrule;
        let end = end_of_named_day(&source.name, overrule.offset_secs.unwrap_or(0))?;
        let is_copied = end.0.saturating_add(DAY_NANOS) < modified.0;
        (is_copied && overrule.last_year.is_none()).then_some(end)
    }

    /// Whether the times of a text are clocks without a date, all of them.
    fn has_clocks_alone(&mut self, text: &[u8], plan: &ReadPlan) -> bool {
        let (mut n_clocks, mut n_dated) = (0, 0);
        self.each_time(text, plan, |stamp| {
            let is_clock = stamp.inferred.has(Inferred::DATE);
            if is_clock { n_clocks += 1 } else { n_dated += 1 }
        });
        n_clocks > 0 && n_dated == 0
    }

    /// What a source is, the decoders that turn it into text, and the beginning of that text.
    pub(super) fn look_at(&mut self, id: SourceId) -> Result<Look, ReadError> {
        let Some(source) = self.sources.get(&id) else { return Err(ReadError::Unreadable) };
        let unknown = Unknown {
            size: source.size,
            lead: &source.lead,
            encoding: source.overrule.encoding.as_deref(),
            is_sequential: self.storage.is_sequential(id),
        };
        let storage = &mut self.storage;
        look(&unknown, &mut |span, out| storage.read(id, span, out).map(|()| span.len()))
    }

    /// What the user says about a source.
    pub(super) fn overrule_of(&self, id: SourceId) -> Overrule {
        self.sources.get(&id).map(|source| source.overrule.clone()).unwrap_or_default()
    }

    pub(super) fn bounds_of(&mut self, text: &[u8], plan: &ReadPlan) -> Option<(i64, i64)> {
        let mut bounds = None;
        self.each_time(text, plan, |stamp| bounds = join(bounds, Some((stamp.at.0, stamp.at.0))));
        bounds
    }

    /// Gives out the times of a text's entries.
    fn each_time(&mut self, text: &[u8], plan: &ReadPlan, mut take: impl FnMut(Stamp)) {
        let parser = SourceParser::new(&plan.formats, &mut self.names, plan.assumptions);
        let mut parser = parser.shifted(plan.shift_nanos());
        let mut scanner = Scanner::new(0, u64::MAX);
        let window = Window { text, base: 0, is_last: true };
        while let Some(framed) = scanner.next(&window, &mut parser) {
            let start = usize::try_from(framed.span.start).unwrap_or(usize::MAX);
            let end = usize::try_from(framed.span.end).unwrap_or(usize::MAX);
            let mut reader = EntryReader::new(&mut parser, &mut self.names);
            let entry = reader.read(text.get(start..end).unwrap_or_default());
            if let Some(stamp) = entry.time() {
                take(stamp);
            }
        }
    }
}

fn join(one: Option<(i64, i64)>, other: Option<(i64, i64)>) -> Option<(i64, i64)> {
    match (one, other) {
        (Some((a, b)), Some((c, d))) => Some((a.min(c), b.max(d))),
        (one, other) => one.or(other),
    }
}
