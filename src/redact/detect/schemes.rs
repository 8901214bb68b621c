//! What follows the scheme of an authorization: `Bearer`, `Basic`, `Token` and their like.

use super::super::bytes::{Mix, before, follows, is_word, piece, run, run_back};
use super::super::hit::Hits;
use super::super::keys::Meaning;
use super::super::kind::Kind;
use super::super::packed_text::unpacked;
use super::super::values::{is_nothing, looks_secret};
use super::super::words::SCHEME;
use super::Scene;

pub(super) fn find(scene: &mut Scene<'_>, hits: &mut Hits) {
    let text = scene.text;
    for token in scene.tokens {
        let (start, end) = token.range();
        if token.role & SCHEME == 0 {
            named_key(scene, start, end, hits);
            continue;
        }
        let spaces = run(text, end, |byte| byte == b' ') - end;
        if !(1..=2).contains(&spaces) || before(text, start) == Some(b'_') {
            continue;
        }
        let quote = text.get(end + spaces).copied().filter(|byte| b"'\"`([<".contains(byte));
        let at = end + spaces + usize::from(quote.is_some());
        let value = credential(text, at);
        let scheme = piece(text, start, end).to_ascii_lowercase();
        if !is_nothing(value) && fits(text, start, &scheme, value, quote) {
            hits.push(Kind::Secret, at, at + value.len());
        }
    }
}

/// The run of characters that keys are made of, without the full stop of a sentence.
fn credential(text: &[u8], at: usize) -> &[u8] {
    let stop = run(text, at, |byte| is_word(byte) || b"-._~+/=:%".contains(&byte));
    piece(text, at, run_back(text, stop, |byte| byte == b':' || byte == b'.').max(at))
}

fn fits(text: &[u8], start: usize, scheme: &[u8], value: &[u8], quote: Option<u8>) -> bool {
    match scheme {
        b"basic" => value.len() >= 8 && unpacked(value).is_some_and(|text| text.contains(&b':')),
        b"code" | b"otp" | b"pin" | b"passcode" => {
            let is_code = (4..=8).contains(&value.len()) && value.iter().all(u8::is_ascii_digit);
            is_code && (scheme != b"code" || is_code_of_login(text, start))
        }
        b"bearer" => value.len() >= 8 && Mix::of(value).digits > 0 || value.len() >= 20,
        b"password" | b"passwd" | b"pwd" | b"passphrase" => {
            quote.is_some() && value.len() >= 4 && Mix::of(value).digits > 0
        }
        _ => looks_secret(value),
    }
}

/// A name that only a field has, and a key behind it: `set API_TOKEN to '…'`.
fn named_key(scene: &mut Scene<'_>, start: usize, end: usize, hits: &mut Hits) {
    let text = scene.text;
    let is_name = text.get(end) == Some(&b' ') && piece(text, start, end).contains(&b'_');
    if !is_name || !matches!(scene.meaning(start, end), Some(Meaning::Is(Kind::Secret))) {
        return;
    }
    let behind = end + 1;
    let link = [&b"to "[..], b"is ", b"was ", b"of ", b"as "]
        .into_iter()
        .find(|link| follows(text, behind, link));
    let at = run(text, behind + link.map_or(0, <[u8]>::len), |byte| b"'\"`([<".contains(&byte));
    let value = credential(text, at);
    if looks_secret(value) {
        hits.push(Kind::Secret, at, at + value.len());
    }
}

/// `verification code 123456`, and no other code.
fn is_code_of_login(text: &[u8], at: usize) -> bool {
    let from = at.saturating_sub(24);
    let words = piece(text, from, at).to_ascii_lowercase();
    [
        &b"verification"[..],
        b"one-time",
        b"one time",
        b"security",
        b"login",
        b"mfa",
        b"2fa",
        b"sms",
        b"confirmation",
        b"auth",
        b"otp",
        b"factor",
        b"passcode",
        b"sign-in",
        b"access",
    ]
    .iter()
    .any(|word| memchr::memmem::find(&words, word).is_some())
}
