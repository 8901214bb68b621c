//! Values in JSON text, found without being decoded.

use crate::input::records::writing::skip_space;

/// Finds the end of the value in front; can resume where it ran out of text.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Scan {
    /// Bytes examined.
    at: usize,
    depth: u32,
    is_in_string: bool,
}

impl Scan {
    /// Length of the value, or `None` if the text ends first. A number ends before anything that cannot
    /// be part of it.
    pub(super) fn end(&mut self, text: &[u8]) -> Option<usize> {
        loop {
            if self.is_in_string {
                self.string(text)?;
                if self.depth == 0 {
                    return Some(self.at);
                }
            }
            match text.get(self.at)? {
                b'"' => self.is_in_string = true,
                b'{' | b'[' => self.depth += 1,
                b'}' | b']' => match self.depth {
                    0 => return Some(self.at),
                    1 => return Some(self.at + 1),
                    _ => self.depth -= 1,
                },
                b',' | b' ' | b'\t' | b'\n' | b'\r' if self.depth == 0 => return Some(self.at),
                _ => {}
            }
            self.at += 1;
        }
    }

    /// To the end of the string that began earlier.
    fn string(&mut self, text: &[u8]) -> Option<()> {
        loop {
            let rest = text.get(self.at..).unwrap_or_default();
            let Some(at) = memchr::memchr2(b'"', b'\\', rest) else {
                self.at = self.at.max(text.len());
                return None;
            };
            if rest.get(at) == Some(&b'"') {
                self.at += at + 1;
                self.is_in_string = false;
                return Some(());
            }
            // Never behind the end: what is escaped may not be there yet.
            self.at += at;
            rest.get(at + 1)?;
            self.at += 2;
        }
    }

    /// Removes the bytes examined; returns how many.
    pub(super) fn take(&mut self) -> usize {
        std::mem::take(&mut self.at)
    }
}

/// Members of a whole object: keys as written, without quotes, and values.
pub(super) fn members(object: &[u8]) -> impl Iterator<Item = (&[u8], &[u8])> {
    let mut rest = object.strip_prefix(b"{").unwrap_or_default();
    std::iter::from_fn(move || {
        let key = next(&mut rest)?;
        let key = key.strip_prefix(b"\"")?.strip_suffix(b"\"")?;
        rest = rest.get(skip_space(rest)..)?.strip_prefix(b":")?;
        Some((key, next(&mut rest)?))
    })
}

/// Items of a whole array.
pub(super) fn items(array: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut rest = array.strip_prefix(b"[").unwrap_or_default();
    std::iter::from_fn(move || next(&mut rest))
}

/// The next value, perhaps after a comma.
fn next<'a>(rest: &mut &'a [u8]) -> Option<&'a [u8]> {
    let mut text = rest.get(skip_space(rest)..)?;
    if let Some(after) = text.strip_prefix(b",") {
        text = after.get(skip_space(after)..)?;
    }
    let len = Scan::default().end(text).unwrap_or(text.len());
    let (value, after) = text.split_at_checked(len)?;
    *rest = after;
    (!value.is_empty()).then_some(value)
}

/// The first member with this key.
pub(super) fn member<'a>(object: &'a [u8], key: &[u8]) -> Option<&'a [u8]> {
    members(object).find(|(known, _)| *known == key).map(|(_, value)| value)
}

/// The inside of a string; other values as they are.
pub(super) fn unquoted(value: &[u8]) -> &[u8] {
    value.strip_prefix(b"\"").and_then(|rest| rest.strip_suffix(b"\"")).unwrap_or(value)
}

/// Writes a value without the white space between its parts, so that it fits on one line.
pub(super) fn compact(value: &[u8], text: &mut Vec<u8>) {
    let mut start = 0;
    let mut is_in_string = false;
    let mut at = 0;
    while let Some(&byte) = value.get(at) {
        match byte {
            b'"' => is_in_string = !is_in_string,
            b'\\' if is_in_string => at += 1,
            // Not allowed in a string, but written by some.
            b'\n' | b'\r' if is_in_string => {
                text.extend_from_slice(value.get(start..at).unwrap_or_default());
                text.extend_from_slice(if byte == b'\n' { b"\\n" } else { b"\\r" });
                start = at + 1;
            }
            b' ' | b'\t' | b'\n' | b'\r' if !is_in_string => {
                text.extend_from_slice(value.get(start..at).unwrap_or_default());
                start = at + 1;
            }
            _ => {}
        }
        at += 1;
    }
    text.extend_from_slice(value.get(start..).unwrap_or_default());
}
