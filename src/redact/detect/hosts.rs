//! Names of machines in prose: numbered, or in a zone of a network of one's own.

use super::super::bytes::{before, is_word, piece, run, run_back};
use super::super::hit::Hits;
use super::super::kind::Kind;
use super::super::shape;
use super::Scene;

pub(super) fn find(scene: &mut Scene<'_>, hits: &mut Hits) {
    let text = scene.text;
    let mut done = 0;
    for token in scene.tokens {
        let (start, end) = token.range();
        let next = text.get(end).copied().unwrap_or(0);
        if start < done
            || !(next == b'.' || next == b'-')
            || before(text, start).is_some_and(|byte| {
                b".@-/$%".contains(&byte) && !(byte == b'/' && is_free_slash(text, start))
            })
        {
            continue;
        }
        let stop = run(text, start, |byte| is_word(byte) && byte < 0x80 || b".-".contains(&byte));
        let stop = run_back(text, stop, |byte| b".-".contains(&byte)).max(start);
        done = stop;
        if text.get(stop).is_some_and(|&byte| b"(@".contains(&byte))
            || piece(text, start, stop)
                .iter()
                .any(|byte| byte.is_ascii_uppercase() || *byte == b'_')
        {
            continue;
        }
        if shape::is_machine_host(piece(text, start, stop)) {
            hits.push(Kind::Host, start, stop);
        }
    }
}

/// A slash that is not part of a path: `host/10.0.0.1`, `//host`.
fn is_free_slash(text: &[u8], start: usize) -> bool {
    start >= 2
        && text.get(start - 2).is_some_and(|&byte| byte == b'/' || byte == b'=' || byte == b' ')
}
