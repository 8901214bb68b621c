//! Any bytes as a file: whatever it is, the same comes out however it is read.

use logscry::ingest::{TaskError, TaskState};
use logscry::input::{FirstBytes, recognise};
use logscry::store::Figure;

use super::choices::Choices;
use super::session::chosen_way;
use crate::compressors::Packing;
use crate::feed::{Output, Way, feed};

pub(crate) fn check(mut choices: Choices<'_>) {
    let way = chosen_way(&mut choices);
    let packings = choices.up_to(2, |choices| choices.pick(&Packing::ALL));
    let raw = choices.rest();
    let raw = packings.iter().fold(raw.to_vec(), |raw, packing| packing.pack(&raw, 1));
    let whole = feed(&raw, &Way::whole());
    let uneven = whole.ledger.figures.uneven();
    assert!(!uneven.contains(&Figure::BytesDecoded), "every byte is somewhere");
    assert_eq!(whole.entries.len() as u64, whole.ledger[Figure::Entries]);
    let is_nested = recognise(FirstBytes { bytes: &raw }).is_some();
    let other = feed(&raw, &way);
    assert_eq!(comparable(other, is_nested), comparable(whole, is_nested), "{way:?}");
}

/// Where damage shows is the same for one decoder; those in front of others have read ahead.
fn comparable(output: Output, may_be_nested: bool) -> Output {
    let without_place = |mut state| {
        if let TaskState::Failed(TaskError { at, .. }) = &mut state
            && may_be_nested
        {
            *at = 0;
        }
        state
    };
    Output { failures: output.failures.into_iter().map(without_place).collect(), ..output }
}
