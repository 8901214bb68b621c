//! Names with values: where a name ends and its value begins, in whatever language writes them.
//!
//! The place to start from is the sign between them. What stands before it is the name, what
//! stands behind it the value, whose end depends on how it is enclosed, or on what it is.

use super::bytes::{before, is_word, piece, run, run_back};
use super::detect::Scene;
use super::enclosed::{enclosed, opening_quote};
use super::hit::Hits;
use super::keys::Meaning;
use super::kind::Kind;
use super::lists;
use super::values::{Written, agrees};
use super::view::is_escaped;

/// A value: where it stands, and how it was written.
#[derive(Clone, Copy, Debug)]
pub(super) struct Value {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) written: Written,
}

/// Finds values by their names.
pub(super) fn find(scene: &mut Scene<'_>, hits: &mut Hits) {
    let text = scene.text;
    for at in memchr::memchr2_iter(b'=', b':', text) {
        let Some((start, end)) = name_before(text, at) else { continue };
        // The account of a URL is none of a field.
        if text.get(..start).is_some_and(|head| head.ends_with(b"://")) {
            continue;
        }
        let Some(meaning) = scene.meaning(start, end).or_else(|| of_parent(scene, start, end))
        else {
            continue;
        };
        let Some(value_at) = value_start(text, at) else { continue };
        find_value(scene, hits, meaning, value_at, at);
    }
}

/// The meaning of a name in an object that has a name itself: `"customer":{"id":…}`.
fn of_parent(scene: &mut Scene<'_>, start: usize, end: usize) -> Option<Meaning> {
    let text = scene.text;
    if !matches!(piece(text, start, end), b"id" | b"number" | b"no" | b"key")
        || before(text, start) != Some(b'"')
    {
        return None;
    }
    let open = run_back(text, start, |byte| byte != b'{' && byte != b'}');
    let parent_end = run_back(text, open.checked_sub(1)?, |byte| b"\\\": ".contains(&byte));
    let parent = run_back(text, parent_end, is_word);
    if before(text, open) != Some(b'{') || parent == parent_end || parent_end - parent > 40 {
        return None;
    }
    let mut name = piece(text, parent, parent_end).to_vec();
    name.push(b' ');
    name.extend_from_slice(piece(text, start, end));
    super::keys::meaning(&name)
}

/// Takes the value that begins at a position.
fn find_value(scene: &mut Scene<'_>, hits: &mut Hits, meaning: Meaning, at: usize, sign: usize) {
    let text = scene.text;
    if text.get(at) == Some(&b'[') && opening_quote(text, at + 1).is_some() {
        let mut at = at + 1;
        // A list: each of its elements has the name.
        while let Some(value) = opening_quote(text, at).and_then(|_| enclosed(text, at)) {
            lists::take(scene, hits, meaning, value);
            at = run(text, value.end, |byte| b"\\\"'` ,".contains(&byte));
            if text.get(at.saturating_sub(1)).is_some_and(|byte| b"\"'`".contains(byte)) {
                at = run_back(text, at, |byte| b"\\\"'`".contains(&byte)).max(value.end + 1);
            }
        }
        return;
    }
    let is_prose = text.get(sign) == Some(&b':') && at > sign + 1;
    let written = if is_prose { Written::Prose } else { Written::Bare };
    let value = enclosed(text, at).or_else(|| bare(text, at, meaning, written, sign));
    if let Some(value) = value {
        lists::take(scene, hits, meaning, value);
    }
}

/// Where the name before a sign stands; none if no name does.
fn name_before(text: &[u8], sign: usize) -> Option<(usize, usize)> {
    let next = text.get(sign + 1).copied().unwrap_or(b' ');
    let is_colon = text.get(sign) == Some(&b':');
    if is_colon && (next == b':' || next == b'/' && text.get(sign + 2) == Some(&b'/')) {
        return None;
    }
    let mut end = sign;
    while matches!(before(text, end), Some(b' ' | b'\t')) && sign - end < 3 {
        end -= 1;
    }
    // `:=` and `=>` have their sign elsewhere, comparisons are none.
    if before(text, end) == Some(b':') && !is_colon {
        end -= 1;
    }
    let last = before(text, end)?;
    if b"=!<>~".contains(&last) || next == b'=' && !is_colon {
        return None;
    }
    if last == b']' {
        end -= 1;
    }
    // `password (base64):`, and the columns of a key, `(phone)=`.
    if last == b')' && !is_colon {
        end -= 1;
    } else if last == b')' {
        let open = run_back(text, end - 1, |byte| byte.is_ascii_alphanumeric());
        end = if before(text, open) == Some(b'(') {
            run_back(text, open - 1, |byte| byte == b' ')
        } else {
            end
        };
    }
    let last = before(text, end)?;
    if b"\"'`".contains(&last) {
        let end = run_back(text, end - 1, |byte| byte == b'\\');
        let start = run_back(text, end, |byte| byte != last && byte != b'\n' && byte != b'{');
        return (start > 0
            && end - start <= 64
            && end > start
            && before(text, start) == Some(last))
        .then_some((start, end));
    }
    let start = run_back(text, end, |byte| is_word(byte) || b"-.$@".contains(&byte));
    let start =
        if text.get(start) == Some(&b'n') && is_escaped(text, start) { start + 1 } else { start };
    if start == end
        || end - start > 128
        || piece(text, start, end).iter().all(|byte| !byte.is_ascii_alphabetic() && *byte < 0x80)
    {
        return None;
    }
    // Only before a colon, or with spaces around the sign, may a name have several words.
    let is_loose = is_colon || before(text, sign) == Some(b' ');
    Some((if is_loose { phrase_start(text, start) } else { start }, end))
}

