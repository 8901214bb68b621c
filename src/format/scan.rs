//! Small steps over entries that several formats take.

/// Whether the byte is a space or a tab.
pub(super) fn is_blank(byte: u8) -> bool {
    byte == b' ' || byte == b'\t'
}

/// The first place from `at` on that is no space or tab.
pub(super) fn skip_blanks(text: &[u8], mut at: usize) -> usize {
    while text.get(at).copied().is_some_and(is_blank) {
        at += 1;
    }
    at
}

/// The end of the run of bytes from `at` on that are no white space.
pub(super) fn word_end(text: &[u8], at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    at + rest.iter().position(u8::is_ascii_whitespace).unwrap_or(rest.len())
}

/// The end of the line that `at` stands in, its line end not included.
pub(super) fn line_end(text: &[u8], at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    at + memchr::memchr(b'\n', rest).unwrap_or(rest.len())
}

/// The first line, without its line end.
pub(super) fn first_line(text: &[u8]) -> &[u8] {
    let line = text.get(..line_end(text, 0)).unwrap_or_default();
    line.strip_suffix(b"\r").unwrap_or(line)
}

/// A number of at most nine digits that is all of `text`.
pub(super) fn number(text: &[u8]) -> Option<u32> {
    if text.is_empty() || text.len() > 9 {
        return None;
    }
    text.iter().try_fold(0, |value, byte| {
        byte.is_ascii_digit().then(|| value * 10 + u32::from(byte - b'0'))
    })
}

/// Where a quoted string ends: the place of its closing quote, `at` being after the opening one.
pub(super) fn closing_quote(text: &[u8], mut at: usize) -> Option<usize> {
    loop {
        at += memchr::memchr2(b'"', b'\\', text.get(at..)?)?;
        if text.get(at) == Some(&b'"') {
            return Some(at);
        }
        at += 2;
    }
}

/// How many bytes of ANSI colour codes (`ESC [ … m`) stand at `at`.
pub(super) fn colour_len(text: &[u8], at: usize) -> usize {
    let mut end = at;
    while text.get(end) == Some(&0x1b) && text.get(end + 1) == Some(&b'[') {
        let rest = text.get(end + 2..).unwrap_or_default();
        let is_code = |byte: &u8| byte.is_ascii_digit() || *byte == b';';
        let n_code = rest.iter().take_while(|byte| is_code(byte)).count();
        if rest.get(n_code) != Some(&b'm') {
            break;
        }
        end += n_code + 3;
    }
    end - at
}
