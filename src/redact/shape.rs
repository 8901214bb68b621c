//! Shapes of values, and their check digits.

use super::bytes::{Mix, before, is_word, run};
use super::kind::Kind;
use super::lexicon::{PUBLIC_HOSTS, TOP_DOMAINS};

/// An address of the fourth version of the protocol; how long it is.
pub(super) fn ipv4(text: &[u8], at: usize) -> Option<usize> {
    let mut end = at;
    for n in 0..4 {
        if n > 0 {
            if text.get(end) != Some(&b'.') {
                return None;
            }
            end += 1;
        }
        let stop = run(text, end, |byte| byte.is_ascii_digit());
        let digits = text.get(end..stop).filter(|digits| (1..=3).contains(&digits.len()))?;
        let number = digits.iter().fold(0, |number, &digit| number * 10 + u32::from(digit - b'0'));
        if number > 255 || digits.len() > 1 && digits.first() == Some(&b'0') {
            return None;
        }
        end = stop;
    }
    let more = text.get(end) == Some(&b'.') && text.get(end + 1).is_some_and(u8::is_ascii_digit);
    (!more && !text.get(end).is_some_and(|&byte| byte.is_ascii_alphabetic() || byte == b'_'))
        .then_some(end - at)
}

/// An address of the sixth version; how long it is, with its zone.
pub(super) fn ipv6(text: &[u8], at: usize) -> Option<usize> {
    let mut end = at;
    let (mut groups, mut gap, mut is_mapped) = (0, false, false);
    loop {
        if text.get(end) == Some(&b':') && text.get(end + 1) == Some(&b':') {
            if gap || text.get(end + 2) == Some(&b':') {
                return None;
            }
            gap = true;
            end += 2;
        } else if groups > 0 && end > at {
            if text.get(end) != Some(&b':') || !text.get(end + 1).is_some_and(u8::is_ascii_hexdigit)
            {
                break;
            }
            end += 1;
        }
        if (groups >= 2 || gap)
            && let Some(len) = ipv4(text, end)
        {
            end += len;
            groups += 2;
            is_mapped = true;
            break;
        }
        let stop = run(text, end, |byte| byte.is_ascii_hexdigit());
        if stop == end {
            break;
        }
        if stop - end > 4 || groups == 8 {
            return None;
        }
        groups += 1;
        end = stop;
    }
    let is_whole = if gap { groups <= 7 } else { groups == 8 };
    let has_port = groups >= 2 && text.get(end) == Some(&b':') && is_mapped;
    if !is_whole || text.get(end).is_some_and(|&byte| is_word(byte) || byte == b':' && !has_port) {
        return None;
    }
    if groups == 0 || (gap && groups < 2 && end - at < 4) {
        return (end - at > 2).then_some(end - at);
    }
    if text.get(end) == Some(&b'%') {
        let zone = if text.get(end + 1..end + 3) == Some(b"25") { end + 3 } else { end + 1 };
        let stop =
            run(text, zone, |byte| byte.is_ascii_alphanumeric() || byte == b'.' || byte == b'_');
        if stop > zone {
            end = stop;
        }
    }
    Some(end - at)
}

/// Addresses of no machine in particular.
pub(super) fn is_everybodys(address: &[u8]) -> bool {
    matches!(address, b"::1" | b"::" | b"0.0.0.0" | b"255.255.255.255")
        || address.starts_with(b"127.")
        || address.starts_with(b"255.")
}

/// Six pairs of hexadecimal digits; how long they are.
pub(super) fn mac(text: &[u8], at: usize) -> Option<usize> {
    if text.get(at + 4) == Some(&b'.') {
        return dotted_mac(text, at);
    }
    let glue = *text.get(at + 2)?;
    let next = text.get(at + 17).copied();
    let goes_on = next == Some(glue) && text.get(at + 18).is_some_and(u8::is_ascii_hexdigit);
    let is_end = !goes_on || ends_frame(text, at + 17);
    (pairs(text, at) && is_end && !next.is_some_and(is_word)).then_some(17)
}

/// Whether six pairs stand at a position.
pub(super) fn pairs(text: &[u8], at: usize) -> bool {
    let Some(piece) = text.get(at..at + 17) else { return false };
    let glue = piece.get(2).copied().filter(|glue| b":-".contains(glue));
    piece
        .iter()
        .enumerate()
        .all(|(n, byte)| if n % 3 == 2 { Some(*byte) == glue } else { byte.is_ascii_hexdigit() })
}

