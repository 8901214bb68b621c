//! What heads of lines are made of.

use super::ReadHead;
use crate::format::continuation::is_continuation;
use crate::level::Level;
use crate::time::TimeParser;

/// Whether what stands behind the heads is whatever a program prints: among it are objects, other
/// times and addresses, or lines that go on, which no program would give a time of their own.
pub(in crate::format) fn is_output(
    lines: &[&[u8]],
    head: ReadHead,
    times: &mut TimeParser,
) -> bool {
    let texts = lines.iter().filter_map(|line| line.get(head(line, times)?.text..));
    let (mut n, mut n_telling) = (0, 0);
    for text in texts {
        let is_level = Level::usual_word(text.trim_ascii_start()).is_some();
        let begins = text.first().is_some_and(|byte| byte.is_ascii_digit() || b"{[".contains(byte));
        let is_klog = matches!(text, [b'I' | b'W' | b'E' | b'F', b'0' | b'1', b'0'..=b'9', ..]);
        let goes_on = is_continuation(text) && !text.trim_ascii().is_empty();
        n += 1;
        n_telling += usize::from(begins || is_klog || (goes_on && !is_level));
    }
    n_telling * 10 >= n && n > 0
}

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

/// Behind the blank that parts the line from what stands in front; a line may be empty.
pub(in crate::format) fn skip_one_blank(line: &[u8], at: usize) -> Option<usize> {
    match line.get(at) {
        None => Some(line.len()),
        Some(b' ') => Some(at + 1),
        Some(_) => None,
    }
}

/// Behind a sequence that ends the colour of what stands in front.
pub(in crate::format) fn skip_reset(line: &[u8], at: usize) -> usize {
    const RESET: &[u8] = b"\x1b[0m";
    if line.get(at..).is_some_and(|rest| rest.starts_with(RESET)) { at + RESET.len() } else { at }
}

/// Behind terminal sequences such as colours.
pub(in crate::format) fn skip_escapes(line: &[u8], mut at: usize) -> usize {
    while let Some([0x1b, b'[', rest @ ..]) = line.get(at..) {
        let Some(end) = rest.iter().take(20).position(u8::is_ascii_alphabetic) else { break };
        at += end + 3;
    }
    at
}
