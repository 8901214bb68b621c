//! Feeding a decoder by hand.

use super::decoder::{DecodeError, Decoder, Raw};

/// Decodes raw bytes that come in pieces of `piece` bytes, with little room for output: returns the
/// text, trailing bytes, and how it ended.
pub(super) fn decode_in_pieces(
    mut decoder: Box<dyn Decoder>,
    raw: &[u8],
    piece: usize,
) -> (Vec<u8>, u64, Result<(), DecodeError>) {
    let (mut text, mut n_used, mut n_given) = (Vec::new(), 0, 0);
    loop {
        let len = text.len();
        let input = Raw { bytes: &raw[n_used..n_given], is_last: n_given == raw.len() };
        let n_now = match decoder.decode(input, &mut text, 100) {
            Ok(n_now) => n_now,
            Err(error) => return (text, decoder.n_trailing(), Err(error)),
        };
        n_used += n_now;
        if n_now == 0 && text.len() == len {
            if n_given == raw.len() {
                let n_trailing = decoder.n_trailing() + (raw.len() - n_used) as u64;
                return (text, n_trailing, Ok(()));
            }
            n_given = (n_given + piece).min(raw.len());
        }
    }
}
