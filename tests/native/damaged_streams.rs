//! Every codec: what comes before damage is kept, whatever the damage; bombs stop.

use logscry::ingest::{TaskErrorCause, TaskState};
use logscry::input::{Chain, DecodeError, FirstBytes, Pulled, TextLimits, recognise};
use logscry::store::Figure;
use proptest::prelude::*;

use crate::archive_reading::find_all;
use crate::archive_writer::{Boxing, Loose};
use crate::compressors::Packing;
use crate::feed::{Way, feed};
use crate::limit;

/// Lines that compress, but not to nothing.
fn lines(n_lines: u32) -> Vec<u8> {
    (0..n_lines)
        .flat_map(|n| {
            let noise = n.wrapping_mul(2_654_435_761);
            format!("2026-03-01 10:00:{:02} INFO request {noise} served\n", n % 60).into_bytes()
        })
        .collect()
}

/// Decodes `raw`, handed over in pieces of `piece` bytes: the text and how it ended.
fn decode(raw: &[u8], piece: usize, limits: TextLimits) -> (Vec<u8>, Result<(), DecodeError>) {
    limit::keep();
    let mut text = Vec::new();
    let (_, plan) = recognise(FirstBytes { bytes: raw }).unwrap();
    let mut chain = Chain::start(&[plan], raw.len() as u64, limits).unwrap();
    let mut pieces = raw.chunks(piece);
    loop {
        match chain.pull(&mut text, 1_000) {
            Ok(Pulled::Some) => {}
            Ok(Pulled::Over) => return (text, Ok(())),
            Ok(Pulled::NeedsRaw) => match pieces.next() {
                Some(piece) => chain.input().unwrap().extend_from_slice(piece),
                None => chain.end_input(),
            },
            Err(why) => return (text, Err(why)),
        }
    }
}

#[test]
fn a_stream_cut_at_any_byte_keeps_what_came_before() {
    let whole = lines(40);
    for packing in Packing::ALL {
        let raw = packing.pack(&whole, 2);
        let head = 12;
        let (mut longest, mut n_whole) = (0, 0);
        for len in head..raw.len() {
            let (text, outcome) = decode(&raw[..len], 1 + len % 97, TextLimits::default());
            assert!(whole.starts_with(&text), "{packing:?} cut at {len}");
            assert!(text.len() >= longest, "{packing:?} cut at {len}: a longer piece gives less");
            longest = text.len();
            // Between two members nothing is missing.
            n_whole += usize::from(outcome.is_ok());
            assert!(matches!(outcome, Ok(()) | Err(DecodeError::Unfinished)), "{packing:?} {len}");
        }
        assert_eq!(n_whole, 1, "{packing:?}");
        assert!(longest >= whole.len() / 2, "{packing:?}: {longest} of {}", whole.len());
    }
}

#[test]
fn many_small_members_are_one_text() {
    let whole = lines(300);
    for packing in Packing::ALL {
        let raw = packing.pack(&whole, 60);
        for piece in [1, 13, 100_000] {
            let (text, outcome) = decode(&raw, piece, TextLimits::default());
            assert_eq!((text == whole, outcome), (true, Ok(())), "{packing:?} by {piece}");
        }
    }
}

#[test]
fn what_follows_the_last_stream_is_counted() {
    let text = lines(30);
    for packing in Packing::ALL {
        let mut raw = packing.pack(&text, 1);
        raw.extend([0; 100]);
        raw.extend(b"and some garbage");
        let output = feed(&raw, &Way::chunks(50));
        assert_eq!(output.ledger[Figure::BytesTrailing], 116, "{packing:?}");
        assert_eq!(output.ledger[Figure::BytesDecoded], text.len() as u64, "{packing:?}");
        assert!(output.failures.is_empty(), "{packing:?}");
    }
}

#[test]
fn frames_of_something_else_are_skipped() {
    let text = lines(30);
    for packing in [Packing::Zstd, Packing::Lz4] {
        let skipped =
            [b"\x5A\x2A\x4D\x18\x05\x00\x00\x00other".as_slice(), b"\x50\x2A\x4D\x18\0\0\0\0"]
                .concat();
        let (front, back) = text.split_at(500);
        let raw = [packing.pack(front, 1), skipped, packing.pack(back, 1)].concat();
        for piece in [1, 7, 10_000] {
            assert_eq!(decode(&raw, piece, TextLimits::default()), (text.clone(), Ok(())));
        }
    }
}

