//! The smallest pieces that times are made of: digits, and the spaces between.
//!
//! Every function takes text from its first byte and returns how many bytes it used; none allocates,
//! and none accesses a byte without checking that it is there.

/// The value of an ASCII digit.
pub(super) fn digit(byte: u8) -> Option<i64> {
    let value = byte.wrapping_sub(b'0');
    (value < 10).then_some(i64::from(value))
}

/// Two digits at `at`.
pub(super) fn two(text: &[u8], at: usize) -> Option<i64> {
    let &[a, b] = text.get(at..)?.first_chunk::<2>()?;
    Some(digit(a)? * 10 + digit(b)?)
}

/// Four digits at `at`.
pub(super) fn four(text: &[u8], at: usize) -> Option<i64> {
    Some(two(text, at)? * 100 + two(text, at + 2)?)
}

/// One or two digits at `at`, and how many they are.
pub(super) fn one_or_two(text: &[u8], at: usize) -> Option<(i64, usize)> {
    let first = digit(*text.get(at)?)?;
    match text.get(at + 1).copied().and_then(digit) {
        Some(second) => Some((first * 10 + second, 2)),
        None => Some((first, 1)),
    }
}

/// Whether the byte at `at` is `byte`.
pub(super) fn is_at(text: &[u8], at: usize, byte: u8) -> bool {
    text.get(at) == Some(&byte)
}

/// Whether there is a digit at `at`.
pub(super) fn is_digit_at(text: &[u8], at: usize) -> bool {
    text.get(at).is_some_and(u8::is_ascii_digit)
}

/// How many digits there are from `at` on.
pub(super) fn n_digits(text: &[u8], at: usize) -> usize {
    text.get(at..).map_or(0, |rest| rest.iter().take_while(|byte| byte.is_ascii_digit()).count())
}

/// Skips spaces from `at` on.
pub(super) fn skip_spaces(text: &[u8], mut at: usize) -> usize {
    while is_at(text, at, b' ') {
        at += 1;
    }
    at
}
