//! Base64 and hexadecimal text that holds something to be found, whatever it is called.

use super::super::bytes::{before, is_word, piece, run};
use super::super::hit::Hits;
use super::super::kind::Kind;
use super::super::packed_text::unpacked;
use super::super::tokens::{DIGIT, cut};
use super::{Scene, find_all};

pub(super) fn find(scene: &mut Scene<'_>, hits: &mut Hits) {
    if scene.is_decoded && scene.text.len() > 1 << 16 {
        return;
    }
    let text = scene.text;
    let mut done = 0;
    for n in 0..scene.tokens.len() {
        let Some(token) = scene.tokens.get(n).copied() else { break };
        let (start, token_end) = token.range();
        if start < done
            || token_end - start < 7
            || before(text, start).is_some_and(|byte| b"-_/+.".contains(&byte))
        {
            continue;
        }
        let end = run(text, start, |byte| is_word(byte) || b"+/-".contains(&byte));
        let end = run(text, end, |byte| byte == b'=').min(end + 2);
        done = end;
        let value = piece(text, start, end);
        let is_likely = value.len() >= 16
            && (token.has & DIGIT != 0 || value.iter().any(u8::is_ascii_uppercase));
        if !is_likely || hits.covers(start, end) {
            continue;
        }
        let Some(inner) = unpacked(value) else { continue };
        if let Some(kind) = kind_within(scene, &inner) {
            hits.push(kind, start, end);
        }
    }
}

/// The most severe kind of what is found in a text.
fn kind_within(scene: &mut Scene<'_>, inner: &[u8]) -> Option<Kind> {
    let mut tokens = Vec::new();
    let roles = cut(inner, &mut tokens);
    let mut found = Hits::default();
    // Text in text in text is nobody's log.
    if !scene.is_decoded {
        let mut scene =
            Scene { text: inner, tokens: &tokens, roles, is_decoded: true, memory: scene.memory };
        find_all(&mut scene, &mut found);
    }
    let kind = found.list.iter().map(|hit| hit.kind).min();
    let words = inner.iter().filter(|byte| byte.is_ascii_alphanumeric()).count();
    let is_login = memchr::memchr(b':', inner).is_some_and(|colon| {
        (2..=40).contains(&colon)
            && inner.len() > colon + 4
            && inner.iter().take(colon).all(|&byte| is_word(byte) || b".-@+".contains(&byte))
            && words * 10 >= inner.len() * 6
            && !inner.contains(&b' ')
    });
    kind.or(is_login.then_some(Kind::Secret))
}