/// Words before a name that may belong to it, as in `API key:`.
fn phrase_start(text: &[u8], name: usize) -> usize {
    let mut start = name;
    for _ in 0..3 {
        if before(text, start) != Some(b' ') {
            break;
        }
        let word = run_back(text, start - 1, |byte| byte.is_ascii_alphabetic());
        if word + 1 >= start || before(text, word).is_some_and(|byte| byte != b' ' && is_word(byte))
        {
            break;
        }
        start = word;
    }
    start
}

/// Where the value behind a sign begins.
fn value_start(text: &[u8], sign: usize) -> Option<usize> {
    let mut at = sign + 1;
    if text.get(at) == Some(&b'>') {
        at += 1;
    }
    if text.get(sign) == Some(&b':') && text.get(at) == Some(&b'=') {
        at += 1;
    }
    let spaces = run(text, at, |byte| byte == b' ' || byte == b'\t') - at;
    let first = *text.get(at + spaces)?;
    let had_space = matches!(before(text, sign), Some(b' ' | b'\t'));
    // `user= password=`: nothing stands there.
    let is_empty = text.get(sign) == Some(&b'=')
        && at == sign + 1
        && spaces > 0
        && !had_space
        && !b"\"'`".contains(&first);
    (!is_empty && spaces <= 16).then_some(at + spaces)
}

/// A value that nothing encloses: it ends where its kind does.
pub(super) fn bare(
    text: &[u8],
    at: usize,
    meaning: Meaning,
    written: Written,
    sign: usize,
) -> Option<Value> {
    let first = *text.get(at)?;
    if b"\"'`{[(<".contains(&first) && !matches!(meaning, Meaning::Is(Kind::Secret)) {
        return None;
    }
    let end = match meaning {
        Meaning::Is(Kind::Secret) => {
            secret_end(text, at, if is_in_query(text, sign) { b"&#'<>" } else { b"" })
        }
        Meaning::Is(Kind::Person) | Meaning::MaybePerson => {
            // Base64 has digits or padding, names have none.
            let packed = run(text, at, |byte| is_word(byte) || b"+/=-".contains(&byte));
            let has_signs =
                piece(text, at, packed).iter().any(|&byte| byte.is_ascii_digit() || byte == b'=');
            if has_signs { packed } else { person_end(text, at) }
        }
        Meaning::Is(Kind::Address) | Meaning::MaybeAddress if written == Written::Prose => {
            run(text, at, |byte| !b";|\"\n<>{}[]=".contains(&byte))
        }
        Meaning::Is(Kind::Phone | Kind::Card) => {
            run(text, at, |byte| byte.is_ascii_digit() || b"+-. ()/".contains(&byte))
        }
        Meaning::Is(Kind::Iban) => iban_end(text, at),
        Meaning::Where => run(text, at, |byte| byte.is_ascii_digit() || b".,- ".contains(&byte)),
        Meaning::Is(_)
        | Meaning::MaybeSecret
        | Meaning::Code
        | Meaning::Authorization
        | Meaning::Cookies
        | Meaning::Value
        | Meaning::Contact
        | Meaning::Machine
        | Meaning::Machines
        | Meaning::Ident
        | Meaning::MaybeAddress => token_end(text, at),
    };
    let end = at + piece(text, at, end).trim_ascii_end().len();
    let end = run_back(text, end, |byte| {
        b".,;:!?".contains(&byte) && meaning != Meaning::Is(Kind::Secret)
    })
    .max(at);
    // What another sign follows is a name.
    let is_name = matches!(text.get(end), Some(b'=' | b'('))
        || text.get(end) == Some(&b':')
            && !matches!(meaning, Meaning::Machine | Meaning::Machines | Meaning::Is(Kind::Secret));
    (end > at && !is_name).then_some(Value { start: at, end, written })
}

