//! What holds for any decoder and any bytes: how they are handed over does not matter.

use logscry::input::{Chain, DecodeError, FirstBytes, PlanDecoder, Pulled, TextLimits, recognise};

use super::choices::Choices;

/// Little, so that a bomb is reached soon.
pub(crate) const LIMITS: TextLimits =
    TextLimits { ratio: 200, free_bytes: 1 << 16, max_bytes: 1 << 20 };

/// How much more than asked for a step may give: a block of the widest codec.
const MAX_OVERSHOOT: usize = 1 << 20;

/// What the decoders may hold beside what waits in front of them: a window of 128 MiB, and tables.
const MAX_STATE_BYTES: usize = 160 << 20;

/// What came out of a chain.
#[derive(Debug, PartialEq)]
pub(crate) struct Decoded {
    pub(crate) text: Vec<u8>,
    pub(crate) end: End,
    /// Raw byte at which it ended.
    pub(crate) at: u64,
    pub(crate) n_trailing: u64,
}

/// How it ended, without what depends on a single call.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum End {
    Whole,
    Damaged,
    Unfinished,
    TooMuch,
    Unsupported(&'static str),
}

/// Decodes `raw` in pieces, with `room` for text at a time.
pub(crate) fn decode(
    plan: &[PlanDecoder],
    raw: &[u8],
    mut piece: impl FnMut() -> usize,
    room: usize,
) -> Decoded {
    let mut chain = Chain::start(plan, raw.len() as u64, LIMITS).expect("decoders that exist");
    let (mut text, mut at) = (Vec::new(), 0);
    let end = loop {
        let before = text.len();
        let pulled = chain.pull(&mut text, room);
        assert!(text.len() - before <= room + MAX_OVERSHOOT, "a step is of bounded size");
        assert!(chain.size_bytes() <= raw.len() * 2 + MAX_STATE_BYTES, "memory is bounded");
        match pulled {
            Ok(Pulled::Some) => {}
            Ok(Pulled::Over) => break End::Whole,
            Ok(Pulled::NeedsRaw) if at < raw.len() => {
                let end = (at + piece().max(1)).min(raw.len());
                chain.input().expect("a first decoder").extend_from_slice(&raw[at..end]);
                at = end;
                if at == raw.len() {
                    chain.end_input();
                }
            }
            // Of an empty source, the end is all that comes.
            Ok(Pulled::NeedsRaw) => chain.end_input(),
            Err(DecodeError::Damaged { .. }) => break End::Damaged,
            Err(DecodeError::Unfinished) => break End::Unfinished,
            Err(DecodeError::TooMuch) => break End::TooMuch,
            Err(DecodeError::Unsupported(why)) => break End::Unsupported(why),
        }
    };
    let most = (raw.len() as u64 * LIMITS.ratio).clamp(LIMITS.free_bytes, LIMITS.max_bytes);
    assert!(text.len() as u64 <= most, "a bomb stops");
    let at = at as u64 - chain.n_unused();
    Decoded { text, end, at, n_trailing: chain.n_trailing() }
}

/// How bytes are handed over.
#[derive(Clone, Debug)]
pub(crate) struct Feeding {
    pieces: Vec<usize>,
    room: usize,
}

impl Feeding {
    pub(crate) fn chosen(choices: &mut Choices<'_>) -> Self {
        Self { pieces: choices.up_to(8, Choices::size), room: choices.size() * 4 }
    }

    pub(crate) fn decode(&self, plan: &[PlanDecoder], raw: &[u8]) -> Decoded {
        let mut pieces = self.pieces.iter().cycle();
        decode(plan, raw, || pieces.next().copied().unwrap_or(1), self.room)
    }

    /// Decodes in one piece and in pieces: both must come to the same.
    pub(crate) fn check(&self, plan: &[PlanDecoder], raw: &[u8]) -> Decoded {
        let whole = decode(plan, raw, || raw.len(), 1 << 16);
        let pieces = self.decode(plan, raw);
        assert_eq!(pieces.end, whole.end, "how it ends does not depend on pieces");
        assert!(pieces.text == whole.text, "what comes out does not depend on pieces");
        assert_eq!(pieces.n_trailing, whole.n_trailing, "nor does what belongs to nothing");
        // Of several decoders, those in front have read ahead of the one that met damage.
        if let [_only] = plan {
            assert_eq!(pieces.at, whole.at, "nor does the place where it ends");
        }
        whole
    }
}

/// Bytes as if they were for one of these decoders, whether or not they are.
pub(crate) fn check_codecs(ids: &[&str], mut choices: Choices<'_>) {
    let id = choices.pick(ids).to_owned();
    let feeding = Feeding::chosen(&mut choices);
    let raw = choices.rest();
    let seen = recognise(FirstBytes { bytes: raw }).map(|(_, plan)| plan);
    let seen = seen.filter(|plan| ids.contains(&plan.id.as_str()));
    let plan = seen.unwrap_or(PlanDecoder { id, detail: String::new() });
    feeding.check(&[plan], raw);
}