/// Whether the type of a frame follows, `:08:00`, and nothing behind it.
pub(super) fn ends_frame(text: &[u8], at: usize) -> bool {
    text.get(at..at + 6).is_some_and(|piece| {
        piece
            .iter()
            .enumerate()
            .all(|(n, byte)| if n % 3 == 0 { *byte == b':' } else { byte.is_ascii_hexdigit() })
    }) && !text.get(at + 6).is_some_and(|&byte| is_word(byte) || byte == b':')
}

/// `aabb.ccdd.eeff`, as switches write it.
fn dotted_mac(text: &[u8], at: usize) -> Option<usize> {
    let piece = text.get(at..at + 14)?;
    let fits = piece
        .iter()
        .enumerate()
        .all(|(n, byte)| if n == 4 || n == 9 { *byte == b'.' } else { byte.is_ascii_hexdigit() });
    let has_letters = piece.iter().any(u8::is_ascii_alphabetic);
    (fits && has_letters && !text.get(at + 14).is_some_and(|&byte| is_word(byte) || byte == b'.'))
        .then_some(14)
}

pub(super) fn is_mac(value: &[u8]) -> bool {
    mac(value, 0) == Some(value.len())
        || value.len() == 12 && value.iter().all(u8::is_ascii_hexdigit)
}

/// Eight, four, four, four and twelve hexadecimal digits; how long they are.
pub(super) fn uuid(text: &[u8], at: usize) -> Option<usize> {
    let piece = text.get(at..at + 36)?;
    let fits = piece.iter().enumerate().all(|(n, byte)| {
        if matches!(n, 8 | 13 | 18 | 23) { *byte == b'-' } else { byte.is_ascii_hexdigit() }
    });
    let next = text.get(at + 36).copied();
    (fits && !next.is_some_and(is_word) && !piece.iter().all(|byte| b"0-".contains(byte)))
        .then_some(36)
}

pub(super) fn is_uuid(value: &[u8]) -> bool {
    uuid(value, 0) == Some(value.len())
}

/// A machine's address as a whole value: with a port, brackets or several of them no longer.
pub(super) fn network(value: &[u8]) -> Option<Kind> {
    let is_ip = ipv4(value, 0) == Some(value.len()) || ipv6(value, 0) == Some(value.len());
    if is_ip {
        return (!is_everybodys(value)).then_some(Kind::Ip);
    }
    (mac(value, 0) == Some(value.len())).then_some(Kind::Mac)
}

/// A mail address as a whole value.
pub(super) fn is_email(value: &[u8]) -> bool {
    value
        .iter()
        .position(|&byte| byte == b'@')
        .is_some_and(|at| at > 0 && value.get(at + 1..).is_some_and(is_host))
}

/// Labels with dots, the last of letters.
pub(super) fn is_host(value: &[u8]) -> bool {
    let labels = value.split(|&byte| byte == b'.');
    let fits = |label: &[u8]| {
        !label.is_empty()
            && label.len() <= 63
            && label.iter().all(|&byte| {
                byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_' || byte >= 0x80
            })
            && !label.starts_with(b"-")
            && !label.ends_with(b"-")
    };
    let last = value.rsplit(|&byte| byte == b'.').next().unwrap_or_default();
    labels.clone().count() >= 2
        && labels.clone().all(fits)
        && last.len() >= 2
        && (last.iter().all(u8::is_ascii_alphabetic) || last.starts_with(b"xn--"))
}

/// Whether a host belongs to a service that everybody uses.
pub(super) fn is_public_host(value: &[u8]) -> bool {
    let mut rest = value;
    loop {
        if PUBLIC_HOSTS.has(rest) {
            return true;
        }
        let Some(dot) = memchr::memchr(b'.', rest) else { return false };
        rest = rest.get(dot + 1..).unwrap_or_default();
    }
}

/// Ends of names in networks of one's own.
const OWN: &[&[u8]] = &[b"internal", b"corp", b"local", b"lan", b"intra", b"home", b"localdomain"];
/// Labels that name a part of a network.
const ZONES: &[&[u8]] = &[
    b"prod",
    b"stage",
    b"staging",
    b"int",
    b"dev",
    b"test",
    b"qa",
    b"uat",
    b"internal",
    b"corp",
    b"local",
    b"lan",
    b"intra",
    b"intranet",
    b"private",
    b"priv",
    b"cluster",
    b"home",
    b"svc",
    b"localdomain",
    b"node",
    b"dmz",
    b"mgmt",
    b"infra",
    b"ad",
];

