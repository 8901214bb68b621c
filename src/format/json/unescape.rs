//! Escapes of JSON strings (RFC 8259, section 7).

/// Appends the unescaped contents of a JSON string; half a surrogate pair becomes U+FFFD.
pub(in crate::format) fn unescape(mut rest: &[u8], to: &mut Vec<u8>) {
    while let Some(at) = memchr::memchr(b'\\', rest) {
        let (plain, escaped) = rest.split_at(at);
        to.extend_from_slice(plain);
        let after = escaped.get(2..).unwrap_or_default();
        rest = match escaped.get(1) {
            Some(b'u') => {
                let (code, after) = code_point(after);
                to.extend_from_slice(code.encode_utf8(&mut [0; 4]).as_bytes());
                after
            }
            Some(&byte) => {
                to.push(match byte {
                    b'n' => b'\n',
                    b't' => b'\t',
                    b'r' => b'\r',
                    b'b' => 8,
                    b'f' => 12,
                    other => other,
                });
                after
            }
            None => after,
        };
    }
    to.extend_from_slice(rest);
}

/// The character after `\u`, and what follows it.
fn code_point(text: &[u8]) -> (char, &[u8]) {
    let Some((high, rest)) = unit(text) else { return (char::REPLACEMENT_CHARACTER, text) };
    if let 0xD800..0xDC00 = high {
        let low = rest.strip_prefix(b"\\u").and_then(unit);
        if let Some((low @ 0xDC00..0xE000, rest)) = low {
            let code = 0x1_0000 + ((high - 0xD800) << 10) + (low - 0xDC00);
            return (char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER), rest);
        }
    }
    (char::from_u32(high).unwrap_or(char::REPLACEMENT_CHARACTER), rest)
}

fn unit(text: &[u8]) -> Option<(u32, &[u8])> {
    let (digits, rest) = text.split_first_chunk::<4>()?;
    let value = digits.iter().try_fold(0, |value, &byte| {
        char::from(byte).to_digit(16).map(|digit| value * 16 + digit)
    })?;
    Some((value, rest))
}
