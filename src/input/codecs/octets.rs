//! Syslog messages prefixed with their lengths, as sent over TCP (octet counting).
//!
//! Defined in <https://www.rfc-editor.org/rfc/rfc6587#section-3.4.1>.

use crate::input::decoder::{Codec, CodecInput, FirstBytes, Raw};
use crate::input::records::writing::Lines;
use crate::input::records::{MAX_RECORD_BYTES, Reader, Step, line_end};

/// The row of the table.
pub(super) const CODEC: Codec = Codec {
    id: "octet_counted",
    input: CodecInput::Text,
    seems: "octet-counted syslog",
    recognise,
    start: |_| Box::new(Octets::default()),
};

/// Messages that follow each other at the places that their lengths say.
fn recognise(head: FirstBytes<'_>) -> Option<String> {
    let (start, len) = frame(head.bytes)?;
    let rest = head.bytes.get(start + len..)?;
    let rest = rest.strip_prefix(b"\n").unwrap_or(rest);
    (rest.is_empty() || frame(rest).is_some()).then(String::new)
}

/// Where the message of a frame starts, and its length: `34 <13>1 …`.
fn frame(text: &[u8]) -> Option<(usize, usize)> {
    let n_digits = text.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let (digits, rest) = text.split_at(n_digits);
    let is_length = (1..=7).contains(&n_digits) && !digits.starts_with(b"0");
    let [b' ', b'<', b'0'..=b'9', ..] = rest else { return None };
    let len = std::str::from_utf8(digits).ok()?.parse().ok()?;
    is_length.then_some((n_digits + 1, len))
}

#[derive(Debug, Default)]
struct Octets {
    is_cut: bool,
}

/// The longest head of a frame: seven digits, a space, the beginning of the message.
const MAX_FRAME_HEAD: usize = 10;

impl Reader for Octets {
    fn step(&mut self, raw: Raw<'_>, text: &mut Vec<u8>) -> Step {
        let bytes = raw.bytes;
        if bytes.is_empty() || (bytes.len() < MAX_FRAME_HEAD && !raw.is_last) {
            return Step::More;
        }
        // Some senders put a line end between.
        if let [b'\n', ..] = bytes {
            return Step::Used(1);
        }
        // What is in no frame is a line of its own.
        let (start, end) = match frame(bytes) {
            Some((start, len)) => (start, start + len),
            None => match line_end(raw) {
                Some(end) => (0, end),
                None => return Step::More,
            },
        };
        if end > MAX_RECORD_BYTES {
            return Step::Damaged;
        }
        if end > bytes.len() && !raw.is_last {
            return Step::More;
        }
        self.is_cut = end > bytes.len();
        let end = end.min(bytes.len());
        let message = bytes.get(start..end).unwrap_or_default();
        text.extend_from_slice(message.strip_suffix(b"\n").unwrap_or(message));
        text.push(b'\n');
        Step::Used(end)
    }

    fn may_end(&self) -> bool {
        !self.is_cut
    }

    fn lines(&mut self) -> Option<&mut Lines> {
        None
    }
}
