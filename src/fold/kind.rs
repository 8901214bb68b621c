//! The type of a field: that of all its values together.

use serde::{Deserialize, Serialize};

use super::{ByteReader, ByteWriter};

/// What the values of a field are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub enum FieldType {
    /// Whole numbers.
    Integer,
    /// Numbers, some of them with a decimal point or an exponent.
    Number,
    /// `true` and `false`.
    Boolean,
    /// Nothing, or a sign for it: `-`, `null`.
    Empty,
    /// Anything else, or a mixture.
    Text,
}

/// Entries by what their value is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct TypeCounts([u64; 5]);

impl FieldType {
    const ALL: [Self; 5] = [Self::Integer, Self::Number, Self::Boolean, Self::Empty, Self::Text];

    /// What a single value is.
    pub fn of(value: &[u8]) -> Self {
        match value {
            b"" | b"-" | b"null" | b"NULL" | b"nil" | b"None" => Self::Empty,
            _ if is_boolean(value) => Self::Boolean,
            _ => of_number(value),
        }
    }
}

fn is_boolean(value: &[u8]) -> bool {
    value.eq_ignore_ascii_case(b"true") || value.eq_ignore_ascii_case(b"false")
}

/// Digits with a sign, a decimal point and an exponent, as in JSON, or with leading
/// zeros or a plus sign as elsewhere.
fn of_number(value: &[u8]) -> FieldType {
    let unsigned = value.strip_prefix(b"-").or(value.strip_prefix(b"+")).unwrap_or(value);
    let (whole, rest) = digits(unsigned);
    if whole == 0 {
        return FieldType::Text;
    }
    if rest.is_empty() {
        return FieldType::Integer;
    }
    let after_point = rest.strip_prefix(b".").map(digits);
    let rest = match after_point {
        Some((0, _)) => return FieldType::Text,
        Some((_, rest)) => rest,
        None => rest,
    };
    let exponent = rest.strip_prefix(b"e").or(rest.strip_prefix(b"E"));
    let is_number = match exponent {
        None => rest.is_empty(),
        Some(exponent) => {
            let unsigned = exponent.strip_prefix(b"-").or(exponent.strip_prefix(b"+"));
            matches!(digits(unsigned.unwrap_or(exponent)), (1.., []))
        }
    };
    if is_number { FieldType::Number } else { FieldType::Text }
}

/// How many digits a text begins with, and what follows them.
fn digits(text: &[u8]) -> (usize, &[u8]) {
    let n = text.iter().take_while(|byte| byte.is_ascii_digit()).count();
    (n, text.get(n..).unwrap_or_default())
}

impl TypeCounts {
    pub(super) fn add(&mut self, value: &[u8], n_entries: u64) {
        let kind = FieldType::of(value);
        for (known, count) in FieldType::ALL.iter().zip(&mut self.0) {
            *count += if *known == kind { n_entries } else { 0 };
        }
    }

    pub(super) fn merge(&mut self, other: Self) {
        for (sum, count) in self.0.iter_mut().zip(other.0) {
            *sum += count;
        }
    }

    /// Entries that have a value.
    pub(super) fn total(self) -> u64 {
        self.0.iter().sum()
    }

    /// The narrowest type that all values have, except for empty ones.
    pub(super) fn field_type(self) -> FieldType {
        let [integer, number, boolean, _, text] = self.0.map(|count| count > 0);
        match (integer, number, boolean, text) {
            (false, false, false, false) => FieldType::Empty,
            (true, false, false, false) => FieldType::Integer,
            (_, true, false, false) => FieldType::Number,
            (false, false, true, false) => FieldType::Boolean,
            _ => FieldType::Text,
        }
    }

    pub(super) fn write(self, out: &mut ByteWriter) {
        self.0.iter().for_each(|count| out.number(*count));
    }

    pub(super) fn read(bytes: &mut ByteReader<'_>) -> Option<Self> {
        let mut counts = [0; 5];
        for count in &mut counts {
            *count = bytes.number()?;
        }
        Some(Self(counts))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_what_they_look_like() {
        let cases = [
            (FieldType::Integer, &["0", "-12", "+3", "007", "18446744073709551616"][..]),
            (FieldType::Number, &["1.5", "-0.25", "1e9", "2.5E-3", "3e+07"]),
            (FieldType::Boolean, &["true", "False"]),
            (FieldType::Empty, &["", "-", "null"]),
            (
                FieldType::Text,
                &["1.", ".5", "1e", "1.2.3", "--1", "12ms", "0x1f", "1 2", "+", "e5"],
            ),
        ];
        for (expected, values) in cases {
            for value in values {
                assert_eq!(FieldType::of(value.as_bytes()), expected, "{value}");
            }
        }
    }

    #[test]
    fn a_field_has_the_narrowest_type_that_fits_all_values() {
        let type_of = |values: &[&str]| {
            let mut counts = TypeCounts::default();
            for value in values {
                counts.add(value.as_bytes(), 1);
            }
            counts.field_type()
        };
        assert_eq!(type_of(&["1", "-", "2"]), FieldType::Integer);
        assert_eq!(type_of(&["1", "2.5"]), FieldType::Number);
        assert_eq!(type_of(&["true", "1"]), FieldType::Text);
        assert_eq!(type_of(&["1", "one"]), FieldType::Text);
        assert_eq!(type_of(&["-"]), FieldType::Empty);
        assert_eq!(type_of(&[]), FieldType::Empty);
    }
}
