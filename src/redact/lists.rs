//! Values that hold several: cookies, lists of machines, a name and a value side by side.

use super::bytes::{piece, run, run_back};
use super::detect::Scene;
use super::hit::Hits;
use super::keys::Meaning;
use super::kind::Kind;
use super::packed_text::unpacked;
use super::pairs::{Value, kind_of};
use super::shape;
use super::values::{Written, is_nothing, looks_secret};

/// Takes a value with a meaning: finds what of it is to go.
pub(super) fn take(scene: &mut Scene<'_>, hits: &mut Hits, meaning: Meaning, value: Value) {
    let text = scene.text;
    match meaning {
        Meaning::Cookies => take_cookies(scene, hits, value),
        Meaning::Value => {
            if let Some(meaning) = named_beside(scene, value)
                && meaning != Meaning::Value
            {
                take(scene, hits, meaning, value);
            }
        }
        Meaning::Authorization => take_credential(hits, text, value),
        Meaning::Machine | Meaning::Machines | Meaning::Is(Kind::Ip) => {
            take_machines(hits, text, meaning, value);
        }
        Meaning::Is(_)
        | Meaning::MaybeSecret
        | Meaning::Code
        | Meaning::Contact
        | Meaning::Where
        | Meaning::Ident
        | Meaning::MaybePerson
        | Meaning::MaybeAddress => {
            let value = trimmed(text, value);
            let bytes = piece(text, value.start, value.end);
            if let Some(kind) = kind_of(meaning, bytes, value.written) {
                push(hits, kind, bytes, value);
            }
        }
    }
}

/// Names of accounts may be mail addresses.
fn push(hits: &mut Hits, kind: Kind, bytes: &[u8], value: Value) {
    let kind = if kind == Kind::User && shape::is_email(bytes) { Kind::Email } else { kind };
    hits.push(kind, value.start, value.end);
}

/// Without the brackets around an address.
fn trimmed(text: &[u8], value: Value) -> Value {
    let Value { mut start, mut end, written } = value;
    let bytes = piece(text, start, end);
    if bytes.starts_with(b"<") && bytes.ends_with(b">") && bytes.len() > 2 {
        start += 1;
        end -= 1;
    }
    if piece(text, start, end).starts_with(b"mailto:") {
        start += 7;
    }
    Value { start, end, written }
}

/// A credential alone, or behind its scheme.
fn take_credential(hits: &mut Hits, text: &[u8], value: Value) {
    let bytes = piece(text, value.start, value.end);
    let start = match memchr::memchr(b' ', bytes) {
        Some(space) if memchr::memchr_iter(b' ', bytes).count() == 1 => value.start + space + 1,
        Some(_) => return,
        None => value.start,
    };
    let credential = piece(text, start, value.end);
    if looks_secret(credential) || unpacked(credential).is_some() && !is_nothing(credential) {
        hits.push(Kind::Secret, start, value.end);
    }
}

/// `sid=…; theme=dark`: those that have a secret's name, or look like one.
fn take_cookies(scene: &mut Scene<'_>, hits: &mut Hits, value: Value) {
    let text = scene.text;
    let end = if value.written == Written::Enclosed {
        value.end
    } else {
        run(text, value.start, |byte| byte != b'\n' && byte != b'"')
    };
    let mut at = value.start;
    while at < end {
        let stop = run(text, at, |byte| byte != b';').min(end);
        let sign = run(text, at, |byte| byte != b'=').min(stop);
        let start = sign + 1;
        if start < stop && looks_secret(piece(text, start, stop)) {
            hits.push(Kind::Secret, start, stop);
        }
        at = stop + 1;
    }
}

/// Machines separated by commas, each with or without a port.
fn take_machines(hits: &mut Hits, text: &[u8], meaning: Meaning, value: Value) {
    let mut at = value.start;
    while at < value.end {
        let stop = run(text, at, |byte| !b", ;\n".contains(&byte)).min(value.end);
        let host = run(text, at, |byte| !b",:/[( ;".contains(&byte)).min(stop);
        for end in [stop, host] {
            let bytes = piece(text, at, end);
            if let Some(kind) = kind_of(meaning, bytes, Written::Bare)
                .filter(|_| meaning != Meaning::Is(Kind::Ip) || shape::network(bytes).is_some())
            {
                hits.push(kind, at, end);
                break;
            }
        }
        at = stop + 1;
    }
}

/// The meaning of the name that stands beside a value: `{"key":"password","value":"…"}`.
fn named_beside(scene: &mut Scene<'_>, value: Value) -> Option<Meaning> {
    let text = scene.text;
    let from = run_back(text, value.start.saturating_sub(2), |byte| byte != b'{' && byte != b'}');
    let until = run(text, value.end, |byte| byte != b'{' && byte != b'}');
    let mut field = |from: usize, until: usize| {
        let area = piece(text, from.max(until.saturating_sub(200)), until.min(from + 200));
        let base = from.max(until.saturating_sub(200));
        for name in [
            &b"name"[..],
            b"key",
            b"field",
            b"header",
            b"Name",
            b"Key",
            b"k",
            b"param",
            b"variable",
        ] {
            for at in memchr::memmem::find_iter(area, name) {
                let end = base + at + name.len();
                let starts_name = text
                    .get((base + at).wrapping_sub(1))
                    .is_some_and(|byte| b"\"' ,{(".contains(byte));
                let sign = run(text, end, |byte| b"\\\"' ".contains(&byte));
                if !starts_name || !matches!(text.get(sign), Some(b':' | b'=')) {
                    continue;
                }
                let start = run(text, sign + 1, |byte| b"\\\"' ".contains(&byte));
                let stop = run(text, start, |byte| {
                    byte.is_ascii_alphanumeric() || b"-_. ".contains(&byte)
                });
                if let Some(meaning) = scene.meaning(start, stop) {
                    return Some(meaning);
                }
            }
        }
        None
    };
    field(from, value.start).or_else(|| field(value.end, until))
}
