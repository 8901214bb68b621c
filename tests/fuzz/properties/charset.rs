//! Text in other encodings, beside a naive decoder of each.

use logscry::input::PlanDecoder;

use super::choices::Choices;
use super::decoding::{Decoded, End, Feeding};

/// A byte order.
type Order = fn([u8; 2]) -> u16;

pub(crate) fn check(mut choices: Choices<'_>) {
    let feeding = Feeding::chosen(&mut choices);
    let raw = choices.rest();
    // Nothing unpacks to more than three bytes for one, so that no limit is met.
    let decoded = |id: &str, raw: &[u8]| {
        feeding.check(&[PlanDecoder { id: id.to_owned(), detail: String::new() }], raw)
    };
    let orders: [(&str, Order); 2] =
        [("utf-16le", u16::from_le_bytes), ("utf-16be", u16::from_be_bytes)];
    for (id, order) in orders {
        let Decoded { text, end, n_trailing, .. } = decoded(id, raw);
        let units = raw.as_chunks().0.iter().map(|pair| order(*pair));
        assert_eq!((end, n_trailing), (End::Whole, raw.len() as u64 % 2));
        assert!(text == utf8_of(units), "{id}");
    }
    let all = decoded("windows-1252", raw).text;
    let one_by_one: Vec<u8> =
        raw.iter().flat_map(|byte| decoded("windows-1252", &[*byte]).text).collect();
    assert!(all == one_by_one, "each byte is a letter of its own");
    let text = String::from_utf8(all).expect("UTF-8");
    assert_eq!(text.chars().count(), raw.len());
    for (letter, byte) in text.chars().zip(raw) {
        let is_latin = !matches!(byte, 0x80..=0x9F);
        assert!(!is_latin || letter == char::from(*byte), "{byte:#x} is {letter:?}");
    }
}

/// Half a pair keeps its number, as three bytes.
fn utf8_of(units: impl Iterator<Item = u16>) -> Vec<u8> {
    let mut text = Vec::new();
    for unit in char::decode_utf16(units) {
        match unit {
            Ok(letter) => text.extend_from_slice(letter.encode_utf8(&mut [0; 4]).as_bytes()),
            Err(half) => {
                let [high, low] = half.unpaired_surrogate().to_be_bytes();
                text.extend([
                    0xE0 | high >> 4,
                    0x80 | (high & 15) << 2 | low >> 6,
                    0x80 | low & 63,
                ]);
            }
        }
    }
    text
}
