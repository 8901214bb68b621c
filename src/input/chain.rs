//! Decoders one after another: raw bytes in at the front, text out at the end.

use super::codecs::start;
use super::decoder::{DecodeError, Decoder, PlanDecoder, Raw};

/// How many bytes a decoder in the middle yields at a time.
const STEP_BYTES: usize = 256 << 10;

/// How often a decoder may yield nothing before the caller is asked whether to continue.
const MAX_TURNS: usize = 16;

/// How many decoders may follow each other: anything packed deeper is a trap.
pub const MAX_LINKS: usize = 8;

/// Why unpacking stopped at a limit, as a clause.
pub const TOO_MUCH: &str =
    "it unpacks to more than is allowed (default: 1,000 times its size or 64 GiB)";

/// How much text a source may yield.
///
/// The rest is not read: a few bytes can be made that unpack to more than any machine can hold. Where
/// the limit falls depends only on the source's size, not on how it is fed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TextLimits {
    /// Text per raw byte.
    pub ratio: u64,
    /// How much text is allowed regardless of the ratio.
    pub free_bytes: u64,
    /// Text in total.
    pub max_bytes: u64,
}

impl Default for TextLimits {
    fn default() -> Self {
        Self { ratio: 1_000, free_bytes: 1 << 20, max_bytes: 64 << 30 }
    }
}

impl TextLimits {
    /// These limits, or what the user allows instead: this many bytes, whatever the ratio.
    #[must_use]
    pub fn or_told(self, told: Option<u64>) -> Self {
        told.map_or(self, |bytes| Self { ratio: 0, free_bytes: bytes, max_bytes: bytes })
    }

    /// How much text a source of `size` raw bytes may yield.
    fn of(&self, size: u64) -> u64 {
        size.saturating_mul(self.ratio).max(self.free_bytes).min(self.max_bytes)
    }
}

/// A chain of decoders at work.
#[derive(Debug)]
pub struct Chain {
    links: Vec<Link>,
}

#[derive(Debug)]
struct Link {
    decoder: Box<dyn Decoder>,
    /// Its unused input, from `n_used` on.
    input: Vec<u8>,
    n_used: usize,
    /// Nothing follows `input`.
    is_input_over: bool,
    /// Why nothing follows, if not because everything is there.
    cut_short: Option<DecodeError>,
    n_trailing: u64,
    /// How much it may still yield.
    n_left: u64,
}

/// The result of [`Chain::pull`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pulled {
    /// There may be more right away.
    Some,
    /// More raw bytes are needed first.
    NeedsRaw,
    /// All text is out.
    Over,
}

impl Chain {
    /// The chain that a plan names, for a source of `size` raw bytes.
    ///
    /// `None`: it names a decoder that does not exist.
    pub fn start(plan: &[PlanDecoder], size: u64, limits: TextLimits) -> Option<Self> {
        let n_left = limits.of(size);
        let link = |decoder: &PlanDecoder| Link::new(start(decoder)?, n_left).into();
        Some(Self { links: plan.iter().map(link).collect::<Option<_>>()? })
    }

    /// Where raw bytes are to be appended, in order.
    pub fn input(&mut self) -> Option<&mut Vec<u8>> {
        let first = self.links.first_mut()?;
        first.let_go_used();
        Some(&mut first.input)
    }

    /// No raw bytes follow.
    pub fn end_input(&mut self) {
        if let Some(first) = self.links.first_mut() {
            first.is_input_over = true;
        }
    }

    /// Decodes to the end of `text`, growing it by at most about `max_growth` bytes.
    ///
    /// See [`DecodeError`]; `text` holds what could be decoded before. [`Chain::n_unused`] says where in
    /// the raw bytes the problem appeared.
    pub fn pull(&mut self, text: &mut Vec<u8>, max_growth: usize) -> Result<Pulled, DecodeError> {
        pull(&mut self.links, text, max_growth)
    }

