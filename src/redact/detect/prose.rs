//! Values in sentences, behind the word that says what they are: `user ann_k12`, `order 1234567`.

use super::super::bytes::{Mix, before, follows, is_word, piece, run};
use super::super::hit::Hits;
use super::super::kind::Kind;
use super::super::lexicon::COMMON;
use super::super::pairs::person_end;
use super::super::shape;
use super::super::values::{is_nothing, is_person, is_system_user};
use super::super::words::{ACCOUNT, MACHINE, NUMBERED, PERSON};
use super::Scene;

pub(super) fn find(scene: &mut Scene<'_>, hits: &mut Hits) {
    let text = scene.text;
    if scene.roles & (ACCOUNT | NUMBERED | MACHINE | PERSON) == 0 {
        return;
    }
    for token in scene.tokens {
        let (start, end) = token.range();
        if token.role == 0
            || text.get(end) != Some(&b' ')
            || before(text, start).is_some_and(|byte| b".-/\\$".contains(&byte))
        {
            continue;
        }
        let at = end + 1;
        if token.role & ACCOUNT != 0 {
            user_after(text, at, hits);
        }
        if token.role & NUMBERED != 0 {
            id_after(text, at, hits);
        }
        if token.role & MACHINE != 0 {
            host_after(text, at, piece(text, start, end), hits);
            // `password for ann from 198.51.100.7`
            let name_end = run(text, at, |byte| is_word(byte) || b".-".contains(&byte));
            if follows(text, name_end, b" from ") {
                user_after(text, at, hits);
            }
        }
        if token.role & PERSON != 0 {
            person_after(text, at, hits);
        }
    }
}

fn person_after(text: &[u8], at: usize, hits: &mut Hits) {
    let stop = person_end(text, at);
    let name = piece(text, at, stop);
    if text.get(at).is_some_and(u8::is_ascii_uppercase) && name.contains(&b' ') && is_person(name) {
        hits.push(Kind::Person, at, stop);
    }
}

fn user_after(text: &[u8], at: usize, hits: &mut Hits) {
    let quote = text.get(at).copied().filter(|byte| b"'\"`<".contains(byte));
    let start = at + usize::from(quote.is_some());
    let end = run(text, start, |byte| is_word(byte) || b".-+@\\".contains(&byte));
    let end = start + piece(text, start, end).strip_suffix(b".").map_or(end - start, <[u8]>::len);
    let name = piece(text, start, end);
    let mix = Mix::of(name);
    if !(3..=64).contains(&name.len())
        || is_nothing(name)
        || is_system_user(name)
        || mix.letters() < 2
        || text.get(end) == Some(&b'=')
    {
        return;
    }
    // Bare words need what words of a language lack, or a verb that only people are followed by.
    let is_handle = mix.lower > 0
        && (mix.digits > 0 && mix.turns <= 3
            || name.contains(&b'.') && !name.ends_with(b".") && mix.upper == 0
            || name.contains(&b'_') && mix.upper == 0);
    let is_done_to = [
        &b" logged "[..],
        b" from ",
        b" failed ",
        b" authenticated",
        b" connected",
        b" disconnected",
        b" signed ",
        b" has ",
        b" not ",
        b"(uid=",
        b": ",
        b" by ",
        b" at ",
        b" via ",
    ]
    .iter()
    .any(|verb| text.get(end..).is_some_and(|rest| rest.starts_with(verb)));
    let is_word = mix.digits == 0 && mix.others == 0 && mix.upper == 0;
    if quote.is_some() && mix.upper <= 2
        || is_handle
        || is_done_to && is_word && name.len() >= 4 && !COMMON.has(name)
    {
        let kind = if shape::is_email(name) { Kind::Email } else { Kind::User };
        hits.push(kind, start, end);
    }
}

fn id_after(text: &[u8], at: usize, hits: &mut Hits) {
    let start = run(text, at, |byte| b"#'\"[(".contains(&byte));
    let end = run(text, start, is_word);
    let id = piece(text, start, end);
    let mix = Mix::of(id);
    let next = text.get(end).copied().unwrap_or(b' ');
    if start - at <= 2
        && (5..=20).contains(&id.len())
        && mix.digits == id.len()
        && !b".:-%".contains(&next)
    {
        hits.push(Kind::Id, start, end);
    }
}

fn host_after(text: &[u8], at: usize, word: &[u8], hits: &mut Hits) {
    let start = at + usize::from(text.get(at).is_some_and(|byte| b"'\"`<[(".contains(byte)));
    let end = run(text, start, |byte| is_word(byte) || b".-".contains(&byte));
    let end = start + piece(text, start, end).strip_suffix(b".").map_or(end - start, <[u8]>::len);
    let host = piece(text, start, end);
    let mix = Mix::of(host);
    if shape::is_machine_host(host) {
        hits.push(Kind::Host, start, end);
        return;
    }
    let is_label = matches!(word, b"host" | b"node" | b"server" | b"hostname" | b"machine")
        && host.contains(&b'-')
        && !host.contains(&b'.')
        && mix.digits > 0
        && mix.lower > 0
        && mix.upper == 0
        && host.last().is_some_and(u8::is_ascii_digit);
    if is_label && !is_nothing(host) {
        hits.push(Kind::Host, start, end);
    }
}
