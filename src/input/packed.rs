//! Sources inside other files: what is between them and the disk.
//!
//! How to reach a member of an archive is plain data: a range of the file, of what that unpacks to,
//! and so on. Whoever has it can read the member, right away or from the start. Where unpacking
//! stopped last is remembered, so members read one after another take one pass; only the time it takes
//! depends on that.

use std::collections::BTreeMap;

use super::chain::{Chain, Pulled, TextLimits};
use super::decoder::{DecodeError, PlanDecoder};
use super::storage::{ReadError, Storage};
use crate::units::{ByteSpan, SourceId};

/// How many raw bytes are requested at a time.
const RAW_STEP_BYTES: u64 = 1 << 20;

/// How many bytes are unpacked at a time.
const STEP_BYTES: usize = 256 << 10;

/// How much output is kept, for a caller that looks at the start of a member before reading it.
const KEPT_BYTES: u64 = 3 << 20;

/// How many bytes are unpacked on the way to a position before the caller is asked whether to
/// continue.
const BUSY_BYTES: u64 = 8 << 20;

/// How many unpackers stay where they stopped: as many as can nest, for two archives.
const MAX_CURSORS: usize = 10;

/// A range of what some decoders yield.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layer {
    /// What decodes the range before this one; empty if this is a part of it.
    pub decoders: Vec<PlanDecoder>,
    /// The range of the output.
    pub span: ByteSpan,
}

/// How to get the raw bytes of a source from the file that contains it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reach {
    /// The file, as a source.
    pub archive: SourceId,
    /// The first is a range of the file itself.
    pub layers: Vec<Layer>,
    /// How many bytes the file may unpack to, if the user chose a limit.
    pub unpack_limit: Option<u64>,
}

impl Reach {
    /// The whole file.
    pub fn whole(archive: SourceId, size: u64) -> Self {
        let span = ByteSpan { start: 0, end: size };
        Self { archive, layers: vec![Layer { decoders: Vec::new(), span }], unpack_limit: None }
    }

    /// A range of what this yields when decoded by `decoders`.
    #[must_use]
    pub fn within(&self, decoders: &[PlanDecoder], span: ByteSpan) -> Self {
        let mut layers = self.layers.clone();
        match layers.last_mut() {
            Some(last) if decoders.is_empty() => {
                let clip = |at: u64| last.span.start.saturating_add(at).min(last.span.end);
                last.span = ByteSpan { start: clip(span.start), end: clip(span.end) };
            }
            _ => layers.push(Layer { decoders: decoders.to_vec(), span }),
        }
        Self { layers, ..*self }
    }

    /// Whether its bytes come only in order.
    pub fn is_sequential(&self) -> bool {
        self.layers.len() > 1
    }

    /// How many bytes it has, as far as is known.
    pub fn len(&self) -> u64 {
        self.layers.last().map_or(0, |last| last.span.len())
    }

    /// Whether it has no bytes.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// A storage, and the sources inside its sources.
#[derive(Debug)]
pub struct Packed<S> {
    pub(crate) inner: S,
    limits: TextLimits,
    reaches: BTreeMap<SourceId, Reach>,
    /// How many sources lie in each file.
    n_within: BTreeMap<SourceId, usize>,
    /// The most recently used one is last.
    cursors: Vec<Cursor>,
    /// What a sequential source is waiting for: bytes of its file.
    wanted: BTreeMap<SourceId, ByteSpan>,
}

/// Part of what layers yield.
#[derive(Clone, Copy)]
struct Wanted<'a> {
    archive: SourceId,
    unpack_limit: Option<u64>,
    layers: &'a [Layer],
    /// Relative to the last layer's start.
    span: ByteSpan,
}

/// A file, and how much it may unpack to if the user chose a limit.
type Limited = (SourceId, Option<u64>);

/// An unpacker where it stopped.
#[derive(Debug)]
struct Cursor {
    archive: SourceId,
    unpack_limit: Option<u64>,
    /// What it unpacks, and how.
    below: Vec<Layer>,
    decoders: Vec<PlanDecoder>,
    chain: Chain,
    /// Next byte of what it unpacks.
    below_at: u64,
    /// The last output, from `text_start` on.
    text: Vec<u8>,
    text_start: u64,
    /// Nothing more comes out, and why.
    end: Option<Result<(), ReadError>>,
}

