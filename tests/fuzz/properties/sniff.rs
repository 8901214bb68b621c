//! The first look at any bytes.

use logscry::input::{Chain, ContentKind, FirstBytes, PlanDecoder, TextLimits, recognise, sniff};

use super::choices::Choices;

/// Known by their first bytes alone, however many follow.
const BY_MAGIC: &[&str] = &["gzip", "zstd", "xz", "bzip2", "lz4"];

pub(crate) fn check(mut choices: Choices<'_>) {
    let lens = choices.up_to(4, |choices| choices.below(4_096));
    let raw = choices.rest();
    let whole = look(raw);
    for len in lens.into_iter().chain([0, 1, 2, 4, 12, 30]).filter(|len| *len < raw.len()) {
        if let Some(plan) = look(&raw[..len])
            && BY_MAGIC.contains(&plan.id.as_str())
        {
            assert_eq!(Some(&plan), whole.as_ref(), "more of the same stays what it is");
        }
    }
}

fn look(head: &[u8]) -> Option<PlanDecoder> {
    let sniffed = sniff(head);
    assert_eq!(sniffed, sniff(head));
    assert_eq!(sniffed.kind == ContentKind::Empty, head.is_empty());
    assert_eq!(sniffed.seems.is_empty(), head.is_empty(), "it has a name");
    assert_ne!(sniffed.kind, ContentKind::Stream, "only decoders make one");
    let (codec, plan) = recognise(FirstBytes { bytes: head })?;
    assert!(!head.is_empty() && !codec.seems.is_empty());
    let told = serde_json::to_string(&plan).expect("JSON");
    assert_eq!(serde_json::from_str::<PlanDecoder>(&told).expect("a plan"), plan);
    assert!(Chain::start(std::slice::from_ref(&plan), 0, TextLimits::default()).is_some());
    Some(plan)
}
