//! The building blocks of line heads.

pub(in crate::format) fn is_dns(byte: u8) -> bool {
    byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'-' | b'.')
}

pub(in crate::format) fn is_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_')
}

pub(in crate::format) fn dns_len(text: &[u8]) -> usize {
    text.iter().take_while(|byte| is_dns(**byte)).count()
}

pub(in crate::format) fn name_len(text: &[u8]) -> usize {
    text.iter().take_while(|byte| is_name(**byte)).count()
}

/// After the blank that separates the line from its prefix; the line may be empty.
pub(in crate::format) fn skip_one_blank(line: &[u8], at: usize) -> Option<usize> {
    match line.get(at) {
        None => Some(line.len()),
        Some(b' ') => Some(at + 1),
        Some(_) => None,
    }
}

/// After a sequence that ends the colour of the prefix.
pub(in crate::format) fn skip_reset(line: &[u8], at: usize) -> usize {
    const RESET: &[u8] = b"\x1b[0m";
    if line.get(at..).is_some_and(|rest| rest.starts_with(RESET)) { at + RESET.len() } else { at }
}

/// After terminal sequences such as colours.
pub(in crate::format) fn skip_escapes(line: &[u8], mut at: usize) -> usize {
    while let Some([0x1b, b'[', rest @ ..]) = line.get(at..) {
        let Some(end) = rest.iter().take(20).position(u8::is_ascii_alphabetic) else { break };
        at += end + 3;
    }
    at
}
