//! What the values of a slot are, judged by their letters.

use super::words::{is_duration_unit, is_size_unit, is_unit};

/// What a value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum SlotKind {
    /// Digits with a sign and separators.
    Number,
    /// Hexadecimal digits.
    Hex,
    /// 32 hexadecimal digits in five parts.
    Uuid,
    /// Of a machine.
    Address,
    /// Of a file, or a name of several parts.
    Path,
    /// With a scheme.
    Url,
    /// An e-mail address.
    Email,
    /// A date, a clock time, a part of either.
    Time,
    /// A number with a unit of time.
    Duration,
    /// A number with a unit of bytes.
    Size,
    /// A name, or anything with digits in it.
    Identifier,
}

/// A set of kinds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct SlotKinds(pub u16);

impl SlotKind {
    /// Every kind, in the order of their bits.
    pub const ALL: [Self; 11] = [
        Self::Number,
        Self::Hex,
        Self::Uuid,
        Self::Address,
        Self::Path,
        Self::Url,
        Self::Email,
        Self::Time,
        Self::Duration,
        Self::Size,
        Self::Identifier,
    ];

    /// Its word.
    pub fn name(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Hex => "hex",
            Self::Uuid => "uuid",
            Self::Address => "address",
            Self::Path => "path",
            Self::Url => "url",
            Self::Email => "email",
            Self::Time => "time",
            Self::Duration => "duration",
            Self::Size => "size",
            Self::Identifier => "identifier",
        }
    }

    /// What a value that varies is.
    pub(super) fn of(value: &[u8]) -> Self {
        let value = value.strip_prefix(b"+").or(value.strip_prefix(b"-")).unwrap_or(value);
        let value = value.strip_suffix(b".").unwrap_or(value);
        let n_digits = value.iter().take_while(|byte| is_of_number(**byte)).count();
        let (number, rest) = value.split_at_checked(n_digits).unwrap_or((value, &[]));
        let has_digit = number.iter().any(u8::is_ascii_digit);
        if rest.is_empty() && has_digit {
            return if is_ipv4(value) { Self::Address } else { Self::Number };
        }
        if has_digit && is_unit(rest) {
            return Self::of_unit(rest);
        }
        if is_uuid(value) {
            return Self::Uuid;
        }
        let digits = value.strip_prefix(b"0x").or(value.strip_prefix(b"0X"));
        let is_hex = |text: &[u8]| !text.is_empty() && text.iter().all(u8::is_ascii_hexdigit);
        if digits.is_some_and(is_hex) || (value.len() >= 8 && is_hex(value)) {
            return Self::Hex;
        }
        if is_date(value) {
            return Self::Time;
        }
        if value.contains(&b'@') && value.contains(&b'.') {
            return Self::Email;
        }
        let n_slashes = value.iter().filter(|byte| matches!(byte, b'/' | b'\\')).count();
        if n_slashes >= 2 { Self::Path } else { Self::Identifier }
    }

    /// What a number with this unit is.
    pub(super) fn of_unit(unit: &[u8]) -> Self {
        if is_size_unit(unit) {
            Self::Size
        } else if is_duration_unit(unit) {
            Self::Duration
        } else {
            Self::Number
        }
    }
}

impl SlotKinds {
    /// Only this one.
    pub fn only(kind: SlotKind) -> Self {
        Self(1 << (kind as u8))
    }

    /// Those of both.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Each of them.
    pub fn iter(self) -> impl Iterator<Item = SlotKind> {
        SlotKind::ALL.into_iter().filter(move |kind| self.0 >> (*kind as u8) & 1 == 1)
    }
}

fn is_of_number(byte: u8) -> bool {
    byte.is_ascii_digit() || matches!(byte, b'.' | b',')
}

fn is_ipv4(value: &[u8]) -> bool {
    let parts = value.split(|byte| *byte == b'.');
    let is_part =
        |part: &[u8]| (1..=3).contains(&part.len()) && part.iter().all(u8::is_ascii_digit);
    parts.clone().count() == 4 && parts.into_iter().all(is_part)
}

fn is_uuid(value: &[u8]) -> bool {
    value.len() == 36
        && value.iter().enumerate().all(|(at, byte)| match at {
            8 | 13 | 18 | 23 => *byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        })
}

/// `2026-03-01…`, `2026/03/01…`, `01/Mar/2026…`
fn is_date(value: &[u8]) -> bool {
    let mut parts = value.split(|byte| matches!(byte, b'-' | b'/' | b'.'));
    let is_number = |part: Option<&[u8]>, len: std::ops::RangeInclusive<usize>| {
        part.is_some_and(|part| len.contains(&part.len()) && part.iter().all(u8::is_ascii_digit))
    };
    let first = parts.next();
    let second = parts.next();
    let third = parts.next().and_then(|part| part.get(..2));
    is_number(first, 2..=4) && is_number(second, 2..=2) && is_number(third, 2..=2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_what_they_look_like() {
        let cases: [(&[&str], SlotKind); 9] = [
            (&["1", "-12", "3.5", "1,234"], SlotKind::Number),
            (&["0x1f", "deadbeef01"], SlotKind::Hex),
            (&["123e4567-e89b-12d3-a456-426614174000"], SlotKind::Uuid),
            (&["10.0.0.1"], SlotKind::Address),
            (&["/a/b", "C:\\x\\y"], SlotKind::Path),
            (&["2026-03-01", "2026-03-01T10"], SlotKind::Time),
            (&["12ms", "3s"], SlotKind::Duration),
            (&["12KB", "3bytes"], SlotKind::Size),
            (&["node-7", "a1"], SlotKind::Identifier),
        ];
        for (values, kind) in cases {
            for value in values {
                assert_eq!(SlotKind::of(value.as_bytes()), kind, "{value}");
            }
        }
    }
}
