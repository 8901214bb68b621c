//! Places on earth: two numbers with at least four decimals, one behind the other.

use super::super::bytes::{before, is_word, piece, run};
use super::super::hit::Hits;
use super::super::kind::Kind;
use super::super::shape;
use super::super::tokens::DIGIT;
use super::Scene;

/// Fewer decimals are any numbers; these say where a house is.
const MIN_DECIMALS: usize = 4;

pub(super) fn find(scene: &mut Scene<'_>, hits: &mut Hits) {
    let text = scene.text;
    for token in scene.tokens {
        let (start, end) = token.range();
        if token.has != DIGIT || token.len() > 3 || text.get(end) != Some(&b'.') {
            continue;
        }
        let start = start - usize::from(before(text, start) == Some(b'-'));
        let Some(first) = number(text, start) else { continue };
        let glue = run(text, first, |byte| byte == b' ');
        if text.get(glue) != Some(&b',')
            || before(text, start).is_some_and(|byte| is_word(byte) || byte == b'.')
        {
            continue;
        }
        let second = run(text, glue + 1, |byte| byte == b' ');
        if let Some(end) = number(text, second) {
            hits.push(Kind::Place, start, end);
        }
    }
}

/// A coordinate at a position; where it ends.
fn number(text: &[u8], at: usize) -> Option<usize> {
    let digits = at + usize::from(text.get(at) == Some(&b'-'));
    let point = run(text, digits, |byte| byte.is_ascii_digit());
    let end = run(text, point + 1, |byte| byte.is_ascii_digit());
    let is_precise = text.get(point) == Some(&b'.') && end - point > MIN_DECIMALS;
    let goes_on = text.get(end).is_some_and(|&byte| {
        is_word(byte) || byte == b'.' && text.get(end + 1).is_some_and(u8::is_ascii_digit)
    });
    (is_precise && !goes_on && shape::is_coordinate(piece(text, at, end))).then_some(end)
}