/// The end of a token by what may follow one.
fn token_end(text: &[u8], at: usize) -> usize {
    let is_token = |byte: u8| !byte.is_ascii_whitespace() && !b",;&|()[]{}<>\"'`#=".contains(&byte);
    let end = run(text, at, is_token);
    // Base64 may end in signs of its own.
    let padded = run(text, end, |byte| byte == b'=');
    let is_padding = padded - end <= 2
        && !text.get(padded).is_some_and(|&byte| is_word(byte) || b"'\"".contains(&byte));
    cut_escape(text, at, if is_padding { padded } else { end })
}

/// A line end written as an escape ends a value.
fn cut_escape(text: &[u8], at: usize, end: usize) -> usize {
    let value = piece(text, at, end);
    [b"\\n", b"\\r", b"\\t"]
        .iter()
        .filter_map(|escape| memchr::memmem::find(value, *escape))
        .min()
        .map_or(end, |n| at + n)
}

/// Whether a name stands in the query of a URL or a form.
fn is_in_query(text: &[u8], sign: usize) -> bool {
    let start = run_back(text, sign, |byte| is_word(byte) || b"-.[]$%".contains(&byte));
    matches!(before(text, start), Some(b'?' | b'&'))
}

/// Passwords hold any sign: they end at white space, or where another name begins.
fn secret_end(text: &[u8], at: usize, ends: &[u8]) -> usize {
    let mut end =
        run(text, at, |byte| !byte.is_ascii_whitespace() && byte != b'"' && !ends.contains(&byte));
    end = cut_escape(text, at, end);
    // `a=1,b=2`, `a=1&b=2`, `a: 1|b: 2`.
    for cut in at + 1..end {
        let Some(byte) = text.get(cut) else { break };
        if !b",;&|".contains(byte) {
            continue;
        }
        let name = run(text, cut + 1, |byte| is_word(byte) || b"-. ".contains(&byte));
        let is_name = name > cut + 1 && matches!(text.get(name), Some(b'=' | b':'));
        if is_name || cut + 1 == end {
            end = cut;
            break;
        }
    }
    while let Some(last) = before(text, end).filter(|_| end > at + 1) {
        let value = piece(text, at, end - 1);
        let count = |byte: u8| memchr::memchr_iter(byte, value).count();
        let is_open = match last {
            b')' => count(b'(') > count(b')'),
            b']' => count(b'[') > count(b']'),
            b'}' => count(b'{') > count(b'}'),
            b'>' => count(b'<') > count(b'>'),
            b'\'' | b'`' => count(last) % 2 == 1,
            b',' | b';' | b'\\' => false,
            b'.' | b':' => end - at < 4,
            _ => true,
        };
        if is_open {
            break;
        }
        end -= 1;
    }
    end
}

/// Words with capitals, one behind the other.
pub(super) fn person_end(text: &[u8], at: usize) -> usize {
    let is_name = |byte: u8| byte.is_ascii_alphabetic() || b"'-.".contains(&byte) || byte >= 0x80;
    let mut end = run(text, at, is_name);
    while text.get(end) == Some(&b' ') {
        let next = end + 1;
        let stop = run(text, next, is_name);
        let is_capital =
            text.get(next).is_some_and(|&byte| byte.is_ascii_uppercase() || byte >= 0xc3);
        let is_particle = matches!(
            piece(text, next, stop),
            b"de"
                | b"van"
                | b"der"
                | b"von"
                | b"den"
                | b"da"
                | b"di"
                | b"la"
                | b"le"
                | b"el"
                | b"al"
                | b"bin"
                | b"zu"
                | b"dos"
                | b"du"
        );
        if stop == next
            || !(is_capital || is_particle)
            || text
                .get(stop)
                .is_some_and(|&byte| byte == b'=' || byte == b'_' || byte.is_ascii_digit())
        {
            break;
        }
        end = stop;
    }
    end
}

fn iban_end(text: &[u8], at: usize) -> usize {
    let mut end = run(text, at, |byte| byte.is_ascii_alphanumeric());
    while text.get(end) == Some(&b' ') {
        let stop = run(text, end + 1, |byte| byte.is_ascii_alphanumeric());
        let group = piece(text, end + 1, stop);
        if group.is_empty()
            || group.len() > 4
            || !group.iter().any(u8::is_ascii_digit) && group.iter().any(u8::is_ascii_lowercase)
        {
            break;
        }
        end = stop;
    }
    end
}

/// The kind that a value has by its name, decoded first where it is written in another alphabet.
pub(super) fn kind_of(meaning: Meaning, value: &[u8], written: Written) -> Option<Kind> {
    agrees(meaning, value, written).or_else(|| {
        let decoded = super::packed_text::unpacked(value)?;
        agrees(meaning, &decoded, Written::Enclosed)
    })
}
