//! Addresses of machines and network cards, and universally unique ids.

use super::super::bytes::{before, is_word, piece};
use super::super::hit::Hits;
use super::super::kind::Kind;
use super::super::shape;
use super::super::tokens::{DIGIT, OTHER};
use super::Scene;
use super::urls::ids_in_paths;

pub(super) fn find(scene: &mut Scene<'_>, hits: &mut Hits) {
    let text = scene.text;
    let mut done = 0;
    for token in scene.tokens {
        let (start, end) = token.range();
        if token.has & OTHER != 0 || start < done {
            continue;
        }
        let next = text.get(end).copied().unwrap_or(0);
        let found = match (token.has, token.len(), next) {
            (DIGIT, 1..=3, b'.') => ipv4(text, start).map(|end| (Kind::Ip, start, end)),
            (_, 8, b'-') => shape::uuid(text, start).map(|len| (Kind::Uuid, start, start + len)),
            (_, 2, b'-') | (_, 4, b'.') => mac(text, start),
            (_, 1..=4, b':') => mac(text, start).or_else(|| ipv6(text, start)),
            (_, 1..=4, _) if before(text, start) == Some(b':') => ipv6(text, start),
            (DIGIT, 5.., _) => {
                ids_in_paths(text, start, end, hits);
                None
            }
            _ => None,
        };
        if let Some((kind, start, end)) = found {
            hits.push(kind, start, end);
            done = end;
        }
    }
}

fn mac(text: &[u8], start: usize) -> Option<(Kind, usize, usize)> {
    let goes_back = before(text, start).is_some_and(|byte| byte == b':' || byte == b'-')
        && start >= 2
        && text.get(start - 2).is_some_and(u8::is_ascii_hexdigit);
    let len = shape::mac(text, start)
        .filter(|_| !goes_back || is_second_of_frame(text, start))
        .or_else(|| first_of_frame(text, start))?;
    let bytes = piece(text, start, start + len);
    let says_nothing = bytes.iter().all(|byte| b"0:-.".contains(byte))
        || bytes.iter().all(|byte| b"fF:-.".contains(byte));
    (!says_nothing).then_some((Kind::Mac, start, start + len))
}

/// The head of a frame, as firewalls log it: two addresses and a type of two bytes.
fn first_of_frame(text: &[u8], start: usize) -> Option<usize> {
    let is_frame = text.get(start + 17) == Some(&b':')
        && shape::pairs(text, start)
        && shape::pairs(text, start + 18)
        && shape::ends_frame(text, start + 35);
    is_frame.then_some(17)
}

fn is_second_of_frame(text: &[u8], start: usize) -> bool {
    start >= 18 && first_of_frame(text, start - 18).is_some()
}

/// An address, and no version of a program.
fn ipv4(text: &[u8], start: usize) -> Option<usize> {
    let last = before(text, start);
    if last.is_some_and(|byte| is_word(byte) || byte == b'.')
        && !text.get(..start)?.ends_with(b"\\n")
    {
        return None;
    }
    let len = shape::ipv4(text, start)?;
    let address = piece(text, start, start + len);
    let behind_letter = last == Some(b'/')
        && start >= 2
        && text.get(start - 2).is_some_and(u8::is_ascii_alphabetic)
        && !is_path_of_network(text, start);
    let is_version = behind_letter && !is_private(address)
        || last == Some(b'-')
        || follows_version_word(text, start);
    (!is_version && !shape::is_everybodys(address)).then_some(start + len)
}

/// `Chrome/120.0.6099.71` is a version, `host/10.0.0.1` is none.
fn is_path_of_network(text: &[u8], start: usize) -> bool {
    let word = super::super::bytes::run_back(text, start - 1, |byte| {
        is_word(byte) || b".-".contains(&byte)
    });
    let name = piece(text, word, start - 1);
    name.contains(&b'.') || name.contains(&b'-') && name.iter().any(u8::is_ascii_digit)
}

fn is_private(address: &[u8]) -> bool {
    address.starts_with(b"10.") || address.starts_with(b"192.168.") || address.starts_with(b"172.")
}

fn follows_version_word(text: &[u8], start: usize) -> bool {
    let from = start.saturating_sub(16);
    let head = piece(text, from, start).to_ascii_lowercase();
    [
        &b"version"[..],
        b"ver.",
        b"release",
        b"build",
        b" v.",
        b"assembly",
        b"firmware",
        b"driver",
        b"oid",
        b"section",
        b"dll",
    ]
    .iter()
    .any(|word| {
        memchr::memmem::find(&head, word)
            .is_some_and(|at| head.get(at..).is_some_and(|tail| tail.len() <= word.len() + 6))
    })
}

/// An address that begins with this token, or with the colons before it.
fn ipv6(text: &[u8], start: usize) -> Option<(Kind, usize, usize)> {
    let mut start = start;
    if text.get(..start)?.ends_with(b"::") {
        start -= 2;
    }
    if before(text, start).is_some_and(|byte| is_word(byte) || byte == b':' || byte == b'.') {
        return None;
    }
    let len = shape::ipv6(text, start)?;
    let address = piece(text, start, start + len);
    // Times of day, `std::fd`, ratios.
    let groups = address.split(|&byte| byte == b':').filter(|group| !group.is_empty()).count();
    let has_gap = memchr::memmem::find(address, b"::").is_some();
    let is_likely = groups >= 3
        || has_gap
            && groups == 2
            && (address.starts_with(b"f")
                || address.iter().any(u8::is_ascii_digit) && address.len() >= 6);
    let is_code = !address.iter().any(u8::is_ascii_digit);
    (is_likely && !is_code && !shape::is_everybodys(address)).then_some((
        Kind::Ip,
        start,
        start + len,
    ))
}
