//! The first look at a source: what it is, how to parse it, about when it happened.

use super::{ReadPlan, Session};
use crate::format::{Parsed, SourceParser, detect_told};
use crate::frame::{Scanner, Window};
use crate::input::{BOM, ContentKind, Gunzip, ReadError, SNIFF_BYTES, Sniffed, Storage, sniff};
use crate::units::{ByteSpan, SourceId, UnixNanos};

/// Text that detection looks at.
const SAMPLE_BYTES: usize = 256 << 10;

/// Raw bytes that are decompressed for it at most.
const RAW_SAMPLE_BYTES: u64 = 1 << 20;

/// Text at the end of a plain source that is looked at for the latest time.
const TAIL_BYTES: u64 = 64 << 10;

/// What the first look brought.
#[derive(Clone, Debug, PartialEq)]
pub struct Opened {
    /// How to read the source.
    pub plan: ReadPlan,
    /// What its bytes are, in words.
    pub sniffed: Sniffed,
    /// Earliest and latest time in the sample: an estimate of the whole.
    pub bounds: Option<(i64, i64)>,
}

impl<S: Storage> Session<S> {
    /// Looks at the beginning and the end of a source that has a name already.
    ///
    /// `modified` is when it was last written: from it comes what its times leave out.
    ///
    /// # Errors
    /// Those of the storage.
    pub fn open(&mut self, id: SourceId, modified: UnixNanos) -> Result<Opened, ReadError> {
        let size = self.sources.get(&id).map_or(0, |source| source.size);
        let overrule =
            self.sources.get(&id).map(|source| source.overrule.clone()).unwrap_or_default();
        let assumptions = overrule.assumptions(modified);
        let mut head = Vec::new();
        let first = ByteSpan { start: 0, end: size.min(SNIFF_BYTES) };
        self.storage.read(id, first, &mut head)?;
        let sniffed = sniff(&head);
        let sample = match sniffed.kind {
            ContentKind::Text => self.plain_sample(id, size)?,
            ContentKind::Gzip => self.gzip_sample(id, size)?,
            ContentKind::Binary | ContentKind::Empty => Vec::new(),
        };
        let sample = sample.strip_prefix(BOM).unwrap_or(&sample);
        let formats = detect_told(sample, assumptions, &overrule.told);
        let content = sniffed.kind;
        let plan = ReadPlan { content, formats, assumptions, shift_secs: overrule.shift_secs };
        let mut bounds = self.bounds_of(sample, &plan);
        if sniffed.kind == ContentKind::Text && size > SAMPLE_BYTES as u64 {
            let span = ByteSpan { start: size.saturating_sub(TAIL_BYTES), end: size };
            let mut tail = Vec::new();
            self.storage.read(id, span, &mut tail)?;
            let start = memchr::memchr(b'\n', &tail).map_or(0, |at| at + 1);
            let tail = tail.get(start..).unwrap_or_default();
            bounds = join(bounds, self.bounds_of(tail, &plan));
        }
        Ok(Opened { plan, sniffed, bounds })
    }

    fn plain_sample(&mut self, id: SourceId, size: u64) -> Result<Vec<u8>, ReadError> {
        let mut sample = Vec::new();
        let span = ByteSpan { start: 0, end: size.min(SAMPLE_BYTES as u64) };
        self.storage.read(id, span, &mut sample)?;
        Ok(sample)
    }

    /// The same text that a plain source would give, decompressed.
    fn gzip_sample(&mut self, id: SourceId, size: u64) -> Result<Vec<u8>, ReadError> {
        let mut raw = Vec::new();
        let span = ByteSpan { start: 0, end: size.min(RAW_SAMPLE_BYTES) };
        self.storage.read(id, span, &mut raw)?;
        let mut sample = Vec::new();
        let mut gunzip = Gunzip::new();
        let mut n_used = 0;
        while n_used < raw.len() && sample.len() < SAMPLE_BYTES {
            let rest = raw.get(n_used..).unwrap_or_default();
            let room = SAMPLE_BYTES - sample.len();
            match gunzip.inflate(rest, &mut sample, room) {
                Ok(done) if done.n_used > 0 => n_used += done.n_used,
                // Damage is reported when the source is read; the sample is what comes before it.
                Ok(_) | Err(_) => break,
            }
        }
        sample.truncate(SAMPLE_BYTES);
        Ok(sample)
    }

    fn bounds_of(&mut self, text: &[u8], plan: &ReadPlan) -> Option<(i64, i64)> {
        let parser = SourceParser::new(&plan.formats, &mut self.names, plan.assumptions);
        let mut parser = parser.shifted(plan.shift_nanos());
        let mut scanner = Scanner::new(0, u64::MAX);
        let mut parsed = Parsed::default();
        let mut bounds = None;
        let window = Window { text, base: 0, is_last: true };
        while let Some(framed) = scanner.next(&window, &mut parser) {
            let start = usize::try_from(framed.span.start).unwrap_or(usize::MAX);
            let end = usize::try_from(framed.span.end).unwrap_or(usize::MAX);
            let entry = crate::frame::trim_line_ends(text.get(start..end).unwrap_or_default());
            parsed.clear();
            parser.parse(entry, &mut self.names, &mut parsed);
            bounds = join(bounds, parsed.time.map(|stamp| (stamp.at.0, stamp.at.0)));
        }
        bounds
    }
}

fn join(one: Option<(i64, i64)>, other: Option<(i64, i64)>) -> Option<(i64, i64)> {
    match (one, other) {
        (Some((a, b)), Some((c, d))) => Some((a.min(c), b.max(d))),
        (one, other) => one.or(other),
    }
}
