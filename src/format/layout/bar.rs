//! What separates the columns of a head, if it is not the usual bar.

use crate::format::scan::{is_blank, skip_blanks};

/// The usual one.
pub(super) const BAR: &[u8] = b"|";

/// How far into a line the signs are counted, in bytes.
const REACH: usize = 200;

/// The sign that separates columns, if it follows the time, which ends at `end`.
///
/// If it touches the time it must occur once more in the line; if a blank comes first, as before a
/// dash, twice more.
pub(super) fn bar_of(line: &[u8], end: usize) -> Option<&[u8]> {
    let near = line.get(..line.len().min(REACH))?;
    let is_bar = |bar: &&[u8], n_needed: usize| {
        memchr::memmem::find_iter(near, bar).take(n_needed).count() == n_needed
    };
    let behind = sign_at(near, end).filter(|bar| is_bar(bar, 2));
    let apart = || {
        let next = skip_blanks(near, end);
        let sign = sign_at(near, next).filter(|_| next > end)?;
        let is_apart = near.get(next + sign.len()).copied().is_some_and(is_blank);
        Some(sign).filter(|sign| is_apart && is_bar(sign, 3))
    };
    behind.or_else(apart)
}

/// Whether a byte after a time can separate columns; the signs of sentences cannot.
fn is_sign(byte: u8) -> bool {
    matches!(byte, 1..=8 | 0x1c..=0x1f) || b"~^#$%&!*/".contains(&byte)
}

const SECTION: &[u8] = "\u{a7}".as_bytes();

fn sign_at(text: &[u8], at: usize) -> Option<&[u8]> {
    let len = match text.get(at..)? {
        [byte, ..] if is_sign(*byte) => 1,
        rest if rest.starts_with(SECTION) => SECTION.len(),
        _ => return None,
    };
    text.get(at..at + len)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(line: &str, time: &str, bar: Option<&str>) {
        let end = line.find(time).unwrap() + time.len();
        let found = bar_of(line.as_bytes(), end);
        assert_eq!(found, bar.map(str::as_bytes), "{line}");
    }

    #[test]
    fn a_sign_that_touches_the_time_and_comes_again_parts_columns() {
        check("04:05:06~WARN~hull~leaks", "04:05:06", Some("~"));
        check("mole\u{a7}04:05:06\u{a7}WARN\u{a7}leaks", "04:05:06", Some("\u{a7}"));
        check("mole#04:05:06 WARN leaks #3", "04:05:06", None);
        check("04:05:06 # WARN # hull # leaks", "04:05:06", Some("#"));
        check("04:05:06 # leaks", "04:05:06", None);
        check("04:05:06~leaks", "04:05:06", None);
        check("04:05:06 - WARN - hull - leaks", "04:05:06", None);
    }
}
