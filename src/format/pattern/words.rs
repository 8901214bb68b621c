//! Words that do not occur in prose: what fields of narrow classes may hold.

/// Whether a word cannot occur in prose: it has a digit, a sign used in names or a capital inside.
pub(in crate::format) fn is_coded(word: &[u8]) -> bool {
    let (Some(&first), Some(&last)) = (word.first(), word.last()) else { return false };
    let is_end =
        |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b')' | b'>' | b'_' | b'$');
    let is_begin = |byte: u8| {
        byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b'/' | b'$' | b'@' | b'<')
    };
    let is_sign = |byte: &u8| {
        byte.is_ascii_digit()
            || matches!(byte, b'_' | b'.' | b'/' | b'@' | b'$' | b'#' | b':' | b'\\')
    };
    let is_plain =
        |byte: &u8| !byte.is_ascii_control() && !matches!(byte, b'"' | b'=' | b',' | b';');
    let inner = word.get(1..).unwrap_or_default();
    is_begin(first)
        && is_end(last)
        && word.is_ascii()
        && word.iter().all(is_plain)
        && (word.iter().any(is_sign) || inner.iter().any(u8::is_ascii_uppercase))
}

/// Whether `value` is `word` or, if that ends with `#`, the part before it followed by a number.
pub(in crate::format) fn is_word_or_numbered(word: &[u8], value: &[u8]) -> bool {
    match word.strip_suffix(b"#") {
        Some(stem) => value
            .strip_prefix(stem)
            .is_some_and(|number| !number.is_empty() && number.iter().all(u8::is_ascii_digit)),
        None => word == value,
    }
}

/// Whether a name has parts: a point with a letter or digit on either side.
pub(in crate::format) fn has_inner_point(name: &[u8]) -> bool {
    let is_joint = |parts: &[u8]| match parts {
        [before, b'.', after] => before.is_ascii_alphanumeric() && after.is_ascii_alphanumeric(),
        _ => false,
    };
    name.windows(3).any(is_joint)
}

/// Whether a word is a hexadecimal number long enough to be an id, with or without dashes.
pub(in crate::format) fn is_hex(word: &[u8]) -> bool {
    let digits = word.strip_prefix(b"0x").unwrap_or(word);
    let is_hex = |byte: &u8| byte.is_ascii_hexdigit() || *byte == b'-';
    digits.len() >= 8
        && digits.iter().all(is_hex)
        && digits.iter().any(u8::is_ascii_digit)
        && digits.first() != Some(&b'-')
        && digits.last() != Some(&b'-')
}

/// Whether a word is an IP address of either version.
pub(in crate::format) fn is_ip(word: &[u8]) -> bool {
    is_ipv4(word) || is_ipv6(word)
}

/// Whether a word is four numbers below 256 with dots between.
pub(in crate::format) fn is_ipv4(word: &[u8]) -> bool {
    let is_number = |part: &[u8]| {
        (1..=3).contains(&part.len())
            && part.iter().all(u8::is_ascii_digit)
            && part.iter().fold(0, |sum, byte| sum * 10 + u32::from(byte - b'0')) < 256
    };
    word.len() <= 15
        && word.split(|byte| *byte == b'.').count() == 4
        && word.split(|byte| *byte == b'.').all(is_number)
}

fn is_ipv6(word: &[u8]) -> bool {
    let is_part = |byte: &u8| byte.is_ascii_hexdigit() || matches!(byte, b':' | b'.' | b'%');
    let n_colons = memchr::memchr_iter(b':', word).count();
    let is_short = memchr::memmem::find(word, b"::").is_some();
    word.len() <= 45 && n_colons >= 2 && (is_short || n_colons == 7) && word.iter().all(is_part)
}

/// Capitals, digits and dashes, with at least one capital and three digits.
pub(super) fn is_code(value: &[u8]) -> bool {
    let is_inside = |byte: &u8| byte.is_ascii_uppercase() || byte.is_ascii_digit() || *byte == b'-';
    let n_digits = value.iter().filter(|byte| byte.is_ascii_digit()).count();
    let has_capital = value.iter().any(u8::is_ascii_uppercase);
    has_capital && n_digits >= 3 && value.iter().all(is_inside)
}

/// Digits, a point, digits.
pub(super) fn is_decimal(value: &[u8]) -> bool {
    let Some(point) = memchr::memchr(b'.', value) else { return false };
    let (whole, fraction) = (value.get(..point), value.get(point + 1..));
    let is_number = |part: Option<&[u8]>| {
        part.is_some_and(|part| !part.is_empty() && part.iter().all(u8::is_ascii_digit))
    };
    is_number(whole) && is_number(fraction)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_prose_are_not_coded() {
        for word in ["Started", "in", "re-try", "done.", "don't", "A", "wait,", "key=1", "(x"] {
            assert!(!is_coded(word.as_bytes()), "{word}");
        }
        for word in ["a_b", "http-nio-8080", "HashMap", "a.b.C", "x/y", "<0.4.0>", "mon.0", "GET"] {
            assert!(is_coded(word.as_bytes()), "{word}");
        }
    }

    #[test]
    fn names_with_parts_are_told_from_words() {
        for name in ["o.n.k.i.Database", "a.b", "web.1", "x-y.z_w"] {
            assert!(has_inner_point(name.as_bytes()), "{name}");
        }
        for word in ["Started", "done.", ".hidden", "a..b", "a.-b", ""] {
            assert!(!has_inner_point(word.as_bytes()), "{word}");
        }
    }

    #[test]
    fn words_may_have_a_number() {
        let is = |word: &str, value: &str| is_word_or_numbered(word.as_bytes(), value.as_bytes());
        assert!(is("conn#", "conn12") && is("main", "main"));
        assert!(!is("conn#", "conn") && !is("conn#", "conn1x") && !is("main", "main1"));
    }

    #[test]
    fn ids_and_addresses_are_told_from_words() {
        for word in ["deadbeef", "1234567", "12345678-", "abcdefgh1"] {
            assert!(!is_hex(word.as_bytes()), "{word}");
        }
        assert!(is_hex(b"0x7f65100ee4d8") && is_hex(b"9f7d54f4-56b0-4f37-ab0a-eeaf198fd8f6"));
        assert!(is_ip(b"10.0.0.1") && is_ip(b"fe80::1") && is_ip(b"::1"));
        for word in ["10.0.0", "10.0.0.256", "1.2.3.4.5", "12:30:00", "face", "10.0.0."] {
            assert!(!is_ip(word.as_bytes()), "{word}");
        }
    }
}
