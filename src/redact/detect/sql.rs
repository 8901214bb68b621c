//! Values of SQL that have their names elsewhere: in a list of columns, or in a clause.

use super::super::bytes::{is_word, piece, run};
use super::super::enclosed::enclosed;
use super::super::hit::Hits;
use super::super::keys::Meaning;
use super::super::kind::Kind;
use super::super::lists;
use super::super::pairs::Value;
use super::super::values::Written;
use super::super::words::SQL;
use super::Scene;

pub(super) fn find(scene: &mut Scene<'_>, hits: &mut Hits) {
    let text = scene.text;
    for token in scene.tokens {
        let (start, end) = token.range();
        if token.role & SQL != 0 {
            match end - start {
                6 => insert(scene, start, end, hits),
                10 => clause(text, end, hits),
                _ => {
                    let at = run(text, end, |byte| byte == b' ' || byte == b'(');
                    if at > end && text.get(at) == Some(&b'\'') {
                        push(text, at, hits);
                    }
                }
            }
        } else if text.get(end) == Some(&b'(') && is_cipher(piece(text, start, end)) {
            arguments(text, end + 1, hits);
        }
    }
}

/// Functions that take a password or a key.
fn is_cipher(name: &[u8]) -> bool {
    let name = name.to_ascii_lowercase();
    name.ends_with(b"crypt")
        || name.ends_with(b"hmac")
        || name.starts_with(b"pgp_")
        || name.ends_with(b"crypt_bytea")
}

/// All quoted arguments of a call.
fn arguments(text: &[u8], from: usize, hits: &mut Hits) {
    let end = run(text, from, |byte| byte != b')' && byte != b'\n').max(from);
    let mut at = from;
    while let Some(quote) =
        text.get(at..end).and_then(|rest| memchr::memchr(b'\'', rest)).map(|n| at + n)
    {
        let Some(value) = enclosed(text, quote) else { return };
        if value.end - value.start >= 6 {
            push(text, quote, hits);
        }
        at = value.end + 1;
    }
}

/// `IDENTIFIED BY '…'`, with or without a plugin.
fn clause(text: &[u8], from: usize, hits: &mut Hits) {
    let quote = run(text, from, |byte| byte != b'\'' && byte != b'"' && byte != b'\n');
    let words = piece(text, from, quote);
    if words.len() <= 40 {
        push(text, quote, hits);
        // `WITH plugin BY '…'`: the first quoted word is the plugin.
        if words.to_ascii_lowercase().ends_with(b"with ")
            && let Some(plugin) = enclosed(text, quote)
        {
            let next = run(text, plugin.end + 1, |byte| byte != b'\'' && byte != b'\n');
            push(text, next, hits);
        }
    }
}

fn push(text: &[u8], at: usize, hits: &mut Hits) {
    if let Some(value) = enclosed(text, at)
        && !super::super::values::is_nothing(piece(text, value.start, value.end))
    {
        hits.push(Kind::Secret, value.start, value.end);
    }
}

/// `(a, b) VALUES ('1', '2'), ('3', '4')`.
fn insert(scene: &mut Scene<'_>, values: usize, from: usize, hits: &mut Hits) {
    let text = scene.text;
    let head = piece(text, 0, values).trim_ascii_end();
    let Some(close) = head.len().checked_sub(1).filter(|&at| head.get(at) == Some(&b')')) else {
        return;
    };
    let Some(open) = memchr::memrchr(b'(', head) else { return };
    let mut columns: Vec<Option<Meaning>> = Vec::new();
    let mut at = open + 1;
    while at < close {
        let stop = run(text, at, |byte| byte != b',').min(close);
        let start = run(text, at, |byte| !is_word(byte)).min(stop);
        let end = run(text, start, is_word).min(stop);
        columns.push(scene.meaning(start, end));
        at = stop + 1;
    }
    let mut at = from;
    loop {
        at = run(text, at, |byte| b" ,\n\t".contains(&byte));
        if text.get(at) != Some(&b'(') {
            return;
        }
        at += 1;
        for column in &columns {
            at = run(text, at, |byte| b" \n\t".contains(&byte));
            let quoted = text
                .get(at)
                .is_some_and(|byte| b"'\"\\".contains(byte))
                .then(|| enclosed(text, at))
                .flatten();
            let value = quoted.unwrap_or_else(|| Value {
                start: at,
                end: run(text, at, |byte| !b",)".contains(&byte)),
                written: Written::Bare,
            });
            if let Some(meaning) = column {
                lists::take(scene, hits, *meaning, value);
            }
            at = run(text, value.end, |byte| byte != b',' && byte != b')');
            if text.get(at) != Some(&b',') {
                break;
            }
            at += 1;
        }
        if text.get(at) != Some(&b')') {
            return;
        }
        at += 1;
    }
}