    /// Raw bytes that were given and not used.
    pub fn n_unused(&self) -> u64 {
        self.links.first().map_or(0, |link| (link.input.len() - link.n_used) as u64)
    }

    /// Bytes of any decoder's input that belong to nothing.
    pub fn n_trailing(&self) -> u64 {
        self.links.iter().map(|link| link.n_trailing + link.decoder.n_trailing()).sum()
    }

    /// Bytes in memory, roughly.
    pub fn size_bytes(&self) -> usize {
        self.links.iter().map(|link| link.input.capacity() + link.decoder.size_bytes()).sum()
    }
}

impl Link {
    fn new(decoder: Box<dyn Decoder>, n_left: u64) -> Self {
        let input = Vec::new();
        let (is_input_over, cut_short) = (false, None);
        Self { decoder, input, n_used: 0, is_input_over, cut_short, n_trailing: 0, n_left }
    }

    fn let_go_used(&mut self) {
        self.input.drain(..self.n_used);
        self.n_used = 0;
    }

    /// One call of the decoder; returns whether it did anything.
    fn turn(&mut self, text: &mut Vec<u8>, max_growth: usize) -> Result<bool, DecodeError> {
        let bytes = self.input.get(self.n_used..).unwrap_or_default();
        let before = text.len();
        // Not a step beyond what may be given, so that it stops at the same byte in any case.
        let n_left = usize::try_from(self.n_left).unwrap_or(usize::MAX);
        let room = max_growth.min(n_left.saturating_add(1));
        let raw = Raw { bytes, is_last: self.is_input_over };
        let outcome = self.decoder.decode(raw, text, room);
        let n_given = (text.len() - before) as u64;
        let is_too_much = n_given > self.n_left;
        text.truncate(before.saturating_add(n_left));
        self.n_left = self.n_left.saturating_sub(n_given);
        let n_used = match outcome {
            Ok(n_used) | Err(DecodeError::Damaged { n_used }) => n_used,
            Err(DecodeError::Unfinished) => bytes.len(),
            Err(DecodeError::TooMuch | DecodeError::Unsupported(_)) => 0,
        };
        self.n_used = (self.n_used + n_used).min(self.input.len());
        if is_too_much {
            return Err(DecodeError::TooMuch);
        }
        outcome.map(|n_used| n_used > 0 || n_given > 0)
    }

    /// The decoder has nothing more to give.
    fn end(&mut self) -> Result<Pulled, DecodeError> {
        self.n_trailing += (self.input.len() - self.n_used) as u64;
        self.n_used = self.input.len();
        self.cut_short.map_or(Ok(Pulled::Over), Err)
    }
}

/// Gets text from the last of `links`, which asks those before it for input.
fn pull(links: &mut [Link], text: &mut Vec<u8>, max_growth: usize) -> Result<Pulled, DecodeError> {
    let Some((last, before)) = links.split_last_mut() else { return Ok(Pulled::Over) };
    let len = text.len();
    for _ in 0..MAX_TURNS {
        // What went wrong further up is the reason why this one is cut short.
        let has_done = last.turn(text, max_growth).map_err(|why| match why {
            DecodeError::TooMuch | DecodeError::Unsupported(_) => why,
            DecodeError::Damaged { .. } | DecodeError::Unfinished => last.cut_short.unwrap_or(why),
        })?;
        if text.len() > len {
            return Ok(Pulled::Some);
        }
        if has_done {
            continue;
        }
        if last.is_input_over {
            return last.end();
        }
        last.let_go_used();
        if before.is_empty() {
            return Ok(Pulled::NeedsRaw);
        }
        match pull(before, &mut last.input, STEP_BYTES) {
            Ok(Pulled::Some) => {}
            Ok(Pulled::NeedsRaw) => return Ok(Pulled::NeedsRaw),
            Ok(Pulled::Over) => last.is_input_over = true,
            Err(why) => {
                last.is_input_over = true;
                last.cut_short = Some(why);
            }
        }
    }
    Ok(Pulled::Some)
}