#[test]
fn what_unpacks_to_too_much_stops_at_the_same_byte_however_it_is_fed() {
    let bomb = b"2026-03-01 10:00:00 INFO the same again and again\n".repeat(60_000);
    let limits = TextLimits { ratio: 2, free_bytes: 10_000, max_bytes: 20_000 };
    for packing in Packing::ALL {
        let raw = packing.pack(&bomb, 1);
        for piece in [100, 100_000] {
            let (text, outcome) = decode(&raw, piece, limits);
            assert_eq!(outcome, Err(DecodeError::TooMuch), "{packing:?}");
            let expected = (2 * raw.len()).clamp(10_000, 20_000);
            assert_eq!((text.len(), bomb.starts_with(&text)), (expected, true), "{packing:?}");
        }
    }
}

#[test]
fn a_bomb_of_the_default_size_says_so_and_keeps_what_came_before() {
    // Two layers: each stays below the ratio, both together do not.
    let line = b"2026-03-01 10:00:00 INFO the same again and again\n";
    let inner = Packing::Gzip.pack(&line.repeat(200_000), 1);
    let raw = Packing::Gzip.pack(&inner, 1);
    let output = feed(&raw, &Way::whole());
    let limit = (raw.len() as u64 * 1_000).max(1 << 20);
    assert_eq!(output.ledger[Figure::BytesDecoded], limit);
    let causes: Vec<_> = output
        .failures
        .iter()
        .map(|state| match state {
            TaskState::Failed(error) => Some(error.cause),
            TaskState::Running | TaskState::Waiting(_) | TaskState::Done | TaskState::Cancelled => {
                None
            }
        })
        .collect();
    assert_eq!(causes, [Some(TaskErrorCause::TooMuch)]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn damage_is_never_a_panic_and_does_not_depend_on_feeding(
        packing in prop::sample::select(Packing::ALL.to_vec()),
        flips in prop::collection::vec((16_usize..4_000, 1_u8..), 1..4),
        piece in 1_usize..500,
    ) {
        let whole = lines(150);
        let mut raw = packing.pack(&whole, 2);
        let mut first = raw.len();
        for (at, mask) in flips {
            let at = 16 + at % (raw.len() - 16);
            raw[at] ^= mask;
            first = first.min(at);
        }
        prop_assume!(recognise(FirstBytes { bytes: &raw }).is_some());
        let one = decode(&raw, piece, TextLimits::default());
        let other = decode(&raw, usize::MAX, TextLimits::default());
        prop_assert_eq!(one.1.is_ok(), other.1.is_ok());
        prop_assert_eq!(&one.0, &other.0);
        // All that a stream cut a little before the damage would give is there.
        let (good, _) = decode(&raw[..first.saturating_sub(64).max(12)], usize::MAX, TextLimits::default());
        prop_assert!(one.0.starts_with(&good), "{} of {}", one.0.len(), good.len());
    }

    #[test]
    fn garbage_behind_a_magic_number_is_never_a_panic(
        packing in prop::sample::select(Packing::ALL.to_vec()),
        garbage in prop::collection::vec(any::<u8>(), 0..600),
        n_kept in 4_usize..40,
    ) {
        let mut raw = packing.pack(&lines(3), 1);
        raw.truncate(n_kept);
        raw.extend(garbage);
        prop_assume!(recognise(FirstBytes { bytes: &raw }).is_some());
        let (one, _) = decode(&raw, 3, TextLimits::default());
        let (other, _) = decode(&raw, usize::MAX, TextLimits::default());
        prop_assert_eq!(one, other);
    }
}

/// An archive whose end is zeros that are no whole number of blocks seems to end well: that what it
/// is packed in does not is told all the same.
#[test]
fn damage_of_a_stream_is_told_of_the_archive_in_it() {
    let files: Vec<Loose> =
        (0..3).map(|n| Loose { path: format!("m{n}.log"), bytes: lines(20 + n) }).collect();
    let tar = Boxing::Tar.pack(&files);
    let mut n_told = 0;
    for packing in Packing::ALL {
        for tar in [&tar[..], &tar[..tar.len() - 20], &tar[..tar.len() - 900]] {
            let whole = packing.pack(tar, 1);
            for at in (whole.len() - 48..whole.len()).chain((20..whole.len()).step_by(37)) {
                let mut raw = whole.clone();
                raw[at] ^= 0x10;
                let (text, outcome) = decode(&raw, raw.len(), TextLimits::default());
                // Else it is no archive any more.
                if outcome.is_ok() || text.get(..512) != tar.get(..512) {
                    continue;
                }
                n_told += 1;
                let contents = find_all(&raw);
                assert!(
                    !contents.troubles.is_empty(),
                    "{packing:?}, {} bytes, byte {at}",
                    tar.len()
                );
            }
        }
    }
    assert!(n_told > 100, "{n_told}");
}
