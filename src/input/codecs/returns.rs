//! Lines that end with a carriage return alone, as old systems and some devices write them.
//!
//! Decided from the sample, since progress that is drawn over itself has such ends as well: nearly
//! all ends must be of the kind. Bytes keep their places.

use crate::input::decoder::{Codec, CodecInput, DecodeError, Decoder, Raw};
use crate::input::sniff::{ContentKind, sniff};

/// The row of the table.
pub(super) const CODEC: Codec = Codec {
    id: "cr-line-ends",
    input: CodecInput::Text,
    seems: "text whose lines end with CR",
    recognise: |head| has_returns(head.bytes).then(String::new),
    start: |_detail| Box::new(Returns),
};

fn has_returns(head: &[u8]) -> bool {
    if memchr::memchr(b'\r', head).is_none() {
        return false;
    }
    let is_lone = |at: &usize| head.get(at + 1).is_some_and(|next| *next != b'\n');
    let n_lone = memchr::memchr_iter(b'\r', head).filter(is_lone).count();
    let n_lines = memchr::memchr_iter(b'\n', head).count();
    n_lone >= 2 && n_lines * 10 <= n_lone && sniff(head).kind == ContentKind::Text
}

#[derive(Debug)]
struct Returns;

impl Decoder for Returns {
    fn decode(
        &mut self,
        raw: Raw<'_>,
        text: &mut Vec<u8>,
        max_growth: usize,
    ) -> Result<usize, DecodeError> {
        let bytes = raw.bytes.get(..max_growth).unwrap_or(raw.bytes);
        for (at, byte) in bytes.iter().enumerate() {
            match raw.bytes.get(at + 1) {
                // What follows it is not known yet.
                None if *byte == b'\r' && !raw.is_last => return Ok(at),
                Some(b'\n') => text.push(*byte),
                _ => text.push(if *byte == b'\r' { b'\n' } else { *byte }),
            }
        }
        Ok(bytes.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::testing::decode_in_pieces;

    #[track_caller]
    fn check(raw: &[u8], text: Option<&[u8]>) {
        assert_eq!(has_returns(raw), text.is_some());
        let Some(text) = text else { return };
        for piece in [1, 3, 1_000] {
            let (got, n_trailing, outcome) = decode_in_pieces((CODEC.start)(""), raw, piece);
            assert_eq!(got.escape_ascii().to_string(), text.escape_ascii().to_string());
            assert_eq!((n_trailing, outcome), (0, Ok(())));
        }
    }

    #[test]
    fn a_return_alone_ends_a_line() {
        check(b"one\rtwo\rthree\r", Some(b"one\ntwo\nthree\n"));
        check(
            &[b"one\r".repeat(30), b"two\r\n".to_vec()].concat(),
            Some(&[b"one\n".repeat(30), b"two\r\n".to_vec()].concat()),
        );
    }

    #[test]
    fn other_ends_are_left() {
        check(b"one\r\ntwo\r\n", None);
        check(b"one\ntwo\n", None);
        check(b"10 %\r20 %\rdone\nnext\n", None);
        check(b"no end\r", None);
    }
}
