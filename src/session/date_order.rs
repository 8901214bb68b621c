//! The order of day, month and year in a source whose beginning leaves it open.
//!
//! It is decided before anything is read, once for the whole source, so that no entry depends on
//! those around it. Of a plain source pieces all over it are looked at. A stream has no other places
//! than the next, so it is unpacked a second time: up to the line that settles the order, which most
//! have within twelve days, or to a limit; beyond that the dates stay marked as inferred.

use super::Session;
use super::look::{Look, RAW_STEP_BYTES, SAMPLE_BYTES};
use crate::input::{Chain, ContentKind, Pulled, ReadError, Storage, TextLimits};
use crate::time::{NumericDates, OrderEvidence};
use crate::units::{ByteSpan, SourceId, UnixNanos};

/// How many pieces of a plain source are looked at, and how long each is.
const N_PIECES: u64 = 64;
const PIECE_BYTES: u64 = 4 << 10;

/// How much text of a stream is looked through: a second of a browser's worker where unpacking is
/// slowest, since opening is one step; and how much at a time.
const STREAM_BYTES: u64 = 32 << 20;
const PULL_BYTES: usize = 256 << 10;

impl<S: Storage> Session<S> {
    /// The order of dates in a source whose beginning leaves it open; none if no more can be seen.
    pub(super) fn date_order_of(
        &mut self,
        id: SourceId,
        seen: &Look,
        modified: UnixNanos,
    ) -> Result<Option<NumericDates>, ReadError> {
        let size = self.sources.get(&id).map_or(0, |source| source.size);
        if self.storage.is_sequential(id) {
            return Ok(None);
        }
        let found = match seen.sniffed.kind {
            ContentKind::Text if size > SAMPLE_BYTES as u64 => {
                self.dates_of_pieces(id, size, seen)?
            }
            ContentKind::Stream => self.dates_of_stream(id, size, seen, modified)?,
            ContentKind::Text | ContentKind::Archive | ContentKind::Binary | ContentKind::Empty => {
                return Ok(None);
            }
        };
        Ok(found.decide(modified))
    }

    /// What pieces all over a plain source say.
    fn dates_of_pieces(
        &mut self,
        id: SourceId,
        size: u64,
        seen: &Look,
    ) -> Result<OrderEvidence, ReadError> {
        let mut found = OrderEvidence::default();
        let mut add = |text: &[u8]| lines_of(text).for_each(|line| found.add_line(line));
        add(seen.text());
        let mut piece = Vec::new();
        for n in 1..=N_PIECES {
            let end = (size / N_PIECES).saturating_mul(n).max(PIECE_BYTES);
            let end = if n == N_PIECES { size } else { end };
            piece.clear();
            self.storage.read(
                id,
                ByteSpan { start: end - PIECE_BYTES.min(end), end },
                &mut piece,
            )?;
            // Its first line is likely a part of one.
            let start = memchr::memchr(b'\n', &piece).map_or(piece.len(), |at| at + 1);
            add(piece.get(start..).unwrap_or_default());
        }
        Ok(found)
    }

    /// What a stream says up to where it leaves one order, as far as it is looked through.
    fn dates_of_stream(
        &mut self,
        id: SourceId,
        size: u64,
        seen: &Look,
        modified: UnixNanos,
    ) -> Result<OrderEvidence, ReadError> {
        let mut found = OrderEvidence::default();
        let limits = TextLimits::default();
        let Some(mut chain) = Chain::start(&seen.decoders, size, limits) else { return Ok(found) };
        let (mut text, mut raw_at, mut n_left) = (Vec::new(), 0, STREAM_BYTES);
        let is_open =
            |found: &OrderEvidence| found.decide(modified).is_none_or(|dates| !dates.is_settled);
        while n_left > 0 && is_open(&found) {
            match chain.pull(&mut text, PULL_BYTES) {
                Ok(Pulled::Some) => {}
                Ok(Pulled::NeedsRaw) if raw_at >= size => chain.end_input(),
                Ok(Pulled::NeedsRaw) => {
                    let end = size.min(raw_at + RAW_STEP_BYTES);
                    let Some(input) = chain.input() else { break };
                    self.storage.read(id, ByteSpan { start: raw_at, end }, input)?;
                    raw_at = end;
                }
                // Damage is reported when the source is read.
                Ok(Pulled::Over) | Err(_) => break,
            }
            // A line that is longer than any sample tells nothing.
            let end = memchr::memrchr(b'\n', &text).map_or(0, |at| at + 1);
            let end = if text.len() > SAMPLE_BYTES { end.max(1) } else { end };
            lines_of(text.get(..end).unwrap_or_default()).for_each(|line| found.add_line(line));
            text.drain(..end);
            n_left = n_left.saturating_sub(end as u64);
        }
        Ok(found)
    }
}

fn lines_of(text: &[u8]) -> impl Iterator<Item = &[u8]> {
    text.split(|byte| *byte == b'\n')
}