/// Whether a host's name is one that somebody gave to a machine: numbered, or in a zone.
pub(super) fn is_machine_host(value: &[u8]) -> bool {
    if !is_host(value) || is_public_host(value) {
        return false;
    }
    let labels: Vec<&[u8]> = value.split(|&byte| byte == b'.').collect();
    let numbered = labels.first().is_some_and(|first| {
        let mix = Mix::of(first);
        mix.digits > 0 && mix.letters() > 0 && first.last().is_some_and(u8::is_ascii_digit)
    });
    let inner = labels.get(1..labels.len() - 1).unwrap_or_default();
    let zoned = inner.iter().any(|label| ZONES.contains(label))
        || labels.last().is_some_and(|last| OWN.contains(last));
    let last = labels.last().copied().unwrap_or_default();
    (numbered || zoned) && TOP_DOMAINS.has(last)
}

/// The check digit of cards.
pub(super) fn luhn(digits: impl DoubleEndedIterator<Item = u8>) -> bool {
    let mut sum = 0;
    for (n, digit) in digits.rev().enumerate() {
        let digit = u32::from(digit - b'0') * if n % 2 == 1 { 2 } else { 1 };
        sum += if digit > 9 { digit - 9 } else { digit };
    }
    sum % 10 == 0
}

/// The check digits of bank accounts; `account` without spaces, in capitals.
pub(super) fn is_iban(account: &[u8]) -> bool {
    if !(15..=34).contains(&account.len()) {
        return false;
    }
    let (head, tail) = account.split_at(4);
    let is_head = head
        .iter()
        .enumerate()
        .all(|(n, byte)| if n < 2 { byte.is_ascii_uppercase() } else { byte.is_ascii_digit() });
    let mut rest = 0u32;
    for &byte in tail.iter().chain(head) {
        rest = match byte {
            b'0'..=b'9' => (rest * 10 + u32::from(byte - b'0')) % 97,
            b'A'..=b'Z' => (rest * 100 + u32::from(byte - b'A') + 10) % 97,
            _ => return false,
        };
    }
    is_head && rest == 1
}

/// A latitude or longitude with a fraction.
pub(super) fn is_coordinate(value: &[u8]) -> bool {
    let text = std::str::from_utf8(value).unwrap_or_default().trim();
    text.contains('.') && text.parse::<f64>().is_ok_and(|number| number.abs() <= 180.0)
}

/// Two coordinates.
pub(super) fn is_coordinates(value: &[u8]) -> bool {
    let mut parts = value.split(|&byte| byte == b',' || byte == b';').map(<[u8]>::trim_ascii);
    match (parts.next(), parts.next(), parts.next()) {
        (Some(first), Some(second), None) => is_coordinate(first) && is_coordinate(second),
        _ => false,
    }
}

/// A street with a number, before or behind it.
pub(super) fn is_street(value: &[u8]) -> bool {
    let mix = Mix::of(value);
    let has_number = value
        .split(|&byte| byte == b' ' || byte == b',')
        .any(|word| word.first().is_some_and(u8::is_ascii_digit) && word.len() <= 5);
    mix.letters() >= 4
        && value.contains(&b' ')
        && has_number
        && mix.digits <= 10
        && value.iter().all(|&byte| is_word(byte) || b" ,.'-/#()\n".contains(&byte))
}

/// A telephone number as a whole value, which says so by its plus or its groups.
pub(super) fn is_phone(value: &[u8]) -> bool {
    let mix = Mix::of(value);
    (7..=15).contains(&mix.digits)
        && mix.letters() == 0
        && (value.starts_with(b"+") || value.starts_with(b"00"))
        && value.iter().all(|&byte| byte.is_ascii_digit() || b"+ ().-/".contains(&byte))
}

/// Dates and times of day.
pub(super) fn is_time_like(value: &[u8]) -> bool {
    let mix = Mix::of(value);
    mix.digits >= 8
        && mix.letters() <= 3
        && value.iter().filter(|&&byte| byte == b':' || byte == b'-').count() >= 2
        && before(value, 5) == Some(b'-')
}
