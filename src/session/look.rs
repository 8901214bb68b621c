//! What bytes are: the decoders that turn them into text, and the beginning of that text.

use super::overrule::Overrule;
use super::source::ReadPlan;
use crate::format::detect_told;
use crate::input::{
    BOM, Chain, ContentKind, FirstBytes, MAX_LINKS, PlanDecoder, Pulled, ReadError, SNIFF_BYTES,
    Sniffed, TextLimits, ToldEncoding, Walk, sniff,
};
use crate::units::{ByteSpan, UnixNanos};

/// How much text detection looks at.
pub(super) const SAMPLE_BYTES: usize = 256 << 10;

/// How many raw bytes are decompressed at a time for it, and how many at most.
pub(super) const RAW_STEP_BYTES: u64 = 1 << 20;
const RAW_SAMPLE_BYTES: u64 = 16 << 20;

/// How many NUL bytes in front of its text are passed over in what is decompressed.
const MAX_ZEROS: usize = 256 << 20;

/// Reads raw bytes of a source; returns how many, fewer only at its end.
pub(super) type ReadRaw<'a> = &'a mut dyn FnMut(ByteSpan, &mut Vec<u8>) -> Result<u64, ReadError>;

/// A source to examine.
pub(super) struct Unknown<'a> {
    pub(super) size: u64,
    /// What its bytes are known to be decoded by first.
    pub(super) lead: &'a [PlanDecoder],
    /// The encoding of its text, if the user chose one.
    pub(super) encoding: Option<&'a str>,
    /// Its bytes only come in order, so no more are examined than are kept.
    pub(super) is_sequential: bool,
}

/// What a source is.
pub(super) struct Look {
    pub(super) sniffed: Sniffed,
    pub(super) decoders: Vec<PlanDecoder>,
    /// The first output of the decoders.
    pub(super) sample: Vec<u8>,
}

impl Look {
    /// The start of its text; empty if it is not read.
    pub(super) fn text(&self) -> &[u8] {
        let is_read = matches!(self.sniffed.kind, ContentKind::Text | ContentKind::Stream);
        let sample = if is_read { self.sample.as_slice() } else { &[] };
        sample.strip_prefix(BOM).unwrap_or(sample)
    }

    /// How to read a source of this kind that was last modified at `modified`.
    pub(super) fn plan(&self, modified: UnixNanos, overrule: &Overrule) -> ReadPlan {
        let assumptions = overrule.assumptions(modified);
        let mut formats = detect_told(self.text(), assumptions, &overrule.told);
        if !matches!(self.sniffed.seems.as_str(), "" | "text") {
            formats.why = format!("{}; the source is {}", formats.why, self.sniffed.seems);
        }
        ReadPlan {
            content: self.sniffed.kind,
            decoders: self.decoders.clone(),
            unpack_limit: overrule.unpack_limit,
            formats,
            assumptions,
            shift_secs: overrule.shift_secs,
        }
    }
}

/// Examines the first bytes of a source and what they decode to.
pub(super) fn look(unknown: &Unknown<'_>, read: ReadRaw<'_>) -> Result<Look, ReadError> {
    let mut decoders = unknown.lead.to_vec();
    let mut seems: Vec<&str> = Vec::new();
    let mut sample = if decoders.is_empty() {
        let mut sample = Vec::new();
        let end = unknown.size.min(SAMPLE_BYTES as u64);
        read(ByteSpan { start: 0, end }, &mut sample)?;
        if is_hole(&sample) && !unknown.is_sequential {
            sample = sample_behind_hole(unknown.size, sample, read)?;
        }
        sample
    } else {
        decoded_sample(unknown, &decoders, read)?
    };
    let mut told = ToldEncoding::new(unknown.encoding);
    let mut archive = Walk::start(&sample);
    while archive.is_none()
        && decoders.len() < MAX_LINKS
        && let Some((codec, decoder)) = told.recognise(FirstBytes { bytes: &sample })
    {
        decoders.push(decoder);
        seems.insert(0, codec.seems);
        sample = decoded_sample(unknown, &decoders, read)?;
        archive = Walk::start(&sample);
    }
    let found = match &archive {
        Some(walk) => Sniffed { kind: ContentKind::Archive, seems: walk.seems().to_owned() },
        None => sniff(sample.get(..SNIFF_BYTES).unwrap_or(&sample)),
    };
    // Who names the encoding of its text wants it read whatever it seems to be.
    let found = match (found.kind, unknown.encoding) {
        (ContentKind::Binary, Some(_)) => {
            Sniffed { kind: ContentKind::Text, seems: "text".to_owned() }
        }
        _ => found,
    };
    let sniffed = match found.kind {
        _ if decoders.is_empty() => found,
        kind @ (ContentKind::Binary | ContentKind::Archive) => {
            seems.insert(0, found.seems.as_str());
            Sniffed { kind, seems: seems.join(" in ") }
        }
        ContentKind::Text | ContentKind::Stream | ContentKind::Empty => {
            Sniffed { kind: ContentKind::Stream, seems: seems.join(" in ") }
        }
    };
    Ok(Look { sniffed, decoders, sample })
}

