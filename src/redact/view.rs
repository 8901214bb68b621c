//! A passage as it is written, and as it reads once escapes are undone: one view for each level.
//!
//! Detectors read every view; what they find in one is led back to the bytes as written, so that
//! a token inside a URL inside JSON is found, and everything around it stays as it was.

use super::bytes::{before, run};

/// So many levels of escapes are undone.
const MAX_VIEWS: usize = 6;

/// A text, and where each of its bytes stands in the passage.
pub(super) struct View {
    pub(super) text: Vec<u8>,
    /// One more than bytes; none in the first view, which is the passage.
    starts: Vec<u32>,
}

/// Undoes one kind of escape; `None` if there are none.
type Decode = fn(&[u8]) -> Option<Decoded>;

/// Kinds of escapes.
const DECODERS: &[Decode] = &[backslashes, percents, entities];

/// A decoded text, and where each of its bytes stood.
struct Decoded {
    text: Vec<u8>,
    starts: Vec<u32>,
}

impl View {
    pub(super) fn plain(text: Vec<u8>) -> Self {
        Self { text, starts: Vec::new() }
    }

    /// Where the byte at a position of this view stands in the passage.
    pub(super) fn place(&self, at: usize) -> usize {
        self.starts.get(at).map_or(at, |&start| start as usize)
    }
}

/// The passage, followed by what is left when escapes are undone, level by level.
pub(super) fn views(passage: Vec<u8>) -> Vec<View> {
    let has_escapes = memchr::memchr3(b'\\', b'%', b'&', &passage).is_some();
    let mut views = vec![View::plain(passage)];
    while has_escapes && views.len() < MAX_VIEWS {
        let Some(last) = views.last() else { break };
        let mut decoded: Option<Decoded> = None;
        for decode in DECODERS {
            let text = decoded.as_ref().map_or(last.text.as_slice(), |known| known.text.as_slice());
            if let Some(next) = decode(text) {
                decoded = Some(match decoded {
                    Some(known) => over(&next, |at| known.starts.get(at).copied().unwrap_or(0)),
                    None => next,
                });
                break;
            }
        }
        let Some(decoded) = decoded else { break };
        let next = over(&decoded, |at| u32::try_from(last.place(at)).unwrap_or(u32::MAX));
        views.push(View { text: next.text, starts: next.starts });
    }
    views
}

/// The same text, with places that lead one level further out.
fn over(decoded: &Decoded, place: impl Fn(usize) -> u32) -> Decoded {
    let starts = decoded.starts.iter().map(|&start| place(start as usize)).collect();
    Decoded { text: decoded.text.clone(), starts }
}

/// Undoes what `step` decodes: at a position, the bytes meant and how many were written.
fn decode_with(
    text: &[u8],
    mark: u8,
    step: impl Fn(&[u8]) -> Option<(Vec<u8>, usize)>,
) -> Option<Decoded> {
    let mut out = Decoded { text: Vec::new(), starts: Vec::new() };
    let mut at = 0;
    let mut is_changed = false;
    memchr::memchr(mark, text)?;
    while at < text.len() {
        let next = text
            .get(at..)
            .and_then(|rest| memchr::memchr(mark, rest))
            .map_or(text.len(), |n| at + n);
        for place in at..next {
            out.text.extend(text.get(place));
            out.starts.push(u32::try_from(place).unwrap_or(u32::MAX));
        }
        at = next;
        let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) else { break };
        let (bytes, len) = step(rest).map_or((vec![mark], 1), |found| {
            is_changed = true;
            found
        });
        for byte in bytes {
            out.text.push(byte);
            out.starts.push(u32::try_from(at).unwrap_or(u32::MAX));
        }
        at += len;
    }
    out.starts.push(u32::try_from(text.len()).unwrap_or(u32::MAX));
    is_changed.then_some(out)
}

/// Escapes of JSON and of most languages.
fn backslashes(text: &[u8]) -> Option<Decoded> {
    decode_with(text, b'\\', |rest| match rest.get(1)? {
        byte @ (b'"' | b'\\' | b'/' | b'\'') => Some((vec![*byte], 2)),
        b'n' | b'r' => Some((b"\n".to_vec(), 2)),
        b't' => Some((b"\t".to_vec(), 2)),
        b'u' => {
            let code = hex(rest.get(2..6)?)?;
            let letter = char::from_u32(code)?;
            Some((letter.to_string().into_bytes(), 6))
        }
        b'x' => Some((vec![u8::try_from(hex(rest.get(2..4)?)?).ok()?], 4)),
        _ => None,
    })
}

/// Escapes of URLs.
fn percents(text: &[u8]) -> Option<Decoded> {
    decode_with(text, b'%', |rest| Some((vec![u8::try_from(hex(rest.get(1..3)?)?).ok()?], 3)))
}

/// Escapes of HTML and XML.
fn entities(text: &[u8]) -> Option<Decoded> {
    const NAMED: &[(&[u8], u8)] = &[
        (b"&quot;", b'"'),
        (b"&apos;", b'\''),
        (b"&amp;", b'&'),
        (b"&lt;", b'<'),
        (b"&gt;", b'>'),
    ];
    decode_with(text, b'&', |rest| {
        if let Some((name, byte)) = NAMED.iter().find(|(name, _)| rest.starts_with(name)) {
            return Some((vec![*byte], name.len()));
        }
        let digits = rest.strip_prefix(b"&#")?;
        let end = run(digits, 0, |byte| byte.is_ascii_alphanumeric());
        let written = digits.get(..end).filter(|_| digits.get(end) == Some(&b';'))?;
        let code = match written.strip_prefix(b"x") {
            Some(written) => hex(written)?,
            None => std::str::from_utf8(written).ok()?.parse().ok()?,
        };
        Some((char::from_u32(code)?.to_string().into_bytes(), end + 3))
    })
}

fn hex(digits: &[u8]) -> Option<u32> {
    if digits.is_empty() || digits.len() > 6 {
        return None;
    }
    digits.iter().try_fold(0, |code, &digit| Some(code * 16 + char::from(digit).to_digit(16)?))
}

/// A value as it is meant: all escapes undone.
pub(super) fn meant(value: &[u8]) -> Vec<u8> {
    let mut value = value.to_vec();
    for _ in 0..MAX_VIEWS {
        let Some(next) = DECODERS.iter().find_map(|decode| decode(&value)) else { break };
        value = next.text;
    }
    value
}

/// Whether a position lies behind a backslash that belongs to it.
pub(super) fn is_escaped(text: &[u8], at: usize) -> bool {
    let mut n = 0;
    while before(text, at - n) == Some(b'\\') {
        n += 1;
    }
    n % 2 == 1
}
