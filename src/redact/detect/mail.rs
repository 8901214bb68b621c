//! Mail addresses, and accounts at machines: `ann@10.0.0.7`.

use super::super::bytes::{before, is_word, piece, run, run_back};
use super::super::hit::Hits;
use super::super::kind::Kind;
use super::super::shape;
use super::super::values::{is_nothing, is_system_user};
use super::super::walls::ends_in_pseudonym;
use super::Scene;

pub(super) fn find(scene: &mut Scene<'_>, hits: &mut Hits) {
    let text = scene.text;
    for at in memchr::memchr_iter(b'@', text) {
        if let Some((start, end)) = address_around(text, at) {
            hits.push(Kind::Email, start, end);
        } else {
            account_at(text, at, hits);
        }
    }
}

/// Whether an at sign parts an account from its host, in `scheme://account@host`.
fn is_in_authority(text: &[u8], at: usize) -> bool {
    let from = at.saturating_sub(300);
    let head = piece(text, from, at);
    memchr::memmem::rfind(head, b"://").is_some_and(|scheme| {
        let info = head.get(scheme + 3..).unwrap_or_default();
        !info.iter().any(|&byte| byte.is_ascii_whitespace() || b"\"<>?#".contains(&byte))
            && (info.contains(&b':') || !info.contains(&b'/'))
    })
}

fn is_local(byte: u8) -> bool {
    is_word(byte) || b".+-!#$&'*~^{}|%".contains(&byte)
}

fn address_around(text: &[u8], at: usize) -> Option<(usize, usize)> {
    if is_in_authority(text, at) {
        return None;
    }
    let start = local_start(text, at)?;
    let end = domain_end(text, at + 1)?;
    Some((start, end))
}

/// Where the part before the at sign begins.
fn local_start(text: &[u8], at: usize) -> Option<usize> {
    if before(text, at) == Some(b'"') {
        let slashes = run_back(text, at - 1, |byte| byte == b'\\');
        let start = run_back(text, slashes, |byte| {
            byte != b'"' && byte != b'\n' && byte != b'=' && byte != b'<' && byte != b'\\'
        });
        let quote = run_back(text, start.saturating_sub(1), |byte| byte == b'\\');
        return (before(text, start) == Some(b'"') && slashes - start <= 64 && slashes > start)
            .then_some(if slashes < at - 1 { quote } else { start - 1 });
    }
    let mut start = run_back(text, at, is_local);
    // What belongs to the text around it: an opening quote, `mailto`, `key%3D`.
    for cut in (start..at).rev() {
        let byte = text.get(cut).copied().unwrap_or(0);
        let is_cut = b"'{}|&^$#~!*".contains(&byte)
            && (byte != b'\''
                || cut == start
                || !text.get(cut - 1).is_some_and(|&byte| is_word(byte)))
            || byte == b'%'
                && cut + 3 <= at
                && piece(text, cut + 1, cut + 3).iter().all(u8::is_ascii_hexdigit)
                && piece(text, cut, cut + 3) != b"%2B"
                && piece(text, cut, cut + 3) != b"%2b";
        if is_cut {
            start = if byte == b'%' { cut + 3 } else { cut + 1 };
            break;
        }
    }
    if start > 0
        && before(text, start) == Some(b'\\')
        && text.get(start).is_some_and(|byte| b"nrt".contains(byte))
    {
        start += 1;
    }
    let start = run(text, start, |byte| b".-".contains(&byte));
    let local = piece(text, start, at);
    let is_path = before(text, start) == Some(b'/')
        && before(text, start.saturating_sub(1)) != Some(b'/')
        && before(text, start.saturating_sub(1)) == Some(b':');
    (!local.is_empty() && local.len() <= 64 && !is_path && !local.ends_with(b".")).then_some(start)
}

/// Ends of names of files and units, and no domains.
const NOT: &[&[u8]] = &[
    b"jar", b"js", b"mjs", b"css", b"png", b"svg", b"jpg", b"git", b"json", b"java", b"service",
    b"socket", b"timer", b"target", b"mount", b"so", b"py", b"rb", b"go", b"ts", b"tsx", b"log",
];

/// Where the domain behind the at sign ends.
fn domain_end(text: &[u8], from: usize) -> Option<usize> {
    if text.get(from) == Some(&b'[') {
        let len = shape::ipv4(text, from + 1).or_else(|| shape::ipv6(text, from + 1))?;
        return (text.get(from + 1 + len) == Some(&b']')).then_some(from + len + 2);
    }
    let end = run(text, from, |byte| {
        byte.is_ascii_alphanumeric() || byte == b'.' || byte == b'-' || byte >= 0x80
    });
    let end = run_back(text, end, |byte| b".-".contains(&byte)).max(from);
    let domain = piece(text, from, end);
    let last = domain.rsplit(|&byte| byte == b'.').next().unwrap_or_default();
    (shape::is_host(domain) && !NOT.contains(&last)).then_some(end)
}

/// `ann@10.0.0.7`, `ann@web-07`, `'ann'@'%'`.
fn account_at(text: &[u8], at: usize, hits: &mut Hits) {
    let quote = before(text, at).filter(|byte| b"'`\"".contains(byte));
    let user_end = if quote.is_some() { at - 1 } else { at };
    let start = match quote {
        Some(quote) => run_back(text, user_end, |byte| byte != quote && byte != b'\n'),
        None => run_back(text, user_end, |byte| is_word(byte) || b".-".contains(&byte)),
    };
    let user = piece(text, start, user_end);
    let host_at = run(text, at + 1, |byte| b"'`\"[".contains(&byte));
    let is_address =
        shape::ipv4(text, host_at).is_some() && !user.iter().any(u8::is_ascii_uppercase);
    let host_end = run(text, host_at, |byte| is_word(byte) || b".-".contains(&byte));
    let host = piece(text, host_at, host_end);
    let is_machine = !ends_in_pseudonym(host)
        && (is_address
            || quote.is_some() && (host_at > at + 1)
            || host.last().is_some_and(u8::is_ascii_digit)
                && host.contains(&b'-')
                && host.first().is_some_and(u8::is_ascii_lowercase));
    if is_machine
        && (2..=64).contains(&user.len())
        && !is_system_user(user)
        && !is_nothing(user)
        && user.iter().any(u8::is_ascii_alphabetic)
        && !user.contains(&b' ')
    {
        hits.push(Kind::User, start, user_end);
    }
}
