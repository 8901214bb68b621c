//! The first look at a source: what it is, how to parse it, about when it happened.

use super::{Overrule, ReadPlan, Session};
use crate::format::{Parsed, SourceParser, detect_told};
use crate::frame::{Scanner, Window};
use crate::input::{
    BOM, Chain, ContentKind, Head, MAX_LINKS, PlanDecoder, Pulled, ReadError, SNIFF_BYTES, Sniffed,
    Storage, TextLimits, ToldEncoding, sniff,
};
use crate::units::{ByteSpan, SourceId, UnixNanos};

/// Text that detection looks at.
const SAMPLE_BYTES: usize = 256 << 10;

/// Raw bytes that are decompressed at a time for it, and at most.
const RAW_STEP_BYTES: u64 = 1 << 20;
const RAW_SAMPLE_BYTES: u64 = 16 << 20;

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
        let overrule = self.overrule_of(id);
        let assumptions = overrule.assumptions(modified);
        let (sniffed, decoders, sample) = self.look(id, size)?;
        let is_read = matches!(sniffed.kind, ContentKind::Text | ContentKind::Stream);
        let sample = if is_read { sample } else { Vec::new() };
        let sample = sample.strip_prefix(BOM).unwrap_or(&sample);
        let mut formats = detect_told(sample, assumptions, &overrule.told);
        if sniffed.kind == ContentKind::Stream {
            formats.why = format!("{}; the source is {}", formats.why, sniffed.seems);
        }
        let content = sniffed.kind;
        let shift_secs = overrule.shift_secs;
        let plan = ReadPlan { content, decoders, formats, assumptions, shift_secs };
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

    /// What the user says about a source.
    pub(super) fn overrule_of(&self, id: SourceId) -> Overrule {
        self.sources.get(&id).map(|source| source.overrule.clone()).unwrap_or_default()
    }

    fn plain_sample(&mut self, id: SourceId, size: u64) -> Result<Vec<u8>, ReadError> {
        let mut sample = Vec::new();
        let span = ByteSpan { start: 0, end: size.min(SAMPLE_BYTES as u64) };
        self.storage.read(id, span, &mut sample)?;
        Ok(sample)
    }

    /// What a source is, the decoders that make text of it, and the first of that text.
    pub(super) fn look(
        &mut self,
        id: SourceId,
        size: u64,
    ) -> Result<(Sniffed, Vec<PlanDecoder>, Vec<u8>), ReadError> {
        let mut sample = self.plain_sample(id, size)?;
        let (mut decoders, mut seems) = (Vec::new(), Vec::new());
        let Overrule { encoding, .. } = self.overrule_of(id);
        let mut told = ToldEncoding::new(encoding.as_deref());
        while decoders.len() < MAX_LINKS
            && let Some((codec, decoder)) = told.recognise(Head { bytes: &sample })
        {
            decoders.push(decoder);
            seems.insert(0, codec.seems);
            sample = self.decoded_sample(id, size, &decoders)?;
        }
        let sniffed = match sniff(sample.get(..SNIFF_BYTES).unwrap_or(&sample)) {
            found if decoders.is_empty() => found,
            Sniffed { kind: ContentKind::Binary, seems: inner } => {
                seems.insert(0, inner.as_str());
                Sniffed { kind: ContentKind::Binary, seems: seems.join(" in ") }
            }
            _ => Sniffed { kind: ContentKind::Stream, seems: seems.join(" in ") },
        };
        Ok((sniffed, decoders, sample))
    }

    /// The same text that a plain source would give, decoded.
    fn decoded_sample(
        &mut self,
        id: SourceId,
        size: u64,
        decoders: &[PlanDecoder],
    ) -> Result<Vec<u8>, ReadError> {
        let mut sample = Vec::new();
        let Some(mut chain) = Chain::start(decoders, size, TextLimits::default()) else {
            return Ok(sample);
        };
        let mut raw_at = 0;
        while sample.len() < SAMPLE_BYTES {
            match chain.pull(&mut sample, SAMPLE_BYTES) {
                Ok(Pulled::Some) => {}
                Ok(Pulled::NeedsRaw) if raw_at < size.min(RAW_SAMPLE_BYTES) => {
                    let span = ByteSpan { start: raw_at, end: size.min(raw_at + RAW_STEP_BYTES) };
                    let Some(input) = chain.input() else { break };
                    match self.storage.read(id, span, input) {
                        Ok(()) => raw_at = span.end,
                        // Whoever hands over bytes hands over those at the front first.
                        Err(ReadError::NotHere) if raw_at > 0 => break,
                        Err(why) => return Err(why),
                    }
                }
                Ok(Pulled::NeedsRaw) if raw_at == size => chain.end_input(),
                // Damage is reported when the source is read; the sample is what comes before it.
                Ok(Pulled::NeedsRaw | Pulled::Over) | Err(_) => break,
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
