//! Names of people behind a salutation.

use super::super::bytes::{before, is_word, piece, run};
use super::super::hit::Hits;
use super::super::kind::Kind;
use super::super::pairs::person_end;
use super::super::values::is_person;
use super::super::words::SALUTATION;
use super::Scene;

pub(super) fn find(scene: &mut Scene<'_>, hits: &mut Hits) {
    let text = scene.text;
    if scene.roles & SALUTATION == 0 {
        return;
    }
    for token in scene.tokens {
        let (start, end) = token.range();
        if token.role & SALUTATION == 0
            || !text.get(start).is_some_and(u8::is_ascii_uppercase)
            || before(text, start).is_some_and(is_word)
        {
            continue;
        }
        let at = run(text, end, |byte| byte == b'.' || byte == b' ');
        let stop = person_end(text, at);
        let name = piece(text, at, stop);
        let is_two = name.contains(&b' ');
        if at > end
            && text.get(at).is_some_and(|byte| byte.is_ascii_uppercase() || *byte >= 0xc3)
            && is_person(name)
            && (is_two || text.get(stop) == Some(&b','))
            && name.len() > 2
        {
            let name = name.strip_suffix(b".").unwrap_or(name);
            hits.push(Kind::Person, at, at + name.len());
        }
    }
}
