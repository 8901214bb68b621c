//! What reducing finds, and that it depends on nothing but the set of messages.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::{Signature, Templates, reduce};
use crate::template::{Masker, SlotKind, SlotKinds};

/// Distinct masked messages with their slots and counts, in order of appearance.
fn masked(messages: &[String]) -> Vec<(Vec<u8>, Vec<SlotKinds>, u64)> {
    let mut masker = Masker::default();
    let mut known = BTreeMap::<Vec<u8>, (Vec<SlotKinds>, u64)>::new();
    for message in messages {
        let found = masker.mask(message.as_bytes());
        let row = known.entry(found.text.to_vec()).or_insert((found.slots.to_vec(), 0));
        row.1 += 1;
        for (sum, kinds) in row.0.iter_mut().zip(found.slots) {
            *sum = sum.or(*kinds);
        }
    }
    known.into_iter().map(|(text, (slots, count))| (text, slots, count)).collect()
}

fn reduced(rows: &[(Vec<u8>, Vec<SlotKinds>, u64)]) -> Templates {
    let signatures =
        rows.iter().map(|(text, slots, count)| Signature { text, slots, count: *count });
    reduce(&signatures.collect::<Vec<_>>())
}

/// Templates with their counts.
fn templates(messages: &[String]) -> Vec<(String, u64)> {
    let rows = masked(messages);
    let found = reduced(&rows);
    let mut counts = vec![0; found.list.len()];
    for (place, row) in found.place_of.iter().zip(&rows) {
        counts[*place as usize] += row.2;
    }
    let mut out: Vec<_> = found.list.iter().map(|one| one.text.clone()).zip(counts).collect();
    out.sort();
    out
}

#[track_caller]
fn check(messages: &[String], expected: &[(&str, u64)]) {
    let expected: Vec<(String, u64)> =
        expected.iter().map(|(text, count)| ((*text).to_owned(), *count)).collect();
    assert_eq!(templates(messages), expected);
}

#[test]
fn words_that_vary_are_found_by_how_many_there_are() {
    let names = ["anna", "bert", "cleo", "dora", "emil", "fritz"];
    let messages: Vec<String> =
        names.iter().map(|name| format!("cart of {name} was emptied")).collect();
    check(&messages, &[("cart of <*> was emptied", 6)]);
    check(
        &messages[..3],
        &[
            ("cart of anna was emptied", 1),
            ("cart of bert was emptied", 1),
            ("cart of cleo was emptied", 1),
        ],
    );
}

#[test]
fn what_requests_do_stays_apart() {
    let verbs = ["GET", "POST", "PUT", "DELETE", "HEAD", "PATCH"];
    let messages: Vec<String> = verbs.iter().map(|verb| format!("{verb} /a/b took 7 ms")).collect();
    assert_eq!(templates(&messages).len(), 6);
}

#[test]
fn a_rare_form_with_a_longer_value_belongs_to_the_frequent_one() {
    let mut messages: Vec<String> = (0..40).map(|n| format!("opened file {n} in hall")).collect();
    messages.push("opened file of the old man in hall".to_owned());
    check(&messages, &[("opened file <*> in hall", 41)]);
}

#[test]
fn slots_know_what_they_had() {
    let rows = masked(&["gate 7 at 10.0.0.1".to_owned(), "gate x1 at 10.0.0.2".to_owned()]);
    let found = reduced(&rows);
    let kinds: Vec<Vec<SlotKind>> =
        found.list[0].slots.iter().map(|slot| slot.iter().collect()).collect();
    assert_eq!(kinds, [vec![SlotKind::Number, SlotKind::Identifier], vec![SlotKind::Address]]);
}

#[test]
fn nothing_comes_of_nothing() {
    assert_eq!(templates(&[]), []);
    check(&[String::new(), "   ".to_owned()], &[("", 2)]);
}

proptest! {
    #![proptest_config(crate::testing::laws())]

    #[test]
    fn the_order_of_masked_messages_does_not_matter(
        messages in prop::collection::vec("[a-d]{1,2}( [a-f0-9=:(),]{1,3}){0,4}", 0..60),
        seed in any::<u64>(),
    ) {
        let mut rows = masked(&messages);
        let expected = reduced(&rows);
        let of = |found: &Templates, rows: &[(Vec<u8>, Vec<SlotKinds>, u64)]| -> BTreeMap<Vec<u8>, String> {
            let texts = found.place_of.iter().map(|place| found.list[*place as usize].text.clone());
            rows.iter().map(|row| row.0.clone()).zip(texts).collect()
        };
        let whole = of(&expected, &rows);
        rows.sort_by_key(|row| row.0.iter().fold(seed, |hash, byte| {
            (hash ^ u64::from(*byte)).wrapping_mul(0x9E37_79B9_7F4A_7C15)
        }));
        let found = reduced(&rows);
        prop_assert_eq!(of(&found, &rows), whole);
        prop_assert_eq!(found.list, expected.list);
    }

    #[test]
    fn templates_are_different_and_cover_their_messages(
        messages in prop::collection::vec("[a-d]{1,2}( [a-f0-9=:(),]{1,3}){0,4}", 1..60),
    ) {
        let rows = masked(&messages);
        let found = reduced(&rows);
        let mut identities: Vec<_> = found.list.iter().map(|one| &one.identity).collect();
        identities.sort();
        identities.dedup();
        prop_assert_eq!(identities.len(), found.list.len());
        prop_assert_eq!(found.place_of.len(), rows.len());
    }
}