impl<S: Storage> Packed<S> {
    pub(crate) fn new(inner: S) -> Self {
        Self {
            inner,
            limits: TextLimits::default(),
            reaches: BTreeMap::new(),
            n_within: BTreeMap::new(),
            cursors: Vec::new(),
            wanted: BTreeMap::new(),
        }
    }

    /// How much anything unpacked from now on may yield.
    pub(crate) fn set_limits(&mut self, limits: TextLimits) {
        self.limits = limits;
        self.cursors.clear();
    }

    /// Says where a source is.
    pub(crate) fn place(&mut self, source: SourceId, reach: Reach) {
        self.displace(source);
        *self.n_within.entry(reach.archive).or_default() += 1;
        self.reaches.insert(source, reach);
    }

    /// Forgets where a source is; returns its file if nothing else lies in that.
    fn displace(&mut self, source: SourceId) -> Option<SourceId> {
        let archive = self.reaches.remove(&source)?.archive;
        let n_left = self.n_within.get_mut(&archive)?;
        *n_left = n_left.saturating_sub(1);
        if *n_left > 0 {
            return None;
        }
        self.n_within.remove(&archive);
        Some(archive)
    }

    /// Raw bytes of a file that a source inside it is waiting for.
    pub(crate) fn wanted(&self, source: SourceId) -> Option<(SourceId, ByteSpan)> {
        let archive = self.reaches.get(&source).map_or(source, |reach| reach.archive);
        Some((archive, *self.wanted.get(&archive)?))
    }

    /// Appends bytes of a range of what `reach` yields; fewer than requested only at its end.
    pub(crate) fn read_reach(
        &mut self,
        reach: &Reach,
        span: ByteSpan,
        out: &mut Vec<u8>,
    ) -> Result<u64, ReadError> {
        self.wanted.remove(&reach.archive);
        let mut budget = BUSY_BYTES;
        let &Reach { archive, ref layers, unpack_limit } = reach;
        let wanted = Wanted { archive, unpack_limit, layers, span };
        self.read_layers(wanted, out, &mut budget)
    }

    /// How many bytes a reach has and how many raw bytes belong to nothing, once all is unpacked.
    pub(crate) fn known_len(&self, reach: &Reach) -> Option<(u64, u64)> {
        let (last, below) = reach.layers.split_last()?;
        if last.decoders.is_empty() {
            return Some((last.span.len(), 0));
        }
        let of = (reach.archive, reach.unpack_limit);
        let cursor = self.cursors.iter().find(|at| at.unpacks(of, below, last))?;
        if cursor.text_end() < last.span.end {
            cursor.end.as_ref()?;
        }
        let end = cursor.text_end().min(last.span.end);
        Some((end.saturating_sub(last.span.start), cursor.chain.n_trailing()))
    }

    /// What stopped unpacking a reach before its end, as far as it was unpacked.
    pub(crate) fn broken(&self, reach: &Reach) -> Option<ReadError> {
        let (last, below) = reach.layers.split_last()?;
        let of = (reach.archive, reach.unpack_limit);
        let cursor = self.cursors.iter().find(|at| at.unpacks(of, below, last))?;
        cursor.end.as_ref()?.as_ref().err().copied()
    }

    /// Raw byte of the file that holds byte `at` of a reach, or, for one that is unpacked, how far
    /// unpacking has got.
    pub(crate) fn raw_at(&self, reach: &Reach, at: u64) -> u64 {
        let Some((last, below)) = reach.layers.split_last() else { return at };
        if last.decoders.is_empty() && below.is_empty() {
            return last.span.start + at;
        }
        let of = (reach.archive, reach.unpack_limit);
        let cursor = self.cursors.iter().find(|at| at.unpacks(of, below, last));
        cursor.map_or(0, |cursor| self.raw_place(cursor))
    }