/// Whether a whole sample is NUL bytes: a log that was emptied while its writer kept its place has any
/// number of them in front.
fn is_hole(sample: &[u8]) -> bool {
    sample.len() >= SAMPLE_BYTES && sample.iter().all(|byte| *byte == 0)
}

/// The first text behind a hole, or `sample` if there is none. What is not NUL is looked for at
/// places twice as far each time, and then between the last two.
fn sample_behind_hole(size: u64, sample: Vec<u8>, read: ReadRaw<'_>) -> Result<Vec<u8>, ReadError> {
    const PIECE_BYTES: u64 = 4 << 10;
    let mut piece = Vec::new();
    let mut is_empty = |at: u64| -> Result<bool, ReadError> {
        piece.clear();
        read(ByteSpan { start: at, end: size.min(at + PIECE_BYTES) }, &mut piece)?;
        Ok(piece.iter().all(|byte| *byte == 0))
    };
    let (mut hole_end, mut text_at) = (SAMPLE_BYTES as u64, SAMPLE_BYTES as u64);
    while is_empty(text_at)? {
        hole_end = size.min(text_at + PIECE_BYTES);
        if hole_end == size {
            return Ok(sample);
        }
        text_at = (hole_end * 2).min(size - PIECE_BYTES);
    }
    while text_at - hole_end > SAMPLE_BYTES as u64 {
        let between = hole_end + (text_at - hole_end) / 2;
        if is_empty(between)? { hole_end = between } else { text_at = between }
    }
    let mut found = Vec::new();
    read(ByteSpan { start: hole_end, end: size.min(text_at + SAMPLE_BYTES as u64) }, &mut found)?;
    let n_zeros = found.iter().take_while(|byte| **byte == 0).count();
    found.drain(..n_zeros);
    found.truncate(SAMPLE_BYTES);
    let is_text = sniff(found.get(..SNIFF_BYTES).unwrap_or(&found)).kind == ContentKind::Text;
    Ok(if is_text { found } else { sample })
}

/// As much decoded text as detection would see of a plain source.
fn decoded_sample(
    unknown: &Unknown<'_>,
    decoders: &[PlanDecoder],
    read: ReadRaw<'_>,
) -> Result<Vec<u8>, ReadError> {
    let mut sample = Vec::new();
    let Some(mut chain) = Chain::start(decoders, unknown.size, TextLimits::default()) else {
        return Ok(sample);
    };
    let max_raw = if unknown.is_sequential { RAW_STEP_BYTES } else { RAW_SAMPLE_BYTES };
    let mut raw_at = 0;
    let mut is_over = unknown.size == 0;
    let mut n_zeros = 0;
    while sample.len() < SAMPLE_BYTES {
        match chain.pull(&mut sample, SAMPLE_BYTES) {
            Ok(Pulled::Some) => {}
            Ok(Pulled::NeedsRaw) if is_over => chain.end_input(),
            Ok(Pulled::NeedsRaw) if raw_at < max_raw => {
                let end = unknown.size.min(raw_at + RAW_STEP_BYTES);
                let Some(input) = chain.input() else { break };
                match read(ByteSpan { start: raw_at, end }, input) {
                    Ok(n_read) => {
                        is_over = n_read < end - raw_at || end == unknown.size;
                        raw_at = end;
                    }
                    // Whoever hands over bytes hands over those at the front first.
                    Err(ReadError::NotHere) if raw_at > 0 => break,
                    Err(why) => return Err(why),
                }
            }
            // Damage is reported when the source is read; the sample is what comes before it.
            Ok(Pulled::NeedsRaw | Pulled::Over) | Err(_) => break,
        }
        if is_hole(&sample) && n_zeros < MAX_ZEROS {
            n_zeros += sample.len();
            sample.clear();
        }
    }
    sample.truncate(SAMPLE_BYTES);
    Ok(sample)
}
