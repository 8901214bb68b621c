//! Values that are whole numbers, stored as numbers.
//!
//! Only numbers with exactly one spelling qualify: the text must come back as it was.

use super::narrow::Narrow;
use super::rowset::RowSet;

/// Digits that always fit 64 bits.
const MAX_DIGITS: usize = 18;

/// Numbers as narrow as their range; comparing them does not need the text.
#[derive(Clone, Debug)]
pub struct IntColumn {
    /// The smallest number.
    base: i64,
    /// 0 for entries without one, otherwise the distance from the base plus 1.
    offsets: Narrow,
}

impl IntColumn {
    /// Takes offsets as they are stored, given their minimum and maximum.
    pub(super) fn new(base: i64, offsets: impl Iterator<Item = u64>, ends: (u64, u64)) -> Self {
        Self { base, offsets: Narrow::collect(offsets, ends) }
    }

    /// The smallest number.
    pub(super) fn base(&self) -> i64 {
        self.base
    }

    /// Distances from the base plus 1, one per entry.
    pub(super) fn offsets(&self) -> &Narrow {
        &self.offsets
    }

    /// Number of entry `row`.
    pub fn get(&self, row: usize) -> Option<i64> {
        number(self.base, self.offsets.get(row))
    }

    /// The first `n` entries whose number meets `is_in`.
    pub(super) fn rows_where(&self, n: usize, is_in: impl Fn(i64) -> bool) -> RowSet {
        self.offsets.rows_where(n, |offset| number(self.base, offset).is_some_and(&is_in))
    }

    /// Bytes in memory besides the value itself.
    pub(super) fn size_bytes(&self) -> usize {
        self.offsets.size_bytes()
    }
}

/// The number at a distance from `base` of `offset` less 1; none for offset 0.
pub(super) fn number(base: i64, offset: u64) -> Option<i64> {
    Some(base.wrapping_add_unsigned(offset.checked_sub(1)?))
}

/// The number that `text` spells, if that is how the number would be written.
///
/// # Example
/// ```
/// use logscry::store::canonical_int;
///
/// assert_eq!(canonical_int(b"-42"), Some(-42));
/// assert_eq!([canonical_int(b"007"), canonical_int(b"+1"), canonical_int(b"-0")], [None; 3]);
/// ```
pub fn canonical_int(text: &[u8]) -> Option<i64> {
    let (is_negative, digits) = match text.split_first() {
        Some((b'-', digits)) => (true, digits),
        _ => (false, text),
    };
    let first = *digits.first()?;
    let is_zero_led = first == b'0' && (is_negative || digits.len() > 1);
    if digits.len() > MAX_DIGITS || is_zero_led {
        return None;
    }
    let mut value = 0_i64;
    for byte in digits {
        let digit = byte.wrapping_sub(b'0');
        if digit > 9 {
            return None;
        }
        value = value * 10 + i64::from(digit);
    }
    Some(if is_negative { -value } else { value })
}

/// The same for a text of up to eight bytes, the first bytes of `eight`, all at once; none for negative
/// numbers.
///
/// # Source
/// D. Lemire, "Quickly parsing eight digits" (2018): digits become pairs, pairs become fours.
#[inline]
pub(super) fn short_int(eight: [u8; 8], len: usize) -> Option<i64> {
    const LOW: u64 = 0x0000_00FF_0000_00FF;
    if len.wrapping_sub(1) >= 8 || (eight[0] == b'0' && len > 1) {
        return None;
    }
    // What comes before the first digit is 0 after the subtraction, too.
    let n_spare = 64 - 8 * len;
    let digits = (u64::from_le_bytes(eight) ^ 0x3030_3030_3030_3030) << n_spare;
    if (digits | digits.wrapping_add(0x7676_7676_7676_7676)) & 0x8080_8080_8080_8080 != 0 {
        return None;
    }
    let pairs = digits.wrapping_mul(10).wrapping_add(digits >> 8);
    let upper = (pairs & LOW).wrapping_mul(100 + (1_000_000 << 32));
    let lower = (pairs >> 16 & LOW).wrapping_mul(1 + (10_000 << 32));
    i64::try_from(upper.wrapping_add(lower) >> 32).ok()
}

/// A number written out.
#[derive(Clone, Copy, Debug)]
pub struct IntText {
    bytes: [u8; MAX_DIGITS + 2],
    start: usize,
}

impl IntText {
    /// Writes out a number; 19 digits are the most there are.
    pub fn new(value: i64) -> Self {
        let mut bytes = [0; MAX_DIGITS + 2];
        let mut start = bytes.len();
        let mut rest = value.unsigned_abs();
        for byte in bytes.iter_mut().rev() {
            *byte = b'0' + u8::try_from(rest % 10).unwrap_or(0);
            rest /= 10;
            start -= 1;
            if rest == 0 {
                break;
            }
        }
        if value < 0 {
            start -= 1;
            if let Some(sign) = bytes.get_mut(start) {
                *sign = b'-';
            }
        }
        Self { bytes, start }
    }

    /// The digits, with a sign if it is below zero.
    pub fn as_bytes(&self) -> &[u8] {
        self.bytes.get(self.start..).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #![proptest_config(crate::testing::laws())]

        #[test]
        fn only_what_comes_back_as_it_was_is_a_number(text in "-?[0-9]{0,20}|[+-]?[0-9a ]{0,4}") {
            let expected = text
                .parse::<i64>()
                .ok()
                .filter(|value| value.to_string() == text && text.len() <= MAX_DIGITS);
            let found = canonical_int(text.as_bytes());
            prop_assert!(found == expected || text.len() > MAX_DIGITS, "{} {:?}", text, found);
            if (1..=8).contains(&text.len()) {
                let mut eight = *b"7x9-2345";
                eight[..text.len()].copy_from_slice(text.as_bytes());
                prop_assert_eq!(short_int(eight, text.len()), found.filter(|_| !text.starts_with('-')));
            }
            if let Some(value) = found {
                let written = IntText::new(value);
                prop_assert_eq!(written.as_bytes(), text.as_bytes());
            }
        }

        #[test]
        fn numbers_are_written_as_usual(value in any::<i64>(), shift in 0_u32..64) {
            let value = value >> shift;
            let text = value.to_string();
            let written = IntText::new(value);
            prop_assert_eq!(written.as_bytes(), text.as_bytes());
        }
    }

    #[test]
    fn the_largest_numbers_are_written_out() {
        for value in [i64::MIN, i64::MAX, 0, -1] {
            assert_eq!(IntText::new(value).as_bytes(), value.to_string().as_bytes());
        }
    }
}