    /// Bytes in memory, roughly.
    pub(crate) fn size_bytes(&self) -> usize {
        self.cursors.iter().map(|at| at.text.capacity() + at.chain.size_bytes()).sum()
    }

    fn read_layers(
        &mut self,
        wanted: Wanted<'_>,
        out: &mut Vec<u8>,
        budget: &mut u64,
    ) -> Result<u64, ReadError> {
        let Wanted { archive, unpack_limit, layers, span } = wanted;
        let Some((last, below)) = layers.split_last() else { return Ok(0) };
        let clip = |at: u64| last.span.start.saturating_add(at).min(last.span.end);
        let span = ByteSpan { start: clip(span.start), end: clip(span.end) };
        if last.decoders.is_empty() {
            return self.read_file(archive, span, out);
        }
        let of = (archive, unpack_limit);
        let known = self.cursors.iter().position(|at| at.unpacks(of, below, last));
        let known = known.map(|idx| self.cursors.remove(idx));
        let usable = known.filter(|cursor| cursor.text_start <= span.start);
        let Some(mut cursor) = usable.or_else(|| Cursor::start(of, below, last, self.limits))
        else {
            return Err(ReadError::Broken { why: DecodeError::Damaged { n_used: 0 }, at: 0 });
        };
        let outcome = self.read_cursor(&mut cursor, span, out, budget);
        if self.cursors.len() >= MAX_CURSORS {
            self.cursors.remove(0);
        }
        self.cursors.push(cursor);
        outcome
    }

    fn read_file(
        &mut self,
        archive: SourceId,
        span: ByteSpan,
        out: &mut Vec<u8>,
    ) -> Result<u64, ReadError> {
        match self.inner.read(archive, span, out) {
            Ok(()) => Ok(span.len()),
            Err(why) => {
                if why == ReadError::NotHere {
                    self.wanted.insert(archive, span);
                }
                Err(why)
            }
        }
    }

    fn read_cursor(
        &mut self,
        cursor: &mut Cursor,
        span: ByteSpan,
        out: &mut Vec<u8>,
        budget: &mut u64,
    ) -> Result<u64, ReadError> {
        while cursor.text_end() < span.end && cursor.end.is_none() {
            if *budget == 0 {
                return Err(ReadError::Busy);
            }
            cursor.let_go_before(span.start.saturating_sub(KEPT_BYTES));
            let before = cursor.text.len();
            match cursor.chain.pull(&mut cursor.text, STEP_BYTES) {
                Ok(Pulled::Some) => {}
                Ok(Pulled::Over) => cursor.end = Some(Ok(())),
                Ok(Pulled::NeedsRaw) => self.feed(cursor, budget)?,
                Err(why) => {
                    let at = self.raw_place(cursor);
                    cursor.end = Some(Err(ReadError::Broken { why, at }));
                }
            }
            let n_given = (cursor.text.len() - before) as u64;
            *budget = budget.saturating_sub(n_given.max(1));
        }
        let part = cursor.part(span);
        // What came before damage is good; only there is it told.
        if part.is_empty() && !span.is_empty() {
            return cursor.end.unwrap_or(Ok(())).map(|()| 0);
        }
        out.extend_from_slice(part);
        Ok(part.len() as u64)
    }

    fn feed(&mut self, cursor: &mut Cursor, budget: &mut u64) -> Result<(), ReadError> {
        let span = ByteSpan { start: cursor.below_at, end: cursor.below_at + RAW_STEP_BYTES };
        let mut raw = Vec::new();
        let &mut Cursor { archive, unpack_limit, ref below, .. } = cursor;
        let wanted = Wanted { archive, unpack_limit, layers: below, span };
        let read = self.read_layers(wanted, &mut raw, budget);
        match read {
            Ok(0) => cursor.chain.end_input(),
            Ok(n_read) => {
                cursor.below_at += n_read;
                if let Some(input) = cursor.chain.input() {
                    input.append(&mut raw);
                }
            }
            Err(broken @ ReadError::Broken { .. }) => cursor.end = Some(Err(broken)),
            Err(why) => return Err(why),
        }
        Ok(())
    }

