//! Text in other alphabets: Base64 and hexadecimal digits.

/// The text that a value stands for, if it is one: printable, and not short.
pub(super) fn unpacked(value: &[u8]) -> Option<Vec<u8>> {
    if !(8..=8192).contains(&value.len()) {
        return None;
    }
    let text = hex(value).or_else(|| base64(value))?;
    let letters = std::str::from_utf8(&text).ok()?;
    (text.len() >= 4
        && letters.chars().all(|letter| !letter.is_control() || letter.is_whitespace()))
    .then_some(text)
}

fn hex(value: &[u8]) -> Option<Vec<u8>> {
    if !value.len().is_multiple_of(2) {
        return None;
    }
    value
        .chunks(2)
        .map(|pair| {
            pair.iter().try_fold(0u8, |sum, &digit| {
                Some(sum.wrapping_mul(16) + u8::try_from(char::from(digit).to_digit(16)?).ok()?)
            })
        })
        .collect()
}

fn base64(value: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(value.len() * 3 / 4);
    let (mut bits, mut n_bits) = (0u32, 0);
    let end = value.iter().rposition(|&byte| byte != b'=').map_or(0, |at| at + 1);
    if value.len() - end > 2 || end % 4 == 1 {
        return None;
    }
    for &byte in value.get(..end)? {
        let digit = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            _ => return None,
        };
        bits = bits << 6 | u32::from(digit);
        n_bits += 6;
        if n_bits >= 8 {
            n_bits -= 8;
            out.push((bits >> n_bits & 0xff) as u8);
        }
    }
    Some(out)
}
