//! Numbers as tables write them.

/// Whether all of `text` is a number as tables write them: whole, with a fraction or an exponent.
pub(in crate::format) fn is_figure(text: &[u8]) -> bool {
    let is_in = |byte: &u8| byte.is_ascii_digit() || b"+-.,eE%".contains(byte);
    text.iter().all(is_in) && text.iter().any(u8::is_ascii_digit)
}

/// Whether all of `text` is digits and points, with or without a sign.
pub(in crate::format) fn is_number(text: &[u8]) -> bool {
    let text = text.strip_prefix(b"-").unwrap_or(text);
    !text.is_empty() && text.iter().all(|byte| byte.is_ascii_digit() || *byte == b'.')
}