    /// Raw byte of the file that a cursor has reached.
    fn raw_place(&self, cursor: &Cursor) -> u64 {
        let used = cursor.below_at.saturating_sub(cursor.chain.n_unused());
        let Some((last, below)) = cursor.below.split_last() else { return used };
        if last.decoders.is_empty() {
            return last.span.start + used;
        }
        let of = (cursor.archive, cursor.unpack_limit);
        let lower = self.cursors.iter().find(|at| at.unpacks(of, below, last));
        lower.map_or(0, |lower| self.raw_place(lower))
    }
}

impl Cursor {
    fn start(of: Limited, below: &[Layer], last: &Layer, limits: TextLimits) -> Option<Self> {
        let (archive, unpack_limit) = of;
        let size = below.last().map_or(0, |layer| layer.span.len());
        Some(Self {
            archive,
            unpack_limit,
            below: below.to_vec(),
            decoders: last.decoders.clone(),
            chain: Chain::start(&last.decoders, size, limits.or_told(unpack_limit))?,
            below_at: 0,
            text: Vec::new(),
            text_start: 0,
            end: None,
        })
    }

    fn unpacks(&self, of: Limited, below: &[Layer], last: &Layer) -> bool {
        (self.archive, self.unpack_limit) == of
            && self.below == below
            && self.decoders == last.decoders
    }

    fn text_end(&self) -> u64 {
        self.text_start + self.text.len() as u64
    }

    /// What it has of a range.
    fn part(&self, span: ByteSpan) -> &[u8] {
        let place = |at: u64| {
            let place = usize::try_from(at.saturating_sub(self.text_start)).unwrap_or(usize::MAX);
            place.min(self.text.len())
        };
        self.text.get(place(span.start)..place(span.end)).unwrap_or_default()
    }

    fn let_go_before(&mut self, at: u64) {
        let n_old = usize::try_from(at.saturating_sub(self.text_start)).unwrap_or(usize::MAX);
        let n_old = n_old.min(self.text.len());
        // Moving what stays costs as much as it is long: seldom is enough.
        if n_old as u64 >= KEPT_BYTES || n_old == self.text.len() {
            self.text.drain(..n_old);
            self.text_start += n_old as u64;
        }
    }
}

impl<S: Storage> Storage for Packed<S> {
    fn read(
        &mut self,
        source: SourceId,
        span: ByteSpan,
        out: &mut Vec<u8>,
    ) -> Result<(), ReadError> {
        let Some(reach) = self.reaches.get(&source).cloned() else {
            return self.inner.read(source, span, out);
        };
        let before = out.len();
        match self.read_reach(&reach, span, out) {
            Ok(n_read) if n_read == span.len() => Ok(()),
            Ok(_) => {
                out.truncate(before);
                Err(ReadError::Changed)
            }
            Err(why) => {
                out.truncate(before);
                Err(why)
            }
        }
    }

    fn read_on(
        &mut self,
        source: SourceId,
        span: ByteSpan,
        out: &mut Vec<u8>,
    ) -> Result<u64, ReadError> {
        let Some(reach) = self.reaches.get(&source).cloned() else {
            return self.inner.read_on(source, span, out);
        };
        match self.read_reach(&reach, span, out)? {
            0 if !span.is_empty() => Err(ReadError::Changed),
            n_read => Ok(n_read),
        }
    }

    fn is_sequential(&self, source: SourceId) -> bool {
        match self.reaches.get(&source) {
            Some(reach) => reach.is_sequential(),
            None => self.inner.is_sequential(source),
        }
    }

    fn can_reread(&self, source: SourceId) -> bool {
        match self.reaches.get(&source) {
            // To show one row all before it would have to be unpacked again.
            Some(reach) => !reach.is_sequential() && self.inner.can_reread(reach.archive),
            None => self.inner.can_reread(source),
        }
    }

    fn forget(&mut self, source: SourceId) {
        let unused = self.displace(source);
        self.inner.forget(source);
        self.cursors.retain(|at| at.archive != source && Some(at.archive) != unused);
    }
}
