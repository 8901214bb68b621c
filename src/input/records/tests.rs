//! Exports to lines, whatever the pieces in which they come.

use super::super::decoder::{DecodeError, Head, Raw, recognise, start};

/// What comes out of `raw`, fed in pieces with little room for output, and how it ended: damage
/// is told by its place in all of it.
fn lines_in_pieces(raw: &[u8], piece: usize) -> (String, Result<(), DecodeError>) {
    let (_, plan) = recognise(Head { bytes: raw }).expect("an export");
    let mut decoder = start(&plan).unwrap();
    let mut text = Vec::new();
    let (mut at, mut end) = (0, 0);
    loop {
        let is_last = end == raw.len();
        let before = text.len();
        match decoder.decode(Raw { bytes: &raw[at..end], is_last }, &mut text, 10) {
            Ok(0) if text.len() == before && is_last => break,
            Ok(0) if text.len() == before => end = (end + piece).min(raw.len()),
            Ok(n_used) => at += n_used,
            Err(DecodeError::Damaged { n_used }) => {
                let error = DecodeError::Damaged { n_used: at + n_used };
                return (String::from_utf8_lossy(&text).into_owned(), Err(error));
            }
            Err(error) => return (String::from_utf8_lossy(&text).into_owned(), Err(error)),
        }
    }
    assert_eq!(at, raw.len(), "all is used");
    (String::from_utf8_lossy(&text).into_owned(), Ok(()))
}

/// The lines of an export, blank ones left out.
#[track_caller]
fn lines(raw: &[u8]) -> (Vec<String>, Result<(), DecodeError>) {
    let (text, outcome) = lines_in_pieces(raw, raw.len());
    for piece in [1, 2, 7, 64] {
        assert_eq!(lines_in_pieces(raw, piece), (text.clone(), outcome), "in pieces of {piece}");
    }
    (text.lines().filter(|line| !line.is_empty()).map(str::to_owned).collect(), outcome)
}

#[track_caller]
fn check(raw: &str, expected: &[&str]) {
    assert_eq!(
        lines(raw.as_bytes()),
        (expected.iter().map(|&line| line.to_owned()).collect(), Ok(()))
    );
}

#[track_caller]
fn check_none(raw: &str) {
    assert!(recognise(Head { bytes: raw.as_bytes() }).is_none(), "{raw}");
}

mod journal;
mod json;
mod octets;
mod xml;
