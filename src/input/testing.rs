//! Feeding decoders by hand.

use super::codecs::recognise;
use super::decoder::{DecodeError, Decoder, FirstBytes, Raw};

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

/// Raw bytes that the decoder with this id takes, if any, come out of it as `text`, whatever the pieces.
#[track_caller]
pub(super) fn check_text(raw: &[u8], id: Option<&str>, text: &str) {
    let found = recognise(FirstBytes { bytes: raw });
    assert_eq!(found.as_ref().map(|(codec, _)| codec.id), id);
    let Some((codec, _)) = found else { return };
    for piece in [1, 3, 1_000] {
        let (got, n_trailing, outcome) = decode_in_pieces((codec.start)(""), raw, piece);
        assert_eq!(String::from_utf8_lossy(&got), text);
        assert_eq!((n_trailing, outcome), (0, Ok(())));
    }
}
