//! A text as a source, whole and in every other way.

use logscry::fold::{Ask, counts, fields, values};
use logscry::ingest::Sizes;
use logscry::session::FoldPart;
use logscry::store::Figure;

use super::choices::Choices;
use crate::feed::{Way, check_ledger, feed};

pub(crate) fn check(mut choices: Choices<'_>) {
    let way = chosen_way(&mut choices);
    let text = choices.rest();
    if text.is_empty() {
        return;
    }
    check_part(text);
    let whole = feed(text, &Way::whole());
    if whole.failures.is_empty() && whole.ledger[Figure::BytesTrailing] == 0 {
        check_ledger(&whole, whole.ledger[Figure::BytesDecoded]);
    }
    assert_eq!(feed(text, &way), whole, "{way:?}");
}

/// Any bytes as a part of a fold: they are none, or one that is read back as it is written.
fn check_part(bytes: &[u8]) {
    let asks = [
        Ask::Counts(counts::Ask::default()),
        Ask::Fields(fields::Ask { top: 10 }),
        Ask::Values(values::Ask { field: "id".to_owned(), top: 10 }),
    ];
    for ask in asks {
        let Some(part) = FoldPart::from_bytes(&ask, bytes) else { continue };
        let written = part.to_bytes();
        let read = FoldPart::from_bytes(&ask, &written).expect("what was written can be read");
        assert_eq!(read.to_bytes(), written, "{ask:?}");
    }
}

/// Any way of feeding a source of some KiB.
pub(crate) fn chosen_way(choices: &mut Choices<'_>) -> Way {
    let mut size = || choices.size() as u64 * 4;
    let sizes = Sizes {
        block_bytes: size(),
        read_bytes: size(),
        tail_bytes: size(),
        raw_read_bytes: size(),
    };
    Way {
        sizes,
        cuts: choices.up_to(4, |choices| choices.below(4_096) as u64),
        n_workers: 1 + choices.below(3),
        is_pumped: choices.flag(),
        budget: choices.flag().then(|| choices.below(1 << 14) as u64),
    }
}
