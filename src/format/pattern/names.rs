//! Qualified names: of loggers, classes, modules, files.

use crate::format::scan::ByteSet;

/// Letters first, then what qualified names are made of.
pub(super) fn is_dotted(value: &[u8]) -> bool {
    let is_first = |byte: &u8| byte.is_ascii_alphabetic() || matches!(byte, b'_' | b'.' | b'$');
    // A table: this looks at every byte of every logger's name.
    value.first().is_some_and(is_first) && is_all_in_names(value) && !value.ends_with(b":")
}

static IN_NAMES: ByteSet = ByteSet::alphanumeric_and(b"._$-/:#@<>[]()*+");

fn is_all_in_names(value: &[u8]) -> bool {
    let (chunks, rest) = value.as_chunks::<16>();
    chunks.iter().all(are_in_names) && rest.iter().all(|byte| IN_NAMES.has(*byte))
}

/// As [`IN_NAMES`], by arithmetic that the compiler makes vectors of.
#[expect(clippy::needless_bitwise_bool, reason = "vectors know no lazy operators")]
fn are_in_names(chunk: &[u8; 16]) -> bool {
    let is_in = |byte: u8| {
        let is_lower = byte.wrapping_sub(b'a') < 26;
        let is_between = byte.wrapping_sub(b'#') <= b'_' - b'#';
        let is_other = (byte.wrapping_sub(b'%') <= b'\'' - b'%')
            | (byte == b',')
            | (byte == b';')
            | (byte == b'=')
            | (byte == b'?')
            | (byte == b'\\')
            | (byte == b'^');
        is_lower | (is_between & !is_other)
    };
    chunk.iter().fold(true, |all, &byte| all & is_in(byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sixteen_bytes_are_in_names_if_each_is() {
        for byte in 0..=u8::MAX {
            let mut chunk = *b"a.b-C/9:z_[]()*+";
            chunk[7] = byte;
            assert_eq!(are_in_names(&chunk), IN_NAMES.has(byte), "{}", byte.escape_ascii());
        }
    }
}
