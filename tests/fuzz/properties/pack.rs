//! What is packed comes out again, and what stands before a cut or damage is kept.

use logscry::input::{FirstBytes, PlanDecoder, recognise};

use super::choices::Choices;
use super::decoding::{End, Feeding};
use crate::compressors::Packing;

/// A header that is cut is not recognised.
const HEAD_BYTES: usize = 12;

pub(crate) fn check(mut choices: Choices<'_>) {
    let packing = choices.pick(&Packing::ALL);
    let outer = choices.flag().then(|| choices.pick(&Packing::ALL));
    let n_members = 1 + choices.below(4);
    let feeding = Feeding::chosen(&mut choices);
    let (place, mask) = (choices.below(usize::MAX), choices.byte());
    let text = choices.rest();
    if text.is_empty() {
        return;
    }
    let inner = packing.pack(text, n_members);
    let raw = outer.map_or(inner.clone(), |outer| outer.pack(&inner, 1));
    let plan: Vec<PlanDecoder> =
        outer.map(|_| decoder_of(&raw)).into_iter().chain([decoder_of(&inner)]).collect();
    let whole = feeding.check(&plan, &raw);
    assert_eq!((whole.end, whole.at, whole.n_trailing), (End::Whole, raw.len() as u64, 0));
    assert!(whole.text == text, "what was packed comes out");

    let cut = HEAD_BYTES + place % (raw.len() - HEAD_BYTES);
    let kept = feeding.check(&plan, &raw[..cut]);
    assert!(text.starts_with(&kept.text), "what comes before a cut is what it was");
    assert!(matches!(kept.end, End::Whole | End::Unfinished), "{:?} at a cut", kept.end);

    let mut damaged = raw.clone();
    damaged[cut] ^= mask;
    feeding.check(&plan, &damaged);
}

fn decoder_of(raw: &[u8]) -> PlanDecoder {
    recognise(FirstBytes { bytes: raw }).expect("what is packed is recognised").1
}
